"""Tells whether a sentence can say what a thing is that has no name: "What is encryption?". Pure.

Sentences that only mention such a thing are near the question, and the reader takes them for
answers. One that says what it is begins with it. defining.json holds, for each language in which a
question that asks what something is asks for nothing else, the words that make it one on a
property ("What is the fine?"); in the others the two look alike.
"""

from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    Wanted,
    asks_what_it_is,
    said_beside,
    wanted,
)
from assistant.wording.facts import facts
from assistant.wording.names import is_written_as_one, names
from assistant.wording.subject import is_of_the_forum
from vectorstore.acronyms import is_acronym
from vectorstore.data import read_data
from vectorstore.findings import Candidate
from vectorstore.month_names import is_month
from vectorstore.terms import WORD, is_stop_word, terms

_ASKED: frozenset[Wanted] = frozenset({*POINTING_BACK, "meaning", "all"})
_MOST = 3
"""So many telling words say what thing is meant."""


def only_mentions(question: str, language: str, one: Candidate) -> bool:
    """Tell whether a question asks what a thing without a name is, and a sentence in its language
    does not begin with that thing: it is then no more than mentioned."""
    said = _thing(question, language)
    return bool(said) and one.language == language and not _begins_with(said, one)


def _thing(question: str, language: str) -> frozenset[str]:
    """Return the terms of the thing without a name which a question asks what it is; none if it
    asks anything else."""
    of_a_property = read_data(__package__, "defining.json").get(language)
    if of_a_property is None or not asks_what_it_is(question, language):
        return frozenset()
    asks, words = wanted(question, language), WORD.findall(question)
    said = frozenset(said_beside(asks, question, language))
    is_else = (
        not asks <= _ASKED
        or len(said) > _MOST
        or any(word.lower() in of_a_property or word[0].isdigit() for word in words)
        or any(is_of_the_forum(word, language) for word in words if terms(word, language))
        or any(map(is_acronym, words))
        or bool(facts(question, language).dates)
        or any(is_written_as_one(name, language) for name in names(question, language))
    )
    return frozenset() if is_else else said


def _begins_with(said: frozenset[str], one: Candidate) -> bool:
    """Tell whether nothing but dates, small words and the Forum's name ("The EU handbook") stands
    before the terms of a thing, or between them, in a sentence."""
    language, left = one.language, set(said)
    for word in WORD.findall(one.wording):
        if not left.isdisjoint(terms(word, language)):
            left.difference_update(terms(word, language))
        elif not (
            is_stop_word(word, language)
            or word[0].isdigit()
            or is_month(word, language)
            or is_of_the_forum(word, language)
        ):
            break
    return not left
