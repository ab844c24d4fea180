"""Composes without a model: the sentences that answer, verbatim."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from assistant.composing.disagreeing import disagree, lists_differ, reports
from assistant.composing.gathering import each_of_a_kind, timeline
from assistant.composing.naming import Asked, Named
from assistant.composing.spans import LONGEST_LIST, series, spans
from assistant.conversation import Quote
from assistant.deciding.answerability import Evidence
from assistant.understanding.asking import Wanted
from assistant.wording.dates import Month, months
from assistant.wording.facts.lasting import says_whether_it_lasts
from vectorstore.passages import Passage

MOST_SENTENCES = 4
"""With what they lean on; a list counts as one, and so does a series."""

MARGIN = 1.4
"""How much weight (log-odds) a further sentence may lack to the weightiest and still be part of the
answer."""

NARROW_MARGIN, WIDE_MARGIN = 0.65, 2.1
"""The same where a single value is asked for, and where several things are."""

COPY, TRANSLATION = 0.93, 0.88
"""Cosine from which two sentences of two documents with the same numbers and lists say the same;
and in two languages, if they have numbers."""

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

_NEVER: Month = (0, 0)

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
        about = _without_copies(list(filter(asked.topic.alone, about)) or about, language)
        # How something came about says what it is; who somebody is does not.
        in_order = about if asked.topic.is_person else _oldest_first(about, today)
        return Composed(_quotes(in_order[:_INTRODUCING]))
    if asked.outright:
        evidence = list(filter(asked.outright, evidence)) or evidence
    if "timeline" in asked.wanted:
        told = [one for one in _overview(evidence) if not asked.elsewhere(one)] or evidence[:1]
        in_time = timeline(_without_copies(told, language), LONGEST_LIST)
        return Composed(_quotes(in_time, most=_LONGEST, as_given=True), gathered=len(in_time) > 1)
    possible = [one for one in evidence if one.weight >= least]
    if "overview" in asked.wanted:
        near = _near(evidence, _margin(asked.wanted), language)
        each = "all" in asked.wanted and _each(near, possible, asked, today)
        return each or Composed(
            _quotes(_without_copies(_overview_of(evidence, asked, today), language))
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
    return _without_copies([one for one in evidence if one.weight >= enough], language)


def _each(
    near: Sequence[Evidence], possible: Sequence[Evidence], asked: Asked, today: date
) -> Composed | None:
    """Return a sentence on each of several things of a kind, in time, if that is asked for."""
    each = each_of_a_kind(near, possible, asked, MOST_SENTENCES, NARROW_MARGIN)
    if not each:
        return None
    in_time = _oldest_first(each[:LONGEST_LIST], today)
    return Composed(_quotes(in_time, most=_LONGEST), gathered=True)


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
    quotes = _quotes(answering, whole=whole)
    # What leans on a sentence stays with it: elsewhere its "it" would be something else.
    leaning = [one for one in chosen if _leans_on(one, quotes)]
    quotes = _quotes([*answering, *leaning], whole=whole) if leaning else quotes
    besides = _lacking(_quotes([*answering, *chosen], whole=whole), quotes)
    shown = {quote.document.id for quote in quotes}
    differ = rival is not None and rival.hit.document.id in shown
    return Composed(quotes, besides, differ)


def _leans_on(one: Evidence, quotes: Sequence[Quote]) -> bool:
    needed = _needed(one)
    lacking = _lacking(needed, quotes)
    return 0 < len(lacking) < len(needed)


def together(composed: Sequence[Composed]) -> Composed:
    """Return what answers the parts of a question as one answer; what two of them quote is quoted
    where it comes first."""
    quotes: list[Quote] = []
    besides: list[Quote] = []
    for one in composed:
        quotes += _lacking(one.quotes, quotes)
    for one in composed:
        besides += _lacking(one.besides, [*quotes, *besides])
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


def _without_copies(evidence: Sequence[Evidence], language: str) -> list[Evidence]:
    kept: list[Evidence] = []
    for one in evidence:
        copy = next((other for other in kept if _same(one, other)), None)
        if copy is None:
            kept.append(one)
        elif _language(one) == language != _language(copy):
            kept[kept.index(copy)] = one
    return kept


def _same(one: Evidence, other: Evidence) -> bool:
    numbers, others = (sorted(_numbers(each)) for each in (one, other))
    translated = bool(numbers) and _language(one) != _language(other)
    return (
        one.hit.document.id != other.hit.document.id
        and one.likeness(other) >= (TRANSLATION if translated else COPY)
        and numbers == others
        and not lists_differ(one, other)
    )


def _numbers(one: Evidence) -> list[str]:
    return re.findall(r"\d+", one.wording)


def _language(one: Evidence) -> str:
    return one.hit.document.language


def _overview_of(evidence: Sequence[Evidence], asked: Asked, today: date) -> list[Evidence]:
    """Return what an overview tells: nothing on another one of what is counted and, of the latest,
    what is of its month."""
    told = list(filter(asked.counted, evidence)) or list(evidence)
    if "latest" in asked.wanted:
        told = _of_the_latest(list(filter(asked.in_time, told)) or told, today)
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
    newest = list(dict.fromkeys([*first, *_newest(near, today), *_newest(weighty, today)]))
    return _led_by(newest, near[0])


def _sequel(near: Sequence[Evidence], asked: Asked) -> Composed:
    """Return the sentences on what happened next after, or last before, what was told."""
    nearest = min if "afterwards" in asked.wanted else max
    day = nearest(nearest(asked.next_days(one)) for one in near)
    then = [one for one in near if day in asked.next_days(one)]
    return _led_by(then, near[0])


def _led_by(first: Sequence[Evidence], weightiest: Evidence) -> Composed:
    """Return sentences as given, and besides these the weightiest one."""
    if weightiest in first[:MOST_SENTENCES]:
        return Composed(_quotes(first, as_given=True))
    first = first[: MOST_SENTENCES - 1]
    quotes = _quotes(first, as_given=True)
    return Composed(quotes, _lacking(_quotes([*first, weightiest]), quotes))


def _says_whether_it_lasts(one: Evidence) -> bool:
    return says_whether_it_lasts(one.wording, _language(one))


def _of_the_latest(evidence: Sequence[Evidence], today: date) -> list[Evidence]:
    """Return what is of the month of what happened last, of what bears on it."""
    bearing = [one for one in evidence if one.weight >= evidence[0].weight - LATEST_MARGIN]
    last = max(_month(one, today) for one in bearing)
    return [one for one in evidence if _month(one, today) == last]


def _newest(evidence: Sequence[Evidence], today: date) -> list[Evidence]:
    last = max(_month(one, today) for one in evidence)
    return [one for one in evidence if _month(one, today) == last]


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
        and (one in near or not any(_same(one, each) for each in near))
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
    if _language(first) == language:
        return chosen
    own = (
        one
        for one in chosen
        if _language(one) == language
        and one.weight >= first.weight - MARGIN
        and one.likeness(first) >= TRANSLATION
        and set() < set(_numbers(one)) <= set(_numbers(first))
    )
    return list(dict.fromkeys([next(own, first), *chosen]))


def _oldest_first(evidence: Sequence[Evidence], today: date) -> list[Evidence]:
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


def _quotes(
    chosen: Sequence[Evidence],
    *,
    most: int = MOST_SENTENCES,
    whole: bool = False,
    as_given: bool = False,
) -> list[Quote]:
    """Return what is quoted for these sentences, nothing twice; each document's together and in its
    order, or all `as_given`.

    Where it is to be `whole`, a sentence comes with its series, which counts as one.
    """
    quotes: list[Quote] = []
    counted = 0
    for one in chosen:
        needed = _lacking(_needed(one), quotes)
        counted += len(needed)
        if quotes and counted > most:
            break
        quotes += needed
        if whole:
            quotes += _lacking(_stretches(one, series), quotes)
    return quotes if as_given else in_order(quotes)


def in_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Return quotes, each document's together and in its order."""
    documents = list(dict.fromkeys(quote.document.id for quote in quotes))
    return sorted(quotes, key=lambda quote: (documents.index(quote.document.id), quote.start))


def _lacking(needed: Sequence[Quote], quotes: Sequence[Quote]) -> list[Quote]:
    return [one for one in needed if not any(_holds(quote, one) for quote in quotes)]


def _holds(quote: Quote, other: Quote) -> bool:
    return quote.passage.id == other.passage.id and quote.start <= other.start < quote.end


def _needed(one: Evidence) -> list[Quote]:
    """Return a sentence as it is quoted: after what it leans on, or in the list that it is an item
    of or introduces."""
    language = one.hit.document.language
    return _stretches(one, lambda passage, place: spans(passage, place, language))


def _stretches(
    one: Evidence, around: Callable[[Passage, int], Sequence[tuple[int, int]]]
) -> list[Quote]:
    passage, document = one.hit.passage, one.hit.document
    place = passage.sentences.index(one.sentence)
    return [Quote(passage, document, start, end) for start, end in around(passage, place)]
