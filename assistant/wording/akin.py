"""Tells which words texts share, whatever their endings. Pure functions.

Stemmers leave "klagen" and "klagede" apart, and six languages have none.
"""

from collections.abc import Iterable

from vectorstore.findings import Candidate
from vectorstore.terms import terms

_TELLING = 4
"""Words of so many letters are akin if all of the shorter but its last one begin the other."""


def shared(words: Iterable[str], text: str, language: str) -> int:
    """Return how many of the words, as `terms` has them, a text has."""
    said = terms(text, language)
    return sum(any(_are_akin(word, other) for other in said) for word in set(words))


def shared_by(words: Iterable[str], one: Candidate, language: str) -> int:
    """Return how many of the words of a language a sentence has; none if it is in another."""
    return shared(words, one.wording, language) if one.language == language else 0


def _are_akin(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    stem = shorter[: max(_TELLING, len(shorter) - 1)]
    return one == other or (len(shorter) >= _TELLING and longer.startswith(stem))
