"""Tables of a PDF page whose rules cross: where they do, cells are, and the text in them."""

from itertools import pairwise

from ingest.readers.grids import Cell, begins_with_labels
from ingest.readers.pdf.boxes import Box
from ingest.readers.pdf.pieces import Piece
from ingest.readers.pdf.rules import FEWEST, NEAR, connected, places
from ingest.readers.pdf.tables import Table, text_of, within


def tables_of(rules: list[Box], pieces: list[Piece]) -> tuple[list[Table], list[Piece]]:
    """Return the tables that crossing rules make, and the pieces of text that are in none of
    them."""
    tables = []
    for lines in connected(rules):
        columns = places([line.left for line in lines if line.is_upright])
        heights = places([line.bottom for line in lines if not line.is_upright])
        if len(columns) < FEWEST or len(heights) < FEWEST:
            continue
        box = Box(columns[0], heights[0], columns[-1], heights[-1])
        inside = within(box, pieces)
        table = _table(box, columns, heights[::-1], lines, inside)
        if table:
            tables.append(table)
            pieces = [piece for piece in pieces if piece not in inside]
    return tables, pieces


def _table(
    box: Box, columns: list[float], heights: list[float], lines: list[Box], pieces: list[Piece]
) -> Table | None:
    """Return the table between rules: `columns` from left to right, `heights` from the top."""
    owners = _owners(columns, heights, lines)
    words: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        x, y = piece.box.middle
        column = sum(x > place for place in columns[1:-1])
        height = sum(y < place for place in heights[1:-1])
        words.setdefault(owners[height][column], []).append(piece)
    grid = []
    for number, row in enumerate(owners):
        cells = [
            # A cell over several columns is said once; one over several rows in each of them.
            Cell(text_of(words.get(cell, [])), head=False, own=cell[1] == column)
            for column, cell in enumerate(row)
        ]
        if any(cell.text for cell in cells) and any(cell[0] == number for cell in row):
            grid.append(cells)
    if len(grid) < 2 or max(sum(bool(cell.own and cell.text) for cell in row) for row in grid) < 2:
        return None
    heads = min(_count_bold(owners, words) or int(begins_with_labels(grid)), len(grid) - 1)
    return Table.headed(box, grid, heads)


def _owners(
    columns: list[float], heights: list[float], lines: list[Box]
) -> list[list[tuple[int, int]]]:
    """Return for each field of the grid the row and column where its cell begins.

    Fields belong to one cell where no rule stands between them.
    """
    uprights = [line for line in lines if line.is_upright]
    levels = [line for line in lines if not line.is_upright]
    owners: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(heights)):
        owners.append([])
        for column, (left, right) in enumerate(pairwise(columns)):
            x, y = (left + right) / 2, (top + bottom) / 2
            if row and not any(
                abs(line.bottom - top) <= NEAR and line.left < x < line.right for line in levels
            ):
                owners[row].append(owners[row - 1][column])
            elif column and not any(
                abs(line.left - left) <= NEAR and line.bottom < y < line.top for line in uprights
            ):
                owners[row].append(owners[row][column - 1])
            else:
                owners[row].append((row, column))
    return owners


def _count_bold(
    owners: list[list[tuple[int, int]]], words: dict[tuple[int, int], list[Piece]]
) -> int:
    """Return how many rows hold labels, since they are bold and others are not."""
    rows = [[words.get(cell, []) for cell in dict.fromkeys(row)] for row in owners]
    bold = [any(row) and all(piece.bold for cell in row for piece in cell) for row in rows]
    return 0 if all(bold) else bold.index(False)
