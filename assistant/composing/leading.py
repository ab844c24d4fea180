"""Tells which of several sentences that answer leads, and which goes with it. Pure functions."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from assistant.composing.copies import TRANSLATION, numbers_in, same
from assistant.composing.disagreeing import (
    VALUES,
    disagree,
    is_hearsay,
    lists_differ,
    reports,
    tells_amount,
)
from assistant.composing.margins import MARGIN, NARROW_MARGIN, RIVAL_MARGIN
from assistant.deciding.answerability import Evidence, about_as_weighty
from assistant.deciding.asked import Asked
from assistant.deciding.checks import Check
from assistant.deciding.counting import to_count
from assistant.understanding.phrases.asking import says_who_belongs
from assistant.wording.akin import shared
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts_of
from assistant.wording.facts.lengths import counted_from, tells_distance
from assistant.wording.names import listed, names
from assistant.wording.subject import is_of_the_forum
from vectorstore.dictionaries import is_word
from vectorstore.synonyms import usual_words
from vectorstore.terms import WORD, words

_ON_THE_SAME = 0.87
"""Cosine from which a website's report and another sentence tell of the same."""


def own_before(
    near: Sequence[Evidence], possible: Sequence[Evidence], asked: Asked
) -> list[Evidence]:
    """Return the sentence to put before a website's report that leads an answer; none if no report
    leads, or there is no such sentence.

    It is the weightiest of `possible` that tells the same, in as many words of the question and at
    the time that is asked for, and is no report. A copy of one that is `near` is not taken.
    """
    first = near[0]
    if not reports(first):
        return []
    held = [holds for holds in asked.names if holds(first)]
    own = (
        one
        for one in possible
        if one.weight >= first.weight - RIVAL_MARGIN
        and not reports(one)
        and not ("time" in asked.wanted and tells_distance(one.wording, one.language))
        and one.likeness(first) >= _ON_THE_SAME
        and all(holds(one) for holds in held)
        and asked.words_in(one) >= asked.words_in(first)
        and (not asked.dated or (bool(dates_of(one)) and asked.in_time(one)))
        and (one in near or not any(same(one, each) for each in near))
    )
    return list(islice(own, 1))


def own_first(chosen: list[Evidence]) -> list[Evidence]:
    """Return the sentences with the first one that is no website's report in front, if it weighs
    about as much as the one that leads."""
    own = (one for one in about_as_weighty(chosen, NARROW_MARGIN) if not reports(one))
    return list(dict.fromkeys([next(own, chosen[0]), *chosen]))


def telling_who_belongs(chosen: Sequence[Evidence], asked: Asked) -> list[Evidence]:
    """Return the sentences that say who belongs to something, if the question asks that, and that
    have its names and weigh about as much as the one that leads: who was there may have been a
    guest, and "taking part is voluntary" is on nobody. Unless all are asked for, one of them."""
    if "person" not in asked.wanted or not says_who_belongs(asked.part.asking, asked.language):
        return []
    told = [
        one
        for one in about_as_weighty(chosen, MARGIN)
        if says_who_belongs(one.wording, one.language)
        and _tells_who_or_how_many(one)
        and all(holds(one) for holds in asked.names)
    ]
    return told if "all" in asked.wanted else told[:1]


def _tells_who_or_how_many(one: Evidence) -> bool:
    named = (
        name
        for name in names(one.wording, one.language)
        if name.sure or not is_word(name.word, one.language)
    )
    return bool(facts_of(one).numbers) or any(
        not is_of_the_forum(name.word, one.language) for name in named
    )


def as_asked_first(near: list[Evidence], asked: Asked) -> list[Evidence]:
    """Return the sentences, which are about as weighty, with the first one in front that says what
    the question asks the time or the number of, if one does: the day from which an act has
    "applied" is not that which it is dated, and "one day after the launch" not that of the launch;
    nor are "two action days" on the day of the tenth meeting how many meetings there were. What
    counts must have as many words of the question as the one that leads: "three platforms started"
    is not how many joined."""
    if "time" in asked.wanted:
        near = sorted(near, key=lambda one: _counts_from_it(one, asked))
        said = usual_words(asked.part.asking, asked.language)
        telling = [
            one
            for one in near
            if not said.isdisjoint({*words(one.wording), *usual_words(one.wording, one.language)})
        ]
    else:
        things = to_count(asked.part.asking, asked.language) if "amount" in asked.wanted else []
        least = asked.words_in(near[0])
        telling = [
            one
            for one in near
            if asked.words_in(one) >= least and _counts_first(one, things, asked.language)
        ]
    return list(dict.fromkeys([*telling[:1], *near]))


def _counts_from_it(one: Evidence, asked: Asked) -> bool:
    """Tell whether a sentence counts a time from what the question asks the time of. One in another
    language may."""
    starts = counted_from(one.wording, one.language)
    if one.language != asked.language:
        return bool(starts)
    return any(shared(asked.telling, start, one.language) for start in starts)


