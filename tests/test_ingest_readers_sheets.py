"""Excel files and CSV are read as rows with their labels, and what nobody sees is left out."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table

from ingest.readers import ReadingFailed, read, suffix_for
from ingest.readers.xlsx import read_xlsx

ACTIONS = (
    ("No", "Action", "Owner", "Due"),
    (1, "Send the letter", "Ada Lind", date(2026, 10, 30)),
    (2, "Book the hall", "Bo Marek", datetime(2026, 11, 5, 14, 30)),
    (3, "Draft the report", "Ada Lind", None),
)


def book(*rows: Sequence[object], title: str = "Sheet1") -> Workbook:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def saved(made: Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def lines(made: Workbook) -> list[str]:
    return [line for one in read_xlsx(saved(made)).blocks for line in one.text.split("\n")]


def test_rows_are_read_with_the_labels_of_their_columns() -> None:
    assert lines(book(*ACTIONS)) == [
        "No: 1; Action: Send the letter; Owner: Ada Lind; Due: 2026-10-30",
        "No: 2; Action: Book the hall; Owner: Bo Marek; Due: 2026-11-05 14:30",
        "No: 3; Action: Draft the report; Owner: Ada Lind",
    ]


def test_what_stands_above_a_table_is_text_and_an_empty_row_ends_no_table() -> None:
    made = book(
        ("Actions of the Fjord group",), ("As of May 2026",), (), *ACTIONS[:2], (), ACTIONS[2]
    )
    assert lines(made) == [
        "Actions of the Fjord group",
        "As of May 2026",
        "No: 1; Action: Send the letter; Owner: Ada Lind; Due: 2026-10-30",
        "No: 2; Action: Book the hall; Owner: Bo Marek; Due: 2026-11-05 14:30",
    ]


def test_each_sheet_stands_under_its_name_unless_nobody_named_the_only_one() -> None:
    made = book(*ACTIONS)
    assert [one.level for one in read_xlsx(saved(made)).blocks] == [0]
    made.create_sheet("Contacts").append(("Ask Ada Lind.",))
    named = read_xlsx(saved(book(*ACTIONS, title="Actions"))).blocks
    assert [one.text for one in named if one.level] == ["Actions"]
    blocks = read_xlsx(saved(made)).blocks
    assert [one.text for one in blocks if one.level] == ["Sheet1", "Contacts"]
    assert blocks[1].is_table
    assert not blocks[-1].is_table


@pytest.mark.parametrize(
    "rows",
    [
        (("Ada", "Oslo", "chair"), ("Bo", "Riga", "guest", "late")),  # a column without a label
        (("yes", "no", "open"), ("no", "open", "yes")),  # words that stand below, too
    ],
)
def test_a_first_row_like_the_others_holds_no_labels(rows: Sequence[Sequence[str]]) -> None:
    assert lines(book(*rows)) == ["; ".join(row) for row in rows]


@pytest.mark.parametrize("marked", ["bold", "table", "filter", "nothing", "table without labels"])
def test_labels_of_two_columns_are_those_that_somebody_marked(marked: str) -> None:
    made = book(("Name", "Country"), ("Vidora", "Ireland"), ("Lumeo", "Spain"))
    sheet = made.active
    if marked == "bold":
        sheet["A1"].font = sheet["B1"].font = Font(bold=True)
    elif marked == "table":
        sheet.add_table(Table(displayName="T", ref="A1:B3"))
    elif marked == "table without labels":
        sheet.add_table(Table(displayName="T", ref="A1:B3", headerRowCount=0))
    elif marked == "filter":
        sheet.auto_filter.ref = "A1:B3"
    first = "Name: Vidora; Country: Ireland"
    assert (lines(made)[0] == first) is (marked in ("bold", "table", "filter"))


def test_two_rows_of_labels_are_joined() -> None:
    made = book(("Area", "2026", None), ("", "Calls", "Mails"), ("Terror", 12, 14), ("Drugs", 3, 5))
    made.active.merge_cells("B1:C1")
    for row in made.active["A1:C2"]:
        for cell in row:
            cell.font = Font(bold=True)
    assert lines(made)[0] == "Area: Terror; 2026 Calls: 12; 2026 Mails: 14"


def test_a_merged_cell_is_that_of_each_of_its_rows() -> None:
    made = book(
        ("Area", "Name", "Status"), ("Terror", "Vidora", "yes"), (None, "Lumeo", "no"), ("Drugs",)
    )
    made.active.merge_cells("A2:A3")
    assert lines(made)[1:] == ["Area: Terror; Name: Lumeo; Status: no", "Area: Drugs"]


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (0.78, "0%", "78%"),
        (0.785, "0.0%", "78.5%"),
        (1204.5, '#,##0.00 "€"', "1204.50 €"),
        (1204, "[$SEK] #,##0", "1204 SEK"),
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (3.0, "General", "3"),
        (True, "General", "TRUE"),
        (date(2026, 5, 3), "DD/MM/YYYY", "2026-05-03"),
        (time(9, 30), "HH:MM", "09:30"),
        ("two\nlines", "General", "two lines"),
        ("#REF!", "General", ""),
        ("secret", ";;;", ""),
    ],
)
def test_a_cell_says_what_is_shown(value: object, shown_as: str, text: str) -> None:
    made = book(("Name", "Value"), ("a", value))
    made.active["A1"].font = made.active["B1"].font = Font(bold=True)
    made.active["B2"].number_format = shown_as
    assert lines(made) == [f"Name: a; Value: {text}" if text else "Name: a"]


def test_what_nobody_sees_is_left_out_and_counted() -> None:
    made = book(
        ("Seen",), ("Row",), ("White",), ("Header",), ("Struck",), ("Noted",), ("Paper",), ("Ink",)
    )
    sheet = made.active
    sheet.row_dimensions[2].hidden = True
    sheet["A3"].font = Font(color="FFFFFFFF")
    sheet["A4"].font = Font(color="FFFFFFFF")
    sheet["A4"].fill = PatternFill("solid", fgColor="FF000000")
    sheet["A5"].font = Font(strike=True)
    sheet["A6"].comment = Comment("Why?", "Ada")
    sheet["A7"].font = Font(color=Color(theme=0))
    sheet["A8"].font = Font(color=Color(theme=1))
    sheet["C1"] = "Column"
    sheet.column_dimensions["C"].hidden = True
    made.create_sheet("Gone").append(("Sheet",))
    made["Gone"].sheet_state = "hidden"
    reading = read_xlsx(saved(made))
    assert [one.text for one in reading.blocks] == ["Seen", "Header", "Noted", "Ink"]
    assert reading.dropped == {
        "hidden cells": 9,
        "hidden text": 10,
        "struck-out text": 6,
        "comments": 4,
        "hidden sheets": 5,
    }


def test_a_formula_that_was_never_calculated_is_warned_of() -> None:
    reading = read_xlsx(saved(book(("Total", "=SUM(1, 2)"))))
    assert [one.text for one in reading.blocks] == ["Total"]
    assert reading.warnings == (
        "1 of its formulas were never calculated, and are empty. Open it in Excel and save it.",
    )


def test_a_cell_far_away_takes_no_time_or_memory() -> None:
    made = book(("Near",))
    made.active["XFD1048576"] = "Far"
    assert lines(made) == ["Near", "Far"]


def test_a_file_says_its_title_and_when_it_was_saved() -> None:
    made = book(*ACTIONS)
    made.properties.title = "Tracker"
    reading = read_xlsx(saved(made))
    assert reading.title == "Tracker"
    assert reading.saved_on == datetime.now().date()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        (b"no archive", "damaged"),
        (b"", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingFailed, match=reason):
        read(data, ".xlsx")


@pytest.mark.parametrize(
    "lost", ["xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"]
)
def test_an_archive_that_lacks_a_part_is_refused(lost: str) -> None:
    with pytest.raises(ReadingFailed, match="damaged"):
        read_xlsx(changed(saved(book(*ACTIONS)), lost, None))


def test_entities_are_not_read() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(ReadingFailed, match="entities"):
        read_xlsx(changed(saved(book(*ACTIONS)), "xl/worksheets/sheet1.xml", bomb))


def test_xml_that_is_none_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="damaged"):
        read_xlsx(changed(saved(book(*ACTIONS)), "xl/worksheets/sheet1.xml", b"<worksheet"))


def changed(data: bytes, name: str, content: bytes | None) -> bytes:
    """Return an archive with other content for a member, or without it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if content is not None:
            new.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Name,Country\nVidora,Ireland\n", ["Name: Vidora; Country: Ireland"]),
        ("Name;Country\nVidora;Ireland\n", ["Name: Vidora; Country: Ireland"]),
        ("Name\tCountry\r\nVidora\tIreland\r\n", ["Name: Vidora; Country: Ireland"]),
        ('Name,Said\nAda,"He said ""no"", twice"\n', ['Name: Ada; Said: He said "no", twice']),
        ("Name,Country\n\nVidora,\n", ["Name: Vidora"]),
        ("1,2\n3,4\n", ["1; 2", "3; 4"]),
        ("One line\n", ["One line"]),
    ],
)
def test_csv_is_read_whatever_parts_its_cells(text: str, rows: list[str]) -> None:
    reading = read(text.encode(), ".csv")
    assert [line for one in reading.blocks for line in one.text.split("\n")] == rows


def test_quotes_are_read_that_stand_only_far_below() -> None:
    text = "Name,Said\n" + 2000 * 'Ada,"Yes, it is"\n' + 'Bo,"He said ""no"", twice"\n'
    last = read(text.encode(), ".csv").blocks[-1].text.rpartition("\n")[2]
    assert last == 'Name: Bo; Said: He said "no", twice'


def test_csv_that_windows_wrote_is_decoded() -> None:
    reading = read("Name;Stadt\nJörg;Köln\n".encode("cp1252"), ".csv")
    assert reading.blocks[0].text == "Name: Jörg; Stadt: Köln"


def test_media_types_of_sheets_are_known() -> None:
    assert suffix_for("text/csv; charset=utf-8") == ".csv"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert suffix_for(kind) == ".xlsx"
