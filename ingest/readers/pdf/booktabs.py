"""Tables of a PDF page that only level rules make, as LaTeX's booktabs draws them.

The rules stand above and below the labels, and below the rows or each of them; columns are told by
what all lines leave free.
"""

from collections.abc import Iterator
from itertools import pairwise

from ingest.readers.grids import Cell, begins_with_labels
from ingest.readers.pdf.boxes import Box
from ingest.readers.pdf.pieces import Piece
from ingest.readers.pdf.rules import FEWEST, NEAR, Stack, stacked
from ingest.readers.pdf.tables import Table, text_of, within

_ABOVE = 1.6
"""So many sizes of its letters a line is at most above the rule below it."""
_BY_RULES = 0.6
"""Part of the lines: with more rules, each of these ends a row."""
_LONG_CELL, _MANY_LINES = 30, 8
"""Letters in a line, and lines, that make text rather than the cells of a table."""

Line = list[Piece]
"""What stands side by side."""


def tables_of(rules: list[Box], pieces: list[Piece]) -> tuple[list[Table], list[Piece]]:
    """Return the tables that level rules make, and the pieces of text that are in none of them."""
    tables = []
    for stack in stacked(rules):
        for part in _with_cells(stack, pieces):
            table, inside = _table(part, pieces)
            if table:
                tables.append(table)
                pieces = [piece for piece in pieces if piece not in inside]
    return tables, pieces


def _with_cells(stack: Stack, pieces: list[Piece]) -> Iterator[Stack]:
    """Yield the runs of at least three rules between which most lines have several pieces: text
    stands between two tables, or below the rule of a running head."""
    runs = [stack.heights[:1]]
    for top, bottom in pairwise(stack.heights):
        between = stack._replace(heights=[top, bottom])
        lines = _lines_of(within(between.box, pieces))
        if lines and 2 * sum(len(line) > 1 for line in lines) >= len(lines):
            runs[-1].append(bottom)
        else:
            runs.append([bottom])
    yield from (stack._replace(heights=run) for run in runs if len(run) >= FEWEST)


def _table(stack: Stack, pieces: list[Piece]) -> tuple[Table | None, list[Piece]]:
    """Return the table that a stack of rules makes, and its pieces; a first rule that stands below
    the labels has these above it."""
    inside = within(stack.box, pieces)
    lines = _lines_of(inside)
    above = _above(stack, pieces)
    columns = _free([*lines, above])
    if not columns or _is_text(lines, columns):
        return None, []
    bands = _bands(lines, stack.heights)
    if len(_columns_of(above, columns)) > 1:
        bands.insert(0, [above])
        inside += above
    # Rules below each row; or below the labels, and the last row alone.
    by_rules = len(bands) > _BY_RULES * sum(map(len, bands))
    rows = _rows(bands, columns, by_rules)
    if len(rows) < 2:
        return None, []
    grid = [_cells(row, columns) for row in rows]
    has_labels = not by_rules or _is_bold_alone(rows) or begins_with_labels(grid)
    return Table.headed(stack.box, grid, int(has_labels)), inside


def _lines_of(pieces: list[Piece]) -> list[Line]:
    """Return pieces in lines, from the top."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if lines and abs(lines[-1][0].baseline - piece.baseline) < 0.3 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _above(stack: Stack, pieces: list[Piece]) -> Line:
    """Return what stands close above the first rule, between its ends."""
    return [
        piece
        for piece in pieces
        if 0 < piece.baseline - stack.heights[0] < _ABOVE * piece.size
        and stack.box.left < piece.box.left
        and piece.box.right < stack.box.right
    ]


def _free(lines: list[Line]) -> list[float]:
    """Return the places between columns, which all lines with several pieces leave free."""
    places = []
    end: float | None = None
    several = [piece for line in lines if len(line) > 1 for piece in line]
    for piece in sorted(several, key=lambda piece: piece.box.left):
        if end is not None and piece.box.left - end > NEAR:
            places.append((end + piece.box.left) / 2)
        end = max(end or piece.box.right, piece.box.right)
    return places


def _column(piece: Piece, columns: list[float]) -> int:
    return sum(piece.box.middle[0] > place for place in columns)


def _columns_of(line: Line, columns: list[float]) -> set[int]:
    return {_column(piece, columns) for piece in line}


def _is_text(lines: list[Line], columns: list[float]) -> bool:
    """Tell whether two columns hold text that goes on from line to line, as on a page that rules
    frame."""
    pieces = [piece for line in lines for piece in line]
    long = [
        sum(len(one.text) for one in there) > _LONG_CELL * len(there)
        for column in range(len(columns) + 1)
        if (there := [one for one in pieces if _column(one, columns) == column])
    ]
    return len(lines) > _MANY_LINES and sum(long) > 1


def _bands(lines: list[Line], heights: list[float]) -> list[list[Line]]:
    """Return the lines in bands, each what stands between two rules, without empty ones."""
    bands = [
        [line for line in lines if bottom < line[0].box.middle[1] <= top]
        for top, bottom in pairwise(heights)
    ]
    return [band for band in bands if band]


def _rows(bands: list[list[Line]], columns: list[float], by_rules: bool) -> list[Line]:
    """Return the rows that bands of lines hold: each is one if rules part rows, and so is the first
    one, of labels. In others each line begins a row, unless it is in one column alone."""
    rows: list[Line] = []
    for number, band in enumerate(bands):
        is_one_row = by_rules or not number
        for place, line in enumerate(band):
            if place and (is_one_row or len(_columns_of(line, columns)) == 1):
                rows[-1] += line
            else:
                rows.append([*line])
    return rows


def _cells(row: Line, columns: list[float]) -> list[Cell]:
    return [
        Cell(text_of(one for one in row if _column(one, columns) == column), head=False)
        for column in range(len(columns) + 1)
    ]


def _is_bold_alone(rows: list[Line]) -> bool:
    """Tell whether the first row is bold, and the second one is not."""
    first, second, *_ = rows
    return all(piece.bold for piece in first) and not all(piece.bold for piece in second)
