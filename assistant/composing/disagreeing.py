"""Tells whether two sentences give different values for one thing. Pure functions.

"The sources do not agree" is a statement, too, and must be true. Two sentences that sound alike,
name the same and give two dates a few days apart speak of one event; years apart, of two. Two lists
that share most of their names list the same thing.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.composing.recency import are_two_of_a_series
from assistant.deciding.answerability import Evidence
from assistant.understanding.phrases.asking import Wanted
from assistant.wording.dated import dates_of
from assistant.wording.facts import Facts, facts
from assistant.wording.facts.lexicon import blanked, says
from assistant.wording.facts.numbers import clash
from assistant.wording.held import held_by
from assistant.wording.names import listed, names
from vectorstore.dates import Date

VALUES: frozenset[Wanted] = frozenset({"time", "amount"})
"""The kinds of values that may differ. If a difference is asked for, but neither a time nor an
amount, both are compared."""


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike two sentences must be at least: their cosine, and the share of each one's names
    that the other has, the larger share (`more_names`) and the smaller (`less_names`)."""

    cosine: float
    more_names: float
    less_names: float


_LIKE = _Likeness(cosine=0.95, more_names=0.9, less_names=0.6)
_SAME_TIME = _Likeness(cosine=0.92, more_names=0.9, less_names=0.25)
"""The same where one is a website's report, and the two times are so close that they are hardly
those of two events."""
_SAME_LIST = _Likeness(cosine=0.93, more_names=0.75, less_names=0.5)
"""The same for two lists that share most of their names."""
_SAID_TO_DIFFER = _Likeness(cosine=0.87, more_names=0.6, less_names=0.25)
"""The same where the question asks for a difference, and one of the sentences says whose word it
is."""

_APART = 400
"""Dates of one event lie at most so many days apart."""
_CLOSE = 31
"""Dates that lie at most so many days apart are close."""

_SITE = re.compile(r"\b[\w-]{2,}(?:\.[\w-]{2,})*\.[a-z]{2,6}\b")
"""The name of a website: "euglobal.news"."""

_FIGURES = re.compile(r"\d+")

_SHORTEST_MONTH = 28
"""Later days count as it: two days more or less do not matter here."""


def disagree(one: Evidence, other: Evidence, wanted: frozenset[Wanted]) -> bool:
    """Tell whether two documents give different values for what is asked for."""
    if one.hit.document.id == other.hit.document.id:
        return False
    mine, theirs = _stated(one), _stated(other)
    is_each_its_own = are_two_of_a_series(one.hit.document, other.hit.document)
    if wanted & {"person", "all"} and lists_differ(one, other):
        is_one_list = not is_each_its_own and not _times_clash(mine, theirs)
        return is_one_list and _alike(one, other, _SAME_LIST)
    if not _alike(one, other, _likeness(one, other, wanted)):
        return False
    other_papers = mine.codes and theirs.codes and not mine.codes & theirs.codes
    if other_papers or clash(mine.ordinals, theirs.ordinals):
        return False
    kinds = wanted & VALUES or (wanted & {"difference"} and VALUES)
    if is_revised(one, other):
        kinds |= {"amount"}
    # Who compares two things and asks for no time is told of two times where they are two events.
    apart = _APART if "time" in wanted else _CLOSE
    return ("time" in kinds and _times_differ(mine, theirs, apart)) or (
        "amount" in kinds and not is_each_its_own and _amounts_differ(mine, theirs)
    )


def is_revised(one: Evidence, other: Evidence) -> bool:
    """Tell whether two documents of one title say the same in other figures: versions of one
    text."""
    mine, theirs = one.hit.document, other.hit.document
    return (
        mine.id != theirs.id
        and mine.title == theirs.title
        and one.wording != other.wording
        and _FIGURES.sub("", one.wording) == _FIGURES.sub("", other.wording)
    )


def gives_other_value(one: Evidence, other: Evidence, wanted: frozenset[Wanted]) -> bool:
    """Tell whether two sentences both give a time or an amount, as it is asked for, and not the
    same; a date without a year is of that which stands over it."""
    times, others = dates_of(one), dates_of(other)
    if "time" in wanted and times and others:
        return not _at_one_time(times, others)
    return "amount" in wanted and _amounts_differ(_stated(one), _stated(other))


