"""What the store keeps: documents, their sections, passages and sentences, with their vectors."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["document", "note"]
CUTTING = 22
"""Raised when documents are cut, embedded or indexed in a new way, acronyms.json and glossary.json
included: every document is then a new version."""
Vector = NDArray[np.float32]
TOKEN_SIZE = 256
Tokens = NDArray[np.int8]
"""What a text's tokens mean in their places: a row each, a unit vector of TOKEN_SIZE dimensions
times 127."""


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model that made a library's vectors."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document's text under one path of headings; the span leaves those out."""

    headings: tuple[str, ...]
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one source text, without the text."""

    id: str
    source: str
    """The source that lists it: a folder, a file, or the bundled notes."""
    locator: str
    """Where exactly it was read: a file's address, or `bundled:` and a name."""
    title: str
    kind: Kind
    url: str | None
    publisher: str | None
    published_on: date | None
    retrieved_on: date
    language: str
    access: tuple[str, ...] = ()
    """The groups that may see it; empty means everybody."""
    summarises: tuple[str, ...] = ()
    """The addresses that a note rests on."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document with its full text and the sections of that text."""

    document: Document
    text: str
    sections: tuple[Section, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over all that answers depend on: two readings with one digest are one version.

        Where and when it was read is left out: it changes without the document changing.
        """
        said = asdict(replace(self.document, id="", locator="", source="", retrieved_on=date.min))
        whole = [CUTTING, said, self.text, [asdict(section) for section in self.sections]]
        return hashlib.sha256(json.dumps(whole, default=str, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in its document, its vector (384 floats for the bundled model), and its
    tokens if the embedding model has token axes."""

    start: int
    end: int
    vector: Vector | None = field(default=None, compare=False, repr=False)
    tokens: Tokens | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """The piece of a document that is searched and cited: `text == document.text[start:end]`."""

    id: str
    ordinal: int
    start: int
    end: int
    text: str
    headings: tuple[str, ...]
    page: int | None
    sentences: tuple[Sentence, ...] = ()
    vector: Vector | None = field(default=None, compare=False, repr=False)

    @property
    def wordings(self) -> list[str]:
        """The texts of its sentences."""
        return [self.wording(one) for one in self.sentences]

    def wording(self, sentence: Sentence) -> str:
        """Return the sentence's text."""
        return self.between(sentence.start, sentence.end)

    def between(self, start: int, end: int) -> str:
        """Return what stands from one place in the document to another, both in the passage."""
        return self.text[start - self.start : end - self.start]

    def begins_line(self, start: int) -> bool:
        """Tell whether what stands at a place in the document begins a line within the passage, as
        a point or a row of a table does."""
        return self.between(self.start, start).rstrip(" ").endswith("\n")


def cosine(vector: Vector | None, question: Vector) -> float:
    """Return the cosine of two unit vectors; the first is that of a text that was found."""
    assert vector is not None, "what the library returns carries its vectors"
    return float(vector @ question)


def context(document: Document, headings: tuple[str, ...]) -> str:
    """Return the line put in front of a passage when it is embedded and indexed, never when quoted.

    Title, headings and date. A note's date says when it was written, not when anything happened,
    so it is left out.
    """
    parts = [document.title, *headings]
    if document.kind == "document" and document.published_on:
        parts.append(document.published_on.isoformat())
    return " - ".join(parts)


def embedded_text(document: Document, passage: Passage) -> str:
    """Return what is embedded for a passage: its context in front of its text."""
    return f"{context(document, passage.headings)}\n{passage.text}"


def embedded_sentence(document: Document, passage: Passage, sentence: Sentence) -> str:
    """Return what is embedded for a sentence: alone it often does not say what it is about. Of the
    headings the last one tells enough, and more of them would blur it."""
    return f"{context(document, passage.headings[-1:])}\n{passage.wording(sentence)}"
