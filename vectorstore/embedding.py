"""The embedding model, through sentence-transformers."""

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from vectorstore import bundled_model
from vectorstore.errors import ModelUnavailable, first_line
from vectorstore.passages import Model, Tokens, Vector
from vectorstore.threads import one_thread

log = logging.getLogger(__name__)

_BATCH = 32
_FEW = 4
"""So many questions are embedded faster by one thread than by two: those of one conversation."""

_AT_ONCE = 512
"""So many sentences are given to the model together: what it returns takes twelve times as much
memory as what is kept of it."""


class Embedded(NamedTuple):
    """What the model makes of a text: a float32 unit vector, and tokens if it has token axes."""

    vector: Vector
    tokens: Tokens | None


class Embedder:
    """Turns texts into unit vectors; the model is loaded when it is first needed.

    `name` is the bundled model, a folder, or a name on the Hugging Face hub. Passages and
    questions get the prefixes the model was trained with. Raises ModelUnavailable.
    """

    def __init__(self, name: str, models: Path, report: Callable[[str], None] = log.info) -> None:
        self.name = name
        self._models = models
        self._report = report
        # The tokenizer behind the model cannot be borrowed by two threads at once.
        self._lock = threading.Lock()

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Return one float32 unit vector for each passage."""
        with self._lock:
            vectors = self._model.encode_document(list(texts), **_ENCODING)
        return list(np.asarray(vectors, dtype=np.float32))

    def sentences(self, texts: Sequence[str]) -> list[Embedded]:
        """Return the vector and the tokens of each sentence."""
        with self._lock:
            return [
                self._embedded(encoded)
                for start in range(0, len(texts), _AT_ONCE)
                for encoded in self._model.encode_document(
                    list(texts[start : start + _AT_ONCE]), output_value=None, **_ENCODING
                )
            ]

    def question(self, text: str) -> Embedded:
        """Return the vector and the tokens of a question."""
        return self.questions([text])[0]

    def questions(self, texts: Sequence[str]) -> list[Embedded]:
        """Return the vectors and the tokens of many questions."""
        is_few = 0 < len(texts) <= _FEW
        with self._lock, one_thread() if is_few else nullcontext():
            if is_few and self.has_tokens:
                encoded = self._encoded(list(texts))
            else:
                encoded = self._model.encode_query(list(texts), output_value=None, **_ENCODING)
            return [self._embedded(one) for one in encoded]

    def _encoded(self, texts: list[str]) -> list[dict[str, Any]]:
        """Return what the bundled model makes of a few questions, as `encode_query` does: that
        looks through all of the model's parts first, which takes 2 ms."""
        import torch

        model = self._model
        with torch.inference_mode():
            made = model(model.preprocess(texts, prompt=model.prompts["query"]))
        parts = ("sentence_embedding", "attention_mask", _MIDDLE)
        return [{part: made[part][row] for part in parts} for row in range(len(texts))]

    @property
    def has_tokens(self) -> bool:
        """Whether the model's token axes are known: those of the bundled one are."""
        return self.name == bundled_model.BUNDLED_MODEL

    def _embedded(self, encoded: dict[str, Any]) -> Embedded:
        vector = encoded["sentence_embedding"].numpy().astype(np.float32)
        if not self.has_tokens:
            return Embedded(vector, None)
        import torch

        # Without the first and the last token, which stand for the whole. All with torch: the
        # threads of numpy's BLAS and of torch wait for each other, which takes 15 ms.
        mean, axes = (torch.from_numpy(one) for one in bundled_model.token_axes())
        states = encoded[_MIDDLE][encoded["attention_mask"].bool()][1:-1]
        tokens = torch.nn.functional.normalize((states - mean) @ axes.T, dim=1)
        return Embedded(vector, (tokens * 127).round().to(torch.int8).numpy())

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens the model sees in each text, without its special tokens."""
        if not texts:
            return []
        with self._lock:
            encoded = self._model.tokenizer(
                list(texts), add_special_tokens=False, truncation=False, verbose=False
            )
        return [len(ids) for ids in encoded["input_ids"]]

    @cached_property
    def identity(self) -> Model:
        """The model's name and a digest of its weights; a hub's model is loaded for it."""
        if self.name == bundled_model.BUNDLED_MODEL:
            return Model(self.name, bundled_model.BUNDLED_SHA256)
        folder = Path(self.name)
        if folder.is_dir():
            return Model(str(folder.resolve()), _folder_digest(folder))
        with self._lock:
            revision = getattr(self._model[0].auto_model.config, "_commit_hash", None)
        return Model(self.name, hashlib.sha256(f"{self.name}@{revision}".encode()).hexdigest())

    def load(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        with self._lock:
            _ = self._model

    @cached_property
    def _model(self) -> Any:
        quieten()
        from sentence_transformers import SentenceTransformer

        where = self.name
        if self.name == bundled_model.BUNDLED_MODEL:
            where = str(bundled_model.unpack(self._models, self._report))
        try:
            # Weights kept as fp16 would otherwise be computed in fp16, which crawls on a CPU.
            model = SentenceTransformer(where, device="cpu", model_kwargs={"dtype": "float32"})
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The embedding model {self.name!r} cannot be loaded: {first_line(error)}. "
                "EUIF_EMBEDDING_MODEL and `euif reembed` take a folder, a name on a hub "
                f"that this machine can reach, or the bundled {bundled_model.BUNDLED_MODEL}."
            ) from error
        if "e5" in Path(self.name).name.lower() and not any(model.prompts.values()):
            # E5 models are trained with these, but their hub pages do not all declare them.
            model.prompts = {"query": "query: ", "document": "passage: "}
        if self.has_tokens:
            from vectorstore.packing import pack

            _keep_token_states(model)
            model.eval()
            pack(model)  # only the bundled one: others may look into their layers
        return model


_MIDDLE = "middle_states"


def _keep_token_states(model: Any) -> None:
    """Have the bundled model return the states after TOKEN_LAYER beside the last ones.

    It could return those of all layers itself, for thirteen times the memory.
    """
    from torch import nn

    class TokenStates(nn.Module):
        def forward(self, features: dict[str, Any]) -> dict[str, Any]:
            return features | {_MIDDLE: kept.pop()}

    kept: list[Any] = []
    layer = model[0].auto_model.encoder.layer[bundled_model.TOKEN_LAYER - 1]
    layer.register_forward_hook(lambda _, __, output: kept.append(output))
    model.append(TokenStates())


_ENCODING: dict[str, Any] = {
    "normalize_embeddings": True,
    "show_progress_bar": False,
    "convert_to_numpy": True,
    "batch_size": _BATCH,
}


def quieten() -> None:
    """Keep the model libraries' load bars and reports off people's terminals."""
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from transformers.utils import logging as transformers_logging

    quiet: Any = transformers_logging  # untyped
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()
    disable_progress_bars()


def _folder_digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as opened:
            whole.update(hashlib.file_digest(opened, "sha256").digest())
    return whole.hexdigest()
