"""Finds what a question names, so that it is told of. Pure functions.

"Were there 17 or 20 projects?" wants what is said of 17 and what is said of 20, "who chaired the
third and the fourth meeting?" both chairs, and "compare 2021 with 2024" both years.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.deciding.titles import Titles
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts, facts_of, ordinals_asked_for
from assistant.wording.facts.enumeration import disjunctions
from assistant.wording.facts.numbers import Number
from assistant.wording.facts.numerals import cardinal
from assistant.wording.facts.relations import meets
from assistant.wording.held import held_by
from assistant.wording.leaning import in_full
from assistant.wording.names import names
from assistant.wording.subject import named_besides
from vectorstore.dates import Date
from vectorstore.findings import Candidate
from vectorstore.language import known

Holds = Callable[[Candidate], bool]
"""Tells whether a sentence holds what a question names."""

_BETWEEN = 2
"""How many words may stand between "or" and the other alternative: "about 91 or about 95"."""


class _Alternative(NamedTuple):
    """One of the numbers or names between which a question chooses ("17 or 20"), and the words of
    the question before and after the choice."""

    text: str
    before: str
    after: str


def several(question: str, language: str) -> list[Holds]:
    """Return a test for each alternative ("17 or 20"), each date and each ordinal of a question
    that names more than one of them; none for a kind of which it names one at most."""
    named = facts(question, language).dates
    dates = {(*date.known, date.months, date.relation): date for date in named}
    ordinals = {number.values: number for number in ordinals_asked_for(question, language)}
    return [
        *(_holding(one, language) for one in _alternatives(question, language)),
        *(_on(date) for date in dates.values() if len(dates) > 1),
        *(_counted(number) for number in ordinals.values() if len(ordinals) > 1),
    ]


def named(question: str, language: str) -> list[Holds]:
    """Return a test for each name in a question, but for those in the Forum's own name."""
    words = {name.word for name in named_besides(question, language)}
    return [_naming(word, language) for word in words]


def elsewhere(question: str, language: str) -> Holds:
    """Return a test for whether a sentence is about somebody else than the question.

    It is if neither it, with what it leans on, nor its title and headings have any name in the
    question. If the question has no name but the Forum's, it is if the title has names that the
    question has not.
    """
    words = {name.word for name in named_besides(question, language)}
    titles = Titles(question, language)

    def is_elsewhere(one: Candidate) -> bool:
        if not words:
            return titles.names_besides(one.hit.document) > 0
        told = held_by(in_full(one), one.language)
        return not any(told.holds_in(question, word, language) for word in words)

    return is_elsewhere


def _naming(word: str, language: str) -> Holds:
    return lambda one: held_by(one.wording, one.language).holds(word, language)


def _on(asked: Date) -> Holds:
    return lambda one: any(meets(asked, date) for date in dates_of(one))


def _counted(asked: Number) -> Holds:
    def holds(one: Candidate) -> bool:
        around = facts(one.hit.context, one.language)
        return any(map(asked.equals, (*facts_of(one).numbers, *around.numbers)))

    return holds


def _holding(alternative: _Alternative, language: str) -> Holds:
    text, before, after = alternative
    # Read where it stands: what it is counted in stands after it, and what begins a text is no name
    # by its capital.
    asked = [
        number
        for number in facts(f"{before}{text}{after}", language).numbers
        if len(before) <= number.start < len(before) + len(text)
    ]
    codes = facts(text, language).codes

    def holds(one: Candidate) -> bool:
        stated = facts_of(one)
        return (
            all(any(map(number.equals, stated.numbers)) for number in asked)
            and codes <= stated.codes
            and not held_by(one.wording, one.language).lacks(f"or {text}", language)
        )

    return holds


def _alternatives(question: str, language: str) -> list[_Alternative]:
    """Return the numbers or names of which a question leaves open which it is."""
    words = list(re.finditer(r"[^\s,;?!]+", question))
    named = {name.start for name in names(question, language) if name.sure}

    def is_value(word: re.Match[str]) -> bool:
        return (
            any(letter.isdigit() for letter in word[0])
            or not any(letter.isalnum() for letter in word[0])  # "40 %"
            or any(word.start() <= start < word.end() for start in named)
            or cardinal(word[0], known(language)) > 1
        )

    ors = disjunctions(language)
    for place in (place for place, word in enumerate(words) if word[0].lower() in ors):
        first = place - _length(words[:place][::-1], is_value)
        between = _length(words[place + 1 :], lambda word: not is_value(word))
        beginning = place + 1 + between
        end = beginning + min(_length(words[beginning:], is_value), place - first)
        if first < place and beginning < end and between <= _BETWEEN:
            stretch = question[words[first].start() : words[place - 1].end()]
            other = question[words[beginning].start() : words[end - 1].end()]
            before, after = question[: words[first].start()], question[words[end - 1].end() :]
            listed = filter(None, map(str.strip, re.split(r"[,;](?!\d)", stretch)))
            return [_Alternative(text, before, after) for text in (*listed, other)]
    return []


def _length(words: Sequence[re.Match[str]], holds: Callable[[re.Match[str]], bool]) -> int:
    """Return for how many words, from the first on, something holds."""
    return next((place for place, word in enumerate(words) if not holds(word)), len(words))
