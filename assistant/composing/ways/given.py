"""What an answer is composed from, whatever the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.composing.copies import without_copies
from assistant.composing.leading import as_asked_first
from assistant.composing.margins import MARGIN, NARROW_MARGIN, WIDE_MARGIN
from assistant.deciding.answerability import Evidence, about_as_weighty, heavy_enough
from assistant.deciding.asked import Asked
from assistant.understanding.phrases.asking import Wanted

_SINGLE: frozenset[Wanted] = frozenset({"time", "place", "amount"})
_SEVERAL: frozenset[Wanted] = frozenset({"all", "difference"})


@dataclass(frozen=True)
class Given:
    """What an answer is composed from: the evidence, weightiest first, and what is asked."""

    evidence: Sequence[Evidence]
    asked: Asked
    least: float
    today: date
    found: Sequence[Evidence]
    """All evidence, also where part of it answers alone."""

    @cached_property
    def possible(self) -> list[Evidence]:
        """What may answer."""
        return heavy_enough(self.evidence, self.least)

    @cached_property
    def near(self) -> list[Evidence]:
        """What is about as weighty as the weightiest sentence, without copies; what says it in the
        question's words comes first."""
        return as_asked_first(self.within(_margin(self.asked.wanted), self.evidence), self.asked)

    def within(self, margin: float, sentences: Sequence[Evidence]) -> list[Evidence]:
        """Return what lacks no more weight than a margin to the first of the sentences, without
        copies."""
        return self.told_once(about_as_weighty(sentences, margin))

    def told_once(self, sentences: Sequence[Evidence]) -> list[Evidence]:
        """Return sentences without copies, if possible in the asker's language, or in English."""
        return without_copies(sentences, self.asked.language)


def _margin(wanted: frozenset[Wanted]) -> float:
    if wanted & _SEVERAL:
        return WIDE_MARGIN
    return NARROW_MARGIN if wanted & _SINGLE else MARGIN
