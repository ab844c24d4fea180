"""Finds the list that a sentence announces in the words of a question: "It has four tasks:", or "We
have two concerns.", before "First, ..." and "Second, ...". Pure.

Its items say neither what they are nor whose, and the sentence before them says none of them.
"""

from collections.abc import Sequence
from itertools import chain, takewhile

from assistant.understanding.phrases.asking import (
    Wanted,
    said_beside,
    wanted,
)
from assistant.wording.facts import facts
from assistant.wording.facts.numerals import in_turn
from assistant.wording.held import Held, held_by
from vectorstore.findings import AnyCandidate, Candidate, opening_of
from vectorstore.points import is_listed
from vectorstore.terms import WORD, terms, terms_of

_ALL: frozenset[Wanted] = frozenset({"all", "overview"})
_LEAST = 2
"""So many words of a question tell which list it asks for, and so many points follow their count.
"""
_NEAR = 3
"""So many words a number and what it counts are at most."""


def announced(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the sentence that announces the list which a question asks for, and its items; nothing
    if it asks for anything closer, or several lists are announced so."""
    kinds = wanted(question, language)
    words = _telling(question, language)
    if "all" not in kinds or not _asks_for_all(question, language) or len(words) < _LEAST:
        return []
    heads = [one for one in found if _announces(one, found, question, language, words)]
    return [heads[0], *_items(heads[0], found)] if _is_one(heads) else []


def counted_out(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the sentence that counts what a question asks for ("two concerns"), and the points
    that follow; nothing if it asks for anything closer, or several sentences count such things."""
    if not _asks_for_all(question, language):
        return []
    telling = _telling(question, language)
    heads: list[AnyCandidate] = []
    for one in found:
        counted = _counted(one, found) & set(terms(question, language))
        words = [word for word in telling if counted.isdisjoint(terms(word, language))]
        if one.language == language and counted and words:
            around = _around(one, found)
            if all(around.holds_in(question, word, language) for word in words):
                heads.append(one)
    return [heads[0], *_points(heads[0], found)] if _is_one(heads) else []


def _asks_for_all(question: str, language: str) -> bool:
    """Tell whether a question asks for no more than all of something."""
    stated = facts(question, language)
    return wanted(question, language) <= _ALL and not stated.denied and not stated.dates


def _telling(question: str, language: str) -> list[str]:
    """Return the words of a question beside those that ask for all of something."""
    telling = {*said_beside(wanted(question, language), question, language)}
    return [word for word in WORD.findall(question) if telling.intersection(terms(word, language))]


def _is_one(heads: Sequence[Candidate]) -> bool:
    return len({(one.hit.document.id, one.sentence.start) for one in heads}) == 1


def _announces(
    one: Candidate,
    found: Sequence[Candidate],
    question: str,
    language: str,
    words: Sequence[str],
) -> bool:
    """Tell whether a sentence announces a list with the first of the words, and it or what is above
    it has the others."""
    if one.language != language or not one.wording.endswith(":"):
        return False
    around = _around(one, found)
    return held_by(one.wording, language).holds_in(question, words[0], language) and all(
        around.holds_in(question, word, language) for word in words[1:]
    )


def _around(one: Candidate, found: Sequence[Candidate]) -> Held:
    """Return what a sentence and all that is above it say, the opening of its document included."""
    opening = opening_of(one.hit.document, found)
    begun = opening.text if opening else ""
    before = "\n".join(one.hit.passage.wordings[: one.place])
    return held_by(f"{one.hit.context}\n{begun}\n{before}\n{one.wording}", one.language)


def _items(head: Candidate, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the items that follow the sentence which announces them, in their order."""
    return list(takewhile(lambda one: is_listed(one.wording), _after(head, found)))


def _counted(one: Candidate, found: Sequence[AnyCandidate]) -> frozenset[str]:
    """Return the index terms of what a sentence counts, if so many points follow it."""
    count = len(_points(one, found))
    if count < _LEAST:
        return frozenset()
    numbers = (each for each in facts(one.wording, one.language).counts if count in each.values)
    after = (WORD.findall(one.wording[each.start :])[1:_NEAR] for each in numbers)
    return terms_of(chain.from_iterable(after), one.language)


def _points(head: Candidate, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the points that follow right after a sentence, in their order: "First, ...", "Second,
    ..."."""
    points: list[AnyCandidate] = []
    for one in _after(head, found):
        if in_turn(one.wording, one.language) == len(points) + 1:
            points.append(one)
        elif not points:
            break
    return points


def _after(head: Candidate, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return what follows a sentence in its passage, in its order."""
    passage = head.hit.passage
    there = (one for one in found if one.hit.passage.id == passage.id)
    after = (one for one in there if one.sentence.start > head.sentence.start)
    return sorted(after, key=lambda one: one.sentence.start)
