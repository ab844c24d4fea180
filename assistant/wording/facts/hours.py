"""Tells which hours of a day a text has: "14:05", "9.30", "9h30". Pure."""

import re

_HOUR = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d|[:.]\d)(?:\s+(?:Uhr|uur|hrs)\b)?"
)
_LED = re.compile(rf"(?:\b[^\W\d_]{{1,5}}\.?\s+)?{_HOUR.pattern}")


def hours(text: str) -> set[tuple[int, int]]:
    """Return the hours and minutes that a text has."""
    return {(int(hour), int(minute)) for hour, minute in _HOUR.findall(text)}


def without_hours(text: str) -> str:
    """Return a text with a blank in place of each hour and the short word before it ("at")."""
    return _LED.sub(" ", text)
