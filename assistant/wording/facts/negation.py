"""Finds denials: that something is not so, or that it is so of nothing else ("only"). Pure."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from assistant.wording.facts.lexicon import any_of, words


def denials_in(folded: str, language: str) -> list[int]:
    """Return where, in a folded text, words stand that deny something."""
    return [match.start() for match in _pattern("not", language).finditer(folded)]


def excludes_others(folded: str, language: str) -> bool:
    """Tell whether a folded text leaves out all others: "only Discord"."""
    return bool(_pattern("only", language).search(folded))


def affirmed(text: str, denied: Sequence[int]) -> str:
    """Return a text without the words that deny something, which stand at the places given."""
    for start in reversed(denied):
        text = text[:start] + re.sub(r"^[^\W\d_]+['’]?", "", text[start:]).lstrip()
    return text


@cache
def _pattern(kind: Literal["not", "only"], language: str) -> re.Pattern[str]:
    return any_of(words(language)[kind])
