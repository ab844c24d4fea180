"""PowerPoint files, of python-pptx with a template of PowerPoint, and archives that mean harm."""

import io
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from ingest.readers import Block, Reading, ReadingFailed, read
from vectorstore.data import read_data
from vectorstore.language import LANGUAGES

TITLE, CONTENT, SECTION, COMPARISON, TITLE_ONLY, BLANK = 0, 1, 2, 4, 5, 6
"""Layouts of the template."""


def deck() -> Any:
    """Return an empty deck that its author has named and saved."""
    new = Presentation()
    properties = new.core_properties
    properties.title, properties.comments = "Harbour watch", ""
    properties.modified = datetime(2026, 3, 5, 9)
    return new


def slide_of(new: Any, layout: int, title: str | None = None) -> Any:
    slide = new.slides.add_slide(new.slide_layouts[layout])
    if title is not None:
        slide.shapes.title.text = title
    return slide


def write(shape: Any, *lines: str | tuple[int, str]) -> None:
    """Write paragraphs into a shape, each with its level if that is not the first."""
    for number, line in enumerate(lines):
        level, text = line if isinstance(line, tuple) else (0, line)
        frame = shape.text_frame
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.text, paragraph.level = text, level


def box(on: Any, left: float, top: float, width: float, height: float, *lines: str) -> Any:
    """Write a text box; the numbers are inches."""
    shape = on.shapes.add_textbox(*map(Inches, (left, top, width, height)))
    write(shape, *lines)
    return shape


def saved(new: Any) -> bytes:
    file = io.BytesIO()
    new.save(file)
    return file.getvalue()


def reading_of(new: Any) -> Reading:
    return read(saved(new), ".pptx")


def said(new: Any) -> list[tuple[int, str]]:
    """Return the level and text of all blocks of a deck."""
    return [(block.level, block.text) for block in reading_of(new).blocks]


def texts(new: Any) -> list[str]:
    return [block.text for block in reading_of(new).blocks]


