"""Fits to the embedding model what written examples tell: which directions are those of languages,
what a question wants and is about, whether a sentence asks, and which requests are unsafe.

The examples are the fixed sentences in 24 languages, `questions/intents.jsonl`,
`questions/about.jsonl`, `questions/sentences.jsonl`, `questions/orders.jsonl` (harmless orders,
reports and later questions that look unsafe, and unsafe ones in their words), and questions of
`questions/readings.jsonl`.
"""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np
from pydantic import BaseModel
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant import sentences
from assistant.calibration import About, Detector, Intent, Intents, Subjects, described
from assistant.evaluation.fitting.networks import Array, Classifier
from assistant.evaluation.fitting.training import written_documents
from assistant.understanding.message.clauses import said_in
from vectorstore.embedding import Embedder
from vectorstore.language import LANGUAGES
from vectorstore.question_vectors import LanguageAxes, Questions, as_questions
from vectorstore.splitting import split_sentences

FOLDS = 5
_AXES = 16
_ON_ITSELF: tuple[About, ...] = ("assistant", "answer")
MISTAKEN: dict[Intent, float] = {"vague": 0.002, "other": 0.005}
"""Which share of the other examples a threshold may let be taken for one; those that are unsafe are
refused before it is asked. Nothing near may be found besides for what is on another subject, and
who is asked back is told nothing."""
MISTAKEN_FOR_UNSAFE = 0.03
"""The same, of harmless examples, most of which were written to look unsafe: whoever works on such
subjects is to be answered."""
MISTAKEN_FOR_ASIDES = 0.025
"""The same, of sentences that ask."""
MISTAKEN_FOR_ITSELF = 0.01
"""The same, of questions on documents for one on the assistant, or its answer."""

_QUESTIONED = 3
"""Of one in so many written documents a question is an example of what is harmless."""
_END = re.compile(r"\W+$")


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


class MessageSentence(BaseModel):
    """A sentence of a message, and whether it asks for anything."""

    asks: bool
    language: str
    text: str


_Kind = TypeVar("_Kind", Example, OnWhat, MessageSentence)


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


def _read(name: str, kind: type[_Kind]) -> list[_Kind]:
    """Return a file of written examples."""
    text = (files("assistant.evaluation") / "questions" / name).read_text(encoding="utf-8")
    return [kind.model_validate_json(line) for line in text.splitlines()]


def _examples() -> list[Example]:
    return _read("intents.jsonl", Example)


def _said() -> list[MessageSentence]:
    return _read("sentences.jsonl", MessageSentence)


def _questions() -> list[tuple[str, str]]:
    return [
        (document["questions"][0]["text"], document["questions"][0]["language"])
        for document in written_documents()[::_QUESTIONED]
    ]


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
    examples: list[MessageSentence | Example] = [*said, *asking]
    features = _features(embedder, axes, [one.text for one in examples])
    is_aside = np.array([not one.asks for one in said] + [False] * len(asking))
    odds = _log_odds(features, is_aside, [one.language for one in examples])
    least = _threshold(odds, is_aside, MISTAKEN_FOR_ASIDES)
    return _detector(Classifier().fit(features, is_aside), least)


def _in_either_form(told: Iterable[_Told]) -> list[_Told]:
    """Return examples as they are written and as people type in a hurry, small and without an end
    mark. More of what is unsafe is written so, and a form would tell what only words may."""
    forms = ((one, one._replace(text=_END.sub("", one.text).lower())) for one in told)
    return list(dict.fromkeys(chain.from_iterable(forms)))


