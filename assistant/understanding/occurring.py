"""Tells when only the day or the place of one occasion of several is asked for: "Where did the 13th
meeting take place?"; or whatever took place at a time: "What happened in 2019?". Pure functions.

occurring.json holds, for each language, what says of a meeting that it took place ("occurs"), in
the forms in which questions have it, what any "meeting" may be called, and what asks for whatever
"happens" at a time, with what stands beside a year.
"""

import re
from functools import cache
from typing import NamedTuple

from assistant.understanding.asking import POINTING_BACK, Wanted, said_beside, wanted
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.lexicon import blanked
from assistant.wording.facts.numbers import Number
from assistant.wording.subject import is_of_the_forum
from vectorstore.data import read_data
from vectorstore.terms import WORD, terms

_WHEN_AND_WHERE: frozenset[Wanted] = frozenset({"time", "place"})
_OF_A_TIME: frozenset[Wanted] = frozenset({*POINTING_BACK, "timeline", "membership"})
"""What a question may ask for that asks what happened: "in the Forum" may also say who belongs."""
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
        and word.casefold() not in _data()[language]["occurs"]
    ]
    return Occasion(counted[0], kind, "time" in asks, "place" in asks)


def asks_what_happened(question: str, language: str) -> bool:
    """Tell whether a question asks what happened at a time, and says nothing else but that it is on
    the Forum: "What happened in October 2019?"."""
    told = facts(question, language)
    if not told.dates or wanted(question, language) - _OF_A_TIME:
        return False
    rest = blanked(question, [(date.start, date.end) for date in told.dates])
    telling = [
        word.casefold()
        for word in WORD.findall(rest)
        if terms(word, language) and not is_of_the_forum(word, language)
    ]
    return bool(telling) and {*telling} <= _happens(language)


def names_meeting(text: str, language: str) -> bool:
    """Tell whether a text has a word that any meeting may be called by: "session"."""
    return not _meetings(language).isdisjoint(terms(text, language))


@cache
def _meetings(language: str) -> frozenset[str]:
    return frozenset(terms(" ".join(_data()[language]["meeting"]), language))


@cache
def _happens(language: str) -> frozenset[str]:
    return frozenset(_data().get(language, {}).get("happens", ()))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = read_data(__package__, "occurring.json")
    return data
