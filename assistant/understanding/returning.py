"""Tells which turns of a conversation a question follows. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import Turn, exchanges
from assistant.understanding.asking import Wanted, said_beside, wanted, without
from assistant.understanding.former_latter import meant_of_two
from assistant.understanding.language import language_of
from assistant.wording.akin import shared

_LEADING_IN: tuple[Wanted, ...] = ("return", "correction")
_CLAUSE_END = re.compile(r"[:,;?!–—]")
_NOTHING = (0, 0)


def followed(question: str, history: Sequence[Turn]) -> tuple[str, tuple[Turn, ...]]:
    """Return a question without what leads in to it, the latter of two by its name, and the
    turns that it follows, their questions put likewise: where it goes back to what was asked about
    earlier ("Back to the protocol: who backs it?"), not those after that.

    Those that a question before it went back over are left out as well.
    """
    turns: tuple[Turn, ...] = ()
    for turn in history:
        if turn.role == "user":
            text, turns = _after_what_is_meant(turn.text, turns)
            turn = replace(turn, text=text)
        turns += (turn,)
    return _after_what_is_meant(question, turns)


def _after_what_is_meant(question: str, turns: tuple[Turn, ...]) -> tuple[str, tuple[Turn, ...]]:
    if not turns:  # nobody goes back or corrects anything yet
        return question, turns
    language = language_of(question, turns)
    before = _up_to_what_is_meant(question, turns, language)
    question = _without_leading_in(question, language)
    return meant_of_two(question, before, language), before


def _without_leading_in(question: str, language: str) -> str:
    """Return a question without the words that go back, or correct what was asked before, if any
    others are left: "the protocol: who backs it?", "the seventh"."""
    for kind in _LEADING_IN:
        question = without(kind, question, language).lstrip(" ,;:–—-") or question
    return question


def _up_to_what_is_meant(question: str, turns: tuple[Turn, ...], language: str) -> tuple[Turn, ...]:
    """Return the turns up to the answer to the last question that has most of what is gone back
    to, or whose answer has; none if nothing was said of it, for it is not what was just told."""
    if "return" not in wanted(question, language):
        return turns
    clauses = [one for one in _CLAUSE_END.split(question) if "return" in wanted(one, language)]
    meant = said_beside(["return"], " ".join(clauses) or question, language)
    asked = exchanges(turns)
    own = [
        (
            shared(meant, turns[start].text, language),
            sum(shared(meant, turn.text, language) for turn in turns[start + 1 : end]),
        )
        for start, end in asked
    ]
    most = max(own, default=_NOTHING)
    if most == _NOTHING:
        return ()
    return turns[: max(end for (_, end), one in zip(asked, own, strict=True) if one == most)]