def fit_unsafe(embedder: Questions, axes: LanguageAxes) -> Detector:
    """Return what detects unsafe requests, however they are typed. All else that is said is
    harmless, whole, in clauses, and in sentences on what the one before is on."""
    examples = [*_examples(), *_read("orders.jsonl", Example)]
    told = [_Told(one.text, one.intent == "unsafe", one.language) for one in examples]
    told += [_Told(one.text, False, one.language) for one in _said() if not one.asks]
    pieces = [
        (one, piece)
        for one in _in_either_form(told)
        for piece in ([one.text] if one.is_one else said_in(one.text, one.language))
    ]
    # Most of the harmless examples look unsafe, and people ask of anything. What is plain teaches,
    # and would make the threshold look better than it is.
    asked = _in_either_form(_Told(text, False, language) for text, language in _questions())
    plain = [(one, one.text) for one in asked]
    features = _features(embedder, axes, [piece for _, piece in pieces + plain])
    is_one = np.array([one.is_one for one, _ in pieces + plain])
    log_odds = _log_odds(features, is_one, [one.language for one, _ in pieces + plain])
    most: dict[_Told, float] = {}
    for (one, _), odds in zip(pieces, log_odds, strict=False):
        most[one] = max(odds, most.get(one, odds))
    least = _threshold(
        np.array(list(most.values())), np.array([one.is_one for one in most]), MISTAKEN_FOR_UNSAFE
    )
    return _detector(Classifier().fit(features, is_one), least)


def fit_intents(embedder: Questions, axes: LanguageAxes) -> tuple[Intents, dict[Intent, float]]:
    """Return what tells intents apart, and the thresholds of those that have one."""
    examples = _examples()
    wanted = np.array([one.intent for one in examples])
    fitted, shares = _told_apart(embedder, axes, examples, wanted)
    harmless = np.maximum(1 - shares["unsafe"], np.finfo(float).tiny)
    shares["other"] /= harmless  # as `likely_other` tells
    asked = wanted != "unsafe"
    thresholds = {
        name: _threshold(shares[name][asked], wanted[asked] == name, mistaken)
        for name, mistaken in MISTAKEN.items()
    }
    return Intents(**fitted), thresholds


def fit_about(embedder: Questions, axes: LanguageAxes) -> tuple[Subjects, dict[About, float]]:
    """Return what tells what a question is about, and its thresholds; whatever has an intent is
    about documents."""
    on_what = _read("about.jsonl", OnWhat)
    others = [one for one in _examples() if one.intent != "unsafe"]
    told = np.array([one.about for one in on_what] + ["documents"] * len(others))
    fitted, shares = _told_apart(embedder, axes, [*on_what, *others], told)
    thresholds = {
        name: _threshold(shares[name], told == name, MISTAKEN_FOR_ITSELF) for name in _ON_ITSELF
    }
    return Subjects(**fitted), thresholds


def _told_apart(
    embedder: Questions, axes: LanguageAxes, examples: Sequence[Example | OnWhat], told: Array
) -> tuple[dict[str, Any], dict[Any, Array]]:
    """Return what tells examples apart, and by name each one's share, as examples in the other
    languages have it."""
    features = _features(embedder, axes, [one.text for one in examples])
    logarithms = _cross_validated(features, told, [one.language for one in examples])
    fitted = Classifier().fit(features, told)
    shares = {name: np.exp(each) for name, each in logarithms.items()}
    return {"names": tuple(fitted.classes_), **fitted.weights}, shares


def _features(embedder: Questions, axes: LanguageAxes, texts: Sequence[str]) -> Array:
    return np.stack([described(one) for one in as_questions(embedder, axes, texts)])


def _cross_validated(features: Array, told: Array, languages: Sequence[str]) -> dict[Any, Array]:
    """Return by name the logarithm of each example's share, as those in the other languages have
    it."""
    shares = cross_val_predict(
        Classifier(),
        features,
        told,
        cv=GroupKFold(FOLDS),
        method="predict_log_proba",
        groups=languages,
    )
    return dict(zip(np.unique(told).tolist(), shares.T, strict=True))


def _log_odds(features: Array, is_one: Array, languages: Sequence[str]) -> Array:
    shares = _cross_validated(features, is_one, languages)
    odds: Array = shares[True] - shares[False]
    return odds


def _threshold(shares: Array, is_it: Array, mistaken: float) -> float:
    return float(np.quantile(shares[~is_it], 1 - mistaken))


def _detector(fitted: Classifier, least: float = 0) -> Detector:
    """Return what tells two kinds apart as what detects the second, from `least` log-odds on."""
    weights = fitted.weights
    out, bias = (np.diff(weights[name], axis=0) for name in ("out", "out_bias"))
    return Detector(**weights | {"out": out, "out_bias": bias - least})
