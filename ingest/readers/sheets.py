"""Sheets of cells, as spreadsheets and CSV have them: their tables, and what is above these. Pure.

A sheet says nowhere where a table begins. Empty rows part what stands on it; what stands alone in a
row above wider ones is text, such as a title; and the labels of columns are what somebody marked as
such, or the first row if it looks like labels.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from ingest.readers import Block
from ingest.readers.grids import Cell, headed, labelled

_LEAST = 3
"""So many columns a table has at least whose labels nobody marked: of two, the left one may say
what stands in the right one."""
_LONGEST_LABEL = 8
"""So many words a label has at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet."""

    cells: Mapping[int, str]
    """The texts of the cells that say anything, in order, by the numbers of their columns."""
    is_head: bool = False
    """Whether somebody marked its cells as labels, as by bold letters."""


def blocks_of(rows: Iterable[Row]) -> Iterator[Block]:
    """Yield the tables and texts of a sheet, in order. Rows that go on below an empty one keep
    their labels."""
    head: Sequence[Row] = ()
    for is_filled, run in groupby(rows, lambda row: bool(row.cells)):
        if not is_filled:
            continue
        region = [*run]
        texts = _texts_above(region)
        yield from (Block(text) for text in texts)
        region = region[len(texts) :]
        if not region:
            continue
        own = _heads(region)
        if own:
            head = region[:own]
        elif not (head and _columns(region) <= _columns(head)):
            head = ()
        yield Block("\n".join(_lines(head, region[own:])), is_table=True)


def _texts_above(region: Sequence[Row]) -> list[str]:
    """Return what stands alone in the rows above the first one with several cells, or in all."""
    texts: list[str] = []
    for row in region:
        if len(row.cells) > 1:
            break
        texts += row.cells.values()
    return texts


def _heads(region: Sequence[Row]) -> int:
    """Return how many rows at the top of a table hold labels."""
    marked = next((place for place, row in enumerate(region) if not row.is_head), 0)
    return marked or int(len(region) > 1 and _looks_like_labels(region))


def _looks_like_labels(region: Sequence[Row]) -> bool:
    """Tell whether the first row has several short texts without figures, one in each column of the
    others, all different and none repeated below."""
    first, *others = region
    labels = [*first.cells.values()]
    below = {cell for row in others for cell in row.cells.values()}
    return (
        len(labels) >= _LEAST
        and len({*labels}) == len(labels)
        and _columns(others) <= _columns([first])
        and all(
            len(label.split()) <= _LONGEST_LABEL
            and not label[:1].isdigit()
            and not label.endswith(".")
            for label in labels
        )
        and below.isdisjoint(labels)
    )


def _columns(rows: Sequence[Row]) -> Set[int]:
    """Return the columns in which rows have anything."""
    return {place for row in rows for place in row.cells}


def _lines(head: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    """Return a table's rows as lines, each cell with its label; empty columns are left out."""
    columns = sorted(_columns([*head, *rows]))
    grid = [
        [Cell(row.cells.get(place, ""), is_head) for place in columns]
        for row, is_head in [*((row, True) for row in head), *((row, False) for row in rows)]
    ]
    return labelled(headed(grid))
