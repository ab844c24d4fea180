"""Sifts what was found for what is asked, before it is decided whether that answers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from assistant.deciding.answerability import READ_AS_ANSWER, Evidence, about_as_weighty
from assistant.deciding.asked import Asked
from assistant.deciding.ordinals import of_the_last
from assistant.deciding.outright import has_its_time, outright_first
from assistant.deciding.rows import without_single
from assistant.understanding.kinds.deeds import whose_deeds
from assistant.understanding.kinds.happening import says_of_plans
from assistant.understanding.kinds.membership import asks_who_belongs, says_to_whom_it_belongs
from assistant.understanding.kinds.occurring import names_meeting
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.akin import shared_by
from assistant.wording.facts.lexicon import says
from assistant.wording.held import held_by
from assistant.wording.tables import is_row_of_one_cell

_SEVERAL = 3
"""So many telling words of a question are together in no sentence by chance."""
_ABOUT_AS_MUCH = 1.0
"""What a sentence that has them all may lack (log-odds) to the weightiest one."""


def sifted(asked: Asked, found: list[Evidence]) -> list[Evidence]:
    """Return what was found without rows that have nothing but a name which is not asked for,
    without single rows that are not asked for, without other meetings than the last if that is,
    without what says nothing of plans, or to whom the Forum belongs, if plans or who belongs to it
    are, and without what is at no such hour or day, if that is asked for and anything is; first
    what has all the words of the question, says that people met by video if that is asked for, or
    tells outright since when something is so, whether it still is, or whether somebody is one of
    those who were just quoted."""
    told = [one for one in found if not is_row_of_one_cell(one) or asked.words_in(one)]
    evidence = _of_last_meeting(asked, _without_single_rows(asked, told))
    evidence = _at_its_time(asked, _of_members(asked, _of_plans(asked, evidence)))
    evidence = _remote_first(asked, with_its_words_first(asked, evidence))
    return outright_first(asked, evidence)


def _without_single_rows(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return evidence without rows that are each on somebody, if an amount of nobody is asked for,
    and no rows are."""
    if asked.rows(evidence) is not None:
        return evidence
    return without_single(asked.part.alone, asked.language, evidence)


def _of_last_meeting(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return the evidence without documents on meetings before the last one that was found, if the
    last one is asked about; else all."""
    alone, language = asked.part.alone, asked.language
    if not asked.is_on_last or not names_meeting(alone, language):
        return evidence
    return of_the_last(alone, language, evidence, evidence)


def _of_plans(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return what stands under the heading that is asked for ("Next steps"), or else the evidence
    that says, or stands under a title or headings which say, that something is planned, if plans
    are asked for; else all."""
    if not asked.plans:
        return evidence
    if there := asked.under_heading(evidence):
        return there
    return [one for one in evidence if says_of_plans(one.in_context, one.language)]


def _remote_first(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return evidence with what says that people met by video in front, if it is asked for, and not
    of another meeting."""
    if not asked.remote:
        return evidence

    def tells_it(one: Evidence) -> bool:
        is_on_it = asked.counted(one) and asked.in_time(one)
        return is_on_it and says("remotely", one.wording, one.language)

    return sorted(evidence, key=lambda one: not tells_it(one))


def _of_members(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return the evidence without what says to whom the Forum belongs, if it is asked who belongs
    to that; else all."""
    if not asks_who_belongs(asked.part.asking, asked.language):
        return evidence
    return [one for one in evidence if not says_to_whom_it_belongs(one.wording, one.language)]


def _at_its_time(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return the evidence that has the hour which is asked for, or the day on which it is asked
    what happened, the first of it as weighty as what led; if nothing has, nothing if it is asked
    what happened at an hour, else all."""
    there = [one for one in evidence if has_its_time(asked, one)]
    if not there:
        return [] if asked.what_happened and asked.hours else evidence
    return [replace(there[0], weight=evidence[0].weight), *there[1:]]


def with_its_words_first(asked: Asked, evidence: list[Evidence]) -> list[Evidence]:
    """Return evidence with the sentence in front that has each telling word of what is asked but
    common verbs, if these are several, that the reader takes for an answer, and that weighs about
    as much as the one that leads, which has not."""
    said = asked.telling - verbs(asked.language)

    def has_them(one: Evidence) -> bool:
        return shared_by(said, one, asked.language) == len(said)

    if len(said) < _SEVERAL or not evidence or has_them(evidence[0]):
        return evidence
    leads = (
        one
        for one in about_as_weighty(evidence, _ABOUT_AS_MUCH)
        if one.odds > max(READ_AS_ANSWER, evidence[0].odds) and has_them(one)
    )
    return list(dict.fromkeys([*islice(leads, 1), *evidence]))


def tells_of_whom(asked: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence that speaks of those whose deeds are asked for; none if anything
    else is."""
    whose = whose_deeds(asked.part.alone, asked.language)

    def speaks_of_all(one: Evidence) -> bool:
        held = held_by(one.wording, one.language)
        return all(held.holds_in(asked.part.alone, word, asked.language) for word in whose)

    return list(filter(speaks_of_all, evidence)) if whose else []


def of_the_document_meant(asked: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of the one document that was found whose title has each word of what an
    overview is asked of: no sentence of a letter says that it is "the letter". Nothing if anything
    else is asked, or several documents are called so."""
    if asked.wanted.isdisjoint(("overview", "meaning")):
        return []
    meant = list(filter(asked.is_title_of, evidence))
    return meant if len({one.hit.document.id for one in meant}) == 1 else []
