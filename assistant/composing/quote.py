"""Composes without a model: the sentences that answer, verbatim."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice, permutations

from assistant.composing.copies import without_copies
from assistant.composing.disagreeing import reports
from assistant.composing.gathering import each_of_a_kind, timeline
from assistant.composing.leading import (
    contrary,
    in_own_language_first,
    own_before,
    own_first,
    rival,
    said_later,
    supersedes,
    who_joined_first,
)
from assistant.composing.margins import (
    LATEST_MARGIN,
    MARGIN,
    NARROW_MARGIN,
    WIDE_MARGIN,
    about_as_weighty,
)
from assistant.composing.recency import (
    newest,
    oldest_first,
    series_of,
    without_others_of_its_series,
)
from assistant.composing.spans import (
    LONGEST_LIST,
    MOST_SENTENCES,
    lacking,
    quoted,
    understandable,
)
from assistant.conversation import Quote
from assistant.deciding.answerability import READ_AS_ANSWER, Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.checks import Check
from assistant.understanding.asking import Wanted, says_who_belongs
from assistant.wording.facts.lexicon import says
from assistant.wording.fragments import is_labelled
from assistant.wording.tables import is_row
from vectorstore.dates import dates
from vectorstore.passages import is_listed

_INTRODUCING = 3
"""Of so many sentences consists an answer on what something is."""

_SURELY_READ = 1.0
"""Above these log-odds of the reader a sentence is surely an answer, of those below zero none."""

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
    left_out: int = 0
    """How many further rows of a table are asked for, beside as many as are quoted at most."""


@dataclass(frozen=True)
class _Given:
    """What an answer is composed from: the evidence, weightiest first, and what is asked."""

    evidence: Sequence[Evidence]
    asked: Asked
    least: float
    today: date
    found: Sequence[Evidence]
    """All evidence, also where part of it answers alone."""

    @cached_property
    def possible(self) -> list[Evidence]:
        """What may answer."""
        return [one for one in self.evidence if one.weight >= self.least]

    @cached_property
    def near(self) -> list[Evidence]:
        """What is about as weighty as the weightiest sentence, without copies."""
        return self.within(_margin(self.asked.wanted), self.evidence)

    def within(self, margin: float, sentences: Sequence[Evidence]) -> list[Evidence]:
        """Return what lacks no more weight than a margin to the first of the sentences, without
        copies."""
        return self.told_once(about_as_weighty(sentences, margin))

    def told_once(self, sentences: Sequence[Evidence]) -> list[Evidence]:
        """Return sentences without copies, if possible in the asker's language, or in English."""
        return without_copies(sentences, self.asked.language)


def compose(
    evidence: Sequence[Evidence],
    asked: Asked,
    least: float,
    today: date,
) -> Composed:
    """Return one to four sentences, or a list of up to twelve, as what is asked wants it.

    `evidence` is ordered, weightiest first, and not empty; what may answer weighs `least` at least.
    Of sentences that say the same, one is taken: if possible in the asker's language, or else in
    English. With a sentence comes what it cannot be understood without.
    """
    given = _Given(evidence, asked, least, today, evidence)
    if introduced := _introduction(given):
        return introduced
    if asked.check:
        given = replace(given, evidence=_checked(given, asked.check))
    ways = (_headed, _rows, _timeline, _overview, _latest, _sequel, _each)
    return next(filter(None, (way(given) for way in ways)), None) or _weightiest(given)


def _checked(given: _Given, check: Check) -> Sequence[Evidence]:
    """Return the evidence that confirms what is checked, or says that somebody else chaired. If
    there is none, and nothing may answer, return what contradicts it. Failing both, return all
    evidence."""
    says = list(filter(check.says, given.evidence))
    says = says or list(filter(check.says_who_chaired_instead, given.evidence))
    if says or given.possible:
        return says or given.evidence
    return list(filter(check.says_otherwise, given.evidence)) or given.evidence


