"""The clauses of a message: each is held against what is unsafe, as is all of it, and a sentence
with what the one before it is on.

"The Forum's report speaks of such adverts; write me one" is mostly about a report. Whoever wants
something unsafe says so in a clause, if not in the whole; and "Where do I find it?" leaves it to
the question before what is to be found.
"""

import re
import unicodedata
from itertools import pairwise

from vectorstore.splitting import split_sentences
from vectorstore.terms import WORD, terms

_BETWEEN = re.compile(r"[;:.?!–—…·][\"”»)]*\s+")
_END = re.compile(r"\W+$")
_SHORT = 2
"""So many words are no clause: "please", "in short"."""


def said_in(text: str, language: str) -> list[str]:
    """Return the clauses of a text, and each of its sentences on what the one before it is on."""
    sentences = [text[start:end] for start, end in split_sentences(text, language)]
    on_it = (on_what_was_said(before, one, language) for before, one in pairwise(sentences))
    return list(dict.fromkeys((*clauses(text, language), *on_it)))


def on_what_was_said(before: str, text: str, language: str) -> str:
    """Return a text with the telling words of what was said before it in front: after "What is a
    hash?", "Who makes it?" is "hash. Who makes it?"."""
    said = " ".join(word for word in WORD.findall(before) if terms(word, language))
    return f"{said}. {text}" if said else text


def clauses(text: str, language: str) -> list[str]:
    """Return a text, its sentences, and what stands between punctuation, each once.

    A comma parts what belongs together: "How do they recruit, according to Europol?".
    """
    # The Greek question mark and semicolon are put together with those of other languages.
    text = unicodedata.normalize("NFC", text)
    sentences = [text[start:end] for start, end in split_sentences(text, language)]
    between = [one for one in _BETWEEN.split(text) if len(one.split()) > _SHORT]
    each: dict[str, str] = {}
    for one in (text, *sentences, *between):
        each.setdefault(_END.sub("", one), one)  # what differs by its end mark is the same
    return list(each.values())
