"""Fits to the embedding model what answering depends on: an `answerability.json`.

Everything is fitted to what is written down here: the fixed sentences in 24 languages, examples of
what people want, invented documents with questions, and the tuning part of a question set. The
unseen part is never looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answering.finding import look_for
from assistant.answering.interpreting import interpret, what_is_asked
from assistant.calibration import Calibration, Detector, Intents, Trained
from assistant.composing.margins import NARROW_MARGIN
from assistant.conversation import Question
from assistant.deciding.answerability import Evidence, Features, describe
from assistant.deciding.asked import Asked
from assistant.deciding.decision import certainty
from assistant.deciding.doubting import is_no_answer
from assistant.deciding.nearness import nearness
from assistant.deciding.reader import Reader
from assistant.errors import WrongUse
from assistant.evaluation.adapting import fit_adapter
from assistant.evaluation.cases import Case, Expected, names_of
from assistant.evaluation.examples import (
    FOLDS,
    asides,
    fit_about,
    fit_aside,
    fit_axes,
    fit_intents,
    fit_unsafe,
)
from assistant.evaluation.haystacks import Haystack
from assistant.evaluation.local import Store
from assistant.evaluation.measures import Found
from assistant.evaluation.training import Progress, train, written_documents
from assistant.understanding.language import language_of
from assistant.understanding.parts import Part
from assistant.understanding.restating import restate
from vectorstore.embedding import Embedder
from vectorstore.passages import Candidate, Findings
from vectorstore.question_vectors import LanguageAxes, Remembering
from vectorstore.search import Search

_FEWEST = 10
"""So many facts, asked for by cases of either kind, are the fewest that something is fitted to."""
_DECIDED: tuple[Expected, ...] = ("answered", "unanswerable")
NEAR = 0.1
"""Which share of the answerable cases may have nothing near them."""
FAR = 0.015
"""Which share of them may have all far from them."""
QUOTED = -2.0
"""The least weight of what the answer before quoted: no case asks for that again, people do."""
_CERTAIN = 100.0
"""Further certainties count as much (log-odds)."""
FALSE_REFUSALS = 0.03
"""Which share of the answerable tuning cases, by cross-validation, the threshold refuses."""


@dataclass(frozen=True, slots=True, eq=False)
class Searched:
    """What was found in a haystack for a case, or for one of several things that it asks."""

    case: Case
    haystack: str
    part: Part
    findings: Findings
    several: bool
    """Whether it asks several things."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A sentence that was found for a case, and its features."""

    searched: Searched
    candidate: Candidate
    features: Features


class _Decided(NamedTuple):
    """How certain an answer to a case is, whether evidence is among what it quotes at least,
    whether the question follows up an earlier turn, and whether it is refused if it is doubtful."""

    status: Expected
    certain: float
    is_right: bool
    follows: bool
    is_none: bool

    def sure_from(self, certain: float, following: float) -> float:
        """Return from which certainty it is answered without a doubt."""
        return following if self.follows else certain

    def held(self, certain: float, following: float) -> float:
        """Return the certainty that is held against the threshold of what is refused."""
        is_doubtful = self.certain < self.sure_from(certain, following)
        return -_CERTAIN if is_doubtful and self.is_none else self.certain


def fit(
    embedder: Embedder,
    haystacks: Sequence[tuple[Haystack, Store]],
    progress: Progress,
    known: Trained | None,
) -> tuple[Calibration, dict[str, float]]:
    """Return what fits the model, and how well it does by cross-validation on the tuning part.

    What is `known` was trained for the model before; without it that is done now. Raises WrongUse
    if searching finds no evidence.
    """
    axes = fit_axes(embedder)
    trained = known or _trained(embedder, axes, progress)
    once = Remembering(embedder)  # most examples tell several things
    wants, thresholds = fit_intents(once, axes)
    about, least_about = fit_about(once, axes)
    aside = fit_aside(once, axes)
    unsafe = fit_unsafe(once, axes)
    searched = [
        one
        for haystack, store in haystacks
        for one in _searched(haystack, Search(*store.parts, axes, trained.adapter), aside, wants)
    ]
    reader = Reader(trained.reader) if trained.reader else None
    evidence, decided, figures = _evidence(
        [weighed for one in searched for weighed in _weighed(one, reader)]
    )
    near = [nearness(one.findings) for one in searched if one.case.status == "answered"]
    fitted = Calibration(
        embedding_model=embedder.identity.digest,
        language_axes=axes,
        adapter=trained.adapter,
        intents=wants,
        about=about,
        aside=aside,
        unsafe=unsafe,
        **thresholds,
        **least_about,
        near=float(np.quantile(near, NEAR)),
        far=float(np.quantile(near, FAR)),
        reader=trained.reader,
        evidence=evidence,
        **decided,
    )
    return fitted, figures


