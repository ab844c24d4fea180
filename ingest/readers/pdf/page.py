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

import pypdfium2
import pypdfium2.raw as pdfium

_TINY = 2.0
"""Points: nobody reads smaller letters."""
_WHITE = 245
"""Of 255: a page is white where nothing is drawn."""
_MANY_PATHS = 3000
"""A page with more of them holds a drawing, not the rules of tables."""
_MANY_SEGMENTS = 400
_UNSEEN = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_FORCED_BOLD = 1 << 18
_THIN = 1.5
RAISED = 0.85
"""Raised numbers are smaller than this part of the letters beside them."""
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

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.top - self.bottom > self.right - self.left

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
    notes: tuple[str, ...] = ()
    """The numbers of the footnotes that raised numbers in it refer to."""


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
    uprights = [rule for rule in content.rules if rule.is_upright]
    content.pieces = list(_pieces(seen, quarters, uprights))
    return content


def _hidden(letter: _Letter, content: PageContent, behind: list[Box]) -> str | None:
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
    return mode.value == pdfium.FPDF_FILLMODE_NONE or _fill(path)[:3] >= (_WHITE,) * 3


def _fill(drawn: Any) -> tuple[int, int, int, int]:
    """Return red, green, blue and alpha, of 0 to 255."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value


def _letters(text: Any) -> Iterator[_Letter | None]:
    """Yield the letters of a page in the order they are drawn; None where a line may end."""
    styles = _Styles(text)
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
        style = styles.of(number, drawn)
        pdfium.FPDFText_GetLooseCharBox(text, number, rectangle)
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        baseline = y.value
        if style.quarters:
            baseline = Box(x.value, y.value, x.value, y.value).turned(style.quarters).bottom
        written = "-" if character in _HYPHENS else character
        previous = _Letter(written, box, baseline, style)
        yield previous


class _Styles:
    """The styles of a page's text objects; some programs make one object of each letter."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._styles: dict[int, _Style] = {}
        self._bold: dict[int, bool] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(200), ctypes.c_int()

    def of(self, number: int, drawn: Any) -> _Style:
        """Return the style of a letter by its number and text object."""
        address = ctypes.addressof(drawn.contents)
        if address not in self._styles:
            self._styles[address] = self._read(number, drawn)
        return self._styles[address]

    def _read(self, number: int, drawn: Any) -> _Style:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text, number, matrix)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        red, green, blue, alpha = _fill(drawn)
        size = pdfium.FPDFText_GetFontSize(self._text, number) * math.hypot(matrix.c, matrix.d)
        return _Style(
            size=round(size, 1),
            bold=self._is_bold(number, drawn),
            quarters=round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
            invisible=alpha == 0 or mode in _UNSEEN,
            white=mode == pdfium.FPDF_TEXTRENDERMODE_FILL and min(red, green, blue) >= _WHITE,
        )

    def _is_bold(self, number: int, drawn: Any) -> bool:
        font = ctypes.addressof(pdfium.FPDFTextObj_GetFont(drawn).contents)
        if font not in self._bold:
            pdfium.FPDFText_GetFontInfo(self._text, number, self._name, 200, self._flags)
            name = self._name.value.decode("utf-8", "replace")
            forced = bool(self._flags.value & _FORCED_BOLD)
            self._bold[font] = forced or bool(re.search(r"bold|black|heavy|demi", name, re.I))
        return self._bold[font]


def _pieces(letters: list[_Letter | None], quarters: int, uprights: list[Box]) -> Iterator[Piece]:
    """Yield the pieces that letters make, without the numbers that refer to footnotes."""
    run: list[_Letter] = []
    raised: list[_Letter] = []
    parted = False
    for letter in letters:
        if letter is None:
            parted = True
            continue
        if quarters:
            letter = letter._replace(box=letter.box.turned(quarters))
        if run and _refers(letter, run):
            raised.append(letter)
            parted = True
            continue
        if run and (not _follows(letter, run[-1]) or _parts(uprights, run[-1], letter)):
            yield from _piece(run, raised)
            run, raised = [], []
        # The number of a footnote stands close to the words after it.
        numbers = run and letter.style.size > 1.2 * run[-1].style.size and run[-1].text.isdigit()
        if run and (numbers or (parted and _is_apart(letter, run[-1]))):
            run.append(run[-1]._replace(text=" "))
        run.append(letter)
        parted = False
    yield from _piece(run, raised)


def _parts(uprights: list[Box], last: _Letter, letter: _Letter) -> bool:
    """Tell whether a rule stands between two letters: they are of two cells of a table."""
    gap = letter.box.left - last.box.right
    blank = last.text.isspace() or letter.text.isspace()
    if not uprights or not (blank or gap > 0.1 * letter.style.size):
        return False
    (left, y), (right, _) = last.box.middle, letter.box.middle
    return any(left < rule.left < right and rule.bottom <= y <= rule.top for rule in uprights)


def _is_apart(letter: _Letter, last: _Letter) -> bool:
    return letter.box.left - last.box.right > 0.15 * letter.style.size


def _follows(letter: _Letter, last: _Letter) -> bool:
    """Tell whether a letter goes on where the last one ended."""
    size = max(letter.style.size, last.style.size)
    return (
        abs(letter.baseline - last.baseline) < 0.35 * size
        # A ligature's letters all stand where it stands.
        and letter.box.left > last.box.left - 0.2 * size
        and letter.box.left - last.box.right < _WIDE_GAP * size
    )


def _refers(letter: _Letter, run: list[_Letter]) -> bool:
    """Tell whether a letter is a digit of a raised number that refers to a footnote."""
    return (
        letter.text.isdigit()
        and letter.style.size < RAISED * run[-1].style.size
        and 0.15 < (letter.baseline - run[-1].baseline) / run[-1].style.size < 1
        and not _UNITS.search("".join(one.text for one in run[-4:]))
    )


def _numbers(raised: list[_Letter]) -> tuple[str, ...]:
    """Return the numbers that raised digits make, those that touch as one."""
    written = ""
    for last, letter in zip([None, *raised], raised, strict=False):
        written += letter.text if last and not _is_apart(letter, last) else f" {letter.text}"
    return tuple(written.split())


def _piece(run: list[_Letter], raised: list[_Letter]) -> Iterator[Piece]:
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
        _numbers(raised),
    )
