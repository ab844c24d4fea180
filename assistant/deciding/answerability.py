"""Weighs what was found: which sentences bear on the question, and whether they can answer it.

Pure functions. A sentence's weight is the log-odds that it answers the question, or a part of it: a
logistic regression over few features, fitted to a question set by `euif evaluate --calibrate`. No
feature is a raw lexical score: that means something else on another corpus.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

import numpy as np

from assistant.calibration import Calibration
from assistant.deciding.kinds import Kinds
from assistant.deciding.nearness import candidates, near
from assistant.deciding.ordinals import Ordinals
from assistant.deciding.scope import has_all_words, is_out_of_reach, speaks_of_it
from assistant.deciding.times import Times
from assistant.deciding.titles import Titles
from assistant.understanding.parts import FollowUp
from assistant.wording.akin import shared
from assistant.wording.dated import dates_of
from assistant.wording.leaning import understood
from vectorstore.passages import (
    Candidate,
    Findings,
    Hit,
    Reading,
    Sentence,
    Tokens,
    cosine,
)
from vectorstore.terms import WORD

Features = dict[str, float]

_FIRST = FollowUp()
"""How a first question follows up an answer: not at all."""

_OUT_OF_REACH = 10
"""What is taken (log-odds) from the weight of a sentence if the question is out of reach:
everything is far from it, and it does not sound on the subject. The reader has never seen chatter
("lol ok") and may give it any odds, so that it is heard only on what speaks of what is asked."""

READ_AS_ANSWER, READ_AS_LITTLE = 0.5, -1.0
"""Above these log-odds of the reader a sentence is taken for an answer, and below those for hardly
any."""

NEARNESS = 60
"""What a passage's score counts when passages are put in order, beside the weight of its weightiest
sentence. A reranker's scores differ by whole numbers, so that its order stands."""


MOST_READ = 48
"""So many sentences, the nearest ones, are read: reading takes longer than all else, and what is
farther away answers nothing. A sentence that is not read gets the lowest odds of those that are."""

_TOLD = 2.0
"""What is added (log-odds) to the weight of the first sentence with a date in the answer before, if
a question only asks when that was: "Who founded it?", then "When?"."""


class Reads(Protocol):
    """Whoever reads sentences against a question: `assistant.deciding.reader.Reader`."""

    def read(self, question: Tokens, sentences: Sequence[Tokens]) -> list[float]:
        """Return for each sentence the log-odds that it answers the question."""


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
    follow_up: FollowUp = _FIRST,
) -> list[Evidence]:
    """Return every sentence of the hits as evidence, the weightiest first.

    What the answer before quoted weighs less, so that a follow-up gets something new; only if
    nothing new answers, it is weighed like the rest.
    """
    is_far = is_out_of_reach(findings, calibration)
    described = describe(findings, reader, follow_up)
    told = _told_first(follow_up, described)

    def lacking(one: Candidate, features: Features) -> float:
        odds = features.get("reader", 0.0)
        is_heard = (
            not is_far
            or (odds > READ_AS_ANSWER and speaks_of_it(findings, one))
            or (odds > READ_AS_LITTLE and has_all_words(findings, one))
        )
        return 0 if is_heard else _OUT_OF_REACH

    def weighed(weights: Mapping[str, float]) -> list[Evidence]:
        evidence = [
            Evidence(
                one.hit,
                one.sentence,
                _log_odds(features, weights) + more,
                bool(features["quoted"]),
                features.get("reader", 0.0),
            )
            for one, features in described
            for more in [_TOLD * (one.sentence is told) - lacking(one, features)]
        ]
        return weightiest_first(evidence)

    anew = weighed(calibration.evidence)
    if answerable(anew, calibration):
        return anew
    return weighed({**calibration.evidence, "quoted": 0.0})


def has_what_is_asked_instead(one: Candidate, follow_up: FollowUp) -> bool:
    """Tell whether a sentence has what is asked for instead."""
    instead = follow_up.contrasted
    return shared(instead, one.in_context, one.language) == len(instead)