def tells_amount(one: Evidence) -> bool:
    """Tell whether a sentence says how much or many something is."""
    return bool(_stated(one).counts)


def reports(one: Evidence) -> bool:
    """Tell whether a sentence names the website that it has something from."""
    return bool(_SITE.search(one.wording))


def is_hearsay(one: Evidence) -> bool:
    """Tell whether a sentence says whose word it is: "according to", a website."""
    return says("according", one.wording, one.language) or reports(one)


def _is_attributed(one: Evidence) -> bool:
    """Tell whether a sentence says whose word it is, or names a paper."""
    return is_hearsay(one) or bool(_stated(one).codes)


def _likeness(one: Evidence, other: Evidence, wanted: frozenset[Wanted]) -> _Likeness:
    if "difference" in wanted and (_is_attributed(one) or _is_attributed(other)):
        return _SAID_TO_DIFFER
    times, others = (_with_year(_stated(each).dates) for each in (one, other))
    close = "time" in wanted and _days_apart(times, others) <= _CLOSE
    return _SAME_TIME if close and (reports(one) or reports(other)) else _LIKE


def _alike(one: Evidence, other: Evidence, likeness: _Likeness) -> bool:
    if one.likeness(other) < likeness.cosine:
        return False
    less, more = sorted((_share_held(one, other), _share_held(other, one)))
    return less >= likeness.less_names and more >= likeness.more_names


def _share_held(one: Evidence, other: Evidence) -> float:
    """Return which share of a sentence's names the other sentence holds."""
    language = one.language
    named = [name.word for name in names(one.wording, language) if name.sure]
    held = held_by(other.wording, other.language)
    return sum(held.holds(name, language) for name in named) / len(named) if named else 1.0


def lists_differ(one: Evidence, other: Evidence) -> bool:
    """Tell whether two sentences list names, mostly the same."""
    return any(
        mine != theirs and 2 * len(mine & theirs) > max(len(mine), len(theirs))
        for mine in listed(one.wording, one.language)
        for theirs in listed(other.wording, other.language)
    )


def _times_differ(mine: Facts, theirs: Facts, apart: int) -> bool:
    times, others = _with_year(mine.dates), _with_year(theirs.dates)
    if clash(mine.counts, theirs.counts):
        return False
    return not _at_one_time(times, others) and _days_apart(times, others) <= apart


def _amounts_differ(mine: Facts, theirs: Facts) -> bool:
    if _times_clash(mine, theirs):
        return False
    comparable = {one.unit for one in mine.counts} & {one.unit for one in theirs.counts}
    return bool(comparable) and clash(mine.counts, theirs.counts)


def _times_clash(mine: Facts, theirs: Facts) -> bool:
    return bool(mine.dates and theirs.dates) and not _at_one_time(mine.dates, theirs.dates)


def _with_year(dates: Sequence[Date]) -> list[Date]:
    """Return the dates that have a year; a sentence's only year is that of its other dates."""
    years = {date.year for date in dates if date.year}
    if len(years) != 1:
        return [date for date in dates if date.year]
    year = years.pop()
    whole = [replace(date, year=year) for date in dates if date.month]
    return whole or list(dates)


def _at_one_time(dates: Sequence[Date], others: Sequence[Date]) -> bool:
    return any(one.within(other) or other.within(one) for one in dates for other in others)


def _days_apart(dates: Sequence[Date], others: Sequence[Date]) -> float:
    """Return how many days lie between the nearest of two times; infinitely many if one is none."""
    between = (_days_between(one, other) for one in dates for other in others)
    return min(between, default=math.inf)


def _days_between(one: Date, other: Date) -> int:
    """Return how many days lie between two dates, as far as they are named."""
    (start, end), (other_start, other_end) = _span(one), _span(other)
    return max(0, (max(start, other_start) - min(end, other_end)).days)


def _span(named: Date) -> tuple[date, date]:
    first = date(named.year, named.month or 1, min(named.day or 1, _SHORTEST_MONTH))
    last = date(named.year, named.month or 12, min(named.day or 31, _SHORTEST_MONTH))
    return first, last


def _stated(one: Evidence) -> Facts:
    """Return what a sentence states, but for the names of websites: the 36 of "site36.net" counts
    nothing."""
    return facts(
        blanked(one.wording, [found.span() for found in _SITE.finditer(one.wording)]), one.language
    )
