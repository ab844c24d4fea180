"""Reads sentences against a question, token by token, and tells whether they answer it.

A sentence that is near a question in meaning answers it or does not; comparing vectors of whole
texts cannot tell. So each token of the one text is held against what the other text has for it, as
in the decomposable attention model (Parikh, Täckström, Das and Uszkoreit, EMNLP 2016,
https://aclanthology.org/D16-1244/), and one transformer layer reads the comparisons of both texts
together: what the question asks for, and what the sentence has that the question has not. It works
on the embedding model's token states, so that a stored sentence is not embedded again.
`assistant.evaluation.fitting.training` trains it.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from vectorstore.passages import TOKEN_SIZE, Tokens
from vectorstore.threads import one_thread, usual_threads

_SIZE, _HEADS, _DROPOUT = 128, 4, 0.2
LONGEST = 256
"""So many of a text's last tokens are read: a sentence comes after what it leans on."""
_NOWHERE = -1e4
_TOGETHER = 500
"""So many tokens are read at a time, those of some ten plain sentences."""

Texts = tuple[Tensor, Tensor]
"""A batch of texts: token states (b, t, TOKEN_SIZE), padded, and which of them there are (b, t)."""


class Reader:
    """A trained network, by its weights."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._network = ReaderNetwork()
        self._network.load_state_dict(
            {name: torch.from_numpy(values) for name, values in weights.items()}
        )
        self._network.eval()
        # Torch's own shortcut through a layer takes a quarter longer than its parts.
        torch.backends.mha.set_fastpath_enabled(False)
        self._threads = ThreadPoolExecutor(usual_threads(), "reader")

    def read(self, question: Tokens, sentences: Sequence[Tokens]) -> list[float]:
        """Return for each sentence the log-odds that it answers the question, or a part of it."""
        asked = padded([question])

        def together(places: Sequence[int]) -> list[float]:
            with torch.inference_mode(), one_thread():
                return self._read(asked, [sentences[place] for place in places])

        batches = list(_batches(sentences))
        odds = dict(
            pair
            for places, values in zip(batches, self._threads.map(together, batches), strict=True)
            for pair in zip(places, values, strict=True)
        )
        return [odds[place] for place in range(len(sentences))]

    def _read(self, asked: Texts, sentences: Sequence[Tokens]) -> list[float]:
        odds: list[float] = self._network(*asked, *padded(sentences)).tolist()
        return odds


def _batches(sentences: Sequence[Tokens]) -> Iterator[list[int]]:
    """Yield the places of sentences that are read together: of about one length, as all are padded
    to the longest, and so few that each is done soonest by one thread, and several threads have
    something to do."""
    batch: list[int] = []
    for place in sorted(range(len(sentences)), key=lambda place: len(sentences[place])):
        longest = min(LONGEST, len(sentences[place]))
        if batch and (len(batch) + 1) * longest > _TOGETHER:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


class ReaderNetwork(nn.Module):
    """What is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.enter = nn.Linear(TOKEN_SIZE, _SIZE)
        self.align = nn.Linear(TOKEN_SIZE, _SIZE, bias=False)
        nn.init.orthogonal_(self.align.weight)
        self.sharpness = nn.Parameter(torch.tensor(10.0))
        self.compare = nn.Linear(4 * _SIZE + 1, _SIZE)
        self.sides = nn.Parameter(torch.randn(2, _SIZE) * 0.02)
        self.places = nn.Parameter(torch.randn(LONGEST, _SIZE) * 0.02)
        self.together = nn.TransformerEncoderLayer(
            _SIZE, _HEADS, 2 * _SIZE, _DROPOUT, "gelu", batch_first=True, norm_first=True
        )
        self.normal = nn.LayerNorm(_SIZE)
        self.judge = nn.Linear(4 * _SIZE + 5, _SIZE)
        self.verdict = nn.Linear(_SIZE, 1)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(
        self, asked: Tensor, asked_there: Tensor, said: Tensor, said_there: Tensor
    ) -> Tensor:
        """Return a batch's log-odds (b,); `..._there` tells tokens from padding. One question may
        be asked of all."""
        ours, theirs = _normal(self.align(asked)), _normal(self.align(said))
        likeness = ours @ theirs.transpose(1, 2)
        for_asked = torch.softmax(
            (self.sharpness * likeness).masked_fill(~said_there[:, None], _NOWHERE), 2
        )
        for_said = torch.softmax(
            (self.sharpness * likeness).masked_fill(~asked_there[..., None], _NOWHERE), 1
        ).transpose(1, 2)
        near = likeness.masked_fill(~said_there[:, None], -1).amax(2)
        near_back = likeness.masked_fill(~asked_there[..., None], -1).amax(1)
        asked_there = asked_there.expand(len(said), -1)
        asked, said = self.enter(asked).expand(len(said), -1, -1), self.enter(said)
        both = torch.cat(
            [
                self._compared(asked, for_asked @ said, near, side=0),
                self._compared(said, for_said @ asked, near_back, side=1),
            ],
            1,
        )
        there = torch.cat([asked_there, said_there], 1)
        both = self.normal(self.together(both, src_key_padding_mask=~there))
        length = asked.shape[1]
        mean_near = _mean(near, asked_there)
        cosine = (_normal(_sum(ours, asked_there)) * _normal(_sum(theirs, said_there))).sum(1)
        overall = [
            mean_near,
            near.masked_fill(~asked_there, 2).amin(1),
            _mean(near_back, said_there),
            cosine,
            mean_near * cosine,
        ]
        summed_up = [
            *_summed_up(both[:, :length], asked_there),
            *_summed_up(both[:, length:], said_there),
            torch.stack(overall, 1) * 4,
        ]
        hidden = functional.gelu(self.judge(torch.cat(summed_up, 1)))
        return self.verdict(self.dropout(hidden))[:, 0]  # type: ignore[no-any-return]

    def _compared(self, tokens: Tensor, counterparts: Tensor, near: Tensor, side: int) -> Tensor:
        """Return how each token compares with what the other text has for it."""
        pairs = [tokens, counterparts, tokens - counterparts, tokens * counterparts]
        joined = torch.cat([*pairs, near[..., None] * 4], 2)
        compared = functional.gelu(self.compare(self.dropout(joined)))
        return compared + self.sides[side] + self.places[: tokens.shape[1]]


def padded(texts: Sequence[Tokens]) -> Texts:
    """Return texts' tokens as a batch."""
    longest = min(LONGEST, max(map(len, texts)))
    states = np.zeros((len(texts), longest, TOKEN_SIZE), dtype=np.float32)
    there = np.zeros((len(texts), longest), dtype=bool)
    for row, tokens in enumerate(texts):
        states[row, : len(tokens)] = tokens[-longest:]
        there[row, : len(tokens)] = True
    # Unit vectors, scaled so that their entries are near to 1.
    return torch.from_numpy(states) * (TOKEN_SIZE**0.5 / 127), torch.from_numpy(there)


def _summed_up(states: Tensor, there: Tensor) -> list[Tensor]:
    """Return mean and maximum over a text's tokens."""
    return [
        _sum(states, there) / there.sum(1, keepdim=True),
        states.masked_fill(~there[..., None], _NOWHERE).amax(1),
    ]


def _sum(values: Tensor, there: Tensor) -> Tensor:
    return (values * there[..., None]).sum(1)


def _mean(values: Tensor, there: Tensor) -> Tensor:
    return (values * there).sum(1) / there.sum(1)


def _normal(values: Tensor) -> Tensor:
    return functional.normalize(values, dim=-1)
