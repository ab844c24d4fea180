"""Tells who is counted in a text: companies, states, civil society, staff, ministers, people. Pure.

So many of the one say nothing of how many there are of the other. counted.json holds words for them
in each of the 24 official EU languages; "*" stands for any letters.
"""

import re
from functools import cache
from typing import Literal, get_args

from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import any_of
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

Counted = Literal["companies", "states", "civil society", "staff", "ministers", "people"]

MEMBERS: frozenset[Counted] = frozenset({"companies", "states", "civil society"})
"""Those who can belong to the Forum."""

_GROUPS: dict[Counted, str] = {kind: kind.replace(" ", "_") for kind in get_args(Counted)}
_NEAR = re.compile(r"(?:[^\w,;:.()]*\w[\w'’-]*(?:[.,]\d+)*){1,6}")
"""A number and up to five words after it: "9 organisations of civil society"."""


def counted(text: str, language: str, start: int = 0) -> Counted | None:
    """Return who is counted by the number that begins at a place in a text; None if it counts
    something else. What stands after the next number is counted by that: "40 experts of 13 states".
    """
    later = (number.start for number in facts(text, language).numbers if number.start > start)
    near = _NEAR.match(text[: min(later, default=len(text))], start)
    found = near and _finding(known(language)).search(folded(near[0]))
    return next(kind for kind, group in _GROUPS.items() if found[group]) if found else None


def is_of(asked: Counted | None, told: Counted | None) -> bool:
    """Tell whether a number of those who are told of may be one of those who are asked for: anybody
    but members of the Forum may be people. None are others than all of these."""
    if asked == "people":
        return told not in MEMBERS
    return None in (asked, told) or told == asked


def speaks_of(kind: Counted, text: str, language: str) -> bool:
    """Tell whether a text has a word for any such."""
    found = _finding(known(language)).finditer(folded(text))
    return any(one[_GROUPS[kind]] for one in found)


@cache
def _finding(language: str) -> re.Pattern[str]:
    words = read_data(__package__, "counted.json")[language]
    # "Société" is a company, and "société civile" none.
    ordered = sorted(_GROUPS, key=lambda kind: kind != "civil society")
    groups = (f"(?P<{_GROUPS[kind]}>{any_of(words[kind]).pattern})" for kind in ordered)
    return re.compile("|".join(groups))
