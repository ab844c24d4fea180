"""Finds the list that a sentence announces in the words of a question: "It has four tasks:". Pure.

Its items say neither what they are nor whose, and the sentence before them says none of them.
"""

from collections.abc import Sequence
from typing import TypeVar

from assistant.understanding.phrases.asking import (
    Wanted,
    said_beside,
    wanted,
)
from assistant.wording.facts import facts
from assistant.wording.held import held_by
from vectorstore.passages import Candidate, is_listed
from vectorstore.terms import WORD, terms

Said = TypeVar("Said", bound=Candidate)

_ALL: frozenset[Wanted] = frozenset({"all", "overview"})


def announced(question: str, language: str, found: Sequence[Said]) -> list[Said]:
    """Return the sentence that announces the list which a question asks for, and its items; nothing
    if it asks for anything closer, or several lists are announced so."""
    kinds = wanted(question, language)
    stated = facts(question, language)
    if "all" not in kinds or not kinds <= _ALL or stated.denied or stated.dates:
        return []
    telling = {*said_beside(kinds, question, language)}
    words = [word for word in WORD.findall(question) if telling.intersection(terms(word, language))]
    openings = {
        one.hit.document.id: one.hit.passage.text for one in found if not one.hit.passage.ordinal
    }
    heads = [
        one
        for one in found
        if _announces(one, openings.get(one.hit.document.id, ""), question, language, words)
    ]
    if len({(one.hit.document.id, one.sentence.start) for one in heads}) != 1:
        return []
    return [heads[0], *_items(heads[0], found)]


def _announces(
    one: Candidate, opening: str, question: str, language: str, words: Sequence[str]
) -> bool:
    """Tell whether a sentence announces a list with the first of the words, and it or what is above
    it, the opening of its document included, has the others."""
    if one.language != language or not one.wording.endswith(":") or len(words) < 2:
        return False
    passage = one.hit.passage
    before = "\n".join(passage.wordings[: one.place])
    around = held_by(f"{one.hit.context}\n{opening}\n{before}\n{one.wording}", language)
    line = held_by(one.wording, language)
    return line.holds_in(question, words[0], language) and all(
        around.holds_in(question, word, language) for word in words[1:]
    )


def _items(head: Candidate, found: Sequence[Said]) -> list[Said]:
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
    items: list[Said] = []
    for one in after:
        if not is_listed(one.wording):
            break
        items.append(one)
    return items
