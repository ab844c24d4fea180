"""Several things told together: all on a subject, what happened when, what is to come, or each of a
kind."""

from collections.abc import Sequence

from assistant.composing import gathering
from assistant.composing.composed import Composed
from assistant.composing.disagreeing import reports
from assistant.composing.margins import LATEST_MARGIN, OWN_MARGIN, WIDE_MARGIN
from assistant.composing.recency import newest, oldest_first
from assistant.composing.spans import LONGEST_LIST, MOST_SENTENCES, quoted, understandable
from assistant.composing.ways.given import Given
from assistant.deciding.answerability import Evidence, about_as_weighty
from assistant.understanding.phrases.asking import Wanted
from assistant.wording.dated import dates_of
from assistant.wording.fragments import is_labelled

_WHOLE: frozenset[Wanted] = frozenset({"latest", "timeline"})
"""If one of these is asked for, the dates of its sentences tell what there is of a document."""

_NEWS = 6
"""So many sentences tell what happened of late."""

_LONGEST = 2 * LONGEST_LIST
"""So many sentences a list has at most, with what they lean on."""


def timeline(given: Given) -> Composed | None:
    """Return what happened when, in order, if that is asked for: what happened at all, what at a
    time, or what of late. What a website reports is left out, unless there is nothing else."""
    if given.asked.what_happened:
        told = list(filter(given.asked.in_time, given.possible))
        told = list(filter(given.asked.times.are_named_as_exactly, told)) or told
    elif "timeline" in given.asked.wanted:
        told = [one for one in _told_of(given.evidence, given) if not given.asked.elsewhere(one)]
    else:
        return None
    dated = list(filter(dates_of, told))
    told = [one for one in dated if not reports(one)] or dated or [given.evidence[0]]
    in_time = gathering.timeline(given.told_once(told), given.asked.language, LONGEST_LIST)
    if given.asked.news:
        in_time = in_time[-_NEWS:]
    return Composed(quoted(in_time, most=_LONGEST, as_given=True), gathered=len(in_time) > 1)


def plans(given: Given) -> Composed | None:
    """Return what is to come, what was told last first, if that is asked for."""
    if not given.asked.plans:
        return None
    told = oldest_first(given.near, given.today)[::-1]
    return Composed(quoted(told, most=MOST_SENTENCES, as_given=True), gathered=len(told) > 1)


def overview(given: Given) -> Composed | None:
    """Return the sentences that give an overview, if one is asked for.

    Those on another ordinal ("the fourth meeting") are left out and, if the latest is asked for,
    those of earlier months.
    """
    asked = given.asked
    if "overview" not in asked.wanted:
        return None
    if "all" in asked.wanted and (found := each(given)):
        return found
    told = list(filter(asked.counted, given.evidence)) or list(given.evidence)
    if "latest" in asked.wanted:
        told = list(filter(asked.in_time, told)) or told
        told = newest(told, about_as_weighty(told, LATEST_MARGIN), given.today)
    told = given.told_once(_with_its_words_first(_without_labels(_told_of(told, given)), given))
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


def _with_its_words_first(told: Sequence[Evidence], given: Given) -> Sequence[Evidence]:
    """Return evidence with what has all telling words of the question in front, unless that is what
    its first document is on: "Anything on encryption?"."""
    asked = given.asked
    if asked.is_title_of(told[0]):
        return told
    return list(dict.fromkeys([*filter(asked.has_its_words, given.possible), *told]))


def _told_of(evidence: Sequence[Evidence], given: Given) -> list[Evidence]:
    """Return the evidence of one document, then what else weighs about as much as the weightiest
    sentence. All is taken of a document whose title has the words of the question, or for a
    timeline or the latest, else what may answer, and lacks not much weight to the weightiest of it.

    The document is the nearest of those with such a weighty sentence, if possible with one that is
    no website's report. Among the rest, reports come last.
    """
    near = about_as_weighty(evidence, WIDE_MARGIN)
    near.sort(key=reports)
    told = [one for one in near if not reports(one)] or near
    nearest = max(told, key=lambda one: one.hit.score).hit.document.id
    own = [one for one in evidence if one.hit.document.id == nearest]
    if not (given.asked.is_title_of(own[0]) or given.asked.wanted & _WHOLE):
        own = about_as_weighty(own, OWN_MARGIN)
        own = [one for one in own if one in given.possible] or own
    return list(dict.fromkeys([*own, *near]))


def each(given: Given) -> Composed | None:
    """Return a sentence on each of several things of a kind, in time, if that is asked for."""
    found = gathering.each_meeting(given.evidence, given.asked) or gathering.each_of_a_kind(
        given.near, given.possible, given.asked
    )
    if not found:
        return None
    in_time = oldest_first(found[:LONGEST_LIST], given.today)
    return Composed(quoted(in_time, most=_LONGEST), gathered=True)
