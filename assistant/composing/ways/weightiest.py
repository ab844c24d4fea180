"""The weightiest sentence, and what goes with it: how most questions are answered."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.composing.composed import Composed
from assistant.composing.disagreeing import lists_differ
from assistant.composing.leading import (
    contrary,
    in_own_language_first,
    own_before,
    own_first,
    rival,
    telling_who_belongs,
)
from assistant.composing.margins import NARROW_MARGIN
from assistant.composing.spans import MOST_SENTENCES, lacking, quoted, understandable
from assistant.composing.superseding import is_any_replaced, is_newer_version, said_later
from assistant.composing.ways.given import Given
from assistant.conversation import Quote
from assistant.deciding.answerability import Evidence, about_as_weighty
from assistant.deciding.asked import Asked
from assistant.understanding.phrases.verbs import only_names
from vectorstore.dates import dates


def weightiest(given: Given) -> Composed:
    """Return the weightiest sentence, another value that a source gives for the same thing, the
    weightiest sentence on each of several things that are named, and besides, what weighs about as
    much.

    Each document's sentences stand in its order. A website's report does not lead if something else
    tells the same, nor does another language if the asker's own does.
    """
    asked, near = given.asked, given.near
    first, differing, as_given = _first(given)
    of_each = _on_each(given)
    chosen = list(dict.fromkeys([*first, *of_each, *near]))[:MOST_SENTENCES]
    # Where sources differ, what only lies near what they differ on comes after that.
    chosen = list(dict.fromkeys([*own_first(first if differing else chosen), *chosen]))
    belonging = telling_who_belongs(chosen, asked)
    chosen = list(dict.fromkeys([*belonging, *chosen]))
    leading, *_ = chosen = in_own_language_first(chosen, asked.language)
    answering = [one for one in chosen if one in (leading, *belonging, *first, *of_each)]
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
    differ = differing is not None and differing.hit.document.id in shown
    return Composed(quotes, besides, differ)


def _on_each(given: Given) -> list[Evidence]:
    """Return the weightiest sentence on each of several things of a kind that are named; if an
    amount is asked for, of those about as weighty the one most like the sentence that leads: it
    counts the same."""
    pool = list(dict.fromkeys([*given.near, *given.possible]))
    told = [list(filter(holds, pool)) for holds in given.asked.several[:MOST_SENTENCES]]
    if "amount" not in given.asked.wanted:
        return [weightiest for weightiest, *_ in filter(None, told)]
    near = (about_as_weighty(each, NARROW_MARGIN) for each in filter(None, told))
    return [max(each, key=given.near[0].likeness) for each in near]


class _First(NamedTuple):
    """What answers before all else."""

    told: list[Evidence]
    differing: Evidence | None = None
    """That of it which gives another value for the same thing."""
    is_ordered: bool = False
    """Whether it is told as it stands here: in a thread the newest mail need not be the first."""


def _first(given: Given) -> _First:
    """Return the sentences that answer before all others. A draft, or a figure that is replaced, is
    told after what holds, and gives no other value than that; what an older version of a document
    says is no answer beside that of the newer one."""
    asked, leading = given.asked, given.near[0]
    if contradicted := _contradicted(given):
        return contradicted
    other = rival(leading, given.evidence, asked)
    # Where two list different names, what lists none of them tells not the same.
    is_on_names = other is not None and lists_differ(leading, other)
    own = [] if is_on_names else own_before(given.near, given.possible, asked)
    later = said_later(leading, given.possible, asked, given.found)
    is_older = any(is_newer_version(one, leading, asked) for one in later)
    told = [] if is_older else [leading, *([other] if other else [])]
    is_replaced = is_older or is_any_replaced([*later, *told], asked, given.found)
    return _First([*later, *own, *told], None if is_replaced else other, bool(later))


def _contradicted(given: Given) -> _First | None:
    """Return what says otherwise on what is checked; None if nothing does. "priorities 2027" checks
    nothing that a source could deny."""
    asked = given.asked
    if asked.check is None or only_names(asked.part.asking, asked.language):
        return None
    found = contrary(given.near[:MOST_SENTENCES], given.found, asked.check)
    return found and _First([*found.quoted], found.quoted[-1] if found.differ else None)


def _changes_in_time(one: Evidence, asked: Asked) -> bool:
    """Tell whether an amount is asked for without a date, and the sentence gives one for a date:
    then the amounts at other times belong to the answer."""
    leaves_open = "amount" in asked.wanted and not asked.dated and not asked.counts
    return leaves_open and bool(dates(one.wording, one.language))


def _leans_on(one: Evidence, quotes: Sequence[Quote]) -> bool:
    needed = understandable(one)
    return 0 < len(lacking(needed, quotes)) < len(needed)
