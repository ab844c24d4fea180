"""Gathers what several documents say of several things of a kind, or of one over time. Pure.

"When were the ministerial meetings held?" and "Give me a timeline of the protocol" are answered by
no one sentence: each document tells of one of them, or of one time.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, islice, zip_longest

from assistant.composing.margins import NARROW_MARGIN
from assistant.composing.spans import MOST_SENTENCES
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.occasions import of_kind
from assistant.understanding.kinds.occurring import meetings_asked_for, names_meeting
from assistant.understanding.phrases.asking import Wanted
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts_of
from vectorstore.dates import Day

_OF_A_KIND = 0.93
"""Cosine from which sentences of several documents say the same of several things."""

_SERIES = 3
"""How many sentences with different ordinals ("the third meeting") make a series."""

_SERIES_OF: frozenset[Wanted] = frozenset({"time", "place", "all"})
"""If one of these is asked of a series, it is asked of each of it."""

_AT_ONE_TIME = 2
"""How many sentences a timeline has at most for one day, or for one month or year without a day."""


def each_of_a_kind(
    near: Sequence[Evidence], possible: Sequence[Evidence], asked: Asked
) -> list[Evidence]:
    """Return a sentence on each of several things of a kind; none if that is not what is asked.

    `near` is what weighs about as much as the weightiest evidence, `possible` all that may answer;
    both are ordered, the weightiest first. What is on somebody else, or of another time than is
    asked for, is left out. Sentences that are alike make a group. The largest group is taken of
    those whose first sentence weighs about as much as the weightiest.

    If its sentences have ordinals ("the third meeting") and the question has none, it is a series:
    three of it are enough, and what continues it in `possible` is added. Another group counts only
    if all are asked for, and it has more sentences than another answer has at most.
    """
    if not asked.wanted & _SERIES_OF:
        return []
    near, possible = (
        [one for one in those if asked.in_time(one) and not asked.elsewhere(one)]
        for those in (near, possible)
    )
    if not near:
        return []
    groups: list[list[Evidence]] = []
    for one in near:
        group = next((group for group in groups if _continues(one, group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    least = near[0].weight - NARROW_MARGIN
    largest = max((group for group in groups if group[0].weight >= least), key=len)
    if not asked.counts and len(largest) >= _SERIES and all(map(_ordinals, largest)):
        return _with(near[0], _continued(largest, possible))
    return (
        _with(near[0], largest) if "all" in asked.wanted and len(largest) > MOST_SENTENCES else []
    )


def each_meeting(evidence: Sequence[Evidence], asked: Asked) -> list[Evidence]:
    """Return a sentence on each meeting by its number, if it is asked which there were, and there
    are several; else nothing. Of those on one that is taken which says most nearly the same as is
    said of the others: that and when it was held.

    What is in the asker's language has to name the kind of meeting that is asked for, and something
    that is has to, unless nothing is.
    """
    kind = meetings_asked_for(asked.part.alone, asked.language)
    if not kind:
        return []
    told = [
        one
        for one in evidence
        if asked.in_time(one)
        and not asked.elsewhere(one)
        and names_meeting(one.wording, one.language)  # and not "for the first time"
        and len(_ordinals(one)) == 1
    ]
    own = [one for one in told if one.language == asked.language]
    named = of_kind(kind, own, asked.language)
    if own and not named:
        return []
    series: dict[frozenset[float], list[Evidence]] = defaultdict(list)
    for one in told:
        if one in named or one not in own:
            series[_ordinals(one)].append(one)
    if len(series) < _SERIES:
        return []

    def alike(one: Evidence) -> float:
        others = (those for number, those in series.items() if number != _ordinals(one))
        return sum(max(map(one.likeness, those)) for those in others)

    return [max(those, key=alike) for those in series.values()]


def _with(weightiest: Evidence, group: Sequence[Evidence]) -> list[Evidence]:
    """Return a group and the weightiest sentence, unless it tells of what the group tells of."""
    told = any(_on_the_same(one, weightiest) for one in group)
    return list(group) if told else [weightiest, *group]


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
        _on_the_same(one, other) for other in group
    )


def _on_the_same(one: Evidence, other: Evidence) -> bool:
    """Tell whether two sentences are of one document, or on one of what is counted."""
    return one.hit.document.id == other.hit.document.id or bool(_ordinals(one) & _ordinals(other))


def _ordinals(one: Evidence) -> frozenset[float]:
    return frozenset(value for number in facts_of(one).ordinals for value in number.values)


def timeline(evidence: Sequence[Evidence], language: str, most: int) -> list[Evidence]:
    """Return a sentence of each time that any names first, in the order of these times; if they are
    fewer than `most`, a second one of each. The weightiest are taken, first of those in the asker's
    language. What names no time is left out, unless nothing names any."""
    at: dict[Day, list[Evidence]] = defaultdict(list)
    for one in sorted(evidence, key=lambda one: (one.language != language, -one.weight)):
        if any(time := _first_time(one)) and (not at[time] or one.language == language):
            at[time] = [*at[time], one][:_AT_ONE_TIME]
    in_turn = filter(None, chain.from_iterable(zip_longest(*at.values())))
    chosen = list(islice(in_turn, most)) or list(evidence[:1])
    return sorted(chosen, key=lambda one: (_first_time(one), _place(one)))


def _first_time(one: Evidence) -> Day:
    """Return the first date with a year in a sentence ("extended in 2024 to April 2026") as year,
    month and day, with 0 for what it leaves open."""
    named = sorted(dates_of(one), key=lambda date: date.start)
    first = next((date for date in named if date.year), None)
    return first.known if first else (0, 0, 0)


def _place(one: Evidence) -> tuple[str, int, int]:
    return one.hit.document.id, one.hit.passage.start, one.sentence.start
