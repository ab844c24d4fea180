"""Reads which months of a year a text names by a season, a quarter or a half: "autumn 2026", "the
second quarter of 2026", "H1 2026". Pure.

periods.json holds the words for these in each of the 24 official EU languages; "*" stands for any
letters. A quarter or a half has its number beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, get_args

from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.facts.lexicon import any_of
from assistant.wording.facts.numerals import cardinal, ordinal
from vectorstore.data import read_data
from vectorstore.dates import APART, Date
from vectorstore.language import LANGUAGES
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
_ROMANCE = frozenset({"es", "fr", "it", "pt", "ro"})
_LETTERED = {"Q": LANGUAGES, "H": frozenset({"en"}), "T": _ROMANCE, "S": _ROMANCE}
"""The languages in which a letter stands for a part of a year."""
_SHORT = re.compile(r"([QTHS])([1-4])")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WORD = re.compile(r"[^\W_]+")
_PARTING = re.compile(
    rf"{APART.pattern}|(?P<end>(?<!\b\d)(?<!\b\d\d)[.!?]\s+)(?!(?:I{{1,3}}|IV)\b)(?=[^\W\d_])"
)
"""What parts what is said, or may end a sentence before the next one: not "3. Quartal", "m. II"."""
_REACH = 60
"""So many characters at most from a year hold the words for a part of it."""
_BETWEEN = 6
"""So many letters at most has a word that may join these to the year: "of", "roku"."""
_TELLING_WHEN = frozenset({"in", "en", "em", "im"})
"""What tells when something was that is no part of the year: "a été créé en 2024"."""
_YEAR_FIRST = frozenset({"et", "fi", "hu", "lt", "lv"})
"""Languages in which a word may join what follows a year to it: "2026. gada pavasarī"."""
_LENGTHS_OF_RUNS = (1, 2, 3)
"""So many words name a quarter or a half: "Q2", "second quarter", "second calendar quarter"."""


def with_months(when: Sequence[Date], text: str, language: str) -> list[Date]:
    """Return the dates of a text in a known language, years with the months that are meant, and
    with the words for these in their span."""
    return [date if date.month else _in_year(date, text, language) for date in when]


def _in_year(year: Date, text: str, language: str) -> Date:
    *_, parted = [max(0, year.start - _REACH), *_partings(text, year.start - _REACH, year.start)]
    end, *_ = [*_partings(text, year.end, year.end + _REACH), year.end + _REACH]
    before = [*_WORD.finditer(text, parted, year.start)]
    after = [*_WORD.finditer(text, year.end, end)]
    ends = [*_without_joining(before, language)]
    starts = [after, after[1:]] if language in _YEAR_FIRST and _joins(after[:1]) else [after]
    # "In spring and summer 2026" names both.
    seasons = [
        *(run[-3:] for run in ends),
        *(run[-1:] for run in ends),
        *(run[:1] for run in starts),
    ]
    parts = [
        *(run[-length:] for run in ends for length in _LENGTHS_OF_RUNS),
        *(run[:length] for run in starts for length in _LENGTHS_OF_RUNS),
    ]
    for run, naming in (*((run, _season) for run in seasons), *((run, _numbered) for run in parts)):
        if run and (months := naming([word[0] for word in run], language)):
            if _goes_on(text[parted : run[0].start()], language):  # "Q1 and Q2 2026"
                return year
            start, end = min(year.start, run[0].start()), max(year.end, run[-1].end())
            return replace(year, start=start, end=end, months=months)
    return year


def _without_joining(
    words: Sequence[re.Match[str]], language: str
) -> Iterator[Sequence[re.Match[str]]]:
    """Yield words before a year, and these without what joins them to it: "of", "of the year"."""
    yield words
    for last in (1, 2):  # "do ano de 2026"
        named, joining = words[-last:][:1], words[-last:][1:]
        if named and _joins(joining) and _finding("year", language).fullmatch(folded(named[0][0])):
            yield from (
                words[: -last - few] for few in (1, 2) if _joins(words[-last - few : -last])
            )
    if _joins(words[-1:]):
        yield words[:-1]


def _goes_on(before: str, language: str) -> bool:
    """Tell whether what stands before the words for a part of a year names another one, to which a
    dash or a word between two things adds that."""
    *_, last, joint = ["", "", *re.findall(r"[^\W_]+|[-–]", before)]
    is_joint = joint in "-–" or re.fullmatch(ands_and_ors(language), joint, re.IGNORECASE)
    is_part = _SHORT.fullmatch(last) or _number(last, language) or _season([last], language)
    return bool(is_joint and is_part) or bool(_SHORT.fullmatch(joint))


def _partings(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where, between two places of a text, what parts things beside each other ends."""
    for found in _PARTING.finditer(text, max(0, start), end):
        if not found["end"] or text[found.end()].isupper():
            yield found.end()


def _joins(words: Sequence[re.Match[str]]) -> bool:
    return all(len(word[0]) <= _BETWEEN and word[0] not in _TELLING_WHEN for word in words)


def _season(words: Sequence[str], language: str) -> frozenset[int]:
    """Return the months of the season that a word names, or of two with a word between them; none
    if any of the words names none."""
    named = [
        months
        for word in words[::2]
        for season, months in _MONTHS.items()
        if _finding(season, language).fullmatch(folded(word))
    ]
    joins = words[1:2]
    is_all = len(named) == len(words[::2]) and all(
        re.fullmatch(ands_and_ors(language), word, re.IGNORECASE) for word in joins
    )
    return frozenset().union(*named) if is_all else frozenset()


def _numbered(words: Sequence[str], language: str) -> frozenset[int]:
    """Return the months of the quarter or half that words name: "second calendar quarter", "Q2",
    "trimestrul II"; none if they name none."""
    *before, last = words
    if (short := _SHORT.fullmatch(last)) and not before and language in _LETTERED[short[1]]:
        return _part(_LETTERS[short[1]], int(short[2]))
    if any(one.isdigit() or cardinal(one, language) for one in before[1:]):
        return frozenset()  # "the first two quarters"
    orders = [(one, last) for one in before[:1]]
    if len(words) == 2:
        orders.append((last, before[0]))
    for nth, named in orders:
        number = _number(nth, language)
        for part in get_args(_Part):
            if number and _finding(part, language).fullmatch(folded(named)):
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
def _finding(named: _Season | _Part | Literal["year"], language: str) -> re.Pattern[str]:
    """Return what matches a folded word for a part of a year in a known language."""
    return any_of(read_data(__package__, "periods.json")[language][named])