def _trained(embedder: Embedder, axes: LanguageAxes, progress: Progress) -> Trained:
    documents = written_documents()
    reader = train(embedder, documents, asides(), progress)
    return Trained(reader, fit_adapter(embedder, axes, documents, progress))


def _tuning(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.part == "tuning"]


def refuse_too_few(cases: Sequence[Case]) -> None:
    """Raise WrongUse if the set has too few cases to tell anything by."""
    tuning = _tuning(cases)
    for status in _DECIDED:
        facts = len(set(_components([case for case in tuning if case.status == status])))
        if facts < _FEWEST:
            raise WrongUse(
                f"The tuning part asks for {facts} independent facts in cases that should be "
                f"{status!r}; fitting needs {_FEWEST}. Write more such cases, or leave --calibrate "
                "out."
            )


def _searched(
    haystack: Haystack, search: Search, aside: Detector, wants: Intents
) -> list[Searched]:
    found = []
    for case in _tuning(haystack.cases):
        # No one sentence answers who wants an overview.
        if case.status not in _DECIDED or case.kind == "overview":
            continue
        history = tuple(turn.turn() for turn in case.history)
        language = language_of(case.question, history)
        question = Question(case.question, "calibration", history)
        asked = what_is_asked(search, question, language, aside, wants, date.today())
        restated = restate(asked.text, asked.history)
        interpreted = interpret(search, asked, restated, language)
        parts = look_for(search, interpreted, asked, language, date.today()).parts
        found += [Searched(case, haystack.name, part, each, len(parts) > 1) for part, each in parts]
    return found


def _weighed(one: Searched, reader: Reader | None) -> list[Weighed]:
    return [
        Weighed(one, candidate, features)
        for candidate, features in describe(one.findings, reader, one.part.follow_up)
        # Of the third and the fourth, what tells of the one tells nothing of the other.
        if not (one.several and features["ordinals"])
        and one.part.may_be_told_by(candidate, date.today())
    ]


def _is_evidence(case: Case, candidate: Candidate) -> bool:
    document = candidate.hit.document
    names = names_of(document.locator) | ({document.url} if document.url else set())
    quote = Found(names, candidate.wording)
    return any(quote.carries(evidence) for evidence in case.evidence)


def _evidence(
    weighed: Sequence[Weighed],
) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Return the weights of a sentence's features, the thresholds by name, and figures."""
    names = sorted(weighed[0].features)
    features = np.array([[one.features[name] for name in names] for one in weighed])
    evidence = [_is_evidence(one.searched.case, one.candidate) for one in weighed]
    if not any(evidence):
        raise WrongUse(
            "No evidence of the tuning part was found by searching, so that nothing can be fitted. "
            "Look whether its questions and quotes are those of these documents."
        )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2_000))
    odds = cross_val_predict(
        model,
        features,
        evidence,
        cv=GroupKFold(FOLDS),
        method="decision_function",
        groups=_components([one.searched.case for one in weighed]),
    )
    decided = _decided(weighed, odds, evidence)
    thresholds = _thresholds(decided)
    figures = {
        "AUC of answerable against unanswerable": _auc(decided),
        "AUC of evidence among sentences": float(roc_auc_score(evidence, odds)),
        **_refused(decided, **thresholds),
    }
    model.fit(features, evidence)
    unscaled = model[-1].coef_[0] / model[0].scale_
    weights = dict(zip(names, map(float, unscaled), strict=True))
    weights["quoted"] = max(weights["quoted"], QUOTED)
    weights["intercept"] = float(model[-1].intercept_[0] - unscaled @ model[0].mean_)
    return weights, thresholds, figures


