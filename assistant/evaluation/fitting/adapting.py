"""Trains what moves questions' vectors nearer to what answers them, on the written examples.

It is a linear map of questions' vectors alone: those of passages and sentences stay as they are, so
that nothing has to be embedded anew. A question is held against all sentences and all sections that
are in the language of its document, lest the map learn that what answers is in the asker's own
language. The loss is InfoNCE (van den Oord, Li and Vinyals, 2018,
https://arxiv.org/abs/1807.03748), and what draws the map back to none at all. As with the reader,
the mean of before and after is kept.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from assistant.evaluation.fitting.training import Progress, as_asked, context_of
from vectorstore.embedding import Embedder
from vectorstore.question_vectors import Adapter, LanguageAxes, as_questions

_TEMPERATURE = 0.01
"""That of the embedding model's own training (Wang and others, 2024,
https://arxiv.org/abs/2402.05672)."""
_RATE, _BATCH, _DECAY = 1e-3, 512, 0.03


class _Spoken(NamedTuple):
    """The examples whose documents are in one language: vectors of the questions (q, d), of the
    documents' sections (n, d) and of their sentences (s, d); and of each question, which section it
    is asked of, and which sentences answer it."""

    questions: Tensor
    sections: Tensor
    sentences: Tensor
    asked_of: Tensor
    answered_by: Sequence[Sequence[int]]


def fit_adapter(
    embedder: Embedder,
    axes: LanguageAxes,
    documents: Sequence[dict[str, Any]],
    progress: Progress,
) -> Adapter:
    """Return the map (d, d) of questions' vectors, learned from documents with questions."""
    spoken = _by_language(embedder, axes, documents, progress)
    size = spoken[0].questions.shape[1]
    moved = torch.zeros(size, size, requires_grad=True)
    batches = _batches(spoken, np.random.default_rng(0))
    optimizer = torch.optim.Adam([moved], _RATE)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0, len(batches))
    for step, (examples, places) in enumerate(batches, 1):
        loss = _loss(moved, examples, places) + _DECAY * moved.square().sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        progress(step, len(batches), "training the adapter")
    adapter: Adapter = (torch.eye(size) + moved / 2).detach().numpy()
    return adapter


def _by_language(
    embedder: Embedder,
    axes: LanguageAxes,
    documents: Sequence[dict[str, Any]],
    progress: Progress,
) -> list[_Spoken]:
    in_order = sorted(documents, key=lambda document: str(document["language"]))
    spoken, done = [], 0
    for _, those in groupby(in_order, key=lambda document: str(document["language"])):
        here = list(those)
        if any(question["answered_by"] for one in here for question in one["questions"]):
            spoken.append(_embedded(embedder, axes, here))
        done += len(here)
        progress(done, len(documents), "embedding the examples")
    return spoken


def _embedded(
    embedder: Embedder, axes: LanguageAxes, documents: Sequence[dict[str, Any]]
) -> _Spoken:
    questions: list[str] = []
    sections: list[str] = []
    sentences: list[str] = []
    asked_of, answered_by = [], []
    for place, document in enumerate(documents):
        around, first = context_of(document), len(sentences)
        sections.append(f"{around}\n{' '.join(document['sentences'])}")
        sentences += [f"{around}\n{sentence}" for sentence in document["sentences"]]
        for question in document["questions"]:
            if question["answered_by"]:
                questions.append(as_asked(question))
                asked_of.append(place)
                answered_by.append([first + one for one in question["answered_by"]])
    return _Spoken(
        torch.from_numpy(np.stack([one.vector for one in as_questions(embedder, axes, questions)])),
        torch.from_numpy(np.stack(embedder.passages(sections))),
        torch.from_numpy(np.stack(embedder.passages(sentences))),
        torch.tensor(asked_of),
        answered_by,
    )


def _batches(
    spoken: Sequence[_Spoken], chance: np.random.Generator
) -> list[tuple[_Spoken, list[int]]]:
    """Return all examples once, in batches of one language each."""
    batches = [
        (examples, shuffled[start : start + _BATCH])
        for examples in spoken
        for shuffled in [chance.permutation(len(examples.questions)).tolist()]
        for start in range(0, len(shuffled), _BATCH)
    ]
    return [batches[place] for place in chance.permutation(len(batches))]


def _loss(moved: Tensor, examples: _Spoken, places: Sequence[int]) -> Tensor:
    asked = examples.questions[list(places)]
    asked = functional.normalize(asked + asked @ moved.T, dim=1)
    sections = asked @ examples.sections.T / _TEMPERATURE
    sentences = asked @ examples.sentences.T / _TEMPERATURE
    answering = torch.zeros_like(sentences, dtype=torch.bool)
    for row, place in enumerate(places):
        answering[row, examples.answered_by[place]] = True
    told = sentences.masked_fill(~answering, -torch.inf)
    missed = torch.logsumexp(sentences, 1) - torch.logsumexp(told, 1)
    return missed.mean() + functional.cross_entropy(sections, examples.asked_of[list(places)])
