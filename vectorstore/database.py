"""The one relational database, of either kind: its engine, and how values are stored in it."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError

from vectorstore.errors import LibraryUnusable, StorageFull, needing
from vectorstore.passages import TOKEN_SIZE, Tokens, Vector

T = TypeVar("T")


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
    with needing("postgres", "A PostgreSQL database"):
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": 10},
            # What is read in several statements belongs together, as on SQLite.
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            hide_parameters=True,
        )
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
