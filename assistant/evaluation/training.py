"""Trains the reader of `assistant.reading` on written examples.

`questions/readings.jsonl` holds invented documents with questions, each of which names the
sentences that answer it; half of them are near misses that none answers.
"""

import json
import math
import random
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from vectorstore.embedding import Embedder
from vectorstore.passages import TOKEN_SIZE, Tokens

Progress = Callable[[int, int, str], None]

_EPOCHS, _BATCH, _RATE, _DECAY, _DROPOUT = 3, 64, 1e-3, 0.05, 0.2
_HIDDEN = 128
_POOL = 1024
"""Pairs are put in order of length within so many, lest batches be mostly padding."""


class Pair(NamedTuple):
    """A question's and a sentence's tokens, and whether the one answers the other."""

    question: Tokens
    sentence: Tokens
    answers: bool


class Reader(nn.Module):
    """The network; its parameters go by the names that `assistant.reading` knows them by."""

    def __init__(self) -> None:
        super().__init__()
        self.align = nn.Linear(TOKEN_SIZE, TOKEN_SIZE, bias=False)
        nn.init.eye_(self.align.weight)
        self.sharpness = nn.Parameter(torch.tensor(10.0))
        self.compare = nn.Linear(4 * TOKEN_SIZE, _HIDDEN)
        self.combine = nn.Linear(_HIDDEN, _HIDDEN)
        self.judge = nn.Linear(4 * _HIDDEN + 5, _HIDDEN)
        self.verdict = nn.Linear(_HIDDEN, 1)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(
        self, asked: Tensor, asked_there: Tensor, said: Tensor, said_there: Tensor
    ) -> Tensor:
        """Return a batch's log-odds; `..._there` tells tokens from padding."""
        likeness = _normal(self.align(asked)) @ _normal(self.align(said)).transpose(1, 2)
        sharp = self.sharpness * likeness
        to_said = torch.softmax(sharp.masked_fill(~said_there[:, None], -1e4), 2)
        to_asked = torch.softmax(sharp.masked_fill(~asked_there[..., None], -1e4), 1)
        near = likeness.masked_fill(~said_there[:, None], -1).amax(2)
        near_back = likeness.masked_fill(~asked_there[..., None], -1).amax(1)
        cosine = (_normal(_sum(asked, asked_there)) * _normal(_sum(said, said_there))).sum(1)
        mean_near = _mean(near, asked_there)
        overall = [
            mean_near,
            near.masked_fill(~asked_there, 2).amin(1),
            _mean(near_back, said_there),
            cosine,
            mean_near * cosine,
        ]
        compared = [
            *self._summed_up(asked, to_said @ said, asked_there),
            *self._summed_up(said, to_asked.transpose(1, 2) @ asked, said_there),
            torch.stack(overall, 1) * 4,
        ]
        hidden = _gelu(self.judge(torch.cat(compared, 1)))
        return self.verdict(self.dropout(hidden))[:, 0]  # type: ignore[no-any-return]

    def _summed_up(self, tokens: Tensor, counterparts: Tensor, there: Tensor) -> list[Tensor]:
        pairs = [tokens, counterparts, tokens - counterparts, tokens * counterparts]
        joined = torch.cat(pairs, 2) * (math.sqrt(TOKEN_SIZE) / 4)
        hidden = _gelu(self.compare(self.dropout(joined)))
        compared = _gelu(self.combine(self.dropout(hidden)))
        return [
            _sum(compared, there) / there.sum(1, keepdim=True),
            compared.masked_fill(~there[..., None], -1e4).amax(1),
        ]


def train(embedder: Embedder, progress: Progress, seed: int = 0) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a trained reader; empty if the model has no token axes."""
    examples = _examples(embedder, progress)
    if not examples:
        return {}
    torch.manual_seed(seed)
    reader = Reader()
    steps = _EPOCHS * math.ceil(len(examples) / _BATCH)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _RATE, total_steps=steps + 1, pct_start=0.1
    )
    shuffle = random.Random(seed)  # noqa: S311 - it has to be repeatable
    for step, batch in enumerate(_batches(examples, shuffle), 1):
        answers = torch.tensor([pair.answers for pair in batch], dtype=torch.float32)
        asked = _padded([pair.question for pair in batch])
        said = _padded([pair.sentence for pair in batch])
        loss = functional.binary_cross_entropy_with_logits(reader(*asked, *said), answers)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        progress(step, steps, "training the reader")
    return {name: value.numpy() for name, value in reader.state_dict().items()}


def _examples(embedder: Embedder, progress: Progress) -> list[Pair]:
    """Return every question with every sentence of its document."""
    text = (files(__package__) / "questions" / "readings.jsonl").read_text(encoding="utf-8")
    documents = [json.loads(line) for line in text.splitlines()]
    examples = []
    for number, document in enumerate(documents, 1):
        context = f"{document['title']} - {document['heading']}"
        said = embedder.sentences([f"{context}\n{one}" for one in document["sentences"]])
        for question in document["questions"]:
            asked = embedder.question(question["text"]).tokens
            for place, sentence in enumerate(said):
                if asked is not None and sentence.tokens is not None:
                    answers = place in question["answered_by"]
                    examples.append(Pair(asked, sentence.tokens, answers))
        progress(number, len(documents), "reading the examples")
    return examples


def _batches(examples: Sequence[Pair], shuffle: random.Random) -> Iterator[list[Pair]]:
    for _ in range(_EPOCHS):
        pairs = list(examples)
        shuffle.shuffle(pairs)
        pools = [pairs[start : start + _POOL] for start in range(0, len(pairs), _POOL)]
        for pool in pools:
            pool.sort(key=lambda pair: len(pair.question) + len(pair.sentence))
        batches = [
            pool[start : start + _BATCH] for pool in pools for start in range(0, len(pool), _BATCH)
        ]
        shuffle.shuffle(batches)
        yield from batches


def _padded(texts: Sequence[Tokens]) -> tuple[Tensor, Tensor]:
    """Return texts' tokens as one tensor of unit vectors, and where there are any."""
    longest = max(map(len, texts))
    padded = np.zeros((len(texts), longest, TOKEN_SIZE), dtype=np.float32)
    there = np.zeros((len(texts), longest), dtype=bool)
    for row, tokens in enumerate(texts):
        padded[row, : len(tokens)] = tokens
        there[row, : len(tokens)] = True
    return torch.from_numpy(padded) / 127, torch.from_numpy(there)


def _sum(values: Tensor, there: Tensor) -> Tensor:
    return (values * there[..., None]).sum(1)


def _mean(values: Tensor, there: Tensor) -> Tensor:
    return (values * there).sum(1) / there.sum(1)


def _normal(values: Tensor) -> Tensor:
    return functional.normalize(values, dim=-1)


def _gelu(values: Tensor) -> Tensor:
    return functional.gelu(values, approximate="tanh")
