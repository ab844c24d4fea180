"""Reads which months of a year a text names by a season, a quarter or a half: "autumn 2026", "the
second quarter of 2026", "H1 2026". Pure.

periods.json holds the words for these in each of the 24 official EU languages; "*" stands for any
letters. A quarter or a half has its number before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, get_args

from assistant.wording.facts.lexicon import any_of
from assistant.wording.facts.numerals import ordinal
from vectorstore.data import read_data
from vectorstore.dates import APART, Date
from vectorstore.terms import folded

_Season = Literal["spring", "summer", "autumn", "winter"]
_Part = Literal["quarter", "half"]

_MONTHS: dict[_Season, frozenset[int]] = {
    "spring": frozenset({3, 4, 5}),
    "summer": frozenset({6, 7, 8}),
    "autumn": frozenset({9, 10, 11}),
    "winter": frozenset({12, 1, 2}),
}
_LENGTHS: dict[_Part, int] = {"quarter": 3, "half": 6}
_LETTERS: dict[str, _Part] = {"Q": "quarter", "T": "quarter", "H": "half", "S": "half"}
_SHORT = re.compile(r"([QTHS])([1-4])")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WORD = re.compile(r"[^\W_]+")
_REACH = 60
"""So many characters at most from a year hold the words for a part of it."""
_BETWEEN = 6
"""So many letters at most has the one word that may join these to the year: "of", "anului"."""
_YEAR_FIRST = frozenset({"et", "fi", "hu", "lt", "lv"})
"""Languages in which a word may join what follows a year to it: "2026. gada pavasarī"."""
_NUMBERED_BEFORE = 2
"""So many words before a quarter at most number it."""


def with_months(when: Sequence[Date], text: str, language: str) -> list[Date]:
    """Return the dates of a text in a known language, years with the months that are meant."""
    return [
        date if date.month else replace(date, months=_months(date, text, language)) for date in when
    ]


def _months(year: Date, text: str, language: str) -> frozenset[int]:
    before = _WORD.findall(APART.split(text[max(0, year.start - _REACH) : year.start])[-1])
    after = _WORD.findall(APART.split(text[year.end :][:_REACH])[0])
    ends = [before, before[:-1]] if _joins(before[-1:]) else [before]
    starts = [after, after[1:]] if language in _YEAR_FIRST and _joins(after[:1]) else [after]
    parts = [*ends, *(run[:length] for run in starts for length in range(1, _NUMBERED_BEFORE + 2))]
    seasons = [*(run[-1:] for run in ends), *(run[:1] for run in starts)]
    named = (
        *(_season(word, language) for run in seasons for word in run),
        *(_numbered(run, language) for run in parts),
    )
    return next(filter(None, named), frozenset())


def _joins(words: Sequence[str]) -> bool:
    return all(len(word) <= _BETWEEN for word in words)


def _season(word: str, language: str) -> frozenset[int]:
    """Return the months of the season that a word names; none if it names none."""
    named = (
        months
        for season, months in _MONTHS.items()
        if _finding(season, language).fullmatch(folded(word))
    )
    return next(named, frozenset())


def _numbered(words: Sequence[str], language: str) -> frozenset[int]:
    """Return the months of the quarter or half that some words name at their end: "second quarter",
    "Q2"; none if they name none."""
    *before, word = words or [""]
    if short := _SHORT.fullmatch(word):
        return _part(_LETTERS[short[1]], int(short[2]))
    numbers = (_number(one, language) for one in reversed(before[-_NUMBERED_BEFORE:]))
    number = next(filter(None, numbers), 0)
    for part in get_args(_Part):
        if number and _finding(part, language).fullmatch(folded(word)):
            return _part(part, number)
    return frozenset()


def _number(word: str, language: str) -> int:
    """Return the number that a word gives a part: "second", "2nd", "II"; 0 if it gives none."""
    if figure := re.match(r"[1-4](?!\d)", word):
        return int(figure[0])
    return _ROMAN.get(word, 0) or ordinal(word, language)


def _part(part: _Part, number: int) -> frozenset[int]:
    """Return the months of a part; none if a year has not so many."""
    length = _LENGTHS[part]
    last = number * length
    return frozenset(range(last - length + 1, last + 1)) if last <= 12 else frozenset()


@cache
def _finding(named: _Season | _Part, language: str) -> re.Pattern[str]:
    """Return what matches a folded word for a part of a year in a known language."""
    return any_of(read_data(__package__, "periods.json")[language][named])
