"""Composes without a model: the sentences that answer, verbatim."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.composing.composed import Composed
from assistant.composing.ways.changes import changes
from assistant.composing.ways.excerpt import headed, parts, rows
from assistant.composing.ways.given import Given
from assistant.composing.ways.introduction import introduction
from assistant.composing.ways.latest import latest, sequel
from assistant.composing.ways.overview import each, overview, plans, timeline
from assistant.composing.ways.weightiest import weightiest
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.checks import Check


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
    given = Given(evidence, asked, least, today, evidence)
    if introduced := introduction(given):
        return introduced
    if asked.check:
        given = replace(given, evidence=_checked(given, asked.check))
    ways = (changes, parts, headed, rows, timeline, plans, overview, latest, sequel, each)
    return next(filter(None, (way(given) for way in ways)), None) or weightiest(given)


def _checked(given: Given, check: Check) -> Sequence[Evidence]:
    """Return the evidence that confirms what is checked, or says that somebody else chaired. If
    there is none, and nothing may answer, return what contradicts it. Failing both, return all
    evidence."""
    says = list(filter(check.says, given.evidence))
    says = says or list(filter(check.says_who_chaired_instead, given.evidence))
    if says or given.possible:
        return says or given.evidence
    return list(filter(check.says_otherwise, given.evidence)) or given.evidence
