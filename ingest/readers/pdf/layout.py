"""The order in which a page of a PDF is read: columns, lines and tables."""

from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.boxes import Box
from ingest.readers.pdf.pieces import RAISED, Piece
from ingest.readers.pdf.tables import Table

_GUTTER = 9.0
"""Points: columns stand at least so far apart."""
_NARROWEST = 0.2
"""Part of the text's width: a narrower column holds the numbers of paragraphs."""


@dataclass(slots=True)
class Line:
    """Words on one line of a column; `column` is the column's box."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    page: int
    column: Box
    notes: tuple[str, ...] = ()
    """The numbers of the footnotes that it refers to."""
    is_note: bool = False
    """It begins with a raised number."""

    @property
    def is_full(self) -> bool:
        """Tell whether the line reaches the right side of its column, nearly."""
        return self.box.right > self.column.right - 0.12 * (self.column.right - self.column.left)

    @property
    def is_centred(self) -> bool:
        """Tell whether the line stands in the middle of its column, and does not fill it."""
        left, right = self.box.left - self.column.left, self.column.right - self.box.right
        return abs(left - right) < 0.03 * (self.column.right - self.column.left) and left > 12


Row = list[Piece | Table]
"""What stands side by side."""


def in_reading_order(things: list[Piece | Table], page: int) -> list[Line | Table]:
    """Return the lines and tables of a page in the order in which people read them."""
    if not things:
        return []
    box = _around(things)
    ordered: list[Line | Table] = []
    for rows, gutter in _stretches(rows_of(things), box):
        if gutter and _are_columns(rows, gutter, box):
            middle = (gutter[0] + gutter[1]) / 2
            below = _below_columns(rows, middle)
            sides = [thing for row in rows[:below] for thing in row]
            for left in (True, False):
                side = [thing for thing in sides if (thing.box.right < middle) == left]
                ordered += in_reading_order(side, page)
            rows = rows[below:]
        ordered += _lines(rows, page, box)
    return ordered


def rows_of(things: list[Piece | Table]) -> list[Row]:
    """Return what stands on the same height together, from the top."""
    rows: list[Row] = []
    bottom = top = 0.0
    for thing in sorted(things, key=lambda thing: -(thing.box.top + thing.box.bottom)):
        _, middle = thing.box.middle
        # A small raised number is no row: the words beside it reach above its middle.
        if rows and (
            bottom < middle < top or thing.box.bottom < (bottom + top) / 2 < thing.box.top
        ):
            rows[-1].append(thing)
        else:
            rows.append([thing])
            bottom, top = thing.box.bottom, thing.box.top
    return rows


Gap = tuple[float, float]


def _stretches(rows: list[Row], box: Box) -> list[tuple[list[Row], Gap | None]]:
    """Return the rows in stretches that leave the same gap free, each with the widest such gap."""
    stretches: list[tuple[list[Row], list[Gap]]] = []
    for row in rows:
        gaps = _gaps(row, box)
        shared = [
            (max(one[0], other[0]), min(one[1], other[1]))
            for one in (stretches[-1][1] if stretches else [])
            for other in gaps
        ]
        shared = [gap for gap in shared if _is_gutter(gap, box)]
        if shared:
            stretches[-1] = ([*stretches[-1][0], row], shared)
        else:
            stretches.append(([row], [gap for gap in gaps if _is_gutter(gap, box)]))
    return [
        (rows, max(gaps, key=lambda gap: gap[1] - gap[0], default=None)) for rows, gaps in stretches
    ]


def _gaps(row: Row, box: Box) -> list[Gap]:
    """Return what a row leaves free between the left and the right side of the text."""
    gaps = []
    end = box.left
    for thing in sorted(row, key=lambda thing: thing.box.left):
        gaps.append((end, thing.box.left))
        end = max(end, thing.box.right)
    return [*gaps, (end, box.right)]


def _is_gutter(gap: Gap, box: Box) -> bool:
    margin = _NARROWEST * (box.right - box.left)
    return gap[1] - gap[0] >= _GUTTER and gap[1] > box.left + margin and gap[0] < box.right - margin


def _are_columns(rows: list[Row], gutter: Gap, box: Box) -> bool:
    """Tell whether what stands on both sides of a gap is text of its own.

    Not so where few lines are, or where one side is narrow or ragged: a list with its numbers,
    a table without rules.
    """
    middle = (gutter[0] + gutter[1]) / 2
    for left in (True, False):
        side = [
            boxes
            for row in rows
            if (boxes := [one.box for one in row if (one.box.right < middle) == left])
        ]
        if len(side) < 3:
            return False
        width = max(one.right for boxes in side for one in boxes) - min(
            one.left for boxes in side for one in boxes
        )
        filled = sum(one.right - one.left for boxes in side for one in boxes)
        if width < _NARROWEST * (box.right - box.left) or filled < 0.5 * width * len(side):
            return False
    return True


def _below_columns(rows: list[Row], middle: float) -> int:
    """Return how many rows are columns; what follows after a wide gap on one side stands below."""
    last = max(
        (
            number
            for number, row in enumerate(rows)
            if any(thing.box.left > middle for thing in row)
        ),
        default=0,
    )
    if last == len(rows) - 1:
        return len(rows)
    steps = sorted(_step(above, below) for above, below in pairwise(rows))
    usual = steps[len(steps) // 2]
    for number in range(last + 1, len(rows)):
        large = all(isinstance(thing, Table) or thing.bold for thing in rows[number])
        if _step(rows[number - 1], rows[number]) > (1.3 if large else 2.2) * usual:
            return number
    return len(rows)


def _step(above: Row, below: Row) -> float:
    return max(thing.box.top for thing in above) - max(thing.box.top for thing in below)


def _lines(rows: list[Row], page: int, column: Box) -> list[Line | Table]:
    """Return rows as lines of one column."""
    lines: list[Line | Table] = []
    for row in rows:
        found = sorted((one for one in row if isinstance(one, Piece)), key=lambda one: one.box.left)
        if found:
            main = max(found, key=lambda piece: len(piece.text))
            text = " ".join(piece.text.strip() for piece in found)
            bold = all(piece.bold for piece in found)
            line = Line(text, _around(found), main.baseline, main.size, bold, page, column)
            line.notes = tuple(number for piece in found for number in piece.notes)
            line.is_note = _is_raised(found[0], main)
            lines.append(line)
        lines += [thing for thing in row if isinstance(thing, Table)]
    return lines


def _is_raised(number: Piece, words: Piece) -> bool:
    """Tell whether a piece is a number that stands higher than the words beside it, and is
    smaller."""
    return (
        number.text.strip().isdigit()
        and number.size < RAISED * words.size
        and number.baseline > words.baseline
    )


def _around(things: list[Piece | Table] | list[Piece]) -> Box:
    return Box(
        min(thing.box.left for thing in things),
        min(thing.box.bottom for thing in things),
        max(thing.box.right for thing in things),
        max(thing.box.top for thing in things),
    )
