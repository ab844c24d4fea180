"""Gives passages their vectors; a text that the library has embedded is not embedded again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from vectorstore.embedding import Embedder
from vectorstore.library import Library
from vectorstore.passages import Document, Passage, embedded_sentence, embedded_text
from vectorstore.rows import digest_of

T = TypeVar("T")


def embed(
    document: Document, passages: Sequence[Passage], library: Library, embedder: Embedder
) -> list[Passage]:
    """Return the passages of a document with their vectors, and those of their sentences."""
    whole = {
        digest_of(text): text for text in (embedded_text(document, passage) for passage in passages)
    }
    said = {
        digest_of(text): text
        for passage in passages
        for text in (embedded_sentence(document, passage, one) for one in passage.sentences)
    }
    vectors = _completed(library.known_passages(whole), whole, embedder.passages)
    embedded = _completed(library.known_sentences(said), said, embedder.sentences)
    return [
        replace(
            passage,
            vector=vectors[digest_of(embedded_text(document, passage))],
            sentences=tuple(
                replace(one, vector=made.vector, tokens=made.tokens)
                for one in passage.sentences
                for made in [embedded[digest_of(embedded_sentence(document, passage, one))]]
            ),
        )
        for passage in passages
    ]


def _completed(
    known: dict[str, T], texts: dict[str, str], make: Callable[[list[str]], list[T]]
) -> dict[str, T]:
    """Return what is known of the texts, by digest, and embed the others."""
    missing = [digest for digest in texts if digest not in known]
    return known | dict(zip(missing, make([texts[key] for key in missing]), strict=True))
