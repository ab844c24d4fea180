"""Tells what a sentence may not be quoted without that comes after it. Pure.

onwards.json holds, for each of the 24 official EU languages, what says that somebody "asked"
something, and that something was "moved" to another time, or raised or cut to another amount, or
was "cancelled". "*" stands for any letters.
"""

from functools import cache
from re import Pattern
from typing import Literal

from assistant.wording.akin import shared
from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import any_of
from assistant.wording.facts.numbers import clash
from assistant.wording.leaning import is_replied_to, leans
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.passages import Passage
from vectorstore.terms import folded, terms


def goes_on(passage: Passage, place: int, language: str) -> bool:
    """Tell whether a passage's sentence may not be quoted without the next one of its line. It may
    not if

    - one word replies to it, or it tells what somebody asked, and the next one does not:
      "She asked whether lawyers may come. Two at most.", or
    - the next one says that it is no longer so: "It was to end in March. It was extended to May."
    """
    after = passage.sentences[place + 1 : place + 2]
    if not after or passage.begins_line(after[0].start):
        return False
    said, then = (passage.wording(one) for one in (passage.sentences[place], after[0]))
    asks = _says("asked", said, language) and not _says("asked", then, language)
    return is_replied_to(passage, place) or asks or _is_put_otherwise(said, then, language)


def _is_put_otherwise(said: str, then: str, language: str) -> bool:
    """Tell whether the sentence after another one says that this was moved, and has another date or
    amount than this, or that it was cancelled: it points back, or has no other telling words than
    this: "The visit was cancelled."."""
    if _says("cancelled", then, language):
        besides = terms(_finding("cancelled", known(language)).sub(" ", folded(then)), language)
        return leans(then, language) or shared(besides, said, language) == len(set(besides))
    if not _says("moved", then, language):
        return False
    old, new = facts(said, language), facts(then, language)
    days = {date.known for date in old.dates}
    is_on_day = bool(days) and any(date.known not in days for date in new.dates)
    units = {one.unit for one in old.counts} & {one.unit for one in new.counts}
    return is_on_day or (bool(units) and clash(old.counts, new.counts))


def _says(kind: Literal["asked", "moved", "cancelled"], text: str, language: str) -> bool:
    return bool(_finding(kind, known(language)).search(folded(text)))


@cache
def _finding(kind: str, language: str) -> Pattern[str]:
    words: list[str] = read_data(__package__, "onwards.json")[language][kind]
    return any_of(words)
