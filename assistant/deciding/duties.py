"""Finds which of the actions of a meeting are somebody's, and by when they are due. Pure.

"What does Nestify have to do?": an action names many, and is but one's: who does it stands in
front ("Nestify sends the list to Europol.", "FR and ES: draft it."), or behind it in brackets
("Circulate the text (Presidency, by 6 May)").
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.wording.facts import facts
from assistant.wording.facts.enumeration import ands
from assistant.wording.facts.relations import meets
from assistant.wording.held import held_by
from assistant.wording.places import each_place, words_naming
from assistant.wording.speakers import label_of, line_of
from vectorstore.dates import Date
from vectorstore.dictionaries import is_word
from vectorstore.findings import Candidate
from vectorstore.terms import WORD, is_stop_word, terms

_MARK = re.compile(r"(?:[-–•*]|\(?\w{1,2}[.)]) ")
_BEHIND = re.compile(r"\(([^()]+)\)[.;]?$")
"""What stands in brackets at the end."""


def people(one: Candidate, rest: str, language: str) -> set[str]:
    """Return the words of a question's rest that name whose action a sentence is."""
    whose = _whose(one)
    if named := words_naming(_states(one, whose), rest, language):
        return named
    held = held_by(whose, one.language)
    return {
        word
        for word in WORD.findall(rest)
        if terms(word, language) and held.holds_in(rest, word, language)
    }


def is_due(one: Candidate, asked: Sequence[Date]) -> bool:
    """Tell whether an action is due on each of some dates, or by them if that is asked."""
    due = [replace(date, relation="") for date in facts(one.wording, one.language).dates]
    return all(any(meets(date, own) for own in due) for date in asked)


def _whose(one: Candidate) -> str:
    """Return what of a sentence tells whose action it is."""
    if label := label_of(one.hit.passage, one.sentence):
        return label
    wording = _MARK.sub("", one.wording, count=1) if _MARK.match(one.wording) else one.wording
    behind = _BEHIND.search(wording)
    return behind[1] if behind else _first(wording, one.language)


def _states(one: Candidate, whose: str) -> frozenset[str]:
    """Return the codes of the states in what tells whose action a sentence is. By its line they are
    known where they are written as codes."""
    start, end = line_of(one.hit.passage, one.sentence)
    line = one.hit.passage.between(start, end)
    first = line.find(whose)
    placed = each_place(line, one.language)
    return frozenset(code for code, at, to in placed if first <= at and to <= first + len(whose))


def _first(wording: str, language: str) -> str:
    """Return whom a sentence begins with: its first telling word ("The secretariat"), further ones
    written like names ("Linha Segura") but behind one that is any word ("Ask Nestify"), and what is
    joined to those."""
    joined = re.compile(rf",|(?<!\w)(?:{ands(language)})(?!\w)", re.IGNORECASE)
    end, is_name = 0, True
    for word in WORD.finditer(wording):
        if is_stop_word(word[0], language):
            continue
        goes_on = is_name or bool(joined.search(wording[end : word.start()]))
        if end and (word[0].islower() or not goes_on):
            break
        end, is_name = word.end(), not is_word(word[0].casefold(), language)
    return wording[:end]
