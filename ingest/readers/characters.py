"""Characters that nobody sees, or that stand for others: a quote must read as people saw it."""

import re
import unicodedata
from collections import Counter

_HIDDEN = {
    "zero-width characters": "\u180e\u200b-\u200d\u2060-\u2064\u3164\uffa0\ufeff\u115f\u1160",
    "bidirectional controls": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "tag characters": "\U000e0000-\U000e007f",
    # One of them after a picture says how it is drawn; a row of them can hold a message.
    "variation selectors": "\ufe00-\ufe0f\U000e0100-\U000e01ef",
}
"""None of these is needed to write any of the official languages of the EU."""

_KINDS = [(kind, re.compile(f"[{span}]")) for kind, span in _HIDDEN.items()]
_ANY = re.compile(f"[{''.join(_HIDDEN.values())}\u00ad]")
_BLANKS = re.compile(r"[^\S\n]+")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d", "\u2022"))
"""Symbol fonts draw bullets for characters of private use."""


def whole(text: str) -> str:
    """Return a text in which the two halves of a character are put together, as JSON escapes some
    ("\\ud83d\\ude00").

    A half alone, which nothing can store, becomes the sign for what is lost; so does what is not
    UTF-8 in a file's name.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean(text: str) -> tuple[str, Counter[str]]:
    """Return a text as people saw it, and how many hidden characters of each kind were in it.

    Soft hyphens go, ligatures become letters, letters and their accents are put together, and
    all blanks become spaces.
    """
    if text.isascii():
        return _blanks(text), Counter()
    text = whole(text)
    unseen = Counter({kind: len(found) for kind, span in _KINDS if (found := span.findall(text))})
    text = _ANY.sub("", text).translate(_BULLETS)
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _blanks(unicodedata.normalize("NFC", text)), unseen


def _blanks(text: str) -> str:
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()
