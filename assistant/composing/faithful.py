"""Tells whether a model says no more than it may. Pure functions."""

from collections.abc import Sequence

from assistant.wording.facts import facts
from assistant.wording.held import Held
from vectorstore.terms import terms


def faithful(restated: str, question: str, said: Sequence[str], language: str) -> bool:
    """Tell whether a model's restatement asks what the question asks, of what was said before.

    Names, numbers and dates that nobody said are not brought in, and no telling word of the
    question is left out.
    """
    kept = set(terms(question, language)) <= set(terms(restated, language))
    return kept and not brings_in(restated, "\n".join([question, *said]), language)


def brings_in(text: str, known: str, language: str) -> bool:
    """Tell whether a text has a name, number or date that a known text does not have."""
    mine, theirs = facts(text, language), facts(known, language)
    return (
        bool(Held(known, language).lacks(text, language))
        or not mine.codes <= theirs.codes
        or not all(any(date.within(other) for other in theirs.dates) for date in mine.dates)
        or not all(any(one.equals(other) for other in theirs.numbers) for one in mine.numbers)
    )
