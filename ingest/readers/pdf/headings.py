"""Headings of a PDF: which paragraphs are some, of which level, and the titles below them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.readers.pdf.tables import Table
from ingest.readers.pdf.typography import Paragraph, Typography

Bookmarks = dict[int, dict[str, int]]
"""For each page, numbered from 1, the folded titles of its bookmarks with their levels."""

_LONGEST = 250
_DIVISION = re.compile(
    r"[^\W\d]+\.? (?:[IVXLC]+|\d{1,3}[a-z]?)|(?:[IVXLC]+|(\d{1,3}))\.? ([^\W\d]+)"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.? +[^\W\d]")
"""A heading with a number of its own is no title of what stands above: "2.1. Origin"."""
_STATING = re.compile(r"\d.*,|,.*\d")
"""A figure and a comma in a bold line state something: "Lisbon, 10 September 2025"."""


def folded(text: str) -> str:
    """Return a text so that two ways of setting it are equal."""
    return re.sub(r"\W+", "", text).casefold()


def level_of(paragraph: Paragraph, usual: Typography, bookmarks: Bookmarks) -> int:
    """Return the level of a heading, as a bookmark states it or by its looks, or 0."""
    stated = bookmarks.get(paragraph.page, {}).get(folded(paragraph.text), 0)
    return stated or _level_by_looks(paragraph, usual)


def _level_by_looks(paragraph: Paragraph, usual: Typography) -> int:
    text = paragraph.text
    if len(text) > _LONGEST or not re.search(r"[^\W\d_]", text) or text[-1] in ".;,":
        return 0
    if paragraph.size in usual.heading_sizes:
        return min(1 + usual.heading_sizes.index(paragraph.size), 5)
    lowest = min(1 + len(usual.heading_sizes), 4)
    bold = paragraph.size >= usual.body and paragraph.bold and usual.bold_is_rare
    if is_division(text) and (bold or paragraph.lines[0].is_centred):
        if re.search(r"\b[IVXLC]+\b", text):  # CHAPTER II
            return lowest
        return lowest + 1 if text.isupper() else lowest + 2  # SECTION 1, Article 5
    return lowest if bold and not _STATING.search(text) else 0


def is_division(text: str) -> bool:
    """Tell whether a line is such as `Article 5`, `CHAPTER II` or `5. cikk`, whose title stands on
    the next; `5. Method` has its own."""
    found = _DIVISION.fullmatch(text)
    if not found or not found[2]:
        return bool(found)
    return found[2].islower() or (not found[1] and found[2].isupper())


def with_titles(
    things: Iterable[Paragraph | Table], bookmarks: Bookmarks
) -> Iterator[Paragraph | Table]:
    """Yield paragraphs and tables, a heading like `Article 5` together with the title below it."""
    held: Paragraph | None = None
    for thing in things:
        if held and isinstance(thing, Paragraph) and _titles(held, thing, bookmarks):
            yield replace(held, text=f"{held.text} {thing.text}")
            held = None
            continue
        if held:
            yield held
        held = None
        if isinstance(thing, Paragraph) and (thing.level or is_division(thing.text)):
            held = thing
        else:
            yield thing
    if held:
        yield held


def _titles(heading: Paragraph, below: Paragraph, bookmarks: Bookmarks) -> bool:
    """Tell whether a paragraph is the title of the heading above it, which takes the level that
    both have together."""
    stated = bookmarks.get(heading.page, {})
    both = folded(heading.text + below.text)
    if both in stated:
        heading.level = stated[both]
        return True
    if not below.level or not is_division(heading.text) or is_division(below.text):
        return False
    if _NUMBERED.match(below.text):
        return False
    heading.level = heading.level or below.level
    return True
