"""Finds the days, months and years that a text names, in the 24 official EU languages.

Pure functions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import get_day_names

from vectorstore.month_names import is_in_full, month_of
from vectorstore.terms import WORD, fold

Relation = Literal["", "before", "after", "since", "until", "by"]
Month = tuple[int, int]
"""Year and month; month 0 where only the year is named."""
Day = tuple[int, int, int]
"""Year, month and day; 0 for what is not named."""

_FIRST, _LAST = 1950, 2099
_ISO = re.compile(r"(?<![\d/.-])(\d{4})([-./]) ?(\d{1,2})\2 ?(\d{1,2})(?![\d/-])")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})(?![\d/-])")
_TOKEN = re.compile(r"(?<![^\W_])(?<![A-Z]\.)(?:\d{3,}|(?<!\d\.)\d{1,2}(?!\d|\.\d))|[^\W\d_]+")
"""A word or a number, but for that of a unit, a room or a version: "HOME.D4 – 18 March", "2.0"."""
_CALL = re.compile(r"\b[A-Z]{2,}\d*-$")
"""What the number of a call or a paper begins with, before a year and more: "ISF-2026-07"."""
_PERIOD = re.compile(r"\b[QHTS][1-4]/$")
"""What names a part of the year behind it: "Q3/2026"."""
_CODE = 40
"""So many characters at most of a code stand before its year."""
_REACH = 2
"""How many words may stand between a month and its day or year: "4 de junio de 2024"."""
APART = re.compile(r"[,;:(|–—]|\s-\s")
"""What parts what a line says beside each other."""
_GOES_ON = re.compile(r"\d|[^\W\d_]{3}")
"""What says something after a date: "2026 г.", "kovo 12 d." say nothing."""
_SHORT = 4
"""So many letters a word has at most that joins a day to what stands before it."""
_DAYS, _MONTHS = 31, 12
_BARE_LETTERS = 4
"""A month of fewer letters, without day or year, may be another word ("may", "mars" is one)."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as a text names it: 0 where it does not; `start` and `end` are its span."""

    year: int
    month: int
    day: int
    start: int
    end: int
    relation: Relation = ""
    """How what is said lies to it, as the words before it have it: "before 4 June"; "" for "on"."""
    months: frozenset[int] = frozenset()
    """The months of the year that are meant where none is named alone: those of "spring 2026"."""

    def within(self, other: "Date") -> bool:
        """Tell whether the other date says all that this one does."""
        pairs = zip(self.known, other.known, strict=True)
        is_in_months = not self.months or (other.some_months and other.some_months <= self.months)
        return bool(is_in_months) and all(part in (0, whole) for part, whole in pairs)

    @property
    def some_months(self) -> frozenset[int]:
        """The month that it names, or those that it means; empty if it tells none of them."""
        return frozenset({self.month}) if self.month else self.months

    @property
    def known(self) -> Day:
        """Year, month and day."""
        return self.year, self.month, self.day

    @property
    def is_day(self) -> bool:
        """Whether it is a day of a year, and leaves none of these open."""
        return all(self.known)


def dates(text: str, language: str) -> list[Date]:
    """Return the dates that a text names, in its order.

    Of "16 and 17 March" both days; of "in March and in June 2024" both months with the year.
    """
    found = [*_in_figures(text)]
    tokens = [
        token
        for token in _TOKEN.finditer(text)
        if not any(date.start <= token.start() < date.end for date in found)
    ]
    found += _in_words(tokens, text, language)
    taken = [(date.start, date.end) for date in found]
    found += [
        Date(int(token[0]), 0, 0, token.start(), token.end())
        for token in tokens
        if _is_year(token[0])
        and not _in_code(text, token)
        and not any(start <= token.start() < end for start, end in taken)
    ]
    return sorted(found, key=lambda date: (date.start, date.day))


def before_its_day(line: str, language: str) -> str:
    """Return what a line has before the day that it gives apart from that, at its end: "14th
    meeting, Vienna," of "14th meeting, Vienna, 12 March 2026"; empty if it gives none so, or says
    with it of what that day is: "14th meeting, adopted on 20 April 2026"."""
    for date in dates(line, language):
        apart = [*APART.finditer(line, 0, date.start)]
        if apart and date.is_day and not _GOES_ON.search(line, date.end):
            before, between = line[: apart[-1].end()], line[apart[-1].end() : date.start]
            joining = WORD.findall(between)
            is_bare = len(joining) <= _REACH and all(
                _says_nothing(one, language) for one in joining
            )
            if is_bare and any(map(str.isalpha, before)):
                return before
    return ""


