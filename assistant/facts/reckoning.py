"""Reckons times that a follow-up names by one that was spoken of: "and a year later?". Pure.

reckoning.json holds, for each of the 24 official EU languages, phrases for so many years "later"
and "earlier", in which # is a number, for one year ("next", "last"), and the words for one; under
"mul" the words after which a phrase may go on to something else ("a year after the launch").
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from babel.dates import format_skeleton

from assistant.dates import Date, dates
from assistant.facts.lexicon import folded, known, words
from assistant.facts.numerals import cardinal
from vectorstore.language import detect

_MOST_YEARS = 20
"""Larger numbers are written in figures."""
_ENDING = r"(?=\s*(?:[^\w\s]|$))"


class _Phrase(NamedTuple):
    pattern: re.Pattern[str]
    sign: int
    same_month: bool


def reckoned(question: str, spoken: Sequence[str], language: str) -> str:
    """Return the question with years in place of such phrases, with the month if that stays.

    The time they are reckoned from is that of the first of the texts that names one year and no
    other.
    """
    since = next(filter(None, map(_time, spoken)), None)
    found = list(_found(question, language)) if since else []
    if since is None or not found:
        return question
    start, end, years, same_month = max(found, key=lambda one: (-one[0], one[1]))
    time = _written(since.year + years, since.month if same_month else 0, language)
    return f"{question[:start]}{time}{question[end:]}"


def _time(text: str) -> Date | None:
    named = [date for date in dates(text, detect(text)) if date.year]
    one_year = len({date.year for date in named}) == 1
    return max(named, key=lambda date: date.known) if one_year else None


def _found(question: str, language: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield each phrase's start and end, how many years it means, and whether months stay."""
    language, text = known(language), folded(question)
    for phrase in _phrases(language):
        for match in phrase.pattern.finditer(text):
            number = next(filter(None, match.groups()), "1")
            years = int(number) if number.isdigit() else cardinal(number, language) or 1
            yield match.start(), match.end(), phrase.sign * years, phrase.same_month


def _written(year: int, month: int, language: str) -> str:
    if not month:
        return str(year)
    return str(format_skeleton("yMMMM", date(year, month, 1), locale=known(language)))


@cache
def _phrases(language: str) -> list[_Phrase]:
    listed = _data()[language]
    numerals = [
        word for word, value in words(language)["cardinals"].items() if value <= _MOST_YEARS
    ]
    number = "|".join(re.escape(folded(word)) for word in [*numerals, *listed["one"]])
    number = rf"(\d{{1,2}}|{number})"
    return [
        _Phrase(re.compile(rf"(?<!\w){_regex(phrase, number)}(?!\w)"), sign, "#" in phrase)
        for kind, sign in (("later", 1), ("next", 1), ("earlier", -1), ("last", -1))
        for phrase in listed[kind]
    ]


def _regex(phrase: str, number: str) -> str:
    pattern = r"\s+".join(
        number if word == "#" else re.escape(folded(word)) for word in phrase.split()
    )
    return pattern + (_ENDING if phrase.split()[-1] in _data()["mul"]["open"] else "")


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("assistant.facts").joinpath("reckoning.json").read_text(encoding="utf-8")
    data: dict[str, dict[str, list[str]]] = json.loads(text)
    return data
