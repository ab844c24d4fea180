"""Vectors in SQL: each belongs to a passage or a sentence, and to the model that made it.

A model is known here by its digest, so that nothing that runs for long can take the vectors of one
model for those of another.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    exists,
    insert,
    select,
)

from vectorstore.database import batches, to_bytes
from vectorstore.errors import ModelMismatch
from vectorstore.passages import Model, Passage, Sentence, Vector
from vectorstore.schema import (
    identity,
    models,
    passage_vectors,
    passages,
    sentence_vectors,
    sentences,
)


def key_of(model: Model | None) -> ScalarSelect[int]:
    """Return the model's key, as SQL; none has the key that stands for no model."""
    digest = model.digest if model else ""
    return select(models.c.pk).where(models.c.digest == digest).scalar_subquery()


def of_passage(model: Model | None) -> ColumnElement[bool]:
    """Return how a passage is joined with its vector of a model."""
    return and_(
        passage_vectors.c.passage_pk == passages.c.pk, passage_vectors.c.model_pk == key_of(model)
    )


def of_sentence(model: Model | None) -> ColumnElement[bool]:
    """Return how a sentence is joined with its vector of a model."""
    return and_(
        sentence_vectors.c.sentence_pk == sentences.c.pk,
        sentence_vectors.c.model_pk == key_of(model),
    )


def lacks_vector(model: Model) -> ColumnElement[bool]:
    """Return the condition that a passage was not embedded by a model."""
    return ~exists().where(of_passage(model))


def register(connection: Connection, model: Model) -> int:
    """Let there be vectors of a model, and return its key."""
    known: int | None = connection.scalar(select(key_of(model)))
    if known is not None:
        return known
    values = {"name": model.name, "digest": model.digest, "added_at": datetime.now(UTC)}
    added = connection.execute(insert(models).values(values))
    return int(added.inserted_primary_key[0])  # type: ignore[index]


def _active(model: Model) -> Select[tuple[str]]:
    return (
        select(identity.c.library_id)
        .join(models, models.c.pk == identity.c.model_pk)
        .where(models.c.digest == model.digest)
    )


def is_active(connection: Connection, model: Model) -> bool:
    """Tell whether the library is searched by this model; it stays so until the transaction ends.

    On SQLite that holds for transactions that write.
    """
    return (
        connection.execute(_active(model).with_for_update(read=True, of=identity)).first()
        is not None
    )


def require_active(connection: Connection, model: Model) -> None:
    """Raise ModelMismatch if the library is not searched by this model, as `is_active` has it."""
    if not is_active(connection, model):
        raise ModelMismatch(
            f"The library has changed to another embedding model than {model.name} meanwhile. "
            "What was written before is kept; run the command again to go on."
        )


def add_vectors(connection: Connection, model: Model, cut: Sequence[Passage]) -> None:
    """Store what a model made of passages and their sentences.

    Passages that are gone, or have their vectors of this model already, are left out.
    """
    model_pk = register(connection, model)
    for batch in batches(cut):
        by_id = {passage.id: passage for passage in batch}
        lacking = (
            select(passages.c.pk, passages.c.id)
            .where(passages.c.id.in_(by_id), lacks_vector(model))
            .with_for_update(read=True, key_share=True)
        )
        made = {row.pk: by_id[row.id] for row in connection.execute(lacking)}
        if not made:
            continue
        connection.execute(
            insert(passage_vectors),
            [
                {"passage_pk": pk, "model_pk": model_pk, "embedding": _stored(passage.vector)}
                for pk, passage in made.items()
            ],
        )
        said = connection.execute(
            select(sentences.c.pk, sentences.c.passage_pk)
            .where(sentences.c.passage_pk.in_(made))
            .order_by(sentences.c.passage_pk, sentences.c.ordinal)
        ).all()
        rows = [
            _sentence_row(row.pk, model_pk, sentence)
            for passage_pk, group in groupby(said, key=lambda row: row.passage_pk)
            for row, sentence in zip(group, made[passage_pk].sentences, strict=True)
        ]
        if rows:
            connection.execute(insert(sentence_vectors), rows)


def _sentence_row(pk: int, model_pk: int, sentence: Sentence) -> dict[str, object]:
    return {
        "sentence_pk": pk,
        "model_pk": model_pk,
        "embedding": _stored(sentence.vector),
        "tokens": None if sentence.tokens is None else sentence.tokens.tobytes(),
    }


def _stored(vector: Vector | None) -> bytes:
    assert vector is not None, "what is embedded is stored with its vector"
    return to_bytes(vector)
