"""Decides which of the things that are asked what was found can answer. Pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.calibration import Calibration
from assistant.deciding.answerability import Evidence
from assistant.deciding.outright import outright
from assistant.deciding.topics import is_introduced
from assistant.deciding.unheard import unheard_of
from assistant.understanding.asking import has_question_word, says_who_belongs
from assistant.understanding.parts import Part

PartEvidence = tuple[Part, list[Evidence]]
"""One thing that is asked, and what bears on it, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which of the things that are asked are answered, and which are not."""

    answered: Sequence[PartEvidence]
    unsure: Sequence[Part]
    """Those of the answered ones of which it is not certain."""
    lacking: Sequence[Part]

    @property
    def is_unsure(self) -> bool:
        """Whether all that is answered may be no answer."""
        return len(self.unsure) == len(self.answered)


def decide(parts: Sequence[PartEvidence], language: str, calibration: Calibration) -> Decision:
    """Return what is answered of the things that are asked."""
    certain = {part: certainty(part, language, evidence) for part, evidence in parts}
    answered = [one for one in parts if certain[one[0]] >= calibration.answerable]
    return Decision(
        answered,
        unsure=[
            part
            for part, evidence in answered
            if certain[part] < calibration.certain
            or _is_told_again(part, language, evidence)
            or not _says_what_is_checked(part, evidence, calibration)
        ],
        lacking=[part for part, _ in parts if certain[part] < calibration.answerable],
    )


def _is_told_again(part: Part, language: str, evidence: Sequence[Evidence]) -> bool:
    """Tell whether what weighs most was just told, to another question. A check may be on that."""
    return evidence[0].is_told and has_question_word(part.asking, language)


def _says_what_is_checked(
    part: Part, evidence: Sequence[Evidence], calibration: Calibration
) -> bool:
    """Tell whether a sentence that may answer who belongs says so: who was at a meeting may be a
    guest."""
    return part.membership is None or any(
        says_who_belongs(one.wording, one.language)
        for one in evidence
        if one.weight >= calibration.answerable
    )


def certainty(part: Part, language: str, evidence: Sequence[Evidence]) -> float:
    """Return how certain it is that evidence, ordered, the weightiest first, answers what is asked.

    It is the weight of the weightiest (log-odds); but what is not likelier than not to answer is
    no answer if nothing that was found speaks of whom the question names; and a document about
    nothing but what the question names says what that is, a sentence that names somebody who that
    is, and one that says outright what the question checks answers it, however little they weigh.
    """
    if is_introduced(part.asking, part.alone, language, evidence):
        return math.inf
    said = outright(part.asking, part.alone, language)
    if said and any(said(one.hit, one.sentence) for one in evidence):
        return math.inf
    if not evidence:
        return -math.inf
    weight = evidence[0].weight
    hits = list({one.hit.passage.id: one.hit for one in evidence}.values())
    return -math.inf if weight < 0 and any(unheard_of(part.wording, language, hits)) else weight
