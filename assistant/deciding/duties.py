"""Finds which of the actions of a meeting are somebody's, and by when they are due. Pure.

"What does Nestify have to do?": an action names many, and is but one's: who does it stands in
front ("Nestify sends the list to Europol.", "FR and ES: draft it."), or behind it in brackets
("Circulate the text (Presidency, by 6 May)"). duties.json holds, for each language, the words for
"is" and "has": what follows them is done, or done to whom it begins with.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.understanding.follow_ups.substituting import without_dates
from assistant.understanding.kinds.statuses import status_of
from assistant.wording.facts import facts
from assistant.wording.facts.enumeration import ands
from assistant.wording.facts.relations import meets
from assistant.wording.held import held_by
from assistant.wording.places import each_place, words_naming
from assistant.wording.speakers import label_of, parties, states_of, whole_line
from vectorstore.data import read_data
from vectorstore.dates import Date
from vectorstore.dictionaries import is_word
from vectorstore.findings import Candidate
from vectorstore.language import known
from vectorstore.terms import WORD, is_stop_word, terms

_MARK = re.compile(r"(?:[-–•*]|\(?\w{1,2}[.)]) ")
_BEHIND = re.compile(r"\(([^()]+)\)[.;]?$")
"""What stands in brackets at the end."""
_OWNED = re.compile(r"['’]")
_TO = "to"
"""Who "has to" and "is to" do something has it to do."""


def people(one: Candidate, rest: str, language: str) -> set[str]:
    """Return the words of a question's rest that name whose action a sentence is; none if it denies
    anything, but that it is done ("Plink: connect its queue – not done")."""
    line = whole_line(one.hit.passage, one.sentence)
    if facts(one.wording, one.language).denied and not status_of(line, one.language):
        return set()
    whose = _whose(one)
    if named := words_naming(_states(one, whose), rest, language):
        return named
    held = held_by(whose, one.language)
    return {
        word
        for word in WORD.findall(rest)
        if terms(word, language) and held.holds_in(rest, word, language)
    }


def is_due(one: Candidate, by: Sequence[Date]) -> bool:
    """Tell whether an action is due by some dates."""
    due = [replace(date, relation="") for date in facts(one.wording, one.language).dates]
    return all(any(meets(date, own) for own in due) for date in by)


def _whose(one: Candidate) -> str:
    """Return what of a sentence tells whose action it is: its label, whom it ends with in brackets,
    or else whom it begins with."""
    if label := label_of(one.hit.passage, one.sentence):
        return " ".join(parties(label, one.language))
    wording = _MARK.sub("", one.wording, count=1) if _MARK.match(one.wording) else one.wording
    behind = _BEHIND.search(wording)
    return _in_brackets(behind[1], one.language) if behind else _first(wording, one.language)


def _in_brackets(said: str, language: str) -> str:
    """Return brackets that hold nobody but whose action it is, and when; else an empty text: "(see
    Plink)", "(not Calypso)"."""
    told = without_dates(said, language)
    words = WORD.findall(told)
    is_named = bool(words) and words[0][0].isupper() and not is_stop_word(words[0], language)
    others = any(word.islower() and not is_stop_word(word, language) for word in words)
    return told if is_named and not others else ""


def _first(wording: str, language: str) -> str:
    """Return whom a sentence begins with: its first telling word ("The secretariat"), further ones
    written like names ("Linha Segura") but behind one that is any word ("Ask Nestify"), and what is
    joined to those. Nobody if it is only theirs ("Plink's report"), or they have done it already,
    or something is done to them."""
    joined = re.compile(rf",|(?<!\w)(?:{ands(language)})(?!\w)", re.IGNORECASE)
    end, is_name = 0, True
    for word in WORD.finditer(wording):
        if end and _OWNED.match(wording, end):
            return ""
        if is_stop_word(word[0], language) and not word[0].isupper():
            continue
        goes_on = is_name or bool(joined.search(wording[end : word.start()]))
        if end and (word[0].islower() or not goes_on):
            break
        end, is_name = word.end(), not is_word(word[0].casefold(), language)
    return "" if _is_done(wording[end:], language) else wording[:end]


def _is_done(rest: str, language: str) -> bool:
    """Tell whether what follows whom a sentence begins with says what they have done, or what is
    done to them: "is informed", but not "is to inform"."""
    first, second = [*WORD.findall(rest)[:2], "", ""][:2]
    return first in _forms()[known(language)] and second != _TO


@cache
def _forms() -> dict[str, frozenset[str]]:
    """Return the words for "is" and "has", by language."""
    return {
        language: frozenset(forms)
        for language, forms in read_data(__package__, "duties.json").items()
    }


def _states(one: Candidate, whose: str) -> frozenset[str]:
    """Return the codes of the states in what tells whose action a sentence is. By its line they are
    known where they are written as codes."""
    passage = one.hit.passage
    if label_of(passage, one.sentence):
        return states_of(passage, one.sentence, one.language)
    line = whole_line(passage, one.sentence)
    first = line.find(whose) if whose in line else len(line)
    placed = each_place(line, one.language)
    return frozenset(code for code, at, to in placed if first <= at and to <= first + len(whose))
