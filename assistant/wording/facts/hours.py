"""Tells which hours of a day a text has: "14:05", "9.30", "9h30". Pure."""

import re

_HOUR = re.compile(
    r"(?:\b([^\W\d_]{1,5})\.?\s+)?(?<![\d:.])([01]?\d|2[0-3])([:.h])([0-5]\d)(?!\d|[:.]\d)"
    r"(\s+(?:Uhr|uur|hrs)\b)?"
)
"""An hour, with the short word before it ("at")."""
_CLOCK = frozenset({"kl", "klo"})


def hours(text: str) -> set[tuple[int, int]]:
    """Return the hours and minutes that a text may have: "12.05" may be a day and a month, too."""
    return {(int(found[2]), int(found[4])) for found in _HOUR.finditer(text)}


def hours_asked(question: str) -> set[tuple[int, int]]:
    """Return the hours and minutes that a question surely has."""
    return {(int(one[2]), int(one[4])) for one in _HOUR.finditer(question) if _is_surely_one(one)}


def without_hours(question: str) -> str:
    """Return a question with a blank in place of each hour that it surely has, and of the short
    word before it."""
    return _HOUR.sub(lambda found: " " if _is_surely_one(found) else found[0], question)


def _is_surely_one(found: re.Match[str]) -> bool:
    return found[3] != "." or bool(found[5]) or (found[1] or "").lower() in _CLOCK
