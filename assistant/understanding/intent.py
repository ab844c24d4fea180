"""Tells from a question's vector what the person wants, and what it is about. Pure functions.

Multinomial logistic regression over the embedding, fitted to written examples in all 24 languages.
"""

import numpy as np

from assistant.calibration import About, Intent, Intents, Regression, Subjects
from vectorstore.passages import Vector


def intents(question: Vector, fitted: Intents) -> dict[Intent, float]:
    """Return how likely each intent is, from 0 to 1; together they are 1."""
    return dict(zip(fitted.names, _shares(question, fitted), strict=True))


def likeliest(question: Vector, fitted: Intents) -> Intent:
    """Return the likeliest intent."""
    return fitted.names[int(np.argmax(_shares(question, fitted)))]


def likely_about(question: Vector, fitted: Subjects) -> dict[About, float]:
    """Return the same for what a question is about."""
    return dict(zip(fitted.names, _shares(question, fitted), strict=True))


def _shares(question: Vector, fitted: Regression) -> list[float]:
    logits = fitted.weights @ question + fitted.intercepts
    shares = np.exp(logits - logits.max())
    told: list[float] = (shares / shares.sum()).tolist()
    return told
