"""From a question to what bears on it: each thing that it asks is looked for and weighed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from assistant.answerability import Evidence, Reads, ranked, weigh
from assistant.calibration import Calibration
from assistant.conversation import Question
from assistant.parts import Part, parts
from assistant.restating import as_stated, just_cited
from assistant.subject import unsaid
from vectorstore.passages import Findings, Hit
from vectorstore.search import Search

FOUND = 8
"""How many passages an answer is made from."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a whole question, and for each thing that it asks."""

    whole: Findings
    parts: list[tuple[Part, Findings]]

    def __iter__(self) -> Iterator[Findings]:
        yield self.whole
        yield from (each for _, each in self.parts)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What bears on each thing that is asked, the weightiest first, and all passages in order."""

    parts: list[tuple[Part, list[Evidence]]]
    hits: tuple[Hit, ...]

    @property
    def answerability(self) -> float | None:
        """The weight of the weightiest evidence, if there is any."""
        return max((each[0].weight for _, each in self.parts if each), default=None)


def look_for(
    search: Search, question: Question, restated: str, language: str, limit: int = FOUND
) -> Found:
    """Return what is found for a question: for each thing that it asks up to `limit` passages.

    `restated` is the question as it would be asked without its history.
    """

    def find(alone: str, cited: str = "") -> Findings:
        about = unsaid(alone, language)
        return search.find(
            alone, language, question.groups, question.filters, cited, about=about, limit=limit
        )

    cited = just_cited(question.history) if restated != question.text else ""
    stated = as_stated(restated, language)
    whole = find(stated, cited)
    asked = parts(question.text, language, question.history)
    if len(asked) == 1:
        return Found(whole, [(Part(question.text, stated), whole)])
    several = [replace(part, alone=as_stated(part.alone, language)) for part in asked]
    return Found(whole, [(part, find(part.alone)) for part in several])


def weigh_all(found: Found, reader: Reads | None, calibration: Calibration) -> Weighed:
    """Return what was found, weighed; the passages for several things are theirs in turn."""
    weighed = [(part, weigh(part.alone, each, reader, calibration)) for part, each in found.parts]
    ordered = [
        ranked(each.hits, evidence)
        for (_, each), (_, evidence) in zip(found.parts, weighed, strict=True)
    ]
    in_turn = chain.from_iterable(zip_longest(*ordered))
    return Weighed(weighed, tuple({hit.passage.id: hit for hit in in_turn if hit}.values()))
