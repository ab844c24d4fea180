"""Finds what stands under a heading that asks just what a question asks, as in answers to what is
often asked. Pure."""

from collections.abc import Sequence
from functools import cache, partial

from assistant.deciding.naming import Holds
from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    said_beside,
    wanted,
)
from assistant.understanding.phrases.named import has_pronoun
from assistant.wording.facts import facts
from assistant.wording.held import Held, held_by
from assistant.wording.subject import SUBJECT, named_besides
from vectorstore.findings import AnyCandidate, Candidate, hits_of
from vectorstore.passages import context
from vectorstore.terms import WORD, words_by_term

_ASKS = ("?", "\u037e", ";")
"""What a question ends with, in Greek as well."""
_SEVERAL = 2
"""So many telling words of a question a heading has that asks it and goes on."""


def asked_alike(question: str, language: str, found: Sequence[Candidate]) -> Holds:
    """Return a test for whether a sentence stands under a heading that asks just the question, as
    in answers to what is often asked ("How do I apply?").

    Both ask for the same kind of thing, and what more the question says is whose page that is, or
    what another heading found of it asks for ("What is the AAB?").
    """
    said = words_by_term(question, language)
    telling = said.keys() & _telling(question, language)

    @cache
    def is_asked_by(heading: str) -> bool:
        own = _telling(heading, language)
        return bool(own) and own <= telling and _ask_one_kind(question, heading, language)

    def stands_there(one: Candidate) -> bool:
        heading = _own_question(one, language)
        if not heading or not is_asked_by(heading):
            return False
        rest = (said[stem] for stem in telling - _telling(heading, language))
        around = _held_around(one, found)
        return all(map(partial(around.holds_in, question, language=language), rest))

    return stands_there


def asked_further(
    question: str, language: str, found: Sequence[AnyCandidate]
) -> list[AnyCandidate]:
    """Return what stands under the one heading that asks the question and goes on: "Who checks the
    labels before they are printed?" for who checks the labels of that page. Several words of the
    question are in it, and it adds no name, figure or date."""
    said = words_by_term(question, language)
    telling = said.keys() & _telling(question, language)

    def goes_on(one: AnyCandidate) -> bool:
        heading = _own_question(one, language)
        own = _telling(heading, language)
        stated = facts(heading, language)
        if (
            len(own & telling) < _SEVERAL
            or not _ask_one_kind(question, heading, language)
            or named_besides(heading, language)
            or stated.dates
            or stated.numbers
        ):
            return False
        rest = (said[stem] for stem in telling - own)
        return all(map(partial(_held_around(one, ()).holds_in, question, language=language), rest))

    there = list(filter(goes_on, found))
    is_one = len({(one.hit.document.id, one.hit.passage.headings) for one in there}) == 1
    return there if is_one else []


def _own_question(one: Candidate, language: str) -> str:
    """Return the question that heads a sentence in a language; empty if none does."""
    *_, heading = one.hit.passage.headings or ("",)
    return heading if one.language == language and heading[-1:] in _ASKS else ""


def _ask_one_kind(question: str, heading: str, language: str) -> bool:
    """Tell whether a question and a heading ask for the same kinds of things, or deny them."""
    kinds, own = (wanted(one, language) - {*POINTING_BACK} for one in (question, heading))
    denied, own_denied = (bool(facts(one, language).denied) for one in (question, heading))
    return kinds == own and denied == own_denied


def _held_around(one: Candidate, found: Sequence[Candidate]) -> Held:
    """Return what the page of a sentence says of itself, above the last heading, and what further
    questions head it that were found, asking for one thing by its name."""
    document, (*above, _) = one.hit.document, one.hit.passage.headings
    around = f"{document.publisher or ''}\n{context(document, tuple(above))}\n{SUBJECT}"
    others = (hit for hit in hits_of(found) if hit.document.id == document.id)
    heads = dict.fromkeys(hit.passage.headings[-1] for hit in others if hit.passage.headings)
    asked = (head for head in heads if len(_telling(head, one.language)) == 1)
    return held_by("\n".join([around, *asked]), one.language)


def _telling(heading: str, language: str) -> set[str]:
    """Return the index terms of a heading that is a question, beside those that ask."""
    kinds = wanted(heading, language) - {*POINTING_BACK}
    spoken = " ".join(word for word in WORD.findall(heading) if not has_pronoun(word, language))
    return set(said_beside(kinds, spoken, language))
