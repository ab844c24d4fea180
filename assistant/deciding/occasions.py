"""Finds the line that tells when or where one of several meetings was: "14th meeting, Vienna, 12
March 2026". Pure.

It heads what was said there, or stands at the top of the minutes ("Date: 12 March 2026"), and is no
sentence, so that the reader takes it for no answer.
"""

from collections.abc import Sequence
from typing import TypeVar

from assistant.understanding.asking import kinds_named
from assistant.understanding.occurring import Occasion, occasion
from assistant.wording.facts import facts
from assistant.wording.fragments import dates_what_is_above, is_placed
from assistant.wording.held import held_by
from assistant.wording.places import places
from vectorstore.dates import before_its_day
from vectorstore.passages import Candidate, context

Said = TypeVar("Said", bound=Candidate)

_MOST_ABROAD = 2
"""So many words say in another language what is asked for ("steering group")."""


def held_when_or_where(question: str, language: str, found: Sequence[Said]) -> list[Said]:
    """Return the lines that tell when or where the occasion took place that a question asks for, of
    the first document that has any; nothing if the question asks for no such thing."""
    asked = occasion(question, language)
    if asked is None:
        return []
    told = [one for one in found if _tells(one, asked, question, language)]
    return [one for one in told if one.hit.document.id == told[0].hit.document.id]


def _tells(one: Candidate, asked: Occasion, question: str, language: str) -> bool:
    """Tell whether a line gives the day or the place that is asked for, of that very occasion."""
    document, passage = one.hit.document, one.hit.passage
    lines = [passage.wording(each) for each in passage.sentences]
    place = passage.sentences.index(one.sentence)
    line = one.wording
    label, _, value = line.partition(":")
    # "Date: 12 March 2026" is that of the minutes only above all else.
    labelled = kinds_named(label, one.language) if value and not passage.ordinal else frozenset()
    if labelled:
        line = f"{document.title}\n{lines[0]}\n{line}"
        tells_when, tells_where = "time" in labelled, "place" in labelled
    elif dates_what_is_above(lines, place, one.language):
        line = f"{lines[place - 1]}\n{line}"
        tells_when = tells_where = True  # "Riga, 3 May 2024"
    elif before_its_day(line, one.language):
        tells_when, tells_where = True, bool(places(line, one.language)) or is_placed(line)
    else:
        return False
    if not ((asked.asks_when and tells_when) or (asked.asks_where and tells_where)):
        return False
    own = facts(line, one.language).ordinals[:1]  # others may be those that it tells of
    if not any(asked.ordinal.equals(number) for number in own):
        return False
    if one.language != language:  # there it is called otherwise
        return len(asked.kind) <= _MOST_ABROAD
    held = held_by(f"{context(document, passage.headings)}\n{line}", one.language)
    return all(held.holds_in(question, word, language) for word in asked.kind)
