"""Excel files (XLSX), by openpyxl: the sheets that are shown, each under its name."""

import io
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from ingest.readers import Block, Reading, ReadingFailed
from ingest.readers.archive import archive, day, properties, xml_of
from ingest.readers.sheets import Row, blocks_of

_CORE = "docProps/core.xml"
_UNNAMED = re.compile(r"[^\W\d_]+ ?\d+")
"""What a program calls a sheet that nobody named: "Sheet1", "Tabelle1"."""
_CURRENCY = re.compile(r"(?<=\[\$)[^\]-]+|(?<!\[)[€$£¥]|(?<=\")[A-Z]{3}(?=\")")
"""As number formats have it: "[$SEK] 0", "0 €", '0 "EUR"'; "[$-409]" is a language."""
_WHITE = {"FFFFFFFF", "00FFFFFF"}
_WITHOUT_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_UNCALCULATED = (
    "{} of its formulas were never calculated, and are empty. Open it in Excel and save it."
)
_DAMAGED = (InvalidFileException, SyntaxError, KeyError, ValueError, TypeError, AttributeError)
"""What openpyxl raises; XML that is none is a SyntaxError."""
_NOT_SHOWN = ";;;"
"""The number format of cells that show nothing."""
_DECIMALS = 6
"""So many decimals tell a sum of figures from what computers make of it."""


def read_xlsx(data: bytes) -> Reading:
    """Read an Excel file: the rows of its sheets, each cell as it was last shown, with its label.

    Sheets, rows and columns that are hidden are left out, be it by a filter. Raises ReadingFailed
    if it is damaged or encrypted.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingFailed(
            "It is an old Excel file (.xls) or has a password. Save it as .xlsx without one."
        )
    with archive(data) as opened:
        said = properties(xml_of(opened, _CORE)) if _CORE in opened.namelist() else {}
        uncalculated = _uncalculated(opened)
        book = _book(data)
    if not book.worksheets:  # openpyxl passes over one that is missing
        raise ReadingFailed("It has no sheets, or is damaged. Save it again.")
    sheets = _Sheets()
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheets.dropped["hidden sheets"] = sum(
        len(_text(cell))
        for sheet in book.worksheets
        if sheet not in shown
        for cell in _cells(sheet)
    )
    return Reading(
        tuple(block for sheet in shown for block in sheets.blocks(sheet, is_only=len(shown) == 1)),
        title=said.get("title"),
        saved_on=day(said, "modified", "created"),
        warnings=(_UNCALCULATED.format(uncalculated),) if uncalculated else (),
        dropped=+sheets.dropped,
    )


def _book(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not write back, as validations
        try:
            # As last calculated: a formula tells nobody anything.
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        except _DAMAGED as error:
            raise ReadingFailed("It is no Excel file, or a damaged one. Save it again.") from error


def _uncalculated(opened: ZipFile) -> int:
    """Return how many formulas have no value, as in files that a script wrote. Raises ReadingFailed
    for XML with entities, which openpyxl would expand."""
    count = 0
    for name in opened.namelist():
        member = opened.read(name) if name.endswith(".xml") else b""
        if b"<!ENTITY" in member:
            raise ReadingFailed("It holds XML entities of its own, which are not read.")
        count += len(_WITHOUT_VALUE.findall(member)) if "/worksheets/" in name else 0
    return count


class _Sheets:
    """Reads sheets, and counts what nobody sees."""

    def __init__(self) -> None:
        self.dropped: Counter[str] = Counter()

    def blocks(self, sheet: Any, *, is_only: bool) -> Iterator[Block]:
        """Yield a sheet's blocks, under its name unless nobody gave it one."""
        found = [*blocks_of(self._rows(sheet))]
        if found and not (is_only and _UNNAMED.fullmatch(sheet.title)):
            yield Block(sheet.title, 2)
        yield from found

    def _rows(self, sheet: Any) -> Iterator[Row]:
        """Yield the rows that are shown; what is merged over several rows stands in each."""
        texts: dict[int, dict[int, str]] = defaultdict(dict)
        is_bold: dict[int, list[bool]] = defaultdict(list)
        for cell in _cells(sheet):
            self.dropped["comments"] += len(cell.comment.text) if cell.comment else 0
            if not (text := _text(cell)):
                continue
            if hidden := _hides(cell):
                self.dropped[hidden] += len(text)
            elif _is_hidden_with_its_row(sheet, cell):
                self.dropped["hidden cells"] += len(text)
            else:
                texts[cell.row][cell.column] = text
                is_bold[cell.row].append(bool(cell.font and cell.font.b))
        heads = _declared_heads(sheet)
        heads |= {row for row, each in is_bold.items() if len(each) > 1 and all(each)}
        _fill(texts, sheet, heads)
        for row in range(1, max(texts, default=0) + 1):
            if not _is_hidden(sheet, row):
                yield Row(dict(sorted(texts.get(row, {}).items())), row in heads)


