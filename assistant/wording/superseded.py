"""Tells what says of itself that it is a draft, and what something says to replace. Pure.

superseded.json holds, for each of the 24 official EU languages, what a "draft" or a figure that is
not final is called, what says that one thing "replaces" another, what stands around a value, "#",
that is said to be "wrong", and what asks what has "changed". "*" stands for any letters.
"""

import re
from functools import cache
from typing import Literal

from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import any_of
from assistant.wording.facts.numbers import Number
from vectorstore.data import read_data
from vectorstore.dates import Date
from vectorstore.language import known
from vectorstore.terms import folded

_UNFINISHED = re.compile(r"\b(?:v|version|vers\.|rev\.?)\s*0[.,]\d", re.IGNORECASE)
"""A version before the first one: "v0.3"."""
_VALUE = re.compile(r"\d[\d.,’' \u00a0\u202f]*(?:%|€)?(?:\s?(?:eur|euro[sn]?|proc|per cent)\b)?")
"""A value in figures, and what it is counted in."""


def is_draft(text: str, language: str) -> bool:
    """Tell whether a text, such as a title, speaks of a draft, or of figures that are not final."""
    return bool(_UNFINISHED.search(text) or _finding("draft", known(language)).search(folded(text)))


def replaces(text: str, language: str) -> bool:
    """Tell whether a text says that something replaces another one."""
    return bool(_finding("replaces", known(language)).search(folded(text)))


def wrong_values(text: str, language: str) -> tuple[list[Number], list[Date]]:
    """Return the numbers and the days that a text says to be others than the ones that hold: "68 %
    and not 71 %", "on 23 May instead of 9 May"."""
    told, bare = facts(text, language), folded(text)
    before, after = _around_wrong(known(language))

    def is_wrong(start: int) -> bool:
        value = _VALUE.match(bare, start)
        return bool(before.search(bare[:start]) or (value and after.match(bare, value.end())))

    return (
        [one for one in told.counts if is_wrong(one.start)],
        [one for one in told.dates if one.is_day and is_wrong(one.start)],
    )


def asks_what_changed(question: str, language: str) -> bool:
    """Tell whether a question asks what is otherwise than it was, or what the difference is."""
    return bool(_finding("changed", known(language)).search(folded(question)))


@cache
def _around_wrong(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds what stands right before a wrong value, and right after one."""
    phrases: list[str] = read_data(__package__, "superseded.json")[language]["wrong"]
    around = [phrase.partition("#") for phrase in phrases]
    before = any_of([one.strip() for one, _, _ in around if one])
    after = any_of([one.strip() for _, _, one in around if one] or ["#"])
    return re.compile(rf"{before.pattern}\s*[(€$£]?\s*$"), re.compile(rf"\s*{after.pattern}")


@cache
def _finding(kind: Literal["draft", "replaces", "changed"], language: str) -> re.Pattern[str]:
    words: list[str] = read_data(__package__, "superseded.json")[language][kind]
    return any_of(words)
