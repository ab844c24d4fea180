"""Composes without a model: the sentences that answer, verbatim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from assistant.composing.copies import TRANSLATION, numbers_in, same, without_copies
from assistant.composing.disagreeing import disagree, reports
from assistant.composing.gathering import each_of_a_kind, timeline
from assistant.composing.naming import Asked, Named
from assistant.composing.recency import newest, oldest_first
from assistant.composing.spans import (
    LONGEST_LIST,
    MOST_SENTENCES,
    lacking,
    quoted,
    understandable,
)
from assistant.conversation import Quote
from assistant.deciding.answerability import Evidence
from assistant.understanding.asking import Wanted
from assistant.wording.facts.lasting import says_whether_it_lasts

MARGIN = 1.4
"""How much weight (log-odds) a further sentence may lack to the weightiest and still be part of the
answer."""

NARROW_MARGIN, WIDE_MARGIN = 0.65, 2.1
"""The same where a single value is asked for, and where several things are."""

LATEST_MARGIN = 2.4
"""The same where the latest is asked for: of what bears on it, what is newest counts."""

RIVAL_MARGIN = 2.75
"""The same as MARGIN for a sentence that gives another value than the weightiest one."""

_ON_THE_SAME = 0.87
"""Cosine from which a website's report and another sentence tell of the same."""

_INTRODUCING = 3
"""Of so many sentences consists an answer on what something is."""

_LONGEST = 2 * LONGEST_LIST
"""So many sentences a list has at most, with what they lean on."""

_SINGLE: frozenset[Wanted] = frozenset({"time", "place", "amount"})
_SEVERAL: frozenset[Wanted] = frozenset({"all", "difference"})


@dataclass(frozen=True, slots=True)
class Composed:
    """What an answer quotes."""

    quotes: list[Quote]
    besides: Sequence[Quote] = ()
    """What may bear on it as well, but is less likely to be what answers."""
    differ: bool = False
    """Whether its sources give different values for the same thing."""
    gathered: bool = False
    """Whether it is a list that no document gives as one, of which others may be missing."""


def compose(
    evidence: Sequence[Evidence],
    asked: Asked,
    least: float,
    language: str,
    today: date,
) -> Composed:
    """Return one to four sentences, or a list of up to twelve, as what is asked wants it.

    `evidence` is ordered, weightiest first, and not empty; what may answer weighs `least` at least.
    Of sentences that say the same, one is taken: if possible in `language`, the asker's. With a
    sentence comes what it cannot be understood without.
    """
    if asked.topic and (about := list(filter(asked.topic.named, evidence))):
        about = [one for one in about if not reports(one)] or about
        about = without_copies(list(filter(asked.topic.alone, about)) or about, language)
        # How something came about says what it is; who somebody is does not.
        in_time = about if asked.topic.is_person else oldest_first(about, today)
        return Composed(quoted(in_time[:_INTRODUCING]))
    if asked.outright:
        evidence = list(filter(asked.outright, evidence)) or evidence
    if "timeline" in asked.wanted:
        told = [one for one in _overview(evidence) if not asked.elsewhere(one)] or evidence[:1]
        in_time = timeline(without_copies(told, language), LONGEST_LIST)
        return Composed(quoted(in_time, most=_LONGEST, as_given=True), gathered=len(in_time) > 1)
    possible = [one for one in evidence if one.weight >= least]
    if "overview" in asked.wanted:
        near = _near(evidence, _margin(asked.wanted), language)
        each = "all" in asked.wanted and _each(near, possible, asked, today)
        return each or Composed(
            quoted(without_copies(_overview_of(evidence, asked, today), language))
        )
    if "latest" in asked.wanted:  # "the last one before 2019"
        then = list(filter(asked.in_time, evidence)) or evidence
        near = _near(then, LATEST_MARGIN, language)
        lasting = list(filter(_says_whether_it_lasts, near)) if asked.checks else []
        return _latest(near, lasting[:1], today)
    dated = [one for one in possible if asked.next_days(one) and not asked.elsewhere(one)]
    if dated:
        return _sequel(_near(dated, MARGIN, language), asked)
    near = _near(evidence, _margin(asked.wanted), language)
    return _each(near, possible, asked, today) or _weightiest(
        near, possible, evidence, asked, language
    )


