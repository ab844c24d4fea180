"""Tells which sentences say outright what a question checks. Pure functions.

The reader has learned that a sentence with a question's words mostly says something else of them.
Where somebody checks something, and a sentence has every word of it, it does not: "Was Ireland
referred to the Court?".
"""

from assistant.deciding.constraints import Constraints
from assistant.deciding.naming import Named
from assistant.understanding.asking import Wanted, has_question_word, wanted
from vectorstore.language import terms

_OPEN: frozenset[Wanted] = frozenset(
    {"person", "time", "place", "amount", "reason", "all", "difference", "meaning", "overview"}
)
"""Who asks for one of these checks nothing."""

_TELLING = 2
"""Fewer telling words check nothing."""


def outright(wording: str, alone: str, language: str) -> Named | None:
    """Return what tells whether a sentence has every telling word of a question, as it stands
    alone, and is on no other date or ordinal; None if the question, as worded, is no check."""
    asked = frozenset(terms(alone, language))
    is_open = has_question_word(wording, language) or wanted(wording, language) & _OPEN
    if len(asked) < _TELLING or is_open:
        return None
    held = Constraints(alone, language)
    return lambda one: (
        one.language == language
        and asked.issubset(terms(one.wording, language))
        and not held.is_on_other_ordinals(one)
        and not held.is_on_other_dates(one)
    )
