"""PDF, by PDFium: text in reading order with page numbers, headings and tables."""

import ctypes
import re
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers import Block, Reading, ReadingFailed
from ingest.readers.pdf import booktabs, lattice
from ingest.readers.pdf.blocks import blocks_of
from ingest.readers.pdf.headings import Bookmarks, folded
from ingest.readers.pdf.layout import Line, in_reading_order, rows_of
from ingest.readers.pdf.page import PageContent, content_of
from ingest.readers.pdf.pieces import Piece
from ingest.readers.pdf.tables import Table

_DAMAGED = "It is no PDF, or a damaged one. Save or fetch it again."
_EDGE = 0.14
"""Part of a page's height where running heads and page numbers may stand."""
_EDGE_ROWS = 3
_LONGEST_TITLE = 300
_MOST_RULES = 600
"""So many rules of a page are looked through for tables."""
_NUMBERED = re.compile(r"(?:\d+|[IVX]+)[.)]? ")
"""What the heading of a chapter begins with, and no title."""


@dataclass(slots=True)
class _Page:
    """A page's number, from 1, with what it shows, and its text apart from its tables."""

    number: int
    content: PageContent
    tables: list[Table]
    pieces: list[Piece]


def read_pdf(data: bytes) -> Reading:
    """Read a PDF's text, and its title, date and language from its metadata.

    Raises ReadingFailed if it is damaged, needs a password or holds no text.
    """
    with closing(_opened(data)) as document:
        try:
            pages = [_page(document, number) for number in range(len(document))]
        except pypdfium2.PdfiumError as error:
            raise ReadingFailed(_DAMAGED) from error
        title, made = _stated(document, "Title"), _stated(document, "CreationDate")
        bookmarks = _bookmarks(document)
        language = _language(document)
    _refuse_scans(pages)
    heads = _running_heads(pages)
    flow: list[Line | Table] = []
    for page in pages:
        pieces = [piece for piece in page.pieces if id(piece) not in heads]
        flow += in_reading_order([*pieces, *page.tables], page.number)
    blocks = _with_cover([block for block in blocks_of(flow, bookmarks) if block.text])
    dropped: Counter[str] = Counter()
    for page in pages:
        dropped += page.content.dropped
    return Reading(
        blocks,
        title=_title(title)
        or next((" ".join(one.text.split()) for one in blocks if one.level), None),
        saved_on=_date(made),
        language=language,
        warnings=_warnings(pages),
        dropped=dropped,
    )


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingFailed(
                "It is encrypted and needs a password. Save it without one."
            ) from error
        raise ReadingFailed(_DAMAGED) from error


def _page(document: Any, number: int) -> _Page:
    with closing(document[number]) as page:
        content = content_of(page)
    rules = content.rules[:_MOST_RULES]
    closed, pieces = lattice.tables_of(rules, content.pieces)
    open_, pieces = booktabs.tables_of(rules, pieces)
    tables = [*closed, *open_]
    for table in tables:
        table.page = number + 1
    return _Page(number + 1, content, tables, pieces)


def _refuse_scans(pages: list[_Page]) -> None:
    if not any(page.content.pieces for page in pages):
        if any(page.content.has_picture for page in pages):
            raise ReadingFailed("It is a scan without text. Run text recognition (OCR) over it.")
        raise ReadingFailed("There is no text in it.")


def _warnings(pages: list[_Page]) -> tuple[str, ...]:
    warnings = []
    scans = [page.number for page in pages if page.content.has_picture and not page.content.pieces]
    if scans:
        named = ", ".join(map(str, scans[:10])) + (" and more" if len(scans) > 10 else "")
        warnings.append(f"Pages without text, only pictures: {named}. Run OCR over it.")
    if any(page.content.is_recognised for page in pages):
        warnings.append("Its text was recognised from a scan and may hold mistakes.")
    return tuple(warnings)


