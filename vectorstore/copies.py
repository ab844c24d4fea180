"""Takes one of what is there several times, in one language or more: of passages that were found,
and of whatever else has copies. Pure."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from vectorstore.findings import Hit
from vectorstore.passages import cosine
from vectorstore.terms import words

_Item = TypeVar("_Item")

_BEST_KNOWN = "en"
"""The language that most people read beside their own."""
_COPY = 0.95
"""Cosine from which two passages with the same numbers are copies of each other, also in two
languages."""
_SHARED = 0.8
"""So much of their words have copies in one language in common."""


def one_of_each(
    items: Sequence[_Item],
    is_copy: Callable[[_Item, _Item], bool],
    language_of: Callable[[_Item], str],
    language: str,
) -> list[_Item]:
    """Return the items without copies, in their order: of several the first in `language`, the
    asker's, or else the first in English, or else the first."""
    ranks = {_BEST_KNOWN: 1, language: 0}

    def rank(item: _Item) -> int:
        return ranks.get(language_of(item), len(ranks))

    kept: list[_Item] = []
    for item in items:
        place = next((at for at, other in enumerate(kept) if is_copy(item, other)), None)
        if place is None:
            kept.append(item)
        elif rank(item) < rank(kept[place]):
            kept[place] = item
    return kept


def without_copies(hits: Sequence[Hit], language: str) -> list[Hit]:
    """Return the hits, of several that are copies one: if possible in `language`."""
    return one_of_each(hits, _same, lambda hit: hit.document.language, language)


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
