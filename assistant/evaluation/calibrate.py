"""Fits to the embedding model what answering depends on: an `answerability.json`.

Everything is fitted to what is written down here: the fixed sentences in 24 languages, examples of
what people want, invented documents with questions, and the tuning part of a question set. The
unseen part is never looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, TypeAdapter
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant import sentences
from assistant.answerability import Features, describe, nearness
from assistant.calibration import Aside, Calibration, Intent, Intents, ReaderWeights
from assistant.conversation import Question
from assistant.errors import WrongUse
from assistant.evaluation.cases import Case, Expected, names_of
from assistant.evaluation.local import Store
from assistant.evaluation.measures import Found
from assistant.evaluation.training import Progress, train, written_documents
from assistant.finding import look_for, what_is_asked
from assistant.reading import Reader
from assistant.restating import language_of, restate
from vectorstore.embedding import Embedder
from vectorstore.language import LANGUAGES
from vectorstore.passages import Findings, Hit, Sentence
from vectorstore.search import LanguageAxes, Search, without_language

Array = NDArray[Any]

_AXES = 16
_FOLDS = 5
_FEWEST = 10
"""So many facts, asked for by cases of either kind, are the fewest that something is fitted to."""
_DECIDED: tuple[Expected, ...] = ("answered", "unanswerable")
MISTAKEN = 0.01
"""Which share of the other examples an intent's threshold may let be taken for it."""
NEAR = 0.1
"""Which share of the answerable cases may have nothing near them."""
FAR = 0.015
"""Which share of them may have all far from them."""
FALSE_REFUSALS = 0.03
"""Which share of the answerable tuning cases, by cross-validation, the threshold refuses."""


class Example(BaseModel):
    """A question or a request, and what the person wants."""

    intent: Intent
    language: str
    text: str


class Said(BaseModel):
    """A sentence of a message, and whether it asks for anything."""

    asks: bool
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that was found for a case: its features, and whether it is evidence."""

    case: Case
    haystack: str
    features: Features
    evidence: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found in a haystack for a case, or for one of several things that it asks."""

    case: Case
    haystack: str
    question: str
    findings: Findings


def fit(
    embedder: Embedder,
    stores: dict[str, Store],
    cases: Sequence[Case],
    progress: Progress,
    weights: ReaderWeights | None,
) -> tuple[Calibration, dict[str, float]]:
    """Return what fits the model, and how well it does by cross-validation on the tuning part.

    `weights` are those of the model's reader; without them one is trained. Raises WrongUse if
    searching finds no evidence.
    """
    tuning = _tuning(cases)
    if weights is None:
        weights = train(embedder, written_documents(), _asides(), progress)
    axes = _language_axes(embedder)
    wants, thresholds = _intents(embedder, axes)
    aside = _aside(embedder, axes)
    searched = [
        one
        for haystack, store in stores.items()
        for one in _searched(haystack, Search(*store.parts, axes), aside, tuning)
    ]
    reader = Reader(weights) if weights else None
    evidence, answerable, figures = _evidence(
        [weighed for one in searched for weighed in _weighed(one, reader)]
    )
    near = [nearness(one.findings) for one in searched if one.case.status == "answered"]
    fitted = Calibration(
        embedding_model=embedder.identity.digest,
        language_axes=axes,
        intents=wants,
        aside=aside,
        **thresholds,
        near=float(np.quantile(near, NEAR)),
        far=float(np.quantile(near, FAR)),
        reader=weights,
        evidence=evidence,
        answerable=answerable,
    )
    return fitted, figures


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


def _language_axes(embedder: Embedder) -> LanguageAxes:
    """Return the directions in which the same sentences lie apart in different languages: the
    principal components of the languages' means, as questions and as passages."""
    keys = sentences.keys()
    texts = [sentences.template(language, key) for language in sorted(LANGUAGES) for key in keys]
    offsets = []
    for vectors in (
        embedder.passages(texts),
        [one.vector for one in embedder.questions(texts)],
    ):
        means = np.reshape(vectors, (len(LANGUAGES), len(keys), -1)).mean(1)
        offsets.append(means - means.mean(0))
    axes: LanguageAxes = np.linalg.svd(np.concatenate(offsets))[2][:_AXES].astype(np.float32)
    return axes


def _read(name: str) -> str:
    """Return a file of written examples as JSON."""
    text = (files(__package__) / "questions" / name).read_text(encoding="utf-8")
    return f"[{','.join(text.splitlines())}]"


def _examples() -> list[Example]:
    return TypeAdapter(list[Example]).validate_json(_read("intents.jsonl"))


def _said() -> list[Said]:
    return TypeAdapter(list[Said]).validate_json(_read("sentences.jsonl"))


def _asides() -> dict[str, list[str]]:
    asides: dict[str, list[str]] = {}
    for one in _said():
        if not one.asks:
            asides.setdefault(one.language, []).append(one.text)
    return asides


def _vectors(embedder: Embedder, axes: LanguageAxes, texts: Sequence[str]) -> Array:
    return np.stack([without_language(one.vector, axes) for one in embedder.questions(texts)])