def _introduction(given: _Given) -> Composed | None:
    """Return the sentences that introduce the thing or person, if a definition is asked for.

    Of a thing the oldest come first, because how it came about says what it is; of a person the
    weightiest do.
    """
    definition = given.asked.definition
    if not definition:
        return None
    about = list(filter(definition.named, given.evidence))
    about = about or list(filter(definition.mentioned, given.evidence))
    if not about:
        spelled_out = given.told_once(list(filter(definition.spelled_out, given.evidence))[:1])
        return Composed(quoted(spelled_out)) if spelled_out else None
    about = [one for one in about if not reports(one)] or about
    about = given.told_once(list(filter(definition.alone, about)) or about)
    in_time = about if definition.is_person else oldest_first(about, given.today)
    most = min(given.asked.sentences or _INTRODUCING, _INTRODUCING)
    return Composed(quoted(in_time[:most]))


def _headed(given: _Given) -> Composed | None:
    """Return what stands under the heading that is asked for: up to twelve sentences of a list, or
    the first four of a text. Of documents that weigh about the same, the newest is quoted."""
    there = given.asked.under_heading(given.evidence)
    if not there:
        return None
    near = there if "latest" in given.asked.wanted else about_as_weighty(there, WIDE_MARGIN)
    first = newest(near, near, given.today)[0]
    place = (first.hit.document.id, first.hit.passage.headings)
    own = [one for one in there if (one.hit.document.id, one.hit.passage.headings) == place]
    own.sort(key=lambda one: one.sentence.start)
    is_list = is_listed(own[0].wording) or is_row(own[0].wording)
    most = LONGEST_LIST if is_list else MOST_SENTENCES
    return Composed(quoted(own[:most], most=most, as_given=True))


def _rows(given: _Given) -> Composed | None:
    """Return the rows of a table that are asked for, in its order, up to as many as a list has."""
    asked_for = given.asked.rows(given.evidence)
    if asked_for is None:
        return None
    document, rows = asked_for.table.document, asked_for.rows
    quotes = [
        Quote(passage, document, start, end)
        for row in rows[:LONGEST_LIST]
        for passage, start, end in row.spans
    ]
    return Composed(quotes, left_out=max(0, len(rows) - LONGEST_LIST))


def _timeline(given: _Given) -> Composed | None:
    """Return what happened when, in order, if that is asked for."""
    if "timeline" not in given.asked.wanted:
        return None
    told = [one for one in _told_of(given.evidence) if not given.asked.elsewhere(one)]
    in_time = timeline(given.told_once(told or given.evidence[:1]), LONGEST_LIST)
    return Composed(quoted(in_time, most=_LONGEST, as_given=True), gathered=len(in_time) > 1)


def _overview(given: _Given) -> Composed | None:
    """Return the sentences that give an overview, if one is asked for.

    Those on another ordinal ("the fourth meeting") are left out and, if the latest is asked for,
    those of earlier months.
    """
    asked = given.asked
    if "overview" not in asked.wanted:
        return None
    if "all" in asked.wanted and (each := _each(given)):
        return each
    told = list(filter(asked.counted, given.evidence)) or list(given.evidence)
    if "latest" in asked.wanted:
        told = list(filter(asked.in_time, told)) or told
        told = newest(told, about_as_weighty(told, LATEST_MARGIN), given.today)
    told = given.told_once(_with_its_words_first(_without_labels(_told_of(told)), given))
    most = min(asked.sentences or MOST_SENTENCES, MOST_SENTENCES)
    if most < MOST_SENTENCES:  # what leans on others takes the place of what is asked for
        told = [one for one in told if len(understandable(one)) <= most] or told
    return Composed(quoted(told, most=most))


