"""Reads what is typed in an unusual way as it is meant: letters that are set apart, figures that
stand for letters, and a text that is all in capitals. Pure.

The embedding model makes nothing of "m e e t i n g" and "m33ting", and of capitals another thing
than of small letters. Whether a request is unsafe does not depend on any of these.
"""

import re
from itertools import product

from vectorstore.dictionaries import is_small_word

_APART = re.compile(
    r"(?<![^\W_])[^\W\d_](?P<between>[ ._*-])(?:[^\W\d_](?P=between)){2,}[^\W\d_](?![^\W_])"
)
"""Four letters or more with the same mark or space between them; two spaces part words."""
_BETWEEN = re.compile(r"[ ._*-]")
_SHORT_APART = re.compile(r"(?:^|(?<=\s\s))[^\W\d_](?: [^\W\d_]){1,2}(?=\s\s|$)")
"""A shorter word whose letters are set apart, beside a longer one."""
_MIXED = re.compile(r"(?<![\w@$])[a-z]+[013457@$][a-z013457@$]*(?![\w@$])")
"""A word with figures after its first letter: "b00k", "h1story", but not "4th"."""
_LETTERS = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_MOST_FIGURES = 6
_ENGLISH = "en"
"""What is typed with figures is hardly told from other languages."""
_WORDS = 2
"""So many words are no acronym: "CSAM"."""


def plainly_typed(text: str, language: str) -> str:
    """Return a text with letters that are set apart put together, letters for figures that stand
    for them, and small if it is all in capitals."""
    if _APART.search(text):
        text = _SHORT_APART.sub(lambda found: found[0].replace(" ", ""), text)
    text = _APART.sub(lambda found: _BETWEEN.sub("", found[0]), text)
    is_all_capitals = text.isupper() and len(text.split()) > _WORDS
    text = text.lower() if is_all_capitals else text
    return _MIXED.sub(lambda found: _in_letters(found[0], language), text)


def _in_letters(word: str, language: str) -> str:
    """Return a word without figures that stand for letters, if that makes a word; else as it is."""
    if sum(letter in _LETTERS for letter in word) > _MOST_FIGURES:
        return word
    read = map("".join, product(*(_LETTERS.get(letter, letter) for letter in word)))
    spoken = (language, _ENGLISH)
    return next((one for one in read if any(is_small_word(one, each) for each in spoken)), word)
