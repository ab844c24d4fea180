"""Trains the small networks that tell texts apart: what somebody wants, what a question is about,
whether a sentence asks, and whether a request is unsafe."""

from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.nn import functional

from vectorstore.threads import one_thread

Array = NDArray[Any]

_HIDDEN = 64
_DROPOUT, _DROPOUT_BEFORE = 0.5, 0.2
_EPOCHS, _BATCH = 30, 128
_RATE, _DECAY = 2e-3, 0.1
_SMOOTHED = 0.1
"""So much of an example's share is any class's: people ask for what no example is like, and a
network that never doubted is certain of them, too."""


class Classifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc] # untyped
    """A network of one hidden layer, as scikit-learn has its classifiers.

    Features (n, f) are scaled to unit variance. Without dropout it does no better than a linear
    one: the examples are few beside its weights.
    """

    def fit(self, features: Array, told: Array) -> Self:
        """Learn what is told of each of the examples."""
        self.classes_, targets = np.unique(told, return_inverse=True)
        self._scaler = StandardScaler().fit(features)
        with one_thread():
            self._layers = _learned(
                torch.from_numpy(self._scaler.transform(features).astype(np.float32)),
                torch.from_numpy(targets),
                len(self.classes_),
            )
        return self

    def decision_function(self, features: Array) -> Array:
        """Return an output (n, classes) for each class, before they become shares."""
        scaled = torch.from_numpy(self._scaler.transform(features).astype(np.float32))
        with torch.inference_mode(), one_thread():
            outputs: Array = self._layers(scaled).numpy()
        return outputs

    def predict_log_proba(self, features: Array) -> Array:
        """Return the logarithms (n, classes) of the shares."""
        outputs = self.decision_function(features)
        shares: Array = outputs - np.logaddexp.reduce(outputs, axis=1, keepdims=True)
        return shares

    def predict(self, features: Array) -> Array:
        """Return the likeliest class of each."""
        likeliest: Array = self.classes_[self.decision_function(features).argmax(1)]
        return likeliest

    @property
    def weights(self) -> dict[str, Array]:
        """The weights as they apply to features that nobody scaled."""
        into, out = (layer for layer in self._layers if isinstance(layer, nn.Linear))
        hidden = into.weight.detach().numpy() / self._scaler.scale_
        return {
            "hidden": hidden.astype(np.float32),
            "hidden_bias": into.bias.detach().numpy() - hidden @ self._scaler.mean_,
            "out": out.weight.detach().numpy(),
            "out_bias": out.bias.detach().numpy(),
        }


def _learned(features: torch.Tensor, targets: torch.Tensor, classes: int) -> nn.Sequential:
    torch.manual_seed(0)
    layers = nn.Sequential(
        nn.Dropout(_DROPOUT_BEFORE),
        nn.Linear(features.shape[1], _HIDDEN),
        nn.ReLU(),
        nn.Dropout(_DROPOUT),
        nn.Linear(_HIDDEN, classes),
    )
    optimizer = torch.optim.AdamW(layers.parameters(), lr=_RATE, weight_decay=_DECAY)
    batches = -(-len(features) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _RATE, total_steps=_EPOCHS * batches + 1
    )
    for _ in range(_EPOCHS):
        for batch in torch.split(torch.randperm(len(features)), _BATCH):
            loss = functional.cross_entropy(
                layers(features[batch]), targets[batch], label_smoothing=_SMOOTHED
            )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return layers.eval()
