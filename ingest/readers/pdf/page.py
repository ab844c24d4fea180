"""What is drawn on a page of a PDF: pieces of text that people can see, and rules.

Coordinates are points from the lower left corner of the page as it is read: a page whose text
stands sideways is turned.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf.boxes import Box
from ingest.readers.pdf.letters import WHITE, Letter, fill, letters
from ingest.readers.pdf.pieces import Piece, pieces

_TINY = 2.0
"""Points: nobody reads smaller letters."""
_MANY_PATHS = 3000
"""A page with more of them holds a drawing, not the rules of tables."""
_MANY_SEGMENTS = 400
_THIN = 1.5


@dataclass(slots=True)
class PageContent:
    """What a page shows; a rule is a line from left to right or upwards."""

    box: Box
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    has_picture: bool = False
    is_recognised: bool = False
    """Its text is what text recognition put over a scan, where nobody sees it."""


def content_of(page: Any) -> PageContent:
    """Return what a page shows; `page` is a pypdfium2.PdfPage."""
    content = PageContent(Box(*page.get_cropbox()))
    behind = _drawn(page, content)
    drawn = list(letters(page.get_textpage()))
    unseen = sum(letter.style.invisible for letter in drawn if letter)
    content.is_recognised = content.has_picture and unseen > len(drawn) / 2
    turns = Counter(letter.style.quarters for letter in drawn if letter)
    quarters = turns.most_common(1)[0][0] if turns else 0
    seen = []
    for letter in drawn:
        hidden = letter and _hidden(letter, content, behind)
        if letter and hidden:
            content.dropped[hidden] += not letter.text.isspace()
        elif letter is None or letter.style.quarters == quarters:
            seen.append(letter)
    content.box = content.box.turned(quarters)
    content.rules = [rule.turned(quarters) for rule in content.rules]
    uprights = [rule for rule in content.rules if rule.is_upright]
    content.pieces = list(pieces(seen, quarters, uprights))
    return content


def _hidden(letter: Letter, content: PageContent, behind: list[Box]) -> str | None:
    """Return why nobody sees a letter, or None."""
    x, y = letter.box.middle
    if letter.style.invisible and not content.is_recognised:
        return "invisible text"
    if letter.style.size < _TINY:
        return "tiny text"
    if not content.box.holds(x, y):
        return "text off the page"
    if letter.style.white and not any(box.holds(x, y) for box in behind):
        return "text in the colour of its background"
    return None


def _drawn(page: Any, content: PageContent) -> list[Box]:
    """Note the rules and pictures of a page; return the boxes of what is not white."""
    behind = []
    paths = 0
    for drawn in _objects(page):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            content.has_picture = True
            behind.append(Box(*drawn.get_bounds()))
        elif drawn.type == pdfium.FPDF_PAGEOBJ_PATH and paths <= _MANY_PATHS:
            paths += 1
            content.rules += _rules(drawn)
            if not _is_white(drawn):
                behind.append(Box(*drawn.get_bounds()))
    if paths > _MANY_PATHS:
        content.rules.clear()
    return behind


def _objects(page: Any) -> Iterator[Any]:
    """Yield the paths and pictures of a page, and what is in its forms.

    As `page.get_objects()` does, but without an object in Python for each letter.
    """
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH}:
            yield pypdfium2.PdfObject(drawn, page=page)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            form = pypdfium2.PdfObject(drawn, page=page)
            yield from page.get_objects(form=form, max_depth=3, level=1)


def _rules(path: Any) -> Iterator[Box]:
    """Yield the lines of a path that are level or upright."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count > _MANY_SEGMENTS:
        return
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _rule(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _rule(point, start)
        last = point


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    box = Box(
        min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
    )
    width, height = box.right - box.left, box.top - box.bottom
    if min(width, height) <= _THIN and max(width, height) > 2 * _THIN:
        yield box


def _is_white(path: Any) -> bool:
    """Tell whether a path leaves the page white behind what is written over it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    return mode.value == pdfium.FPDF_FILLMODE_NONE or fill(path)[:3] >= (WHITE,) * 3
