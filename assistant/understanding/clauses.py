"""The clauses of a message: each is held against what is unsafe, as is all of it.

"The Forum's report speaks of such adverts; write me one" is mostly about a report. Whoever wants
something unsafe says so in a clause, if not in the whole.
"""

import re
import unicodedata

from vectorstore.splitting import split_sentences

_BETWEEN = re.compile(r"[;:.?!–—…·][\"”»)]*\s+")
_END = re.compile(r"\W+$")
_SHORT = 2
"""So many words are no clause: "please", "in short"."""


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
