"""The database: what is wrong with it is told in a sentence; errors hide what was asked."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from conftest import closing_engine
from fakes import MODEL, document, library_of, passage_of
from sqlalchemy import URL, Engine, event, select, text
from sqlalchemy.exc import SQLAlchemyError

from vectorstore.catalogue import Catalogue
from vectorstore.database import connect, for_writing
from vectorstore.errors import ExtraMissing, LibraryUnusable, StorageFull
from vectorstore.full_text import FullText
from vectorstore.schema import runs
from vectorstore.sight import OPEN


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


@pytest.mark.both_kinds
def test_errors_do_not_tell_parameters(engine: Engine) -> None:
    query = text("SELECT nothing FROM nowhere WHERE a = :asked")
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as failed:
        connection.execute(query, {"asked": "secret"})
    assert "secret" not in str(failed.value)


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"port": 9}, "look whether the database server runs"),
        ({"host": "no.such.host.invalid"}, "look after the host"),
        ({"username": "nobody-there"}, "have the administrator of the database server create it"),
        ({"database": "none"}, "have the administrator of the database server create it"),
    ],
)
def test_a_server_that_cannot_be_used_is_told_without_the_password(
    postgresql: URL, change: dict[str, object], advice: str
) -> None:
    engine = connect(
        postgresql.set(password="secret")
        .set(**change)  # type: ignore[arg-type]
        .render_as_string(hide_password=False)
    )
    with pytest.raises(LibraryUnusable, match=advice) as told, engine.connect():
        pass
    assert "secret" not in str(told.value)


def test_a_server_that_went_away_is_told_and_used_again_when_it_is_back(postgresql: URL) -> None:
    address = postgresql.render_as_string()
    with closing_engine(address) as engine:
        with engine.connect() as connection, engine.connect() as other:
            pid = connection.scalar(text("SELECT pg_backend_pid()"))
            other.execute(text(f"SELECT pg_terminate_backend({pid})"))
            with pytest.raises(LibraryUnusable, match="the database server ended"):
                connection.scalar(text("SELECT 1"))
            connection.invalidate()
        assert library_of(engine).pending() == []


@pytest.mark.parametrize("address", ["postgresql://me:secret@h:x/d", "nonsense secret", "", "a:b"])
def test_what_is_no_address_is_told_without_repeating_it(address: str) -> None:
    with pytest.raises(LibraryUnusable, match="no address of a database") as told:
        connect(address)
    assert "secret" not in str(told.value)


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'euif-assistant\[postgres\]'"):
        connect("postgresql://me@host/db")


@pytest.mark.both_kinds
def test_a_moment_comes_back_as_it_was(engine: Engine) -> None:
    moment = datetime.fromisoformat("2026-06-01T12:00:00.123456+02:00")
    with for_writing(engine).begin() as connection:
        connection.execute(runs.insert().values(finished_at=moment, report={}))
        stored = connection.scalar(select(runs.c.finished_at))
    assert stored == moment
    assert stored.tzinfo is UTC


@pytest.mark.both_kinds
def test_what_a_person_types_or_a_file_holds_is_stored(engine: Engine) -> None:
    """PostgreSQL keeps no NUL and limits the length of a term; spans stay as they are."""
    odd = document("a", f"Before\x00after {'x' * 5_000} \\ ' \" % members.", source="a_b%c")
    library, catalogue = library_of(engine), Catalogue(engine, MODEL)
    library.write(odd, [passage_of(odd)])
    for pk in library.pending():
        library.mark_indexed(pk)
    stored = catalogue.document("a")
    assert stored is not None
    assert stored.text.replace("\ufffd", "\x00") == odd.text
    assert len(catalogue.full_text.matching(["member"], OPEN, 9)) == 1
    assert catalogue.document("a\x00") is None


@pytest.mark.both_kinds
def test_writers_wait_for_each_other(engine: Engine) -> None:
    """Two runs of ingest meet the same document: one version is left, and neither fails."""
    library = library_of(engine)
    versions = [document("a", f"Version {number} for members.") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: library.write(one, [passage_of(one)]), versions))
        (pending,) = library.pending()
        assert sum(pool.map(library.mark_indexed, [pending] * 4)) == 1
    assert Catalogue(engine, MODEL).document("a") in versions
    assert FullText(engine).frequencies(["member", "version"]) == {
        "member": 1,
        "version": 1,
    }
