"""Changing a library's embedding model: embedding what it holds by another, then one step."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, delete, exists, func, select, update

from vectorstore.database import for_writing
from vectorstore.passages import Document, Model, Passage, Sentence
from vectorstore.rows import DOCUMENT_COLUMNS, PASSAGE_COLUMNS, document_of, passage_of
from vectorstore.schema import documents, identity, models, passages, sentences
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

    def lacking(self, limit: int) -> Iterator[tuple[Document, list[Passage]]]:
        """Yield the passages that the model has not embedded, up to `limit` of one document a time.

        Pending versions are among them. Read bit by bit, so that they can be added on the way.
        """
        last = 0
        while True:
            with self._engine.connect() as connection:
                first = connection.execute(
                    select(*DOCUMENT_COLUMNS, passages.c.pk.label("passage_pk"))
                    .select_from(passages.join(documents))
                    .where(passages.c.pk > last, lacks_vector(self._model))
                    .order_by(passages.c.pk)
                    .limit(1)
                ).one_or_none()
                if first is None:
                    return
                rows = connection.execute(
                    select(*PASSAGE_COLUMNS)
                    .where(
                        passages.c.document_pk == first.pk,
                        passages.c.pk >= first.passage_pk,
                        lacks_vector(self._model),
                    )
                    .order_by(passages.c.pk)
                    .limit(limit)
                ).all()
                said = _sentences(connection, [row.passage_pk for row in rows])
            last = rows[-1].passage_pk
            yield (
                document_of(first, {}),
                [passage_of(row, said[row.passage_pk]) for row in rows],
            )

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


def _sentences(connection: Connection, passage_pks: Sequence[int]) -> dict[int, list[Sentence]]:
    said: dict[int, list[Sentence]] = {pk: [] for pk in passage_pks}
    for row in connection.execute(
        select(sentences).where(sentences.c.passage_pk.in_(said)).order_by(sentences.c.ordinal)
    ):
        said[row.passage_pk].append(Sentence(row.start, row.end))
    return said
