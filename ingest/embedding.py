"""Gives passages their vectors; a text that the library has embedded is not embedded again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
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
    whole = [embedded_text(document, passage) for passage in passages]
    said = [
        [embedded_sentence(document, passage, one) for one in passage.sentences]
        for passage in passages
    ]
    vectors = _made_of(whole, library.known_passages, embedder.passages)
    embedded = _made_of(chain.from_iterable(said), library.known_sentences, embedder.sentences)
    return [
        replace(
            passage,
            vector=vectors[text],
            sentences=tuple(
                replace(one, vector=made.vector, tokens=made.tokens)
                for one, made in zip(
                    passage.sentences, map(embedded.__getitem__, each), strict=True
                )
            ),
        )
        for passage, text, each in zip(passages, whole, said, strict=True)
    ]


def _made_of(
    texts: Iterable[str],
    known: Callable[[Iterable[str]], dict[str, T]],
    make: Callable[[list[str]], list[T]],
) -> dict[str, T]:
    """Return what the model makes of each text; what is known by its digest is not made again."""
    digests = {text: digest_of(text) for text in texts}
    found = known(digests.values())
    missing = [text for text, digest in digests.items() if digest not in found]
    made = dict(zip(missing, make(missing), strict=True))
    return made | {text: found[key] for text, key in digests.items() if key in found}
