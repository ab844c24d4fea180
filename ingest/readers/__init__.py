"""Readers: for each format a function from bytes to what the file says, and says of itself.

The blocks hold plain text: no markup reaches a passage, and no text that the file itself says is
hidden; what only a style sheet elsewhere, a script or the layout hides is not known. Files from
outside are read in a process of their own, see `worker`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from ingest.readers.mail import is_mail
from vectorstore.errors import EuifError
from vectorstore.passages import Kind

READING = 19
"""Raised when a reader reads in a new way: everything is read once more then."""


class ReadingFailed(EuifError):
    """A file cannot be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 to 6) or a stretch of text (level 0): a paragraph, a list, a table."""

    text: str
    level: int = 0
    page: int | None = None
    is_table: bool = field(default=False, compare=False)
    bold: int = field(default=0, compare=False)
    """So many characters at its beginning are bold."""
    run_in: str = ""
    """What heads it alone: words in bold that it begins with, or the paragraph above a list."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file; None where the file does not say."""

    blocks: tuple[Block, ...]
    kind: Kind = "document"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    saved_on: date | None = None
    """When the file was made or changed, which may be long after its text was."""
    sent: tuple[str, ...] = ()
    """The dates of its mails, as they stand there."""
    language: str | None = None
    access: tuple[str, ...] = ()
    summarises: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    """Addresses of the same text in other languages. These and `url` may be relative."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Kinds of hidden text, and how many characters of each were left out."""


def table_rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table's rows as lines, each cell with its column's label: a row is read on its own.

    Without labels the cells stand alone.
    """
    lines = [
        "; ".join(
            f"{label.rstrip(' :')}: {cell}" if label else cell
            for label, cell in zip_longest(head, row, fillvalue="")
            if cell
        )
        for row in rows
    ]
    return "\n".join(line for line in lines if line)


READABLE = (
    ".md",
    ".markdown",
    ".txt",
    ".html",
    ".htm",
    ".xhtml",
    ".pdf",
    ".docx",
    ".pptx",
    ".xlsx",
    ".csv",
    ".odt",
    ".epub",
    ".eml",
)

_MEDIA_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv": ".csv",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "text/markdown": ".md",
    "text/plain": ".txt",
}


def suffix_for(media_type: str) -> str | None:
    """Return the file name's ending for a media type (`text/html; charset=utf-8`), if readable."""
    return _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())


def read(data: bytes, suffix: str, encoding: str | None = None) -> Reading:
    """Read a file by its name's ending (`.md`); `encoding` is what a server said of it.

    Raises ReadingFailed.
    """
    try:
        return _cleaned(_read(data, suffix, encoding))
    except RecursionError as error:
        raise ReadingFailed("It is nested too deeply to be read.") from error


def _read(data: bytes, suffix: str, encoding: str | None) -> Reading:
    # Imported here: a folder of notes needs neither the HTML parser nor the one for PDF.
    match suffix.lower():
        case ".md" | ".markdown":
            from ingest.readers.markdown import read_markdown

            return read_markdown(data, encoding)
        case ".txt" if not is_mail(data):
            from ingest.readers.text import read_text

            return read_text(data, encoding)
        case ".txt" | ".eml":
            from ingest.readers.eml import read_eml

            return read_eml(data)
        case ".html" | ".htm" | ".xhtml":
            from ingest.readers.html import read_html

            return read_html(data, encoding)
        case ".pdf":
            from ingest.readers.pdf import read_pdf

            return read_pdf(data)
        case ".docx":
            from ingest.readers.docx import read_docx

            return read_docx(data)
        case ".pptx":
            from ingest.readers.pptx import read_pptx

            return read_pptx(data)
        case ".xlsx":
            from ingest.readers.xlsx import read_xlsx

            return read_xlsx(data)
        case ".csv":
            from ingest.readers.delimited import read_csv

            return read_csv(data, encoding)
        case ".odt":
            from ingest.readers.odt import read_odt

            return read_odt(data)
        case ".epub":
            from ingest.readers.epub import read_epub

            return read_epub(data)
    raise ReadingFailed(
        f"Files with {suffix or 'no ending'} cannot be read; {', '.join(READABLE)} can."
    )


def _cleaned(reading: Reading) -> Reading:
    """Return the reading without characters that nobody sees, which it counts as dropped."""
    from ingest.readers.characters import clean
    from ingest.readers.questions import headed_by_questions
    from ingest.readers.run_in import with_run_ins

    dropped = Counter(reading.dropped)
    blocks = []
    for block in with_run_ins(reading.blocks):
        text, unseen = clean(block.text)
        dropped += unseen
        if text:
            blocks.append(replace(block, text=text))
    title = clean(reading.title or "")[0] or None
    blocks = [*headed_by_questions(blocks)]
    return replace(reading, blocks=tuple(blocks), title=title, dropped=dict(dropped))
