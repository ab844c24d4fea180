"""The lexical side: full-text search in the library's database, over terms of `language.terms`.

Each kind of database has a room of its own for it: FTS5 on SQLite, tsvector on PostgreSQL.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Select

from vectorstore import fts5, tsvector

_COMMON = 0.2
"""A term that stands in more than this share of the passages tells them apart too little to be
worth its time: without it a query over 100,000 passages takes 0.4 ms instead of 177 ms."""

_FEW = 25
"""Among fewer passages than this, shares say nothing, and every term counts."""


def create(connection: Connection) -> Sequence[str]:
    """Return the statements that make the tables of the full-text search."""
    statements: Sequence[str] = _kind(connection).CREATE
    return statements


def add(connection: Connection, rows: Iterable[tuple[int, Sequence[str], Sequence[str]]]) -> None:
    """Index passages: (passages.pk, terms of the context, terms of the text)."""
    _kind(connection).add(connection, rows)


def frequencies(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each term stands; terms that stand in none are left out."""
    counts: dict[str, int] = _kind(connection).frequencies(connection, terms)
    return counts


def telling(connection: Connection, counts: Mapping[str, int]) -> dict[str, int]:
    """Return of terms, each with in how many passages it stands, those worth searching for, in
    order: those that do not stand everywhere."""
    total = _kind(connection).count(connection)
    most = _COMMON * total if total >= _FEW else total
    return {term: counts[term] for term in sorted(counts) if counts[term] <= most}


def matching(connection: Connection, terms: Mapping[str, int]) -> Select[Any]:
    """Return a query for the passages that hold any of the terms (with their counts), unordered.

    Columns: `pk` (passages.pk), `score` (BM25, larger is better), `terms` (all that it holds,
    with blanks between).
    """
    query: Select[Any] = _kind(connection).matching(connection, terms)
    return query


def _kind(connection: Connection) -> ModuleType:
    return fts5 if connection.dialect.name == "sqlite" else tsvector
