"""Full-text search on PostgreSQL: a tsvector a passage under a GIN index, and BM25 in SQL.

PostgreSQL has no BM25, so it is computed (Robertson and Zaragoza, 2009, "The Probabilistic
Relevance Framework", https://doi.org/10.1561/1500000019) with FTS5's parameters, from how often
each term stands where. A tsvector has four weights; here they say how often a term stands in the
passage, from once (D) to four times or more (A): past four times, more of it adds next to nothing.
`ts_rank` is asked for nothing but that weight.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

_K1, _B = 1.2, 0.75
_WEIGHTS = "DCBA"
_ONE_TERM = math.pi**2 / 6
"""`ts_rank` divides the weight of a term that has one position by this."""

_LONGEST = 500
"""Characters of a term; a lexeme may have 2,046 bytes."""

# Statements' triggers keep the counts: how many passages a term stands in is asked with every
# question, and only a full scan (ts_stat) would tell. In the order of the terms, so that two
# writers never wait for each other in a circle.
CREATE = (
    # Wide rows stay in one place: fetching each candidate from a side table takes most of the time.
    "CREATE TABLE passage_terms ("
    "passage_pk integer PRIMARY KEY REFERENCES passages (pk) ON DELETE CASCADE, "
    "terms tsvector NOT NULL, length integer NOT NULL) WITH (toast_tuple_target = 8160)",
    "CREATE INDEX passage_terms_terms ON passage_terms USING gin (terms)",
    'CREATE TABLE passage_vocabulary (term text COLLATE "C" PRIMARY KEY, doc integer NOT NULL)',
    "CREATE TABLE passage_totals (passages bigint NOT NULL, length bigint NOT NULL)",
    "INSERT INTO passage_totals VALUES (0, 0)",
    """
    CREATE FUNCTION passage_terms_counted() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    BEGIN
        INSERT INTO passage_vocabulary AS known
            SELECT lexeme, sign * count(*) FROM changed, unnest(changed.terms)
            GROUP BY lexeme ORDER BY lexeme COLLATE "C"
            ON CONFLICT (term) DO UPDATE SET doc = known.doc + excluded.doc;
        UPDATE passage_totals SET
            passages = passages + sign * (SELECT count(*) FROM changed),
            length = passage_totals.length
                + sign * (SELECT coalesce(sum(changed.length), 0) FROM changed);
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER passage_terms_added AFTER INSERT ON passage_terms "
    "REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION passage_terms_counted()",
    "CREATE TRIGGER passage_terms_gone AFTER DELETE ON passage_terms "
    "REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION passage_terms_counted()",
)

_indexed = table("passage_terms", column("passage_pk"), column("terms", TSVECTOR), column("length"))
_vocabulary = table("passage_vocabulary", column("term"), column("doc"))
_totals = table("passage_totals", column("passages"), column("length"))


def add(connection: Connection, rows: Iterable[tuple[int, Sequence[str], Sequence[str]]]) -> None:
    """Index passages: (passages.pk, terms of the context, terms of the text)."""
    given = [(pk, [*context, *body]) for pk, context, body in rows]
    # One statement, because the triggers count once a statement.
    connection.execute(
        text(
            "INSERT INTO passage_terms (passage_pk, terms, length) "
            "SELECT pk, CAST(terms AS tsvector), length "
            "FROM unnest(CAST(:pks AS integer[]), CAST(:terms AS text[]), "
            "CAST(:lengths AS integer[])) AS given (pk, terms, length)"
        ),
        {
            "pks": [pk for pk, _ in given],
            "terms": [_vector(terms) for _, terms in given],
            "lengths": [len(terms) for _, terms in given],
        },
    )


def count(connection: Connection) -> int:
    """Return how many passages are indexed."""
    return connection.scalar(select(_totals.c.passages)) or 0


def frequencies(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each term stands; terms that stand in none are left out."""
    query = select(_vocabulary).where(_vocabulary.c.term.in_(list(terms)), _vocabulary.c.doc > 0)
    return {row.term: row.doc for row in connection.execute(query)}


def matching(connection: Connection, terms: Mapping[str, int]) -> Select[Any]:
    """Return a query as `lexical.matching` has it."""
    passages, length = connection.execute(select(_totals)).one()
    norm = _K1 * (1 - _B + _B * _indexed.c.length / literal(length / max(passages, 1)))
    score: Any = literal(0.0)
    for term, count in terms.items():
        # FTS5's floor: a term of more than half of the passages still counts a little.
        rarity = max(math.log((passages - count + 0.5) / (count + 0.5)), 1e-6)
        often = func.round(
            _ONE_TERM
            * 4
            * func.ts_rank(literal_column("'{0.25,0.5,0.75,1}'"), _indexed.c.terms, _query([term]))
        )
        score += rarity * (_K1 + 1) * often / (often + norm)
    return select(
        _indexed.c.passage_pk.label("pk"),
        score.label("score"),
        func.array_to_string(func.tsvector_to_array(_indexed.c.terms), " ").label("terms"),
    ).where(_indexed.c.terms.op("@@")(_query(list(terms))))


def _vector(terms: Sequence[str]) -> str:
    return " ".join(
        f"{_quoted(term)}:1{_WEIGHTS[min(times, len(_WEIGHTS)) - 1]}"
        for term, times in Counter(terms).items()
    )


def _query(terms: Sequence[str]) -> Any:
    return cast(" | ".join(map(_quoted, terms)), TSQUERY)


def _quoted(term: str) -> str:
    """Return a term as a lexeme to PostgreSQL, whatever a person typed."""
    return "'" + term[:_LONGEST].replace("\\", "\\\\").replace("'", "''") + "'"