def changed(data: bytes, member: str, change: Any) -> bytes:
    """Return an archive with one member changed, or without it if that is None then."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    members[member] = change(members[member])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return file.getvalue()


def test_a_deck_with_titles_lists_and_notes() -> None:
    new = deck()
    write(slide_of(new, TITLE, "The harbour watch").placeholders[1], "Riga, 4 June 2024")
    slide = slide_of(new, CONTENT, "What it\vdoes")
    write(slide.placeholders[1], "counts ships", (1, "by night"), "reports")
    slide.notes_slide.notes_text_frame.text = "It began in 2019.\nNobody counts on Sundays."
    slide_of(new, SECTION, "Costs")
    write(slide_of(new, CONTENT, "Budget").placeholders[1], "EUR 7,000")
    reading = reading_of(new)
    assert (reading.title, reading.saved_on) == ("Harbour watch", date(2026, 3, 5))
    assert [(block.page, block.level, block.text) for block in reading.blocks] == [
        (1, 1, "The harbour watch"),
        (1, 0, "Riga, 4 June 2024"),
        (2, 2, "What it does"),
        (2, 0, "- counts ships\n- by night\n- reports"),
        (2, 3, "Notes"),
        (2, 0, "It began in 2019."),
        (2, 0, "Nobody counts on Sundays."),
        (3, 2, "Costs"),
        (4, 3, "Budget"),
        (4, 0, "- EUR 7,000"),
    ]
    assert reading.dropped == {}


@pytest.mark.parametrize(
    "unnamed",
    ["", "PowerPoint Presentation", "Présentation PowerPoint", "Folie 1", "Presentation1"],
)
def test_a_title_that_the_program_gave_is_none(unnamed: str) -> None:
    new = deck()
    new.core_properties.title = unnamed
    slide_of(new, TITLE, "The harbour watch")
    assert reading_of(new).title == "The harbour watch"


def test_what_python_pptx_made_has_no_date_of_its_own() -> None:
    new = Presentation()
    slide_of(new, TITLE, "The harbour watch")
    assert reading_of(new).saved_on is None


def test_a_deck_that_begins_without_its_title_puts_no_slide_below_another() -> None:
    new = deck()
    write(slide_of(new, CONTENT, "Budget").placeholders[1], "EUR 7,000")
    write(slide_of(new, CONTENT, "Staff").placeholders[1], "nine")
    assert said(new) == [(2, "Budget"), (0, "- EUR 7,000"), (2, "Staff"), (0, "- nine")]


def test_a_slide_that_closes_a_deck_ends_its_sections_and_heads_none() -> None:
    new = deck()
    slide_of(new, TITLE).placeholders[1].text = "Riga."
    for layout, title in [
        (SECTION, "Costs"),
        (CONTENT, "Rent"),
        (TITLE, "Thank you"),
        (CONTENT, "Annex"),
    ]:
        slide_of(new, layout, title)
    assert said(new) == [
        *((2, "Slide 1"), (0, "Riga."), (2, "Costs"), (3, "Rent"), (2, "Thank you"), (2, "Annex")),
    ]


def test_hidden_slides_are_counted_and_keep_their_number() -> None:
    new = deck()
    slide = slide_of(new, CONTENT, "Secret")
    write(slide.placeholders[1], "No.")
    slide.notes_slide.notes_text_frame.text = "Yes."
    slide._element.set("show", "0")
    slide_of(new, TITLE_ONLY, "Seen")
    reading = reading_of(new)
    assert reading.blocks == (Block("Seen", 2, 2),)
    assert reading.dropped == {"hidden slides": len("SecretNo.Yes.")}


def test_a_slide_without_a_title_is_headed_by_its_number_in_the_deck_s_language() -> None:
    new = deck()
    box(slide_of(new, TITLE_ONLY, "Haushalt"), 1, 2, 5, 1, "Der Betrag steht noch nicht fest.")
    slide = slide_of(new, BLANK)
    box(slide, 1, 2, 5, 1, "Die Zahlen werden im Herbst von den Häfen gemeldet und geprüft.")
    slide.notes_slide.notes_text_frame.text = "Das dauert."
    slide_of(new, BLANK)  # says nothing
    assert said(new)[2:] == [
        (2, "Folie 2"),
        (0, "Die Zahlen werden im Herbst von den Häfen gemeldet und geprüft."),
        (3, "Notizen"),
        (0, "Das dauert."),
    ]


def test_the_headings_that_readers_add_are_there_in_all_languages() -> None:
    headings = read_data("ingest.readers.pptx", "headings.json")
    assert headings.keys() == LANGUAGES
    assert all(words.keys() == {"slide", "notes"} for words in headings.values())


def test_a_short_line_in_the_largest_letters_on_top_is_the_title() -> None:
    new = deck()
    slide = slide_of(new, BLANK)
    box(slide, 1, 3, 5, 1, "It has nine members.")
    box(slide, 1, 0.5, 5, 1, "The staff").text_frame.paragraphs[0].runs[0].font.size = Pt(32)
    assert said(new) == [(2, "The staff"), (0, "It has nine members.")]


def test_dates_footers_and_numbers_are_left_out() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Staff")
    for layout_shape in new.slide_layouts[TITLE_ONLY].placeholders:
        if layout_shape.placeholder_format.idx in (10, 11, 12):
            slide.shapes.clone_placeholder(layout_shape)
    for shape in slide.placeholders:
        if shape.placeholder_format.idx:
            shape.text_frame.text = "Restricted"
    line = box(slide, 1, 2, 5, 1, "Page ").text_frame.paragraphs[0]._p
    line.append(parse_xml(f'<a:fld {nsdecls("a")} id="{{0}}" type="slidenum"><a:t>7</a:t></a:fld>'))
    assert texts(new) == ["Staff", "Page"]


def numbered(shape: Any, *kinds: tuple[str, int]) -> None:
    """Number the paragraphs of a shape."""
    for paragraph, (kind, start) in zip(shape.text_frame.paragraphs, kinds, strict=True):
        about = paragraph._p.get_or_add_pPr()
        if kind:
            bullet = etree.SubElement(about, qn("a:buAutoNum"), type=kind)
            bullet.set("startAt", str(start))
        else:
            etree.SubElement(about, qn("a:buNone"))


def test_numbers_of_lists_are_counted() -> None:
    new = deck()
    shape = slide_of(new, CONTENT, "Steps").placeholders[1]
    write(shape, "log", (1, "by hand"), (1, "by radio"), "check", "Then:", "tell", "end", "rest")
    numbered(
        shape,
        ("arabicPeriod", 1),
        ("alphaLcParenR", 1),
        ("alphaLcParenR", 1),
        ("arabicPeriod", 1),
        ("", 1),
        ("romanUcParenBoth", 3),
        ("romanUcParenBoth", 3),
        ("circleNumDbPlain", 1),
    )
    assert texts(new) == [
        "Steps",
        "1. log\na) by hand\nb) by radio\n2. check",
        "Then:",
        "(III) tell\n(IV) end\n1. rest",
    ]


def test_a_point_with_points_below_it_introduces_them() -> None:
    new = deck()
    write(
        slide_of(new, CONTENT, "Aims").placeholders[1],
        *("Faster counting:", (1, "radar"), (1, "drones"), "Care", (1, "breaks"), "Sources:"),
    )
    assert texts(new) == [
        "Aims",
        "Faster counting:",
        "- radar\n- drones\n- Care\n- breaks\n- Sources:",
    ]


def test_bullets_that_were_typed_are_bullets() -> None:
    new = deck()
    box(slide_of(new, TITLE_ONLY, "Aims"), 1, 2, 5, 2, "We want:", "• radar", "– drones", "a) rest")
    assert texts(new) == ["Aims", "We want:", "- radar\n- drones\na) rest"]


def test_two_columns_are_read_one_after_the_other() -> None:
    new = deck()
    slide = slide_of(new, COMPARISON, "Harbours")
    write(slide.placeholders[3], "South")
    write(slide.placeholders[4], "small", "warm")
    write(slide.placeholders[1], "North")
    write(slide.placeholders[2], "large", "cold")
    assert said(new) == [
        (2, "Harbours"),
        (3, "North"),
        (0, "- large\n- cold"),
        (3, "South"),
        (0, "- small\n- warm"),
    ]


def test_columns_of_several_boxes_are_not_mixed_and_what_spans_them_stands_apart() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Harbours")
    box(slide, 0.5, 6, 9, 0.8, "All figures are of 2025.")
    for number, (left, right) in enumerate([("A1.", "B1."), ("A2.", "B2."), ("A3.", "B3.")]):
        box(slide, 5.5, 2.4 + number * 1.05, 4, 1, right)
        box(slide, 0.5, 2.4 + number * 1.05, 4, 1, left)
    box(slide, 0.5, 1.5, 9, 0.6, "They differ.")
    assert texts(new)[1:] == [
        *("They differ.", "A1.", "A2.", "A3.", "B1.", "B2.", "B3."),
        "All figures are of 2025.",
    ]


def test_labels_beside_or_above_boxes_are_read_with_them() -> None:
    new = deck()
    line = [("January 2026", "Pilot in two ports"), ("May 2026", "Eight more"), ("2027", "Audit")]
    beside = slide_of(new, TITLE_ONLY, "Timeline")
    above = slide_of(new, TITLE_ONLY, "In figures")
    for number, (label, text) in enumerate(line):
        box(beside, 0.5, 1.5 + number * 1.2, 2, 0.8, label)
        box(beside, 2.8, 1.5 + number * 1.2, 6, 0.8, text)
        box(above, 0.5 + number * 3, 1.5, 2.8, 0.6, label)
        box(above, 0.5 + number * 3, 2.2, 2.8, 2, text)
    rows = "January 2026: Pilot in two ports\nMay 2026: Eight more\n2027: Audit"
    assert texts(new) == ["Timeline", rows, "In figures", rows]


def test_numbers_beside_boxes_make_a_list() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Steps")
    for number, text in enumerate(("Log it", "Check it", "Tell the police")):
        box(slide, 0.5, 1.5 + number * 1.2, 0.6, 0.6, f"0{number + 1}")
        box(slide, 1.5, 1.5 + number * 1.2, 6, 0.8, text)
    assert texts(new) == ["Steps", "1. Log it\n2. Check it\n3. Tell the police"]


def grouped(slide: Any, left: float, *lines: str) -> None:
    """Draw a card: a group of text boxes on a rectangle."""
    group = slide.shapes.add_group_shape()
    group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, (left, 1.6, 2.8, 3)))
    for number, line in reversed([*enumerate(lines)]):
        box(group, left, 1.7 + number * 0.9, 2.6, 0.7, line)


def test_groups_are_read_together_under_what_they_begin_with() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Working groups")
    for number, name in [(2, "Care"), (0, "Law"), (1, "Radar")]:
        grouped(slide, 0.3 + number * 3.1, name, f"Chair: {name} A.", "It meets monthly.")
    assert said(new)[1:] == [
        block
        for name in ("Law", "Radar", "Care")
        for block in [(3, name), (0, f"Chair: {name} A."), (0, "It meets monthly.")]
    ]


def test_what_comes_after_cards_is_not_put_under_the_last_one() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Working groups")
    for number, name in [(0, "Law"), (1, "Radar")]:
        grouped(slide, 0.3 + number * 3.1, name, "One.", "Two.")
    box(slide, 0.3, 6, 9, 0.6, "All of them meet in Riga.")
    assert [level for level, _ in said(new)] == [2, 0, 0, 0, 0, 0, 0, 0]


def test_a_group_is_where_it_was_moved_and_scaled_to() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Two")
    box(slide, 0.5, 3, 3, 1, "Left.")
    group = slide.shapes.add_group_shape()
    for number, line in enumerate(("Above.", "Below.")):
        box(group, 0, number, 2, 0.5, line)
    group.left, group.top, group.width, group.height = map(Inches, (6, 3, 1, 1))
    assert texts(new)[1:] == ["Left.", "Above.", "Below."]
    group.left = Inches(20)
    reading = reading_of(new)
    assert [block.text for block in reading.blocks] == ["Two", "Left."]
    assert reading.dropped == {"text outside the slide": len("Above.Below.")}


def test_a_line_in_bold_heads_what_follows() -> None:
    new = deck()
    lines = box(slide_of(new, TITLE_ONLY, "Staff"), 1, 2, 5, 3, "Who", "Nine people.", "Who else")
    for place in (0, 2):
        lines.text_frame.paragraphs[place].runs[0].font.bold = True
    assert said(new)[1:] == [(3, "Who"), (0, "Nine people."), (0, "Who else")]


def test_tables_carry_their_labels() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Ships")
    place = (*map(Inches, (1, 2, 6, 2)),)
    table = slide.shapes.add_table(3, 3, *place).table
    rows = [("Harbour", "Year", "Note"), ("North", "busy", "wide"), ("", "calm", "")]
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    plain = slide_of(new, TITLE_ONLY, "Facts").shapes.add_table(2, 2, *place).table
    plain.first_row, plain.first_col = False, True
    for row, line in enumerate([("Place", "Riga"), ("Staff", "9")]):
        for column, text in enumerate(line):
            plain.cell(row, column).text = text
    blocks = reading_of(new).blocks
    assert [block.text for block in blocks if block.is_table] == [
        "Harbour: North; Year: busy; Note: wide\nHarbour: North; Year: calm",
        "Place: Riga\nStaff: 9",
    ]


def test_the_titles_of_a_chart_are_read() -> None:
    new = deck()
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("Ships", (4, 5))
    place = map(Inches, (1, 2, 6, 4))
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    chart = slide_of(new, TITLE_ONLY, "Ships").shapes.add_chart(kind, *place, data).chart
    chart.chart_title.text_frame.text = "Ships counted"
    chart.value_axis.axis_title.text_frame.text = "thousands"
    assert texts(new) == ["Ships", "Ships counted", "thousands"]


SMART = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
<dgm:pt modelId="0" type="doc"/>
<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>Check</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Log</a:t></a:r></a:p><a:p><a:r><a:t>it</a:t></a:r></a:p>
</dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>by hand</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="4" type="pres"/></dgm:ptLst><dgm:cxnLst>
<dgm:cxn modelId="9" srcId="0" destId="2" srcOrd="1"/><dgm:cxn modelId="8" srcId="0" destId="1"/>
<dgm:cxn modelId="7" srcId="1" destId="3"/><dgm:cxn modelId="6" srcId="3" destId="0"/>
<dgm:cxn modelId="5" type="presOf" srcId="1" destId="4"/></dgm:cxnLst></dgm:dataModel>"""


