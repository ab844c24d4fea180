"""Finds denials: that something is not so, or that it is so of nothing else ("only"). Pure."""

import re
from collections.abc import Sequence

from assistant.wording.facts.lexicon import pattern


def denials_in(folded: str, language: str) -> list[int]:
    """Return where, in a folded text, words stand that deny something."""
    return [match.start() for match in pattern("not", language).finditer(folded)]


def excludes_others(folded: str, language: str) -> bool:
    """Tell whether a folded text leaves out all others: "only Discord"."""
    return bool(pattern("only", language).search(folded))


def affirmed(text: str, denied: Sequence[int]) -> str:
    """Return a text without the words that deny something, which stand at the places given."""
    for start in reversed(denied):
        text = text[:start] + re.sub(r"^[^\W\d_]+['’]?", "", text[start:]).lstrip()
    return text
