"""Weighs what was found: which sentences bear on the question, and whether they can answer it.

Pure functions. A sentence's weight is the log-odds that it answers the question, or a part of it: a
logistic regression over few features, fitted to a question set by `euif evaluate --calibrate`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.calibration import Calibration
from assistant.deciding.features import NO_FOLLOW_UP, Features, Reads, describe
from assistant.deciding.scope import has_all_words, is_out_of_reach, speaks_of_it
from assistant.understanding.parts.part import FollowUp
from assistant.wording.dated import dates_of
from vectorstore.findings import Candidate, Findings, Hit
from vectorstore.passages import Sentence

_OUT_OF_REACH = 10
"""What is taken (log-odds) from the weight of a sentence if the question is out of reach:
everything is far from it, and it does not sound on the subject. The reader has never seen chatter
("lol ok") and may give it any odds, so that it is heard only on what speaks of what is asked."""

SURELY_READ, READ_AS_ANSWER, READ_AS_LITTLE, READ_AS_NONE = 1.0, 0.5, -1.0, -3.0
"""Above these log-odds of the reader a sentence is surely an answer, and taken for one; below those
it is taken for hardly any, and for none."""

NEARNESS = 60
"""What a passage's score counts when passages are put in order, beside the weight of its weightiest
sentence. A reranker's scores differ by whole numbers, so that its order stands."""

_TOLD = 2.0
"""What is added (log-odds) to the weight of the first sentence with a date in the answer before, if
a question only asks when that was: "Who founded it?", then "When?"."""


@dataclass(frozen=True, slots=True)
class Evidence(Candidate):
    """A candidate that was weighed; the larger its weight, the more it bears on the question."""

    weight: float
    is_told: bool = False
    """Whether the answer before quoted it, to a question for the same kind of thing."""
    odds: float = 0.0
    """The reader's log-odds that it answers; 0 if there was no reader."""


def weigh(
    findings: Findings,
    reader: Reads | None,
    calibration: Calibration,
    follow_up: FollowUp = NO_FOLLOW_UP,
) -> list[Evidence]:
    """Return every sentence of the hits as evidence, the weightiest first.

    What the answer before quoted weighs less, so that a follow-up gets something new; only if
    nothing new answers, it is weighed like the rest.
    """
    is_far = is_out_of_reach(findings, calibration)
    described = describe(findings, reader, follow_up)
    told = _told_first(follow_up, described)
    moved = [
        _TOLD * (one.sentence is told)
        - _OUT_OF_REACH * (is_far and not _is_heard(findings, one, features))
        for one, features in described
    ]

    def weighed(weights: Mapping[str, float]) -> list[Evidence]:
        return weightiest_first(
            Evidence(
                one.hit,
                one.sentence,
                _log_odds(features, weights) + more,
                bool(features["quoted"]),
                features.get("reader", 0.0),
            )
            for (one, features), more in zip(described, moved, strict=True)
        )

    anew = weighed(calibration.evidence)
    if answerable(anew, calibration):
        return anew
    return weighed({**calibration.evidence, "quoted": 0.0})


def _is_heard(findings: Findings, one: Candidate, features: Features) -> bool:
    """Tell whether the reader is heard on a sentence although the question is out of reach."""
    odds = features.get("reader", 0.0)
    return (odds > READ_AS_ANSWER and speaks_of_it(findings, one)) or (
        odds > READ_AS_LITTLE and has_all_words(findings, one)
    )


def weightiest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return evidence in order."""
    return sorted(evidence, key=lambda one: (-one.weight, one.hit.passage.id, one.sentence.start))


def heavy_enough(evidence: Sequence[Evidence], least: float) -> list[Evidence]:
    """Return the evidence that weighs at least so much that it may answer."""
    return [one for one in evidence if one.weight >= least]


def about_as_weighty(evidence: Sequence[Evidence], margin: float) -> list[Evidence]:
    """Return the evidence that lacks no more weight than a margin to the first of it."""
    return heavy_enough(evidence, evidence[0].weight - margin)


def ranked(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> list[Hit]:
    """Return the hits, those first that are near the question and hold what bears on it.

    `evidence` is that of the hits, the weightiest first.
    """
    weights: dict[str, float] = {}
    for one in evidence:
        weights.setdefault(one.hit.passage.id, one.weight)

    def rank(hit: Hit) -> float:
        return weights.get(hit.passage.id, -math.inf) + NEARNESS * hit.score

    return sorted(hits, key=rank, reverse=True)


def answerable(evidence: Sequence[Evidence], calibration: Calibration) -> bool:
    """Tell whether the weightiest evidence is enough to answer."""
    return bool(evidence) and evidence[0].weight >= calibration.answerable


def _told_first(
    follow_up: FollowUp, described: Sequence[tuple[Candidate, Features]]
) -> Sentence | None:
    """Return the first sentence in the answer before that says when something was, if the question
    only asks when that was, or the one of its document that says the day; else None."""
    if not follow_up.dated_by:
        return None
    dated = [one for one, features in described if not features["kind"]]
    quoted = [
        (place, one)
        for one in dated
        if (place := follow_up.dated_by.place_of(one.wording, one.hit.document)) >= 0
    ]
    if not quoted:
        return None
    _, told = min(quoted, key=lambda each: each[0])
    return _on_the_day(told, dated).sentence


def _on_the_day(told: Candidate, dated: Sequence[Candidate]) -> Candidate:
    """Return the first sentence of the same document that says the day of what is told of a month
    alone ("in December 2021"), if all that do say one day; else what is told."""
    months = [date for date in dates_of(told) if date.year and date.month]
    if len(months) != 1 or months[0].day:
        return told
    found = [
        (date.known, one)
        for one in dated
        if one.hit.document.id == told.hit.document.id
        for date in dates_of(one)
        if date.day and months[0].within(date)
    ]
    is_one_day = len({day for day, _ in found}) == 1
    return (
        min((one for _, one in found), key=lambda one: one.sentence.start) if is_one_day else told
    )


def _log_odds(features: Features, weights: Mapping[str, float]) -> float:
    return weights["intercept"] + sum(weights[name] * value for name, value in features.items())
