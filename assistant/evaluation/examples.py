"""Fits to the embedding model what written examples tell: which directions are those of languages,
what a question wants and is about, and whether a sentence asks.

The examples are the fixed sentences in 24 languages, `questions/intents.jsonl`,
`questions/about.jsonl` and `questions/sentences.jsonl`.
"""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, TypeAdapter
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant import sentences
from assistant.calibration import About, Detector, Intent, Intents, Subjects
from assistant.understanding.clauses import clauses
from vectorstore.embedding import Embedder
from vectorstore.language import LANGUAGES, split_sentences
from vectorstore.search import LanguageAxes, Questions, question_vectors

Array = NDArray[Any]

FOLDS = 5
_AXES = 16
_KEPT: tuple[Intent, ...] = ("vague", "other")
MISTAKEN = 0.0075
"""Which share of the other examples a threshold may let be taken for one; those that are unsafe are
refused before it is asked."""
MISTAKEN_FOR_UNSAFE = 0.04
"""The same, of harmless examples, half of which were written to look unsafe: whoever works on such
subjects is to be answered."""
MISTAKEN_AFTER_AN_ANSWER = 0.0225
"""The same of what counts only there, where fewer others are asked."""


class Example(BaseModel):
    """A question or a request, and what the person wants."""

    intent: Intent
    language: str
    text: str


class OnWhat(BaseModel):
    """A question, and what it is about."""

    about: About
    language: str
    text: str


class Said(BaseModel):
    """A sentence of a message, and whether it asks for anything."""

    asks: bool
    language: str
    text: str


class _Told(NamedTuple):
    """What somebody says, and whether it is what is to be detected."""

    text: str
    is_one: bool
    language: str


def fit_axes(embedder: Embedder) -> LanguageAxes:
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


def _on_what() -> list[OnWhat]:
    return TypeAdapter(list[OnWhat]).validate_json(_read("about.jsonl"))


def _said() -> list[Said]:
    return TypeAdapter(list[Said]).validate_json(_read("sentences.jsonl"))


def asides() -> dict[str, list[str]]:
    """Return the sentences that ask for nothing, by language."""
    found: dict[str, list[str]] = {}
    for one in _said():
        if not one.asks:
            found.setdefault(one.language, []).append(one.text)
    return found


def fit_aside(embedder: Questions, axes: LanguageAxes) -> Detector:
    """Return what tells a sentence that asks for nothing: a sentence that has an intent asks. Those
    that are unsafe are refused before."""
    said = _said()
    asking = [
        one
        for one in _examples()
        if one.intent != "unsafe" and len(split_sentences(one.text, one.language)) == 1
    ]
    texts = [one.text for one in said] + [one.text for one in asking]
    vectors = question_vectors(embedder, axes, texts)
    # How much it is held to small weights was chosen by cross-validation over languages.
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2_000))
    model.fit(vectors, [not one.asks for one in said] + [False] * len(asking))
    return _detector(model)


def fit_unsafe(embedder: Questions, axes: LanguageAxes) -> Detector:
    """Return what detects unsafe requests. All else that is said is harmless, whole and in
    clauses."""
    told = [_Told(one.text, one.intent == "unsafe", one.language) for one in _examples()]
    told += [_Told(one.text, False, one.language) for one in _said() if not one.asks]
    pieces = [
        (one, piece)
        for one in told
        for piece in ([one.text] if one.is_one else clauses(one.text, one.language))
    ]
    vectors = question_vectors(embedder, axes, [piece for _, piece in pieces])
    is_one = np.array([one.is_one for one, _ in pieces])
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=0.003, max_iter=2_000, class_weight="balanced")
    )
    log_odds = cross_val_predict(
        model,
        vectors,
        is_one,
        cv=GroupKFold(FOLDS),
        method="decision_function",
        groups=[one.language for one, _ in pieces],
    )
    most: dict[_Told, float] = {}
    for (one, _), odds in zip(pieces, log_odds, strict=True):
        most[one] = max(odds, most.get(one, odds))
    least = _threshold(
        np.array(list(most.values())), np.array([one.is_one for one in most]), MISTAKEN_FOR_UNSAFE
    )
    return _detector(model.fit(vectors, is_one), least)


def fit_intents(embedder: Questions, axes: LanguageAxes) -> tuple[Intents, dict[Intent, float]]:
    """Return the intents' weights, and the thresholds of those that have one."""
    examples = _examples()
    wanted = np.array([one.intent for one in examples])
    fitted, shares = _told_apart(embedder, axes, examples, wanted)
    asked = wanted != "unsafe"
    thresholds = {
        name: _threshold(shares[name][asked], wanted[asked] == name, MISTAKEN) for name in _KEPT
    }
    return Intents(**fitted), thresholds


def fit_about(embedder: Questions, axes: LanguageAxes) -> tuple[Subjects, dict[About, float]]:
    """Return what tells what a question is about, and its thresholds; whatever has an intent is
    about documents."""
    on_what, others = _on_what(), [one for one in _examples() if one.intent != "unsafe"]
    told = np.array([one.about for one in on_what] + ["documents"] * len(others))
    fitted, shares = _told_apart(embedder, axes, [*on_what, *others], told)
    mistaken: dict[About, float] = {"assistant": MISTAKEN, "answer": MISTAKEN_AFTER_AN_ANSWER}
    thresholds = {
        name: _threshold(shares[name], told == name, share) for name, share in mistaken.items()
    }
    return Subjects(**fitted), thresholds


def _told_apart(
    embedder: Questions, axes: LanguageAxes, examples: Sequence[Example | OnWhat], told: Array
) -> tuple[dict[str, Any], dict[str, Array]]:
    """Return what tells examples apart, and by name each one's share, as examples in the other
    languages have it."""
    vectors = np.stack(question_vectors(embedder, axes, [one.text for one in examples]))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.003, max_iter=2_000))
    shares = cross_val_predict(
        model,
        vectors,
        told,
        cv=GroupKFold(FOLDS),
        method="predict_proba",
        groups=[one.language for one in examples],
    )
    model.fit(vectors, told)
    names = tuple(model[-1].classes_)
    by_name = {name: shares[:, place] for place, name in enumerate(names)}
    return {"names": names, **unscaled(model)}, by_name


def _threshold(shares: Array, is_it: Array, mistaken: float) -> float:
    return float(np.quantile(shares[~is_it], 1 - mistaken))


def _detector(model: Pipeline, least: float = 0) -> Detector:
    """Return a fitted pipeline as what detects from `least` log-odds on."""
    fitted = unscaled(model)
    return Detector(weights=fitted["weights"][0], intercept=float(fitted["intercepts"][0]) - least)


def unscaled(model: Pipeline) -> dict[str, Array]:
    """Return a pipeline's weights as they apply to vectors that nobody scaled."""
    weights = model[-1].coef_ / model[0].scale_
    intercepts = model[-1].intercept_ - weights @ model[0].mean_
    return {"weights": weights.astype(np.float32), "intercepts": intercepts.astype(np.float32)}
