"""Puts sentences in the order of what they tell of. Pure functions."""

from collections.abc import Sequence
from datetime import date

from assistant.deciding.answerability import Evidence
from assistant.understanding.follow_ups.substituting import without_counts
from assistant.wording.facts import facts
from assistant.wording.facts.numbers import clash
from vectorstore.dates import Month, months
from vectorstore.passages import Document

_NEVER: Month = (0, 0)


def newest(evidence: Sequence[Evidence], among: Sequence[Evidence], today: date) -> list[Evidence]:
    """Return the sentences that tell of the latest month that any of `among` tells of."""
    last = max(_month(one, today) for one in among)
    return [one for one in evidence if _month(one, today) == last]


def series_of(document: Document) -> str:
    """Return the title of a document on one of a series, without ordinal and date ("meeting" of
    "Fifth meeting, May 2019"); empty if the title has no ordinal."""
    counted = facts(document.title, document.language).ordinals
    return without_counts(document.title, document.language) if counted else ""


def are_two_of_a_series(one: Document, other: Document) -> bool:
    """Tell whether the titles of two documents differ in an ordinal or in dates, and in nothing
    else, as those of the minutes of two meetings do: whom and how many each tells of is its own."""
    if one.language != other.language or one.title == other.title:
        return False
    first, second = (without_counts(each.title, each.language) for each in (one, other))
    return first == second


def without_others_of_its_series(evidence: Sequence[Evidence], last: Evidence) -> list[Evidence]:
    """Return the sentences without those of documents on another one of the series that the
    document of `last` belongs to."""
    own = last.hit.document
    counted = facts(own.title, own.language).ordinals
    return [
        one
        for one in evidence
        if series_of(one.hit.document) != series_of(own)
        or not clash(counted, facts(one.hit.document.title, one.language).ordinals)
    ]


def oldest_first(evidence: Sequence[Evidence], today: date) -> list[Evidence]:
    """Return the sentences in the order of the months that they tell of."""
    return sorted(evidence, key=lambda one: _month(one, today))


def _month(one: Evidence, today: date) -> Month:
    """Return the latest month until now that a sentence names, else its headings, else that of its
    document.

    What names only months to come has not happened. A note's date says when it was written, not
    when anything happened.
    """
    document = one.hit.document
    for text in (one.wording, " ".join(one.hit.passage.headings), document.title):
        if named := months(text, document.language):
            return max((one for one in named if one <= (today.year, today.month)), default=_NEVER)
    published = document.published_on if document.kind == "document" else None
    return (published.year, published.month) if published else _NEVER
