"""Reads questions on what the Forum is, and why it was set up. Pure functions.

It is what people ask first, and no sentence says it: documents say what the Forum deals with, and
what for. To a search, whatever names the Forum in the asker's language is nearer.
introduction.json holds, for each language, what says that something came to be.
"""

import re
from functools import cache

from assistant.understanding.asking import Wanted, wanted, without
from assistant.understanding.phrases import question_words
from assistant.wording.held import held_by
from assistant.wording.subject import SUBJECT, own_words
from vectorstore.data import read_data
from vectorstore.terms import WORD, terms

INTRODUCED = f"What is the {SUBJECT}, and what are its aims?"

_NOT_ALONE = "EU Internet"
_LONG = len("Internet") + 4
"""A longer word that begins like it is a compound: "internetifoorum"."""
_ASKING: tuple[Wanted, ...] = ("meaning", "overview", "reason")


def introduction(question: str, language: str) -> str:
    """Return how a question is read that asks what the Forum is, why it was set up, or for an
    overview of it; empty if it asks anything else."""
    asks = wanted(question, language)
    if not asks <= {*_ASKING}:
        return ""
    for kind in _ASKING:
        question = without(kind, question, language) if kind in asks else question
    question = re.sub(rf"\b(?:{question_words(language)})\b", " ", question, flags=re.IGNORECASE)
    idle = _founded(language) if "reason" in asks else frozenset[str]()
    said = [
        word for word in WORD.finditer(question) if not idle.issuperset(terms(word[0], language))
    ]
    own = own_words(said, question, language)
    others, named = held_by(_NOT_ALONE, "en"), [said[place][0] for place in own]
    if not any(len(word) > _LONG or not others.holds(word, language) for word in named):
        return ""
    # What stands within the Forum's name belongs to it: "Forum UE do spraw Internetu".
    return INTRODUCED if own[-1] - own[0] == len(said) - 1 else ""


@cache
def _founded(language: str) -> frozenset[str]:
    """Return what says that something came to be, stemmed."""
    listed: dict[str, list[str]] = read_data(__package__, "introduction.json")
    return frozenset(terms(" ".join(listed.get(language, ())), language))
