"""Word, ODT and EPUB files, of LibreOffice and of python-docx, and archives that mean harm."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from fakes import DATA, read_file

from ingest.readers import Block, ReadingFailed, read


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(name: str, member: str, change: Any) -> bytes:
    """Return a file of the data with one member changed."""
    with zipfile.ZipFile(DATA / name) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    return zipped(members | {member: change(members[member])})


@pytest.mark.parametrize("name", ["harbour.docx", "harbour.odt"])
def test_a_report_of_libreoffice(name: str) -> None:
    reading = read_file(name)
    assert (reading.title, reading.language) == ("Report on the harbour watch", "en")
    assert (reading.saved_on, reading.publisher) == (date(2024, 3, 7), None)
    assert [(block.text, block.level) for block in reading.blocks if block.level] == [
        ("Report on the harbour watch", 1),
        ("Counting by night", 2),
        ("Counting by day", 2),
        ("Ships by harbour", 2),
        ("What comes next", 2),
    ]
    texts = [block.text for block in reading.blocks]
    assert "1 The figure includes two trainees who joined in autumn." in texts
    assert texts[1].endswith(
        "nine members of staff. Its first office was at the efficient old lighthouse."
    )
    assert (
        "Harbour: Northport; Year: 2022; Ships counted: 1,204\n"
        "Harbour: Northport; Year: 2023; Ships counted: 1,377\n"
        "Harbour: Southport, with the small quay for fishing boats that is run by the town; "
        "Year: 2023; Ships counted: 88"
    ) in texts
    assert (
        "1. buy a second telescope;\n2. train its staff\n(a) in counting by radar,\n"
        "(b) in first aid;\n3. publish its figures each month."
    ) in texts
    assert "- pleasure boats,\n- rafts." in texts


@pytest.mark.parametrize("name", ["harbour.docx", "harbour.odt", "harbour.epub"])
def test_text_that_nobody_sees_is_dropped_and_counted(name: str) -> None:
    reading = read_file(name)
    text = "\n".join(block.text for block in reading.blocks)
    assert not any(word in text for word in ("Ignore", "Tiny", "no display"))
    assert sorted(reading.dropped.values()) == [22, 28, 55]


def test_a_book_is_read_in_its_order() -> None:
    texts = [block.text for block in read_file("harbour.epub").blocks]
    assert texts[0] == "Report on the harbour watch"
    assert texts.index("Counting by night") < texts.index("Counting by day")
    assert any(text.startswith("Northport; 2022; 1,204") for text in texts)


def minutes() -> Any:
    document = docx.Document()
    document.core_properties.title = "Minutes"
    document.core_properties.comments = ""
    document.core_properties.modified = datetime(2024, 6, 5, 9)
    return document


def test_minutes_of_python_docx() -> None:
    document = minutes()
    document.add_heading("Minutes of the meeting", 0)
    document.add_heading("Lists", 1)
    for style, text in [
        ("List Number", "first"),
        ("List Number 2", "deep"),
        ("List Number", "second"),
        ("List Bullet", "a bullet"),
    ]:
        document.add_paragraph(text, style)
    document.add_paragraph("Between.")
    table = document.add_table(2, 3)
    table.style = "Light Grid Accent 1"  # its style sets the first row apart
    for cell, text in zip(table._cells, ["Year", "Hashes", "Note", "2018", "", "x"], strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    assert read(saved(document), ".docx").blocks == (
        Block("Minutes of the meeting", 1),
        Block("Lists", 1),
        Block("1. first\n1. deep\n2. second\n- a bullet"),
        Block("Between."),
        Block("Year: 2018; Note: x"),
    )


def test_what_python_docx_made_has_no_date_of_its_own() -> None:
    assert read(saved(docx.Document()), ".docx").saved_on is None
    assert read(saved(minutes()), ".docx").saved_on == date(2024, 6, 5)


def test_a_template_does_not_say_in_which_language_a_text_is() -> None:
    """Whatever is written with it is in English by the template of python-docx, and of Word."""
    document = minutes()
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-US"
    document.add_paragraph("Das Forum tagt jedes Jahr in Brüssel und berät über Inhalte im Netz.")
    assert read(saved(document), ".docx").language is None
    document.core_properties.language = "de-AT"
    assert read(saved(document), ".docx").language == "de"


def test_headings_are_told_by_their_outline_level_in_any_language() -> None:
    document = minutes()
    style = document.styles.add_style("Überschrift nach Hausart", 1)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "2")
    style.element.get_or_add_pPr().append(level)
    document.add_paragraph("Tagesordnung", style)
    assert read(saved(document), ".docx").blocks == (Block("Tagesordnung", 3),)


def test_short_lines_in_bold_are_headings_of_what_follows() -> None:
    document = docx.Document()
    document.add_heading("Call", 1)
    for text, is_bold in [
        ("2. Budget", True),
        ("There are two topics.", False),
        ("Who may take part?", True),
        ("Lisbon, 10 September 2031", True),  # it states something
        ("Harbours may.", False),
        ("Annex", True),  # a line in bold follows
        ("Berths and quays", True),
        ("None.", False),
        ("The end", True),  # nothing follows
    ]:
        document.add_paragraph().add_run(text).bold = is_bold
    reading = read(saved(document), ".docx")
    assert reading.title == "Call"
    assert reading.blocks == (
        Block("Call", 1),
        Block("2. Budget", 2),
        Block("There are two topics."),
        Block("Who may take part?", 2),
        Block("Lisbon, 10 September 2031"),
        Block("Harbours may."),
        Block("Annex"),
        Block("Berths and quays", 2),
        Block("None."),
        Block("The end"),
    )


def test_words_in_bold_that_begin_paragraphs_head_them() -> None:
    document = docx.Document()
    document.add_heading("Minutes", 1)
    strong = document.styles.add_style("Loud", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True
    for words, rest, style in [
        (["Chair:"], " Ada", None),
        (["Hash", " ", "list"], ". The harbour keeps it.", None),
        ([], "It grew.", None),
        (["Next steps –"], " Quayside sends it on.", None),
        (["Item."], " A point.", "List Bullet"),
        (["Berths"], "", None),
        (["Fees."], " None are due.", None),
        (["Plink:"], " We pay.", None),
    ]:
        paragraph = document.add_paragraph(style=style)
        for word in words:
            paragraph.add_run(word, strong if word.strip() else None)
        paragraph.add_run(rest)
    assert read(saved(document), ".docx").blocks == (
        Block("Minutes", 1),
        Block("Chair: Ada"),
        Block("Hash list. The harbour keeps it.", run_in="Hash list"),
        Block("It grew."),
        Block("Next steps – Quayside sends it on.", run_in="Next steps"),
        Block("- Item. A point.", run_in="Next steps"),
        Block("Berths", 2),
        Block("Fees. None are due.", run_in="Fees"),
        Block("Plink: We pay."),
    )


def test_a_table_with_numbers_or_dates_in_a_column_begins_with_labels() -> None:
    tables = docx.Document()
    for column in (["+43 1 555", "+32 2 555", "+45 55 50"], ["12 August 2025", "—", "2.6.2025"]):
        table = tables.add_table(rows=4, cols=3)
        for row, last in zip(table.rows, ["Reached by", *column], strict=True):
            texts = ("Member", "Deputy") if last == "Reached by" else ("Austria", "Paul Wimmer")
            for cell, text in zip(row.cells, (*texts, last), strict=True):
                cell.text = text
    first, second = (block.text.split("\n") for block in read(saved(tables), ".docx").blocks)
    assert first[0] == "Member: Austria; Deputy: Paul Wimmer; Reached by: +43 1 555"
    assert second[1] == "Member: Austria; Deputy: Paul Wimmer; Reached by: —"
    assert len(first) == len(second) == 3


def test_years_of_figures_and_what_hardly_anything_but_dates_stands_below_are_labels() -> None:
    document = docx.Document()
    budget = [["Line", "2025 (EUR)", "2026"], ["Rent", "14 000", "9 000"], ["Fees", "0", "100"]]
    actions = [["Action", "Who", "Deadline"]]
    actions += [["Write to all", "Ireland", "12 April 2025"]] * 3 + [["Ask", "Malta", "at once"]]
    none = [["LANTERN", "2021", "Malta"], ["BEACON", "2022", "Italy"], ["MIRROR", "2023", "Spain"]]
    for texts in (budget, actions, none):
        table = document.add_table(rows=len(texts), cols=len(texts[0]))
        for row, line in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
    lines = [block.text.split("\n") for block in read(saved(document), ".docx").blocks]
    assert lines[0][0] == "Line: Rent; 2025 (EUR): 14 000; 2026: 9 000"
    assert lines[1][-1] == "Action: Ask; Who: Malta; Deadline: at once"
    assert lines[2] == ["LANTERN; 2021; Malta", "BEACON; 2022; Italy", "MIRROR; 2023; Spain"]


@pytest.mark.parametrize(
    ("head", "below", "is_head"),
    [
        (("Państwo", "Osoba", "Od"), ("marzec 2023", "czerwiec 2023 r.", "styczeń 2024"), True),
        (("Staat", "Person", "Seit"), ("Juni 2023", "Mai 2024", "Okt. 2024"), True),
        (("Malta", "Ada", "March 2023"), ("June 2023", "May 2024", "May 2024"), False),
        (("Italy", "Ada", "at once"), ("June 2023", "May 2024", "May 2024"), False),
        (("Malta", "Ben", "no date"), ("June 2023", "May 2024", "later"), False),
        (("A state of the Union", "Ada", "Since"), ("May 2023", "May 2024", "May 2025"), False),
    ],
)
def test_a_table_of_months_begins_with_labels_if_none_of_them_is_repeated(
    head: tuple[str], below: tuple[str], is_head: bool
) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    others = [("Italy", "Carl", below[0]), ("Spain", "Dora", below[1]), ("Cyprus", "Eva", below[2])]
    for row, texts in zip(table.rows, (head, *others), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    (block,) = read(saved(document), ".docx").blocks
    first = [f"{label}: {cell}" for label, cell in zip(head, others[0], strict=True)]
    assert block.text.split("\n")[0] == "; ".join(first if is_head else head)


def test_lines_with_labels_that_are_broken_in_one_paragraph_stand_apart() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Riga, 5 May 2025")
    for line in ("Chair: Ada Novak", "Minutes: Ben Weber"):
        paragraph.add_run().add_break()
        paragraph.add_run(line)
    document.add_paragraph("It").add_run().add_break()
    document.paragraphs[-1].add_run("began.")
    assert [block.text for block in read(saved(document), ".docx").blocks] == [
        "Riga, 5 May 2025\nChair: Ada Novak\nMinutes: Ben Weber",
        "It began.",
    ]


def test_a_line_in_bold_is_a_title_only_if_it_comes_first() -> None:
    letter = docx.Document()
    for text, is_bold in [("Dear Ada,", False), ("Our questions", True), ("There are two.", False)]:
        letter.add_paragraph().add_run(text).bold = is_bold
    assert read(saved(letter), ".docx").title is None
    note = docx.Document()
    for text, is_bold in [("Note to the file", True), ("All is well.", False)]:
        note.add_paragraph().add_run(text).bold = is_bold
    assert read(saved(note), ".docx").title == "Note to the file"


def _hide(run: Any) -> None:
    run.font.hidden = True


def _whiten(run: Any) -> None:
    run.font.color.rgb = RGBColor(255, 255, 255)


def _shrink(run: Any) -> None:
    run.font.size = Pt(1)


def _strike(run: Any) -> None:
    run.font.strike = True


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_hide, "hidden text"),
        (_strike, "struck-out text"),
        (_whiten, "text in the colour of its background"),
        (_shrink, "tiny text"),
    ],
)
def test_runs_that_nobody_sees(change: Any, kind: str) -> None:
    document = minutes()
    paragraph = document.add_paragraph("Seen")
    change(paragraph.add_run("Secret"))
    paragraph.add_run(" to the end.")
    reading = read(saved(document), ".docx")
    assert reading.blocks == (Block("Seen to the end."),)
    assert reading.dropped == {kind: len("Secret")}


def test_white_words_in_a_shaded_cell_are_seen() -> None:
    document = minutes()
    table = document.add_table(1, 1)
    _whiten(table.cell(0, 0).paragraphs[0].add_run("Seen"))
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "003399")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(shade)
    assert read(saved(document), ".docx").blocks == (Block("Seen"),)


def test_deletions_are_left_out_and_insertions_stay() -> None:
    document = minutes()
    paragraph = document.add_paragraph("It was ")
    for tag, text_tag, text in [("w:del", "w:delText", "not "), ("w:ins", "w:t", "agreed.")]:
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    document.add_comment(paragraph.runs, "Really?", author="A", initials="A")
    reading = read(saved(document), ".docx")
    assert reading.blocks == (Block("It was agreed."),)
    assert reading.dropped == {"tracked deletions": 4, "comments": 7}


@pytest.mark.parametrize("name", ["harbour.docx", "harbour.odt", "harbour.epub"])
def test_every_truncation_is_refused(name: str) -> None:
    whole = (DATA / name).read_bytes()
    for end in range(0, len(whole), 499):
        with pytest.raises(ReadingFailed, match="damaged"):
            read(whole[:end], f".{name[8:]}")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_another_archive_is_refused(suffix: str) -> None:
    with pytest.raises(ReadingFailed, match=r"missing|no Word file"):
        read(zipped({"readme.txt": b"hello"}), suffix)


def test_an_old_word_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReadingFailed, match=r"Save it as \.docx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, ".docx")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_an_archive_bomb_is_not_unpacked(suffix: str) -> None:
    bomb = zipped({"content.xml": b"0" * 150_000_000, "word/document.xml": b"0" * 60_000_000})
    assert len(bomb) < 300_000
    with pytest.raises(ReadingFailed, match="Unpacked it has more than 200 MB"):
        read(bomb, suffix)


def test_an_archive_of_very_many_files_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="more than 10,000 files"):
        read(zipped({f"{number}.xml": b"" for number in range(10_001)}), ".odt")


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
BOMB = f'<!DOCTYPE bomb [<!ENTITY l0 "lol">{LAUGHS}]>'
THEFT = '<!DOCTYPE theft [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("entities", [BOMB, THEFT], ids=["bomb", "theft"])
@pytest.mark.parametrize(
    ("name", "member", "place"),
    [
        ("harbour.docx", "word/document.xml", rb"(<w:t[^>]*>)"),
        ("harbour.docx", "docProps/core.xml", rb"(<dc:title>)"),
        ("harbour.docx", "word/numbering.xml", rb"(<w:num [^>]*>)"),
        ("harbour.odt", "content.xml", rb"(<text:h [^>]*>)"),
        ("harbour.epub", "OEBPS/content.opf", rb"(<dc:title>)"),
        ("harbour.epub", "OEBPS/sections/section0001.xhtml", rb"(<p[^>]*>)"),
    ],
)
def test_entities_are_not_expanded(name: str, member: str, place: bytes, entities: str) -> None:
    def with_entities(xml: bytes) -> bytes:
        xml = re.sub(rb"<\?xml[^>]*\?>", b"", xml)
        xml = re.sub(rb"<!DOCTYPE[^>]*>", b"", xml)
        return entities.encode() + re.sub(place, rb"\1&l9;", xml, count=1)

    with suppress(ReadingFailed):
        reading = read(changed(name, member, with_entities), f".{name[8:]}")
        text = "".join(block.text for block in reading.blocks) + (reading.title or "")
        assert "lollol" not in text
        assert "root:" not in text


def test_xml_that_is_nested_without_end_is_refused() -> None:
    def deep(xml: bytes) -> bytes:
        return xml.replace(b"<text:h", b"<text:section>" * 50_000 + b"<text:h", 1)

    with pytest.raises(ReadingFailed):
        read(changed("harbour.odt", "content.xml", deep), ".odt")


def test_a_copy_protected_book_is_refused() -> None:
    with pytest.raises(ReadingFailed, match="protected"):
        read(zipped({"META-INF/encryption.xml": b"<x/>"}), ".epub")