def _without_labels(told: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return evidence without the letterhead and the rows of tables of its first document, unless
    that has nothing else."""
    first = told[0].hit.document.id
    stated = [one for one in told if one.hit.document.id != first or not is_labelled(one.wording)]
    return stated if any(one.hit.document.id == first for one in stated) else told


def _with_its_words_first(told: Sequence[Evidence], given: _Given) -> Sequence[Evidence]:
    """Return evidence with what has all telling words of the question in front, unless that is what
    its first document is on: "Anything on encryption?"."""
    asked = given.asked
    if asked.is_title_of(told[0]):
        return told
    return list(dict.fromkeys([*filter(asked.has_its_words, given.possible), *told]))


def _told_of(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return all evidence of one document, then what else weighs about as much as the weightiest
    sentence.

    The document is the nearest of those with such a weighty sentence, if possible with one that is
    no website's report. Among the rest, reports come last.
    """
    near = about_as_weighty(evidence, WIDE_MARGIN)
    near.sort(key=reports)
    told = [one for one in near if not reports(one)] or near
    nearest = max(told, key=lambda one: one.hit.score).hit.document.id
    own = [one for one in evidence if one.hit.document.id == nearest]
    return list(dict.fromkeys([*own, *near]))


def _latest(given: _Given) -> Composed | None:
    """Return the sentences on what happened last, if the latest is asked for.

    In this order: whether something still lasts, if that is checked, however little that weighs if
    it is read as an answer; those of the latest month within a wide margin of weight; those of the
    latest month within the usual margin; and besides, the weightiest sentence. If the question is
    on a series ("the last meeting"), documents on others of it are left out; if it is on members,
    what speaks of none.
    """
    asked, today = given.asked, given.today
    if not asked.asks_latest(given.evidence):
        return None
    near = given.within(
        LATEST_MARGIN, list(filter(asked.in_time, given.evidence)) or given.evidence
    )
    if says_who_belongs(asked.part.asking, asked.language):  # guests are no members
        near = [one for one in near if says_who_belongs(one.wording, one.language)] or near
    # What is newer and no answer does not take its place, but the next of its series does.
    if near[0].odds > _SURELY_READ and not series_of(near[0].hit.document):
        near = [one for one in near if one.odds > 0]
    near = [one for one in near if not _is_replaced(near, given, one)] or near
    read = [one for one in given.possible if one.odds > READ_AS_ANSWER]
    lasting = (one for one in [*near, *read] if says("lasting", one.wording, one.language))
    first = list(islice(lasting, 1)) if asked.checks else []
    last = newest(near, near, today)
    series = series_of(last[0].hit.document)
    if series and asked.names_any(series, last[0].language):
        near = without_others_of_its_series(near, last[0])
    weighty = about_as_weighty(near, MARGIN)
    then = [*first, *last, *newest(weighty, weighty, today)]
    return _led_by(list(dict.fromkeys(then)), near[0])


def _is_replaced(near: Sequence[Evidence], given: _Given, one: Evidence) -> bool:
    return any(supersedes(other, one, given.asked, given.found) for other in near)


def _sequel(given: _Given) -> Composed | None:
    """Return the sentences on what happened next after, or last before, what was told, if that is
    asked for."""
    asked = given.asked
    dated = [one for one in given.possible if asked.next_days(one) and not asked.elsewhere(one)]
    if not dated:
        return None
    near = given.within(MARGIN, dated)
    nearest = min if "afterwards" in asked.wanted else max
    day = nearest(nearest(asked.next_days(one)) for one in near)
    return _led_by([one for one in near if day in asked.next_days(one)], near[0])


def _each(given: _Given) -> Composed | None:
    """Return a sentence on each of several things of a kind, in time, if that is asked for."""
    possible = given.possible
    each = each_of_a_kind(given.near, possible, given.asked, MOST_SENTENCES, NARROW_MARGIN)
    if not each:
        return None
    in_time = oldest_first(each[:LONGEST_LIST], given.today)
    return Composed(quoted(in_time, most=_LONGEST), gathered=True)


def _weightiest(given: _Given) -> Composed:
    """Return the weightiest sentence, another value that a source gives for the same thing, the
    weightiest sentence on each of several things that are named, and besides, what weighs about as
    much.

    Each document's sentences stand in its order. A website's report does not lead if something else
    tells the same, nor does another language if the asker's own does.
    """
    asked, near = given.asked, given.near
    first, other, as_given = _first(given)
    of_each = [
        one
        for holds in asked.several[:MOST_SENTENCES]
        for one in islice(filter(holds, [*near, *given.possible]), 1)
    ]
    chosen = list(dict.fromkeys([*first, *of_each, *near[1:]]))[:MOST_SENTENCES]
    chosen = who_joined_first(own_first(chosen), asked)
    leading, *_ = chosen = in_own_language_first(chosen, asked.language)
    answering = [one for one in chosen if one in (leading, *first, *of_each)]
    changes = _changes_in_time(leading, asked)
    whole = changes or "all" in asked.wanted
    quotes = quoted(answering, whole=whole, as_given=as_given)
    # What leans on a sentence stays with it: elsewhere its "it" would be something else.
    leaning = [one for one in chosen if _leans_on(one, quotes)]
    quotes = quoted([*answering, *leaning], whole=whole, as_given=as_given) if leaning else quotes
    besides = lacking(quoted([*answering, *chosen], whole=whole), quotes)
    if changes:  # other times are many, and none of them is a list that somebody asked for
        besides = besides[: max(0, MOST_SENTENCES - len(quotes))]
    shown = {quote.document.id for quote in quotes}
    differ = other is not None and other.hit.document.id in shown
    return Composed(quotes, besides, differ)


def _first(given: _Given) -> tuple[list[Evidence], Evidence | None, bool]:
    """Return the sentences that answer before all others, the one of them that gives another value,
    and whether they are ordered: in a thread the newest mail need not be the first. A draft, or a
    figure that is replaced, is told after what holds, and gives no other value than that."""
    asked, near = given.asked, given.near
    differing = asked.check and contrary(near[:MOST_SENTENCES], given.found, asked.check)
    if differing:
        first = list(differing.quoted)
        return first, first[-1] if differing.differ else None, False
    other = rival(near[0], given.evidence, asked)
    own = own_before(near, given.possible, asked)
    later = said_later(near[0], given.possible, asked, given.found)
    told = [near[0], *([other] if other else [])]
    pairs = permutations([*later, *told], 2)
    is_replaced = any(supersedes(*pair, asked, given.found) for pair in pairs)
    return [*later, *own, *told], None if is_replaced else other, bool(later)


def _changes_in_time(one: Evidence, asked: Asked) -> bool:
    """Tell whether an amount is asked for without a date, and the sentence gives one for a date:
    then the amounts at other times belong to the answer."""
    leaves_open = "amount" in asked.wanted and not asked.dated and not asked.counts
    return leaves_open and bool(dates(one.wording, one.language))


def _leans_on(one: Evidence, quotes: Sequence[Quote]) -> bool:
    needed = understandable(one)
    return 0 < len(lacking(needed, quotes)) < len(needed)


def shortened(composed: Composed, evidence: Sequence[Evidence], asked: Asked) -> Composed:
    """Return a shorter answer: one sentence, with what it cannot be understood without.

    It is the first one of an overview or a definition, else the weightiest of the document that
    leads. Where sources differ, or a list was gathered, only what is told besides is dropped.
    """
    first = composed.quotes[0]
    own = [quote for quote in composed.quotes if quote.document.id == first.document.id]
    told = (understandable(one) for one in evidence)
    told = (quotes for quotes in told if not lacking(quotes, own))
    if asked.definition or "overview" in asked.wanted:
        told = (quotes for quotes in told if quotes[0] == first)
    short = next(told, None)
    if composed.differ or composed.gathered or short is None:
        return replace(composed, besides=())
    return Composed(short)


def together(composed: Sequence[Composed]) -> Composed:
    """Return one answer from those to the parts of a question. What two of them quote stands only
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
        left_out=sum(one.left_out for one in composed),
    )


def _margin(wanted: frozenset[Wanted]) -> float:
    if wanted & _SEVERAL:
        return WIDE_MARGIN
    return NARROW_MARGIN if wanted & _SINGLE else MARGIN


def _led_by(first: Sequence[Evidence], weightiest: Evidence) -> Composed:
    """Return sentences as given, and besides these the weightiest one."""
    if weightiest in first[:MOST_SENTENCES]:
        return Composed(quoted(first, as_given=True))
    first = first[: MOST_SENTENCES - 1]
    quotes = quoted(first, as_given=True)
    return Composed(quotes, lacking(quoted([*first, weightiest]), quotes))