def test_the_points_of_a_smart_art_graphic_are_a_list() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "How")
    address = "http://schemas.openxmlformats.org/{}/2006/{}"
    kind = address.format("officeDocument", "relationships/diagramData")
    uri = PackURI("/ppt/diagrams/data1.xml")
    part = Part(uri, "application/xml", new.part.package, SMART.encode())
    frame = slide.shapes.add_table(1, 1, *map(Inches, (1, 2, 6, 4)))._element
    graphic = frame.find(f".//{qn('a:graphicData')}")
    graphic.clear()
    graphic.set("uri", address.format("drawingml", "diagram"))
    names = f'xmlns:dgm="{graphic.get("uri")}" {nsdecls("r")}'
    graphic.append(
        etree.fromstring(f'<dgm:relIds {names} r:dm="{slide.part.relate_to(part, kind)}"/>')
    )
    assert texts(new) == ["How", "- Log it\n- by hand\n- Check"]


def test_of_what_is_there_in_two_ways_one_is_read() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "How")
    shape = box(slide, 1, 2, 5, 1, "New way.")._element
    older = box(slide, 1, 2, 5, 1, "Old way.")._element
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    either = etree.SubElement(shape.getparent(), f"{{{markup}}}AlternateContent")
    etree.SubElement(either, f"{{{markup}}}Choice", Requires="p14").append(shape)
    etree.SubElement(either, f"{{{markup}}}Fallback").append(older)
    assert texts(new) == ["How", "New way."]


