"""An upgrade across changes of the schema, as people go through it: killed or not, nothing is lost.

Libraries of older versions are made from one of today's: with the tables and columns of then.
"""

import asyncio
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from conftest import MakeServices
from fakes import folder_of, take_in
from sqlalchemy import Connection, Engine, LargeBinary, Table, column, inspect, select, table, text
from test_assistant_backup import silent, with_library
from test_assistant_migrations import upgrading

from assistant import keeping, migrations
from assistant.bootstrap import Services
from assistant.conversation import Answer, Question
from vectorstore import transferring
from vectorstore.database import connect, for_writing
from vectorstore.schema import identity, metadata, models, passage_vectors, sentence_vectors

ASKED = Question("Who joined the Forum in June 2024?", "c")
HALF_WAY = 12
"""After so many statements the data is on its way from its old place to the new one."""

pytestmark = pytest.mark.both_kinds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(
        tmp_path_factory.mktemp("in"),
        a="Amazon and Mistral AI joined the Forum in June 2024.",
        b="The Board met in Paris.",
    )


@pytest.fixture(scope="module")
def today(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices, folder: Path
) -> Iterator[Services]:
    """Yield a library of today with a conversation and a key."""
    services = make_services(tmp_path_factory.mktemp("today"))
    take_in(services, folder)
    services.keys.create("intranet", ["ask"])
    ask(services)
    yield services
    services.close()


def ask(services: Services) -> Answer:
    with services.index() as index:
        return asyncio.run(services.assistant(index).ask(ASKED))


def make_older(revision: str, source: Engine, address: str) -> None:
    """Make a database as the version of this revision would have left it."""
    engine = connect(address)
    config = Config()
    config.set_main_option("script_location", str(files(migrations)))
    with source.connect() as reading, for_writing(engine).begin() as writing:
        config.attributes["connection"] = writing
        command.upgrade(config, revision)
        there = set(inspect(writing).get_table_names())
        for known in metadata.sorted_tables:
            if known.name in there:
                copy_older(known, reading, writing)
        transferring._index_terms(reading, writing)
    engine.dispose()


def copy_older(known: Table, reading: Connection, writing: Connection) -> None:
    had = [one["name"] for one in inspect(writing).get_columns(known.name)]
    query, moved = as_it_was(known)
    columns = [column(name, moved.get(name) or known.c[name].type) for name in had]
    rows = [{name: row._mapping[name] for name in had} for row in reading.execute(query)]
    if rows:
        writing.execute(table(known.name, *columns).insert(), rows)
    if rows and "pk" in had and writing.dialect.name == "postgresql":
        last = max(row["pk"] for row in rows)
        sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'pk'), :last)")
        writing.execute(sequence, {"name": known.name, "last": last})


def as_it_was(known: Table):  # type: ignore[no-untyped-def]
    """Return a query for rows with what has moved to other tables since, and the types of that."""
    if known.name == "passages":
        vectors = passage_vectors
        return select(known, vectors.c.embedding).join(vectors), {"embedding": LargeBinary()}
    if known.name == "sentences":
        vectors, types = sentence_vectors, {"embedding": LargeBinary(), "tokens": LargeBinary()}
        return select(known, vectors.c.embedding, vectors.c.tokens).join(vectors), types
    if known is identity:
        named = (models.c.name.label("model_name"), models.c.digest.label("model_digest"))
        types = {"model_name": models.c.name.type, "model_digest": models.c.digest.type}
        return select(known, *named).join(models), types
    return select(known), {}


@pytest.mark.parametrize("revision", ["0002", "0005"])
def test_an_older_library_answers_after_an_upgrade_that_was_killed_once(
    revision: str,
    today: Services,
    folder: Path,
    blank_database: str,
    tmp_path: Path,
    make_services: MakeServices,
) -> None:
    make_older(revision, today.engine, blank_database)
    with upgrading(blank_database, HALF_WAY) as process:
        assert process.stdout
        assert process.stdout.readline() == "half-way\n"
        process.kill()
    engine = connect(blank_database)
    assert migrations.revision(engine) == revision, "killed, it is as it was"
    engine.dispose()

    services = make_services(tmp_path / "data", blank_database.replace("+psycopg", ""))
    before, after = ask(today), ask(services)
    assert after.status == "answered"
    # Until sentences have tokens again it may quote more, for want of the reader.
    assert after.text.startswith(before.citations[0].quote)
    with services.engine.connect() as reading:
        assert not any(reading.execute(select(sentence_vectors.c.tokens)).scalars()), "of a layer"
    (report,) = take_in(services, folder)
    assert (len(report.unchanged), len(report.created), len(report.deleted)) == (2, 0, 0)
    if revision >= "0005":
        kept = services.history.conversation("c", None).answers
        assert kept[0].text == before.text
        assert [key.name for key in services.keys.list()] == ["intranet"]
    services.close()


def test_a_backup_of_an_older_version_is_restored(
    today: Services, folder: Path, database: str, tmp_path: Path, make_services: MakeServices
) -> None:
    file, older = tmp_path / "today.zip", tmp_path / "older.sqlite3"
    keeping.backup(today, file, silent)
    make_older("0005", today.engine, f"sqlite:///{older}")
    services = make_services(tmp_path / "data", database.replace("+psycopg", ""))
    keeping.restore(services, with_library(file, older.read_bytes()), silent)
    services.close()
    services = make_services(tmp_path / "data", database.replace("+psycopg", ""))
    assert ask(services).text.startswith(ask(today).citations[0].quote)
    (report,) = take_in(services, folder)
    assert (len(report.unchanged), len(report.created), len(report.deleted)) == (2, 0, 0)
    services.close()
