"""PowerPoint files as tests write them, with python-pptx and a template of PowerPoint."""

import io
import zipfile
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from ingest.readers import Reading, read

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


def watch() -> bytes:
    new = deck()
    write(slide_of(new, CONTENT, "Watch").placeholders[1], "nine people")
    return saved(new)
