"""Finds what those said whom a question names, where lines of minutes name who spoke. Pure.

"What did Germany say about the list?": "DE: supports it." names neither, but for its label and the
heading above it.
"""

from collections.abc import Sequence

from assistant.deciding.answerability import SURELY_READ, Evidence
from assistant.deciding.meant import Meant, Top, is_asked_of, joined, without_words
from assistant.understanding.kinds.deeds import asks_what_is_said, is_of_deeds
from assistant.understanding.kinds.sections import asked_section, is_headed, without_words_beside
from assistant.understanding.phrases.asking import CERTAIN, Wanted, wanted
from assistant.wording.facts import facts
from assistant.wording.held import held_by, is_body
from assistant.wording.names import names
from assistant.wording.places import words_naming
from assistant.wording.speakers import label_of, parties, states_of, whole_line
from vectorstore.findings import AnyCandidate, Candidate, opening_of
from vectorstore.terms import WORD, terms

_CLOSER: frozenset[Wanted] = CERTAIN - {"latest"}
"""Who asks for one of these asks for something of what was said."""


def spoken(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return what those said whom a question names, in the documents that it means and on what it
    names; nothing if it asks nothing of the kind, or for something closer."""
    words = WORD.findall(question)
    if not _asks_what_was_said(question, language):
        return []
    if wanted(question, language) & _CLOSER or facts(question, language).denied:
        return []
    named = [set() if _is_action(one) else _named(one, question, language) for one in found]
    asking = {word for word in words if is_of_deeds(word, language)}
    everyone = set().union(*named)

    def is_meant(one: AnyCandidate, whose: set[str]) -> bool:
        along = joined(whose, everyone, question, language)
        if not whose or not is_asked_of(along, question, language):
            return False
        rest = without_words_beside(without_words(question, asking | along), language)
        return Meant(rest, language).by(_top(one, found), _around(one))

    return [one for one, whose in zip(found, named, strict=True) if is_meant(one, whose)]


def asks_of_somebody(question: str, language: str) -> bool:
    """Tell whether a question asks what somebody said, or has to do."""
    asked = asked_section(question, language)
    return asked.is_of_one if asked else _asks_what_was_said(question, language)


def is_told_in_prose(one: Evidence, there: Sequence[Evidence]) -> bool:
    """Tell whether the reader surely takes a sentence for an answer that stands neither in the line
    of somebody nor among actions, and in no document of those that do: whatever they do in a list,
    a law says what they have to."""
    if any(other.hit.document.id == one.hit.document.id for other in there):
        return False
    is_in_line = bool(label_of(one.hit.passage, one.sentence)) or _is_action(one)
    return one.odds > SURELY_READ and not is_in_line


def _asks_what_was_said(question: str, language: str) -> bool:
    """Tell whether a question asks what was said, and not what has to be done."""
    asks = any(asks_what_is_said(word, language) for word in WORD.findall(question))
    return asks and not asked_section(question, language)


def _is_action(one: Candidate) -> bool:
    """Tell whether a sentence stands in a section of actions, where a label says whose it is."""
    headings = one.hit.passage.headings[-1:]
    return any(is_headed("actions", heading, one.language) for heading in headings)


def _named(one: Candidate, question: str, language: str) -> set[str]:
    """Return the words of a question that name one of those who said a sentence."""
    passage = one.hit.passage
    label = label_of(passage, one.sentence)
    states = states_of(passage, one.sentence, one.language)
    if whose := words_naming(states, question, language):
        return whose
    words = [word for word in WORD.findall(question) if terms(word, language)]
    for party in parties(label, one.language):
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
    line = whole_line(passage, one.sentence)
    return "\n".join([*passage.headings, line])