def weightiest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return evidence in order."""
    return sorted(evidence, key=lambda one: (-one.weight, one.hit.passage.id, one.sentence.start))


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


def describe(
    findings: Findings, reader: Reads | None, follow_up: FollowUp = _FIRST
) -> list[tuple[Candidate, Features]]:
    """Return every sentence of the hits with its features, by name: their means over the ways to
    read the question, and of a reading's wordings the greatest.

    - cosine: of sentence and question, without what tells their languages
    - reader: the reader's log-odds, where sentences have tokens; it reads a sentence after the one
      that it leans on
    - ordinals: whether the sentence, its title and headings name ordinals, and none that the
      question asks for
    - dates: whether the sentence names dates, and none that the question asks for ("in", "before",
      "since" ...)
    - names: how many names its title has that the question, most of what was found and much of the
      library have not; none if the question stands alone and the sentence has all that it names
    - kind: whether a person, a time, a place or an amount is asked for, and the sentence has none
      that the question has not
    - quoted: whether the question follows up an answer that quotes the sentence, and the sentence
      has nothing that the question names anew
    - readings: whether the question is read in several ways: their mean is less extreme
    - follows: whether it follows up an answer and names nothing itself ("Who else was there?")
    - stray: how far (1 - cosine) its passage then is from those that the answer quoted
    """
    said = candidates(findings)
    tokens = {
        place: _tokens(one)
        for place, one in enumerate(said)
        if reader and one.sentence.tokens is not None
    }
    read = [_features(said, tokens, reading, findings, reader) for reading in findings.readings]
    strays = _strays(findings, follow_up)
    return [
        (
            one,
            {name: fmean(each[name] for each in features) for name in features[0]}
            | _following(findings, follow_up, strays, one),
        )
        for one, *features in zip(said, *read, strict=True)
    ]


def _features(
    said: Sequence[Candidate],
    tokens: Mapping[int, Tokens],
    reading: Reading,
    findings: Findings,
    reader: Reads | None,
) -> list[Features]:
    question, language, hits = reading.question, findings.language, findings.hits
    ordinals, times = Ordinals(question, language), Times(question, language, hits)
    titles = Titles(question, language, hits, findings.widespread)
    kinds = Kinds(question, language, hits)
    # What a follow-up names may be only what was spoken of before.
    is_alone = len(findings.readings) == 1
    features = [
        {
            "cosine": near(one, reading, language),
            "ordinals": float(ordinals.is_on_other_ordinals(one)),
            "dates": float(times.is_on_other_dates(one)),
            "names": (
                titles.strange_names(one) if is_alone else titles.names_besides(one.hit.document)
            ),
            "kind": float(kinds.are_missing(one)),
        }
        for one in said
    ]
    if reader:
        nearest = sorted(tokens, key=lambda place: -features[place]["cosine"])[:MOST_READ]
        read = _read({place: tokens[place] for place in sorted(nearest)}, reading, reader)
        least = min(read.values(), default=0.0)
        for place in tokens if read else ():
            features[place]["reader"] = read.get(place, least)
    return features


def _read(tokens: Mapping[int, Tokens], reading: Reading, reader: Reads) -> dict[int, float]:
    """Return the greatest log-odds, over the wordings, that a sentence answers, by its place; none
    if no wording has tokens."""
    sentences = list(tokens.values())
    asked = [one.tokens for one in reading.wordings if one.tokens is not None and len(one.tokens)]
    if not asked:
        return {}
    odds = zip(*(reader.read(one, sentences) for one in asked), strict=True)
    return dict(zip(tokens, map(max, odds), strict=True))


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
        if (place := one.hit.passage.place_in(follow_up.dated_by, one.sentence)) >= 0
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


def _following(
    findings: Findings,
    follow_up: FollowUp,
    strays: Mapping[str, float],
    one: Candidate,
) -> Features:
    """Return the features of a sentence that relate it to the answer before."""
    return {
        "quoted": float(_is_told(follow_up, one)),
        "readings": float(len(findings.readings) > 1),
        "follows": float(bool(strays)),
        "stray": strays.get(one.hit.passage.id, 0.0),
    }


def _is_told(follow_up: FollowUp, one: Candidate) -> bool:
    if not one.hit.passage.is_quoted(one.sentence, follow_up.cited):
        return False
    if follow_up.contrasted and has_what_is_asked_instead(one, follow_up):
        return False
    return follow_up.anew.isdisjoint(WORD.findall(one.wording))


def _strays(findings: Findings, follow_up: FollowUp) -> dict[str, float]:
    """Return by id how far each passage is from those that the answer before quoted; empty if that
    quoted none of the passages found, or if the question names something itself."""
    if not follow_up.leans_on:
        return {}
    passages = [hit.passage for hit in findings.hits]
    cited = [
        passage.vector
        for passage in passages
        if passage.vector is not None
        and any(passage.is_quoted(one, follow_up.leans_on) for one in passage.sentences)
    ]
    if not cited:
        return {}
    return {one.id: 1 - max(cosine(one.vector, vector) for vector in cited) for one in passages}


def _log_odds(features: Features, weights: Mapping[str, float]) -> float:
    return weights["intercept"] + sum(weights[name] * value for name, value in features.items())


def _tokens(said: Candidate) -> Tokens:
    """Return the tokens of a sentence, after those of the first sentence that it leans on, if any:
    that one says who "it" or "they" are."""
    first, *_ = understood(said.hit.passage, said.place, said.language)
    read = dict.fromkeys((first, said.sentence))
    return np.concatenate([one.tokens for one in read if one.tokens is not None])
