"""Grids of cells: which of a table's cells are labels, and its rows as lines with these. Pure."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ingest.readers import table_rows

_FEW_LABELS = 2
"""So many cells without a figure above others are as likely a row like these."""
_SHORT_LABEL = 3
"""So many words a label has at most that is surely no cell."""
_MANY = 3
_NAME_OF_ROW = re.compile(r"[^\W\d_](?:.{0,78}[^\s.!?;,])?")
_SAYS = re.compile(r"[^\W_]")
"""A dash stands where there is nothing to say."""
_WHEN = re.compile(r"(?:[^\W\d_]+\.? ){1,2}(?:19|20)\d\d(?: ?[^\W\d_]{1,2}\.?)?")
"""A month and a year: "March 2023", "marzec 2023 r."."""
_PAIR = 2
"""Columns, of which the left one may say what stands in the right one."""


class Cell(NamedTuple):
    """A field of a table's grid."""

    text: str
    head: bool
    """It is a label."""
    own: bool = True
    """False where a cell that began further left reaches into a column."""


def labelled(grid: Iterable[Sequence[Cell]]) -> list[str]:
    """Return the rows of a grid as lines, each cell with the labels above it, or to its left."""
    rows = [row for row in grid if any(cell.text for cell in row)]
    lines: list[str] = []
    head: list[str] = []
    below_head = False
    named = names_rows(rows) or all(
        len(row) > 1 and row[0].head and not row[1].head for row in rows
    )
    for row in rows:
        own = [cell.text if cell.own else "" for cell in row]
        if not all(cell.head for cell in row if cell.text):
            named_row = table_rows(own[:1], [own[1:]]) or own[0]
            lines.append(named_row if named else table_rows(head, [own]))
            below_head = False
        elif len(row) > 1 and sum(map(bool, own)) == 1:
            lines.append("".join(own))  # a heading over the table's whole width
        else:
            labels = [cell.text for cell in row]
            head = _joined_labels(head, labels) if below_head else labels
            below_head = True
    if below_head:  # labels of nothing
        lines.append("; ".join(filter(None, head)))
    return [line for line in lines if line]


def names_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the left of two columns without labels says what stands on the right: "Place",
    "Brussels". Words that differ from row to row do, and neither figures nor sentences."""
    if any(len(row) != _PAIR or any(cell.head for cell in row) for row in rows):
        return False
    names = [left.text for left, right in rows if right.own and right.text]
    differ = len(set(names)) == len(names) > 1
    return differ and all(map(_NAME_OF_ROW.fullmatch, names))


def headed(grid: list[list[Cell]], *, is_bold: bool = False) -> list[list[Cell]]:
    """Return a grid whose first row holds its labels, if none is declared, and it alone `is_bold`
    or looks like them."""
    declared = any(cell.head for row in grid for cell in row)
    if len(grid) > 1 and not declared and (is_bold or begins_with_labels(grid)):
        return [[cell._replace(head=True) for cell in grid[0]], *grid[1:]]
    return grid


def begins_with_labels(grid: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row of a table that declares no labels looks like them: more than two
    cells, all filled, none with a figure but years of figures, and one of them above nothing but
    figures, or hardly anything else if all of them are short, or above months if they differ from
    each other and from all that is below, too; or after the first one years, above rows of which
    none begins with a figure or has a year."""
    first, *others = ([cell.text for cell in row] for row in grid)
    if _are_years(first[1:]) and not any(
        _is_year(text) or _is_figure(row[0]) for row in others for text in row
    ):
        return True
    if len(first) <= _FEW_LABELS or not all(first) or _is_figure(first[0]):
        return False
    columns = [[*filter(_SAYS.search, column)] for column in zip(*others, strict=False)]
    below = [*columns, *([[]] * len(first))]
    if any(
        _is_figure(label) and not _is_year_of(label, column)
        for label, column in zip(first, below, strict=False)
    ):
        return False
    are_short = all(len(label.split()) <= _SHORT_LABEL for label in first)
    if any(_are_figures(column, others=int(are_short)) for column in columns):
        return True
    repeated = {text for row in others for text in row} & set(first)
    are_own = are_short and len(set(first)) == len(first) and not repeated
    return are_own and any(
        len(column) >= _MANY and all(map(_WHEN.fullmatch, column)) and not _WHEN.fullmatch(label)
        for label, column in zip(first, columns, strict=False)
    )


def _is_year_of(label: str, column: Sequence[str]) -> bool:
    """Tell whether a label is a year of figures below it, of which none is a year: "2025 (EUR)"."""
    is_year = re.match(r"(19|20)\d\d(?!\w|[.,/-]?\d)", label)
    is_of_figures = bool(column) and all(map(_is_figure, column))
    return bool(is_year) and is_of_figures and not any(map(_is_year, column))


def _are_figures(texts: Sequence[str], others: int) -> bool:
    """Tell whether texts are figures; beside at least three there may be so many others."""
    count = sum(map(_is_figure, texts))
    return 0 < count == len(texts) or (count >= _MANY and len(texts) - count <= others)


def _are_years(texts: Sequence[str]) -> bool:
    """Tell whether texts are different years, at least two."""
    return 1 < len(set(filter(_is_year, texts))) == len(texts)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d", text))


def _is_figure(text: str) -> bool:
    return bool(re.match(r"[+−–(~≈<>€$£-]?\d", text))


def _joined_labels(above: list[str], below: list[str]) -> list[str]:
    return [
        " ".join(dict.fromkeys(filter(None, pair)))
        for pair in zip_longest(above, below, fillvalue="")
    ]
