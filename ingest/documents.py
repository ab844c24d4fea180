"""Makes a document of what a reader found: text, sections, and what the file leaves unsaid."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from ingest.readers import Block, Reading, ReadingFailed
from ingest.sources import UNSAID, Content, Defaults, normalized
from vectorstore.dates import dates
from vectorstore.language import LANGUAGES, detect
from vectorstore.passages import Document, DocumentText, Section

NOTE_PUBLISHER = "euif-assistant"
"""A note is written for this project; it is never passed off as the wording of what it rests on."""

_GAP = "\n\n"
_LANGUAGE_SAMPLE = 4_000
"""Characters that tell a document's language well enough."""
_HEAD = 8
"""So many lines a text begins with, of which one may state its date."""
_LABEL = 4
"""So many words may stand around the date that a line states: "Published in Brussels on ..."."""


def document_id_of(locator: str, number: int = 0) -> str:
    """Return the id of a document that is new at this place: 16 hexadecimal digits.

    `number` counts the documents that were new here before and have moved away.
    """
    place = f"{locator} {number}" if number else locator
    return sha256(place.encode()).hexdigest()[:16]


def build(
    locator: str, source: str, reading: Reading, today: date, defaults: Defaults = UNSAID
) -> DocumentText:
    """Return the document that was read somewhere. Raises ReadingFailed if it holds no text."""
    title = _printable(reading.title or "").strip() or _spoken(locator)
    blocks = tuple(replace(block, text=_printable(block.text)) for block in reading.blocks)
    text, sections = _assemble(blocks, title)
    if not sections:
        raise ReadingFailed("There is no text in it.")
    language = _language(reading, defaults, text)
    document = Document(
        id=document_id_of(locator),
        source=source,
        locator=locator,
        title=title,
        kind=reading.kind,
        url=next(filter(is_on_the_web, (locator, reading.url or "")), None),
        publisher=NOTE_PUBLISHER if reading.kind == "note" else _publisher(reading, defaults),
        published_on=reading.published_on or _stated(blocks, language, today) or reading.saved_on,
        retrieved_on=today,
        language=language,
        access=reading.access or defaults.access,
        summarises=reading.summarises,
    )
    return DocumentText(document, text, sections)


def locator_of(content: Content, reading: Reading) -> str:
    """Return where a document stands: a page that names its canonical address stands there.

    It is believed for its own host only: no page may pass for one of another site.
    """
    if not is_on_the_web(content.locator) or not reading.url:
        return content.locator
    canonical = urljoin(content.locator, reading.url)
    same_host = urlsplit(canonical).hostname == urlsplit(content.locator).hostname
    return normalized(canonical) if same_host else content.locator


def is_on_the_web(locator: str) -> bool:
    """Tell addresses of pages from those of files and bundled notes."""
    return locator.startswith(("https://", "http://"))


def _publisher(reading: Reading, defaults: Defaults) -> str | None:
    said = reading.publisher or defaults.publisher
    return _printable(said) if said else None


def _printable(text: str) -> str:
    """Return a text without control characters, which could act on a terminal or end a string."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", text)


def _spoken(locator: str) -> str:
    """Return a file's name as a title: its hyphens and underscores stand for blanks."""
    stem = unquote(PurePosixPath(locator).stem)
    return _printable(re.sub(r"[-_\s]+", " ", stem)).strip() or stem


def _stated(blocks: tuple[Block, ...], language: str, today: date) -> date | None:
    """Return the day that a text states at its head, in a line of its own: "Brussels, 4 June 2024".

    A line that says more tells of something that happened then, as a heading may; of two days
    neither is the text's, and no text is of a day to come.
    """
    lines = [line for block in blocks for line in _lines_beside_headings(block)][:_HEAD]
    days = {day for line in lines for day in _days_alone(line, language)}
    return days.pop() if len(days) == 1 and max(days) <= today else None


def _lines_beside_headings(block: Block) -> list[str]:
    """Return a block's lines; none of a heading, but for the title page of a plain text."""
    lines = block.text.splitlines()
    return [] if block.level > 1 or (block.level and len(lines) == 1) else lines


def _days_alone(line: str, language: str) -> Iterator[date]:
    for named in dates(line, language):
        around = re.findall(r"[^\W\d_]+", line[: named.start] + line[named.end :])
        if all(named.known) and len(around) <= _LABEL:
            with suppress(ValueError):  # the 31st of June
                yield date(*named.known)


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
            path.append((block.level, " ".join(block.text.split())))
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


def _language(reading: Reading, defaults: Defaults, text: str) -> str:
    declared = (reading.language or "")[:2].lower()  # en-GB is English
    if declared in LANGUAGES:
        return declared
    return defaults.language or detect(text[:_LANGUAGE_SAMPLE])
