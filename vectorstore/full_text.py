"""Finds passages by the terms that they hold, among those in sight.

What may be seen is decided by `sight`; how terms are looked for, by `lexical`.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Select, Subquery, select

from vectorstore import lexical
from vectorstore.schema import documents, passages
from vectorstore.sight import Sight, in_view, is_open_to


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that the full-text search found: BM25 (larger is better) and the terms it holds."""

    passage_id: str
    score: float
    terms: frozenset[str]


class FullText:
    """Finds indexed passages by terms, and counts these; never a pending version."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._counted: dict[str, int] | None = None

    def for_one_question(self) -> Self:
        """Return the same search, which counts no term twice. It is to be thrown away."""
        search = copy(self)
        search._counted = {}
        return search

    def matching(self, wanted: Iterable[str], seeing: Sight, limit: int) -> list[Match]:
        """Return the passages that hold any of the terms that tell something, best first."""
        with self._engine.connect() as connection:
            counted = lexical.telling(connection, self._frequencies(connection, wanted))
            if not counted:
                return []
            match = lexical.matching(connection, counted).subquery()
            rows = connection.execute(_best(match, seeing, limit, match.c.score, match.c.terms))
            return [Match(row.id, row.score, frozenset(row.terms.split())) for row in rows]

    def holding(self, wanted: Iterable[str], seeing: Sight, limit: int) -> list[tuple[str, str]]:
        """Return the texts of the passages that hold any of the terms, however common, best first,
        each with its document's language, and nothing that takes longer to read."""
        with self._engine.connect() as connection:
            counted = self._frequencies(connection, wanted)
            if not counted:
                return []
            match = lexical.matching(connection, counted).subquery()
            query = _best(match, seeing, limit, passages.c.text, documents.c.language)
            return [(row.text, row.language) for row in connection.execute(query)]

    def frequencies(self, wanted: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each of the terms stands."""
        with self._engine.connect() as connection:
            return self._frequencies(connection, wanted)

    def _frequencies(self, connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
        terms = set(wanted)
        known = {} if self._counted is None else self._counted
        if unknown := terms - known.keys():
            known |= dict.fromkeys(unknown, 0) | lexical.frequencies(connection, unknown)
        return {term: known[term] for term in sorted(terms) if known[term]}

    def shown(self, wanted: Iterable[str], seeing: Sight) -> dict[str, int]:
        """Return the terms that a passage in sight holds, and in how many passages each stands,
        hidden ones among them."""
        with self._engine.connect() as connection:
            counted = self._frequencies(connection, wanted)
            if not _is_any_hidden(connection, seeing.groups):
                return counted
            return {
                term: count
                for term, count in counted.items()
                if _is_shown(connection, term, count, seeing)
            }


def _is_any_hidden(connection: Connection, groups: frozenset[str]) -> bool:
    """Tell whether any document is hidden from somebody in these groups; mostly none is."""
    query = select(documents.c.pk).where(~is_open_to(groups)).limit(1)
    return connection.execute(query).first() is not None


def _is_shown(connection: Connection, term: str, count: int, seeing: Sight) -> bool:
    match = lexical.matching(connection, {term: count}).subquery()
    query = (
        select(passages.c.pk)
        .join_from(match, passages, match.c.pk == passages.c.pk)
        .join(documents)
        .where(*in_view(seeing))
        .limit(1)
    )
    return connection.execute(query).first() is not None


def _best(
    match: Subquery, seeing: Sight, limit: int, *columns: ColumnElement[Any]
) -> Select[tuple[Any, ...]]:
    """Return a query for passages in sight that the full-text search found, best first."""
    return (
        select(passages.c.id, *columns)
        .join_from(match, passages, match.c.pk == passages.c.pk)
        .join(documents)
        .where(*in_view(seeing))
        .order_by(match.c.score.desc(), passages.c.id)
        .limit(limit)
    )
