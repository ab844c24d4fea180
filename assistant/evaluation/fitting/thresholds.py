"""Fits from which certainty a question is answered, and from which that is done without a doubt."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant.evaluation.cases import Expected

DECIDED: tuple[Expected, ...] = ("answered", "unanswerable")
"""What is expected of the cases that thresholds are fitted to."""
MOST_CERTAIN = 100.0
"""Further certainties count as much (log-odds)."""
_FALSE_REFUSALS = 0.03
"""Which share of the answerable tuning cases, by cross-validation, the threshold refuses."""


class Decided(NamedTuple):
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
        return -MOST_CERTAIN if is_doubtful and self.is_none else self.certain


def thresholds_of(decided: Sequence[Decided]) -> dict[str, float]:
    """Return from which certainty a question is answered, and from which that is done without a
    doubt: one by itself, and one that follows another."""
    first = _as_likely_as_not([one for one in decided if not one.follows])
    later = _as_likely_as_not([one for one in decided if one.follows])
    certain = -MOST_CERTAIN if first is None else first
    following = certain if later is None else later
    held = [one.held(certain, following) for one in decided if one.status == "answered"]
    least = float(np.quantile(held, _FALSE_REFUSALS))
    return {
        "answerable": least,
        "certain": max(least, certain),
        "certain_following": max(least, following),
    }


def auc(decided: Sequence[Decided]) -> float:
    """Return how well certainty tells what can be answered from what cannot."""
    can, cannot = ([one.certain for one in decided if one.status == status] for status in DECIDED)
    return float(roc_auc_score([1] * len(can) + [0] * len(cannot), [*can, *cannot]))


def refused(
    decided: Sequence[Decided], answerable: float, certain: float, certain_following: float
) -> dict[str, float]:
    """Return which shares of what can and cannot be answered are refused, or answered in doubt."""
    can, cannot = (
        np.array([one.held(certain, certain_following) for one in decided if one.status == status])
        for status in DECIDED
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
    decided: Sequence[Decided], status: Expected, certain: float, following: float
) -> float:
    """Return which share of the cases is refused, or answered in doubt."""
    those = [one for one in decided if one.status == status]
    unsure = (one.certain < one.sure_from(certain, following) for one in those)
    return float(np.mean(list(unsure)))


def _as_likely_as_not(decided: Sequence[Decided]) -> float | None:
    """Return the certainty from which an answer is as likely right as not, by a logistic
    regression; None if cases tell nothing of that."""
    weighed = [one for one in decided if abs(one.certain) < MOST_CERTAIN]
    if len({one.is_right for one in weighed}) < 2:
        return None
    certain = np.array([[one.certain] for one in weighed])
    model = LogisticRegression(C=np.inf).fit(certain, [one.is_right for one in weighed])
    slope = float(model.coef_[0][0])
    return float(-model.intercept_[0] / slope) if slope > 0 else None