def _aside(embedder: Embedder, axes: LanguageAxes) -> Aside:
    """Return what tells a sentence that asks for nothing: whatever has an intent asks."""
    examples = _examples()
    said = [*_said(), *(Said(asks=True, language=one.language, text=one.text) for one in examples)]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2_000))
    model.fit(_vectors(embedder, axes, [one.text for one in said]), [not one.asks for one in said])
    fitted = _unscaled(model)
    return Aside(weights=fitted["weights"][0], intercept=float(fitted["intercepts"][0]))


def _intents(embedder: Embedder, axes: LanguageAxes) -> tuple[Intents, dict[Intent, float]]:
    """Return the intents' weights, and the thresholds of those that have one."""
    examples = _examples()
    vectors = _vectors(embedder, axes, [one.text for one in examples])
    wanted = np.array([one.intent for one in examples])
    scaler = StandardScaler()
    model = make_pipeline(scaler, LogisticRegression(C=0.003, max_iter=2_000))
    shares = cross_val_predict(
        model,
        vectors,
        wanted,
        cv=GroupKFold(_FOLDS),
        method="predict_proba",
        groups=[one.language for one in examples],
    )
    model.fit(vectors, wanted)
    names = tuple(model[-1].classes_)
    fitted = Intents(names=names, **_unscaled(model))
    kept: tuple[Intent, ...] = ("unsafe", "vague", "other")
    return fitted, {name: _threshold(shares[:, names.index(name)], wanted == name) for name in kept}


def _threshold(shares: Array, is_it: Array) -> float:
    return float(np.quantile(shares[~is_it], 1 - MISTAKEN))


def _unscaled(model: Pipeline) -> dict[str, Array]:
    """Return a pipeline's weights as they apply to vectors that nobody scaled."""
    weights = model[-1].coef_ / model[0].scale_
    intercepts = model[-1].intercept_ - weights @ model[0].mean_
    return {"weights": weights.astype(np.float32), "intercepts": intercepts.astype(np.float32)}


def _searched(haystack: str, search: Search, aside: Aside, cases: Sequence[Case]) -> list[Searched]:
    found = []
    for case in cases:
        if case.status not in _DECIDED:
            continue
        history = tuple(turn.turn() for turn in case.history)
        language = language_of(case.question, history)
        question = Question(case.question, "calibration", history)
        asked = what_is_asked(search, question, language, aside)
        restated = restate(asked.text, asked.history)
        found += [
            Searched(case, haystack, part.alone, each)
            for part, each in look_for(search, asked, restated, language).parts
        ]
    return found


def _weighed(one: Searched, reader: Reader | None) -> list[Weighed]:
    return [
        Weighed(one.case, one.haystack, features, _is_evidence(one.case, hit, sentence))
        for hit, sentence, features in describe(one.question, one.findings, reader)
    ]


def _is_evidence(case: Case, hit: Hit, sentence: Sentence) -> bool:
    document = hit.document
    names = names_of(document.locator) | ({document.url} if document.url else set())
    quote = Found(names, hit.passage.wording(sentence))
    return any(quote.carries(evidence) for evidence in case.evidence)


def _evidence(weighed: Sequence[Weighed]) -> tuple[dict[str, float], float, dict[str, float]]:
    """Return the weights of a sentence's features, the threshold, and figures."""
    names = sorted(weighed[0].features)
    features = np.array([[one.features[name] for name in names] for one in weighed])
    evidence = np.array([one.evidence for one in weighed])
    if not evidence.any():
        raise WrongUse(
            "No evidence of the tuning part was found by searching, so that nothing can be fitted. "
            "Look whether its questions and quotes are those of these documents."
        )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2_000))
    odds = cross_val_predict(
        model,
        features,
        evidence,
        cv=GroupKFold(_FOLDS),
        method="decision_function",
        groups=_components([one.case for one in weighed]),
    )
    best: dict[tuple[str, str], float] = {}
    cases = {(one.haystack, one.case.id): one.case for one in weighed}
    for one, value in zip(weighed, odds, strict=True):
        key = (one.haystack, one.case.id)
        best[key] = max(best.get(key, -np.inf), float(value))
    can = [value for key, value in best.items() if cases[key].status == "answered"]
    cannot = [value for key, value in best.items() if cases[key].status == "unanswerable"]
    threshold = float(np.quantile(can, FALSE_REFUSALS))
    figures = {
        "AUC of answerable against unanswerable": float(
            roc_auc_score([1] * len(can) + [0] * len(cannot), can + cannot)
        ),
        "AUC of evidence among sentences": float(roc_auc_score(evidence, odds)),
        "false refusal": float(np.mean(np.array(can) < threshold)),
        "refused: unanswerable": float(np.mean(np.array(cannot) < threshold)),
    }
    model.fit(features, evidence)
    unscaled = _unscaled(model)
    weights = dict(zip(names, map(float, unscaled["weights"][0]), strict=True))
    return weights | {"intercept": float(unscaled["intercepts"][0])}, threshold, figures


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
