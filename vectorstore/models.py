"""Changing a library's embedding model: embedding what it holds by another, then one step."""

from collections.abc import Sequence

from sqlalchemy import Engine, delete, exists, func, select, update

from vectorstore.catalogue import DOCUMENT_COLUMNS, document_of
from vectorstore.database import documents, for_writing, identity, models, passages, sentences
from vectorstore.passages import Document, Model, Passage, Sentence
from vectorstore.vectors import add_vectors, lacks_vector, register


class ModelChange:
    """The change of a library to `model`, whose vectors gather beside those of the active model."""

    def __init__(self, engine: Engine, model: Model) -> None:
        self._engine = engine
        self._writing = for_writing(engine)
        self._model = model

    def count(self) -> tuple[int, int]:
        """Return how many passages there are, and how many of them the model has not embedded."""
        all_of_them = select(func.count(passages.c.pk))
        with self._engine.connect() as connection:
            lacking = connection.scalar(all_of_them.where(lacks_vector(self._model)))
            return connection.scalar(all_of_them) or 0, lacking or 0

    def lacking(self, limit: int) -> tuple[Document, list[Passage]] | None:
        """Return up to `limit` passages that the model has not embedded, with their document.

        Pending versions are among them. None when nothing is left.
        """
        left = passages.join(documents)
        with self._engine.connect() as connection:
            row = connection.execute(
                select(*DOCUMENT_COLUMNS)
                .select_from(left)
                .where(lacks_vector(self._model))
                .order_by(passages.c.pk)
                .limit(1)
            ).one_or_none()
            if row is None:
                return None
            rows = connection.execute(
                select(passages)
                .where(passages.c.document_pk == row.pk, lacks_vector(self._model))
                .order_by(passages.c.pk)
                .limit(limit)
            ).all()
            said: dict[int, list[Sentence]] = {one.pk: [] for one in rows}
            for one in connection.execute(
                select(sentences)
                .where(sentences.c.passage_pk.in_(said))
                .order_by(sentences.c.ordinal)
            ):
                said[one.passage_pk].append(Sentence(one.start, one.end))
        return document_of(row, {}), [
            Passage(
                id=one.id,
                ordinal=one.ordinal,
                start=one.start,
                end=one.end,
                text=one.text,
                headings=tuple(one.headings),
                page=one.page,
                sentences=tuple(said[one.pk]),
            )
            for one in rows
        ]

    def add(self, embedded: Sequence[Passage]) -> None:
        """Store what the model made of passages; those that are gone meanwhile are left out."""
        with self._writing.begin() as connection:
            add_vectors(connection, self._model, embedded)

    def finish(self) -> bool:
        """Let the library be searched by the model from now on; False if it lacks a vector.

        The vectors of the model before are kept, those of others are dropped.
        """
        with self._writing.begin() as connection:
            # The lock keeps documents from being written until this is over.
            before = connection.scalar(select(identity.c.model_pk).with_for_update())
            if connection.scalar(
                select(exists().where(passages.c.pk.is_not(None), lacks_vector(self._model)))
            ):
                return False
            now = register(connection, self._model)
            # A folder may have moved since.
            connection.execute(
                update(models).where(models.c.pk == now).values(name=self._model.name)
            )
            if now != before:
                connection.execute(update(identity).values(model_pk=now))
                connection.execute(delete(models).where(models.c.pk.not_in([now, before or now])))
            return True
