"""Finds the months and years that a text names, in the 24 official EU languages. Pure functions."""

import re
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from vectorstore.language import fold

Month = tuple[int, int]
"""Year and month; month 0 where only the year is named."""

_YEAR = r"\b(?P<year>\d{4})\b(?!/\d)"
_NAME = r"(?P<name>(?:[^\W\d_]+ )?[^\W\d_]{3,})"
_YEAR_LAST = re.compile(
    rf"(?:\b\d{{1,2}}[./] ?(?P<number>\d{{1,2}})[./] ?|{_NAME}\W{{1,4}}(?:\w{{1,2}}\s)?)?{_YEAR}"
)
_YEAR_FIRST = re.compile(
    # "2024. június 4.", "2024 m. birželio 4 d.", "2024. gada 4. jūnijā"
    rf"{_YEAR}(?:[./-] ?(?P<number>\d{{1,2}})\b"
    rf"|\W{{1,3}}(?:m\. |gada )?(?:\d{{1,2}}\W{{1,2}})?{_NAME})?"
)
_FIRST, _LAST = 1950, 2099
_TELLING_LETTERS = 4


def months(text: str, language: str) -> set[Month]:
    """Return the months, or where no month is named the years, that a text names."""
    return {
        (int(date["year"]), _month(date, language))
        for date in _order(language).finditer(text)
        if _FIRST <= int(date["year"]) <= _LAST
    }


def is_month(word: str, language: str) -> bool:
    """Tell whether a word is the name of a month, also in short or with an ending."""
    known, word = _names(language), fold(word.casefold())
    return word in known or (len(word) > _TELLING_LETTERS and word[:_TELLING_LETTERS] in known)


@cache
def _order(language: str) -> re.Pattern[str]:
    """Return what finds a date in the order that its language writes it."""
    written = str(Locale.parse(language).date_formats["long"].pattern)
    return _YEAR_FIRST if written.startswith("y") else _YEAR_LAST


def _month(date: re.Match[str], language: str) -> int:
    """Return a month's number by its number or name, also where an ending was put to it; 0 if it
    is none."""
    if date["number"]:
        return int(date["number"])
    known = _names(language)
    # A month's name may be two words, as in Irish.
    name = (date["name"] or "").casefold()
    words = [fold(word) for word in name.split()]
    tried = ["".join(words), *words, *(word[:_TELLING_LETTERS] for word in words)]
    return next((known[key] for key in tried if key in known), 0)


@cache
def _names(language: str) -> dict[str, int]:
    """Return the numbers of the months by their names, in full and in short, and by the letters
    that they begin with where no other month begins so."""
    names = {
        fold(name.casefold()): number
        for width in ("abbreviated", "wide")
        for context in ("stand-alone", "format")
        for number, name in get_month_names(width, context, language).items()
    }
    by_beginning: dict[str, set[int]] = {}
    for name, number in names.items():
        by_beginning.setdefault(name[:_TELLING_LETTERS], set()).add(number)
    return {key: min(held) for key, held in by_beginning.items() if len(held) == 1} | names