def _running_heads(pages: list[_Page]) -> set[int]:
    """Return the ids of the pieces that are running heads, running feet or page numbers.

    They stand at a page's edge, on the same height and with the same words on several pages; a
    number in them may grow with the pages. A page number on its own is told by its value.
    """
    found: dict[tuple[str, int], list[list[Piece]]] = {}
    heads: set[int] = set()
    for page in pages:
        for pieces in _edge_rows(page):
            text = " ".join(piece.text.strip() for piece in pieces)
            for words in _without_page_number(text, page.number):
                found.setdefault((words, round(pieces[0].baseline / 5)), []).append(pieces)
            if re.fullmatch(
                rf"\W*{page.number}\W*|\W*(?:\w+ )?{page.number} ?(?:/|\w+) ?{len(pages)}\W*", text
            ):
                heads.update(map(id, pieces))
    for rows in found.values():
        if len(rows) >= min(3, max(2, len(pages))):
            heads.update(id(piece) for pieces in rows for piece in pieces)
    return heads


def _without_page_number(text: str, page: int) -> set[str]:
    """Return the text, and what remains the same of it if one of its numbers counts pages."""
    counted = {
        f"{text[: number.start()]}#{int(number[0]) - page}{text[number.end() :]}"
        for number in re.finditer(r"\d{1,4}", text)
    }
    return {text, *counted} if not re.fullmatch(r"[ivxlc]+", text) else {"#"}


def _edge_rows(page: _Page) -> list[list[Piece]]:
    box = page.content.box
    margin = _EDGE * (box.top - box.bottom)
    rows = [
        sorted((one for one in row if isinstance(one, Piece)), key=lambda one: one.box.left)
        for row in rows_of([*page.pieces])
    ]
    top = [row for row in rows[:_EDGE_ROWS] if row[0].baseline > box.top - margin]
    bottom = [row for row in rows[-_EDGE_ROWS:] if row[0].baseline < box.bottom + margin]
    return [*top, *bottom]


def _with_cover(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks, with the title in one that its first page states in the largest letters.

    What else stands on a page that holds but headings is no heading of what follows.
    """
    heads = list(takewhile(lambda one: one.level and one.page == blocks[0].page, blocks))
    following = blocks[len(heads)] if len(heads) < len(blocks) else None
    is_cover = bool(following and heads and following.page != heads[0].page)
    parts = heads if is_cover else heads[:-1]
    if len(parts) < 2:
        return tuple(blocks)
    largest = min(part.level for part in parts)
    places = [place for place, part in enumerate(parts) if part.level == largest]
    first, last = places[0], places[-1]
    whole = "\n".join(part.text for part in parts[first : last + 1])
    if len(whole) > _LONGEST_TITLE or any(map(_NUMBERED.match, whole.splitlines())):
        first, last, whole = places[0], places[0], parts[places[0]].text
    title = replace(parts[first], text=whole, level=1)
    others = [
        replace(part, level=0) if is_cover else part
        for part in [*parts[:first], *parts[last + 1 :]]
    ]
    return (title, *others, *blocks[len(parts) :])


def _stated(document: Any, key: str) -> str:
    try:
        value: str = document.get_metadata_value(key)
    except UnicodeDecodeError:
        return ""
    return value


def _bookmarks(document: Any) -> Bookmarks:
    bookmarks: Bookmarks = {}
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            with suppress(UnicodeDecodeError):
                title = folded(bookmark.get_title())
                bookmarks.setdefault(page + 1, {})[title] = min(bookmark.level + 1, 6)
    return bookmarks


def _language(document: Any) -> str | None:
    letters = (ctypes.c_ushort * 16)()
    pdfium.FPDFCatalog_GetLanguage(document, letters, ctypes.sizeof(letters))
    stated = bytes(letters).decode("utf-16-le", "replace")
    return stated[:2].lower() if re.match(r"[A-Za-z]{2}", stated) else None


def _title(stated: str) -> str | None:
    """Return the title that a file states, unless a program made it of the file's name."""
    title = stated.strip()
    if re.search(r"\.\w{2,4}$|^untitled|^microsoft word|^\W*\d*\W*$", title, re.IGNORECASE):
        return None
    return title or None


def _date(stated: str) -> date | None:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", stated)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
