"""Grouping: which questions ask for much the same, by the embedding model."""

from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np

from vectorstore.embedding import Embedded
from vectorstore.passages import Vector
from vectorstore.question_vectors import LanguageAxes, without_language

_LIKENESS = 0.7
"""Cosine from which a question joins a group. With the bundled model, ways to ask for one thing lie
at 0.8 and above, also in two languages, and two things of one subject below 0.66."""
_ANY = (
    "Who is in charge?",
    "When was it adopted?",
    "How many are there?",
    "Where did they meet?",
    "Why was it changed?",
    "What does the law require?",
    "Which companies take part?",
    "How much does it cost?",
    "What is the latest news?",
    "What did the report find?",
    "How do I get access?",
    "Which countries are members?",
)
"""Questions about nothing in particular: what their vectors share says only that it is a question,
and would make all others alike."""
_BATCH = 8
"""Questions that are embedded at once: people who ask meanwhile wait for one batch at most."""


class Grouping:
    """Groups questions. It keeps the vectors of those that it grouped last, by their digests."""

    def __init__(
        self, embed: Callable[[Sequence[str]], list[Embedded]], axes: LanguageAxes
    ) -> None:
        self._embed = embed
        self._axes = axes
        self._known: dict[bytes, Vector] = {}

    def groups(self, questions: Sequence[str]) -> list[list[int]]:
        """Return the places of the questions, group by group, the largest first."""
        if not questions:
            return []
        before = self._known  # another thread may put its own in the place of these meanwhile
        middle = np.mean(self._vectors(_ANY), axis=0)
        digests = [sha256(question.encode()).digest() for question in questions]
        new = [place for place, digest in enumerate(digests) if digest not in before]
        vectors = self._vectors([questions[place] for place in new])
        made = {digests[place]: vector for place, vector in zip(new, vectors, strict=True)}
        known = {**before, **made}
        self._known = {digest: known[digest] for digest in digests}
        around = [known[digest] - middle for digest in digests]
        return grouped([vector / np.linalg.norm(vector) for vector in around], _LIKENESS)

    def _vectors(self, questions: Sequence[str]) -> list[Vector]:
        embedded = [
            one
            for start in range(0, len(questions), _BATCH)
            for one in self._embed(questions[start : start + _BATCH])
        ]
        return [without_language(one.vector, self._axes) for one in embedded]


def grouped(vectors: Sequence[Vector], likeness: float) -> list[list[int]]:
    """Return the places of unit vectors, group by group, the largest first.

    Each joins the group whose mean it is nearest to by cosine, if that is `likeness` at least, else
    it begins one (leader clustering, by means). Members, and groups of one size, stand in the order
    in which they came.
    """
    groups: list[list[int]] = []
    sums: list[Vector] = []
    for place, vector in enumerate(vectors):
        known = np.array([total / np.linalg.norm(total) for total in sums])
        cosines = known @ vector if sums else np.array([-1.0])
        nearest = int(cosines.argmax())
        if cosines[nearest] >= likeness:
            groups[nearest].append(place)
            sums[nearest] = sums[nearest] + vector
        else:
            groups.append([place])
            sums.append(vector)
    return sorted(groups, key=len, reverse=True)
