"""Tells what, or whom, a question asks the definition of. Pure functions.

"What is GIFCT?", "What does CSEP stand for?" and "Who is Ada Lovelace?" have one name and nothing
else to go by, and "What is the hash database?" only words for it. Documents are on things, and
sentences on people.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.deciding.answerability import Evidence
from assistant.deciding.things import Thing
from assistant.deciding.titles import Titles
from assistant.deciding.unheard import is_surely_one
from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    asks_what_it_is,
    has_question_word,
    wanted,
    without,
    without_joining,
    without_opening,
)
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.fragments import is_signature
from assistant.wording.names import is_written_as_one, names
from assistant.wording.places import places
from assistant.wording.subject import is_of_the_forum, named_besides, own_words
from vectorstore.acronyms import alternatives, words_of_bodies
from vectorstore.dictionaries import is_word
from vectorstore.language import known
from vectorstore.passages import Document
from vectorstore.terms import WORD, terms

_TELLING = 2
"""So many words tell what is meant, if it has no name."""
_PARTICLE = 3
"""So many letters a word has at most that is part of a name: "de", "van"."""
_WHO_IS = 2
"""How many words beside the name "Who is ...?" has at most."""


class Person:
    """Somebody of whom a question asks who they are. A name in it with an ending does not match,
    and asks for something else: "Kes on Europolis?" asks who is at Europol."""

    has_name = True

    def __init__(self, names: Set[str]) -> None:
        self._names = [name.casefold() for name in names]

    def is_named(self, one: Evidence) -> bool:
        """Tell whether a sentence has all their names, with case endings or without."""
        said = [word.casefold() for word in WORD.findall(one.wording)]
        return all(any(word.startswith(name) for word in said) for name in self._names)

    is_alone = is_spoken_of = is_named

    def is_placed(self, one: Evidence) -> bool:
        """Tell whether a sentence says right after the name what they are or for whom they work:
        "Ada Novak (Ministry of the Interior)", "Kind regards, Ada Novak Head of Unit"."""
        is_signed = is_signature(one.wording) and self.is_named(one)
        after = (rf"(?i:\b{re.escape(name)})\w*,? ?\(([^()\d]+)\)" for name in self._names)
        found = filter(None, (re.search(each, one.wording) for each in after))
        return is_signed or any(any(map(str.isupper, each[1])) for each in found)

    def is_mentioned(self, _: Evidence) -> bool:
        """Tell nothing: whoever is mentioned is named."""
        return False

    spells_out = is_mentioned


Definition = Thing | Person
"""What a question asks the definition of: the one thing, or the person."""


def definition(wording: str, alone: str, language: str) -> Definition | None:
    """Return what a question asks the definition of, a thing or a person.

    Return None if it says more than a name or several words for it, or names the Forum. "What does
    GIFCT mean?" asks for one, and so does "Somebody mentioned GIFCT. What is that?": the name is
    then taken from `alone`, the question with what it leans on.
    """
    asks = wanted(wording, language)
    if asks == {"person"} and alone == wording and (person := _person(wording, language)):
        return Person(person)
    # What stands alone may be without "Tell me about".
    is_first = {*WORD.findall(alone)} <= {*WORD.findall(wording)}
    question, said = _asked_of(wording, alone, language, is_first=is_first)
    if not said or _is_of_what_the_forum_does(question, language):
        return None
    bodies = words_of_bodies(question)
    named = bodies | {name.word for name in names(question, language)}
    has_name = said <= named
    if not has_name and (
        said & named or len(said) < _TELLING or not asks_what_it_is(wording, language)
    ):
        return None
    is_open = is_first and _has_a_name_alone(question, said, bodies, wording, language)
    return Thing(question, said, language, has_name=has_name, is_open=is_open)


def _asked_of(wording: str, alone: str, language: str, *, is_first: bool) -> tuple[str, set[str]]:
    """Return a question without the words that ask for a definition, and the words by which it says
    of what; none if it asks anything else."""
    question, asks = wording, wanted(wording, language)
    for kind in ("meaning", "overview"):
        if kind in asks:
            question, asks = without(kind, question, language), asks - {kind}
    if is_first:  # "And what is GIFCT?" is on nothing else
        question, asks = without_opening(question, language), asks - {*POINTING_BACK}
    question = without_joining(question, language)
    said = {
        word
        for word in WORD.findall(question)
        if terms(word, language) and not is_of_the_forum(word, language)
    }
    if not said and asks <= {*POINTING_BACK}:
        return alone, {name.word for name in named_besides(alone, language)}
    return question, set() if asks else said


def _has_a_name_alone(
    question: str, said: Set[str], bodies: Set[str], wording: str, language: str
) -> bool:
    """Tell whether a question, without what begins it in its wording, has nothing but a sure name
    and a word that goes with it ("the")."""
    others = [word for word in WORD.findall(question) if word not in said]
    if len(others) > 1 or has_question_word(question, language):
        return False
    return said - bodies <= {
        one.word
        for one in names(wording, language)
        if is_surely_one(one, wording, language) or not is_word(one.word, language)
    }


def _is_of_what_the_forum_does(question: str, language: str) -> bool:
    """Tell whether a question has the Forum first, and then a word that tells nothing: "What is the
    Forum doing on drugs?", but not "What is the Forum's handbook?"."""
    words = [word for word in WORD.finditer(question) if len(word[0]) > 1]  # no genitive's "s"
    told = [bool(terms(word[0], language)) for word in words]
    own = own_words(words, question, language)
    after = next((place for place in own if place + 1 not in own), -1) + 1
    return bool(own) and not any(told[: own[0]]) and not all(told[after : after + 1])