def _decided(
    weighed: Sequence[Weighed], odds: Sequence[float], evidence: Sequence[bool]
) -> list[_Decided]:
    """Return what is decided on by how certain an answer is: one for each case in each haystack.

    One that asks several things is answered if one of them is.
    """
    best: dict[tuple[str, str], _Decided] = {}
    for searched, group in groupby(
        zip(weighed, odds, evidence, strict=True), key=lambda one: one[0].searched
    ):
        those = sorted(group, key=lambda one: -one[1])
        found = [
            Evidence(
                one.candidate.hit,
                one.candidate.sentence,
                float(value),
                odds=one.features.get("reader", 0.0),
            )
            for one, value, _ in those
        ]
        asked = Asked(searched.part, searched.findings.language)
        certain = certainty(asked, found)
        quoted = (is_one for _, value, is_one in those if value >= those[0][1] - NARROW_MARGIN)
        one = _Decided(
            searched.case.status,
            max(-_CERTAIN, min(_CERTAIN, certain)),
            is_right=any(quoted),
            follows=len(searched.part.readings) > 1,
            is_none=is_no_answer(asked, found[0]),
        )
        key = searched.haystack, searched.case.id
        best[key] = max(best.get(key, one), one, key=lambda decided: decided.certain)
    return list(best.values())


def _thresholds(decided: Sequence[_Decided]) -> dict[str, float]:
    """Return from which certainty a question is answered, and from which that is done without a
    doubt: one by itself, and one that follows another."""
    first = _as_likely_as_not([one for one in decided if not one.follows])
    later = _as_likely_as_not([one for one in decided if one.follows])
    certain = -_CERTAIN if first is None else first
    following = certain if later is None else later
    held = [one.held(certain, following) for one in decided if one.status == "answered"]
    least = float(np.quantile(held, FALSE_REFUSALS))
    return {
        "answerable": least,
        "certain": max(least, certain),
        "certain_following": max(least, following),
    }


def _auc(decided: Sequence[_Decided]) -> float:
    """Return how well certainty tells what can be answered from what cannot."""
    can, cannot = ([one.certain for one in decided if one.status == status] for status in _DECIDED)
    return float(roc_auc_score([1] * len(can) + [0] * len(cannot), [*can, *cannot]))


def _refused(
    decided: Sequence[_Decided], answerable: float, certain: float, certain_following: float
) -> dict[str, float]:
    """Return which shares of what can and cannot be answered are refused, or answered in doubt."""
    can, cannot = (
        np.array([one.held(certain, certain_following) for one in decided if one.status == status])
        for status in _DECIDED
    )
    return {
        "false refusal": float(np.mean(can < answerable)),
        "refused: unanswerable": float(np.mean(cannot < answerable)),
        "refused or unsure": _share_unsure(decided, "answered", certain, certain_following),
        "refused or unsure: unanswerable": _share_unsure(
            decided, "unanswerable", certain, certain_following
        ),
    }


def _share_unsure(
    decided: Sequence[_Decided], status: Expected, certain: float, following: float
) -> float:
    """Return which share of the cases is refused, or answered in doubt."""
    those = [one for one in decided if one.status == status]
    unsure = (one.certain < one.sure_from(certain, following) for one in those)
    return float(np.mean(list(unsure)))


def _as_likely_as_not(decided: Sequence[_Decided]) -> float | None:
    """Return the certainty from which an answer is as likely right as not, by a logistic
    regression; None if cases tell nothing of that."""
    weighed = [one for one in decided if abs(one.certain) < _CERTAIN]
    if len({one.is_right for one in weighed}) < 2:
        return None
    certain = np.array([[one.certain] for one in weighed])
    model = LogisticRegression(C=np.inf).fit(certain, [one.is_right for one in weighed])
    slope = float(model.coef_[0][0])
    return float(-model.intercept_[0] / slope) if slope > 0 else None


def _components(cases: Sequence[Case]) -> list[str]:
    """Return a name for each case's component: cases that share a fact share it."""
    parents: dict[str, str] = {}

    def root(fact: str) -> str:
        while parents.setdefault(fact, fact) != fact:
            fact = parents[fact]
        return fact

    for case in cases:
        first, *others = [*case.facts, *case.near] or [case.id]
        for fact in others:
            parents[root(fact)] = root(first)
    return [root(([*case.facts, *case.near] or [case.id])[0]) for case in cases]
