"""Takes one of what is there several times, in one language or more. Pure."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")

_BEST_KNOWN = "en"
"""The language that most people read beside their own."""


def without_copies(
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
