"""Reads a sentence against a question, token by token, and tells whether it answers. Pure.

The decomposable attention model (Parikh, Täckström, Das and Uszkoreit, EMNLP 2016,
https://aclanthology.org/D16-1244/) over the embedding model's token states: each token of the one
text is held against what the other text has for it, and the comparisons are summed up. A sentence
near a question in meaning answers it or does not; comparing vectors of whole texts cannot tell.
`assistant.evaluation.training` fits it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.passages import TOKEN_SIZE, Tokens

Array = NDArray[Any]

_SCALE = np.sqrt(TOKEN_SIZE) / 4
"""Brings the entries of unit vectors near to 1."""


def read(weights: Mapping[str, Array], question: Tokens, sentence: Tokens) -> float:
    """Return the log-odds that the sentence answers the question, or a part of it."""
    return _log_odds(weights, _units(question), _units(sentence))


def _units(tokens: Tokens) -> Array:
    return np.divide(tokens, 127, dtype=np.float32)


def _log_odds(weights: Mapping[str, Array], asked: Array, said: Array) -> float:
    likeness = (
        _normal(asked @ weights["align.weight"].T) @ _normal(said @ weights["align.weight"].T).T
    )
    sharp = weights["sharpness"] * likeness
    whole_asked, whole_said = _normal(asked.sum(0)), _normal(said.sum(0))
    near = likeness.max(1)
    cosine = whole_asked @ whole_said
    overall = [near.mean(), near.min(), likeness.max(0).mean(), cosine, near.mean() * cosine]
    compared = [
        *_summed_up(weights, asked, _shares(sharp) @ said),
        *_summed_up(weights, said, _shares(sharp.T) @ asked),
        np.array(overall, dtype=np.float32) * 4,
    ]
    hidden = _gelu(_linear(weights, "judge", np.concatenate(compared)))
    return float(_linear(weights, "verdict", hidden)[0])


def _summed_up(weights: Mapping[str, Array], tokens: Array, counterparts: Array) -> list[Array]:
    """Return mean and maximum over how each token compares with its counterpart."""
    pairs = [tokens, counterparts, tokens - counterparts, tokens * counterparts]
    hidden = _gelu(_linear(weights, "compare", np.concatenate(pairs, axis=1) * _SCALE))
    compared = _gelu(_linear(weights, "combine", hidden))
    return [compared.mean(0), compared.max(0)]


def _linear(weights: Mapping[str, Array], name: str, values: Array) -> Array:
    projected: Array = values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return projected


def _gelu(values: Array) -> Array:
    """Return Gaussian error linear units, approximated by tanh (Hendrycks and Gimpel, 2016)."""
    gate: Array = 1 + np.tanh(np.sqrt(2 / np.pi) * (values + 0.044715 * values**3))
    return 0.5 * values * gate


def _normal(values: Array) -> Array:
    unit: Array = values / np.linalg.norm(values, axis=-1, keepdims=True)
    return unit


def _shares(scores: Array) -> Array:
    raised: Array = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)
