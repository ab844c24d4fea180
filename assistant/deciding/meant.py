"""Tells which documents a question means by what it says beside asking for something of them. Pure.

What stands at the top of a document tells it from others: its title, its date, and its first lines.
"""

import re
from collections.abc import Container, Iterable, Set

from assistant.understanding.follow_ups.substituting import without_counts
from assistant.understanding.phrases.asking import Wanted, said_beside
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.enumeration import ands
from assistant.wording.facts.relations import meets
from assistant.wording.held import Held, held_by
from assistant.wording.names import is_written_as_one, names, side_by_side
from assistant.wording.speakers import ARTICLE
from vectorstore.dates import Date
from vectorstore.passages import Document
from vectorstore.terms import WORD, terms

_ORDERING: frozenset[Wanted] = frozenset({"overview", "all", "latest"})
"""The words that ask for these tell nothing of which document is meant."""


class Top:
    """What stands at the top of a document: its title, and what is `above` that which is asked for;
    what tells it from others."""

    def __init__(self, document: Document, above: str) -> None:
        self.language = document.language
        text = f"{document.title}\n{above}"
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


class Meant:
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

    def by(self, top: Top, said: str) -> bool:
        """Tell whether the document with this top is meant and what is `said` in it: what no top
        says, that may, as a sentence or its heading ("Which decisions on the pool ...?")."""
        if not self._ordinals <= top.ordinals:
            return False
        if not all(any(meets(asked, own) for own in top.dates) for asked in self._dates):
            return False
        words: Iterable[str] = self._words
        if top.language != self._language:  # the same is said in other words, but for names
            if not self._is_partly_by(top):
                return False
            lacked = {name.word for name in top.held.lacks(self._rest, self._language)}
            words = lacked.intersection(self._words)
        told = held_by(said, top.language)
        return all(
            self._is_in(top.held, word) or self._is_in(told, word) or _is_ordinal(word, top)
            for word in words
        )

    def _is_partly_by(self, top: Top) -> bool:
        """Tell whether a top has anything of what the question says, its numbers and dates apart,
        which have to be met anyway. That a sentence names the same company is not enough."""
        is_met = self._ordinals or self._dates or not self._words
        return bool(is_met) or any(self._is_in(top.held, word) for word in self._words)

    def _is_in(self, held: Held, word: str) -> bool:
        return held.holds_in(self._rest, word, self._language)


def without_words(text: str, words: Container[str]) -> str:
    """Return a text without some words: those that tell nothing of which document is meant."""
    return WORD.sub(lambda word: "" if word[0] in words else word[0], text)


def joined(whose: Set[str], everyone: Set[str], question: str, language: str) -> set[str]:
    """Return the words of a question for somebody and for the others among everyone who are named
    along with them: "Poland and Germany"."""
    named = "|".join(map(re.escape, sorted(everyone, key=len, reverse=True)))
    between = rf"[\s,]+(?:(?:{ands(language)})\s+)?{ARTICLE}?"
    runs = re.finditer(rf"\b(?:{named})(?:{between}(?:{named}))*\b", question)
    along = (set(WORD.findall(run[0])) for run in runs)
    return set(whose).union(*(words & everyone for words in along if words & whose))


def is_asked_of(whose: Set[str], question: str, language: str) -> bool:
    """Tell whether a question asks of those whom it names first: what Germany said of Poland is
    nothing that Poland said."""
    sure = [name for name in names(question, language) if is_written_as_one(name, language)]
    named = [{name.word for name in whole} for whole in side_by_side(sure, question)]
    return not named or bool(named[0] & whose)


def _is_ordinal(word: str, top: Top) -> bool:
    """Tell whether a word is the number of the document: "WGRN 7"."""
    return word.isdecimal() and float(word) in top.ordinals
