"""Tells whether one text entails another, with a cross-encoder. Optional."""

import threading
from functools import cached_property
from typing import Any

from vectorstore.embedding import quieten
from vectorstore.errors import ModelUnavailable, first_line


class Entailment:
    """A sentence-transformers CrossEncoder trained on natural language inference.

    `name` is a folder, or a name on the Hugging Face hub; one of the model's labels must begin with
    "entail". The model is loaded when it is first needed. Raises ModelUnavailable.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()

    def probability(self, text: str, sentence: str) -> float:
        """Return how probable it is, from 0 to 1, that the text entails the sentence."""
        with self._lock:
            model, label = self._model
            shares = model.predict([(text, sentence)], apply_softmax=True, show_progress_bar=False)
        return float(shares[0][label])

    def load(self) -> None:
        """Load the model now, so that what is wrong with it shows before an answer needs it."""
        with self._lock:
            _ = self._model

    @cached_property
    def _model(self) -> tuple[Any, int]:
        quieten()
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(self.name, device="cpu", model_kwargs={"dtype": "float32"})
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The entailment model {self.name!r} cannot be loaded: {first_line(error)}. Set "
                "EUIF_ENTAILMENT_MODEL to a folder, to a name on a hub this machine can reach, or "
                "leave it out."
            ) from error
        labels = {int(place): str(name).lower() for place, name in model.config.id2label.items()}
        entailing = [place for place, name in labels.items() if name.startswith("entail")]
        if not entailing:
            raise ModelUnavailable(
                f"The model {self.name!r} cannot tell entailment (its labels are "
                f"{', '.join(labels.values())}). Choose another as EUIF_ENTAILMENT_MODEL."
            )
        return model, entailing[0]
