"""Trains the reader of `assistant.deciding.reader` on written examples.

`questions/readings.jsonl` holds invented documents with questions, each of which names the
sentences that answer it, and the questions that it comes `after` if it follows others; nearly
half of them are near misses that none answers. The documents have nothing to do with those of the
question set, so that its figures are those of a stranger.

People put questions between other sentences, in a hurry and without accents. So it learns in two
courses: the questions as they are written, and then, over some of the documents, half of them as
people put them. What it is in the end is the mean of what it was after either (Wortsman and others,
2022, "Robust fine-tuning of zero-shot models", https://arxiv.org/abs/2109.01903): it keeps what the
first taught.
"""

import json
import math
import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from assistant.conversation import Turn
from assistant.deciding.reader import ReaderNetwork, padded
from assistant.understanding.follow_ups.restating import restate
from vectorstore.embedding import Embedded, Embedder
from vectorstore.passages import Tokens

Progress = Callable[[int, int, str], None]

_BATCH, _DECAY = 64, 0.05
_POOL = 2048
"""Pairs are put in order of length within so many, lest batches be mostly padding."""
_TOGETHER = 50
"""So many documents are embedded together."""
_STRANGERS = 400
"""Of so many sentences of other documents, the one nearest to a question is a pair as well."""


class _Course(NamedTuple):
    """How often the pairs are gone through, and the highest rate of learning."""

    epochs: int
    rate: float


_AS_WRITTEN, _AS_PUT = _Course(3, 1e-3), _Course(1, 3e-4)
_PUT = 3
"""One in so many documents is asked about as people put it."""

Words = Callable[[dict[str, Any]], str]
"""What words a question of the examples in."""


class Pair(NamedTuple):
    """A question's and a sentence's tokens, and whether the one answers the other."""

    question: Tokens
    sentence: Tokens
    answers: bool


