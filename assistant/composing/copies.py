"""Tells copies of a sentence, in one language or two. Pure functions."""

import re
from collections.abc import Sequence

from assistant.composing.disagreeing import lists_differ
from assistant.deciding.answerability import Evidence
from vectorstore.copies import one_of_each

COPY, TRANSLATION = 0.93, 0.88
"""The least cosine of two sentences that say the same, within one language and across two. They
also have the same numbers and lists, are of two documents and, across languages, have any
numbers."""


def without_copies(evidence: Sequence[Evidence], language: str) -> list[Evidence]:
    """Return the sentences, of several that say the same one, if possible in `language`, or else
    in English."""
    return one_of_each(evidence, same, lambda one: one.language, language)


def same(one: Evidence, other: Evidence) -> bool:
    """Tell whether two sentences say the same."""
    mine, theirs = (sorted(numbers_in(each)) for each in (one, other))
    translated = bool(mine) and one.language != other.language
    return (
        one.hit.document.id != other.hit.document.id
        and one.likeness(other) >= (TRANSLATION if translated else COPY)
        and mine == theirs
        and not lists_differ(one, other)
    )


def numbers_in(one: Evidence) -> list[str]:
    """Return the numbers in a sentence, as they are written."""
    return re.findall(r"\d+", one.wording)
