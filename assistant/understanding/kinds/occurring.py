"""Tells when only the day or the place of one occasion of several is asked for: "Where did the 13th
meeting take place?", or which there were. Pure functions.

occurring.json holds, for each language, what says of a meeting that it took place ("occurs"), in
the forms in which questions have it, what any "meeting" may be called, what asks for its "results",
and what says that one was "remote".
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from assistant.understanding.phrases.asking import (
    CERTAIN,
    POINTING_BACK,
    Wanted,
    has_question_word,
    said_beside,
    wanted,
)
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.lexicon import any_of
from assistant.wording.facts.numbers import Number
from assistant.wording.subject import is_of_the_forum
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, folded, terms, terms_of

_WHEN_AND_WHERE: frozenset[Wanted] = frozenset({"time", "place"})
_CLOSER: frozenset[Wanted] = CERTAIN - {"person"}
_KIND_OF_MEETING = 2
"""So many words say which kind of meeting is meant: "ministerial meetings"."""
_FIRST_PART = 5
"""From so many letters on what stands before "treffen" makes a compound of it: not in "betreffen".
"""
_AGREED = "agreed at"
_TOKEN = re.compile(r"\S+")


class Occasion(NamedTuple):
    """One of several, by its number."""

    ordinal: Number
    kind: list[str]
    """The words that say what it is, as the question has them: "meeting"; perhaps none."""
    asks_when: bool
    asks_where: bool


def occasion(question: str, language: str) -> Occasion | None:
    """Return the occasion of which a question asks when or where it took place, and nothing else;
    None if it asks for anything else, or names no number."""
    asks = wanted(question, language) - {*POINTING_BACK}
    counted = ordinals_asked_for(question, language)
    if not asks or not asks <= _WHEN_AND_WHERE or len(counted) != 1:
        return None
    if facts(question, language).dates:
        return None
    begin = counted[0].start
    rest = question[:begin] + _TOKEN.sub("", question[begin:], count=1)
    telling = {*said_beside(asks, rest, language)}
    # By the forms alone: "sitting", "sammanträde" have the stems of verbs that say so.
    kind = [
        word
        for word in WORD.findall(rest)
        if not telling.isdisjoint(terms(word, language))
        and word.casefold() not in read_data(__package__, "occurring.json")[language]["occurs"]
    ]
    return Occasion(counted[0], kind, "time" in asks, "place" in asks)


def meetings_asked_for(question: str, language: str) -> list[str]:
    """Return the words that say which meetings there were, if a question asks that and nothing else
    of them: "Which ministerial meetings have there been?", at all or in 2021; not their results."""
    asks = wanted(question, language)
    if with_what_was_agreed(question, language) != question:
        return []
    if "all" not in asks or asks & _CLOSER or not has_question_word(question, language):
        return []
    forms = read_data(__package__, "occurring.json")[known(language)]["occurs"]
    idle = verbs(language).union(forms)
    said = [
        word
        for word in WORD.findall(question)
        if terms(word, language)
        and not word.isdecimal()
        and word.casefold() not in idle
        and not has_question_word(word, language)
        and not is_of_the_forum(word, language)
    ]
    is_of_them = any(_is_meeting(word, language) for word in said)
    return said if is_of_them and len(said) <= _KIND_OF_MEETING else []


def with_what_was_agreed(question: str, language: str) -> str:
    """Return a question for the results of a meeting as one for what was agreed there, as documents
    say: the English word, which the embedding model knows best."""
    language = known(language)
    if not names_meeting(question, language):
        return question
    plain = unicodedata.normalize("NFC", question)
    results = any_of(read_data(__package__, "occurring.json")[language]["results"])
    said = results.search(folded(plain))
    return f"{plain[: said.start()]}{_AGREED}{plain[said.end() :]}" if said else question


def asks_remote(question: str, language: str) -> bool:
    """Tell whether a question asks of a meeting that took place online. A word that says so stands
    right after one that a meeting is told by, or before "meeting": "Was it held online?", but not
    "When was the meeting on abuse online held?"."""
    held, said = read_data(__package__, "occurring.json")[known(language)], folded(question)
    occurs = {folded(form) for form in held["occurs"]}

    def is_told_of(before: Sequence[str], after: Sequence[str]) -> bool:
        meets = any(word in occurs for word in before)
        return meets or any(_is_meeting(word, language) for word in (*before, *after))

    return any(
        is_told_of(WORD.findall(said[: one.start()])[-1:], WORD.findall(said[one.end() :])[:1])
        for one in any_of(held["remote"]).finditer(said)
    )


def _is_meeting(word: str, language: str) -> bool:
    """Tell whether a word is one that any meeting may be called by, or a compound of one:
    "Ministertagungen"."""
    called = read_data(__package__, "occurring.json")[known(language)]["meeting"]
    return names_meeting(word, language) or any(
        word.casefold().find(one.casefold()) >= _FIRST_PART for one in called
    )


def names_meeting(text: str, language: str) -> bool:
    """Tell whether a text has a word that any meeting may be called by: "session"."""
    return not _meetings(language).isdisjoint(terms(text, language))


@cache
def _meetings(language: str) -> frozenset[str]:
    return terms_of(read_data(__package__, "occurring.json")[language]["meeting"], language)
