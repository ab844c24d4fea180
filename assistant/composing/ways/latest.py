"""What happened last of all, or next after what was told."""

from collections.abc import Sequence
from itertools import islice

from assistant.composing.composed import Composed
from assistant.composing.margins import LATEST_MARGIN, MARGIN
from assistant.composing.recency import newest, series_of, without_others_of_its_series
from assistant.composing.spans import MOST_SENTENCES, lacking, quoted
from assistant.composing.superseding import supersedes
from assistant.composing.ways.given import Given
from assistant.deciding.answerability import READ_AS_ANSWER, SURELY_READ, Evidence, about_as_weighty
from assistant.deciding.asked import Asked
from assistant.understanding.phrases.asking import says_who_belongs, wanted
from assistant.wording.facts.lexicon import blanked, says
from assistant.wording.names import whole_names
from vectorstore.terms import WORD


def latest(given: Given) -> Composed | None:
    """Return the sentences on what happened last, if the latest is asked for.

    In this order: whether something still lasts, if that is checked, however little that weighs if
    it is read as an answer, or is on whom the question names; those of the latest month within a
    wide margin of weight; those of the latest month within the usual margin; and besides, the
    weightiest sentence. If the question is on a series ("the last meeting"), documents on others of
    it are left out; if it is on members, what speaks of none.
    """
    asked, today = given.asked, given.today
    if not _asks_latest(asked, given.evidence):
        return None
    near = _near(given)
    last = newest(near, near, today)
    first = _lasting(near, given) if not asked.has_question_word else []
    series = series_of(last[0].hit.document)
    if series and asked.names_any(series, last[0].language):
        near = without_others_of_its_series(near, last[0])
    weighty = about_as_weighty(near, MARGIN)
    then = [*first, *last, *newest(weighty, weighty, today)]
    return _led_by(list(dict.fromkeys(then)), near[0])


def _asks_latest(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the latest is asked for, and not only by a word of a name that titles and
    headings have: "Buy Now"."""
    if "latest" not in asked.wanted:
        return False
    said = list(WORD.finditer(asked.part.asking))
    spoken = [word[0].casefold() for word in said]
    named = [
        (said[place].start(), said[place + len(name) - 1].end())
        for name in _long_names(evidence)
        for place in range(len(said))
        if tuple(spoken[place : place + len(name)]) == name
    ]
    return not named or "latest" in wanted(blanked(asked.part.asking, named), asked.language)


def _long_names(evidence: Sequence[Evidence]) -> set[tuple[str, ...]]:
    """Return the names of more than one word in titles and headings, each as its words."""
    texts = {one.hit.context: one.language for one in evidence}
    return {
        tuple(one.word.casefold() for one in name)
        for text, language in texts.items()
        for name in whole_names(text, language)
        if len(name) > 1
    }


def _near(given: Given) -> list[Evidence]:
    """Return what may be the latest: of the time that is asked for, if anything is, and within a
    wide margin of weight; no guests among members, and nothing that is replaced."""
    asked = given.asked
    in_time = list(filter(asked.in_time, given.evidence)) or given.evidence
    near = given.within(LATEST_MARGIN, in_time)
    if says_who_belongs(asked.part.asking, asked.language):
        near = [one for one in near if says_who_belongs(one.wording, one.language)] or near
    # What is newer and no answer does not take its place, but the next of its series does.
    if near[0].odds > SURELY_READ and not series_of(near[0].hit.document):
        near = [one for one in near if one.odds > 0]
    return [
        one for one in near if not any(supersedes(each, one, asked, given.found) for each in near)
    ] or near


def _lasting(near: Sequence[Evidence], given: Given) -> list[Evidence]:
    """Return the first sentence that says that something still lasts, or has ended, if there is one
    among what is near, read as an answer, or on whom the question names."""
    names = given.asked.names
    told = [
        one
        for one in given.possible
        if one.odds > READ_AS_ANSWER or (names and all(holds(one) for holds in names))
    ]
    lasting = (one for one in [*near, *told] if says("lasting", one.wording, one.language))
    return list(islice(lasting, 1))


def sequel(given: Given) -> Composed | None:
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


def _led_by(first: Sequence[Evidence], weightiest: Evidence) -> Composed:
    """Return sentences as given, and besides these the weightiest one."""
    if weightiest in first[:MOST_SENTENCES]:
        return Composed(quoted(first, as_given=True))
    first = first[: MOST_SENTENCES - 1]
    quotes = quoted(first, as_given=True)
    return Composed(quotes, lacking(quoted([*first, weightiest]), quotes))