def _person(question: str, language: str) -> frozenset[str]:
    """Return the names of the person about whom a question like "Who is Ada Lovelace?" asks.

    Return none if it says more than that, or names a place, the Forum or a body with an acronym:
    "Who is GIFCT?" asks for members.
    """
    named = frozenset(
        name.word for name in names(question, language) if is_written_as_one(name, language)
    )
    others = [word for word in WORD.findall(question) if word not in named]
    particles = _particles(question, named, language)
    others = [word for word in others if word not in particles]
    more = (
        word for word in others if terms(word, language) and not has_question_word(word, language)
    )
    if len(others) > _WHO_IS or any(more) or alternatives(question) or places(question, language):
        return frozenset()
    return named if not any(is_of_the_forum(name, language) for name in named) else frozenset()


def _particles(question: str, named: Set[str], language: str) -> frozenset[str]:
    """Return the short words in small letters between the words of a name: "Ursula von der Leyen".
    A word that joins two names is none."""
    spoken = WORD.findall(question)
    places = [place for place, word in enumerate(spoken) if word in named]
    joining = re.compile(ands_and_ors(known(language)))
    return frozenset(
        word
        for word in spoken[min(places, default=0) : max(places, default=0)]
        if word.islower() and len(word) <= _PARTICLE and not joining.fullmatch(word)
    )


def is_introduced(about: Definition, titles: Titles, evidence: Sequence[Evidence]) -> bool:
    """Tell whether anything found says what the thing, or who the person, is, however little it
    weighs.

    Of a thing that is a document with nothing else in its title, a sentence that spells out its
    acronym or, if nothing else is asked, one that names it; of a person, any sentence that names
    them. `titles` compares titles with the question.
    """

    def names_nothing_else(document: Document) -> bool:
        if isinstance(about, Person):  # who is told of in documents on anything
            return True
        title = about.short(document.title, document.language)
        return not titles.names_besides(replace(document, title=title))

    return about.has_name and any(
        about.spells_out(one)
        or about.is_mentioned(one)
        or (about.is_named(one) and names_nothing_else(one.hit.document))
        for one in evidence
    )
