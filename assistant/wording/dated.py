"""Reads when what a sentence says was, with the year that stands over it. Pure.

A chronology has its years in headings: "5 June - A breach ..." below "2028".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.wording.facts import facts, facts_of
from vectorstore.dates import Date
from vectorstore.findings import Candidate
from vectorstore.passages import Passage

_TIME_OF_DAY = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")


def dates_of(said: Candidate) -> list[Date]:
    """Return the dates that a sentence names, those without a year with that of what stands over
    it."""
    named = facts_of(said).dates
    if all(date.year for date in named):
        return named
    over = _standing_over(said)
    return [date if date.year else _within(over, date) for date in named]


def days_over(said: Candidate) -> list[Date]:
    """Return the days that the nearest text over a sentence names which names any: "Minutes of 13
    May 2025"."""
    days = (
        [date for date in facts(text, said.language).dates if date.is_day] for text in _above(said)
    )
    return next(filter(None, days), [])


def mailed(passage: Passage, language: str) -> tuple[int, ...]:
    """Return the year, month, day, hour and minute in the nearest heading over a passage that has
    all of these, as that of a mail has; empty if there is none."""
    for text in reversed(passage.headings):
        days = [date for date in facts(text, language).dates if date.is_day]
        if days and (time := _TIME_OF_DAY.search(text, days[-1].end)):
            return *days[-1].known, int(time[1]), int(time[2])
    return ()


def _standing_over(said: Candidate) -> Date | None:
    """Return the first date of the nearest heading that names a year, or else of the title; None if
    that names several years."""
    for text in _above(said):
        dated = [date for date in facts(text, said.language).dates if date.year]
        if dated:
            return dated[0] if len({date.year for date in dated}) == 1 else None
    return None


def _above(said: Candidate) -> Iterator[str]:
    yield from reversed(said.hit.passage.headings)
    yield said.hit.document.title


def _within(over: Date | None, date: Date) -> Date:
    """Return a date with the year of the one that stands over it. One of a month before
    that may be the next year's: "15 January", in minutes of December."""
    if over is None or date.month < over.month:
        return date
    return replace(date, year=over.year)
