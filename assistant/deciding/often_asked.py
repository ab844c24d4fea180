"""Finds what stands under a heading that asks just what a question asks, as in answers to what is
often asked; or behind such a question at the beginning of a paragraph, as in the defensive points
of a briefing. Pure."""

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
from assistant.wording.fragments import is_asked
from assistant.wording.held import Held, held_by
from assistant.wording.subject import SUBJECT, named_besides
from vectorstore.findings import AnyCandidate, Candidate, hits_of
from vectorstore.passages import context
from vectorstore.points import is_listed
from vectorstore.terms import WORD, words_by_term

_SEVERAL = 2
"""So many telling words of a question a heading has that asks it and goes on."""


def asked_alike(
    question: str, language: str, found: Sequence[Candidate], asking: str = ""
) -> Holds:
    """Return a test for whether a sentence stands under a heading, or behind a question, that asks
    just the question, as in answers to what is often asked ("How do I apply?").

    Both ask for the same kind of thing, and what more the question says is whose page that is, or
    what another heading found of it asks for ("What is the AAB?"). If no more than the end of the
    question is `asking`, as of "Who may join? What does it cost?", the rest tells on what.
    """
    asking = asking or question
    said = words_by_term(question, language)
    telling = said.keys() & _telling(question, language)
    now = said.keys() & _telling(asking, language)

    @cache
    def is_asked_by(heading: str) -> bool:
        own = _telling(heading, language)
        is_asked = own <= telling and bool(own & now if now else own)
        return is_asked and _ask_one_kind(asking, heading, language)

    def stands_there(one: Candidate) -> bool:
        heading = _own_question(one, language)
        if not heading or not is_asked_by(heading):
            return False
        rest = (said[stem] for stem in now - _telling(heading, language))
        around = _held_around(one, found)
        return all(map(partial(around.holds_in, question, language=language), rest))

    return stands_there


def asked_further(
    question: str, language: str, found: Sequence[AnyCandidate], asking: str = ""
) -> list[AnyCandidate]:
    """Return what the one heading or question is over that asks the question and goes on: "Who
    checks the labels before they are printed?" for who checks the labels of that page. Several
    words of the question are in it, one of them of what is `asking`, and it adds no name, figure or
    date."""
    asking = asking or question
    said = words_by_term(question, language)
    telling = said.keys() & _telling(question, language)
    now = said.keys() & _telling(asking, language)

    def goes_on(one: AnyCandidate) -> bool:
        heading = _own_question(one, language)
        own = _telling(heading, language)
        stated = facts(heading, language)
        if (
            len(own & telling) < _SEVERAL
            or own.isdisjoint(now)
            or not _ask_one_kind(asking, heading, language)
            or named_besides(heading, language)
            or stated.dates
            or stated.numbers
        ):
            return False
        rest = (said[stem] for stem in telling - own)
        return all(map(partial(_held_around(one, ()).holds_in, question, language=language), rest))

    there = list(filter(goes_on, found))
    asked = {(one.hit.document.id, _own_question(one, language)) for one in there}
    is_one = len(asked) == 1
    return there if is_one else []


def _own_question(one: Candidate, language: str) -> str:
    """Return the question that heads a sentence in a language; empty if none does."""
    if one.language != language:
        return ""
    *_, heading = one.hit.passage.headings or ("",)
    return _asked_before(one) or (heading if _is_question(heading, language) else "")


def _asked_before(one: Candidate) -> str:
    """Return the question that a sentence answers because it stands behind it; empty if none does.
    The question begins a paragraph: what stands behind it there answers it, or what stands in the
    next if it is alone; and the list below that."""
    passage = one.hit.passage
    if _is_question(one.wording, one.language):
        return ""
    before = passage.sentences[: one.place]
    for nth in reversed(range(len(before))):
        sentence = before[nth]
        if not _is_question(wording := passage.wording(sentence), one.language):
            continue
        begins = not nth or passage.begins_line(sentence.start)
        follows = passage.sentences[nth + 1].start
        ends = follows if passage.begins_line(follows) else sentence.end
        _, *lines = passage.between(ends, one.sentence.end).split("\n")
        return wording if begins and all(is_listed(line) for line in lines if line) else ""
    return ""


def _is_question(text: str, language: str) -> bool:
    return is_asked(text) or (language == "el" and text.endswith(";"))


def _ask_one_kind(question: str, heading: str, language: str) -> bool:
    """Tell whether a question and a heading ask for the same kinds of things, or deny them."""
    kinds, own = (wanted(one, language) - {*POINTING_BACK} for one in (question, heading))
    denied, own_denied = (bool(facts(one, language).denied) for one in (question, heading))
    return kinds == own and denied == own_denied


def _held_around(one: Candidate, found: Sequence[Candidate]) -> Held:
    """Return what the page of a sentence says of itself, above the last heading, and what further
    questions head it that were found, asking for one thing by its name."""
    document, headings = one.hit.document, one.hit.passage.headings
    is_asked = headings and _is_question(headings[-1], one.language)
    above = headings[:-1] if is_asked else headings
    around = f"{document.publisher or ''}\n{context(document, above)}\n{SUBJECT}"
    others = (hit for hit in hits_of(found) if hit.document.id == document.id)
    heads = dict.fromkeys(hit.passage.headings[-1] for hit in others if hit.passage.headings)
    asked = (head for head in heads if len(_telling(head, one.language)) == 1)
    return held_by("\n".join([around, *asked]), one.language)


def _telling(heading: str, language: str) -> set[str]:
    """Return the index terms of a heading that is a question, beside those that ask."""
    kinds = wanted(heading, language) - {*POINTING_BACK}
    spoken = " ".join(word for word in WORD.findall(heading) if not has_pronoun(word, language))
    return set(said_beside(kinds, spoken, language))
