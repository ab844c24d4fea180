"""Finds what a question names several of, so that each is told of. Pure functions.

"Were there 17 or 20 projects?" wants what is said of 17 and what is said of 20, "who chaired the
third and the fourth meeting?" both chairs, and "compare 2021 with 2024" both years.
"""

import re
from collections.abc import Callable

from assistant.answerability import Evidence
from assistant.dates import Date
from assistant.facts import Facts, facts
from assistant.facts.enumeration import disjunctions
from assistant.facts.lexicon import known
from assistant.facts.numbers import Number
from assistant.facts.numerals import ordinal
from assistant.facts.relations import meets
from assistant.names import Held, names
from vectorstore.passages import context

Named = Callable[[Evidence], bool]
"""Tells whether a sentence holds what a question names."""

_BETWEEN = 2
"""How many words may stand between "or" and the other alternative: "about 91 or about 95"."""


def several(question: str, language: str) -> list[Named]:
    """Return what a question names of which it names several: alternatives ("17 or 20", "DG HOME or
    DG CONNECT"), dates and ordinals; nothing if it names one of each at most."""
    stated = facts(question, language)
    ordinals = [number for number in stated.numbers if number.unit == "ordinal"]
    either = [_holding(text, language) for text in _alternatives(question, language)]
    return [
        *either,
        *([_on(date) for date in stated.dates] if len(stated.dates) > 1 else []),
        *([_counted(number) for number in ordinals] if len(ordinals) > 1 else []),
    ]


def _on(asked: Date) -> Named:
    return lambda one: any(meets(asked, date) for date in _stated(one).dates)


def _counted(asked: Number) -> Named:
    def holds(one: Evidence) -> bool:
        around = facts(context(one.hit.document, one.hit.passage.headings), _language(one))
        return any(map(asked.equals, (*_stated(one).numbers, *around.numbers)))

    return holds


def _holding(text: str, language: str) -> Named:
    asked = facts(text, language)

    def holds(one: Evidence) -> bool:
        stated, held = _stated(one), Held(one.wording, _language(one))
        said = {value for number in stated.numbers for value in number.values}
        return (
            all(number.values & said for number in asked.numbers)
            # Where a text begins, a capital would not tell a name.
            and not held.lacks(f"or {text}", language)
        )

    return holds


def _alternatives(question: str, language: str) -> list[str]:
    """Return the numbers or names of which a question leaves open which it is."""
    words = list(re.finditer(r"[^\s,;?!]+", question))
    named = {name.start for name in names(question, language) if name.sure}

    def is_value(place: int) -> bool:
        word = words[place][0]
        return (
            any(letter.isdigit() for letter in word)
            or not any(letter.isalnum() for letter in word)  # "40 %"
            or any(words[place].start() <= start < words[place].end() for start in named)
            or ordinal(word, known(language)) > 0
        )

    ors = disjunctions(language)
    for place in (place for place, word in enumerate(words) if word[0].lower() in ors):
        first = place
        while first and is_value(first - 1):
            first -= 1
        after = range(place + 1, len(words))[: _BETWEEN + 1]
        beginning = next(filter(is_value, after), place)
        end = beginning
        while end < min(len(words), beginning + place - first) and is_value(end):
            end += 1
        if first < place < beginning:
            return [
                question[words[first].start() : words[place - 1].end()],
                question[words[beginning].start() : words[end - 1].end()],
            ]
    return []


def _stated(one: Evidence) -> Facts:
    return facts(one.wording, _language(one))


def _language(one: Evidence) -> str:
    return one.hit.document.language
