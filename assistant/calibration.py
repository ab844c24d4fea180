"""What was fitted to an embedding model, and answering depends on: an `answerability.json`.

`euif evaluate --calibrate` writes it. One for the bundled model is shipped; the data folder, which
is preferred, may hold one for each model.
"""

import base64
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationError,
    field_validator,
)

from assistant.errors import CalibrationWrong
from vectorstore.findings import Wording
from vectorstore.passages import TOKEN_SIZE, Model

NAME = "answerability.json"
SHIPPED = Path(__file__).parent / NAME

FEATURES = (
    *("cosine", "ordinals", "dates", "names", "kind"),
    *("quoted", "readings", "follows", "stray"),
)
"""What is weighed of every sentence, as `assistant.deciding.answerability` describes it."""

Intent = Literal["subject", "other", "unsafe", "vague"]
"""A question on the assistant's subject, one on something else, a request for help with something
illegal, and one that nobody could answer without asking back."""

About = Literal["documents", "assistant", "answer"]
"""What a question is about: what the documents tell, what the assistant is, knows and does, or its
last answer, with which something is to be done, or of which somebody asks whether it is true."""


def _matrix(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    numbers = np.frombuffer(base64.b64decode(value["float16"]), dtype=np.float16)
    return numbers.astype(np.float32).reshape(value["shape"])


def _packed(value: NDArray[np.float32]) -> dict[str, Any]:
    packed = base64.b64encode(value.astype(np.float16).tobytes()).decode()
    return {"shape": list(value.shape), "float16": packed}


Matrix = Annotated[NDArray[np.float32], BeforeValidator(_matrix), PlainSerializer(_packed)]
"""Kept as base64 of 16-bit floats: a tenth of the size of numbers in JSON."""


ReaderWeights = dict[str, NDArray[np.float32]]
"""The weights of an `assistant.deciding.reader.Network`, by name."""


class Trained(NamedTuple):
    """What was trained on the written examples, which takes hours."""

    reader: ReaderWeights
    """Empty if the embedding model has no token axes."""
    adapter: NDArray[np.float32] | None
    """None if it was not asked for."""


class Network(BaseModel):
    """A network of one hidden layer that tells texts apart by what the embedding model makes of
    them."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    hidden: Matrix
    """Weights (hidden units, features)."""
    hidden_bias: Matrix
    out: Matrix
    """Weights (outputs, hidden units)."""
    out_bias: Matrix

    def outputs(self, text: Wording) -> NDArray[np.float32]:
        """Return the outputs for a text, before they become shares."""
        hidden = np.maximum(self.hidden @ described(text) + self.hidden_bias, 0)
        outputs: NDArray[np.float32] = self.out @ hidden + self.out_bias
        return outputs


def described(text: Wording) -> NDArray[np.float32]:
    """Return a text's features: its vector and, if it has tokens, their mean and maximum. The one
    says what it is about; who does what in it is seen in its tokens."""
    if text.tokens is None:
        return text.vector
    tokens = text.tokens if len(text.tokens) else np.zeros((1, TOKEN_SIZE), dtype=np.int8)
    scaled = tokens.astype(np.float32) / 127
    return np.concatenate([text.vector, scaled.mean(0), scaled.max(0)])


class Intents(Network):
    """What tells intents apart."""

    names: tuple[Intent, ...]


class Subjects(Network):
    """What tells apart what questions are about."""

    names: tuple[About, ...]


class Detector(Network):
    """What detects texts of one kind, by its one output."""

    def log_odds(self, text: Wording) -> float:
        """Return the log-odds that a text is what is detected, beside the least that count: above 0
        it is."""
        return float(self.outputs(text)[0])


class Calibration(BaseModel):
    """What was fitted; `embedding_model` is the digest of the model it holds for."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True, extra="forbid")

    embedding_model: str
    language_axes: Matrix
    adapter: Matrix | None = None
    """What moves a question's vector nearer to what answers it, when that is searched."""
    intents: Intents
    about: Subjects
    aside: Detector
    """Detects sentences that ask for nothing."""
    unsafe: Detector
    """Detects requests for help with something illegal."""
    reader: dict[str, Matrix]
    """The weights of `deciding.reader`; empty if the embedding model has no token axes."""
    vague: float
    """The least share of an intent that makes the assistant ask back."""
    other: float
    """The least share of an intent, among harmless ones, that makes a question out of scope, if
    nothing is near it."""
    assistant: float
    """The least share of what a question is about that makes the assistant say what it is."""
    answer: float
    """The least share that makes it say, after an answer, what it does with none."""
    near: float
    """The least cosine of a sentence that is near a question."""
    far: float
    """The least cosine of a sentence that is not far from a question."""
    evidence: dict[str, float]
    """Logistic regression over the features of a sentence, and its "intercept"; that of "reader" is
    there if there is a reader."""
    answerable: float
    """The least certainty with which a question is answered (log-odds)."""
    certain: float
    """The least certainty with which that is done without a word on it."""
    certain_following: float
    """The same for what follows up an earlier turn: it may be read wrongly, too."""

    @field_validator("evidence")
    @classmethod
    def _whole(cls, weights: dict[str, float]) -> dict[str, float]:
        lacking = {*FEATURES, "intercept"} - weights.keys()
        if lacking:
            raise ValueError(
                f"it was fitted before these were weighed: {', '.join(sorted(lacking))}"
            )
        return weights

    @property
    def trained(self) -> Trained:
        """What need not be trained again to fit the rest anew."""
        return Trained(self.reader, self.adapter)

    @property
    def digest(self) -> str:
        """A digest by which two runs can tell whether they decided alike."""
        return sha256(self.model_dump_json().encode()).hexdigest()


def own_file(data_dir: Path, digest: str) -> Path:
    """Return where the data folder keeps what was fitted to the model with this digest."""
    return data_dir / f"answerability-{digest[:12]}.json"


def load(data_dir: Path, model: Model) -> Calibration:
    """Return what holds for the model: from the data folder, else what is shipped.

    Raises CalibrationWrong for a file that cannot be read, and if none belongs to the model.
    """
    for file in (own_file(data_dir, model.digest), data_dir / NAME, SHIPPED):
        if file.exists() and (calibration := read(file)).embedding_model == model.digest:
            return calibration
    raise CalibrationWrong(
        f"What was fitted so far belongs to another embedding model than {model.name}, and says "
        "nothing of this one. Run `euif evaluate --calibrate --apply` to fit it to this one."
    )


def read(file: Path) -> Calibration:
    """Return a file's content. Raises CalibrationWrong."""
    try:
        return Calibration.model_validate_json(file.read_bytes())
    except (OSError, ValueError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        reason = reason.removeprefix("Value error, ")
        raise CalibrationWrong(
            f"{file} cannot be used ({reason.splitlines()[0]}). Run `euif evaluate --calibrate "
            "--apply` to write a new one, or take the file away."
        ) from error


def write(calibration: Calibration, file: Path) -> None:
    """Write an `answerability.json`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")
