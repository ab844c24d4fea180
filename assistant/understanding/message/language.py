"""Tells in which language something is asked. Pure functions."""

import re
from collections.abc import Sequence

from assistant.conversation import Turn, questions
from assistant.understanding.message.mail import mail
from assistant.understanding.phrases.asking import asks_or_follows_up
from assistant.understanding.phrases.named import WORD
from vectorstore.acronyms import is_acronym
from vectorstore.dictionaries import is_small_word, is_word
from vectorstore.language import LANGUAGES, detect
from vectorstore.terms import is_stop_word, terms

_ALONE = re.compile(r"(?<![\w-])[^\W_]+(?![\w-])")
"""A word that is joined to no other."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_TELLING_LANGUAGE = 4
"""So many words, without numbers, tell their language; fewer are in that of what went before."""

_ENGLISH = "en"


def language_of(question: str, history: Sequence[Turn]) -> str:
    """Return the language of a question, which a short follow-up shares with what went before."""
    return language_of_last([*questions(history), question])


def language_of_last(asked: Sequence[str]) -> str:
    """Return the language of the last of the questions."""
    *before, last = asked
    last = mail(last).said
    long_enough = sum(not word[0].isdigit() for word in WORD.findall(last)) >= _TELLING_LANGUAGE
    if before and not long_enough:
        return _turned_to(last, language_of_last(before))
    telling = _without_acronyms(last)
    found = _ENGLISH if _is_english_keywords(telling) else detect(telling)
    if not before:
        asks = long_enough or asks_or_follows_up(last, found)
        return found if asks else _turned_to(last, found)
    said = _small(last)
    if _has_all(said, found):
        return found
    spoken = language_of_last(before)  # "Vem leder Knowledge Hub?" is no Danish after Swedish
    return spoken if _has_all(said, spoken) else found


def _turned_to(last: str, language: str) -> str:
    """Return the language of a few words: that of what went before, or which their letters sound
    like, unless that lacks one of them, and another language has all of them and asks or follows up
    so: "et pourquoi ?" after English, "Tietoa Discordista"."""
    said = _small(last)
    if _has_all(said, language):
        return language
    others = {one for one in LANGUAGES if asks_or_follows_up(last, one) and _has_all(said, one)}
    if len(others) < 2:
        return next(iter(others), language)
    found = detect(_without_acronyms(last))
    return found if found in others else language


def _has_all(said: Sequence[str], language: str) -> bool:
    """Tell whether a language has all of some words, written small."""
    return all(is_stop_word(word, language) or is_small_word(word, language) for word in said)


def _small(text: str) -> list[str]:
    """Return the first word of each sentence of a text, and those that are written small."""
    return [
        word.lower()
        for words in _sentences(text)
        for place, word in enumerate(words)
        if place == 0 or word.islower()
    ]


def _sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence of a text."""
    return [re.findall(r"[^\W\d_]+", sentence) for sentence in _SENTENCE_END.split(text)]


def _without_acronyms(text: str) -> str:
    """Return a text without the acronyms of the field, which are the same in any language."""
    return _ALONE.sub(lambda word: "" if is_acronym(word[0]) else word[0], text)


def _is_english_keywords(question: str) -> bool:
    """Tell whether a question is a few words, and no sentence, that are all English ("removal rate
    EU IRU"): so few letters tell no language, and many a word is one in several."""
    said = [
        word
        for words in _sentences(question)
        for place, word in enumerate(words)
        if word.islower() or (place == 0 and word.istitle())
    ]
    return (
        0 < len(said) < _TELLING_LANGUAGE
        and all(len(terms(" ".join(said), language)) == len(said) for language in LANGUAGES)
        and all(is_word(word, _ENGLISH) for word in said)
    )