def _says_nothing(word: str, language: str) -> bool:
    """Tell whether a word before a day is as short as "on", "dnia", or a day of the week."""
    return len(word) <= _SHORT or fold(word.casefold()).startswith(_weekdays(language))


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    """Return the days of the week as they stand in dates, folded."""
    return tuple(fold(day.casefold()) for day in get_day_names("wide", "format", language).values())


def _in_figures(text: str) -> Iterator[Date]:
    for match in _ISO.finditer(text):
        year, month, day = (int(match[group]) for group in (1, 3, 4))
        if _is_date(year, month, day):
            yield Date(year, month, day, match.start(), match.end())
    for match in _DAY_FIRST.finditer(text):
        day, month, year = (int(match[group]) for group in (1, 3, 4))
        day, month = (month, day) if month > _MONTHS else (day, month)
        if _is_date(year, month, day):
            yield Date(year, month, day, match.start(), match.end())


def _is_date(year: int, month: int, day: int) -> bool:
    return _FIRST <= year <= _LAST and 1 <= month <= _MONTHS and 1 <= day <= _DAYS


def _in_words(tokens: list[re.Match[str]], text: str, language: str) -> list[Date]:
    """Return the dates whose month is a word."""
    found: list[Date] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
        month = month_of(token[0], following, language)
        if not month:
            continue
        days = _days(tokens, place, text)
        year = _year(tokens, place, text, language)
        exact = is_in_full(token[0], language)
        if not days and year is None and not (exact and len(token[0]) >= _BARE_LETTERS):
            continue
        parts = [token, *days, *([year] if year else [])]
        span = (min(part.start() for part in parts), max(part.end() for part in parts))
        named = int(year[0]) if year else 0
        found += [Date(named, month, int(day[0]), *span) for day in days] or [
            Date(named, month, 0, *span)
        ]
    return found


def _days(tokens: list[re.Match[str]], place: int, text: str) -> list[re.Match[str]]:
    """Return the days that stand before a month, or the one after it."""
    days: list[re.Match[str]] = []
    before = place - 1
    for _ in range(_REACH):  # "4 de junio"
        before = _days_before(tokens, before, place, text, days)
        if days:
            break
        before -= 1
    if len(days) == 1:  # "16 and 17 March", "12 y 13 de mayo"
        _days_before(tokens, before - 1, place, text, days)
    if days or place + 1 >= len(tokens):
        return days
    after = tokens[place + 1]
    between = text[tokens[place].end() : after.start()]
    return [after] if _is_day(after[0]) and between.strip() in ("", ".") else []


def _days_before(
    tokens: list[re.Match[str]], last: int, place: int, text: str, days: list[re.Match[str]]
) -> int:
    """Add the days that stand together up to a word; return which one stands before them."""
    while last >= 0 and _is_day(tokens[last][0]) and _near(tokens, last, place, text):
        days.append(tokens[last])
        last -= 1
    return last


def _near(tokens: list[re.Match[str]], first: int, last: int, text: str) -> bool:
    """Tell whether only short words and no sentence's end lie between two tokens."""
    between = text[tokens[first].end() : tokens[last].start()]
    return len(between) <= 14 and not re.search(r"[,;:()]|\w{5}", between)


def _year(
    tokens: list[re.Match[str]], place: int, text: str, language: str
) -> re.Match[str] | None:
    """Return the year of a month: the nearest one, on the side where its language has it first."""
    after = [t for t in tokens[place + 1 : place + 2 + _REACH] if _is_year(t[0])]
    before = [t for t in tokens[max(0, place - 3) : place] if _is_year(t[0])]
    sides = (before, after) if _is_year_first(language) else (after, before[:0])
    for side in sides:
        for token in side:
            first, last = sorted((token.start(), tokens[place].start()))
            if not re.search(r"[;:()]|\.\s+[A-ZÀ-Þ]", text[first:last]):
                return token
    return None


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= _DAYS


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and _FIRST <= int(word) <= _LAST


def _in_code(text: str, token: re.Match[str]) -> bool:
    """Tell whether a number is part of that of a law or paper: "2021/784", "ISF-2026-07"."""
    before = text[max(0, token.start() - _CODE) : token.start()]
    after = text[token.end() : token.end() + 2]
    if after.startswith("/") or (before.endswith("/") and not _PERIOD.search(before)):
        return True
    return bool(_CALL.search(before) and re.match(r"-\w", after))


def months(text: str, language: str) -> set[Month]:
    """Return the months, or where no month is named the years, that a text names."""
    return {(date.year, date.month) for date in dates(text, language) if date.year}


@cache
def _is_year_first(language: str) -> bool:
    """Tell whether a language writes the year of a date first."""
    return str(Locale.parse(language).date_formats["long"].pattern).startswith("y")
