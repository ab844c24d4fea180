"""Finds the line that tells when or where one of several meetings was: "14th meeting, Vienna, 12
March 2026". Pure.

It heads what was said there, or stands at the top of the minutes ("Date: 12 March 2026"), and is no
sentence, so that the reader takes it for no answer.
"""

from collections.abc import Sequence

from assistant.understanding.kinds.occurring import Occasion, names_meeting, occasion
from assistant.understanding.phrases.asking import Wanted, kinds_named
from assistant.wording.akin import shared
from assistant.wording.facts import facts
from assistant.wording.facts.lengths import asks_deadline
from assistant.wording.fragments import dates_what_is_above, is_placed, over
from assistant.wording.held import held_by
from assistant.wording.places import places
from vectorstore.dates import Day, before_its_day, dates
from vectorstore.findings import AnyCandidate, Candidate
from vectorstore.terms import WORD, is_stop_word, terms


def held_when_or_where(
    question: str, language: str, found: Sequence[AnyCandidate]
) -> list[AnyCandidate]:
    """Return the lines that tell when or where the occasion took place that a question asks for, of
    the first document that has any.

    Nothing if the question asks for no such thing, or if another document tells of another day: it
    may be another body's meeting.
    """
    asked = occasion(question, language)
    if asked is None:
        return []
    told = [one for one in found if _tells(one, asked, question, language)]
    own = [one for one in told if one.hit.document.id == told[0].hit.document.id]
    days = set().union(*map(_days, own))
    is_disputed = any(days and other and days.isdisjoint(other) for other in map(_days, told))
    return [] if is_disputed else own


def of_kind(
    kind: Sequence[str], found: Sequence[AnyCandidate], language: str
) -> list[AnyCandidate]:
    """Return what, in the asker's language, names the kind of meeting that is asked for, in words:
    "technical meetings" are no ministerial ones."""
    words = terms(" ".join(kind), language)
    own = (one for one in found if one.language == language)
    return [one for one in own if shared(words, one.wording, language) == len(words)]


def _days(one: Candidate) -> set[Day]:
    return {date.known for date in dates(one.wording, one.language)}


def _tells(one: Candidate, asked: Occasion, question: str, language: str) -> bool:
    """Tell whether a line gives the day or the place that is asked for, of that very occasion."""
    passage, above = one.hit.passage, one.hit.context
    lines, place = passage.wordings, one.place
    line = one.wording
    label, _, value = line.partition(":")
    # "Date: 12 March 2026" is that of the minutes only above all else.
    labelled = _labelled(label, asked, one.language) if value and not passage.ordinal else None
    if labelled:
        line = f"{above}\n{lines[0] if place else label}"
        tells_when, tells_where = "time" in labelled, "place" in labelled
    elif not value and dates_what_is_above(lines, place, one.language, over(one.hit)):
        line = f"{lines[place - 1] if place else over(one.hit)}\n{line}"
        tells_when = tells_where = True  # "Riga, 3 May 2024"
    elif before_its_day(line, one.language):
        tells_when, tells_where = True, bool(places(line, one.language)) or is_placed(line)
    else:
        return False
    if not ((asked.asks_when and tells_when) or (asked.asks_where and tells_where)):
        return False
    counted = facts(line, one.language).ordinals
    # "Follow-up to the 14th meeting: 15th meeting, Riga, 3 May 2024" does not tell of which it is.
    if not counted or not all(asked.ordinal.equals(number) for number in counted):
        return False
    held = held_by(f"{above}\n{line}", one.language)
    is_translated = one.language != language and names_meeting(line, one.language)
    return all(
        held.holds_in(question, word, language) or (is_translated and names_meeting(word, language))
        for word in asked.kind
    )


def _labelled(label: str, asked: Occasion, language: str) -> frozenset[Wanted]:
    """Return what a label names of the occasion itself: "Date", "Place of the meeting"; none if it
    is that of anything else ("Date of the next meeting", "Deadline")."""
    named = kinds_named(label, language)
    is_own = all(
        is_stop_word(word, language) or kinds_named(word, language) or word in asked.kind
        for word in WORD.findall(label)
    )
    return named if is_own and not asks_deadline(label, language) else frozenset()
