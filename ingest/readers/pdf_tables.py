"""Tables of a PDF page: where ruled lines cross, cells are, and the text in them."""

from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.grids import Cell, begins_with_labels, labelled
from ingest.readers.pdf_page import Box, Piece

_NEAR = 3.0
"""Points: rules that are nearer to each other are drawn as one."""
_MANY_RULES = 600


@dataclass(slots=True)
class Table:
    """A table's grid from top to bottom; `heads` are the rows of labels it begins with."""

    box: Box
    heads: list[list[Cell]]
    rows: list[list[Cell]]
    page: int = 0

    def lines(self, heads: list[list[Cell]]) -> list[str]:
        """Return the rows as lines, each cell with the labels above it."""
        return labelled([*heads, *self.rows])


def tables_of(rules: list[Box], pieces: list[Piece]) -> tuple[list[Table], list[Piece]]:
    """Return the tables that rules make, and the pieces of text that are in none of them."""
    tables = []
    for lines in _connected(rules[:_MANY_RULES]):
        columns = _places([x for line in lines if _is_upright(line) for x in (line.left,)])
        heights = _places([y for line in lines if not _is_upright(line) for y in (line.bottom,)])
        if len(columns) < 3 or len(heights) < 3:
            continue  # a frame around text, or a rule below a heading
        box = Box(columns[0], heights[0], columns[-1], heights[-1])
        inside = [piece for piece in pieces if box.holds(*_middle(piece.box))]
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
        x, y = _middle(piece.box)
        column = sum(x > place for place in columns[1:-1])
        height = sum(y < place for place in heights[1:-1])
        words.setdefault(owners[height][column], []).append(piece)
    grid = []
    for number, row in enumerate(owners):
        cells = [
            # A cell over several columns is said once; one over several rows in each of them.
            Cell(_text(words.get(cell, [])), head=False, own=cell[1] == column)
            for column, cell in enumerate(row)
        ]
        if any(cell.text for cell in cells) and any(cell[0] == number for cell in row):
            grid.append(cells)
    if len(grid) < 2 or max(sum(bool(cell.own and cell.text) for cell in row) for row in grid) < 2:
        return None
    heads = min(_count_bold(owners, words) or int(begins_with_labels(grid)), len(grid) - 1)
    labels = [[cell._replace(head=True) for cell in row] for row in grid[:heads]]
    return Table(box, labels, grid[heads:])


def _owners(
    columns: list[float], heights: list[float], lines: list[Box]
) -> list[list[tuple[int, int]]]:
    """Return for each field of the grid the row and column where its cell begins.

    Fields belong to one cell where no rule stands between them.
    """
    uprights = [line for line in lines if _is_upright(line)]
    levels = [line for line in lines if not _is_upright(line)]
    owners: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(heights)):
        owners.append([])
        for column, (left, right) in enumerate(pairwise(columns)):
            x, y = (left + right) / 2, (top + bottom) / 2
            if row and not any(
                abs(line.bottom - top) <= _NEAR and line.left < x < line.right for line in levels
            ):
                owners[row].append(owners[row - 1][column])
            elif column and not any(
                abs(line.left - left) <= _NEAR and line.bottom < y < line.top for line in uprights
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


def _text(pieces: list[Piece]) -> str:
    ordered = sorted(pieces, key=lambda piece: (-round(piece.baseline), piece.box.left))
    return " ".join(piece.text.strip() for piece in ordered)


def _connected(rules: list[Box]) -> list[list[Box]]:
    """Return the rules in groups that touch each other."""
    groups: list[list[Box]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is found for found in touching)]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.bottom <= other.top + _NEAR
        and other.bottom <= one.top + _NEAR
    )


def _places(values: list[float]) -> list[float]:
    """Return the places of rules, those near to each other as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _is_upright(rule: Box) -> bool:
    return rule.top - rule.bottom > rule.right - rule.left


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.bottom + box.top) / 2
