"""Tells whether a text says how long something is or lasts: "90 minutes", "10:00 to 12:00". Pure.

lengths.json holds, for each of the 24 official EU languages, the "units" of time and of texts, the
words for "one" and "half" that may stand before them, words that are a length "alone"
("zweitägig"), and those for a "deadline"; "*" stands for any letters.
"""

import re
from functools import cache
from typing import Literal

from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import any_of, words
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

_GAP = r"[\s\u00a0\u202f-]+"
_HOURS = re.compile(r"\d{1,2}[:.h]\d{2}\W{1,3}(?:\w{1,4}\W)?\d{1,2}[:.h]\d{2}\b")
"""From when to when, at most a short word between: "10:00 - 13:15", "10.00 bis 13.15"."""


def tells_length(text: str, language: str) -> bool:
    """Tell whether a text has a number with a unit of time or of texts, or hours from when to
    when."""
    language, said = known(language), folded(text)
    if _HOURS.search(said) or _finding("alone", language).search(said):
        return True
    starts = [number.start for number in facts(text, language).numbers if number.unit == ""]
    starts += [match.start() for match in _finding("one", language).finditer(said)]
    return any(_measured(language).match(said, start) for start in starts)


def tells_which_day(text: str, language: str) -> bool:
    """Tell whether a text counts units of time up to one: "by the tenth day of each month"."""
    language, said = known(language), folded(text)
    counted = (number.start for number in facts(text, language).ordinals)
    return any(_measured(language).match(said, start) for start in counted)


def tells_distance(text: str, language: str) -> bool:
    """Tell whether a text says how long before or after something else something was: "one day
    after the launch"."""
    return bool(counted_from(text, language))


def counted_from(text: str, language: str) -> list[str]:
    """Return from what on a text counts a time, folded: "the launch", if it was one day after."""
    language, said = known(language), folded(text)
    starts = [number.start for number in facts(text, language).numbers if number.unit == ""]
    starts += [match.start() for match in _finding("one", language).finditer(said)]
    lengths = filter(None, (_measured(language).match(said, start) for start in starts))
    ends = (_beside(language).match(said, length.end()) for length in lengths)
    return [said[end.end() :] for end in ends if end]


def asks_deadline(question: str, language: str) -> bool:
    """Tell whether a question asks for a deadline: a day, or how long one has."""
    return bool(_finding("deadline", known(language)).search(folded(question)))


@cache
def _measured(language: str) -> re.Pattern[str]:
    """Return what matches a number, up to one word ("12 working days") and a unit."""
    units = _finding("units", language).pattern
    return re.compile(rf"\w[\w.,'’]*(?:{_GAP}\w+)?{_GAP}{units}")


@cache
def _beside(language: str) -> re.Pattern[str]:
    """Return what matches a word for "before" or "after", where a length ends."""
    listed = words(language)
    return re.compile(rf"{_GAP}{any_of([*listed['before'], *listed['after']]).pattern}")


@cache
def _finding(kind: Literal["units", "one", "alone", "deadline"], language: str) -> re.Pattern[str]:
    return any_of(read_data(__package__, "lengths.json")[language][kind])
