"""Tells which sentences are of another time than a question asks for, read without a model in the
24 official EU languages. Pure.

The embedding model's states hardly tell one date from another, least of all across languages; words
do.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import dropwhile, takewhile

from assistant.understanding.kinds.occurring import names_meeting
from assistant.understanding.phrases.asking import wanted
from assistant.wording.dated import dates_of, days_over
from assistant.wording.facts import facts
from assistant.wording.facts.relations import is_compared_with, meets_any
from vectorstore.dates import Date, Day
from vectorstore.findings import Candidate, Hit
from vectorstore.passages import Document
from vectorstore.terms import WORD, is_stop_word


def _is_moved(question: str, when: Sequence[Date], language: str) -> bool:
    """Tell whether a question asks, behind the times that it names, what was after that."""
    behind = question[max((date.end for date in when), default=len(question)) :]
    return "afterwards" in wanted(behind, language) and not any(date.relation for date in when)


class Times:
    """The dates of a question."""

    def __init__(
        self, question: str, language: str, hits: Sequence[Hit] = (), *, of_events: bool = False
    ) -> None:
        """`hits` are what was found for the question. If it asks for whatever happened, what lasts
        `of_events` since a date is of that date alone. What was "after that" was not at the time
        that was spoken of."""
        self._hits = hits
        self._facts = facts(question, language)
        if _is_moved(question, self._facts.dates, language):
            self._facts = replace(self._facts, dates=[])
        self._of_events = of_events
        asks = wanted(question, language)
        self._counts = "amount" in asks and not (
            "difference" in asks
            or any(is_compared_with(one, question, language) for one in self._facts.dates)
        )

    def is_on_other_dates(self, said: Candidate) -> bool:
        """Tell whether the sentence names dates, and none of those that are asked for, nor stands
        below such a day alone: "To be sent by 30 April" in "Minutes of 22 January 2026". One that
        it compares with ("in 2025, twice as many as in 2024") is not its own, and no number that
        is asked for is of that, unless the question compares, too, or one stands behind it.

        A bare month does not meet a day in that month, if other documents that were found have the
        day in full and the sentence's own document has not.
        """
        if not self._facts.dates:
            return False
        here = dates_of(said)
        over = _own_days(said) or days_over(said)
        alone = over if len(over) == 1 else []
        own = [one for one in here if not is_compared_with(one, said.wording, said.language)]
        if not own:
            return False
        if self._counts:
            here = [one for one in here if one in own or _gives_its_number(said, one)]
        if self._of_events:
            here = [replace(one, relation="") if one.relation == "since" else one for one in here]
        return not any(
            meets_any(self._asked_as(date, said.hit.document), date) for date in (*here, *alone)
        )

    def is_of_another_day(self, said: Candidate) -> bool:
        """Tell whether the sentence names no dates and stands below a day ("Minutes of 13 May
        2025") that is none of those asked for."""
        if not self._facts.dates or dates_of(said):
            return False
        over = _own_days(said) or days_over(said)
        return bool(over) and not any(meets_any(self._facts.dates, day) for day in over)

    def are_named_as_exactly(self, said: Candidate) -> bool:
        """Tell whether the sentence names a date as exactly as the question: not just the year of a
        month that is asked for."""
        dates = self._facts.dates
        is_on_months = bool(dates) and all(one.some_months for one in dates)
        return not is_on_months or any(
            one.some_months for one in dates_of(said) if meets_any(dates, one)
        )

    def days_after_or_before(self, said: Candidate) -> list[Day]:
        """Return the dates, with a year, that the sentence names after or before one of the
        question's."""
        bounds = [date for date in self._facts.dates if date.relation]
        named = (date for date in dates_of(said) if date.year)
        return [one.known for one in named if meets_any(bounds, one)]

    def _asked_as(self, date: Date, of: Document) -> list[Date]:
        """Return the dates of the question that a date in a document may mean. A date without a day
        may not mean one that only other documents have in full."""
        if date.day:
            return self._facts.dates
        return [
            one
            for one in self._facts.dates
            if not (told := self._told_on[one.known]) or of.id in told
        ]

    @cached_property
    def _told_on(self) -> dict[Day, set[str]]:
        """For each date of the question the ids of the documents found that name that very day;
        empty for a date that is no single day."""
        told = {one.known: set[str]() for one in self._facts.dates}
        days = {one.known for one in self._facts.dates if one.day and not one.relation}
        for hit in self._hits if days else ():
            for date in facts(hit.in_context, hit.document.language).dates:
                if date.known in days:
                    told[date.known].add(hit.document.id)
        return told


def _gives_its_number(said: Candidate, date: Date) -> bool:
    """Tell whether a number stands behind a date in a sentence: "more than in 2024 (11 700)"."""
    return any(number.start >= date.end for number in facts(said.wording, said.language).counts)


def _own_days(said: Candidate) -> list[Date]:
    """Return the days of the meeting in the title of a sentence's document, if a heading over it is
    on another meeting: what is said below "Follow-up to the meeting of 18 September" was said at
    that of the title."""
    language, title = said.language, said.hit.document.title
    is_below_another = any(_is_on_meeting(one, language) for one in said.hit.passage.headings)
    if not (is_below_another and names_meeting(title, language)):
        return []
    return [date for date in facts(title, language).dates if date.is_day]


def _is_on_meeting(heading: str, language: str) -> bool:
    """Tell whether a heading says what of a meeting it is on ("Preparation of the meeting"), and is
    not that of the meeting itself: a small word joins the two."""
    said = list(takewhile(lambda word: not names_meeting(word, language), WORD.findall(heading)))
    telling = list(dropwhile(lambda word: word.isdigit() or is_stop_word(word, language), said))
    joins = any(is_stop_word(word, language) for word in telling)
    return joins and names_meeting(heading, language)
