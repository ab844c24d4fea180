"""The database: a full disk is told in a sentence and harms nothing; errors hide what was asked."""

import pytest
from fakes import MODEL, document, library_of, passage_of
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from vectorstore.catalogue import Catalogue
from vectorstore.errors import StorageFull


def test_a_full_disk_leaves_what_was_stored(engine: Engine) -> None:
    """SQLite says the same of a database that may not grow as of a disk that is full."""
    library = library_of(engine)
    stored = document("a", "Ten members.")
    library.write(stored, [passage_of(stored)])
    for pk in library.pending():
        library.mark_indexed(pk)

    def may_not_grow(connection: object, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

    event.listen(engine, "checkout", may_not_grow)
    much = document("b", "Many members. " * 50_000)
    with pytest.raises(StorageFull, match="Free some space"):
        library.write(much, [passage_of(much)])
    assert library.pending() == []
    assert Catalogue(engine, MODEL).document("a") == stored


def test_errors_do_not_tell_parameters(engine: Engine) -> None:
    query = text("SELECT nothing FROM nowhere WHERE a = :asked")
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as failed:
        connection.execute(query, {"asked": "secret"})
    assert "secret" not in str(failed.value)
