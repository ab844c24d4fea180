"""The catalogue: reads what the library has indexed, whole documents and passages by their ids.

Every reading takes what the caller may see; `sight` decides who that is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, false, func, or_, select

from vectorstore.database import batches, to_tokens, to_vector
from vectorstore.full_text import FullText
from vectorstore.passages import (
    Document,
    DocumentText,
    Model,
    Passage,
    Section,
    Sentence,
    Vector,
)
from vectorstore.rows import DOCUMENT_COLUMNS, PASSAGE_COLUMNS, document_of, passage_of
from vectorstore.schema import (
    INDEXED,
    document_groups,
    documents,
    passage_vectors,
    passages,
    sentence_vectors,
    sentences,
)
from vectorstore.sight import OPEN, Sight, in_view
from vectorstore.vectors import of_passage, of_sentence


class Catalogue:
    """Reads indexed documents and passages; never a pending version, never one out of bounds.

    `model` is whose vectors passages come with, and only those that have one; without it, all come,
    without vectors. `full_text` finds passages by the terms in them.
    """

    def __init__(self, engine: Engine, model: Model | None = None) -> None:
        self._engine = engine
        self._model = model
        self.full_text = FullText(engine)

    def visible(self, passage_ids: Sequence[str], seeing: Sight) -> dict[str, str]:
        """Return those of the passages that are in sight, in their order, with their language."""
        seen: dict[str, str] = {}
        with self._engine.connect() as connection:
            for batch in batches(passage_ids):
                query = (
                    select(passages.c.id, documents.c.language)
                    .join(documents)
                    .where(passages.c.id.in_(batch), *in_view(seeing))
                )
                seen |= {row.id: row.language for row in connection.execute(query)}
        return {passage_id: seen[passage_id] for passage_id in passage_ids if passage_id in seen}

    def in_sight(self, seeing: Sight, most: int) -> dict[str, str] | None:
        """Return all passages in sight, with their language; None if they are more than `most`."""
        query = (
            select(passages.c.id, documents.c.language)
            .join(documents)
            .where(*in_view(seeing))
            .limit(most + 1)
        )
        with self._engine.connect() as connection:
            seen = {row.id: row.language for row in connection.execute(query)}
        return seen if len(seen) <= most else None

    def visible_documents(self, document_ids: Sequence[str], seeing: Sight) -> set[str]:
        """Return those of the documents that are in sight."""
        seen: set[str] = set()
        with self._engine.connect() as connection:
            for batch in batches(document_ids):
                seen |= set(
                    connection.scalars(
                        select(documents.c.id).where(documents.c.id.in_(batch), *in_view(seeing))
                    )
                )
        return seen

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[Passage, Document]]:
        """Return passages with their sentences and documents, by id; only what is indexed."""
        if not passage_ids:
            return {}
        with self._engine.connect() as connection:
            rows = self._rows(connection, passage_ids)
            said = self._sentences(connection, [row.passage_pk for row in rows])
            groups = _groups(connection, {row.pk for row in rows})
        return {
            row.passage_id: (
                passage_of(row, said[row.passage_pk], _vector(row.embedding)),
                document_of(row, groups),
            )
            for row in rows
        }

    def _rows(self, connection: Connection, passage_ids: Sequence[str]) -> Sequence[Any]:
        """Return what is kept of passages and of their documents, a row each."""
        held = documents.join(passages).join(
            passage_vectors, of_passage(self._model), isouter=self._model is None
        )
        query = (
            select(*DOCUMENT_COLUMNS, *PASSAGE_COLUMNS, passage_vectors.c.embedding)
            .select_from(held)
            .where(passages.c.id.in_(passage_ids), documents.c.state == INDEXED)
        )
        return connection.execute(query).all()

    def _sentences(
        self, connection: Connection, passage_pks: Iterable[int]
    ) -> dict[int, list[Sentence]]:
        """Return the sentences of each passage, by its key, in order."""
        said: dict[int, list[Sentence]] = {pk: [] for pk in passage_pks}
        query = (
            select(sentences, sentence_vectors.c.embedding, sentence_vectors.c.tokens)
            .join_from(
                sentences,
                sentence_vectors,
                of_sentence(self._model),
                isouter=self._model is None,
            )
            .where(sentences.c.passage_pk.in_(said))
            .order_by(sentences.c.pk)
        )
        for row in connection.execute(query):
            said[row.passage_pk].append(
                Sentence(row.start, row.end, _vector(row.embedding), to_tokens(row.tokens))
            )
        return said

    def count_documents(self, seeing: Sight | None = OPEN) -> int:
        """Return how many indexed documents are in sight; with None, how many there are."""
        query = select(func.count(documents.c.pk)).where(*in_view(seeing))
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def is_any(self, seeing: Sight) -> bool:
        """Tell whether any indexed document is in sight."""
        query = select(documents.c.pk).where(*in_view(seeing)).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def count_passages(self) -> int:
        """Return how many passages are indexed."""
        query = (
            select(func.count(passages.c.pk)).join(documents).where(documents.c.state == INDEXED)
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def newest(self, seeing: Sight | None = OPEN) -> date | None:
        """Return the latest day on which a document in sight was published."""
        query = select(func.max(documents.c.published_on)).where(*in_view(seeing))
        with self._engine.connect() as connection:
            newest: date | None = connection.scalar(query)
        return newest

    def languages(self, seeing: Sight | None = OPEN) -> list[str]:
        """Return the languages of the documents in sight; with None, of all that are indexed."""
        with self._engine.connect() as connection:
            return list(
                connection.scalars(
                    select(documents.c.language)
                    .where(*in_view(seeing))
                    .distinct()
                    .order_by(documents.c.language)
                )
            )

    def list_documents(
        self, seeing: Sight | None = OPEN, offset: int = 0, limit: int | None = None
    ) -> list[Document]:
        """Return the indexed documents in sight, by title; with None, all."""
        query = (
            select(*DOCUMENT_COLUMNS)
            .where(*in_view(seeing))
            .order_by(documents.c.title, documents.c.id)
            .offset(offset)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            access = _groups(connection, {row.pk for row in rows})
        return [document_of(row, access) for row in rows]

    def document(self, document_id: str, seeing: Sight | None = OPEN) -> DocumentText | None:
        """Return an indexed document with its text; None if none in sight has this id."""
        query = select(*DOCUMENT_COLUMNS, documents.c.text, documents.c.sections).where(
            documents.c.id == document_id, *in_view(seeing)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            access = _groups(connection, {row.pk})
        sections = tuple(
            Section(**{**section, "headings": tuple(section["headings"])})
            for section in row.sections
        )
        return DocumentText(document_of(row, access), row.text, sections)

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return the passages of an indexed document, in order."""
        with self._engine.connect() as connection:
            ids = list(
                connection.scalars(
                    select(passages.c.id)
                    .join(documents)
                    .where(documents.c.id == document_id, documents.c.state == INDEXED)
                    .order_by(passages.c.ordinal)
                )
            )
        found = self.passages(ids)
        return [found[passage_id][0] for passage_id in ids if passage_id in found]

    def beside(self, passages_found: Iterable[tuple[str, int]]) -> list[str]:
        """Return the ids of the passages right before and after others, of which the document's id
        and the ordinal are given."""
        places = [
            (documents.c.id == document_id) & passages.c.ordinal.in_((ordinal - 1, ordinal + 1))
            for document_id, ordinal in passages_found
        ]
        query = select(passages.c.id).join(documents).where(or_(false(), *places))
        with self._engine.connect() as connection:
            return list(connection.scalars(query.where(documents.c.state == INDEXED)))

    def outlines(self, document_ids: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Return the ids of the passages of indexed documents, in their order, each with the
        heading that it stands under; that of none is empty."""
        query = (
            select(documents.c.id, passages.c.id.label("passage"), passages.c.headings)
            .join(documents)
            .where(documents.c.id.in_(list(document_ids)), documents.c.state == INDEXED)
            .order_by(documents.c.id, passages.c.ordinal)
        )
        outlines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                heading = row.headings[-1] if row.headings else ""
                outlines[row.id].append((row.passage, heading))
        return outlines

    def passage_spans(self, document_id: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of a document's passages that share text with a stretch of it."""
        query = (
            select(passages.c.start, passages.c.end)
            .join(documents)
            .where(documents.c.id == document_id, documents.c.state == INDEXED)
            .where(passages.c.start < end, passages.c.end > start)
        )
        with self._engine.connect() as connection:
            return [(row.start, row.end) for row in connection.execute(query)]

    def wordings(self, document_id: str, spans: Sequence[tuple[int, int]]) -> list[str]:
        """Return pieces of an indexed document's stored text; empty strings if it is gone."""
        columns = [func.substr(documents.c.text, start + 1, end - start) for start, end in spans]
        with self._engine.connect() as connection:
            row = connection.execute(
                select(*columns).where(documents.c.id == document_id, documents.c.state == INDEXED)
            ).one_or_none()
        return [str(piece) for piece in row] if row else [""] * len(spans)


def _vector(stored: bytes | None) -> Vector | None:
    return None if stored is None else to_vector(stored)


def _groups(connection: Connection, pks: set[int]) -> dict[int, tuple[str, ...]]:
    groups: dict[int, tuple[str, ...]] = {}
    for batch in batches(sorted(pks)):
        for row in connection.execute(
            select(document_groups)
            .where(document_groups.c.document_pk.in_(batch))
            .order_by(document_groups.c.group_name)
        ):
            groups[row.document_pk] = (*groups.get(row.document_pk, ()), row.group_name)
    return groups
