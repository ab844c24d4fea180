"""Restates a follow-up with what it leaves unsaid, without a model. Pure functions.

A question stands alone, and drops the subject before it, unless its words point back or it says too
little to be searched. Then the question that it follows is put in front of it; what the follow-up
names anew (a year, a company) takes the place of what was named there.
"""

import re
from collections.abc import Sequence

from assistant.asking import wanted
from assistant.conversation import Turn
from vectorstore.language import detect, terms

_TELLING = 3
"""A question of so many telling words says itself what it is about."""
_SHORT = 2
"""A follow-up of no more telling words, beside names and numbers, asks the same of another one."""

_WORD = re.compile(r"\w+(?:['’.,/-]\w+)*")


def restate(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would be asked without its history."""
    standing = ""
    for turn in history:
        if turn.role == "user":
            standing = _subject(standing, turn.text)
    return _joined(standing, question) if standing else question


def just_cited(history: Sequence[Turn]) -> str:
    """Return the answer before the question; empty if there is none."""
    return next((turn.text for turn in reversed(history) if turn.role == "assistant"), "")


def _subject(standing: str, question: str) -> str:
    """Return what the conversation is about after a question.

    A follow-up that names nothing of its own ("When was that?") leaves the subject as it was.
    """
    if standing and not _stands_alone(question):
        return _joined(standing, question) if _named(question) else standing
    return question


def _joined(standing: str, question: str) -> str:
    if _stands_alone(question):
        return question
    named = _named(question)
    said = [term for term in _WORD.findall(question) if term not in named]
    if named and len(terms(" ".join(said), detect(question))) <= _SHORT:
        standing = _replaced(standing, named, question)
    return f"{standing} {question}"


def _stands_alone(question: str) -> bool:
    language = detect(question)
    return "back" not in wanted(question, language) and len(terms(question, language)) >= _TELLING


def _named(text: str) -> set[str]:
    """Return the words of a text that are numbers, or names by their capitals."""
    first, *others = _WORD.findall(text) or [""]
    named = {word for word in others if word[0].isupper()}
    return named | {word for word in (first, *others) if _is_code(word)}


def _is_code(word: str) -> bool:
    return word[:1].isdigit() or any(letter.isupper() for letter in word[1:])


def _replaced(standing: str, named: set[str], question: str) -> str:
    """Return the standing question with what the follow-up names anew: numbers for numbers, names
    for names. The first place takes it all, the others go."""
    for is_kind in (_is_number, _is_name):
        anew = [word for word in _WORD.findall(question) if word in named and is_kind(word)]
        before = {word for word in _named(standing) if is_kind(word)}
        if anew and before:
            places = iter([" ".join(anew)])
            standing = _WORD.sub(
                lambda match, gone=before, places=places: (  # type: ignore[misc]
                    next(places, "") if match[0] in gone else match[0]
                ),
                standing,
            )
    return " ".join(standing.split())


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _is_name(word: str) -> bool:
    return not word[0].isdigit()
