"""Makes a document of what a reader found: text, sections, and what the file leaves unsaid."""

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote

from ingest.readers import Block, Reading, ReadingFailed
from ingest.sources import SourceFile
from vectorstore.language import LANGUAGES, detect
from vectorstore.passages import Document, DocumentText, Section

NOTE_PUBLISHER = "euif-assistant"
"""A note is written for this project; it is never passed off as the wording of what it rests on."""

_GAP = "\n\n"
_LANGUAGE_SAMPLE = 4_000
"""Characters that tell a document's language well enough."""


def document_id(locator: str) -> str:
    """Return the id of the document at this place: 16 hexadecimal digits."""
    return sha256(locator.encode()).hexdigest()[:16]


def build(file: SourceFile, source: str, reading: Reading, today: date) -> DocumentText:
    """Return the document that a file holds. Raises ReadingFailed if there is no text in it."""
    title = _printable(reading.title or "").strip() or _spoken(file)
    blocks = tuple(replace(block, text=_printable(block.text)) for block in reading.blocks)
    text, sections = _assemble(blocks, title)
    if not sections:
        raise ReadingFailed("There is no text in it.")
    document = Document(
        id=document_id(file.locator),
        source=source,
        locator=file.locator,
        title=title,
        kind=reading.kind,
        url=reading.url if _is_absolute(reading.url) else None,
        publisher=NOTE_PUBLISHER if reading.kind == "note" else _said(reading.publisher),
        published_on=reading.published_on,
        retrieved_on=today,
        language=_language(reading, text),
        access=reading.access,
        summarises=reading.summarises,
    )
    return DocumentText(document, text, sections)


def _is_absolute(address: str | None) -> bool:
    """Tell whether an address can be opened: a page may state one that is relative to its own."""
    return bool(address and re.match(r"https?://", address, re.IGNORECASE))


def _said(value: str | None) -> str | None:
    return _printable(value) if value else None


def _printable(text: str) -> str:
    """Return a text without control characters, which could act on a terminal or end a string."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", text)


def _spoken(file: SourceFile) -> str:
    """Return a file's name as a title: its hyphens and underscores stand for blanks."""
    stem = unquote(PurePosixPath(file.locator).stem)
    return _printable(re.sub(r"[-_\s]+", " ", stem)).strip() or stem


def _assemble(blocks: tuple[Block, ...], title: str) -> tuple[str, tuple[Section, ...]]:
    """Return the text, blocks with a blank line between, and its sections.

    The headings stand in the text, for people who read the document, but in no section's span.
    A heading that repeats the title is no heading of the passages below it.
    """
    parts: list[str] = []
    length = 0
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    for block in blocks:
        start = length + (len(_GAP) if parts else 0)
        length = start + len(block.text)
        parts.append(block.text)
        if block.level:
            path = [(level, heading) for level, heading in path if level < block.level]
            path.append((block.level, block.text))
            continue
        section = Section(
            tuple(heading for _, heading in path if heading != title), start, length, block.page
        )
        if sections and _continues(sections[-1], section):
            section = replace(section, start=sections.pop().start)
        sections.append(section)
    return _GAP.join(parts), tuple(sections)


def _continues(above: Section, below: Section) -> bool:
    return (above.headings, above.page, above.end + len(_GAP)) == (
        below.headings,
        below.page,
        below.start,
    )


def _language(reading: Reading, text: str) -> str:
    declared = (reading.language or "")[:2].lower()  # en-GB is English
    if declared in LANGUAGES:
        return declared
    return detect(text[:_LANGUAGE_SAMPLE])
