"""Tells what stands for another sentence: a newer version, a final text, a later mail. Pure."""

from collections.abc import Sequence
from datetime import date
from itertools import islice, permutations

from assistant.composing.disagreeing import gives_other_value, is_revised
from assistant.composing.margins import RIVAL_MARGIN
from assistant.deciding.answerability import READ_AS_ANSWER, READ_AS_LITTLE, Evidence
from assistant.deciding.asked import Asked
from assistant.understanding.follow_ups.substituting import without_counts
from assistant.wording.akin import shared
from assistant.wording.dated import dates_of, mailed
from assistant.wording.facts import facts, facts_of
from assistant.wording.held import held_by
from assistant.wording.names import is_written_as_one, names
from assistant.wording.superseded import is_draft, replaces, wrong_values
from vectorstore.terms import terms

_SAME_TITLE = 2
"""So many words a title has at least of that of its draft."""
_TELLING_FIGURE = 13
"""Figures from here on are hardly those of two things by chance."""


def said_later(
    first: Evidence, possible: Sequence[Evidence], asked: Asked, found: Sequence[Evidence]
) -> list[Evidence]:
    """Return the weightiest sentence of `possible` that says otherwise later than the one that
    leads an answer, and goes before it: by saying that a value of it is wrong, of what it only
    plans, in a newer version of its document, in what replaces it, or in a later mail of its
    thread, that has another time or amount, as it is asked for, or names it as replaced; none if
    there is no such sentence.

    It will lead the answer, so that what only stands for the other (`supersedes`) must not be read
    as hardly any answer. Where nothing is brought in, and what is told anyway is compared
    (`is_any_replaced`, `latest`), the reader is not asked."""
    later = (
        one
        for one in possible
        if one.weight >= first.weight - RIVAL_MARGIN
        and (
            is_newer_version(one, first, asked)
            or _is_in_later_mail(one, first, asked)
            or _sets_right(one, first, asked)
            or (one.odds >= READ_AS_LITTLE and supersedes(one, first, asked, found))
        )
    )
    return list(islice(later, 1))


def is_any_replaced(told: Sequence[Evidence], asked: Asked, found: Sequence[Evidence]) -> bool:
    """Tell whether one of some sentences sets another of them right, or stands for it."""
    return any(
        _sets_right(one, other, asked) or supersedes(one, other, asked, found)
        for one, other in permutations(told, 2)
    )


def _sets_right(one: Evidence, other: Evidence, asked: Asked) -> bool:
    """Tell whether a sentence says itself that another one does not hold, whatever the reader takes
    it for."""
    return _corrects(one, other, asked) or _replans(one, other, asked)


def _corrects(one: Evidence, other: Evidence, asked: Asked) -> bool:
    """Tell whether a sentence says that a value of another one is wrong, and gives another: "68 %
    and not 71 %", where what it is counted in may be left out once. Not if the question has it."""
    numbers, days = wrong_values(one.wording, one.language)
    mine, theirs = facts_of(one), facts_of(other)
    said = facts(asked.part.alone, asked.language)
    asked_for = frozenset().union(*(number.values for number in said.counts))
    off = [
        (wrong, value)
        for wrong in numbers
        for value in theirs.counts
        if wrong.values & value.values - asked_for
        and wrong.unit in ("", value.unit)
        and max(wrong.values) >= _TELLING_FIGURE
    ]
    if any(
        each.unit in (wrong.unit, value.unit) and not each.values & wrong.values
        for wrong, value in off
        for each in mine.counts
    ):
        return True
    known, asked_days = ({day.known for day in told.dates} for told in (theirs, said))
    wrong_days = {day.known for day in days} & known - asked_days
    return any(day.is_day and day.known not in wrong_days for day in mine.dates if wrong_days)


def _replans(one: Evidence, other: Evidence, asked: Asked) -> bool:
    """Tell whether it is asked when the one of several that has an ordinal is, and a sentence tells
    another day of that than the one that an older document still planned."""
    about = facts(asked.part.alone, asked.language).ordinals
    mine, theirs = one.hit.document.published_on, other.hit.document.published_on
    if "time" not in asked.wanted or not about or not mine or not theirs or mine <= theirs:
        return False
    on_it = all(
        any(number.equals(each) for each in facts_of(told).ordinals)
        for number in about
        for told in (one, other)
    )
    new, old = ({day.known for day in dates_of(told) if day.is_day} for told in (one, other))
    planned = old and min(old) > (theirs.year, theirs.month, theirs.day)
    return bool(on_it and new and planned and new.isdisjoint(old))


