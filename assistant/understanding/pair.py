"""Puts what is meant in place of "the former" and "the latter". Pure functions.

pair.json holds, for each of the 24 official EU languages, what people say for the first and for the
second of two things that were just named. Case and accents do not count.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.conversation import Turn
from assistant.understanding.comparing import told_apart
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.names import names, side_by_side
from vectorstore.language import folded

_PLACES = {"former": 0, "latter": 1}
_SPOKEN = 3
"""In so many of the last questions the two are looked for."""


def meant_of_two(question: str, history: Sequence[Turn], language: str) -> str:
    """Return a question with the name of what it means by the former or the latter, of the two that
    a question before it names; as it is if there are no two."""
    if language not in _phrases():
        return question
    found = list(_phrases()[language].finditer(folded(question)))
    two = _two_named(history, language) if found else []
    for match in reversed(found if two else []):
        named = two[_PLACES[match.lastgroup or ""]]
        question = f"{question[: match.start()]}{named}{question[match.end() :]}"
    return question


def _two_named(history: Sequence[Turn], language: str) -> list[str]:
    """Return the two things that the last question which names two names."""
    asked = [turn.text for turn in history if turn.role == "user"][-_SPOKEN:]
    pairs = (told_apart(text, language) or _beside(text, language) for text in reversed(asked))
    return next(filter(None, pairs), [])


def _beside(question: str, language: str) -> list[str]:
    """Return the two things that a question names together: "When did Ada and Bo join?"."""
    runs = side_by_side([name for name in names(question, language) if name.sure], question)
    spans = [(run[0].start, run[-1].end) for run in runs]
    if len(spans) != len(_PLACES):
        return []
    (_, end), (start, _) = spans
    joining = rf"\s+(?:{ands_and_ors(language)})\s+(?:\w{{1,4}}\s+)?"
    joined = re.fullmatch(joining, question[end:start], re.IGNORECASE)
    return [question[first:last] for first, last in spans] if joined else []


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """Return for each language what finds any of its phrases in a folded text, by its group."""
    text = files(__package__).joinpath("pair.json").read_text(encoding="utf-8")
    listed: dict[str, dict[str, list[str]]] = json.loads(text)
    return {language: _pattern(phrases) for language, phrases in listed.items()}


def _pattern(phrases: dict[str, list[str]]) -> re.Pattern[str]:
    """Return what finds any of the phrases, longer ones first."""
    groups = (
        f"(?P<{which}>{'|'.join(sorted(map(re.escape, map(folded, said)), key=len, reverse=True))})"
        for which, said in phrases.items()
        if said
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)")
