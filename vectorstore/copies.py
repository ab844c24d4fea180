"""Which passages that were found are copies of each other; of those one is kept. Pure."""

import re
from collections.abc import Sequence

from vectorstore import deduplicating
from vectorstore.passages import Hit, cosine
from vectorstore.terms import words

_COPY = 0.95
"""Cosine from which two passages with the same numbers are copies of each other, also in two
languages."""
_SHARED = 0.8
"""So much of their words have copies in one language in common."""


def without_copies(hits: Sequence[Hit], language: str) -> list[Hit]:
    """Return the hits, of several that are copies one: if possible in `language`."""
    return deduplicating.without_copies(hits, _same, lambda hit: hit.document.language, language)


def _same(one: Hit, other: Hit) -> bool:
    """Tell whether two passages are copies; sections of one document only look alike, by its title
    and its dates, and so do lists of who was at two meetings, by all but the words."""
    assert other.passage.vector is not None, "what the library returns carries its vectors"
    return (
        one.document.id != other.document.id
        and cosine(one.passage.vector, other.passage.vector) >= _COPY
        and re.findall(r"\d+", one.passage.text) == re.findall(r"\d+", other.passage.text)
        and (one.document.language != other.document.language or _share_words(one, other))
    )


def _share_words(one: Hit, other: Hit) -> bool:
    """Tell whether two passages have nearly the same words."""
    ours, theirs = ({*words(hit.passage.text)} for hit in (one, other))
    return len(ours & theirs) >= _SHARED * len(ours | theirs)
