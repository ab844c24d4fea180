"""Plain text, and the decoding that every text format shares."""

import itertools
import re

import webencodings
from charset_normalizer import from_bytes

from ingest.readers import Block, Reading, ReadingFailed

_WRAPPED = 60
"""A line at least this long was probably broken to fit a width, not to say something."""
_ITEM = re.compile(r"[-*•‣◦▪·]\s")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return a file's text with plain line ends, and a warning if its encoding was guessed.

    `encoding` is what is said of the file; it is believed if it fits. Raises ReadingFailed for
    what is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _plain(data.decode("utf-16", errors="replace")), ()
    # As browsers do: what calls itself Latin-1 is windows-1252.
    said = webencodings.lookup(encoding) if encoding else None
    if said and not data.startswith(b"\xef\xbb\xbf"):
        try:
            return _plain(said.codec_info.decode(data, "strict")[0]), ()
        except UnicodeDecodeError:
            pass  # a server's default that this file does not follow
    if b"\x00" in data:
        raise ReadingFailed("It is not text (it holds NUL bytes). Give it its right ending.")
    try:
        return _plain(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        guess = from_bytes(data).best()
    if guess is None:
        raise ReadingFailed("Its encoding cannot be told. Save it as UTF-8.")
    return _plain(str(guess)), (
        f"Not UTF-8, so read as {guess.encoding}; if letters look wrong, save it as UTF-8.",
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes, encoding: str | None = None) -> Reading:
    """Read plain text: paragraphs between blank lines. Its file's name is the title."""
    text, warnings = decode(data, encoding)
    paragraphs = [unwrap(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return Reading(tuple(Block(part) for part in paragraphs), warnings=warnings)


def unwrap(paragraph: str) -> str:
    """Join lines that were broken only to fit a width; an item of a list begins a line."""
    lines = [re.sub(r"\s+", " ", line).strip() for line in paragraph.strip().split("\n")]
    joined = lines[0]
    for previous, line in itertools.pairwise(lines):
        is_broken = len(previous) >= _WRAPPED and not _ITEM.match(line)
        joined += (" " if is_broken else "\n") + line
    return joined
