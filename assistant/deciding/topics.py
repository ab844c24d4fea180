"""Tells what a question asks what it is, and which documents are on that. Pure functions.

"What is GIFCT?" and "What does CSEP stand for?" have one name and nothing else to go by.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.deciding.answerability import Evidence
from assistant.deciding.constraints import Constraints
from assistant.understanding.asking import wanted, without
from assistant.wording.dates import is_month
from assistant.wording.held import held_by
from assistant.wording.names import names
from assistant.wording.subject import SUBJECT, named_besides
from vectorstore.acronyms import alternatives
from vectorstore.language import terms

_WORD = re.compile(r"[^\W_]+")


class Topic(NamedTuple):
    """The one thing that a question asks what it is."""

    named: Callable[[Evidence], bool]
    """Tells whether a sentence's document names it in its title, in any language."""
    alone: Callable[[Evidence], bool]
    """The same where the title, dates and numbers aside, says nothing else."""


def topic(wording: str, alone: str, language: str) -> Topic | None:
    """Return the one thing that a question asks what it is, or an overview of ("What does GIFCT
    mean?"; "Somebody mentioned GIFCT. What is that?"); None if the question says more than a name,
    or names the Forum."""
    question, alone = (unicodedata.normalize("NFC", text) for text in (wording, alone))
    forum, asks = held_by(SUBJECT, "en"), wanted(question, language)
    for kind in ("meaning", "overview"):
        if kind in asks:
            question, asks = without(kind, question, language), asks - {kind}
    said = {
        word
        for word in _WORD.findall(question)
        if terms(word, language) and not forum.holds(word, language)
    }
    if not said and asks <= {"back"}:
        question, said = alone, {name.word for name in named_besides(alone, language)}
    elif asks:
        return None
    if not said:
        return None
    known_as = alternatives(question)
    if not said <= known_as.keys() | {name.word for name in names(question, language)}:
        return None
    # "Referrals by the EU IRU" is about more than the EU Internet Referral Unit.
    acronyms = [set(known_as[word]) for word in said if word in known_as]
    whole = set.intersection(*acronyms) if acronyms else set()
    asked = held_by(" ".join([*whole, *(said - known_as.keys())]), language)

    def is_named(one: Evidence) -> bool:
        held = held_by(_title(one), one.hit.document.language)
        return all(held.holds_in(question, word, language) for word in said)

    def is_alone(one: Evidence) -> bool:
        title, spoken = _title(one), one.hit.document.language
        return is_named(one) and all(
            asked.holds_in(title, word, spoken) or forum.holds(word, spoken)
            for word in _WORD.findall(title)
            if terms(word, spoken) and word.isalpha() and not is_month(word, spoken)
        )

    return Topic(is_named, is_alone)


def is_introduced(wording: str, alone: str, language: str, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a question asks what something is, and a document that was found has nothing
    else in its title: however little its sentences weigh, it says what that is."""
    about = topic(wording, alone, language)
    if about is None:
        return False
    asked = Constraints(alone, language)
    return any(about.named(one) and not asked.names_besides(one.hit.document) for one in evidence)


def _title(one: Evidence) -> str:
    return unicodedata.normalize("NFC", one.hit.document.title)
