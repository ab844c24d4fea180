"""Tells what says of itself that it is a draft, and what something says to replace. Pure.

superseded.json holds, for each of the 24 official EU languages, what a "draft" or a figure that is
not final is called, what says that one thing "replaces" another, and what asks what has "changed".
"*" stands for any letters.
"""

import re
from functools import cache
from typing import Literal

from assistant.wording.facts.lexicon import any_of
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import folded

_UNFINISHED = re.compile(r"\b(?:v|version|vers\.|rev\.?)\s*0[.,]\d", re.IGNORECASE)
"""A version before the first one: "v0.3"."""


def is_draft(text: str, language: str) -> bool:
    """Tell whether a text, such as a title, speaks of a draft, or of figures that are not final."""
    return bool(_UNFINISHED.search(text) or _finding("draft", known(language)).search(folded(text)))


def replaces(text: str, language: str) -> bool:
    """Tell whether a text says that something replaces another one."""
    return bool(_finding("replaces", known(language)).search(folded(text)))


def asks_what_changed(question: str, language: str) -> bool:
    """Tell whether a question asks what is otherwise than it was, or what the difference is."""
    return bool(_finding("changed", known(language)).search(folded(question)))


@cache
def _finding(kind: Literal["draft", "replaces", "changed"], language: str) -> re.Pattern[str]:
    words: list[str] = read_data(__package__, "superseded.json")[language][kind]
    return any_of(words)
