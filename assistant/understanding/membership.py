"""Reads questions on whether, or since when, somebody belongs to the Forum. Pure functions.

"Is TikTok a member?" is what staff ask most, and no sentence says it: documents say who joined, or
who was there. So it is read as whether they were among the members, which either answers, or as
when they joined; and only what tells of them does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.understanding.asking import Wanted, apart, question_words, wanted, without
from assistant.wording.dictionaries import ALL_NOUNS, is_word
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.held import held_by
from assistant.wording.names import names
from assistant.wording.subject import SUBJECT
from vectorstore.acronyms import alternatives, short_forms
from vectorstore.language import terms
from vectorstore.passages import Hit, Sentence, context

_WORD = re.compile(r"[^\W_]+")
_BELONGING: tuple[Wanted, ...] = ("membership", "joining")
_MOST_WORDS = 8
"""More are no list of who may belong to something."""


class _Told(NamedTuple):
    """What a stretch of a question tells of: somebody, the Forum, or both, and which first."""

    who: str
    names_forum: bool
    forum_first: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether, or since when, some belong to the Forum: a question, and who they are, each in
    words."""

    wording: str
    members: tuple[tuple[str, ...], ...]
    language: str

    def tells_of_any(self, hit: Hit, sentence: Sentence) -> bool:
        """Tell whether a sentence, its title or headings name one of them. What may be another word
        in its language ("Institut") is left out."""
        spoken = hit.document.language
        around = context(hit.document, hit.passage.headings)
        held = held_by(f"{around}\n{hit.passage.wording(sentence)}", spoken)

        def is_named(word: str) -> bool:
            return held.holds_in(self.wording, word, self.language) or (
                spoken != self.language and is_word(word, self.language)
            )

        return any(all(map(is_named, member)) for member in self.members)


def membership(question: str, language: str) -> Membership | None:
    """Return of whom a question asks whether, or since when, they belong to the Forum; None if it
    asks anything else."""
    kinds = wanted(question, language)
    told_by = [kind for kind in _BELONGING if kind in kinds]
    if not told_by:
        return None
    if "time" not in kinds and _asks(question, language):
        return None
    rest = without("latest", question, language)
    first, *further = told_by
    for kind in further:
        rest = without(kind, rest, language)
    stretches = apart(first, rest, language)
    told = [_told(stretch, language) for stretch in stretches]
    (who, *others) = [one.who for one in told if one.who] or [""]
    if {who, *others} != {who} or not _may_be_one(who, language) or _is_reversed(told, first):
        return None
    each = re.split(rf"\s*[,/]\s*|\s+(?:{ands_and_ors(language)})\s+", who, flags=re.IGNORECASE)
    members = tuple(tuple(_WORD.findall(one)) for one in each if _WORD.search(one))
    if "time" in kinds:
        return Membership(f"When did {who} become a member of the {SUBJECT}?", members, language)
    return Membership(f"Was {who} among the members of the {SUBJECT}?", members, language)


def _may_be_one(who: str, language: str) -> bool:
    """Tell whether words may name a member: few, and one at least that is a name."""
    said = _WORD.findall(who)
    capitals = language not in ALL_NOUNS
    named = any((capitals and word != word.lower()) or not is_word(word, language) for word in said)
    return named and len(said) <= _MOST_WORDS


def _asks(question: str, language: str) -> bool:
    """Tell whether a question has a word that asks: then it checks nothing."""
    return bool(re.search(rf"\b(?:{question_words(language)})\b", question, re.IGNORECASE))


def _is_reversed(told: Sequence[_Told], kind: Wanted) -> bool:
    """Tell whether a question is on what the Forum belongs to: "Does the Forum belong to DG
    CONNECT?". Who joins may be named after it."""
    first = next(one for one in told if one.who or one.names_forum)
    return first.names_forum and (not first.who or (first.forum_first and kind != "joining"))


def _told(stretch: str, language: str) -> _Told:
    """Return whom a stretch of a question names besides the Forum, from the first name to the last,
    or what else it tells of."""
    forum, acronyms = held_by(SUBJECT, "en"), set(short_forms(SUBJECT))
    known_as = alternatives(stretch)
    words = [
        word
        for word in _WORD.finditer(stretch)
        if len(word[0]) > 1 and not word[0].isdecimal() and terms(word[0], language)
    ]
    own = [
        place
        for place, word in enumerate(words)
        if forum.holds(word[0], language) or acronyms.intersection(known_as.get(word[0], ()))
    ]
    # What stands within the Forum's name belongs to it: "Forum UE do spraw Internetu".
    others = words[: own[0]] + words[own[-1] + 1 :] if own else words
    sure = {name.start for name in names(stretch, language) if name.sure}
    found = (
        [word for word in others if word.start() in sure]
        or [word for word in others if not is_word(word[0], language)]
        or others
    )
    if not found:
        return _Told("", bool(own))
    who = stretch[found[0].start() : found[-1].end()]
    return _Told(who, bool(own), bool(own) and words[own[0]].start() < found[0].start())
