"""Questions as vectors, which tell what is asked and not in which language.

Multilingual models place texts of one language near each other whatever they say. The language
axes are the directions in which the same sentences lie apart in different languages; they are taken
out of the question's vector, so that they count for nothing (after Yang, Yang, Cer and Darve, 2021,
"A Simple and Effective Method To Eliminate the Self Language Bias in Multilingual
Representations", https://aclanthology.org/2021.emnlp-main.470/).
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedding import Embedded
from vectorstore.findings import Wording
from vectorstore.passages import Vector

LanguageAxes = NDArray[np.float32]
"""Orthonormal rows, in each of which texts differ by their language."""

Adapter = NDArray[np.float32]
"""A map (d, d) of questions' vectors, without their languages, learned so that they lie nearer to
what answers them."""


class Questions(Protocol):
    """What embeds questions: `vectorstore.embedding.Embedder`."""

    def question(self, text: str) -> Embedded:
        """Return the vector and the tokens of a question."""

    def questions(self, texts: Sequence[str]) -> list[Embedded]:
        """Return the vectors and the tokens of many questions."""


class Remembering:
    """An embedder of questions that keeps what it made of each."""

    def __init__(self, embedder: Questions) -> None:
        self._embedder = embedder
        self._known: dict[str, Embedded] = {}

    def question(self, text: str) -> Embedded:
        """Return the vector and the tokens of a question."""
        return self.questions([text])[0]

    def questions(self, texts: Sequence[str]) -> list[Embedded]:
        """Return the vectors and the tokens of many questions."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.questions(new), strict=True))
        return [self._known[text] for text in texts]


def as_questions(embedder: Questions, axes: LanguageAxes, texts: Sequence[str]) -> list[Wording]:
    """Return texts embedded as questions, their vectors without what tells their languages."""
    return [
        Wording(text, without_language(one.vector, axes), one.tokens)
        for text, one in zip(texts, embedder.questions(texts), strict=True)
    ]


def without_language(vector: Vector, axes: LanguageAxes) -> Vector:
    """Return the unit vector of a question without what tells its language.

    A text's cosine with it is as if the text's vector had lost the same, up to its length.
    """
    rest = vector - (axes @ vector) @ axes
    return np.asarray(rest / np.linalg.norm(rest), dtype=np.float32)
