"""Makes a document of what a reader found: text, sections, and what the file leaves unsaid."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.readers import Block, Reading, ReadingFailed
from ingest.sources import UNSAID, Content, Defaults, NoAddress, normalized
from vectorstore.dates import dates
from vectorstore.language import LANGUAGES, detect, fold
from vectorstore.passages import Document, DocumentText, Section, is_item

NOTE_PUBLISHER = "euif-assistant"
"""A note is written for this project; it is never passed off as the wording of what it rests on."""

_GAP = "\n\n"
_LANGUAGE_SAMPLE = 4_000
"""Characters that tell a document's language well enough."""
_HEAD = 8
"""So many lines a text begins with, of which one may state its date."""
_PLACE, _PUBLISHED = 3, 4
"""So many words a place ("Brussels, the ...") or "published in Brussels on" has at most."""
_DATE = frozenset(
    {"data", "date", "dato", "datum", "datums", "fecha", "kelt", "kuupaev", "paivays", "дата"}
    | {"paivamaara", "ημερομηνια"}
)
_PUBLISHED_BY = (
    *("avalda", "foilsi", "gepubl", "ippubb", "issued", "julkai", "kozzet", "objavl", "offent"),
    *("opubl", "paskel", "public", "publie", "publik", "publis", "pubbli", "veroff", "zverej"),
    *("публик", "δημοσι"),
)
"""How the languages of the Union say "date", and begin "published", folded."""


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

    It is believed for its own host only: no page may pass for one of another site. What is no
    address says nothing.
    """
    if not is_on_the_web(content.locator) or not reading.url:
        return content.locator
    try:
        canonical = normalized(reading.url, content.locator)
    except NoAddress:
        return content.locator
    same_host = urlsplit(canonical).hostname == urlsplit(content.locator).hostname
    return canonical if same_host else content.locator


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
    """Return the day that a text states at its head, in a line of its own: "Brussels, 4 June 2024",
    "Published on 2024-06-04".

    A line that says more tells of something that happened then, as a heading may; of two days
    neither is the text's, and no text is of a day to come.
    """
    head = [(line, block.level) for block in blocks for line in block.text.splitlines()][:_HEAD]
    days = {day for line, level in head if level < 2 for day in _day_alone(line, language)}
    return days.pop() if len(days) == 1 and max(days) <= today else None


def _day_alone(line: str, language: str) -> Iterator[date]:
    """Yield the day of a line that says where, or that it is the day, and no more."""
    named = dates(line, language)
    if len(named) != 1 or not all(named[0].known):
        return
    before, after = line[: named[0].start], line[named[0].end :]
    words = [fold(word.casefold()) for word in re.findall(r"[^\W\d_]+", before)]
    is_labelled = bool(words) and (
        (len(words) == 1 and words[0] in _DATE)
        or (len(words) <= _PUBLISHED and words[0].startswith(_PUBLISHED_BY))
    )
    is_placed = (
        len(words) <= _PLACE and (not words or "," in before) and not re.search(r"\d", before)
    )
    says_more = re.search(r"[^\W\d_]{3}", after)  # "2024 m. birželio 4 d."
    if (is_labelled or is_placed) and not says_more and not is_item(line):
        with suppress(ValueError):  # the 31st of June
            yield date(*named[0].known)


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
