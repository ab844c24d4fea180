"""The one relational database: its engine, and the tables of the library."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import (
    JSON,
    URL,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError

from vectorstore.errors import LibraryUnusable, StorageFull
from vectorstore.passages import TOKEN_SIZE, Tokens, Vector

T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: stored in UTC and returned so, also by SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; it must know its own time zone."""
        assert value is None or value.tzinfo is not None, "a moment knows its time zone"
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the stored moment, in UTC."""
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


PENDING, INDEXED = "pending", "indexed"
"""The states of a version."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row a version. A new version stands here as `pending` beside the `indexed` one until its
# vectors are in the dense index; then, in one transaction, it takes the older one's place.
documents = Table(
    "documents",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("state", String(8), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("locator", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("published_on", Date),
    Column("retrieved_on", Date, nullable=False),
    Column("language", String(8), nullable=False),
    Column("summarises", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_digest", String(64), nullable=False, index=True),
    Column("sections", JSON, nullable=False),
    UniqueConstraint("id", "state"),
    Index(None, "state"),
    # A key is never used again: whoever still holds a replaced version's key must not meet the
    # version that replaced it.
    sqlite_autoincrement=True,
)

document_groups = Table(
    "document_groups",
    metadata,
    Column(
        "document_pk", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True
    ),
    Column("group_name", String(255), primary_key=True),
)

passages = Table(
    "passages",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column(
        "document_pk",
        Integer,
        ForeignKey("documents.pk", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("page", Integer),
    Column("embedded_digest", String(64), nullable=False, index=True),
)

sentences = Table(
    "sentences",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column(
        "passage_pk",
        Integer,
        ForeignKey("passages.pk", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("embedded_digest", String(64), nullable=False, index=True),
)

# The embedding models whose vectors are kept: the active one (see `identity`), the one before it,
# and one that the library is being embedded by.
models = Table(
    "models",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("added_at", UtcDateTime, nullable=False),
)

# A passage has its vector of a model if and only if its sentences have theirs. The passage comes
# first in the keys, because deletions of passages look here.
passage_vectors = Table(
    "passage_vectors",
    metadata,
    Column("passage_pk", Integer, ForeignKey("passages.pk", ondelete="CASCADE"), primary_key=True),
    Column("model_pk", Integer, ForeignKey("models.pk", ondelete="CASCADE"), primary_key=True),
    Column("embedding", LargeBinary, nullable=False),
)

sentence_vectors = Table(
    "sentence_vectors",
    metadata,
    Column(
        "sentence_pk", Integer, ForeignKey("sentences.pk", ondelete="CASCADE"), primary_key=True
    ),
    Column("model_pk", Integer, ForeignKey("models.pk", ondelete="CASCADE"), primary_key=True),
    Column("embedding", LargeBinary, nullable=False),
    Column("tokens", LargeBinary),
)

# Passages whose rows are gone while their vectors may still stand in the dense index.
stale_vectors = Table("stale_vectors", metadata, Column("passage_id", String(32), primary_key=True))

# Documents that somebody took out by hand: a later ingest leaves them out.
removals = Table(
    "removals",
    metadata,
    Column("document_id", String(32), primary_key=True),
    Column("locator", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("removed_at", UtcDateTime, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True),
    Column("added_at", UtcDateTime, nullable=False),
)

# At which addresses each source finds which document, and the stamps that tell whether what stands
# there has changed since it was read. A document that is found nowhere any more is removed.
origins = Table(
    "origins",
    metadata,
    Column("source", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("document_id", String(32), nullable=False, index=True),
    Column("stamp", Text),
    Index(None, "address"),
)

# What tells how much two documents have in common, and those that were seen to be one page twice.
sketches = Table(
    "sketches",
    metadata,
    Column("document_id", String(32), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
)

kin = Table(
    "kin",
    metadata,
    Column("document_id", String(32), primary_key=True),
    Column("other_id", String(32), primary_key=True),
    Column("relation", String(16), nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("finished_at", UtcDateTime, nullable=False),
    Column("report", JSON, nullable=False),
)

# A single row: which library this is, and by which model's vectors it is searched.
identity = Table(
    "identity",
    metadata,
    Column("library_id", String(32), primary_key=True),
    Column("model_pk", Integer, ForeignKey("models.pk")),
)


_TROUBLE = {
    # SQLite
    "database is locked": "another process is writing to it; try again when that has ended",
    "readonly database": "give this user the right to write to its folder",
    "disk I/O error": "look whether its disk is full or broken",
    "unable to open database": "look whether its folder exists and may be written to",
    "not a database": "put the file aside, and `euif ingest` makes a new library",
    # PostgreSQL
    "failed to resolve host": "look after the host in EUIF_DATABASE_URL",
    "Connection refused": "look whether the database server runs, and after EUIF_DATABASE_URL",
    "timeout expired": "look whether the database server can be reached from here",
    "password authentication failed": "look after user and password in EUIF_DATABASE_URL",
    "no password supplied": "give a password in EUIF_DATABASE_URL, PGPASSWORD or ~/.pgpass",
    "no pg_hba.conf entry": "have the database server let this user in from here",
    "FATAL:  role": "have the administrator of the database server create it",
    "FATAL:  database": "have the administrator of the database server create it",
    "permission denied": "have the administrator of the database server grant it to this user",
    "too many clients": "have the database server allow more connections, or run fewer processes",
    "server closed the connection": "the database server ended; try again when it runs",
    "terminating connection": "the database server ended; try again when it runs",
    "the connection is closed": "the database server ended; try again when it runs",
}
_FULL = ("disk is full", "No space left on device")


def connect(url: str) -> Engine:
    """Return an engine for `url`: SQLAlchemy's form, `sqlite:` or `postgresql:`.

    Parameters are hidden from errors, because errors are logged and questions must not be.
    Statements that find the disk full raise StorageFull; a database that cannot be used raises
    LibraryUnusable, here or later.
    """
    try:
        parsed = make_url(url)
        kind = _KINDS[parsed.get_backend_name()]
    except (ArgumentError, ValueError, KeyError):
        # Not said how: the text may hold the password.
        raise LibraryUnusable(
            "EUIF_DATABASE_URL is no address of a database: it looks like sqlite:////path/to/file "
            "or postgresql://user:password@host:5432/database."
        ) from None
    engine = kind(parsed)
    event.listen(engine, "handle_error", _explain)
    return engine


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 30}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": 10},
            # What is read in several statements belongs together, as on SQLite.
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError as error:
        raise LibraryUnusable(
            "A PostgreSQL database needs another package: pip install 'euif-assistant[postgres]'."
        ) from error
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


_KINDS = {"sqlite": _sqlite, "postgresql": _postgresql}


def for_writing(engine: Engine, room: str = "library") -> Engine:
    """Return the same engine, for transactions that write; those of one room wait for each other.

    SQLite takes its one write lock at the start: a transaction that reads first and finds
    another writer later would fail at once instead of waiting. PostgreSQL takes a lock of the
    room's, and each statement sees what was written before it.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="READ COMMITTED")
    return engine.execution_options(writes=room)


def batches(values: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """Cut a sequence so that a statement stays under every database's limit of parameters."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def to_bytes(vector: Vector) -> bytes:
    """Return a vector as it is stored: float32, little-endian."""
    return vector.astype("<f4").tobytes()


def to_vector(stored: bytes) -> Vector:
    """Return a stored vector, read-only."""
    return np.frombuffer(stored, dtype="<f4")


def to_tokens(stored: bytes | None) -> Tokens | None:
    """Return a sentence's tokens as they were stored, read-only."""
    return None if stored is None else np.frombuffer(stored, dtype=np.int8).reshape(-1, TOKEN_SIZE)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, below
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what people delete is not left in the file
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = "writes" in connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    from psycopg.types.string import StrDumper

    class WithoutNul(StrDumper):
        """PostgreSQL's texts hold no NUL: another sign in its place leaves spans as they are."""

        def dump(self, text: str) -> Any:
            return super().dump(text.replace("\x00", "\ufffd"))

    connection.adapters.register_dumper(str, WithoutNul)
    connection.execute("SET jit = off")  # compiling a search takes longer than the search
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    room = connection.get_execution_options().get("writes")
    if room is not None:
        lock = "SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext(%s))"
        connection.exec_driver_sql(lock, (room,))


def _explain(context: ExceptionContext) -> None:
    fault = context.original_exception
    primary = getattr(getattr(fault, "diag", None), "message_primary", None)
    if primary and context.sqlalchemy_exception:
        # What PostgreSQL says beside its first sentence quotes whole rows, questions among them.
        fault.args = (primary,)
        context.sqlalchemy_exception.args = (f"({type(fault).__name__}) {primary}",)
    said = str(fault)
    if any(sign in said for sign in _FULL):
        raise StorageFull(
            "The disk that holds the library is full. Free some space and run the command again; "
            "what was stored before is unharmed."
        ) from fault
    for sign, advice in _TROUBLE.items():
        if sign in said:
            raise LibraryUnusable(f"The library cannot be used ({fault}): {advice}.") from fault
