"""Fits to the embedding model what answering depends on: an `answerability.json`.

Everything is fitted to what is written down here: the fixed sentences in 24 languages, examples of
what people want, invented documents with questions, and the tuning part of a question set. The
unseen part is never looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

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
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.decision import certainty
from assistant.deciding.doubting import is_no_answer
from assistant.deciding.features import Features, describe
from assistant.deciding.nearness import nearness
from assistant.deciding.reader import Reader
from assistant.errors import WrongUse
from assistant.evaluation.cases import Case, names_of
from assistant.evaluation.fitting.adapting import fit_adapter
from assistant.evaluation.fitting.examples import (
    FOLDS,
    asides,
    fit_about,
    fit_aside,
    fit_axes,
    fit_intents,
    fit_unsafe,
)
from assistant.evaluation.fitting.thresholds import (
    DECIDED,
    MOST_CERTAIN,
    Decided,
    auc,
    refused,
    thresholds_of,
)
from assistant.evaluation.fitting.training import Progress, train, written_documents
from assistant.evaluation.haystacks import Haystack
from assistant.evaluation.local import Store
from assistant.evaluation.measures import FoundPassage
from assistant.understanding.follow_ups.restating import restate
from assistant.understanding.message.language import language_of
from assistant.understanding.parts.part import Part
from vectorstore.embedding import Embedder
from vectorstore.findings import Candidate, Findings
from vectorstore.question_vectors import LanguageAxes, Remembering
from vectorstore.search import Search

_FEWEST = 10
"""So many facts, asked for by cases of either kind, are the fewest that something is fitted to."""
NEAR = 0.1
"""Which share of the answerable cases may have nothing near them."""
FAR = 0.015
"""Which share of them may have all far from them."""
QUOTED = -2.0
"""The least weight of what the answer before quoted: no case asks for that again, people do."""


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
class Described:
    """A sentence that was found for a case, and its features."""

    searched: Searched
    candidate: Candidate
    features: Features


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
    for status in DECIDED:
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
        if case.status not in DECIDED or case.kind == "overview":
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


def _weighed(one: Searched, reader: Reader | None) -> list[Described]:
    return [
        Described(one, candidate, features)
        for candidate, features in describe(one.findings, reader, one.part.follow_up)
        # Of the third and the fourth, what tells of the one tells nothing of the other.
        if not (one.several and features["ordinals"])
        and one.part.may_be_told_by(candidate, date.today())
    ]


def _is_evidence(case: Case, candidate: Candidate) -> bool:
    document = candidate.hit.document
    names = names_of(document.locator) | ({document.url} if document.url else set())
    quote = FoundPassage(names, candidate.wording)
    return any(quote.carries(evidence) for evidence in case.evidence)


def _evidence(
    weighed: Sequence[Described],
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
    thresholds = thresholds_of(decided)
    figures = {
        "AUC of answerable against unanswerable": auc(decided),
        "AUC of evidence among sentences": float(roc_auc_score(evidence, odds)),
        **refused(decided, **thresholds),
    }
    model.fit(features, evidence)
    unscaled = model[-1].coef_[0] / model[0].scale_
    weights = dict(zip(names, map(float, unscaled), strict=True))
    weights["quoted"] = max(weights["quoted"], QUOTED)
    weights["intercept"] = float(model[-1].intercept_[0] - unscaled @ model[0].mean_)
    return weights, thresholds, figures


def _decided(
    weighed: Sequence[Described], odds: Sequence[float], evidence: Sequence[bool]
) -> list[Decided]:
    """Return what is decided on by how certain an answer is: one for each case in each haystack.

    One that asks several things is answered if one of them is.
    """
    best: dict[tuple[str, str], Decided] = {}
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
        one = Decided(
            searched.case.status,
            max(-MOST_CERTAIN, min(MOST_CERTAIN, certain)),
            is_right=any(quoted),
            follows=searched.part.has_several_readings,
            is_none=is_no_answer(asked, found[0]),
        )
        key = searched.haystack, searched.case.id
        best[key] = max(best.get(key, one), one, key=lambda decided: decided.certain)
    return list(best.values())


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
