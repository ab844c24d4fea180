"""Reads questions on whatever somebody does, did or said: "What is Europol's role?", "How is GIFCT
involved?", "What did Brunner say?". Pure functions.

Hardly any sentence says it in these words, and whatever tells of somebody may tell it. deeds.json
holds, for each language, the words that ask what somebody "does" and what somebody "says".
"""

from functools import cache
from typing import Literal

from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    Wanted,
    has_question_word,
    said_beside,
    wanted,
)
from assistant.wording.names import names
from assistant.wording.subject import own_words
from vectorstore.acronyms import words_of_bodies
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, terms, terms_of

_ASKED: frozenset[Wanted] = frozenset({*POINTING_BACK, "all", "latest", "membership"})
"""What else a question for deeds may seem to ask for: "in the Forum" may also say who belongs."""


def whose_deeds(question: str, language: str) -> frozenset[str]:
    """Return whom a question names, each by a word, that asks what they do or did, and says nothing
    else but that it is on the Forum; none if it asks anything else."""
    asks = wanted(question, language)
    if asks - _ASKED:
        return frozenset()
    telling = {*said_beside(asks, question, language)}
    words = list(WORD.finditer(question))
    own = own_words(words, question, language)
    said = [word[0] for place, word in enumerate(words) if place not in own and len(word[0]) > 1]
    asking = {word for word in said if is_of_deeds(word, language)}
    others = (word for word in said if word not in asking and not has_question_word(word, language))
    whose = frozenset(word for word in others if not telling.isdisjoint(terms(word, language)))
    named = words_of_bodies(question) | {name.word for name in names(question, language)}
    return whose if asking and whose <= named else frozenset()


def is_of_deeds(word: str, language: str) -> bool:
    """Tell whether a word asks what somebody does or says."""
    return _asks("does", word, language) or asks_what_is_said(word, language)


def asks_what_is_said(word: str, language: str) -> bool:
    """Tell whether a word asks what somebody says or thinks, or calls them no more than those who
    do: "delegation"."""
    return _asks("says", word, language)


def _asks(kind: Literal["does", "says"], word: str, language: str) -> bool:
    listed, stems = _deeds(kind, known(language))
    return word.lower() in listed or not stems.isdisjoint(terms(word, language))


@cache
def _deeds(kind: Literal["does", "says"], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words, which may be common verbs ("do"), and their stems."""
    listed: list[str] = read_data(__package__, "deeds.json")[language][kind]
    return frozenset(listed), terms_of(listed, language)