def supersedes(one: Evidence, other: Evidence, asked: Asked, found: Sequence[Evidence]) -> bool:
    """Tell whether a sentence stands for another one: that is a draft's and this one that of what
    it became, or a sentence found of this one's document says that a figure of that one is
    replaced. Not if the question is on the draft, or has the figure."""
    if one.hit.document.id == other.hit.document.id:
        return False
    return _is_final(one, other, asked) or bool(_replaced(one, other, asked, found))


def _is_final(one: Evidence, other: Evidence, asked: Asked) -> bool:
    (title, language), (draft, drafted_in) = (
        (each.hit.document.title, each.language) for each in (one, other)
    )
    if language != drafted_in or is_draft(title, language) or not is_draft(draft, language):
        return False
    named = set(terms(without_counts(title, language), language))
    same = shared(named, draft, language)
    return (
        same >= _SAME_TITLE
        and 2 * same >= len(named)
        and not is_draft(asked.part.alone, asked.language)
    )


def _replaced(
    one: Evidence, other: Evidence, asked: Asked, found: Sequence[Evidence]
) -> frozenset[float]:
    """Return the figures of `other` that the document of `one` says are replaced, and that `one`
    gives another one for."""
    mine = _figures(one.wording, one.language)
    theirs = _figures(other.wording, other.language) - _figures(asked.part.alone, asked.language)
    told = (
        _figures(each.wording, each.language)
        for each in found
        if each.hit.document.id == one.hit.document.id and replaces(each.wording, each.language)
    )
    return theirs & frozenset().union(*told) if mine - theirs else frozenset()


def _figures(text: str, language: str) -> frozenset[float]:
    """Return the figures of a text that count anything, and hardly anything else: no small ones."""
    values = (value for number in facts(text, language).counts for value in number.values)
    return frozenset(value for value in values if value >= _TELLING_FIGURE)


def is_newer_version(one: Evidence, first: Evidence, asked: Asked) -> bool:
    """Tell whether a sentence is of a newer version of another one's document, both dated: it says
    the same in other figures, or answers, too, under the same heading. Not if the question is on a
    time, or on one of several: either may be the older's."""
    mine, theirs = one.hit, first.hit
    days = [each.document.published_on or date.min for each in (theirs, mine)]
    if not days[0] < days[1]:
        return False
    if is_revised(one, first):
        return True
    return (
        not (asked.dated or asked.counts)
        and date.min not in days
        and mine.document.title == theirs.document.title
        and _is_headed_alike(one, first)
        and one.odds > READ_AS_ANSWER
    )


def _is_headed_alike(one: Evidence, other: Evidence) -> bool:
    """Tell whether the headings over two sentences, below the titles of their documents, share more
    than half of what the shorter one says: "Article 5 - Chair", "Article 5 - Chair and office"."""
    fewer, more = sorted(
        (
            set(terms(" ".join(each.hit.passage.headings[-1:]), each.language))
            - set(terms(each.hit.document.title, each.language))
            for each in (one, other)
        ),
        key=len,
    )
    return 2 * len(fewer & more) > len(fewer)


def _is_in_later_mail(one: Evidence, first: Evidence, asked: Asked) -> bool:
    sent, before = (mailed(each.hit.passage, each.language) for each in (one, first))
    return (
        one.hit.document.id == first.hit.document.id
        and bool(before)
        and sent > before
        and (
            (one.odds > READ_AS_ANSWER and gives_other_value(one, first, asked.wanted))
            or (one.odds >= READ_AS_LITTLE and _names_as_replaced(one, first, asked))
        )
    )


def _names_as_replaced(one: Evidence, first: Evidence, asked: Asked) -> bool:
    """Tell whether a sentence says that something is in place of another thing, and names somebody
    of the other sentence whom the question does not name: "Ms Roe speaks instead of Mr Poe"."""
    if not replaces(one.wording, one.language):
        return False
    named = held_by(asked.part.alone, asked.language)
    held = held_by(one.wording, one.language)
    return any(
        is_written_as_one(name, first.language)
        and held.holds(name.word, first.language)
        and not named.holds(name.word, first.language)
        for name in names(first.wording, first.language)
    )
