"""Describes each sentence that was found by features, from which it is weighed. Pure functions.

No feature is a raw lexical score: that means something else on another corpus.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Protocol

import numpy as np

from assistant.deciding.details import Details
from assistant.deciding.nearness import candidates, near
from assistant.deciding.ordinals import Ordinals
from assistant.deciding.times import Times
from assistant.deciding.titles import Titles
from assistant.understanding.parts.part import FollowUp
from assistant.wording.akin import shared
from assistant.wording.leaning import understood
from vectorstore.acronyms import short_forms
from vectorstore.findings import Candidate, Findings, QuestionReading
from vectorstore.passages import Tokens, cosine
from vectorstore.terms import WORD

Features = dict[str, float]
NO_FOLLOW_UP = FollowUp()
"""How a first question follows up an answer: not at all."""
MOST_READ = 48
"""So many sentences, the nearest ones, are read: reading takes longer than all else, and what is
farther away answers nothing. A sentence that is not read gets the lowest odds of those that are."""


class Reads(Protocol):
    """Whoever reads sentences against a question: `assistant.deciding.reader.Reader`."""

    def read(self, question: Tokens, sentences: Sequence[Tokens]) -> list[float]:
        """Return for each sentence the log-odds that it answers the question."""


def has_what_is_asked_instead(one: Candidate, follow_up: FollowUp) -> bool:
    """Tell whether a sentence has what is asked for instead, in its words or, in whatever language,
    by an acronym or a term of the field."""
    instead, codes = follow_up.contrasted, follow_up.codes
    has_words = shared(instead, one.in_context, one.language) == len(instead)
    return has_words or (bool(codes) and codes.issubset(short_forms(one.wording)))


def describe(
    findings: Findings, reader: Reads | None, follow_up: FollowUp = NO_FOLLOW_UP
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
    reading: QuestionReading,
    findings: Findings,
    reader: Reads | None,
) -> list[Features]:
    question, language, hits = reading.question, findings.language, findings.hits
    ordinals, times = Ordinals(question, language), Times(question, language, hits)
    titles = Titles(question, language, hits, findings.widespread)
    details = Details(question, language, hits)
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
            "kind": float(details.are_missing(one)),
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


def _read(
    tokens: Mapping[int, Tokens], reading: QuestionReading, reader: Reads
) -> dict[int, float]:
    """Return the greatest log-odds, over the wordings, that a sentence answers, by its place; none
    if no wording has tokens."""
    sentences = list(tokens.values())
    asked = [one.tokens for one in reading.wordings if one.tokens is not None and len(one.tokens)]
    if not asked:
        return {}
    odds = zip(*(reader.read(one, sentences) for one in asked), strict=True)
    return dict(zip(tokens, map(max, odds), strict=True))


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
    if not one.is_quoted(follow_up.cited):
        return False
    if follow_up.contrasted and has_what_is_asked_instead(one, follow_up):
        return False
    return follow_up.anew.isdisjoint(WORD.findall(one.wording))


def _strays(findings: Findings, follow_up: FollowUp) -> dict[str, float]:
    """Return by id how far each passage is from those that the answer before quoted; empty if that
    quoted none of the passages found, or if the question names something itself."""
    if not follow_up.leans_on:
        return {}
    cited = [
        hit.passage.vector
        for hit in findings.hits
        if hit.passage.vector is not None and hit.is_quoted(follow_up.leans_on)
    ]
    if not cited:
        return {}
    passages = [hit.passage for hit in findings.hits]
    return {one.id: 1 - max(cosine(one.vector, vector) for vector in cited) for one in passages}


def _tokens(said: Candidate) -> Tokens:
    """Return the tokens of a sentence, after those of the first sentence that it leans on, if any:
    that one says who "it" or "they" are."""
    first, *_ = understood(said.hit.passage, said.place, said.language)
    read = dict.fromkeys((first, said.sentence))
    return np.concatenate([one.tokens for one in read if one.tokens is not None])
