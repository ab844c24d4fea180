"""The schema of the one database over time (Alembic)."""

import sqlite3
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from vectorstore.database import connect, for_writing
from vectorstore.errors import LibraryUnusable


def opened(database: str) -> Engine:
    """Open a database and bring it to the newest schema.

    Raises LibraryUnusable and ExtraMissing.
    """
    try:
        engine = connect(database)
        upgrade(for_writing(engine))
    except (SQLAlchemyError, sqlite3.Error, CommandError) as error:
        raise LibraryUnusable(
            f"The library cannot be opened ({error}). If a newer euif-assistant made it, use "
            "that one; else look after EUIF_DATABASE_URL and the data folder."
        ) from error
    return engine


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema; does nothing if it is there already.

    It is one transaction, so two processes that start together do not meet half-way.
    """
    config = Config()
    config.set_main_option("script_location", str(files(__name__)).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(engine: Engine) -> str:
    """Return the revision of a database's schema; empty if it has none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""
