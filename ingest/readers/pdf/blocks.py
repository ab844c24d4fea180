"""Blocks of a PDF's lines and tables: headings, paragraphs, lists, tables, footnotes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.readers import Block
from ingest.readers.grids import Cell
from ingest.readers.pdf.footnotes import where_referred_to
from ingest.readers.pdf.headings import Bookmarks, level_of, with_titles
from ingest.readers.pdf.layout import Line
from ingest.readers.pdf.lists import is_point
from ingest.readers.pdf.paragraphs import paragraphs_of, rejoined
from ingest.readers.pdf.tables import Table
from ingest.readers.pdf.typography import Paragraph, Typography

_BULLET = re.compile(r"[•▪●◦·]\s+")
_LEADER = re.compile(r"(?: ?[.…·_]){5,} *(?:\d{1,4}|[ivxlc]+)$")
"""The dots of a table of contents, and the page."""


def blocks_of(flow: list[Line | Table], bookmarks: Bookmarks) -> Iterator[Block]:
    """Yield the blocks of a document whose lines and tables are in reading order."""
    usual = Typography([line for line in flow if isinstance(line, Line)])
    found = [thing for thing in paragraphs_of(flow, usual) if not _is_of_contents(thing)]
    for thing in found:
        if isinstance(thing, Paragraph):
            thing.level = level_of(thing, usual, bookmarks)
    whole = with_titles(rejoined(found, usual), bookmarks)
    yield from _blocks(where_referred_to(whole, usual))


def _is_of_contents(thing: Paragraph | Table) -> bool:
    """Tell whether a paragraph is of a table of contents."""
    return isinstance(thing, Paragraph) and bool(_LEADER.search(thing.text))


def _blocks(things: Iterable[Paragraph | Table]) -> Iterator[Block]:
    """Yield a block for each thing, but one for the points of a list that follow on a page."""
    points: list[Block] = []
    heads: list[list[Cell]] = []
    for thing in things:
        point = isinstance(thing, Paragraph) and not thing.level and is_point(thing.text)
        if points and not (point and points[0].page == thing.page):
            yield _together(points)
            points = []
        if isinstance(thing, Table):
            # One that goes on after a page break says its labels once, or again.
            goes_on = bool(heads) and len(heads[0]) == len(thing.rows[0])
            heads = thing.heads or (heads if goes_on else [])
            yield Block("\n".join(thing.lines(heads)), page=thing.page, is_table=True)
        elif point:
            points.append(_block(thing))
        else:
            heads = []
            yield _block(thing)
    if points:
        yield _together(points)


def _together(points: list[Block]) -> Block:
    return replace(points[0], text="\n".join(point.text for point in points))


def _block(paragraph: Paragraph) -> Block:
    text = _BULLET.sub("- ", paragraph.text, count=1) if not paragraph.level else paragraph.text
    return Block(text, paragraph.level, paragraph.page)
