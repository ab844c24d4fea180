"""The words that facts are told by, and how they are found in a text. Pure.

lexicon.json holds, for each of the 24 official EU languages, the words for numbers (accents do not
count), what points begin with one after another ("Firstly"; none where ordinals do), what denies,
what says that a number is a bound, how what is said lies to a date ("* után" comes after it), what
tells whose word something is, that people meet by video, what asks whether something still holds,
that something has ended or holds still, that somebody chairs, is among those spoken of or attends,
what may give a reason or an aim, or tell in what way something is done, what leaves open whether
what comes after it is so (none where that is a word for much else), what leaves out all others,
vague amounts, and what joins the parts of a number, the items of a list or alternatives; under
"mul" the words for one, beginnings of words for parts of time, articles, the languages whose word
for "second" as often means "other" or "according to", and the endings that an ordinal takes in
languages that inflect it much.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

Told = Literal[
    "not",
    "only",
    "according",
    "remotely",
    "still",
    "lasting",
    "chairing",
    "among",
    "attending",
    "reasoning",
    "means",
    "whether",
]
"""What a text may tell by one of a list of words."""


def words(language: str) -> dict[str, Any]:
    """Return the words of a known language, or those of "mul", by what they tell."""
    held: dict[str, Any] = read_data(__package__, "lexicon.json")[language]
    return held


def any_of(listed: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of the words in a folded text; "*" in one stands for any letters."""
    joined = "|".join(_regex(word) for word in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


@cache
def pattern(kind: Told, language: str) -> re.Pattern[str]:
    """Return what finds, in a folded text, the words of a known language that tell something."""
    return any_of(words(language)[kind])


def says(kind: Told, text: str, language: str) -> bool:
    """Tell whether a text has any such word; a language that is not known is read as English."""
    return bool(pattern(kind, known(language)).search(folded(text)))


def said(kind: Told, text: str, language: str) -> list[str]:
    """Return the words of a text, folded, that tell something."""
    return [match[0] for match in pattern(kind, known(language)).finditer(folded(text))]


def says_first(kind: Told, text: str, language: str) -> bool:
    """Tell whether a text begins with any such word."""
    return bool(pattern(kind, known(language)).match(folded(text)))


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with spans made unreadable; places stay the same."""
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _regex(word: str) -> str:
    return r"\w*".join(re.escape(folded(part)) for part in word.split("*"))
