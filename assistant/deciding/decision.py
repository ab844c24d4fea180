"""Decides which of the things that are asked what was found can answer, and why a question is
refused. Pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.calibration import Calibration
from assistant.conversation import Status
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.beside import is_beside, says_nothing_of_it
from assistant.deciding.scope import is_out_of_reach, out_of_scope
from assistant.deciding.unheard import is_heard_of, unheard_of
from assistant.understanding.asking import says_who_belongs, without
from assistant.understanding.parts import Part
from assistant.wording.facts import facts
from vectorstore.passages import Findings

_READ_AS_ANSWER = 0.5
"""What the reader gives more odds (log-odds) it takes for an answer."""
_READ_AS_LITTLE = -1.0
"""What it gives less may well be none, where it lies near to what was just told."""
_READ_AS_NONE = -3.0
"""Of what it gives less, and is doubtful, hardly any is one."""

AskedOf = tuple[Asked, list[Evidence]]
"""One thing that is asked, and what bears on it, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which of the things that are asked are answered, and which are not."""

    answered: Sequence[AskedOf]
    unsure: Sequence[Part]
    """Those of the answered ones of which it is not certain."""
    lacking: Sequence[Part]
    left: Sequence[Part] = ()
    """Those beyond as many as are answered at a time."""

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
    """Return what is answered of the things that are asked; for those `left` nothing was looked
    for."""
    answered: list[AskedOf] = []
    unsure: list[Part] = []
    lacking: list[Part] = []
    for part, evidence in parts:
        asked = Asked(part, language)
        certain = certainty(asked, evidence)
        if _is_corrected(asked, evidence, answers=certain >= calibration.answerable):
            certain = math.inf
        doubtful = certain < _least_certain(part, calibration)
        if certain < calibration.answerable or (doubtful and is_no_answer(asked, evidence[0])):
            lacking.append(part)
            continue
        if (
            doubtful
            or (certain < math.inf and _is_left_unread(part, evidence[0]))
            or _is_told_again(asked, evidence)
            or not _says_what_is_checked(part, evidence, calibration)
            or (certain < math.inf and _is_on_else(asked, evidence))
        ):
            unsure.append(part)
        answered.append((asked, evidence))
    return Decision(answered, unsure, lacking, left)


def _least_certain(part: Part, calibration: Calibration) -> float:
    return calibration.certain_following if len(part.readings) > 1 else calibration.certain


def _is_corrected(asked: Asked, evidence: Sequence[Evidence], *, answers: bool) -> bool:
    """Tell whether the weightiest evidence says otherwise than what is checked, or any, where the
    weightiest hardly `answers`."""
    told = evidence[:1] if answers else evidence
    return asked.check is not None and any(map(asked.check.says_otherwise, told))


def _is_left_unread(part: Part, first: Evidence) -> bool:
    """Tell whether a follow-up is answered by what the reader takes for no answer: that lies near
    what was just told, and says nothing of what is asked now. Who asks only when that was, or for
    more, asks nothing that a reader finds."""
    follows = len(part.readings) > 1 and not part.is_more and not part.follow_up.dated_by
    return follows and first.odds < _READ_AS_LITTLE


def is_no_answer(asked: Asked, first: Evidence) -> bool:
    """Tell whether what is doubtful anyway is none: the reader takes it for none, it is on another
    one of what is counted, or it says nothing of what is asked. What an overview is made of answers
    nothing by itself."""
    is_none = first.odds < _READ_AS_NONE and "overview" not in asked.wanted
    return is_none or not asked.counted(first) or says_nothing_of_it(asked, first)


def _is_told_again(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether what weighs most was just told, to another question. A check may be on that, and
    what the reader takes for an answer may be one to both."""
    first = evidence[0]
    return first.is_told and not asked.checks and first.odds < _READ_AS_ANSWER


def _is_on_else(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether what weighs most is on another time than the question names itself, on another
    one of what is counted, or beside the question."""
    first = evidence[0]
    dated = facts(asked.part.asking, asked.language).dates
    return (
        bool(dated and not asked.in_time(first))
        or not asked.counted(first)
        or is_beside(asked, evidence)
    )


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


def certainty(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return how certain it is that evidence, ordered, the weightiest first, answers what is asked.

    It is the weight of the weightiest (log-odds); but what is not likelier than not to answer is
    no answer if nothing that was found speaks of whom the question names; and a document about
    nothing but what the question names says what that is, a sentence that names somebody who that
    is, one that says outright what the question checks answers it, and what stands under
    the heading that is asked for is what is asked for, however little they weigh.
    """
    if asked.introduced(evidence):
        return math.inf
    says = asked.check and asked.check.says
    if (says and any(map(says, evidence))) or asked.under_heading(evidence):
        return math.inf
    if not evidence:
        return -math.inf
    weight = evidence[0].weight
    hits = list({one.hit.passage.id: one.hit for one in evidence}.values())
    # "Factsheet" is no name in German that nobody mentions.
    said = without("overview", asked.part.wording, asked.language)
    is_unheard = weight < 0 and any(unheard_of(said, asked.language, hits))
    return -math.inf if is_unheard else weight


def refusal(
    decision: Decision, findings: Findings, restated: str, calibration: Calibration
) -> Status | None:
    """Return why a question is refused, as it stands alone and by what was found for all of it;
    None if it is answered."""
    is_in_scope = _is_in_scope(decision, restated, findings, calibration)
    if not is_in_scope and out_of_scope(findings, calibration):
        return "refused_out_of_scope"
    if decision.answered:
        return None
    return "unanswerable_not_supported" if findings.hits else "unanswerable_no_passages"


def _is_in_scope(
    decision: Decision, restated: str, findings: Findings, calibration: Calibration
) -> bool:
    """Tell whether a question is, whatever it sounds like: as what is answered without a doubt is,
    or with none but that it speaks of something else, and what a passage may answer, or is nearest
    to within reach, that speaks of whom it names."""
    if decision.answered and not decision.is_unsure:
        return True
    if any(
        evidence[0].weight >= _least_certain(asked.part, calibration)
        for asked, evidence in decision.answered
    ):
        return True
    hits = [evidence[0].hit for _, evidence in decision.answered]
    if not is_out_of_reach(findings, calibration):
        hits += findings.hits[:1]
    return any(is_heard_of(restated, findings.language, hit) for hit in hits)
