"""Finds what those said whom a question names, where lines of minutes name who spoke. Pure.

"What did Germany say about the list?": "DE: supports it." names neither, but for its label and the
heading above it.
"""

import re
from collections.abc import Sequence

from assistant.deciding.meant import Meant, Top, without_words
from assistant.understanding.kinds.deeds import asks_what_is_said, is_of_deeds
from assistant.understanding.kinds.sections import asked_section, is_headed, without_words_beside
from assistant.understanding.phrases.asking import CERTAIN, Wanted, wanted
from assistant.wording.facts import facts
from assistant.wording.facts.enumeration import ands
from assistant.wording.held import held_by, is_body
from assistant.wording.names import names
from assistant.wording.places import words_naming
from assistant.wording.speakers import label_of, line_of, parties, states_of
from vectorstore.findings import AnyCandidate, Candidate, opening_of
from vectorstore.terms import WORD, terms

_CLOSER: frozenset[Wanted] = CERTAIN - {"latest"}
"""Who asks for one of these asks for something of what was said."""


def spoken(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return what those said whom a question names, in the documents that it means and on what it
    names; nothing if it asks nothing of the kind, or for something closer."""
    words = WORD.findall(question)
    if not any(asks_what_is_said(word, language) for word in words):
        return []
    if wanted(question, language) & _CLOSER or facts(question, language).denied:
        return []
    if asked_section(question, language):  # what they have to do
        return []
    named = [set() if _is_action(one) else _named(one, question, language) for one in found]
    asking = {word for word in words if is_of_deeds(word, language)}
    there = []
    for one, whose in zip(found, named, strict=True):
        along = _joined(whose, set().union(*named), question, language)
        rest = without_words_beside(without_words(question, asking | along), language)
        if whose and Meant(rest, language).by(_top(one, found), _around(one)):
            there.append(one)
    return there


def _joined(whose: set[str], everyone: set[str], question: str, language: str) -> set[str]:
    """Return the words of a question for somebody and for the others among everyone who are named
    along with them: "Poland and Germany"."""
    named = "|".join(map(re.escape, everyone))
    between = rf"[\s,]+(?:(?:{ands(language)})\s+)?(?:[^\W\d_]{{1,3}}\s+)?"  # and an article
    runs = re.finditer(rf"\b(?:{named})(?:{between}(?:{named}))*\b", question)
    along = (set(WORD.findall(run[0])) for run in runs)
    return whose.union(*(words & everyone for words in along if words & whose))


def _is_action(one: Candidate) -> bool:
    """Tell whether a sentence stands in a section of actions, where a label says whose it is."""
    headings = one.hit.passage.headings[-1:]
    return any(is_headed("actions", heading, one.language) for heading in headings)


def _named(one: Candidate, question: str, language: str) -> set[str]:
    """Return the words of a question that name one of those who said a sentence."""
    passage = one.hit.passage
    label = label_of(passage, one.sentence)
    states = states_of(passage, one.sentence, one.language) if label else frozenset()
    if whose := words_naming(states, question, language):
        return whose
    words = [word for word in WORD.findall(question) if terms(word, language)]
    for party in parties(label, one.language) if label else ():
        held = held_by(party, one.language)
        whose = {word for word in words if held.holds_in(question, word, language)}
        if whose and _is_meant(party, one.language, whose, question, language):
            return whose
    return set()


def _is_meant(party: str, spoken: str, whose: set[str], question: str, language: str) -> bool:
    """Tell whether a question that has these words of a party means it: it says what body that is
    ("Commission" of "European Commission"), names somebody by one of them, or has all of it."""
    if any(is_body(word, spoken) for word in WORD.findall(party)):
        return any(is_body(word, language) for word in whose)
    if any(one.word in whose for one in names(question, language) if one.sure):
        return True
    asked = held_by(question, language)
    return all(asked.holds(word, spoken) for word in WORD.findall(party) if terms(word, spoken))


def _top(one: Candidate, found: Sequence[Candidate]) -> Top:
    """Return what stands at the top of a sentence's document, as far as that was found."""
    document, opening = one.hit.document, opening_of(one.hit.document, found)
    if opening is None or opening.id == one.hit.passage.id:
        return Top(document, "")
    return Top(document, "\n".join([*opening.headings, opening.text]))


def _around(one: Candidate) -> str:
    """Return the line of a sentence below the headings that it stands under."""
    passage = one.hit.passage
    line = passage.between(*line_of(passage, one.sentence))
    return "\n".join([*passage.headings, line])
