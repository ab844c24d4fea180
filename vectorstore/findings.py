"""What a search returns: the passages that it found, and each way that the question was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from vectorstore.passages import (
    Document,
    Passage,
    Sentence,
    Tokens,
    Vector,
    context,
    cosine,
    embedded_text,
)
from vectorstore.quoting import Quoting


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores for one question."""

    passage: Passage
    document: Document
    score: float
    """How near it is to the question: the fused score, or the reranker's."""
    dense: float
    """Cosine of question and passage."""
    lexical: float | None
    """BM25, larger is better; None when it has no word of the question."""
    section: tuple[int, int] | None = None
    """The ordinals of the first and the last passage under its heading, if that was looked up."""

    @property
    def context(self) -> str:
        """The line that stands for what is over the passage: title, headings and date."""
        return context(self.document, self.passage.headings)

    @property
    def in_context(self) -> str:
        """The passage's text after that line."""
        return embedded_text(self.document, self.passage)

    def is_quoted(self, answer: Quoting) -> bool:
        """Tell whether an answer quotes any sentence of the passage."""
        return any(answer.place_of(one, self.document) >= 0 for one in self.passage.wordings)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that was found: it may answer."""

    hit: Hit
    sentence: Sentence

    @property
    def wording(self) -> str:
        """The sentence's text."""
        return self.hit.passage.wording(self.sentence)

    @property
    def in_context(self) -> str:
        """The sentence's text after its passage's context."""
        return f"{self.hit.context}\n{self.wording}"

    @property
    def place(self) -> int:
        """Its place among the passage's sentences."""
        return self.hit.passage.sentences.index(self.sentence)

    @property
    def language(self) -> str:
        """The language of its document (ISO 639-1)."""
        return self.hit.document.language

    def is_quoted(self, answer: Quoting) -> bool:
        """Tell whether an answer quotes the sentence."""
        return answer.place_of(self.wording, self.hit.document) >= 0

    def likeness(self, other: "Candidate") -> float:
        """Return the cosine of the two sentences."""
        assert other.sentence.vector is not None, "what a search finds carries its vectors"
        return cosine(self.sentence.vector, other.sentence.vector)


AnyCandidate = TypeVar("AnyCandidate", bound=Candidate)
"""A candidate, weighed or not: who is given the one returns the same."""


def hits_of(found: Iterable[Candidate]) -> list[Hit]:
    """Return the passages that sentences stand in, each once."""
    return list({one.hit.passage.id: one.hit for one in found}.values())


def opening_of(document: Document, found: Iterable[Candidate]) -> Passage | None:
    """Return the first passage of a document, if sentences of it were found."""
    own = (one.hit.passage for one in found if one.hit.document.id == document.id)
    return next((passage for passage in own if not passage.ordinal), None)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a question says, and what it was searched by."""

    text: str
    vector: Vector
    tokens: Tokens | None


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A way to read a question, of which a follow-up has several: as it is worded and, if it says
    anything in words that documents seldom use, in theirs. Whichever is nearer to a text counts."""

    wordings: tuple[Wording, ...]

    @property
    def question(self) -> str:
        """The question as it is worded."""
        return self.wordings[0].text

    @property
    def vector(self) -> Vector:
        """Its vector."""
        return self.wordings[0].vector


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search returns: hits, best first, and the question, in each way that it was read."""

    hits: tuple[Hit, ...]
    language: str
    readings: tuple[QuestionReading, ...]
    widespread: frozenset[str] = frozenset()
    """Of the words in the titles of the hits those that a large part of the library holds, so that
    they tell none of its documents from others."""
