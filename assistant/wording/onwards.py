"""Tells what a sentence may not be quoted without that comes after it. Pure.

onwards.json holds, for each of the 24 official EU languages, what says that somebody "asked"
something, where other words may stand before the last one ("asked the chair whether"), and that
something was "moved" to another time, "changed" to another amount, or "cancelled". "*" stands for
any letters.
"""

import re
from functools import cache
from typing import Literal

from assistant.wording.akin import shared
from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import any_of, blanked
from assistant.wording.facts.numbers import clash
from assistant.wording.leaning import is_replied_to, leans
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.passages import Passage
from vectorstore.terms import folded, terms

_Kind = Literal["asked", "moved", "changed", "cancelled"]
_WHOM = 3
"""So many words may say who was asked."""
_CLAUSE = re.compile(r"[,;:]\s")
"""What parts what a sentence says from what it says besides."""


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
    asks = _finds("asked", said, language) and not _finds("asked", then, language)
    return is_replied_to(passage, place) or bool(asks) or _is_put_otherwise(said, then, language)


def _is_put_otherwise(said: str, then: str, language: str) -> bool:
    """Tell whether the sentence after another one says of the same that it was moved, and tells no
    day or another one, or changed, and has another amount, or that it was cancelled."""
    old, new = facts(said, language), facts(then, language)
    if (found := _finds("moved", then, language)) and old.dates:
        days = {date.known for date in old.dates}
        is_moved = not new.dates or any(date.known not in days for date in new.dates)
        return is_moved and (leans(then, language) or _is_of_it(said, then, found, language))
    if found := _finds("changed", then, language):
        units = {one.unit for one in old.counts} & {one.unit for one in new.counts}
        is_changed = bool(units) and clash(old.counts, new.counts)
        return is_changed and (leans(then, language) or _is_of_it(said, then, found, language))
    found = _finds("cancelled", then, language)
    return found is not None and _is_of_it(said, then, found, language)


def _is_of_it(said: str, then: str, found: re.Match[str], language: str) -> bool:
    """Tell whether what a sentence says before a word is on nothing that the sentence before it has
    not, but for dates, the next word before it ("has been extended") and the first one if that
    points back: "This visit was"."""
    before = blanked(then, [(one.start, one.end) for one in facts(then, language).dates])
    *_, clause = _CLAUSE.split(before[: found.start()])
    own = set(terms(" ".join(clause.split()[leans(clause, language) : -1]), language))
    return shared(own, said, language) == len(own)


def _finds(kind: _Kind, text: str, language: str) -> re.Match[str] | None:
    return _finding(kind, known(language)).search(folded(text).replace("\u2019", "'"))


@cache
def _finding(kind: _Kind, language: str) -> re.Pattern[str]:
    words: list[str] = read_data(__package__, "onwards.json")[language][kind]
    if kind == "asked":
        words = [_with_whom(phrase, many) for phrase in words for many in range(_WHOM + 1)]
    return any_of(words)


def _with_whom(phrase: str, many: int) -> str:
    """Return a phrase with so many words, of any letters, before its last one."""
    first, space, last = phrase.rpartition(" ")
    return f"{first} {'* ' * many}{last}" if space else phrase
