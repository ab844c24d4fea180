"""Tells what the person wants who asks a question, and what it is about. Pure functions.

Small networks over what the embedding model makes of it, fitted to written examples in all 24
languages.
"""

import numpy as np
from numpy.typing import NDArray

from assistant.calibration import About, Intent, Intents, Network, Subjects
from vectorstore.findings import Wording


def intents(question: Wording, fitted: Intents) -> dict[Intent, float]:
    """Return how likely each intent is, from 0 to 1; together they are 1."""
    return dict(zip(fitted.names, _shares(question, fitted), strict=True))


def likely_other(question: Wording, fitted: Intents) -> float:
    """Return how likely a question is on another subject, from 0 to 1, if it is not unsafe: that
    was told before, by what detects it better."""
    outputs = fitted.outputs(question)
    harmless = [place for place, name in enumerate(fitted.names) if name != "unsafe"]
    shares = _softmax(outputs[harmless])
    return shares[harmless.index(fitted.names.index("other"))]


def likeliest(question: Wording, fitted: Intents) -> Intent:
    """Return the likeliest intent."""
    return fitted.names[int(np.argmax(_shares(question, fitted)))]


def likely_about(question: Wording, fitted: Subjects) -> dict[About, float]:
    """Return the same for what a question is about."""
    return dict(zip(fitted.names, _shares(question, fitted), strict=True))


def _shares(question: Wording, fitted: Network) -> list[float]:
    return _softmax(fitted.outputs(question))


def _softmax(logits: NDArray[np.float32]) -> list[float]:
    shares = np.exp(logits - logits.max())
    told: list[float] = (shares / shares.sum()).tolist()
    return told