def _is_hidden(sheet: Any, row: int) -> bool:
    return row in sheet.row_dimensions and bool(sheet.row_dimensions[row].hidden)


def _cells(sheet: Any) -> Iterator[Any]:
    """Yield the cells that hold anything. What openpyxl offers to go over them makes millions of
    empty ones, up to the furthest."""
    return (cell for cell in sheet._cells.values() if cell.value is not None)


def _is_hidden_with_its_row(sheet: Any, cell: Any) -> bool:
    columns = sheet.column_dimensions.values()
    return _is_hidden(sheet, cell.row) or any(
        one.hidden and (one.min or 0) <= cell.column <= (one.max or 0) for one in columns
    )


def _hides(cell: Any) -> str | None:
    """Return the kind of what hides a cell's text; None if people see it."""
    font, fill = cell.font, cell.fill
    if font and font.strike:
        return "struck-out text"
    is_white = bool(font and font.color) and _is_white(font.color)
    is_filled = bool(fill and fill.fill_type)
    return (
        "hidden text" if (is_white and not is_filled) or cell.number_format == _NOT_SHOWN else None
    )


def _is_white(color: Any) -> bool:
    """Tell whether a colour is white, by its figure or as a theme's first one, which is that of the
    paper."""
    return color.rgb in _WHITE if color.type == "rgb" else color.type == "theme" and not color.theme


def _fill(texts: dict[int, dict[int, str]], sheet: Any, heads: Set[int]) -> None:
    """Fill the rows, and of labels the columns, over which cells are merged, with what is there."""
    for merged in sheet.merged_cells.ranges:
        text = texts.get(merged.min_row, {}).get(merged.min_col, "")
        for row in range(merged.min_row, merged.max_row + 1) if text else ():
            last = merged.max_col if row in heads else merged.min_col
            if row in texts:
                texts[row] |= dict.fromkeys(range(merged.min_col, last + 1), text)


def _declared_heads(sheet: Any) -> set[int]:
    """Return the rows that hold the labels of a table, or of a filter."""
    refs = [table.ref for table in sheet.tables.values() if table.headerRowCount != 0]
    refs += [sheet.auto_filter.ref] if sheet.auto_filter and sheet.auto_filter.ref else []
    return {range_boundaries(ref)[1] for ref in refs}


def _text(cell: Any) -> str:
    """Return what a cell says, nearly as it is shown: a day as 2026-05-03, a share in per cent, an
    amount with its currency. An error says nothing."""
    value, shown_as = cell.value, cell.number_format or ""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime():
            return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case int() | float():
            return _figure(value, shown_as)
        case str():
            return "" if cell.data_type == "e" else " ".join(value.split())
        case _:
            return str(value)


def _figure(value: float, shown_as: str) -> str:
    """Return a figure with as many decimals as it is shown with, and as it has if that is open."""
    is_share = "%" in shown_as
    decimals = re.search(r"0\.(0+)", shown_as)
    most = len(decimals[1]) if decimals else 0 if "0" in shown_as else _DECIMALS
    said = f"{value * (100 if is_share else 1):.{most}f}"
    said = said if decimals or "." not in said else said.rstrip("0").rstrip(".")
    currency = _CURRENCY.search(shown_as)
    return f"{said}%" if is_share else f"{said} {currency[0]}" if currency else said
