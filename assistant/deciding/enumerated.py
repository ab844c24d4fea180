"""Finds the list that a sentence announces in the words of a question: "It has four tasks:". Pure.

Its items say neither what they are nor whose, and the sentence before them says none of them.
"""

from collections.abc import Sequence

from assistant.understanding.phrases.asking import (
    Wanted,
    said_beside,
    wanted,
)
from assistant.wording.facts import facts
from assistant.wording.held import held_by
from vectorstore.findings import AnyCandidate, Candidate, opening_of
from vectorstore.points import is_listed
from vectorstore.terms import WORD, terms

_ALL: frozenset[Wanted] = frozenset({"all", "overview"})


def announced(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the sentence that announces the list which a question asks for, and its items; nothing
    if it asks for anything closer, or several lists are announced so."""
    kinds = wanted(question, language)
    stated = facts(question, language)
    if "all" not in kinds or not kinds <= _ALL or stated.denied or stated.dates:
        return []
    telling = {*said_beside(kinds, question, language)}
    words = [word for word in WORD.findall(question) if telling.intersection(terms(word, language))]
    heads = [one for one in found if _announces(one, found, question, language, words)]
    if len({(one.hit.document.id, one.sentence.start) for one in heads}) != 1:
        return []
    return [heads[0], *_items(heads[0], found)]


def _announces(
    one: Candidate,
    found: Sequence[Candidate],
    question: str,
    language: str,
    words: Sequence[str],
) -> bool:
    """Tell whether a sentence announces a list with the first of the words, and it or what is above
    it, the opening of its document included, has the others."""
    if one.language != language or not one.wording.endswith(":") or len(words) < 2:
        return False
    opening = opening_of(one.hit.document, found)
    begun = opening.text if opening else ""
    before = "\n".join(one.hit.passage.wordings[: one.place])
    around = held_by(f"{one.hit.context}\n{begun}\n{before}\n{one.wording}", language)
    line = held_by(one.wording, language)
    return line.holds_in(question, words[0], language) and all(
        around.holds_in(question, word, language) for word in words[1:]
    )


def _items(head: Candidate, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the items that follow the sentence which announces them, in their order."""
    passage = head.hit.passage
    after = sorted(
        (
            one
            for one in found
            if one.hit.passage.id == passage.id and one.sentence.start > head.sentence.start
        ),
        key=lambda one: one.sentence.start,
    )
    items: list[AnyCandidate] = []
    for one in after:
        if not is_listed(one.wording):
            break
        items.append(one)
    return items
