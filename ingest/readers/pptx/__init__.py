"""PowerPoint files (PPTX): the slides in their order, each under its title, with its notes.

Read from the archive, as ODT is. What a slide does not say itself (where a placeholder stands,
whether its paragraphs have bullets) its layout and its master do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ingest.readers import Block, Reading, ReadingFailed
from ingest.readers.archive import archive, day, properties
from ingest.readers.pptx.order import Box
from ingest.readers.pptx.parts import Parts, is_on, number_of, reference_of
from ingest.readers.pptx.slide import SlideReader, length_of
from ingest.readers.pptx.template import Template
from vectorstore.data import read_data
from vectorstore.language import LANGUAGES, SAMPLE, detect

_CORE = "docProps/core.xml"
_NO_TITLE = re.compile(r".*powerpoint.*|[^\W\d_]+ ?\d+", re.IGNORECASE)
"""What programs call a file that nobody named: "PowerPoint-Präsentation", "Slide 1"."""
_USUAL_SIZE = Box(0, 0, 9_144_000, 6_858_000)
_BELOW_TITLE = 2
"""The level of titles below that of the deck."""


class _Slide(NamedTuple):
    """A slide that is shown, with its number in the deck."""

    number: int
    title: str | None
    level: int
    """Of its title."""
    blocks: Sequence[Block]
    notes: Sequence[Block]


def read_pptx(data: bytes) -> Reading:
    """Read a PowerPoint file: titles, text, lists, tables and notes, a slide after the other.

    Slides that are hidden are left out. Raises ReadingFailed if it is damaged or encrypted.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingFailed(
            "It is an old PowerPoint file (.ppt) or has a password. Save it as .pptx without one."
        )
    with archive(data) as opened:
        parts = Parts(opened)
        said = properties(parts.root(_CORE)) if _CORE in opened.namelist() else {}
        deck = _Deck(parts)
        slides = [*deck.slides()]
    # The template of python-pptx has a date of its own.
    made = said.get("description") == "generated using python-pptx"
    language = said.get("language", "")[:2].lower() or None
    stated = said.get("title", "")
    titles = (slide.title for slide in slides[:1])
    return Reading(
        tuple(_blocks(slides, language)),
        title=next(titles, None) if _NO_TITLE.fullmatch(stated) or not stated else stated,
        saved_on=None if made else day(said, "modified", "created"),
        language=language,
        dropped=+deck.dropped,
    )


def _blocks(slides: Sequence[_Slide], language: str | None) -> Iterator[Block]:
    """Yield the blocks of a deck. A slide without a title is headed by its number, or it would be
    read as part of the slide before it, and notes by what they are: they stand on no slide."""
    words = read_data(__package__, "headings.json")[_language(slides, language)]
    for slide in slides:
        if slide.title or slide.blocks or slide.notes:
            number = f"{words['slide']} {slide.number}"
            level = slide.level if slide.title else max(slide.level, _BELOW_TITLE)
            yield Block(slide.title or number, level, slide.number)
        for block in slide.blocks:
            yield replace(block, page=slide.number)
        if slide.notes:
            yield Block(words["notes"], slide.level + 1, slide.number)
        for block in slide.notes:
            yield replace(block, page=slide.number)


def _language(slides: Sequence[_Slide], declared: str | None) -> str:
    if declared in LANGUAGES:
        return declared
    texts = (block.text for slide in slides for block in [*slide.blocks, *slide.notes])
    return detect("\n".join(texts)[:SAMPLE])


class _Deck:
    """Reads the slides of a deck one after the other: a section's title stands above its slides."""

    def __init__(self, parts: Parts) -> None:
        self.dropped: Counter[str] = Counter()
        self._parts = parts
        self._name = next(iter(parts.related("", "officeDocument")), "")
        root = parts.root(self._name) if self._name else None
        if root is None or not root.tag.endswith("}presentation"):
            raise ReadingFailed("It is no PowerPoint file, or a damaged one. Save it again.")
        self._root: Any = root
        self._level = _BELOW_TITLE
        """Of the titles that come next."""

    def slides(self) -> Iterator[_Slide]:
        """Yield the slides that are shown, in their order. Raises ReadingFailed if one is lost."""
        is_first = True
        numbered_from = number_of(self._root, "firstSlideNum", 1)
        listed = self._root.iterfind("{*}sldIdLst/{*}sldId")
        for number, one in enumerate(listed, numbered_from):
            name = self._parts.target(self._name, reference_of(one, "id"))
            if name is None:
                raise ReadingFailed(f"It is damaged: slide {number} is missing in it.")
            template = self._template(name)
            if is_on(template.roots[0], "show", unsaid=True):
                level = self._level_of(template, is_first=is_first)
                yield self._slide(name, template, number, level)
                is_first = False
            else:
                notes = map(self._parts.root, self._parts.related(name, "notesSlide"))
                self.dropped["hidden slides"] += sum(map(length_of, [template.roots[0], *notes]))

    def _template(self, name: str) -> Template:
        return Template(self._parts, name, self._root.find("{*}defaultTextStyle"))

    def _level_of(self, template: Template, *, is_first: bool) -> int:
        """Return the level of a slide's title: that of the deck, of several slides, or of one."""
        if template.is_section or template.is_title:  # "Thank you" ends a section, and heads none
            self._level = _BELOW_TITLE + template.is_section
            return 1 if template.is_title and is_first else _BELOW_TITLE
        return self._level

    def _slide(self, name: str, template: Template, number: int, level: int) -> _Slide:
        for comments in self._parts.related(name, "comments"):
            self.dropped["comments"] += length_of(self._parts.root(comments))
        slide = SlideReader(self._parts, name, template, self._size(), self.dropped)
        blocks, notes = [*slide.blocks(level + 1)], [*self._notes(name, level + 2)]
        return _Slide(number, slide.title(), level, blocks, notes)

    def _notes(self, slide: str, level: int) -> Iterator[Block]:
        for name in self._parts.related(slide, "notesSlide"):
            template = self._template(name)
            notes = SlideReader(self._parts, name, template, None, self.dropped)
            yield from notes.notes(level)

    def _size(self) -> Box:
        for size in self._root.iterfind("{*}sldSz"):
            return Box(0, 0, number_of(size, "cx"), number_of(size, "cy"))
        return _USUAL_SIZE
