"""Reads questions on what the Forum is, how it works, why it was set up, and since when it exists.
Pure.

It is what people ask first, and no sentence says it in their words: documents say what the Forum
deals with, what for, and when it was launched. To a search, whatever names the Forum in the asker's
language is nearer. introduction.json holds, for each language, what says that something came to be
("founded") and that it works.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from assistant.understanding.phrases.asking import Wanted, asks_how, telling, wanted, without
from assistant.understanding.phrases.patterns import question_words
from assistant.wording.held import held_by
from assistant.wording.subject import SUBJECT, own_words
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, is_stop_word, terms, terms_of

INTRODUCED = f"What is the {SUBJECT}, and what are its aims?"
LAUNCHED = f"When was the {SUBJECT} launched?"

_NOT_ALONE = "EU Internet"
_LONG = len("Internet") + 4
"""A longer word that begins like it is a compound: "internetifoorum"."""
_ASKING: tuple[Wanted, ...] = ("meaning", "overview", "reason")


def introduction(question: str, language: str) -> str:
    """Return how a question is read that asks what the Forum is, how it works, why it was set up,
    since when it exists, or for an overview of it; empty if it asks anything else."""
    asks = wanted(question, language)
    if "overview" in asks and asks <= {*_ASKING, "all"} and _is_named_alone(question, language):
        return INTRODUCED
    if asks != {"time"} and not asks <= {*_ASKING}:
        return ""
    said_of_it = _said_of_it("founded", language) if asks & {"reason", "time"} else frozenset()
    if asks_how(question, language):
        said_of_it = _said_of_it("working", language)
    for kind in (*_ASKING, "time"):
        question = without(kind, question, language) if kind in asks else question
    question = re.sub(rf"\b(?:{question_words(language)})\b", " ", question, flags=re.IGNORECASE)
    said = [
        word
        for word in WORD.finditer(question)
        if not said_of_it.issuperset(terms(word[0], language))
    ]
    own = own_words(said, question, language)
    if not _name_it([said[place][0] for place in own], language):
        return ""
    if own[-1] - own[0] < len(said) - 1:
        return ""
    # What a small word joins to the Forum's name belongs to it: "Forum UE do spraw Internetu", but
    # not "Does the Forum meet online?".
    within = (word for place, word in enumerate(said) if place not in own)
    if not all(_is_joined(word, question, language) for word in within):
        return ""
    return LAUNCHED if "time" in asks else INTRODUCED


def _is_named_alone(question: str, language: str) -> bool:
    """Tell whether a question says nothing beside what it asks for but the Forum: "Give me three
    facts about the Forum"."""
    words = list(WORD.finditer(question))
    own = [words[place][0] for place in own_words(words, question, language)]
    return _name_it(own, language) and telling(question, language) <= terms_of(own, language)


def _name_it(words: Sequence[str], language: str) -> bool:
    """Tell whether words of the Forum's name name it, and not just the EU or the internet."""
    others = held_by(_NOT_ALONE, "en")
    return any(len(word) > _LONG or not others.holds(word, language) for word in words)


def _is_joined(word: re.Match[str], question: str, language: str) -> bool:
    """Tell whether a small word stands beside a word of a question."""
    before, after = WORD.findall(question[: word.start()]), WORD.findall(question[word.end() :])
    return any(is_stop_word(one, language) for one in (*before[-1:], *after[:1]))


@cache
def _said_of_it(kind: Literal["founded", "working"], language: str) -> frozenset[str]:
    """Return what says that something came to be, or works, stemmed."""
    return terms_of(read_data(__package__, "introduction.json")[known(language)][kind], language)
