"""What is drawn on a page of a PDF: pieces of text that people can see, and rules.

Coordinates are points from the lower left corner of the page as it is read: a page whose text
stands sideways is turned.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_TINY = 2.0
"""Points: nobody reads smaller letters."""
_WHITE = 245
"""Of 255: a page is white where nothing is drawn."""
_MANY_PATHS = 3000
"""A page with more of them holds a drawing, not the rules of tables."""
_MANY_SEGMENTS = 400
_THIN = 1.5
_WIDE_GAP = 0.9
"""Part of the size of the letters: what is further apart does not stand in one piece."""
_HYPHENS = "\x02\xad"
"""What PDFium gives for a hyphen at the end of a line, and what others write there."""
_UNITS = re.compile(r"(?:^|[\s/\d])(?:[cdkm]?m|s)$")
"""After these a raised digit is a power, not the number of a footnote."""


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turned(self, quarters: int) -> "Box":
        """Return the box after so many quarter turns to the right."""
        box = self
        for _ in range(quarters):
            box = Box(box.bottom, -box.right, box.top, -box.left)
        return box


@dataclass(slots=True)
class Piece:
    """Words in a row, without a wide gap; `box` reaches from below the baseline to above it."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool


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


class _Style(NamedTuple):
    size: float
    bold: bool
    quarters: int
    invisible: bool
    white: bool


class _Letter(NamedTuple):
    text: str
    box: Box
    baseline: float
    style: _Style

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box.left + self.box.right) / 2, (self.box.bottom + self.box.top) / 2


def content_of(page: Any) -> PageContent:
    """Return what a page shows; `page` is a pypdfium2.PdfPage."""
    content = PageContent(Box(*page.get_cropbox()))
    behind = _drawn(page, content)
    letters = list(_letters(page.get_textpage()))
    unseen = sum(letter.style.invisible for letter in letters if letter)
    content.is_recognised = content.has_picture and unseen > len(letters) / 2
    turns = Counter(letter.style.quarters for letter in letters if letter)
    quarters = turns.most_common(1)[0][0] if turns else 0
    seen = []
    for letter in letters:
        hidden = letter and _hidden(letter, content, behind)
        if letter and hidden:
            content.dropped[hidden] += not letter.text.isspace()
        elif letter is None or letter.style.quarters == quarters:
            seen.append(letter)
    content.box = content.box.turned(quarters)
    content.rules = [rule.turned(quarters) for rule in content.rules]
    content.pieces = list(_pieces(seen, quarters))
    return content


def _hidden(letter: _Letter, content: PageContent, behind: list[Box]) -> str | None:
    """Return why nobody sees a letter, or None."""
    x, y = letter.middle
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
    for drawn in page.get_objects(max_depth=3):
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
    return mode.value == pdfium.FPDF_FILLMODE_NONE or _fill(path)[:3] >= (_WHITE,) * 3


def _fill(drawn: Any) -> tuple[int, int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint(255) for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value


def _letters(text: Any) -> Iterator[_Letter | None]:
    """Yield the letters of a page in the order they are drawn; None where a line may end."""
    styles: dict[int, _Style] = {}
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    previous: _Letter | None = None
    for number in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, number)
        drawn = pdfium.FPDFText_GetTextObject(text, number)
        if not drawn:  # PDFium's own: a blank or the end of a line
            if code == 0x20 and previous:
                yield previous._replace(text=" ")
            else:
                yield None
            continue
        address = ctypes.addressof(drawn.contents)
        if address not in styles:
            styles[address] = _style(text, number, drawn)
        pdfium.FPDFText_GetLooseCharBox(text, number, rectangle)
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        previous = _Letter(
            "-" if character in _HYPHENS else character, box, y.value, styles[address]
        )
        if styles[address].quarters:
            turned = Box(x.value, y.value, x.value, y.value).turned(styles[address].quarters)
            previous = previous._replace(baseline=turned.bottom)
        yield previous


def _style(text: Any, number: int, drawn: Any) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, number, matrix)
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, number, name, 200, flags)
    font = name.value.decode("utf-8", "replace")
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
    red, green, blue, alpha = _fill(drawn)
    return _Style(
        size=round(pdfium.FPDFText_GetFontSize(text, number) * math.hypot(matrix.c, matrix.d), 1),
        bold=bool(
            re.search(r"bold|black|heavy|demi", font, re.IGNORECASE) or flags.value & 1 << 18
        ),
        quarters=round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
        invisible=alpha == 0
        or mode in {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP},
        white=mode == pdfium.FPDF_TEXTRENDERMODE_FILL and min(red, green, blue) >= _WHITE,
    )


def _pieces(letters: list[_Letter | None], quarters: int) -> Iterator[Piece]:
    """Yield the pieces that letters make, without the numbers that refer to footnotes."""
    run: list[_Letter] = []
    for letter in letters:
        if letter is None:
            continue
        letter = letter._replace(box=letter.box.turned(quarters))
        if run and _refers(letter, run):
            continue
        if run and not _follows(letter, run[-1]):
            yield from _piece(run)
            run = []
        if run and letter.style.size > 1.2 * run[-1].style.size and run[-1].text.isdigit():
            run.append(run[-1]._replace(text=" "))  # the number of a footnote, before its text
        run.append(letter)
    yield from _piece(run)


def _follows(letter: _Letter, last: _Letter) -> bool:
    """Tell whether a letter goes on where the last one ended."""
    size = max(letter.style.size, last.style.size)
    return (
        abs(letter.baseline - last.baseline) < 0.35 * size
        and -0.5 * size < letter.box.left - last.box.right < _WIDE_GAP * size
    )


def _refers(letter: _Letter, run: list[_Letter]) -> bool:
    """Tell whether a letter is a digit of a raised number that refers to a footnote."""
    return (
        letter.text.isdigit()
        and letter.style.size < 0.8 * run[-1].style.size
        and letter.baseline > run[-1].baseline + 0.15 * run[-1].style.size
        and not _UNITS.search("".join(one.text for one in run[-4:]))
    )


def _piece(run: list[_Letter]) -> Iterator[Piece]:
    words = [letter for letter in run if not letter.text.isspace()]
    if not words:
        return
    box = Box(
        min(letter.box.left for letter in words),
        min(letter.box.bottom for letter in words),
        max(letter.box.right for letter in words),
        max(letter.box.top for letter in words),
    )
    yield Piece(
        re.sub(r"\s+", " ", "".join(letter.text for letter in run)),
        box,
        words[0].baseline,
        Counter(letter.style.size for letter in words).most_common(1)[0][0],
        all(letter.style.bold for letter in words),
    )
