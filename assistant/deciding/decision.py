"""Decides which of the things that are asked what was found can answer, and why a question is
refused. Pure functions."""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from assistant.calibration import Calibration
from assistant.conversation import Status
from assistant.deciding.answerability import READ_AS_ANSWER, READ_AS_LITTLE, Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.beside import is_beside, says_nothing_of_it
from assistant.deciding.nearness import candidates
from assistant.deciding.occasions import held_when_or_where
from assistant.deciding.rows import is_one_of_all
from assistant.deciding.scope import is_out_of_reach, out_of_scope
from assistant.deciding.unheard import is_heard_of, unheard_of
from assistant.understanding.asking import (
    POINTING_BACK,
    said_beside,
    says_who_belongs,
    wanted,
    without,
)
from assistant.understanding.occurring import names_meeting
from assistant.understanding.parts import Part
from assistant.wording.akin import shared
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts
from vectorstore.language import terms
from vectorstore.passages import Findings

_READ_AS_NONE = -3.0
"""Below these, what is doubtful anyway is refused: hardly any of it is an answer."""
_SEVERAL = 2
"""So many words of a question are no chance."""

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
            or (certain < math.inf and _is_no_extreme(asked, evidence))
            or (certain < math.inf and asked.is_of_another_row(evidence))
            or (certain < math.inf and _lacks_bound(asked, evidence[0]))
        ):
            unsure.append(part)
        answered.append((asked, evidence))
    return Decision(answered, unsure, lacking, left)


def _least_certain(part: Part, calibration: Calibration) -> float:
    return calibration.certain_following if len(part.readings) > 1 else calibration.certain


def _is_corrected(asked: Asked, evidence: Sequence[Evidence], *, answers: bool) -> bool:
    """Tell whether the evidence contradicts what a question checks ("Was it launched in 2018?"
    "It was launched in 2015."). That is an answer, too.

    If the weightiest sentence `answers`, only that one may contradict; else any may, unless it may
    tell of another time of the same thing.
    """
    if asked.check is None:
        return False
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


def _is_left_unread(part: Part, first: Evidence) -> bool:
    """Tell whether the best sentence for a follow-up is one that the reader takes for no answer.

    Such a sentence weighs much only because it lies near what was just told. Questions for more,
    and those that only ask when that was, are left out: the reader cannot judge them.
    """
    follows = len(part.readings) > 1 and not part.is_more and not part.follow_up.dated_by
    return follows and first.odds < READ_AS_LITTLE


def is_no_answer(asked: Asked, first: Evidence) -> bool:
    """Tell whether a doubtful sentence is no answer at all: the reader takes it for none, it is on
    another ordinal ("the fourth meeting"), or it lacks what is asked for.

    For an overview the reader is not heard, because single sentences of one answer nothing.
    """
    is_none = first.odds < _READ_AS_NONE and "overview" not in asked.wanted
    return is_none or not asked.counted(first) or says_nothing_of_it(asked, first)


