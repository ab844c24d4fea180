"""Finds what stands in the sections that a question asks for, of the documents that it means. Pure.

"What was decided at the sixth meeting?": no decision says that it is one, or which meeting's. Which
document is meant is told by what stands at its top: its title, its date, and its first lines
("Place: Vienna").
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from assistant.understanding.follow_ups.substituting import without_counts
from assistant.understanding.kinds.sections import (
    IN_A_LINE,
    SectionKind,
    asked_section,
    is_headed,
    is_labelled,
)
from assistant.understanding.phrases.asking import CERTAIN, Wanted, said_beside, wanted
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.relations import meets
from assistant.wording.fragments import is_signature
from assistant.wording.held import Held, held_by
from assistant.wording.names import names
from assistant.wording.places import places
from vectorstore.dates import Date
from vectorstore.findings import AnyCandidate, Candidate, opening_of
from vectorstore.passages import Document, Passage
from vectorstore.terms import WORD, terms

_CLOSER: frozenset[Wanted] = CERTAIN - {"latest"}
"""Who asks for one of these asks for something of what stands in a section ("When are they due?").
"""
_ORDERING: frozenset[Wanted] = frozenset({"overview", "all", "latest"})
"""The words that ask for these tell nothing of which document is meant."""


def in_section(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the sentences in sections of the kind that a question asks for, of the documents that
    it means; nothing if it asks for no section, or for something closer."""
    asked = asked_section(question, language)
    if asked is None or wanted(asked.rest, language) & _CLOSER:
        return []
    if facts(asked.rest, language).denied:
        return []
    there = [one for one in found if _stands_in(one, asked.kind)]
    meant = _Meant(asked.rest, language)
    if asked.kind in IN_A_LINE and ("latest" in wanted(question, language) or not meant.is_one):
        return []
    tops = {one.hit.document.id: _Top(one.hit.document, found, asked.kind) for one in there}
    return [one for one in there if meant.by(tops[one.hit.document.id], one)]


def in_a_line(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the same of a section that is one line: who chaired or wrote something."""
    asked = asked_section(question, language)
    return in_section(question, language, found) if asked and asked.kind in IN_A_LINE else []


def _stands_in(one: Candidate, kind: SectionKind) -> bool:
    labels = [
        label for label in get_args(SectionKind) if is_labelled(label, one.wording, one.language)
    ]
    if kind == "author" and not _names_author(one):
        return is_signature(one.wording)
    if labels or kind in IN_A_LINE:  # "Apologies: Italy." among those who were present
        return kind in labels
    return _is_under(kind, one.hit.passage, one.language)


def _names_author(one: Candidate) -> bool:
    """Tell whether what a line says after a label may be somebody: neither a time nor a place, and
    no cell of a table, as in "From: Riga; To: Tallinn"."""
    _, _, value = one.wording.partition(":")
    stated = facts(value, one.language).dates or places(value, one.language)
    return bool(names(value, one.language)) and not stated and ";" not in value


def _is_under(kind: SectionKind, passage: Passage, language: str) -> bool:
    return bool(passage.headings) and is_headed(kind, passage.headings[-1], language)


def _above(kind: SectionKind, opening: Passage | None, language: str) -> str:
    """Return what the first passage of a document has above a section of a kind."""
    if opening is None:
        return ""
    is_of_it = _is_under(kind, opening, language)
    return "\n".join(opening.headings[:-1] if is_of_it else [*opening.headings, opening.text])


class _Top:
    """What stands at the top of a document, as far as that was found, above a section of a kind:
    what tells it from others."""

    def __init__(self, document: Document, found: Iterable[Candidate], kind: SectionKind) -> None:
        self.language = document.language
        text = f"{document.title}\n{_above(kind, opening_of(document, found), self.language)}"
        self.held = held_by(text, self.language)
        said = facts(text, self.language)
        # What is named first is its own; others may be those that it tells of.
        self.ordinals = {value for number in said.ordinals[:1] for value in number.values}
        published = document.published_on
        own = [Date(published.year, published.month, published.day, 0, 0)] if published else []
        first = said.dates[:1]
        # The year in a file's name may be told in full below it.
        days = (day for day in said.dates if day.is_day and first[0].within(day))
        self.dates = [*own, *(next(days, one) for one in first)]


class _Meant:
    """Which documents a question means, by what it says beside asking for a section."""

    def __init__(self, rest: str, language: str) -> None:
        self._language = language
        self._dates = facts(rest, language).dates
        self._ordinals = {
            value for number in ordinals_asked_for(rest, language) for value in number.values
        }
        self._rest = without_counts(rest, language)
        telling = said_beside(_ORDERING, self._rest, language)
        self._words = [
            word
            for word in WORD.findall(self._rest)
            if not set(terms(word, language)).isdisjoint(telling)
        ]

    @property
    def is_one(self) -> bool:
        """Whether it tells one document from others at all."""
        return bool(self._ordinals or self._dates or self._words)

    def by(self, top: _Top, one: Candidate) -> bool:
        """Tell whether the document with this top is meant and a sentence in it: what no top says,
        a sentence may, or its heading ("Which decisions on the pool ...?")."""
        if not self._ordinals <= top.ordinals:
            return False
        if not all(any(meets(asked, own) for own in top.dates) for asked in self._dates):
            return False
        words: Iterable[str] = self._words
        if top.language != self._language:  # the same is said in other words, but for names
            if not self._is_partly_by(top):
                return False
            words = (name.word for name in top.held.lacks(self._rest, self._language))
        above = one.hit.passage.headings[-1:]
        said = held_by("\n".join([*above, one.wording]), one.language)
        return all(
            self._is_in(top.held, word) or self._is_in(said, word) or _is_ordinal(word, top)
            for word in words
        )

    def _is_partly_by(self, top: _Top) -> bool:
        """Tell whether a top has anything of what the question says, its numbers and dates apart,
        which have to be met anyway. That a sentence names the same company is not enough."""
        is_met = self._ordinals or self._dates or not self._words
        return bool(is_met) or any(self._is_in(top.held, word) for word in self._words)

    def _is_in(self, held: Held, word: str) -> bool:
        return held.holds_in(self._rest, word, self._language)


def _is_ordinal(word: str, top: _Top) -> bool:
    """Tell whether a word is the number of the document: "WGRN 7"."""
    return word.isdecimal() and float(word) in top.ordinals