def _counts_first(one: Evidence, things: Sequence[str], language: str) -> bool:
    """Tell whether the first number of a sentence, dates left out, is right before all of what is
    to be counted, given as terms of a language."""
    told = facts_of(one)
    first = min((number.start for number in (*told.numbers, *told.ordinals)), default=None)
    if one.language != language or first is None or not things:
        return False
    counted = " ".join(WORD.findall(one.wording[first:])[1 : 1 + len(things) + 1])
    return shared(things, counted, language) == len(things)


def in_own_language_first(chosen: list[Evidence], language: str) -> list[Evidence]:
    """Return the sentences with one in the asker's language in front, if the one that leads is in
    another, and that one tells the same or less: it has some of its numbers, and no others."""
    first = chosen[0]
    if first.language == language:
        return chosen
    own = (
        one
        for one in about_as_weighty(chosen, MARGIN)
        if one.language == language
        and one.likeness(first) >= TRANSLATION
        and set() < set(numbers_in(one)) <= set(numbers_in(first))
    )
    return list(dict.fromkeys([next(own, first), *chosen]))


def rival(first: Evidence, evidence: Sequence[Evidence], asked: Asked) -> Evidence | None:
    """Return the weightiest sentence that gives another value for the same thing than `first`."""
    return next(
        (
            one
            for one in evidence
            if one.weight >= first.weight - RIVAL_MARGIN
            # Two that are both read as no answer are on something else, unless that is asked for.
            and ("difference" in asked.wanted or max(first.odds, one.odds) >= 0)
            and disagree(first, one, asked.wanted)
            and _on_the_same(first, one, asked)
        ),
        None,
    )


class Contrary(NamedTuple):
    """Two sentences that say otherwise on what is checked, the one first that tells it best."""

    quoted: tuple[Evidence, Evidence]
    differ: bool
    """Whether they give different values for the same thing."""


def contrary(
    near: Sequence[Evidence], evidence: Sequence[Evidence], check: Check
) -> Contrary | None:
    """Return the first sentence of `near` that has the values of the question and is contradicted
    by another one, and that one; None if there is no such sentence.

    Of several that contradict, one that is no website's report is taken, and that says least
    besides. Of the two, a website's report comes second, and so does what says more than is
    checked.
    """
    for said in near:
        if check.gives_another_value(said):
            continue

        def telling(one: Evidence, said: Evidence = said) -> tuple[bool, int]:
            return reports(one), len(check.says_besides(one, said if one is not said else None))

        found = [one for one in evidence if _says_otherwise(one, said, check)]
        if found:
            other = min(found, key=telling)
            leads = reports(said) or (not telling(other)[1] and telling(said)[1])
            both = (other, said) if leads and not reports(other) else (said, other)
            return Contrary(both, _differ(said, other, check))
    return None


def _says_otherwise(one: Evidence, said: Evidence, check: Check) -> bool:
    """Tell whether `one` contradicts `said`: it gives another value for the same thing.

    That it is the same thing is known if it says nothing more, is very much alike, or has every
    word of the question and either weighs no less or speaks for itself where `said` only reports.
    If it gives no other value, it contradicts only a website's report, by another name, unless that
    one lists several: one that a report names may be one of several.
    """
    if one.hit.document.id == said.hit.document.id:
        return False
    is_own = is_hearsay(said) and not is_hearsay(one)
    if not check.gives_another_value(one):
        alike = one.likeness(said) >= _ON_THE_SAME
        names_one = reports(said) and not listed(said.wording, said.language)
        return is_own and names_one and alike and check.names_another(one)
    return (
        not check.says_besides(one, said)
        or disagree(said, one, check.kinds)
        or ((is_own or one.weight >= said.weight) and check.says_otherwise(one))
    )


def _differ(said: Evidence, other: Evidence, check: Check) -> bool:
    """Tell whether two sentences that contradict each other show that the sources disagree, and not
    just that one is on something else."""
    if not check.gives_another_value(other):
        return lists_differ(said, other)
    is_own = is_hearsay(said) and not is_hearsay(other)
    says_no_more = is_own and not check.says_besides(other, said)
    return says_no_more or disagree(said, other, check.kinds)


def _on_the_same(one: Evidence, other: Evidence, asked: Asked) -> bool:
    """Tell whether two sentences have the same names of the question, and at least one of them if
    it names any.

    If they did not, "How do A and B differ?" would be answered with a disagreement of sources. If a
    difference is asked for, and only the times of the two may differ, both must have all names, and
    one of them each of several times: "Compare 2021 and 2024".
    """
    held = [(holds(one), holds(other)) for holds in asked.names]
    if any(mine != theirs for mine, theirs in held):
        return False
    only_times = not (asked.wanted & VALUES or (tells_amount(one) and tells_amount(other)))
    if "difference" in asked.wanted and only_times:
        held += [(holds(one), holds(other)) for holds in asked.several]
        return all(mine or theirs for mine, theirs in held)
    return any(mine for mine, _ in held) or not held
