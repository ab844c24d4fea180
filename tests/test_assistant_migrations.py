"""The schema that migrations make is the one that the code declares."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from conftest import MakeServices
from fakes import folder_of, take_in
from sqlalchemy import Engine, text

import assistant.access.tables  # noqa: F401  (they belong to the declared schema)
from assistant import migrations
from vectorstore.database import connect, for_writing, metadata


def test_migrations_make_the_declared_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                # FTS5 keeps its data in tables of its own, which no code declares.
                "include_name": lambda name, kind, parents: (
                    kind != "table" or not name.startswith("passage_")
                ),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    def schema() -> list[str]:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT sql FROM sqlite_master ORDER BY name"))
            return [str(row.sql) for row in found]

    before = schema()
    migrations.upgrade(for_writing(engine))
    assert schema() == before


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
            *(f"DROP TABLE {table}" for table in ("api_keys", "sessions", "switch_entries")),
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
