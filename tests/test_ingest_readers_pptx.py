"""PowerPoint files: slides with titles, lists, tables and notes."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from decks import (
    BLANK,
    CONTENT,
    SECTION,
    TITLE,
    TITLE_ONLY,
    box,
    changed,
    deck,
    reading_of,
    said,
    slide_of,
    texts,
    watch,
    write,
)
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from ingest.readers import Block, read
from vectorstore.data import read_data
from vectorstore.language import LANGUAGES


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
