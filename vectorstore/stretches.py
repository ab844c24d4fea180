"""Finds the stretch of a document, under one heading, that a passage stands in. Pure.

The rows of a long table stand in several passages, and only all of them tell which is the highest.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vectorstore.findings import Hit

_AROUND = 16
"""So many passages of a stretch are found at most."""


class Stretch(NamedTuple):
    """Passages of a document under one heading: the places of the first and the last one, and the
    ids of those near one that was found."""

    document_id: str
    first: int
    last: int
    near: Sequence[str]


def stretches(
    hits: Iterable[Hit], outlines: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Stretch]:
    """Return the stretches that hits stand in, each once. `outlines` has by document the ids of its
    passages, in order, each with its heading."""
    found: list[Stretch] = []
    for hit in hits:
        outline, place = outlines.get(hit.document.id, ()), hit.passage.ordinal
        if place >= len(outline) or stretch_of(hit, found):
            continue
        heading, first, last = outline[place][1], place, place
        while first and outline[first - 1][1] == heading:
            first -= 1
        while last + 1 < len(outline) and outline[last + 1][1] == heading:
            last += 1
        begin = max(first, min(place - _AROUND // 2, last + 1 - _AROUND))
        near = [key for key, _ in outline[begin : min(last + 1, begin + _AROUND)]]
        found.append(Stretch(hit.document.id, first, last, near))
    return found


def stretch_of(hit: Hit, found: Iterable[Stretch]) -> tuple[int, int] | None:
    """Return the places of the first and the last passage of the stretch that a hit stands in; None
    if it stands in none of those found."""
    return next(
        (
            (one.first, one.last)
            for one in found
            if one.document_id == hit.document.id and one.first <= hit.passage.ordinal <= one.last
        ),
        None,
    )