def _hide(shape: Any) -> None:
    shape._element.find(f".//{qn('p:cNvPr')}").set("hidden", "1")


def _shrink(shape: Any) -> None:
    shape.text_frame.paragraphs[0].runs[0].font.size = Pt(1)


def _whiten(shape: Any) -> None:
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(254, 254, 255)


def _colour_as_background(shape: Any) -> None:
    colour = shape.text_frame.paragraphs[0].runs[0].font.color
    colour.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _fill_alike(shape: Any) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0, 51, 153)
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0, 51, 153)


def _empty(shape: Any) -> None:
    shape.text_frame.paragraphs[0].runs[0].font.fill.background()


def _move_away(shape: Any) -> None:
    shape.left = Inches(12)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_hide, "hidden text"),
        (_shrink, "tiny text"),
        (_whiten, "text in the colour of its background"),
        (_colour_as_background, "text in the colour of its background"),
        (_fill_alike, "text in the colour of its background"),
        (_empty, "invisible text"),
        (_move_away, "text outside the slide"),
    ],
)
def test_text_that_nobody_sees_is_dropped_and_counted(change: Any, kind: str) -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Seen")
    change(box(slide, 1, 2, 5, 1, "Secret"))
    reading = reading_of(new)
    assert reading.blocks == (Block("Seen", 2, 1),)
    assert reading.dropped == {kind: len("Secret")}


