"""Puts the passages that were found in a better order, with a cross-encoder. Optional.

It changes the order alone: whether a question can be answered is decided without it.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from vectorstore.embedding import quieten
from vectorstore.errors import ModelUnavailable, first_line


class Reranker:
    """A sentence-transformers CrossEncoder; `name` is a folder, or a name on the Hugging Face hub.

    The model is loaded when it is first needed. Raises ModelUnavailable.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text fits the question; what it means is the model's affair."""
        if not texts:
            return []
        pairs = [(question, text) for text in texts]
        with self._lock:
            scores: list[float] = self._model.predict(pairs, show_progress_bar=False).tolist()
        return scores

    def load(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        with self._lock:
            _ = self._model

    @cached_property
    def _model(self) -> Any:
        quieten()
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(
                self.name, device="cpu", num_labels=1, model_kwargs={"dtype": "float32"}
            )
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The reranking model {self.name!r} cannot be loaded: {first_line(error)}. Set "
                "EUIF_RERANKER_MODEL to a folder, to a name on a hub this machine can reach, or "
                "leave it out."
            ) from error
