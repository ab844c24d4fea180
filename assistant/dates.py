"""Finds the months and years that a text names, in the 24 official EU languages. Pure functions."""

import re
from functools import cache

from babel.dates import get_month_names

from vectorstore.language import fold

Month = tuple[int, int]
"""Year and month; month 0 where only the year is named."""

_DATE = re.compile(
    r"(?:\b\d{1,2}[./] ?(\d{1,2})[./] ?|([^\W\d_]{3,})\W{1,4}(?:\w{1,2}\s)?)?\b(\d{4})\b(?!/\d)"
)
_FIRST, _LAST = 1950, 2099
_TELLING_LETTERS = 4


def months(text: str, language: str) -> set[Month]:
    """Return the months, or where no month is named the years, that a text names."""
    return {
        (int(year), int(number) if number else _month(name, language))
        for number, name, year in _DATE.findall(text)
        if _FIRST <= int(year) <= _LAST
    }


def _month(name: str, language: str) -> int:
    """Return a month's number by its name, also where an ending was put to it; 0 if it is none."""
    known = _names(language)
    name = fold(name.casefold())
    return known.get(name) or known.get(name[:_TELLING_LETTERS], 0)


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
