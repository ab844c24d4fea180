"""Tells when only the day or the place of one occasion of several is asked for: "Where did the 13th
meeting take place?". Pure functions.

occurring.json holds, for each language, what says of a meeting that it took place, in the forms in
which questions have it.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from assistant.understanding.asking import POINTING_BACK, Wanted, said_beside, wanted
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.numbers import Number
from vectorstore.language import WORD, terms

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
    telling = {*said_beside(asks, rest, language)} - _occurring(language)
    kind = [word for word in WORD.findall(rest) if not telling.isdisjoint(terms(word, language))]
    return Occasion(counted[0], kind, "time" in asks, "place" in asks)


@cache
def _occurring(language: str) -> frozenset[str]:
    """Return the terms of the words that say that something took place."""
    text = files(__package__).joinpath("occurring.json").read_text(encoding="utf-8")
    listed = json.loads(text).get(language, ())
    return frozenset(term for word in listed for term in terms(word, language))
