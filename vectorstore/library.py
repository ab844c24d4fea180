"""The library: versions of documents with their passages and sentences in SQL, the truth.

A new version of a document is written as `pending` and seen by no search. When its vectors are in
the dense index it is marked `indexed`, which in the same transaction takes the older version away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from vectorstore import lexical
from vectorstore.database import batches, for_writing, to_tokens, to_vector
from vectorstore.embedding import Embedded
from vectorstore.passages import Document, DocumentText, Model, Passage, Vector
from vectorstore.rows import digest_of, document_row, passage_row, searched_terms, sentence_row
from vectorstore.schema import (
    INDEXED,
    PENDING,
    document_groups,
    documents,
    kin,
    passage_vectors,
    passages,
    removals,
    sentence_vectors,
    sentences,
    sketches,
    stale_vectors,
)
from vectorstore.vectors import (
    add_vectors,
    is_active,
    of_passage,
    of_sentence,
    require_active,
)


@dataclass(frozen=True, slots=True)
class Version:
    """The newest version of a document that the library holds."""

    digest: str
    locator: str


class Library:
    """Writes versions, and tells the dense index what to hold.

    `model` is whose vectors it reads and writes. It goes on reading them when another model has
    become the active one; then it writes and marks nothing any more.
    """

    def __init__(self, engine: Engine, model: Model) -> None:
        self._engine = engine
        self._writing = for_writing(engine)
        self._model = model

    def write(self, content: DocumentText, cut: Sequence[Passage]) -> None:
        """Store a version as pending; every passage and sentence must carry its vector.

        A version that was already pending for this document is replaced. Raises ModelMismatch if
        the model is not the active one.
        """
        document = content.document
        with self._writing.begin() as connection:
            require_active(connection, self._model)
            self._drop(connection, document.id, PENDING)
            if _holds(connection, removals.c.document_id == document.id):
                return  # somebody took it out while it was being read
            version = documents.c.id == document.id, documents.c.digest == content.digest
            if _holds(connection, documents.c.state == INDEXED, *version):
                return  # the document went back to what it was before the pending version
            pk = connection.execute(
                insert(documents).values(document_row(content))
            ).inserted_primary_key[0]  # type: ignore[index]
            if document.access:
                groups = sorted(set(document.access))
                rows = [{"document_pk": pk, "group_name": group} for group in groups]
                connection.execute(insert(document_groups), rows)
            self._insert_passages(connection, pk, document, cut)

    def _insert_passages(
        self, connection: Connection, document_pk: int, document: Document, cut: Sequence[Passage]
    ) -> None:
        if not cut:
            return
        ids = [passage.id for passage in cut]
        for batch in batches(ids):
            connection.execute(delete(stale_vectors).where(stale_vectors.c.passage_id.in_(batch)))
        connection.execute(
            insert(passages), [passage_row(document_pk, document, passage) for passage in cut]
        )
        pks = {
            row.id: row.pk
            for row in connection.execute(
                select(passages.c.id, passages.c.pk).where(passages.c.document_pk == document_pk)
            )
        }
        connection.execute(
            insert(sentences),
            [
                sentence_row(pks[passage.id], number, document, passage, sentence)
                for passage in cut
                for number, sentence in enumerate(passage.sentences)
            ],
        )
        add_vectors(connection, self._model, cut)
        lexical.add(
            connection,
            ((pks[passage.id], *searched_terms(document, passage)) for passage in cut),
        )

    def mark_indexed(self, document_pk: int) -> bool:
        """Let a pending version take the place of the older one.

        False if it is gone meanwhile, or if another model has become the active one: whoever
        searches by that has to mark it.
        """
        with self._writing.begin() as connection:
            if not is_active(connection, self._model):
                return False
            document_id = connection.scalar(
                select(documents.c.id).where(
                    documents.c.pk == document_pk, documents.c.state == PENDING
                )
            )
            if document_id is None:
                return False
            self._drop(connection, document_id, INDEXED)
            connection.execute(
                update(documents).where(documents.c.pk == document_pk).values(state=INDEXED)
            )
            return True

    def remove(self, document_ids: Iterable[str]) -> None:
        """Remove documents in every version; searches stop seeing them at once."""
        with self._writing.begin() as connection:
            for document_id in document_ids:
                self._drop(connection, document_id, PENDING)
                self._drop(connection, document_id, INDEXED)
                connection.execute(delete(sketches).where(sketches.c.document_id == document_id))
                connection.execute(
                    delete(kin).where(
                        or_(kin.c.document_id == document_id, kin.c.other_id == document_id)
                    )
                )

    def move(self, document_id: str, locator: str, source: str) -> None:
        """Note that a document stands elsewhere now; its passages stay what they are."""
        with self._writing.begin() as connection:
            connection.execute(
                update(documents)
                .where(documents.c.id == document_id)
                .values(locator=locator, source=source)
            )

    def confirm(self, document_ids: Sequence[str], today: date) -> None:
        """Note that these documents are today what they were when they were read."""
        with self._writing.begin() as connection:
            for batch in batches(document_ids):
                connection.execute(
                    update(documents).where(documents.c.id.in_(batch)).values(retrieved_on=today)
                )

    def _drop(self, connection: Connection, document_id: str, state: str) -> None:
        gone = select(documents.c.pk).where(
            documents.c.id == document_id, documents.c.state == state
        )
        connection.execute(
            insert(stale_vectors).from_select(
                ["passage_id"], select(passages.c.id).where(passages.c.document_pk.in_(gone))
            )
        )
        connection.execute(
            delete(documents).where(documents.c.id == document_id, documents.c.state == state)
        )

    def is_active(self) -> bool:
        """Tell whether the library is searched by this model's vectors."""
        with self._engine.connect() as connection:
            return is_active(connection, self._model)

    def refresh_statistics(self) -> None:
        """Have the database know how much its tables hold, after more was written. PostgreSQL sees
        to it itself; SQLite takes it that few documents are indexed, and reads all of them to find
        some by their passages."""
        if self._engine.dialect.name == "sqlite":
            with self._writing.begin() as connection:
                connection.exec_driver_sql("PRAGMA optimize=0x10002")  # tables not yet read, too

    def pending(self) -> list[int]:
        """Return the keys of the versions whose vectors are not in the dense index yet."""
        with self._engine.connect() as connection:
            return list(
                connection.scalars(
                    select(documents.c.pk)
                    .where(documents.c.state == PENDING)
                    .order_by(documents.c.pk)
                )
            )

    def vectors_of(self, document_pk: int) -> tuple[list[str], list[Vector]]:
        """Return a version's passage ids and their vectors."""
        version = passages.c.document_pk == document_pk
        with self._engine.connect() as connection:
            query = self._vectors().where(version).order_by(passages.c.ordinal)
            return _read(connection.execute(query).all())

    def vectors(self, passage_ids: Sequence[str]) -> tuple[list[str], list[Vector]]:
        """Return the vectors of the passages that are there, with their ids."""
        found: list[Any] = []
        with self._engine.connect() as connection:
            for batch in batches(passage_ids):
                found += connection.execute(self._vectors().where(passages.c.id.in_(batch))).all()
        return _read(found)

    def _vectors(self) -> Select[Any]:
        return select(passages.c.id, passage_vectors.c.embedding).join_from(
            passages, passage_vectors, of_passage(self._model)
        )

    def indexed_ids(self) -> set[str]:
        """Return the ids of all passages that the dense index must hold."""
        with self._engine.connect() as connection:
            return set(
                connection.scalars(
                    select(passages.c.id).join(documents).where(documents.c.state == INDEXED)
                )
            )

    def known_ids(self) -> set[str]:
        """Return the ids of all passages, pending ones too."""
        with self._engine.connect() as connection:
            return set(connection.scalars(select(passages.c.id)))

    def stale(self) -> list[str]:
        """Return ids whose vectors the dense index may still hold and must not."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(stale_vectors.c.passage_id)))

    def forget_stale(self, passage_ids: Sequence[str]) -> None:
        """Note that these vectors are gone from the dense index."""
        with self._writing.begin() as connection:
            for batch in batches(passage_ids):
                connection.execute(
                    delete(stale_vectors).where(stale_vectors.c.passage_id.in_(batch))
                )

    def known_passages(self, digests: Iterable[str]) -> dict[str, Vector]:
        """Return the passages' vectors already made, by `digest_of` their texts."""
        known = select(passages.c.embedded_digest, passage_vectors.c.embedding).join_from(
            passages, passage_vectors, of_passage(self._model)
        )
        return {
            row.embedded_digest: to_vector(row.embedding)
            for row in self._known(known, passages.c.embedded_digest, digests)
        }

    def known_sentences(self, digests: Iterable[str]) -> dict[str, Embedded]:
        """Return what was already made of sentences, by `digest_of` their texts."""
        known = select(
            sentences.c.embedded_digest, sentence_vectors.c.embedding, sentence_vectors.c.tokens
        ).join_from(sentences, sentence_vectors, of_sentence(self._model))
        return {
            row.embedded_digest: Embedded(to_vector(row.embedding), to_tokens(row.tokens))
            for row in self._known(known, sentences.c.embedded_digest, digests)
        }

    def _known(self, query: Select[Any], key: Column[Any], digests: Iterable[str]) -> Iterator[Any]:
        with self._engine.connect() as connection:
            for batch in batches(list(set(digests))):
                yield from connection.execute(query.where(key.in_(batch)))

    def version(self, document_id: str) -> Version | None:
        """Return the newest version of a document; None if there is none."""
        return self._versions(documents.c.id == document_id).get(document_id)

    def twins(self, text: str) -> dict[str, Version]:
        """Return the newest versions of the documents that have this very text."""
        return self._versions(documents.c.text_digest == digest_of(text))

    def _versions(self, condition: Any) -> dict[str, Version]:
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(documents.c.id, documents.c.digest, documents.c.locator)
                .where(condition)
                .order_by(documents.c.pk)
            )
            return {row.id: Version(row.digest, row.locator) for row in rows}


def _holds(connection: Connection, *conditions: ColumnElement[bool]) -> bool:
    return bool(connection.scalar(select(exists().where(*conditions))))


def _read(rows: Sequence[Any]) -> tuple[list[str], list[Vector]]:
    return [row.id for row in rows], [to_vector(row.embedding) for row in rows]