def _near(evidence: Sequence[Evidence], margin: float, language: str) -> list[Evidence]:
    """Return what lacks no more weight than a margin to the weightiest sentence, without copies."""
    enough = evidence[0].weight - margin
    return without_copies([one for one in evidence if one.weight >= enough], language)


def _each(
    near: Sequence[Evidence], possible: Sequence[Evidence], asked: Asked, today: date
) -> Composed | None:
    """Return a sentence on each of several things of a kind, in time, if that is asked for."""
    each = each_of_a_kind(near, possible, asked, MOST_SENTENCES, NARROW_MARGIN)
    if not each:
        return None
    in_time = oldest_first(each[:LONGEST_LIST], today)
    return Composed(quoted(in_time, most=_LONGEST), gathered=True)


def _weightiest(
    near: Sequence[Evidence],
    possible: Sequence[Evidence],
    evidence: Sequence[Evidence],
    asked: Asked,
    language: str,
) -> Composed:
    """Return the weightiest sentence, then another value that a source gives for the same thing,
    then the weightiest sentence on each of several that are named, and besides what is `near`; each
    document's in its order. No website's report leads where something else tells of the same, and
    none in another language where one in `language` does."""
    rival = _rival(near[0], evidence, asked)
    own = _own_before(near, possible, asked)
    first = [*own, near[0], *([rival] if rival else [])]
    of_each = [
        one
        for holds in asked.several[:MOST_SENTENCES]
        for one in islice(filter(holds, [*near, *possible]), 1)
    ]
    chosen = list(dict.fromkeys([*first, *of_each, *near[1:]]))[:MOST_SENTENCES]
    leading, *_ = chosen = _in_own_language_first(_own_first(chosen), language)
    answering = [one for one in chosen if one in (leading, *first, *of_each)]
    whole = "all" in asked.wanted
    quotes = quoted(answering, whole=whole)
    # What leans on a sentence stays with it: elsewhere its "it" would be something else.
    leaning = [one for one in chosen if _leans_on(one, quotes)]
    quotes = quoted([*answering, *leaning], whole=whole) if leaning else quotes
    besides = lacking(quoted([*answering, *chosen], whole=whole), quotes)
    shown = {quote.document.id for quote in quotes}
    differ = rival is not None and rival.hit.document.id in shown
    return Composed(quotes, besides, differ)


def _leans_on(one: Evidence, quotes: Sequence[Quote]) -> bool:
    needed = understandable(one)
    return 0 < len(lacking(needed, quotes)) < len(needed)


def together(composed: Sequence[Composed]) -> Composed:
    """Return what answers the parts of a question as one answer; what two of them quote is quoted
    where it comes first."""
    quotes: list[Quote] = []
    besides: list[Quote] = []
    for one in composed:
        quotes += lacking(one.quotes, quotes)
    for one in composed:
        besides += lacking(one.besides, [*quotes, *besides])
    return Composed(
        quotes,
        besides,
        differ=any(one.differ for one in composed),
        gathered=any(one.gathered for one in composed),
    )


def _margin(wanted: frozenset[Wanted]) -> float:
    if wanted & _SEVERAL:
        return WIDE_MARGIN
    return NARROW_MARGIN if wanted & _SINGLE else MARGIN


def _overview_of(evidence: Sequence[Evidence], asked: Asked, today: date) -> list[Evidence]:
    """Return what an overview tells: nothing on another one of what is counted and, of the latest,
    what is of its month."""
    told = list(filter(asked.counted, evidence)) or list(evidence)
    if "latest" in asked.wanted:
        told = list(filter(asked.in_time, told)) or told
        bearing = [one for one in told if one.weight >= told[0].weight - LATEST_MARGIN]
        told = newest(told, bearing, today)
    return _overview(told)


