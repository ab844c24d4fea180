"""Tells when only the day or the place of one occasion of several is asked for: "Where did the 13th
meeting take place?". Pure functions.

occurring.json holds, for each language, what says of a meeting that it took place ("occurs"), in
the forms in which questions have it, and what any "meeting" may be called.
"""

import re
from functools import cache
from typing import NamedTuple

from assistant.understanding.asking import POINTING_BACK, Wanted, said_beside, wanted
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.numbers import Number
from vectorstore.data import read_data
from vectorstore.terms import WORD, terms

_WHEN_AND_WHERE: frozenset[Wanted] = frozenset({"time", "place"})
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


def names_meeting(text: str, language: str) -> bool:
    """Tell whether a text has a word that any meeting may be called by: "session"."""
    return not _meetings(language).isdisjoint(terms(text, language))


@cache
def _meetings(language: str) -> frozenset[str]:
    called = read_data(__package__, "occurring.json")[language]["meeting"]
    return frozenset(terms(" ".join(called), language))
