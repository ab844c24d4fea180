"""Documents, passages and sentences as rows of SQL, and documents back from them."""

from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from vectorstore.acronyms import short_forms
from vectorstore.passages import (
    Document,
    DocumentText,
    Passage,
    Sentence,
    Vector,
    context,
    embedded_sentence,
    embedded_text,
)
from vectorstore.schema import PENDING, documents, passages
from vectorstore.terms import terms

DOCUMENT_COLUMNS = [
    column
    for column in documents.c
    if column.name not in ("text", "text_digest", "sections", "state", "digest")
]

PASSAGE_COLUMNS = [
    passages.c.pk.label("passage_pk"),
    passages.c.id.label("passage_id"),
    passages.c.ordinal,
    passages.c.start,
    passages.c.end,
    passages.c.text.label("passage_text"),
    passages.c.headings,
    passages.c.page,
]
"""Named so that they can stand beside those of the document."""


def digest_of(text: str) -> str:
    """Return the key under which a text, and the vector of a text, is found again: its SHA-256."""
    return sha256(text.encode()).hexdigest()


def document_row(content: DocumentText) -> dict[str, Any]:
    """Return the row of a pending version."""
    document = content.document
    return {
        "id": document.id,
        "state": PENDING,
        "digest": content.digest,
        "source": document.source,
        "locator": document.locator,
        "title": document.title,
        "kind": document.kind,
        "url": document.url,
        "publisher": document.publisher,
        "published_on": document.published_on,
        "retrieved_on": document.retrieved_on,
        "language": document.language,
        "summarises": list(document.summarises),
        "text": content.text,
        "text_digest": digest_of(content.text),
        "sections": [asdict(section) for section in content.sections],
    }


def document_of(row: Any, groups: dict[int, tuple[str, ...]]) -> Document:
    """Return what a row of DOCUMENT_COLUMNS tells; `groups` are the readers, by the row's key."""
    values = {column.name: getattr(row, column.name) for column in DOCUMENT_COLUMNS}
    pk = values.pop("pk")
    return Document(
        **{**values, "summarises": tuple(values["summarises"])}, access=groups.get(pk, ())
    )


def passage_row(document_pk: int, document: Document, passage: Passage) -> dict[str, Any]:
    """Return the row of a passage, of a document's row by its key."""
    return {
        "document_pk": document_pk,
        "id": passage.id,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "headings": list(passage.headings),
        "page": passage.page,
        "embedded_digest": digest_of(embedded_text(document, passage)),
    }


def passage_of(row: Any, said: Iterable[Sentence], vector: Vector | None = None) -> Passage:
    """Return what a row of PASSAGE_COLUMNS tells, with its sentences."""
    return Passage(
        id=row.passage_id,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        text=row.passage_text,
        headings=tuple(row.headings),
        page=row.page,
        sentences=tuple(said),
        vector=vector,
    )


def sentence_row(
    passage_pk: int, ordinal: int, document: Document, passage: Passage, sentence: Sentence
) -> dict[str, Any]:
    """Return the row of a sentence, of a passage's row by its key."""
    return {
        "passage_pk": passage_pk,
        "ordinal": ordinal,
        "start": sentence.start,
        "end": sentence.end,
        "embedded_digest": digest_of(embedded_sentence(document, passage, sentence)),
    }


def searched_terms(document: Document, passage: Passage) -> tuple[list[str], list[str]]:
    """Return the terms a passage is found by: those of its context and names in short, and of its
    text."""
    acronyms = short_forms(embedded_text(document, passage))
    found_by = " ".join((context(document, passage.headings), *acronyms))
    return terms(found_by, document.language), terms(passage.text, document.language)