def _filled(slide: Any) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, (0, 1, 9, 4)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0, 51, 153)


def _darkened(slide: Any) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0, 51, 153)


@pytest.mark.parametrize("darken", [_filled, _darkened])
def test_white_words_on_something_dark_are_seen(darken: Any) -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "White")
    darken(slide)
    _whiten(box(slide, 1, 2, 5, 1, "Seen"))
    assert texts(new) == ["White", "Seen"]


def test_comments_are_counted() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Seen")
    comments = f"<p:cmLst {nsdecls('p')}><p:cm><p:text>Really?</p:text></p:cm></p:cmLst>"
    uri = PackURI("/ppt/comments/comment1.xml")
    part = Part(uri, "application/xml", new.part.package, comments.encode())
    address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    slide.part.relate_to(part, address)
    assert reading_of(new).dropped == {"comments": len("Really?")}


def watch() -> bytes:
    new = deck()
    write(slide_of(new, CONTENT, "Watch").placeholders[1], "nine people")
    return saved(new)


def test_the_strict_edition_of_the_standard_is_read_too() -> None:
    older, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    data = watch()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [one for one in archive.namelist() if one.endswith((".xml", ".rels"))]
    for name in names:
        for kind in (b"presentationml", b"drawingml", b"officeDocument"):
            before, after = older + kind + b"/2006/", strict + kind + b"/"
            data = changed(data, name, lambda xml, b=before, a=after: xml.replace(b, a))
    assert read(data, ".pptx").blocks == read(watch(), ".pptx").blocks


