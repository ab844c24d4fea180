"""The schema of the one database over time (Alembic)."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine


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
