"""Mails as programs keep them (.eml): what they say below subject, sender and date."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default as current
from itertools import groupby

from ingest.readers import Block, Reading, ReadingFailed
from ingest.readers.blocks import blocks_of, prepare
from ingest.readers.decoding import decode
from ingest.readers.html import parse
from ingest.readers.mail import Head
from ingest.readers.styles import drop_hidden
from ingest.readers.text import read_thread
from vectorstore.mail import answering

_QUOTED = re.compile(r"(?:>[ \t]?)*")
"""What stands before the lines of a mail that is answered."""
_BREAK = "\ue000"
"""A letter of nobody's, in the place of a line break: those of a page are blanks, and in a mail the
lines that the one below it begins with end so."""
_NO_HEAD = Head("", "", "", "", "")


def read_eml(data: bytes) -> Reading:
    """Read a mail and those quoted in it, each under its subject, its sender and its date; what is
    attached is but named. Raises ReadingFailed if it is no mail."""
    message = message_from_bytes(data, EmailMessage, policy=current)
    subject, sender, dated = (_header(message, name) for name in ("Subject", "From", "Date"))
    if not (subject or sender):
        raise ReadingFailed("It is no mail: it has neither a sender nor a subject.")
    receivers = ((name, _header(message, name)) for name in ("To", "Cc"))
    to = "\n".join(f"{name}: {value}" for name, value in receivers if value)
    reading = _body(message, Head(subject, sender, dated, to, ""))
    names = (part.get_filename() or "" for part in message.walk())
    attached = [*filter(None, ("".join(filter(str.isprintable, name)) for name in names))]
    unread = [f"What is attached is not read: {', '.join(attached)}."] if attached else []
    title = answering().sub("", subject, count=1) or subject
    return replace(reading, title=title or None, warnings=(*reading.warnings, *unread))


def _header(message: EmailMessage, name: str) -> str:
    """Return what a header says, decoded, on one line; "" if email fails at it."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError):
        return ""


def _body(message: EmailMessage, head: Head) -> Reading:
    """Return what a mail says below its head: its plain text, or else its page."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        content = part.get_payload(decode=True) if part else None
        if part and isinstance(content, bytes) and content.strip():
            text, warnings = decode(content, part.get_content_charset())
            reading = _read_plain(text, head) if kind == "plain" else _read_page(text, head)
            return replace(reading, warnings=warnings)
    raise ReadingFailed("There is no text in it.")


def _read_plain(text: str, head: Head) -> Reading:
    """Return the reading of a text without the marks of what is quoted in it, each mail apart."""
    quoted = groupby(text.split("\n"), _depth)
    parts = ("\n".join(_QUOTED.sub("", line, count=1) for line in lines) for _, lines in quoted)
    return read_thread("\n\n".join(parts), head)


def _depth(line: str) -> int:
    marks = _QUOTED.match(line)
    return marks[0].count(">") if marks else 0


def _read_page(text: str, head: Head) -> Reading:
    """Return the reading of a page, all of which is the mail."""
    page = parse(text)
    dropped = drop_hidden(page)
    prepare(page)
    for line_break in page.iter("br"):
        line_break.tag, line_break.tail = "span", f"{_BREAK}{line_break.tail or ''}"
    readings = [*_runs([*blocks_of(page)], head)]
    return Reading(
        tuple(block for one in readings for block in one.blocks),
        sent=tuple(day for one in readings for day in one.sent),
        dropped=dropped,
    )


def _runs(blocks: list[Block], head: Head) -> Iterator[Reading]:
    """Yield the readings of a page's paragraphs, as those of a text, and of what else it has."""
    yield read_thread("", head)
    for is_text, run in groupby(blocks, lambda one: not (one.level or one.is_table)):
        if is_text:
            text = "\n\n".join(block.text for block in run)
            yield read_thread(text.replace(_BREAK, "\n"), _NO_HEAD)
        else:
            yield Reading(
                tuple(replace(block, text=block.text.replace(_BREAK, " ")) for block in run)
            )