def test_every_truncation_is_refused() -> None:
    whole = watch()
    for end in range(0, len(whole), 499):
        with pytest.raises(ReadingFailed, match="damaged"):
            read(whole[:end], ".pptx")


def test_rubbish_and_other_archives_are_refused() -> None:
    with pytest.raises(ReadingFailed, match="damaged"):
        read(b"\x00rubbish" * 99, ".pptx")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(ReadingFailed, match="no PowerPoint file"):
        read(file.getvalue(), ".pptx")
    assert read(saved(deck()), ".pptx").blocks == ()


def test_a_lost_slide_is_told() -> None:
    with pytest.raises(ReadingFailed, match="slide 1 is missing"):
        read(changed(watch(), "ppt/slides/slide1.xml", lambda xml: None), ".pptx")


def test_an_old_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReadingFailed, match=r"old PowerPoint file .* Save it as \.pptx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, ".pptx")


def test_an_archive_bomb_is_not_unpacked() -> None:
    bomb = changed(watch(), "ppt/slides/slide1.xml", lambda xml: b" " * 210_000_000)
    with pytest.raises(ReadingFailed, match="Unpacked it has more than 200 MB"):
        read(bomb, ".pptx")


LAUGHS = "".join(
    f'<!ENTITY l{upper} "{f"&l{lower};" * 10}">' for lower, upper in pairwise(range(10))
)
ENTITIES: Sequence[str] = (
    f'<!DOCTYPE bomb [<!ENTITY l0 "lol">{LAUGHS}]>',
    '<!DOCTYPE theft [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
)


@pytest.mark.parametrize("entities", ENTITIES, ids=["bomb", "theft"])
def test_entities_are_not_expanded(entities: str) -> None:
    def with_entities(xml: bytes) -> bytes:
        xml = re.sub(rb"<\?xml[^>]*\?>", b"", xml)
        return entities.encode() + xml.replace(b"<a:t>nine", b"<a:t>&l9;nine", 1)

    with pytest.raises(ReadingFailed, match=r"entities|entity"):
        read(changed(watch(), "ppt/slides/slide1.xml", with_entities), ".pptx")


def test_boxes_and_groups_without_end_are_read_or_refused() -> None:
    def deep(xml: bytes) -> bytes:
        return xml.replace(b"<p:sp>", b"<p:grpSp>" * 50_000 + b"<p:sp>", 1)

    with pytest.raises(ReadingFailed):
        read(changed(watch(), "ppt/slides/slide1.xml", deep), ".pptx")
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Many")
    for number in range(400):  # in a diagonal, so that each is parted from the others
        shape = slide.shapes.add_textbox(number * 12_000, number * 12_000, 190_000, 98_000)
        shape.text_frame.text = f"{number}."
    assert len(texts(new)) == 401


def test_numbers_that_are_none_do_not_stop_a_reader() -> None:
    def odd(xml: bytes) -> bytes:
        return re.sub(rb'(lvl|idx|x|cx)="[^"]*"', rb'\1="1.5in"', xml)

    data = watch()
    for member in ("ppt/slides/slide1.xml", "ppt/slideLayouts/slideLayout2.xml"):
        data = changed(data, member, odd)
    with suppress(ReadingFailed):
        assert read(data, ".pptx").blocks[0].text == "Watch"
