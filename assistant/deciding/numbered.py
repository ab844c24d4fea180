"""Finds the numbered part of a document that a question asks for: "What does article 7 say?". Pure.

No sentence of an article says that it is that article's; its heading does. The word before the
number is held against the heading's, so that no list of such words is needed in any language.
"""

import re

from assistant.deciding.answerability import Evidence
from assistant.deciding.naming import Named
from assistant.understanding.asking import CERTAIN, wanted
from assistant.wording.facts import facts
from assistant.wording.names import plain_form
from vectorstore.language import terms

_NUMBERED = re.compile(r"\W*([^\W\d_]{3,}\.?)\s+(\d{1,3}[a-z]?)\b", re.IGNORECASE)
_ENDING = 2
"""So many letters at the end of a word may be those of a case, or of another language: "článku 7"
is "Článek 7", and "Artikel 7" is "Article 7"."""
_SAID_ALONG = 1
"""So many telling words may stand along: "say" does in some languages."""


def numbered(question: str, language: str) -> Named | None:
    """Return what tells whether a sentence stands in the numbered part that a question asks for,
    and for nothing closer of it; None if it asks for none."""
    found = list(_NUMBERED.finditer(question))
    if len(found) != 1 or wanted(question, language) & CERTAIN or facts(question, language).dates:
        return None
    if len(terms(question, language)) - len(terms(found[0][0], language)) > _SAID_ALONG:
        return None
    word, number = found[0].groups()

    def stands_there(one: Evidence) -> bool:
        headings = filter(None, map(_NUMBERED.match, one.hit.passage.headings))
        return any(
            _is_one(word, head[1]) and number.lower() == head[2].lower() for head in headings
        )

    return stands_there


def _is_one(word: str, other: str) -> bool:
    """Tell whether a word, or what it is short for, is another, but for their ends."""
    one, another = (plain_form(each.rstrip(".")) for each in (word, other))
    if word.endswith("."):
        return another.startswith(one)
    least = max(_ENDING, min(len(one), len(another)) - _ENDING)
    return one[:least] == another[:least] and abs(len(one) - len(another)) <= _ENDING
