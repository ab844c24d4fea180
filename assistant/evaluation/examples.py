"""Fits to the embedding model what written examples tell: which directions are those of languages,
what a question wants, and whether a sentence asks.

The examples are the fixed sentences in 24 languages, `questions/intents.jsonl` and
`questions/sentences.jsonl`.
"""

from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, TypeAdapter
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant import sentences
from assistant.calibration import Aside, Intent, Intents
from vectorstore.embedding import Embedder
from vectorstore.language import LANGUAGES
from vectorstore.search import LanguageAxes, question_vectors

Array = NDArray[Any]

FOLDS = 5
_AXES = 16
MISTAKEN = 0.01
"""Which share of the other examples an intent's threshold may let be taken for it."""


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


def _said() -> list[Said]:
    return TypeAdapter(list[Said]).validate_json(_read("sentences.jsonl"))


def asides() -> dict[str, list[str]]:
    """Return the sentences that ask for nothing, by language."""
    found: dict[str, list[str]] = {}
    for one in _said():
        if not one.asks:
            found.setdefault(one.language, []).append(one.text)
    return found


def fit_aside(embedder: Embedder, axes: LanguageAxes) -> Aside:
    """Return what tells a sentence that asks for nothing: whatever has an intent asks."""
    said, asking = _said(), _examples()
    texts = [one.text for one in said] + [one.text for one in asking]
    vectors = question_vectors(embedder, axes, texts)
    # How much it is held to small weights was chosen by cross-validation over languages.
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2_000))
    model.fit(vectors, [not one.asks for one in said] + [False] * len(asking))
    fitted = unscaled(model)
    return Aside(weights=fitted["weights"][0], intercept=float(fitted["intercepts"][0]))


def fit_intents(embedder: Embedder, axes: LanguageAxes) -> tuple[Intents, dict[Intent, float]]:
    """Return the intents' weights, and the thresholds of those that have one."""
    examples = _examples()
    vectors = np.stack(question_vectors(embedder, axes, [one.text for one in examples]))
    wanted = np.array([one.intent for one in examples])
    scaler = StandardScaler()
    model = make_pipeline(scaler, LogisticRegression(C=0.003, max_iter=2_000))
    shares = cross_val_predict(
        model,
        vectors,
        wanted,
        cv=GroupKFold(FOLDS),
        method="predict_proba",
        groups=[one.language for one in examples],
    )
    model.fit(vectors, wanted)
    names = tuple(model[-1].classes_)
    fitted = Intents(names=names, **unscaled(model))
    kept: tuple[Intent, ...] = ("unsafe", "vague", "other")
    return fitted, {name: _threshold(shares[:, names.index(name)], wanted == name) for name in kept}


def _threshold(shares: Array, is_it: Array) -> float:
    return float(np.quantile(shares[~is_it], 1 - MISTAKEN))


def unscaled(model: Pipeline) -> dict[str, Array]:
    """Return a pipeline's weights as they apply to vectors that nobody scaled."""
    weights = model[-1].coef_ / model[0].scale_
    intercepts = model[-1].intercept_ - weights @ model[0].mean_
    return {"weights": weights.astype(np.float32), "intercepts": intercepts.astype(np.float32)}
