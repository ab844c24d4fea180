"""Leaves greetings, thanks and signatures out of what is asked. Pure functions.

"Dear colleagues, ... Best regards, Anna" says nothing of what is asked, and a reader takes it for
something that no sentence answers. The words are in courtesies.json, for each of the 24 official
languages what begins a greeting and what begins an ending; those of English hold in all.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from assistant.asking import question_words
from assistant.conversation import Question
from assistant.restating import language_of
from vectorstore.language import fold, terms

_ENGLISH = "en"


class _Patterns(NamedTuple):
    greeting: re.Pattern[str]
    ending: re.Pattern[str]


def plain(question: Question) -> Question:
    """Return a question, and those before it, without courtesies."""
    language = language_of(question.text, question.history)
    history = tuple(
        replace(turn, text=without_courtesies(turn.text, language)) if turn.role == "user" else turn
        for turn in question.history
    )
    text = without_courtesies(question.text, language)
    return replace(question, text=text, history=history)


def without_courtesies(text: str, language: str) -> str:
    """Return a text without the greeting before it and the thanks and the signature after it; the
    text itself if it says nothing else."""
    greeting, ending = _patterns(language)
    left = text
    for _ in range(2):  # "Thanks! Dear all, ..."
        left = greeting.sub("", left, 1)
    left = ending.sub("", left, 1).strip()
    return left if terms(left, language) else text


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    text = files("assistant").joinpath("courtesies.json").read_text(encoding="utf-8")
    phrases: dict[str, dict[str, list[str]]] = json.loads(text)
    return phrases


@cache
def _patterns(language: str) -> _Patterns:
    """Return what finds a greeting, or thanks, before a text, and what finds an ending after it.

    Neither reaches over a word that asks: "Hello, who chaired it" greets with one word.
    """
    greetings, endings = (
        _any(_phrases()[language][key] + _phrases()[_ENGLISH][key])
        for key in ("greetings", "closings")
    )
    asks = question_words(language)
    word = rf"\s+(?!(?:{asks})\b)[^\s,.!?:;–—]+"
    greeting = (
        rf"^\W*(?:ok\W+)?(?:{greetings}|{endings})"
        rf"(?:(?:{word}){{0,4}}(?:[,.!:;–—]+|\s+-+(?=\s)|\s*\n)\s*|\s+(?=(?:{asks})\b))"
    )
    signed = rf"(?:[\s,.!–—-]+(?!(?:{asks})\b)[^\s?\d]+)"
    ending = (
        rf"(?:(?<=[.?!;])\s*|\s*\n\s*|\s+[-–—]+\s+){endings}{signed}{{0,8}}\W*$"
        rf"|,?\s+{endings}{signed}{{0,2}}\W*$"
    )
    return _Patterns(re.compile(greeting, re.IGNORECASE), re.compile(ending, re.IGNORECASE))


def _any(phrases: Iterable[str]) -> str:
    """Return what matches one of the phrases, the longest first, with its accents or without."""
    spelled = {form for phrase in phrases for form in (phrase, fold(phrase))}
    ordered = sorted(spelled, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(re.escape, ordered)) + r")\b"
