"""Whether what weighs enough to answer may be no answer all the same. Pure functions."""

import math
from collections.abc import Sequence

from assistant.calibration import Calibration
from assistant.deciding.answerability import (
    READ_AS_ANSWER,
    READ_AS_LITTLE,
    READ_AS_NONE,
    Evidence,
    heavy_enough,
)
from assistant.deciding.asked import Asked
from assistant.deciding.beside import is_beside
from assistant.deciding.checks import leaves_open
from assistant.deciding.defining import only_mentions
from assistant.deciding.definitions import Person
from assistant.deciding.following import may_be_on_another
from assistant.deciding.lacking import says_nothing_of_it
from assistant.deciding.outright import tells_since_when
from assistant.deciding.rows import is_of_another, is_one_of_all
from assistant.deciding.sections import has_actions_of_others
from assistant.understanding.kinds.membership import asks_how_to_belong
from assistant.understanding.parts.part import Part
from assistant.understanding.phrases.asking import says_who_belongs
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts, facts_of
from assistant.wording.facts.lexicon import says


def is_doubted(
    asked: Asked, evidence: Sequence[Evidence], certain: float, calibration: Calibration
) -> bool:
    """Tell whether what weighs enough to answer may be no answer, for what it says. What is
    infinitely `certain` is only doubted if it was told before, or speaks of no member."""
    first = evidence[0]
    may_answer = heavy_enough(evidence, calibration.answerable) or [first]
    if _is_told_again(asked, first) or not _says_what_is_checked(asked.part, may_answer):
        return True
    return certain < math.inf and (
        _is_left_unread(asked, first)
        or may_be_on_another(first, asked.part.follow_up, asked.language)
        or _is_on_else(asked, evidence)
        or _is_no_extreme(asked, evidence)
        or is_of_another(asked.part.alone, asked.language, evidence)
        or has_actions_of_others(asked.part.alone, asked.language, evidence)
        or _lacks_bound(asked, first)
        or _leaves_open_whether_still(asked, may_answer)
        or _leaves_open_what_is_checked(asked, first)
        or _explains_nothing(asked, first)
        or _names_not_whom(asked, first)
        or (bool(dates_of(first)) and asks_how_to_belong(asked.part.asking, asked.language))
    )


def is_no_answer(asked: Asked, first: Evidence) -> bool:
    """Tell whether a doubtful sentence is no answer at all: the reader takes it for none, it is on
    another ordinal ("the fourth meeting"), or it lacks what is asked for, be that an attribute, a
    place or an amount.

    For an overview the reader is not heard, because single sentences of one answer nothing; nor if
    all that is asked is what the document is on: "What is the hash database?".
    """
    is_overview = "overview" in asked.wanted or asked.is_title_of(first)
    is_none = first.odds < READ_AS_NONE and not is_overview
    return (
        is_none
        or not asked.counted(first)
        or says_nothing_of_it(asked, first)
        or asked.details.place_or_amount_is_missing(first)
    )


def _is_told_again(asked: Asked, first: Evidence) -> bool:
    """Tell whether the weightiest sentence was already quoted in answer to another question, which
    makes it a doubtful answer to this one.

    A question that checks something may be about just that sentence, and one that the reader takes
    for an answer may answer both.
    """
    return first.is_told and asked.has_question_word and first.odds < READ_AS_ANSWER


def _says_what_is_checked(part: Part, may_answer: Sequence[Evidence]) -> bool:
    """Tell whether, if a question checks a membership, any sentence that may answer speaks of
    members. Somebody who was at a meeting may have been a guest. True for all other questions."""
    return part.membership is None or any(
        says_who_belongs(one.wording, one.language) for one in may_answer
    )


def _is_left_unread(asked: Asked, first: Evidence) -> bool:
    """Tell whether the best sentence for a follow-up is one that the reader takes for no answer.

    Such a sentence weighs much only because it lies near what was just told. Questions for more,
    and those that only ask when that was, are left out: the reader cannot judge them, nor what says
    since when something is so.
    """
    part = asked.part
    follows = part.has_several_readings and not part.is_more and not part.follow_up.dated_by
    return follows and first.odds < READ_AS_LITTLE and not tells_since_when(asked, first)


def _is_on_else(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the weightiest sentence is about something else: another date than the question
    itself names, another ordinal ("the fourth meeting") or none that it has, no such part ("article
    7"), or another subject (`is_beside`)."""
    first = evidence[0]
    dated = facts(asked.part.asking, asked.language).dates
    return (
        bool(dated and (not asked.in_time(first) or asked.times.is_of_another_day(first)))
        or not asked.counted(first)
        or asked.ordinals.lacks_ordinal(first, evidence)
        or asked.lacks_part(first)
        or is_beside(asked, first, evidence)
    )


def _is_no_extreme(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a greatest, a least or a last one is asked for, and it was not surely found
    among the rows of a table that the weightiest sentence is one of."""
    rows = asked.rows(evidence)
    if rows is not None:
        return rows.is_extreme
    return is_one_of_all(asked.part.alone, asked.language, evidence[0])


def _leaves_open_whether_still(asked: Asked, may_answer: Sequence[Evidence]) -> bool:
    """Tell whether a question asks if something is still so, and nothing that may answer says that
    anything has ended or holds still: that it began says neither."""
    return (
        not asked.has_question_word
        and says("still", asked.part.asking, asked.language)
        and not any(says("lasting", one.wording, one.language) for one in may_answer)
    )


def _leaves_open_what_is_checked(asked: Asked, first: Evidence) -> bool:
    """Tell whether a question checks something, and the weightiest sentence leaves that open."""
    return not asked.has_question_word and leaves_open(asked.telling, first, asked.language)


def _names_not_whom(asked: Asked, first: Evidence) -> bool:
    """Tell whether it is asked who somebody is, and the weightiest sentence does not name them."""
    return isinstance(asked.definition, Person) and not asked.definition.is_named(first)


def _explains_nothing(asked: Asked, first: Evidence) -> bool:
    """Tell whether it is asked what a thing without a name is, and not what is planned or new, and
    the weightiest sentence only mentions that thing."""
    is_on_times = asked.plans or asked.news or asked.what_happened
    return not is_on_times and only_mentions(asked.part.alone, asked.language, first)


def _lacks_bound(asked: Asked, first: Evidence) -> bool:
    """Tell whether a question bounds an amount ("more than 45 visits"), and the weightiest sentence
    does not have it: nothing is compared with it."""
    bounds = [one for one in facts(asked.part.alone, asked.language).numbers if one.bound]
    told = facts_of(first).numbers
    is_met = any(one.equals(number) for one in bounds for number in told)
    return bool(bounds) and asked.has_question_word and not is_met
