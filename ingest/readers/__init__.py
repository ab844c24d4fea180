"""Readers: for each format a function from bytes to what the file says, and says of itself.

The blocks hold plain text: no markup reaches a passage.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from vectorstore.errors import EuifError
from vectorstore.passages import Kind


class ReadingFailed(EuifError):
    """A file cannot be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 to 6) or a stretch of text (level 0): a paragraph, a list, a table."""

    text: str
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file; None where the file does not say."""

    blocks: tuple[Block, ...]
    kind: Kind = "document"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None
    access: tuple[str, ...] = ()
    summarises: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    """Addresses of the same page in other languages."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Characters of hidden text that were left out, by how they were hidden."""


def table_rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table's rows as lines, each cell with its column's label: a row is read on its own.

    Without labels the cells stand alone.
    """
    lines = [
        "; ".join(
            f"{label}: {cell}" if label else cell
            for label, cell in zip_longest(head, row, fillvalue="")
            if cell
        )
        for row in rows
    ]
    return "\n".join(line for line in lines if line)


Reader = Callable[[bytes], Reading]


def reader_for(suffix: str) -> Reader | None:
    """Return the reader of a file name's ending (`.md`), or None if there is none yet."""
    # Imported here: reading HTML brings a parser that a folder of notes does not need.
    match suffix.lower():
        case ".md" | ".markdown":
            from ingest.readers.markdown import read_markdown

            return read_markdown
        case ".txt":
            from ingest.readers.text import read_text

            return read_text
        case ".html" | ".htm":
            from ingest.readers.html import read_html

            return read_html
    return None


READABLE = (".md", ".markdown", ".txt", ".html", ".htm")

READING = 1
"""Raised when a reader reads in a new way: everything is read once more then."""


def read(data: bytes, suffix: str, encoding: str | None = None) -> Reading:
    """Read."""
    reader = reader_for(suffix)
    assert reader is not None
    return reader(data)


def suffix_for(media_type: str) -> str | None:
    """Return."""
    return {
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "text/plain": ".txt",
        "text/markdown": ".md",
        "application/pdf": ".pdf",
    }.get(media_type.partition(";")[0].strip().lower())
