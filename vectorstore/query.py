"""What is looked for, and how near a passage is to it. Pure.

A passage scores by the mean of two cosines with the question, its own and that of its best
sentence: the one sees the context, the other is not blurred by the neighbours. On top comes how
much of the question's rare words the passage holds. Ranks are not fused: reciprocal rank fusion
gives a passage that shares a name with the question as much as one that answers it, and ruins
questions in another language than the documents.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from vectorstore.filters import EVERYTHING, Filters
from vectorstore.findings import Hit, QuestionReading
from vectorstore.full_text import Match
from vectorstore.passages import Document, Passage, Vector, cosine
from vectorstore.quoting import NO_ANSWER, Quoting
from vectorstore.sight import Sight
from vectorstore.synonyms import in_usual_words

COVERAGE = 0.06
"""What a passage gains that holds all of the question's words, beside a mean cosine."""

OTHER_LANGUAGE = 0.01
"""What a text in another language than the question's still lacks in cosine beside an equally good
one in the same language, once the language axes are taken out."""

RECENT = 0.02
"""What a passage gains whose document was just cited, when a follow-up is asked."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, in words, and for whom."""

    question: str
    language: str
    """The question's (ISO 639-1)."""
    groups: Iterable[str] = ()
    """Those that its asker is in."""
    filters: Filters = EVERYTHING
    others: Sequence[str] = ()
    """Other ways to read the question: what is near to all of them counts."""
    cited: Quoting = NO_ANSWER
    """The answer before a follow-up: the documents that it quotes come nearer."""
    about: Callable[[str], str] = lambda _: ""
    """Tells what a reading is presumed to be about: what is near to that comes nearer."""
    worded: Callable[[str], str] = lambda reading: reading
    """Tells how else a reading may be worded: whichever wording is nearer to a text counts."""
    headed: Callable[[str, str], bool] | None = None
    """Tells whether a heading, in that language, is of a section that is asked for."""
    goes_on: Callable[[Passage], bool] | None = None
    """Tells whether a passage is of no use without all else that stands under its heading."""

    @property
    def readings(self) -> list[tuple[str, ...]]:
        """The ways to read the question, each in its own words, in the usual ones and otherwise,
        without what is the same."""
        return [
            tuple(dict.fromkeys((one, in_usual_words(one, self.language), self.worded(one))))
            for one in (self.question, *self.others)
        ]

    @property
    def seeing(self) -> Sight:
        """What its asker may see, and wants to."""
        return Sight(frozenset(self.groups), self.filters)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that is not a stop word."""

    stems: frozenset[str]
    """The word as each language of the library stems it, and so the acronyms of its names."""
    rarity: float
    """From 0 (stands in every passage) to 1 (stands in one at most)."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as it is searched: its vector, and what holds any of its words, by id, with the
    share of their rarity that it covers."""

    vector: Vector
    matches: Mapping[str, Match]
    covered: Mapping[str, float]

    def score(self, passage: Passage) -> float:
        """Return how near a passage is."""
        best = max((cosine(said.vector, self.vector) for said in passage.sentences), default=-1.0)
        near = (cosine(passage.vector, self.vector) + best) / 2
        return near + COVERAGE * self.covered.get(passage.id, 0)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores passages by a question in each way that it was read, each wording of which is searched
    as `sought` tells."""

    language: str
    readings: tuple[QuestionReading, ...]
    sought: Sequence[Sequence[Sought]]

    def hit(self, passage: Passage, document: Document, *, is_recent: bool) -> Hit:
        """Return a passage with its scores."""
        matches = self.sought[0][0].matches
        return Hit(
            passage,
            document,
            score=fmean(max(one.score(passage) for one in each) for each in self.sought)
            + other_language(self.language, document.language)
            + RECENT * is_recent,
            dense=cosine(passage.vector, self.readings[0].vector),
            lexical=matches[passage.id].score if passage.id in matches else None,
        )


def other_language(question: str, text: str) -> float:
    """Return what to add to the cosine of a question and a text, given their languages."""
    return 0.0 if question == text else OTHER_LANGUAGE


def rarity(count: int, total: int) -> float:
    """Return how telling a term is: its inverse document frequency, scaled to 0..1."""
    return math.log((total + 1) / max(count, 1)) / math.log(total + 1) if total else 1.0


def coverage(asked: Sequence[Term], match: Match) -> float:
    """Return which share of the question's rarity a passage covers, from 0 to 1."""
    whole = sum(term.rarity for term in asked)
    covered = sum(term.rarity for term in asked if term.stems & match.terms)
    return covered / whole if whole else 0.0
