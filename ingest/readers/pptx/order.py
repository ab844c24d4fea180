"""The order in which the boxes of a slide are read: columns one after the other. Pure."""

import math
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

_BESIDE, _ABOVE = 91_440, 45_720
"""What a box leaves free beside its text, and above it, on each side and unless it says otherwise:
a tenth and a twentieth of an inch."""
_NARROW = 0.6
"""So much of the width of another box a label beside it has at most."""


class Box(NamedTuple):
    """Where something stands, in English Metric Units from the top left corner of its slide."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes share a place."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


class _Placed(Protocol):
    @property
    def box(self) -> Box: ...

    @property
    def inside(self) -> Sequence[object]:
        """Of a group, what it holds."""


Placed = TypeVar("Placed", bound=_Placed)
Run = list[list[Placed]]
"""Things that are read one after the other: columns or rows that are alike, or but one of these."""


def in_reading_order(things: Sequence[Placed]) -> list[Run[Placed]]:
    """Return things as they are read: parted where the space between them is widest, what is on the
    left or above comes first, and so on in each part. What nothing parts is read by where it
    begins. Method: recursive X-Y cut (Nagy and Seth, 1984).

    Where all columns are a box above another, or all rows a label beside a box, or each is a group,
    they make one run.
    """
    ordered: list[Run[Placed]] = []
    waiting = [[*things]]
    while waiting:
        part = waiting.pop()
        (columns, across), (rows, down) = _parted(part, 0), _parted(part, 1)
        if _are_labelled(rows):
            ordered.append([sorted(row, key=attrgetter("box.left")) for row in rows])
        elif not (across or down):
            ordered += [[[one]] for one in sorted(part, key=attrgetter("box.top", "box.left"))]
        elif max(across, default=0) < max(down, default=0):
            waiting += reversed(_halves(rows, down))
        elif _are_alike(columns):
            ordered.append([sorted(column, key=attrgetter("box.top")) for column in columns])
        else:
            waiting += reversed(_halves(columns, across))
    return ordered


def _are_labelled(rows: Sequence[Sequence[Placed]]) -> bool:
    """Tell whether each of several rows is a label and, to its right, a box, or a group."""
    pairs = [sorted(row, key=attrgetter("box.left")) for row in rows if len(row) > 1]
    return _are_alike(rows) and all(
        left.box.right - left.box.left <= _NARROW * (right.box.right - right.box.left)
        for left, right in pairs
    )


def _are_alike(parts: Sequence[Sequence[Placed]]) -> bool:
    """Tell whether there are several parts, all of them pairs, or all of them groups."""
    sizes = {len(part) for part in parts}
    are_groups = all(len(part) == 1 and part[0].inside for part in parts)
    are_pairs = sizes == {2} and not any(one.inside for part in parts for one in part)
    return len(parts) > 1 and (are_pairs or are_groups)


def _parted(things: Sequence[Placed], side: int) -> tuple[list[list[Placed]], list[int]]:
    """Return things parted by the gaps between them, from the left (`side` 0) or the top (1), and
    how wide these are."""
    free = (_BESIDE, _ABOVE)[side]
    spans = [sorted((one.box[side] + free, one.box[side + 2] - free)) for one in things]
    parts: list[list[Placed]] = []
    gaps: list[int] = []
    reached: float = -math.inf
    for begin, end, number in sorted((*span, number) for number, span in enumerate(spans)):
        if begin > reached:
            gaps += [int(begin - reached)] if parts else []
            parts.append([])
        parts[-1].append(things[number])
        reached = max(reached, end)
    return parts, gaps


def _halves(parts: Sequence[Sequence[Placed]], gaps: Sequence[int]) -> list[list[Placed]]:
    """Return what is before the widest gap between parts, and what is behind it."""
    place = gaps.index(max(gaps)) + 1
    return [[*chain.from_iterable(parts[:place])], [*chain.from_iterable(parts[place:])]]
