"""Full-text search on SQLite: FTS5.

FTS5 and its ranking function bm25 (Robertson and Zaragoza, 2009): https://sqlite.org/fts5.html
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

# Terms arrive folded and stemmed, so the tokenizer has nothing to do but to split at blanks.
CREATE = (
    "CREATE VIRTUAL TABLE passage_terms USING fts5("
    "context, body, tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab(passage_terms, 'row')",
    # Cascaded deletions of passages reach this table only through a trigger.
    "CREATE TRIGGER passages_forget_terms AFTER DELETE ON passages "
    "BEGIN DELETE FROM passage_terms WHERE rowid = old.pk; END",
)


def add(connection: Connection, rows: Iterable[tuple[int, Sequence[str], Sequence[str]]]) -> None:
    """Index passages: (passages.pk, terms of the context, terms of the text)."""
    values = [
        {"pk": pk, "context": " ".join(context), "body": " ".join(body)}
        for pk, context, body in rows
    ]
    if values:
        connection.execute(
            text("INSERT INTO passage_terms (rowid, context, body) VALUES (:pk, :context, :body)"),
            values,
        )


def count(connection: Connection) -> int:
    """Return how many passages are indexed."""
    return connection.scalar(text("SELECT count(*) FROM passages")) or 0


def frequencies(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each term stands; terms that stand in none are left out."""
    found = connection.execute(
        text("SELECT term, doc FROM passage_vocabulary WHERE term IN :terms").bindparams(
            bindparam("terms", list(terms), expanding=True)
        )
    )
    return {row.term: row.doc for row in found}


def matching(_connection: Connection, terms: Mapping[str, int]) -> Select[Any]:
    """Return a query as `lexical.matching` has it."""
    # Quoted, a term is a string to FTS5, whatever a person typed.
    quoted = (term.replace('"', '""') for term in terms)
    expression = " OR ".join(f'"{term}"' for term in quoted)
    indexed = table("passage_terms", column("rowid"), column("context"), column("body"))
    whole_table: ColumnElement[str] = literal_column("passage_terms")
    return select(
        indexed.c.rowid.label("pk"),
        (-func.bm25(whole_table)).label("score"),
        (indexed.c.context + " " + indexed.c.body).label("terms"),
    ).where(whole_table.op("MATCH")(expression))
