"""Reads what is typed in an unusual way as it is meant: letters that are set apart, and a text that
is all in capitals. Pure.

The embedding model makes nothing of "m e e t i n g", and of capitals another thing than of small
letters. Whether a request is unsafe does not depend on either.
"""

import re

_APART = re.compile(
    r"(?<![^\W_])[^\W\d_](?P<between>[ ._*-])(?:[^\W\d_](?P=between)){2,}[^\W\d_](?![^\W_])"
)
"""Four letters or more with the same mark or space between them; two spaces part words."""
_BETWEEN = re.compile(r"[ ._*-]")
_WORDS = 2
"""So many words are no acronym: "CSAM"."""


def plainly_typed(text: str) -> str:
    """Return a text with letters that are set apart put together, and small if it is all in
    capitals."""
    text = _APART.sub(lambda found: _BETWEEN.sub("", found[0]), text)
    is_all_capitals = text.isupper() and len(text.split()) > _WORDS
    return text.lower() if is_all_capitals else text
