"""PowerPoint files: what nobody sees in them is left out, and what is damaged is refused."""

import io
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from decks import TITLE_ONLY, box, changed, deck, reading_of, saved, slide_of, texts, watch
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from ingest.readers import Block, ReadingFailed, read


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