def train(
    embedder: Embedder,
    documents: Sequence[dict[str, Any]],
    asides: Mapping[str, Sequence[str]],
    progress: Progress,
) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a trained reader; empty if the model has no token axes.

    `asides` are sentences that stand around questions, by language.
    """
    if not embedder.has_tokens:
        return {}
    torch.manual_seed(0)
    chance = random.Random(0)  # noqa: S311 - it has to be repeatable
    network = ReaderNetwork()
    _learn(network, _pairs(embedder, documents, as_asked, progress), _AS_WRITTEN, chance, progress)
    written = _weights(network)
    some = chance.sample(list(documents), math.ceil(len(documents) / _PUT))
    put = _pairs(embedder, some, lambda one: _as_put(one, asides, chance), progress)
    _learn(network, put, _AS_PUT, chance, progress)
    put_and_written = ((name, values + written[name]) for name, values in _weights(network).items())
    return {name: np.asarray(total / 2) for name, total in put_and_written}


def _learn(
    network: ReaderNetwork,
    pairs: Sequence[Pair],
    course: _Course,
    shuffle: random.Random,
    progress: Progress,
) -> None:
    steps = course.epochs * math.ceil(len(pairs) / _BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, course.rate, total_steps=steps + 1, pct_start=0.1
    )
    for step, batch in enumerate(_batches(pairs, course.epochs, shuffle), 1):
        answers = torch.tensor([pair.answers for pair in batch], dtype=torch.float32)
        asked = padded([pair.question for pair in batch])
        said = padded([pair.sentence for pair in batch])
        loss = functional.binary_cross_entropy_with_logits(network(*asked, *said), answers)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        progress(step, steps, "training the reader")


def _weights(network: ReaderNetwork) -> dict[str, NDArray[np.float32]]:
    return {name: value.numpy().copy() for name, value in network.state_dict().items()}


def written_documents() -> list[dict[str, Any]]:
    """Return the documents of readings.jsonl."""
    questions = files("assistant.evaluation") / "questions"
    text = (questions / "readings.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _pairs(
    embedder: Embedder, documents: Sequence[dict[str, Any]], words: Words, progress: Progress
) -> list[Pair]:
    """Return every question with every sentence of its document, and with one of another."""
    own: list[tuple[Tokens, range, set[int]]] = []
    sentences: list[Tokens] = []
    for first in range(0, len(documents), _TOGETHER):
        group = documents[first : first + _TOGETHER]
        start = len(sentences)
        sentences += _tokens(
            embedder.sentences(
                [
                    f"{context_of(document)}\n{sentence}"
                    for document in group
                    for sentence in document["sentences"]
                ]
            )
        )
        asked = iter(
            _tokens(
                embedder.questions(
                    [words(question) for document in group for question in document["questions"]]
                )
            )
        )
        for document in group:
            here = range(start, start + len(document["sentences"]))
            start = here.stop
            own += [
                (next(asked), here, {here[place] for place in question["answered_by"]})
                for question in document["questions"]
            ]
        progress(min(first + _TOGETHER, len(documents)), len(documents), "reading the examples")
    pairs = [
        Pair(question, sentences[place], place in answering)
        for question, here, answering in own
        for place in here
    ]
    return pairs + _near_strangers([(question, here) for question, here, _ in own], sentences)


def as_asked(question: dict[str, Any]) -> str:
    """Return a question as it would be asked without those before it."""
    return restate(question["text"], [Turn("user", text) for text in question.get("after", ())])


def _as_put(
    question: dict[str, Any], asides: Mapping[str, Sequence[str]], chance: random.Random
) -> str:
    """Return a question as it is written or, half of the time, as people put it: before and after
    other sentences, or in a hurry."""
    text = as_asked(question)
    around = asides.get(question["language"], ())
    if chance.random() < 0.5 or not around:
        return text
    before, after = chance.choice(((1, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 0)))
    if not before + after or chance.random() < 0.25:
        text = _in_a_hurry(text, chance)
    return " ".join([*chance.sample(around, before), text, *chance.sample(around, after)])


def _in_a_hurry(text: str, chance: random.Random) -> str:
    """Return a text without accents, capitals or what ends it; any of these may be kept."""
    if chance.random() < 0.5:
        apart = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    if chance.random() < 0.7:
        text = text.lower()
    return text.rstrip(" ?;") if chance.random() < 0.7 else text


def context_of(document: dict[str, Any]) -> str:
    """Return what a library would put in front of the document's sentences."""
    return " - ".join(filter(None, (document["title"], document["heading"])))


def _tokens(embedded: Iterable[Embedded]) -> list[Tokens]:
    return [one.tokens for one in embedded if one.tokens is not None]


def _near_strangers(own: Sequence[tuple[Tokens, range]], sentences: Sequence[Tokens]) -> list[Pair]:
    """Return each question with the nearest of some sentences of other documents: what a search
    finds is mostly about something else."""
    directions = np.stack([_direction(tokens) for tokens in sentences])
    chance = np.random.default_rng(0)
    pairs = []
    for question, here in own:
        drawn = chance.choice(len(sentences), min(_STRANGERS, len(sentences)), replace=False)
        others = [place for place in drawn.tolist() if place not in here]
        if others:
            nearest = others[int(np.argmax(directions[others] @ _direction(question)))]
            pairs.append(Pair(question, sentences[nearest], answers=False))
    return pairs


def _direction(tokens: Tokens) -> NDArray[np.float32]:
    mean = tokens.mean(0, dtype=np.float32)
    unit: NDArray[np.float32] = mean / np.linalg.norm(mean)
    return unit


def _batches(pairs: Sequence[Pair], epochs: int, shuffle: random.Random) -> Iterator[list[Pair]]:
    for _ in range(epochs):
        shuffled = list(pairs)
        shuffle.shuffle(shuffled)
        pools = [shuffled[start : start + _POOL] for start in range(0, len(shuffled), _POOL)]
        for pool in pools:
            pool.sort(key=lambda pair: len(pair.question) + len(pair.sentence))
        batches = [
            pool[start : start + _BATCH] for pool in pools for start in range(0, len(pool), _BATCH)
        ]
        shuffle.shuffle(batches)
        yield from batches
