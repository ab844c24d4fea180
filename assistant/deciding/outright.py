"""Tells which sentences say outright what a question checks. Pure functions.

The reader has learned that a sentence with a question's words mostly says something else of them.
Where somebody checks something, and a sentence has every word of it, it does not: "Was Ireland
referred to the Court?".
"""

from assistant.deciding.constraints import Constraints
from assistant.deciding.naming import Named
from assistant.understanding.asking import Wanted, has_question_word, wanted
from assistant.wording.held import held_by
from vectorstore.language import WORD, terms
from vectorstore.passages import Candidate

_OPEN: frozenset[Wanted] = frozenset(
    {"person", "time", "place", "amount", "reason", "all", "difference", "meaning", "overview"}
)
"""Who asks for one of these checks nothing."""

_TELLING = 2
"""Fewer telling words check nothing."""


def outright(wording: str, alone: str, language: str) -> Named | None:
    """Return what tells whether a sentence has every telling word of a question, as it stands
    alone, or a name that it is short for, and is on no other date or ordinal; None if the question,
    as worded, is no check."""
    asked = {stem: word for word in WORD.findall(alone) for stem in terms(word, language)}
    is_open = has_question_word(wording, language) or wanted(wording, language) & _OPEN
    if len(asked) < _TELLING or is_open:
        return None
    held = Constraints(alone, language)

    def says(one: Candidate) -> bool:
        if one.language != language or held.is_on_other_ordinals(one):
            return False
        lacking = asked.keys() - terms(one.wording, language)
        return not held.is_on_other_dates(one) and all(
            held_by(one.wording, language).spells_out(alone, asked[stem]) for stem in lacking
        )

    return says
