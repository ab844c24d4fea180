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

from assistant import migrations
from vectorstore.database import connect, for_writing, metadata

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
                    kind != "table" or not name.startswith("passage_")
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


def test_a_library_without_tokens_gets_them_with_the_next_ingest(
    tmp_path: Path, make_services: MakeServices
) -> None:
    folder = folder_of(tmp_path / "in", a="Amazon joined.")
    services = make_services(tmp_path / "data")
    take_in(services, folder)
    services.close()
    engine = connect(f"sqlite:///{tmp_path / 'data' / 'library.sqlite3'}")
    with for_writing(engine).begin() as connection:
        for statement in (
            "DROP TABLE feedback",
            "DROP TABLE answers",
            "DROP TABLE conversations",
            "ALTER TABLE sentences DROP COLUMN tokens",
            "UPDATE alembic_version SET version_num = '0001'",
            "UPDATE documents SET digest = 'of a version that was cut in another way'",
            "UPDATE passages SET id = 'of that version'",
        ):
            connection.execute(text(statement))
    services = make_services(tmp_path / "data")
    (report,) = take_in(services, folder)
    services.close()
    assert len(report.updated) == 1
    with engine.connect() as connection:
        without = connection.scalar(text("SELECT count(*) FROM sentences WHERE tokens IS NULL"))
    engine.dispose()
    assert without == 0
