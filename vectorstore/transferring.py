"""Copies everything from one database to another, of the same kind or the other one."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from vectorstore import lexical
from vectorstore.database import for_writing
from vectorstore.errors import LibraryUnusable, TargetNotEmpty
from vectorstore.passages import Document, Passage
from vectorstore.rows import searched_terms
from vectorstore.schema import documents, identity, metadata, passages

_BATCH = 500
"""Rows a statement: some kilobytes each."""


def copy(source: Engine, target: Engine, progress: Callable[[str, int], None]) -> dict[str, int]:
    """Copy every row of every table to a database that holds none; return how many, by table.

    Both must have the newest schema. What is read is as it was at one moment, whatever others write
    meanwhile. It is one transaction: whatever ends it early leaves the target empty. The full-text
    search is made anew, as the target's kind needs it. `progress` is told of each table. Raises
    TargetNotEmpty.
    """
    copied: dict[str, int] = {}
    with source.connect() as reading, for_writing(target).begin() as writing:
        _require_empty(writing)
        writing.execute(delete(identity))
        for table in metadata.sorted_tables:
            progress(table.name, _count(reading, table))
            _copy_rows(table, reading, writing)
            copied[table.name] = _verified(table, reading, writing)
        _index_terms(reading, writing)
    return copied


def require_empty(target: Engine) -> None:
    """Raise TargetNotEmpty if a database holds any rows, but for the id of a new library."""
    with target.connect() as connection:
        _require_empty(connection)


def _require_empty(connection: Connection) -> None:
    # A service that was started once has given its library an id, and stored nothing yet.
    tables = [table for table in metadata.sorted_tables if table is not identity]
    full = [table.name for table in tables if _count(connection, table)]
    if full:
        raise TargetNotEmpty(
            f"The database to copy to is not empty (it has rows in {', '.join(full)}). Choose "
            "an empty one; nothing was changed."
        )


def _copy_rows(table: Table, reading: Connection, writing: Connection) -> None:
    rows = reading.execute(select(table), execution_options={"yield_per": _BATCH})
    for batch in rows.partitions():
        writing.execute(insert(table), [row._asdict() for row in batch])
    if "pk" in table.c and writing.dialect.name == "postgresql":
        # Keys are copied as they are; the sequence goes on after the last of them.
        writing.execute(
            select(
                func.setval(
                    func.pg_get_serial_sequence(table.name, "pk"),
                    select(func.coalesce(func.max(table.c.pk), 0) + 1).scalar_subquery(),
                    False,
                )
            )
        )


def _verified(table: Table, reading: Connection, writing: Connection) -> int:
    there, here = _count(reading, table), _count(writing, table)
    if there != here:
        raise LibraryUnusable(
            f"Of {there} rows of {table.name}, {here} arrived. Nothing was changed; try again."
        )
    return here


def _index_terms(reading: Connection, writing: Connection) -> None:
    rows = reading.execute(
        select(
            documents,
            passages.c.pk.label("passage_pk"),
            passages.c.text.label("passage_text"),
            passages.c.headings,
        ).join_from(documents, passages),
        execution_options={"yield_per": _BATCH},
    )
    for batch in rows.partitions():
        lexical.add(writing, ((row.passage_pk, *_terms(row)) for row in batch))


def _terms(row: Any) -> tuple[list[str], list[str]]:
    known = {one.name: row._mapping[one.name] for one in fields(Document) if one.name != "access"}
    passage = Passage("", 0, 0, 0, row.passage_text, tuple(row.headings), None)
    return searched_terms(Document(**known), passage)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
