"""The nouns of the store: documents, sections, passages, sentences, and what a search returns."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = Literal["document", "note"]
CUTTING = 21
"""Raised when documents are cut, embedded or indexed in a new way, acronyms.json and glossary.json
included: every document is then a new version."""
Vector = NDArray[np.float32]
TOKEN_SIZE = 256
Tokens = NDArray[np.int8]
"""What a text's tokens mean in their places: a row each, a unit vector of TOKEN_SIZE dimensions
times 127."""
_MARK = re.compile(r"(\(?)(?:(\d{1,3})[.)]|([^\W\d_]|[ivx]{2,4})\)) ")
MARKER = re.compile(r"\[(\d+)\]")
"""What an answer cites with, and the number of the citation."""


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


def printed(quote: str) -> str:
    """Return a quote as an answer prints it: on one line, but for items of a list, and with no
    numbers in brackets that would pass for the answer's own markers."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in quote.split("\n")):
        if mark_of(line) or not lines:
            lines.append(line)
        elif line:
            lines[-1] = f"{lines[-1]} {line}" if lines[-1] else line
    return MARKER.sub(r"(\1)", "\n".join(lines))


def is_item(wording: str) -> bool:
    """Tell whether a sentence is an item of a list, as readers mark them."""
    return wording.startswith("- ")


def mark_of(wording: str) -> str:
    """Return what kind of mark a point of a list begins with, one for all points of a list: "- ",
    "1. ", "(1) ", "a) " or "(a) "; nothing if it begins with none."""
    if is_item(wording):
        return "-"
    found = _MARK.match(wording)
    return f"{found[1]}{'1' if found[2] else 'a'}" if found else ""


def is_listed(wording: str) -> bool:
    """Tell whether a sentence is an item of a list or has a number: "3. ", "Recommendation 3. "."""
    return bool(re.match(r"- |(?:[^\W\d_]+ )?\(?\d{1,3}[.)] ", wording))


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


@dataclass(frozen=True, slots=True)
class Quoting:
    """What an answer said, which quotes documents."""

    text: str = ""
    cited: frozenset[str] | None = None
    """The ids of these documents; None if only the text is known. A sentence may stand in several
    documents, as in two versions of one or in the minutes of two meetings."""

    def __bool__(self) -> bool:
        return bool(self.text)

    def place_of(self, wording: str, document: Document) -> int:
        """Return where the text, without its line breaks, quotes what a document says; -1 if it
        does not."""
        if self.cited is not None and document.id not in self.cited:
            return -1
        return " ".join(self.text.split()).find(" ".join(printed(wording).split()))


NO_ANSWER = Quoting()
"""Where nothing was answered before."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker narrows the search to; None leaves a field open."""

    language: str | None = None
    publisher: str | None = None
    published_from: date | None = None
    published_to: date | None = None


EVERYTHING = Filters()


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
class Reading:
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
    readings: tuple[Reading, ...]
    widespread: frozenset[str] = frozenset()
    """Of the words in the titles of the hits those that a large part of the library holds, so that
    they tell none of its documents from others."""
