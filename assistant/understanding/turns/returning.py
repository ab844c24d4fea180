"""Tells which turns of a conversation a question follows. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import Turn, exchanges, questions
from assistant.understanding.message.courtesies import courtesy_in
from assistant.understanding.message.language import language_of
from assistant.understanding.phrases.asking import (
    Wanted,
    has_question_word,
    said_beside,
    wanted,
    without,
)
from assistant.understanding.turns.former_latter import meant_of_two
from assistant.wording.akin import shared
from assistant.wording.facts.enumeration import conjunctions
from assistant.wording.facts.lexicon import says_first
from vectorstore.terms import WORD, terms

_LEADING_IN: tuple[Wanted, ...] = ("return", "correction")
_CLAUSE_END = re.compile(r"[:,;?!–—]")
_ONE_WORD = re.compile(r"\W*\w+\s*[,.!–—-]+\s+")
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
    if corrects(question, language):
        question = _corrected(question, questions(turns)[-1], language)
    else:
        question = _without_leading_in(question, language)
    return meant_of_two(question, before, language), before


def corrects(question: str, language: str) -> bool:
    """Tell whether a question corrects what was asked before: "No, I meant the seventh"."""
    return "correction" in wanted(_without_no(question, language), language)


def _without_no(question: str, language: str) -> str:
    """Return a question without a "no" before it: "No, I mean the seventh"."""
    first = _ONE_WORD.match(question)
    is_no = first and courtesy_in(first[0], language)
    return question[first.end() :] if first and is_no else question


def _corrected(question: str, before: str, language: str) -> str:
    """Return what a question says that corrects the one before; where it says what was not meant,
    and that one has it, that one with what was meant instead ("removals, not assessments")."""
    said = _without_leading_in(_without_no(question, language), language)
    clauses = [one.strip() for one in _CLAUSE_END.split(said)]
    denied = [one for one in clauses if says_first("not", one, language)]
    meant = ", ".join(one for one in clauses if one and one not in denied)
    if denied and meant:
        unmeant = terms(" ".join(denied), language)
        places = [one for one in WORD.finditer(before) if shared(unmeant, one[0], language)]
        if places:
            return f"{before[: places[0].start()]}{meant}{before[places[-1].end() :]}"
        said = meant
    # It begins with a name, and not with a capital because a sentence does: "And Meta".
    is_name = said[:1].isupper() and said != question and not has_question_word(said, language)
    return f"{conjunctions(language)[0].capitalize()} {said}" if is_name else said


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
