"""The order in which the boxes of a slide are read: columns one after the other. Pure."""

from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter, itemgetter
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
        rows, columns = _parted(part, 1), _parted(part, 0)
        across, down = _widest(part, 0), _widest(part, 1)
        if _are_labelled(rows):
            ordered.append([sorted(row, key=attrgetter("box.left")) for row in rows])
        elif max(across, down)[0] <= 0:
            ordered += [[[one]] for one in sorted(part, key=attrgetter("box.top", "box.left"))]
        elif across[0] < down[0]:
            waiting += reversed(_cut(part, 1, down[1]))
        elif _are_alike(columns):
            ordered.append([sorted(column, key=attrgetter("box.top")) for column in columns])
        else:
            waiting += reversed(_cut(part, 0, across[1]))
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


def _parted(things: Sequence[Placed], side: int) -> list[list[Placed]]:
    """Return things parted at each gap between them, from the left (`side` 0) or the top (1)."""
    parts = [[*things]]
    while (gap := _widest(parts[-1], side, first=True))[0] > 0:
        parts[-1:] = _cut(parts[-1], side, gap[1])
    return parts


def _cut(things: Sequence[Placed], side: int, middle: int) -> list[list[Placed]]:
    """Return the things before a place and those behind it."""
    before = [one for one in things if sum(one.box[side::2]) <= 2 * middle]
    return [before, [one for one in things if sum(one.box[side::2]) > 2 * middle]]


def _widest(things: Sequence[Placed], side: int, *, first: bool = False) -> tuple[int, int]:
    """Return the width of the widest gap between things, or of the first one, and where its middle
    is; 0 if there is none."""
    free = (_BESIDE, _ABOVE)[side]
    spans = sorted(
        (min(begin + free, end - free), max(begin + free, end - free))
        for begin, end in (one.box[side::2] for one in things)
    )
    ends = accumulate((end for _, end in spans), max)
    gaps = [
        (begin - end, (begin + end) // 2)
        for end, (begin, _) in zip(ends, spans[1:], strict=False)
        if begin > end
    ]
    return next(iter(gaps), (0, 0)) if first else max(gaps, default=(0, 0), key=itemgetter(0))