def _is_told_again(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the weightiest sentence was already quoted in answer to another question, which
    makes it a doubtful answer to this one.

    A question that checks something may be about just that sentence, and one that the reader takes
    for an answer may answer both.
    """
    first = evidence[0]
    return first.is_told and not asked.checks and first.odds < READ_AS_ANSWER


def _is_on_else(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the weightiest sentence is about something else: another date than the question
    itself names, another ordinal ("the fourth meeting") or none that it has, no such part ("article
    7"), or another subject (`is_beside`)."""
    first = evidence[0]
    dated = facts(asked.part.asking, asked.language).dates
    return (
        bool(dated and (not asked.in_time(first) or asked.is_of_another_day(first)))
        or not asked.counted(first)
        or asked.lacks_ordinal(first, evidence)
        or asked.lacks_part(first)
        or is_beside(asked, evidence)
    )


def _is_no_extreme(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a greatest, a least or a last one is asked for, and it was not surely found
    among the rows of a table that the weightiest sentence is one of."""
    rows = asked.rows(evidence)
    return (rows is not None and rows.is_extreme) or is_one_of_all(
        asked.part.alone, asked.language, evidence[0]
    )


def _lacks_bound(asked: Asked, first: Evidence) -> bool:
    """Tell whether a question bounds an amount ("more than 45 visits"), and the weightiest sentence
    does not have it: nothing is compared with it."""
    bounds = [one for one in facts(asked.part.alone, asked.language).numbers if one.bound]
    told = facts(first.wording, first.language).numbers
    is_met = any(one.equals(number) for one in bounds for number in told)
    return bool(bounds) and not asked.checks and not is_met


def _says_what_is_checked(
    part: Part, evidence: Sequence[Evidence], calibration: Calibration
) -> bool:
    """Tell whether, if a question checks a membership, any sentence that may answer speaks of
    members. Somebody who was at a meeting may have been a guest. True for all other questions."""
    return part.membership is None or any(
        says_who_belongs(one.wording, one.language)
        for one in evidence
        if one.weight >= calibration.answerable
    )


def certainty(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return how certain it is that the evidence answers what is asked, as log-odds.

    `evidence` is ordered, the weightiest first. As a rule its first weight is returned. Infinity is
    returned, whatever the weights, if

    - a definition is asked for, and something found introduces that thing or person,
    - a sentence says outright what the question checks, or
    - a sentence stands under the heading that is asked for.

    Minus infinity is returned if the weight is below zero and nothing that was found speaks of
    somebody whom the question names.
    """
    if asked.introduced(evidence):
        return math.inf
    says = asked.check and asked.check.says
    if (says and any(map(says, evidence))) or asked.under_heading(evidence):
        return math.inf
    if (rows := asked.rows(evidence)) and rows.is_certain:
        return math.inf
    if not evidence:
        return -math.inf
    weight = evidence[0].weight
    hits = list({one.hit.passage.id: one.hit for one in evidence}.values())
    # "Factsheet" is no name in German that nobody mentions.
    said = without("overview", asked.part.wording, asked.language)
    is_unheard = weight < 0 and any(unheard_of(said, asked.language, hits))
    return -math.inf if is_unheard else weight


def surely_tells(decision: Decision, question: str, language: str) -> bool:
    """Tell whether anything is surely told of what a question asks, whatever it sounds like.

    It is by an answer without a doubt

    - that speaks of whom the question names,
    - that has two of its telling words, and half of them, and that the reader takes for an answer,
    - that is all rows of a table which has each of its words, or
    - that heads the very meeting which it asks the day or the place of;

    and by an answer without a doubt, or one that the reader takes for an answer, that is alone in
    having each word of it but those that ask: "Who cancelled?" "Cancelled: Italy.". A question that
    points back ("Is this confirmed?") leaves open of what it asks. The reader alone does not tell:
    it may take anything for an answer to chatter.
    """
    asks = wanted(question, language)
    said = frozenset(said_beside(asks, question, language))
    says_it = bool(said) and asks.isdisjoint(POINTING_BACK)
    for asked, found in decision.answered:
        if not found:
            continue
        first, is_sure = found[0], asked.part not in decision.unsure
        is_read = first.odds > READ_AS_ANSWER
        if says_it and (is_sure or is_read) and _alone_has_all(said, first, found):
            return True
        if is_sure and (
            is_heard_of(question, language, first.hit)
            or (says_it and is_read and _has_half(said, first, language))
            or (says_it and (rows := asked.rows(found)) and rows.is_certain)
            or held_when_or_where(question, language, found)
        ):
            return True
    return False


def _alone_has_all(said: Set[str], first: Evidence, found: Sequence[Evidence]) -> bool:
    having = {
        one.hit.document.id
        for one in found
        if said <= set(terms(f"{' '.join(one.hit.passage.headings)} {one.wording}", one.language))
    }
    return having == {first.hit.document.id}


def _has_half(said: Set[str], one: Evidence, language: str) -> bool:
    """Tell whether a sentence has two telling words of a question, and half of them."""
    has = shared(said, one.wording, language) if one.language == language else 0
    return has >= _SEVERAL and 2 * has >= len(said)


def refusal(
    decision: Decision, findings: Findings, restated: str, calibration: Calibration
) -> Status | None:
    """Return why a question is refused, or None if it is answered.

    `restated` is the question as it stands alone, and `findings` what was found for all of it.
    """
    is_in_scope = _is_in_scope(decision, restated, findings, calibration)
    if not is_in_scope and out_of_scope(findings, calibration):
        return "refused_out_of_scope"
    if decision.answered:
        return None
    return "unanswerable_not_supported" if findings.hits else "unanswerable_no_passages"


def _is_in_scope(
    decision: Decision, restated: str, findings: Findings, calibration: Calibration
) -> bool:
    """Tell whether what was found shows that a question belongs to the subject, even if it does not
    sound so. It does if

    - it is answered without a doubt,
    - a sentence weighs enough to answer it, and is doubted only because it may speak of something
      else,
    - a sentence that was found has each word of it but those that ask, or
    - whom it names is spoken of in a passage that answers it, or in the first one found, if that is
      within reach.
    """
    if decision.answered and not decision.is_unsure:
        return True
    if any(
        evidence[0].weight >= _least_certain(asked.part, calibration)
        for asked, evidence in decision.answered
    ):
        return True
    if _has_its_words(restated, findings):
        return True
    hits = [evidence[0].hit for _, evidence in decision.answered]
    if not is_out_of_reach(findings, calibration):
        hits += findings.hits[:1]
    return any(is_heard_of(restated, findings.language, hit) for hit in hits)


def _has_its_words(question: str, findings: Findings) -> bool:
    """Tell whether a sentence that was found, in the question's language, has each of its telling
    words."""
    language = findings.language
    said = frozenset(said_beside(wanted(question, language), question, language))
    return bool(said) and any(
        said <= set(terms(one.wording, language))
        for one in candidates(findings)
        if one.language == language
    )
