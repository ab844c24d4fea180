"""The decoding that every text format shares: from bytes to text, whatever encoding they are in."""

import webencodings

from ingest.readers import ReadingFailed
from vectorstore.language import SAMPLE, detect
from vectorstore.terms import LETTERS, is_stop_word

_CODE_PAGES = {
    "windows-1252": frozenset(["da", "de", "en", "es", "fi", "fr", "ga", "it", "nl", "pt", "sv"]),
    "windows-1250": frozenset(["cs", "hr", "hu", "pl", "ro", "sk", "sl"]),
    "windows-1257": frozenset(["et", "lt", "lv"]),
    "windows-1251": frozenset({"bg"}),
    "windows-1253": frozenset({"el"}),
    "iso-8859-3": frozenset({"mt"}),
}
"""In which files that are not UTF-8 are written, as a rule, in each official language."""


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
        page = _code_page(data)
    return _plain(data.decode(page)), (
        f"Not UTF-8, so read as {page}; if letters look wrong, save it as UTF-8.",
    )


def _code_page(data: bytes) -> str:
    """Return the code page in which a text makes most sense: that of the language which it then
    seems to be in, with the most of that language's small words. Raises ReadingFailed.

    Statistics of letters took Danish for Czech and "März" for Chinese.
    """
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    found: dict[str, int] = {}
    for page, languages in _CODE_PAGES.items():
        try:
            data.decode(page)
        except UnicodeDecodeError:
            continue
        text = telling.decode(page)
        language = detect(text)
        if language in languages:
            found[page] = sum(is_stop_word(word, language) for word in LETTERS.findall(text))
    if not found:
        raise ReadingFailed("Its encoding cannot be told. Save it as UTF-8.")
    return max(found, key=found.__getitem__)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
