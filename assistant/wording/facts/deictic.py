"""Reads times that are reckoned from the day of asking: "last year", "in the last two years". Pure.

They are the deictic times of TimeML. deictic.json holds, for each of the 24 official EU languages,
phrases for this year and for the last, and for so many years and months until now, in which # is a
number; and the words after which such a phrase says of what it is ("the last two years of").
"""

import re
from collections.abc import Iterator
from datetime import MINYEAR, date
from functools import cache
from typing import NamedTuple

from assistant.wording.facts.reckoning import number_of_years, value, with_relation, written
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

_YEAR = 12
_MONTHS = {"this year": 0, "last year": _YEAR, "past years": _YEAR, "past months": 1}
"""So many months back each kind of phrase lies, for each of what it counts."""
_SINCE = frozenset({"past years", "past months"})


class _Phrase(NamedTuple):
    start: int
    end: int
    months: int
    is_since: bool


def dated(question: str, today: date, language: str) -> str:
    """Return a question with dates in place of such times: "2025", "since November 2024"."""
    language = known(language)
    for one in reversed(list(_found(question, language))):
        month = today.year * _YEAR + today.month - 1 - one.months
        if month < MINYEAR * _YEAR:
            continue
        year, place = divmod(month, _YEAR)
        when = str(year)
        if one.is_since:
            when = with_relation("since", written(year, place + 1, language), language)
        question = f"{question[: one.start]}{when}{question[one.end :]}"
    return question


def _found(question: str, language: str) -> Iterator[_Phrase]:
    """Yield the phrases in a question, in its order; of those that begin alike the longest."""
    end, text = 0, folded(question)
    all_found = (
        _Phrase(match.start(), match.end(), _MONTHS[kind] * number, kind in _SINCE)
        for kind, pattern in _patterns(language).items()
        for match in pattern.finditer(text)
        for number in [value(next(filter(None, match.groups()), "1"), language)]
    )
    for one in sorted(all_found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            end = one.end
            yield one


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    listed, number = read_data(__package__, "deictic.json")[language], number_of_years(language)
    of = "|".join(re.escape(folded(word)) for word in listed["of"]) or r"(?!)"
    return {kind: _pattern(listed[kind], number, of) for kind in _MONTHS}


def _pattern(phrases: list[str], number: str, of: str) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    spelled = (
        r"\s+".join(number if word == "#" else re.escape(folded(word)) for word in phrase.split())
        for phrase in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)(?!\s+(?:{of})\b)")
