"""The ledger: which library this is, what made its vectors, its sources, removals and runs."""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, exists, insert, select, update

from vectorstore.database import for_writing
from vectorstore.errors import ModelMismatch
from vectorstore.passages import Document, Model
from vectorstore.schema import identity, models, removals, runs, sources
from vectorstore.vectors import register

RUNS = 100
"""How many reports of runs are kept."""


class Ledger:
    """Keeps the accounts of the library; one row or a few a call."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = for_writing(engine)

    def identify(self) -> str:
        """Return the library's own id, made on the first call: 32 hexadecimal digits."""
        with self._writing.begin() as connection:
            known = connection.scalar(select(identity.c.library_id))
            if known is None:
                known = uuid.uuid4().hex
                connection.execute(insert(identity).values(library_id=known))
            return str(known)

    def model(self) -> Model | None:
        """Return the model by whose vectors the library is searched; None before the first."""
        with self._engine.connect() as connection:
            return _active(connection)

    def models(self) -> list[Model]:
        """Return all models whose vectors are kept."""
        with self._engine.connect() as connection:
            return [Model(row.name, row.digest) for row in connection.execute(select(models))]

    def refuse_other(self, model: Model) -> None:
        """Raise ModelMismatch if the library is searched by another model than this one."""
        recorded = self.model()
        if recorded and recorded.digest != model.digest:
            raise ModelMismatch(_other(recorded, model))

    def record_model(self, model: Model) -> None:
        """Record the model that makes the vectors of a new library.

        Raises ModelMismatch if the library has another: only a ModelChange changes it.
        """
        self.identify()
        with self._writing.begin() as connection:
            connection.execute(select(identity.c.model_pk).with_for_update())
            recorded = _active(connection)
            if recorded is None:
                connection.execute(update(identity).values(model_pk=register(connection, model)))
            elif recorded.digest != model.digest:
                raise ModelMismatch(_other(recorded, model))

    def sources(self) -> list[str]:
        """Return the sources that ingest has been given so far, oldest first."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(sources.c.name).order_by(sources.c.added_at)))

    def remember_source(self, name: str) -> None:
        """Note a source, so that a later ingest repeats it."""
        with self._writing.begin() as connection:
            if not connection.scalar(select(exists().where(sources.c.name == name))):
                connection.execute(insert(sources).values(name=name, added_at=datetime.now(UTC)))

    def forget_source(self, name: str) -> bool:
        """Let later runs leave a source alone; False if it was not known. Its documents stay."""
        with self._writing.begin() as connection:
            return connection.execute(delete(sources).where(sources.c.name == name)).rowcount > 0

    def remember_run(self, report: dict[str, Any]) -> None:
        """Keep the report of a run of ingest, and of those before it the last ones."""
        with self._writing.begin() as connection:
            connection.execute(insert(runs).values(finished_at=datetime.now(UTC), report=report))
            kept = select(runs.c.pk).order_by(runs.c.pk.desc()).limit(RUNS)
            connection.execute(delete(runs).where(runs.c.pk.not_in(kept)))

    def runs(self) -> list[tuple[datetime, dict[str, Any]]]:
        """Return when the last runs ended, and their reports, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(runs).order_by(runs.c.pk.desc())).all()
        return [(row.finished_at, row.report) for row in rows]

    def keep_out(self, document: Document) -> None:
        """Keep later runs of ingest from bringing a document back."""
        with self._writing.begin() as connection:
            connection.execute(delete(removals).where(removals.c.document_id == document.id))
            connection.execute(
                insert(removals).values(
                    document_id=document.id,
                    locator=document.locator,
                    title=document.title,
                    removed_at=datetime.now(UTC),
                )
            )

    def places_kept_out(self) -> frozenset[str]:
        """Return where the documents kept out were read."""
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(removals.c.locator)))

    def kept_out(self) -> dict[str, str]:
        """Return the titles of the documents kept out, by their ids."""
        query = select(removals).order_by(removals.c.removed_at)
        with self._engine.connect() as connection:
            return {row.document_id: row.title for row in connection.execute(query)}

    def let_in(self, document_id: str) -> bool:
        """Let a later ingest bring a document back; False if it was not kept out."""
        with self._writing.begin() as connection:
            gone = connection.execute(delete(removals).where(removals.c.document_id == document_id))
            return gone.rowcount > 0


def _active(connection: Connection) -> Model | None:
    row = connection.execute(
        select(models.c.name, models.c.digest).join(identity, identity.c.model_pk == models.c.pk)
    ).one_or_none()
    return Model(row.name, row.digest) if row else None


def _other(recorded: Model, model: Model) -> str:
    if recorded.name == model.name:
        how = f"{model.name} is another than it was then"
    else:
        how = f"EUIF_EMBEDDING_MODEL now says {model.name}"
    return (
        f"This library was embedded by {recorded.name}, and {how}: their vectors cannot be "
        f"compared. `euif reembed {model.name}` changes the library's model; to keep it, "
        "leave EUIF_EMBEDDING_MODEL out."
    )
