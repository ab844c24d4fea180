"""Puts what is meant in place of "the former" and "the latter". Pure functions.

former_latter.json holds, for each of the 24 official EU languages, what people say for the first
and for the second of two things that were just named. Case and accents do not count.
"""

import re
from collections.abc import Sequence
from functools import cache

from assistant.conversation import Turn, questions
from assistant.understanding.parts.comparing import told_apart
from assistant.understanding.phrases.asking import CERTAIN, has_question_word, wanted
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.facts.numerals import ordinal
from assistant.wording.names import whole_names
from vectorstore.data import read_data
from vectorstore.dictionaries import ALL_NOUNS
from vectorstore.terms import folded, terms

_PLACES = {"former": 0, "latter": 1}
_SPOKEN = 3
"""In so many of the last questions the two are looked for."""
_TELLING_APART = 3
"""So many words tell one of two from what comes after them: "the first of them"."""
_COUNTING = re.compile(r"\b(\w+)(?: ones?\b)?")
_ASKS = re.compile(r"\b(?:do|does|did|can|will|would)\s+$", re.IGNORECASE)
"""English words with a verb after whom they ask about: "When did the latter join?"."""


def meant_of_two(question: str, history: Sequence[Turn], language: str) -> str:
    """Return a question with the name of what it means by the former or the latter, of the two that
    a question before it names; as it is if there are no two."""
    found = [
        match
        for match in _phrases()[language].finditer(folded(question))
        if _stands_alone(match, question, language)
    ]
    meant = [(match.span(), _PLACES[match.lastgroup or ""]) for match in found]
    meant = meant or _counted(question, history, language)
    two = _two_named(history, language) if meant else []
    for (start, end), place in reversed(meant if two else []):
        question = f"{question[:start]}{two[place]}{question[end:]}"
    return question


def _counted(
    question: str, history: Sequence[Turn], language: str
) -> list[tuple[tuple[int, int], int]]:
    """Return where a question says "first" or "second" and not of what ("When was the second one
    used?"), with which of two that is; nothing if something was counted before ("the third
    meeting")."""
    counted = _ordinals(question, language)
    asked = [one for before in questions(history) for one in _ordinals(before, language)]
    if not counted or not all(_counts_nothing(one, language) for one in asked):
        return []
    if _asks_which_was_first(question, language):
        counted = [one for one in counted if ordinal(one[1], language) > 1 or one[0] != one[1]]
    return [
        (one.span(), ordinal(one[1], language) - 1)
        for one in counted
        if ordinal(one[1], language) <= len(_PLACES) and _counts_nothing(one, language)
    ]


def _ordinals(text: str, language: str) -> list[re.Match[str]]:
    return [match for match in _COUNTING.finditer(text) if ordinal(match[1], language)]


def _asks_which_was_first(question: str, language: str) -> bool:
    """Tell whether "first" may say when something was: "Which came first?", "Was it first?"."""
    asks = wanted(question, language)
    tells_of_one = not has_question_word(question, language) or asks & CERTAIN - {"person"}
    return "sooner" in asks and ("back" in asks or not tells_of_one)


def _counts_nothing(match: re.Match[str], language: str) -> bool:
    """Tell whether what counts stands at the end of a clause, before "one", or before a word that
    tells nothing."""
    following = re.match(r"\s+(\w+)", match.string[match.end() :])
    is_one = language == "en" and match[0] != match[1]
    return is_one or not following or not terms(following[1], language)


def _stands_alone(match: re.Match[str], question: str, language: str) -> bool:
    """Tell whether a phrase is none about what follows it: "the former head", "ce dernier forum".

    A word that says nothing goes on ("ce dernier est"), and so does one that is surely no noun.
    """
    before, rest = question[: match.start()], question[match.end() :]
    following = re.match(r"\s+(\w+)", rest)
    if not following or len(match[0].split()) >= _TELLING_APART:
        return True
    if not terms(following[1], language):
        return True
    if language in ALL_NOUNS:
        return following[1].islower()
    return language == "en" and bool(following[1].endswith("ed") or _ASKS.search(before))


def _two_named(history: Sequence[Turn], language: str) -> list[str]:
    """Return the two things that the last question which names two names."""
    asked = questions(history)[-_SPOKEN:]
    pairs = (told_apart(text, language) or _beside(text, language) for text in reversed(asked))
    return next(filter(None, pairs), [])


def _beside(question: str, language: str) -> list[str]:
    """Return the two things that a question names together: "When did Ada and Bo join?"."""
    runs = whole_names(question, language)
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
    listed: dict[str, dict[str, list[str]]] = read_data(__package__, "former_latter.json")
    return {language: _pattern(phrases) for language, phrases in listed.items()}


def _pattern(phrases: dict[str, list[str]]) -> re.Pattern[str]:
    """Return what finds any of the phrases, longer ones first."""
    groups = (
        f"(?P<{which}>{'|'.join(sorted(map(re.escape, map(folded, said)), key=len, reverse=True))})"
        for which, said in phrases.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)")
