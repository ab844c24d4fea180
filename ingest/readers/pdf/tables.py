"""A table of a PDF page, however it was told from the text around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ingest.readers.grids import Cell, labelled
from ingest.readers.pdf.boxes import Box
from ingest.readers.pdf.pieces import Piece


@dataclass(slots=True)
class Table:
    """A table's grid from top to bottom; `heads` are the rows of labels it begins with."""

    box: Box
    heads: list[list[Cell]]
    rows: list[list[Cell]]
    page: int = 0

    @classmethod
    def headed(cls, box: Box, grid: list[list[Cell]], heads: int) -> Self:
        """Return the table whose first rows, so many, hold labels."""
        labels = [[cell._replace(head=True) for cell in row] for row in grid[:heads]]
        return cls(box, labels, grid[heads:])

    def lines(self, heads: list[list[Cell]]) -> list[str]:
        """Return the rows as lines, each cell with the labels above it."""
        return labelled([*heads, *self.rows])


def within(box: Box, pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces whose middle a box holds."""
    return [piece for piece in pieces if box.holds(*piece.box.middle)]


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the text of a cell: its lines from the top, as one."""
    ordered = sorted(pieces, key=lambda piece: (-round(piece.baseline), piece.box.left))
    return " ".join(piece.text.strip() for piece in ordered)
