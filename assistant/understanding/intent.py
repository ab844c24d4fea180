"""Tells from a question's vector what the person wants. Pure functions.

Multinomial logistic regression over the embedding, fitted to written examples in all 24 languages.
"""

import numpy as np

from assistant.calibration import Intent, Intents
from vectorstore.passages import Vector


def intents(question: Vector, fitted: Intents) -> dict[Intent, float]:
    """Return how likely each intent is, from 0 to 1; together they are 1."""
    logits = fitted.weights @ question + fitted.intercepts
    shares = np.exp(logits - logits.max())
    return dict(zip(fitted.names, (shares / shares.sum()).tolist(), strict=True))
