"""Decides which of the things that are asked what was found can answer. Pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.calibration import Calibration
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.beside import on_it_first
from assistant.deciding.doubting import is_doubted, is_no_answer
from assistant.deciding.outright import (
    tells_outright,
    tells_that_they_belong,
    tells_what_happened,
)
from assistant.deciding.sifting import of_the_document_meant, sifted, tells_of_whom
from assistant.deciding.unheard import unheard_of
from assistant.understanding.kinds.occurring import names_meeting
from assistant.understanding.parts.part import Part
from assistant.understanding.phrases.asking import without
from assistant.wording.dated import dates_of
from vectorstore.findings import hits_of

AskedOf = tuple[Asked, list[Evidence]]
"""One thing that is asked, and what bears on it, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which of the things that are asked are answered, and which are not."""

    answered: Sequence[AskedOf]
    unsure: Sequence[Part]
    """Those of the answered ones whose answers may be wrong."""
    lacking: Sequence[Part]
    """Those that nothing found answers."""
    left: Sequence[Part] = ()
    """Those for which nothing was looked for: only so many are answered at a time."""

    @property
    def is_unsure(self) -> bool:
        """Whether all that is answered may be no answer."""
        return len(self.unsure) == len(self.answered)


def decide(
    parts: Sequence[tuple[Part, list[Evidence]]],
    language: str,
    calibration: Calibration,
    left: Sequence[Part] = (),
) -> Decision:
    """Return which of the things that are asked are answered, surely or not, and which are not.

    `left` are further things, for which nothing was looked for.
    """
    answered: list[AskedOf] = []
    unsure: list[Part] = []
    lacking: list[Part] = []
    for part, found in parts:
        asked = Asked(part, language)
        evidence = sifted(asked, found)
        certain = _certain(asked, evidence, calibration)
        doubtful = certain < least_certain(part, calibration)
        if _is_unanswered(asked, evidence, certain, calibration):
            # No sentence says somebody's "role": whatever speaks of them may tell it.
            of_whom, meant = tells_of_whom(asked, evidence), of_the_document_meant(asked, found)
            evidence, doubtful = of_whom or meant, bool(of_whom)
        if not evidence:
            lacking.append(part)
            continue
        if doubtful or is_doubted(asked, evidence, certain, calibration):
            unsure.append(part)
        answered.append((asked, evidence))
    return Decision(answered, unsure, lacking, left)


def _certain(asked: Asked, evidence: Sequence[Evidence], calibration: Calibration) -> float:
    """Return how certain it is that the evidence answers what is asked: infinitely if it tells that
    outright, or contradicts what is checked."""
    certain = certainty(asked, evidence)
    answers = certain >= calibration.answerable
    if answers and tells_outright(asked, evidence[0], evidence):
        return math.inf
    return math.inf if _is_corrected(asked, evidence, answers=answers) else certain


def _is_unanswered(
    asked: Asked, evidence: Sequence[Evidence], certain: float, calibration: Calibration
) -> bool:
    """Tell whether the evidence answers nothing: it weighs too little, or is doubtful, and neither
    what leads nor what leads of that which is on what is asked is an answer."""
    if certain < calibration.answerable:
        return True
    return (
        certain < least_certain(asked.part, calibration)
        and is_no_answer(asked, evidence[0])
        and is_no_answer(asked, on_it_first(asked, evidence, calibration.answerable)[0])
    )


def certainty(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return how certain it is that the evidence answers what is asked, as log-odds.

    `evidence` is ordered, the weightiest first. As a rule its first weight is returned. Infinity is
    returned, whatever the weights, if

    - a definition is asked for, and something found introduces that thing or person,
    - a sentence says outright what the question checks,
    - a sentence stands under the heading that is asked for, or under one of several that are
      numbered and called so,
    - it is asked what happened at an hour, and a sentence has that, or
    - it is asked if, or since when, somebody belongs to the Forum, and a sentence that points back
      to them says that.

    Minus infinity is returned if the weight is below zero and nothing that was found speaks of
    somebody whom the question names.
    """
    if asked.introduced(evidence):
        return math.inf
    says = asked.check and asked.check.says
    if (says and any(map(says, evidence))) or asked.under_heading(evidence):
        return math.inf
    if asked.numbered_parts(evidence):
        return math.inf
    if asked.hours and any(tells_what_happened(asked, one) for one in evidence):
        return math.inf
    if any(tells_that_they_belong(asked, one) for one in evidence):
        return math.inf
    if (rows := asked.rows(evidence)) and rows.is_certain:
        return math.inf
    if not evidence:
        return -math.inf
    weight = evidence[0].weight
    # "Factsheet" is no name in German that nobody mentions.
    said = without("overview", asked.part.wording, asked.language)
    is_unheard = weight < 0 and any(unheard_of(said, asked.language, hits_of(evidence)))
    return -math.inf if is_unheard else weight


def least_certain(part: Part, calibration: Calibration) -> float:
    """Return from which certainty a part is answered without a doubt: a follow-up from another."""
    return calibration.certain_following if part.has_several_readings else calibration.certain


def _is_corrected(asked: Asked, evidence: Sequence[Evidence], *, answers: bool) -> bool:
    """Tell whether the evidence contradicts what a question checks ("Was it launched in 2018?"
    "It was launched in 2015."). That is an answer, too.

    Any sentence may say that somebody else chaired. Apart from that, if the weightiest one
    `answers`, only that one may contradict; else any may, unless it may tell of another time of the
    same thing.
    """
    if asked.check is None:
        return False
    if any(map(asked.check.says_who_chaired_instead, evidence)):
        return True
    if answers:
        return any(map(asked.check.says_otherwise, evidence[:1]))
    told = list(filter(asked.check.says_otherwise, evidence))
    return bool(told) and not _may_recur(asked, told)


def _may_recur(asked: Asked, told: Sequence[Evidence]) -> bool:
    """Tell whether what a question checks may take place more than once: a meeting that it does not
    number, or what is `told` with different dates."""
    if names_meeting(asked.part.alone, asked.language) and not asked.counts:
        return True
    days = [{date.known for date in dates_of(one)} for one in told]
    return any(one and other and one.isdisjoint(other) for one, other in combinations(days, 2))
