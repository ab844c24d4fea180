"""What a follow-up is on leads: what it asks of instead, or the document that was just quoted. Pure
functions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.calibration import Calibration
from assistant.deciding.answerability import READ_AS_ANSWER, Evidence, weightiest_first
from assistant.deciding.features import has_what_is_asked_instead
from assistant.understanding.parts.part import FollowUp
from vectorstore.findings import Candidate, hits_of
from vectorstore.passages import cosine
from vectorstore.quoting import Quoting

_ELSEWHERE = 1.5
"""What is taken (log-odds) from the weight of a sentence that has not what a follow-up asks for
instead, if another one has that answers about as well: so much less at most."""
_BEHIND = 0.01
"""So far behind what is of a document just quoted comes what is not, if that weighs more."""
_LIKENESS = 10
"""What the cosine of a sentence and of what was just told counts where something is asked for
instead, beside its weight."""


def following_up(
    evidence: list[Evidence], follow_up: FollowUp, calibration: Calibration
) -> list[Evidence]:
    """Return the evidence, that first which is on what a follow-up is on, if anything else answers
    hardly better: what has what is asked for instead, and what is of a document that was just
    quoted. Without the former, what the reader takes for an answer stays before the latter."""
    instead = follow_up.contrasted
    quoted = documents_quoted(evidence, follow_up.cited if instead else follow_up.stays_with)
    if not evidence or not (quoted or instead):
        return evidence
    first = evidence[0]
    if not instead and (first.odds >= READ_AS_ANSWER or first.hit.document.id in quoted):
        return evidence
    least = max(first.weight - _ELSEWHERE, calibration.answerable)
    on = [not instead or has_what_is_asked_instead(one, follow_up) for one in evidence]
    there = [
        is_on and one.hit.document.id in quoted for one, is_on in zip(evidence, on, strict=True)
    ]

    def leading_by(led: Sequence[bool]) -> list[Evidence]:
        return [
            one
            for one, leads in zip(evidence, led, strict=True)
            if leads and one.weight >= least and not one.is_told
        ]

    led = on if instead and not leading_by(there) else there
    leading = leading_by(led)
    if not leading:
        return evidence
    like = _like_what_was_told(evidence, follow_up)
    nearest = max(map(like, leading))
    # What else was found on it may be told along with what was just quoted.
    less = _ELSEWHERE if instead else first.weight - leading[0].weight + _BEHIND
    return weightiest_first(
        replace(
            one,
            weight=one.weight - (_LIKENESS * max(0, nearest - like(one)) if leads else less),
        )
        for one, leads in zip(evidence, led, strict=True)
    )


def _like_what_was_told(
    evidence: Sequence[Evidence], follow_up: FollowUp
) -> Callable[[Evidence], float]:
    """Return what tells how near a sentence is to the nearest one that was just told, if something
    is asked for instead: what is told of another one is told in like words."""
    told = [
        vector
        for one in evidence
        if (vector := one.sentence.vector) is not None
        and follow_up.contrasted
        and one.is_quoted(follow_up.cited)
    ]
    return lambda one: max((cosine(one.sentence.vector, each) for each in told), default=0.0)


def documents_quoted(evidence: Iterable[Candidate], answer: Quoting) -> set[str]:
    """Return the ids of the documents that an answer quotes, of those that were found."""
    return {one.hit.document.id for one in evidence if answer and one.is_quoted(answer)}


def stands_with_quoted(one: Candidate, found: Iterable[Candidate], follow_up: FollowUp) -> bool:
    """Tell whether a sentence stands below the same heading as what was just quoted and a follow-up
    stays with: it then need not name again what that is on."""
    place = one.hit.document.id, one.hit.passage.headings
    return any(
        hit.is_quoted(follow_up.stays_with)
        for hit in hits_of([one, *found])
        if follow_up.stays_with and all(place) and (hit.document.id, hit.passage.headings) == place
    )


def may_be_on_another(first: Evidence, follow_up: FollowUp, language: str) -> bool:
    """Tell whether a sentence has not what a follow-up asks for instead, or may not have it: in
    another language its words do not tell."""
    if not follow_up.contrasted:
        return False
    if has_what_is_asked_instead(first, follow_up):
        return False
    return first.language == language or first.odds < READ_AS_ANSWER
