"""Makes a document of what a reader found: text, sections, and what the file leaves unsaid."""

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.dating import published_on
from ingest.readers import Block, Reading, ReadingFailed
from ingest.sources import UNSAID, WEB, Content, Defaults, NoAddress, normalized
from vectorstore.dates import APART, before_its_day
from vectorstore.language import LANGUAGES, SAMPLE, detect
from vectorstore.passages import Document, DocumentText, Section

NOTE_PUBLISHER = "euif-assistant"
"""A note is written for this project; it is never passed off as the wording of what it rests on."""

_GAP = "\n\n"
_OF_TABLE = 7
"""The level of a table's caption, below all headings."""
_CAPTION = re.compile(r"([^\W\d_]+ \d{1,3}[a-z]? ?[.:–—-] ?)?[^\W\d_][^.!?;:\n]*(:)?")
_LONGEST_CAPTION, _LONGEST_NAME = 20, 6
"""So many words it has at most, and where it has neither a number nor a colon: it may be a sentence
whose mark was forgotten."""
_DAY_OR_BLANK = re.compile(r"(\d{4}-\d\d-\d\d(?!\d))|[-_\s]+")


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
    text = _GAP.join(block.text for block in blocks)
    language = _language(reading, defaults, text)
    sections = _sections(blocks, title, language)
    if not sections:
        raise ReadingFailed("There is no text in it.")
    document = Document(
        id=document_id_of(locator),
        source=source,
        locator=locator,
        title=title,
        kind=reading.kind,
        url=next((one for one in (locator, reading.url) if one and one.startswith(WEB)), None),
        publisher=NOTE_PUBLISHER if reading.kind == "note" else _publisher(reading, defaults),
        published_on=published_on(reading, blocks, language, today),
        retrieved_on=today,
        language=language,
        access=reading.access or defaults.access,
        summarises=reading.summarises,
    )
    return DocumentText(document, text, sections)


def locator_of(content: Content, reading: Reading) -> str:
    """Return where a document stands: a page that names its canonical address stands there.

    It is believed for its own host only: no page may pass for one of another site. What is no
    address says nothing.
    """
    if not content.locator.startswith(WEB) or not reading.url:
        return content.locator
    try:
        canonical = normalized(reading.url, content.locator)
    except NoAddress:
        return content.locator
    same_host = urlsplit(canonical).hostname == urlsplit(content.locator).hostname
    return canonical if same_host else content.locator


def _publisher(reading: Reading, defaults: Defaults) -> str | None:
    said = reading.publisher or defaults.publisher
    return _printable(said) if said else None


def _printable(text: str) -> str:
    """Return a text without control characters, which could act on a terminal or end a string."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", text)


def _spoken(locator: str) -> str:
    """Return a file's name as a title: its hyphens and underscores stand for blanks, but in a day
    ("2025-09-16")."""
    stem = unquote(PurePosixPath(locator).stem)
    spoken = _DAY_OR_BLANK.sub(lambda found: found[1] or " ", stem)
    return _printable(spoken).strip() or stem


def _sections(blocks: tuple[Block, ...], title: str, language: str) -> tuple[Section, ...]:
    """Return the sections of a text, which is blocks with a blank line between.

    The headings stand in the text, for people who read the document, but in no section's span,
    unless they tell the day of what is below: nothing else may ("14th meeting, Vienna, 12 March
    2026"). A heading that repeats the title is no heading of the passages below it. What a table
    stands under heads nothing else.
    """
    length = -len(_GAP)
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    for block, below in pairwise([*blocks, Block("")]):
        start = length + len(_GAP)
        length = start + len(block.text)
        level = block.level or (_OF_TABLE if below.is_table and _is_caption(block.text) else 0)
        if level:
            path = [(above, heading) for above, heading in path if above < level]
            heading = " ".join(block.text.split())
            path.append((level, heading.rstrip(" :") if level == _OF_TABLE else heading))
            if not (block.level and _tells_when(block.text, language)):
                continue
        above = (*(heading for _, heading in path), *filter(None, [block.run_in]))
        section = Section(
            tuple(heading for heading in above if heading != title), start, length, block.page
        )
        if sections and _continues(sections[-1], section):
            section = replace(section, start=sections.pop().start)
        sections.append(section)
        if not (block.is_table and below.is_table):  # a page may break it
            path = [(above, heading) for above, heading in path if above < _OF_TABLE]
    return tuple(sections)


def _tells_when(heading: str, language: str) -> bool:
    """Tell whether a heading gives the day of one of several, or where that was, too: "Minutes of
    the 5th meeting (3 May 2024)", "Plenary, Riga, 3 May 2024"."""
    above = ""
    for line in heading.splitlines():
        before = before_its_day(line, language)
        if before and (any(map(str.isdigit, above + before)) or len(APART.findall(before)) > 1):
            return True
        above += line
    return False


def _is_caption(text: str) -> bool:
    """Tell whether what stands above a table names what is in it: "Table 2: Requests", "Share of
    requests:"."""
    found = _CAPTION.fullmatch(text)
    longest = _LONGEST_CAPTION if found and any(found.groups()) else _LONGEST_NAME
    return bool(found) and len(text.split()) <= longest


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
    return defaults.language or detect(text[:SAMPLE])
