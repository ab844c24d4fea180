"""Finds the numbered part of a document that a question asks for: "What does article 7 say?". Pure.

No sentence of an article says that it is that article's; its heading does. The word before the
number is held against the heading's, so that no list of such words is needed in any language.
"""

import re

from assistant.deciding.answerability import Evidence
from assistant.deciding.naming import Named
from assistant.understanding.asking import CERTAIN, has_question_word, wanted, without_opening
from assistant.wording.facts import facts
from assistant.wording.held import held_by
from assistant.wording.names import plain_form
from assistant.wording.subject import named_besides
from vectorstore.language import terms

_NUMBERED = re.compile(r"\W*([^\W\d_]{3,}\.?)\s+(\d{1,3}[a-z]?)\b(?!\.\d)", re.IGNORECASE)
_LONG, _ENDING = 6, 2
"""So many letters at the end of a word of so many may be those of a case, or of another language:
"článku 7" is "Článek 7", and "Artikel 7" is "Article 7"."""
_SAID_ALONG = 1
"""So many telling words may stand along: "say" does in some languages."""


def numbered(question: str, language: str) -> Named | None:
    """Return what tells whether a sentence stands in the numbered part that a question asks for,
    and for nothing closer of it; None if it asks for none."""
    question = without_opening(question, language)
    found = list(_NUMBERED.finditer(question))
    if len(found) != 1 or wanted(question, language) & CERTAIN or facts(question, language).dates:
        return None
    word, number = found[0].groups()
    named = [one.word for one in named_besides(question, language) if one.word not in found[0][0]]
    along = {*terms(question, language)}.difference(
        terms(" ".join([found[0][0], *named]), language)
    )
    most = _SAID_ALONG if has_question_word(question, language) else 0  # else it checks something
    if not terms(word, language) or len(along) > most:
        return None

    def stands_there(one: Evidence) -> bool:
        titled = held_by(one.hit.document.title, one.language)
        headings = filter(None, map(_NUMBERED.match, one.hit.passage.headings))
        return all(titled.holds_in(question, name, language) for name in named) and any(
            _is_one(word, head[1]) and number.lower() == head[2].lower() for head in headings
        )

    return stands_there


def _is_one(word: str, other: str) -> bool:
    """Tell whether two words are one, but for their ends, or one is short for the other."""
    one, another = (plain_form(each.rstrip(".")) for each in (word, other))
    if word.endswith(".") or other.endswith("."):
        return another.startswith(one) or one.startswith(another)
    shorter = min(len(one), len(another))
    least = shorter - _ENDING if shorter >= _LONG else max(len(one), len(another))
    return one[:least] == another[:least] and abs(len(one) - len(another)) <= _ENDING
