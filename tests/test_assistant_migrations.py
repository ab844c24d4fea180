"""The schema that migrations make is the one that the code declares."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from assistant import migrations
from vectorstore.database import for_writing, metadata


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
