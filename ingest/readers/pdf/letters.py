"""The letters on a page of a PDF, each with its style, as PDFium gives them."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf.boxes import Box

WHITE = 245
"""Of 255: a page is white where nothing is drawn."""
_UNSEEN = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_FORCED_BOLD = 1 << 18
_HYPHENS = "\x02\xad"
"""What PDFium gives for a hyphen at the end of a line, and what others write there."""


class Style(NamedTuple):
    """How a letter is set; `quarters` are the quarter turns to the right that set it upright."""

    size: float
    bold: bool
    quarters: int
    invisible: bool
    white: bool


class Letter(NamedTuple):
    """A letter as it is drawn; `box` reaches from below the baseline to above it."""

    text: str
    box: Box
    baseline: float
    style: Style


def letters(text: Any) -> Iterator[Letter | None]:
    """Yield the letters of a page in the order they are drawn; None where a line may end."""
    styles = _Styles(text)
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    previous: Letter | None = None
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
        previous = Letter(written, box, baseline, style)
        yield previous


class _Styles:
    """The styles of a page's text objects; some programs make one object of each letter."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._styles: dict[int, Style] = {}
        self._bold: dict[int, bool] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(200), ctypes.c_int()

    def of(self, number: int, drawn: Any) -> Style:
        """Return the style of a letter by its number and text object."""
        address = ctypes.addressof(drawn.contents)
        if address not in self._styles:
            self._styles[address] = self._read(number, drawn)
        return self._styles[address]

    def _read(self, number: int, drawn: Any) -> Style:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text, number, matrix)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        red, green, blue, alpha = fill(drawn)
        size = pdfium.FPDFText_GetFontSize(self._text, number) * math.hypot(matrix.c, matrix.d)
        return Style(
            size=round(size, 1),
            bold=self._is_bold(number, drawn),
            quarters=round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
            invisible=alpha == 0 or mode in _UNSEEN,
            white=mode == pdfium.FPDF_TEXTRENDERMODE_FILL and min(red, green, blue) >= WHITE,
        )

    def _is_bold(self, number: int, drawn: Any) -> bool:
        font = ctypes.addressof(pdfium.FPDFTextObj_GetFont(drawn).contents)
        if font not in self._bold:
            pdfium.FPDFText_GetFontInfo(self._text, number, self._name, 200, self._flags)
            name = self._name.value.decode("utf-8", "replace")
            forced = bool(self._flags.value & _FORCED_BOLD)
            self._bold[font] = forced or bool(re.search(r"bold|black|heavy|demi", name, re.I))
        return self._bold[font]


def fill(drawn: Any) -> tuple[int, int, int, int]:
    """Return red, green, blue and alpha, of 0 to 255."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value
