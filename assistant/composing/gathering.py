"""Gathers what several documents say of several things of a kind, or of one over time. Pure.

"When were the ministerial meetings held?" and "Give me a timeline of the protocol" are answered by
no one sentence: each document tells of one of them, or of one time.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from assistant.composing.disagreeing import disagree
from assistant.composing.naming import Asked
from assistant.deciding.answerability import Evidence
from assistant.understanding.asking import Wanted
from assistant.wording.dates import Date, dates
from assistant.wording.facts import facts

_OF_A_KIND = 0.93
"""Cosine from which sentences of several documents say the same of several things."""

_SERIES = 3
"""So many sentences, on the first, the second, the third of something, make a series."""

_TIME: frozenset[Wanted] = frozenset({"time"})

_AT_ONE_TIME = 2
"""So many sentences tell of one day, or of what is dated no closer, in a timeline."""


def each_of_a_kind(
    near: Sequence[Evidence],
    possible: Sequence[Evidence],
    asked: Asked,
    few: int,
    margin: float,
) -> list[Evidence]:
    """Return a sentence on each of several things of a kind; none if that is not what is asked.

    `near` is what is about as weighty as the weightiest evidence, `possible` all that may answer;
    both are ordered, weightiest first. The kind is told by a sentence that lacks no more than
    `margin` to the weightiest. Things that are counted ("the third meeting") make a series, if the
    question counts none, with what continues it in `possible`; others must be asked for, and be
    more than `few`.
    """
    groups: list[list[Evidence]] = []
    for one in near:
        group = next((group for group in groups if _continues(one, group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    least = near[0].weight - margin
    largest = max((group for group in groups if group[0].weight >= least), key=len)
    if len(largest) >= _SERIES and all(map(_ordinals, largest)) and not asked.counts:
        return _continued(largest, possible)
    return largest if "all" in asked.wanted and len(largest) > few else []


def _continued(series: Sequence[Evidence], possible: Sequence[Evidence]) -> list[Evidence]:
    whole = list(series)
    for one in possible:
        if _ordinals(one) and _continues(one, whole):
            whole.append(one)
    return whole


def _continues(one: Evidence, group: Sequence[Evidence]) -> bool:
    """Tell whether a sentence is like one of a group, and of another document and ordinal than all
    of them."""
    return any(one.likeness(other) >= _OF_A_KIND for other in group) and not any(
        one.hit.document.id == other.hit.document.id or _ordinals(one) & _ordinals(other)
        for other in group
    )


def _ordinals(one: Evidence) -> frozenset[float]:
    stated = facts(one.wording, one.hit.document.language).ordinals
    return frozenset(value for number in stated for value in number.values)


def timeline(evidence: Sequence[Evidence], most: int) -> list[Evidence]:
    """Return what tells of a time, the first that a sentence names, in the order of time; of what
    is `evidence`, ordered, the weightiest `most` at most."""
    at: dict[tuple[int, int, int], list[Evidence]] = defaultdict(list)
    for one in evidence:
        if (named := first_date(one)) and len(at[_key(named)]) < _AT_ONE_TIME:
            at[_key(named)].append(one)
    kept = [one for one in evidence if any(one in those for those in at.values())][:most]
    return [one for time in sorted(at) for one in sorted(at[time], key=_place) if one in kept]


def first_date(one: Evidence) -> Date | None:
    """Return the first date with a year that a sentence names: "extended in 2024 to April 2026"."""
    named = sorted(dates(one.wording, one.hit.document.language), key=lambda date: date.start)
    return next((date for date in named if date.year), None)


def any_disagree(evidence: Sequence[Evidence]) -> bool:
    """Tell whether any two sentences give different times for the same thing."""
    return any(disagree(one, other, _TIME) for one, other in combinations(evidence, 2))


def _key(named: Date) -> tuple[int, int, int]:
    return named.year or 0, named.month or 0, named.day or 0


def _place(one: Evidence) -> tuple[str, int, int]:
    return one.hit.document.id, one.hit.passage.start, one.sentence.start