def _overview(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what the nearest document says of those that say something about as weighty as the
    weightiest sentence, and then what is about as weighty. The nearest tells more than a website's
    report, if any does, and reports come last."""
    near = [one for one in evidence if one.weight >= evidence[0].weight - WIDE_MARGIN]
    near.sort(key=reports)
    told = [one for one in near if not reports(one)] or near
    nearest = max(told, key=lambda one: one.hit.score).hit.document.id
    own = [one for one in evidence if one.hit.document.id == nearest]
    return list(dict.fromkeys([*own, *near]))


def _latest(near: Sequence[Evidence], first: Sequence[Evidence], today: date) -> Composed:
    """Return the sentences on what happened last, then, of those about as weighty as the
    weightiest, those on what happened last, and besides these the weightiest one."""
    weighty = [one for one in near if one.weight >= near[0].weight - MARGIN]
    then = list(
        dict.fromkeys([*first, *newest(near, near, today), *newest(weighty, weighty, today)])
    )
    return _led_by(then, near[0])


def _sequel(near: Sequence[Evidence], asked: Asked) -> Composed:
    """Return the sentences on what happened next after, or last before, what was told."""
    nearest = min if "afterwards" in asked.wanted else max
    day = nearest(nearest(asked.next_days(one)) for one in near)
    then = [one for one in near if day in asked.next_days(one)]
    return _led_by(then, near[0])


def _led_by(first: Sequence[Evidence], weightiest: Evidence) -> Composed:
    """Return sentences as given, and besides these the weightiest one."""
    if weightiest in first[:MOST_SENTENCES]:
        return Composed(quoted(first, as_given=True))
    first = first[: MOST_SENTENCES - 1]
    quotes = quoted(first, as_given=True)
    return Composed(quotes, lacking(quoted([*first, weightiest]), quotes))


def _says_whether_it_lasts(one: Evidence) -> bool:
    return says_whether_it_lasts(one.wording, one.language)


def _own_before(
    near: Sequence[Evidence], possible: Sequence[Evidence], asked: Asked
) -> list[Evidence]:
    """Return what goes before a website's report that leads an answer: the weightiest sentence on
    the same that is none, of those that may answer, and no copy of what is `near`."""
    first = near[0]
    if not reports(first):
        return []
    held = [holds for holds in asked.names if holds(first)]
    own = (
        one
        for one in possible
        if one.weight >= first.weight - RIVAL_MARGIN
        and not reports(one)
        and one.likeness(first) >= _ON_THE_SAME
        and all(holds(one) for holds in held)
        and (one in near or not any(same(one, each) for each in near))
    )
    return list(islice(own, 1))


def _own_first(chosen: list[Evidence]) -> list[Evidence]:
    """Return the sentences, before a report of a website what is about as weighty and is none."""
    weighty = chosen[0].weight - NARROW_MARGIN
    own = (one for one in chosen if one.weight >= weighty and not reports(one))
    return list(dict.fromkeys([next(own, chosen[0]), *chosen]))


def _in_own_language_first(chosen: list[Evidence], language: str) -> list[Evidence]:
    """Return the sentences, before one in another language what tells less of the same in the
    asker's: it has some of its numbers, and no others."""
    first = chosen[0]
    if first.language == language:
        return chosen
    own = (
        one
        for one in chosen
        if one.language == language
        and one.weight >= first.weight - MARGIN
        and one.likeness(first) >= TRANSLATION
        and set() < set(numbers_in(one)) <= set(numbers_in(first))
    )
    return list(dict.fromkeys([next(own, first), *chosen]))


def _rival(first: Evidence, evidence: Sequence[Evidence], asked: Asked) -> Evidence | None:
    """Return the weightiest sentence that gives another value than the first that is quoted."""
    return next(
        (
            one
            for one in evidence
            if one.weight >= first.weight - RIVAL_MARGIN
            and disagree(first, one, asked.wanted)
            and _on_the_same(first, one, asked.names)
        ),
        None,
    )


def _on_the_same(one: Evidence, other: Evidence, named: Sequence[Named]) -> bool:
    """Tell whether two sentences hold the same of what a question names, and any of it: who asks
    how two things differ is told of either, and not that sources do."""
    held = [(holds(one), holds(other)) for holds in named]
    return all(mine == theirs for mine, theirs in held) and (not held or (True, True) in held)
