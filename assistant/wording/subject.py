"""What questions and documents are about unless they say otherwise: the Forum. Pure functions.

Staff ask "Who chaired the third meeting?" and mean the Forum's, also where another body's documents
tell who chaired its third meeting.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.wording.held import Held, held_by
from assistant.wording.names import Name, names
from vectorstore.acronyms import alternatives, short_forms
from vectorstore.terms import WORD

SUBJECT = "EU Internet Forum"

_UNION = "EU"


@lru_cache(maxsize=1 << 12)
def is_of_the_forum(word: str, language: str) -> bool:
    """Tell whether the Forum's name has a word, in any language."""
    return _forum().holds(word, language)


@lru_cache(maxsize=1 << 12)
def is_the_union(word: str, language: str) -> bool:
    """Tell whether a word is the EU, in any language."""
    return held_by(_UNION, "en").holds(word, language)


def presumed(question: str, language: str) -> str:
    """Return what a question is about that names nothing, or nothing but words of the Forum's name
    ("the Forum", "the EU"), which others have in theirs; empty if it names anything else."""
    return "" if named_besides(question, language) else SUBJECT


def named_besides(question: str, language: str) -> list[Name]:
    """Return the names that a question surely has and the Forum has not."""
    return [
        name
        for name in names(question, language)
        if name.sure and not is_of_the_forum(name.word, language)
    ]


def names_another(question: str, language: str) -> bool:
    """Tell whether a question surely names anything but the Forum, in whatever language."""
    return any(name.sure for name in _forum().lacks(question, language))


def own_words(words: Sequence[re.Match[str]], text: str, language: str) -> list[int]:
    """Return the places of the words that the Forum's name has, of some words of a text; none if
    they do not name it, as "EU" alone does not."""
    acronyms, known_as = set(short_forms(SUBJECT)), alternatives(text)
    own = [
        place
        for place, word in enumerate(words)
        if is_of_the_forum(word[0], language) or acronyms.intersection(known_as.get(word[0], ()))
    ]
    return own if any(not is_the_union(words[place][0], language) for place in own) else []


def names_the_forum(text: str, language: str) -> bool:
    """Tell whether a text names the Forum."""
    return bool(own_words(list(WORD.finditer(text)), text, language))


def _forum() -> Held:
    return held_by(SUBJECT, "en")
