"""Tells whether a text has the opposite of what a question has: a maximum for a minimum. Pure.

The embedding model and the reader hardly tell one from the other, nor "red" from "yellow", nor
figures on drugs from those on terrorist content.
opposites.json holds words for each in the 24 official EU languages; "*" stands for any letters.
"""

import re
from functools import cache

from assistant.wording.facts.lexicon import any_of
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

_OPPOSED = (
    frozenset({"minimum", "maximum"}),
    frozenset({"red", "orange", "yellow", "green", "blue", "white", "black"}),
    frozenset({"terrorism", "child abuse", "drugs", "human trafficking"}),
)
"""Of each of these a thing is one at most, or on one: the alerts on drugs are none on terror."""


def is_opposed(question: str, language: str, text: str, of: str) -> bool:
    """Tell whether a question has one of several opposites, and a text, in a language of its own,
    another one in its place."""
    asked, told = _said(question, language), _said(text, of)
    return any(
        len(asked & opposed) == 1 and bool(told & opposed) and not asked & told & opposed
        for opposed in _OPPOSED
    )


def _said(text: str, language: str) -> frozenset[str]:
    said = folded(text)
    return frozenset(
        name for name, finding in _finding(known(language)).items() if finding.search(said)
    )


@cache
def _finding(language: str) -> dict[str, re.Pattern[str]]:
    words = read_data(__package__, "opposites.json")[language]
    return {name: any_of(listed) for name, listed in words.items()}
