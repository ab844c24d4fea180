"""The schema that migrations make is the one that the code declares."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from conftest import MakeServices
from fakes import folder_of, take_in
from sqlalchemy import Engine, text

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
                    kind != "table" or not name.startswith(("passage_terms", "passage_vocab"))
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
        "SELECT * FROM sentence_vectors ORDER BY sentence_pk",
        "SELECT name, digest FROM models JOIN identity ON models.pk = model_pk",
    )
    before = vectors(*kept)
    with for_writing(engine).begin() as connection:
        for statement in (
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
