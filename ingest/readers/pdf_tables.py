"""Tables of a PDF page: where ruled lines cross, cells are, and the text in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.grids import Cell, begins_with_labels, labelled
from ingest.readers.pdf_page import Box, Piece

_NEAR = 3.0
"""Points: rules that are nearer to each other are drawn as one."""
_MANY_RULES = 600
_FEWEST_LEVELS = 3
"""Rules above each other that make a table by themselves: above and below its labels, and below its
rows."""
_NARROWEST = 90.0
_ABOVE = 1.6
"""So many sizes of its letters a line is at most above the rule below it."""
_BY_RULES = 0.6
"""Part of the lines: with more rules, each of these ends a row."""
_LONG_CELL, _MANY_LINES = 30, 8
"""Letters in a line, and lines, that make text rather than the cells of a table."""


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
    for heights, left, right in _stacked(rules[:_MANY_RULES]):
        for part in _with_cells(heights, left, right, pieces):
            found = _between_levels(part, left, right, pieces)
            if found:
                tables.append(found[0])
                pieces = [piece for piece in pieces if piece not in found[1]]
    return tables, pieces


def _with_cells(
    heights: list[float], left: float, right: float, pieces: list[Piece]
) -> Iterator[list[float]]:
    """Yield the runs of rules between which most lines have several pieces: text stands between two
    tables, or below the rule of a running head."""
    run = heights[:1]
    for top, bottom in pairwise(heights):
        box = Box(left - _NEAR, bottom, right + _NEAR, top)
        lines = _lines_of([piece for piece in pieces if box.holds(*_middle(piece.box))])
        if lines and 2 * sum(len(line) > 1 for line in lines) >= len(lines):
            run.append(bottom)
            continue
        yield run
        run = [bottom]
    yield run


def _stacked(rules: list[Box]) -> list[tuple[list[float], float, float]]:
    """Return where level rules of one width stand above each other, at least three: their heights
    from the top, and their left and right ends."""
    spans: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (-round(rule.bottom / _NEAR), rule.left)):
        if _is_upright(rule):
            continue
        last = spans[-1] if spans else None
        if last and abs(last.bottom - rule.bottom) <= _NEAR and rule.left <= last.right + _NEAR:
            spans[-1] = last._replace(right=max(last.right, rule.right))
        else:
            spans.append(rule)
    stacks: list[list[Box]] = []
    for span in spans:
        fits = (
            stack
            for stack in stacks
            if abs(stack[0].left - span.left) <= _NEAR and abs(stack[0].right - span.right) <= _NEAR
        )
        stack = next(fits, None)
        if stack is None:
            stacks.append([span])
        else:
            stack.append(span)
    found = []
    for stack in stacks:
        heights = _places([span.bottom for span in stack])[::-1]
        if len(heights) >= _FEWEST_LEVELS and stack[0].right - stack[0].left >= _NARROWEST:
            found.append((heights, stack[0].left, stack[0].right))
    return found


def _between_levels(
    heights: list[float], left: float, right: float, pieces: list[Piece]
) -> tuple[Table, list[Piece]] | None:
    """Return the table that only level rules make, and its pieces. Its columns are told by what all
    its lines leave free; a first rule below the labels has these above it."""
    if len(heights) < _FEWEST_LEVELS:
        return None
    box = Box(left - _NEAR, heights[-1], right + _NEAR, heights[0])
    inside = [piece for piece in pieces if box.holds(*_middle(piece.box))]
    above = [
        piece
        for piece in pieces
        if 0 < piece.baseline - heights[0] < _ABOVE * piece.size
        and box.left < piece.box.left
        and piece.box.right < box.right
    ]
    lines = _lines_of(inside)
    columns = _free([*lines, above] if len(above) > 1 else lines)
    if not columns or _is_text(lines, columns):
        return None
    bands = [
        [line for line in lines if bottom < _middle(line[0].box)[1] <= top]
        for top, bottom in pairwise(heights)
    ]
    has_labels_above = len(above) > 1 and len({_column(one, columns) for one in above}) > 1
    if has_labels_above:
        bands.insert(0, [above])
        inside += above
    bands = [band for band in bands if band]
    # Rules below each row; or below the labels, and the last row alone.
    by_rules = len(bands) > _BY_RULES * sum(map(len, bands))
    rows: list[list[Piece]] = []
    for number, band in enumerate(bands):
        for place, line in enumerate(band):
            goes_on = by_rules or not number or len({_column(one, columns) for one in line}) == 1
            if place and goes_on:
                rows[-1] += line
            else:
                rows.append([*line])
    grid = [
        [
            Cell(_text([one for one in row if _column(one, columns) == column]), False, True)
            for column in range(len(columns) + 1)
        ]
        for row in rows
    ]
    if len(grid) < 2:
        return None
    bold = all(piece.bold for piece in rows[0]) and not all(one.bold for one in rows[1])
    heads = int(bold or not by_rules or begins_with_labels(grid))
    labels = [[cell._replace(head=True) for cell in row] for row in grid[:heads]]
    return Table(box, labels, grid[heads:]), inside


def _lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Return pieces in lines, from the top."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if lines and abs(lines[-1][0].baseline - piece.baseline) < 0.3 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _free(lines: list[list[Piece]]) -> list[float]:
    """Return the places between columns, which all lines with several pieces leave free."""
    places = []
    end: float | None = None
    several = [piece for line in lines if len(line) > 1 for piece in line]
    for piece in sorted(several, key=lambda piece: piece.box.left):
        if end is not None and piece.box.left - end > _NEAR:
            places.append((end + piece.box.left) / 2)
        end = max(end or piece.box.right, piece.box.right)
    return places


def _column(piece: Piece, columns: list[float]) -> int:
    return sum(_middle(piece.box)[0] > place for place in columns)


def _is_text(lines: list[list[Piece]], columns: list[float]) -> bool:
    """Tell whether two columns hold text that goes on from line to line, as on a page that rules
    frame."""
    pieces = [piece for line in lines for piece in line]
    long = [
        sum(len(one.text) for one in there) > _LONG_CELL * len(there)
        for column in range(len(columns) + 1)
        if (there := [one for one in pieces if _column(one, columns) == column])
    ]
    return len(lines) > _MANY_LINES and sum(long) > 1


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
