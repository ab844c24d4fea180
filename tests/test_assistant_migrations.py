"""The schema that migrations make is the one that the code declares, whatever comes between."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from conftest import MakeServices, closing_engine
from fakes import folder_of, take_in
from sqlalchemy import Engine, event, text

import assistant.access.tables  # noqa: F401  (they belong to the declared schema)
from assistant import migrations
from vectorstore.database import connect, for_writing
from vectorstore.schema import metadata

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.both_kinds


def differences(engine: Engine) -> list[object]:
    """Return where the schema is not the declared one."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                # The full-text search keeps its data in tables that no code declares.
                "include_name": lambda name, kind, parents: (
                    kind != "table"
                    or not name.startswith(("passage_terms", "passage_vocab", "passage_totals"))
                ),
            },
        )
        found: list[object] = compare_metadata(context, metadata)
        return found


def test_migrations_make_the_declared_schema(engine: Engine) -> None:
    assert differences(engine) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    def changed() -> list[str]:
        statements: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        migrations.upgrade(for_writing(engine))
        return [sql for sql in statements if sql.startswith(("CREATE", "ALTER", "INSERT", "UPD"))]

    assert changed() == []


UPGRADE = """
import sys
from sqlalchemy import event
from assistant import migrations
from vectorstore.database import connect, for_writing

database, stop = sys.argv[1], int(sys.argv[2])
engine = connect(database)
done = 0

def pause(*_):
    global done
    done += 1
    if done == stop:
        print("half-way", flush=True)
        sys.stdin.readline()

event.listen(engine, "after_cursor_execute", pause)
migrations.upgrade(for_writing(engine))
"""


def upgrading(database: str, stop: int) -> subprocess.Popen[str]:
    """Start a process that upgrades a database and pauses after so many statements."""
    return subprocess.Popen(
        [sys.executable, "-c", UPGRADE, database, str(stop)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("stop", [3, 25])
def test_a_kill_half_way_leaves_what_was_there(blank_database: str, stop: int) -> None:
    with upgrading(blank_database, stop) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        process.kill()
    with closing_engine(blank_database) as engine:
        assert differences(engine) == []


def test_two_that_upgrade_at_once_wait_for_each_other(blank_database: str) -> None:
    with upgrading(blank_database, 3) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "half-way\n"
        with upgrading(blank_database, -1) as second:
            first.communicate("go on\n")
            second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    with closing_engine(blank_database) as engine:
        assert differences(engine) == []


def test_a_library_of_one_model_keeps_its_vectors(
    tmp_path: Path, make_services: MakeServices
) -> None:
    """As a library was that the version before made."""
    folder = folder_of(tmp_path / "in", a="Amazon joined.\n\nNobody left.")
    services = make_services(tmp_path / "data")
    take_in(services, folder)
    services.close()
    engine = connect(f"sqlite:///{tmp_path / 'data' / 'library.sqlite3'}")

    def vectors(*queries: str) -> list[list[tuple[object, ...]]]:
        with engine.connect() as connection:
            return [[tuple(row) for row in connection.execute(text(query))] for query in queries]

    kept = (
        "SELECT * FROM passage_vectors ORDER BY passage_pk",
        "SELECT sentence_pk, model_pk, embedding FROM sentence_vectors ORDER BY sentence_pk",
        "SELECT name, digest FROM models JOIN identity ON models.pk = model_pk",
    )
    before = vectors(*kept)
    with for_writing(engine).begin() as connection:
        for statement in (
            *(
                f"DROP TABLE {name}"
                for name in ("api_keys", "sessions", "switch_entries", "seen_messages")
            ),
            *(f"DROP TABLE {name}" for name in ("cited_documents", "feedback")),
            *(f"DROP TABLE {name}" for name in ("answers", "conversations")),
            "DROP INDEX ix_documents_text_digest",
            "ALTER TABLE documents DROP COLUMN text_digest",
            *(f"DROP TABLE {name}" for name in ("origins", "sketches", "kin")),
            "ALTER TABLE passages ADD COLUMN embedding BLOB",
            "ALTER TABLE sentences ADD COLUMN embedding BLOB",
            "ALTER TABLE sentences ADD COLUMN tokens BLOB",
            "UPDATE passages SET embedding = "
            "(SELECT embedding FROM passage_vectors WHERE passage_pk = passages.pk)",
            "UPDATE sentences SET (embedding, tokens) = "
            "(SELECT embedding, tokens FROM sentence_vectors WHERE sentence_pk = sentences.pk)",
            "CREATE TABLE old AS SELECT library_id, name AS model_name, digest AS model_digest "
            "FROM identity JOIN models ON models.pk = model_pk",
            "DROP TABLE identity",
            "CREATE TABLE identity (library_id VARCHAR(32) NOT NULL CONSTRAINT pk_identity "
            "PRIMARY KEY, model_name TEXT, model_digest VARCHAR(64))",
            "INSERT INTO identity SELECT * FROM old",
            "DROP TABLE old",
            "DROP TABLE passage_vectors",
            "DROP TABLE sentence_vectors",
            "DROP TABLE models",
            "UPDATE alembic_version SET version_num = '0002'",
        ):
            connection.execute(text(statement))
    services = make_services(tmp_path / "data")
    assert vectors(*kept) == before
    assert all(before)
    (report,) = take_in(services, folder)
    assert len(report.unchanged) == 1
    services.library.remove([one.id for one in services.catalogue.list_documents()])
    left = ("SELECT * FROM passage_terms", *kept[:2])
    assert vectors(*left) == [[], [], []]  # the trigger and the keys still do their work
    services.close()
    engine.dispose()
