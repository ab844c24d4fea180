"""What many tests stand on: the real embedding model, real stores, the bundled notes."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # as `euif` does, before torch is imported
for name in [name for name in os.environ if name.startswith("EUIF_")]:
    del os.environ[name]

import hypothesis
import pytest
from fakes import serving, take_in
from filelock import FileLock
from site_server import Site, site
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from assistant import bootstrap, migrations
from assistant.answering import Assistant
from assistant.bootstrap import Services, build
from assistant.settings import Settings
from ingest.readers.worker import ReadingProcess
from ingest.sources import BUNDLED
from vectorstore import bundled_model
from vectorstore.database import connect, for_writing
from vectorstore.embedding import Embedder
from vectorstore.schema import metadata

# The same examples in every run: a test that fails now and then tells nobody what they broke.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.load_profile("fixed")

KINDS = ["sqlite", "postgresql"]
SERVER = make_url("postgresql+psycopg://postgres@127.0.0.1:5432/postgres")

pytest_plugins = ["widget_browser"]

MakeServices = Callable[..., Services]
"""Takes a data folder, and settings by their names."""


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that is one for all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def models(common: Path) -> Path:
    """Return the folder that models are unpacked into."""
    return common / "models"


@pytest.fixture(scope="session")
def model_folder(models: Path) -> Path:
    """Return the folder of the unpacked bundled model."""
    return bundled_model.unpack(models)


@cache
def loaded_once(models: Path) -> Embedder:
    """Return the bundled model, which is loaded when it is first needed, and then stays."""
    return Embedder(bundled_model.BUNDLED_MODEL, models)


@pytest.fixture(scope="session")
def embedder(model_folder: Path) -> Embedder:
    """Return the bundled model, loaded once for all tests."""
    return loaded_once(model_folder.parent)


@pytest.fixture(scope="session", autouse=True)
def _commands_share_the_model(models: Path) -> Iterator[None]:
    """Have commands that run in this process work with the model that it has loaded already: each
    would else load its own, which takes seconds and 90 MB."""

    def embedder_of(name: str, *more: Any) -> Embedder:
        return loaded_once(models) if name == bundled_model.BUNDLED_MODEL else Embedder(name, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "Embedder", embedder_of)
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give tests marked `both_kinds` each kind of database in turn, the others SQLite."""
    if "database_kind" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_kinds")
        metafunc.parametrize("database_kind", KINDS if both else KINDS[:1], scope="session")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """Yield a database of the PostgreSQL server on this machine, dropped afterwards."""
    admin = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    name = f"euif_test_{uuid.uuid4().hex}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError:
        pytest.skip("needs PostgreSQL at 127.0.0.1:5432 that lets the user postgres in")
    yield SERVER.set(database=name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def new_schema(database: URL) -> str:
    """Make a schema in a PostgreSQL database and return the address that leads into it."""
    name = f"s{uuid.uuid4().hex}"
    with create_engine(database, poolclass=NullPool).begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = database.update_query_dict({"options": f"-csearch_path={name}"})
    return own.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def shared_schema(postgresql: URL) -> str:
    """Return the address of a schema that tests empty and share: making one takes a second."""
    return new_schema(postgresql)


@pytest.fixture
def blank_database(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database in which nothing is yet, no table either."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    return new_schema(request.getfixturevalue("postgresql"))


@pytest.fixture
def database(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database that holds no rows."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'library.sqlite3'}"
    address: str = request.getfixturevalue("shared_schema")
    with closing_engine(address) as engine, engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    return address


@contextmanager
def closing_engine(address: str) -> Iterator[Engine]:
    """Yield a database with the newest schema."""
    engine = connect(address)
    migrations.upgrade(for_writing(engine))
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """Yield an empty database with the newest schema."""
    with closing_engine(database) as engine:
        yield engine


@pytest.fixture(scope="session")
def reading() -> Iterator[ReadingProcess]:
    """Yield the process that reads documents: to start one takes half a second."""
    with ReadingProcess() as reading:
        yield reading


@pytest.fixture(scope="session")
def make_services(embedder: Embedder, reading: ReadingProcess) -> MakeServices:
    """Return a maker of real services over a data folder; all share the loaded model, and the
    process that reads documents."""

    def make(data_dir: Path, database: str | None = None, **settings: Any) -> Services:
        known = Settings(data_dir=data_dir, database_url=database, **settings)
        return build(known, lambda line: None, embedder, reading)

    return make


@pytest.fixture
def services(tmp_path: Path, make_services: MakeServices, database: str) -> Iterator[Services]:
    """Yield services over an empty library."""
    services = make_services(tmp_path / "data", database)
    yield services
    services.close()


@pytest.fixture(scope="session")
def filled(common: Path, make_services: MakeServices) -> Path:
    """Return a data folder with the bundled notes, which the first process to need it fills."""
    folder = common / "filled"
    with FileLock(common / "filled.lock"):
        if not folder.exists():
            filling = common / "filling"
            services = make_services(filling)
            take_in(services, BUNDLED)
            services.close()
            filling.rename(folder)
    return folder


@pytest.fixture(scope="session")
def forum(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices, filled: Path
) -> Iterator[Services]:
    """Yield services over a library of the bundled notes; tests only read the library."""
    services = make_services(shutil.copytree(filled, tmp_path_factory.mktemp("forum") / "data"))
    yield services
    services.close()


@pytest.fixture(scope="module")
def address(forum: Services) -> Iterator[str]:
    """Yield the address of a running service over the bundled notes."""
    with serving(forum) as address:
        yield address


@pytest.fixture
def served() -> Iterator[Site]:
    """Yield a web site whose pages a test puts there."""
    with site() as served:
        yield served


@pytest.fixture(scope="module")
def assistant(forum: Services) -> Iterator[Assistant]:
    """Yield an assistant over the bundled notes."""
    with forum.index() as index:
        yield forum.assistant(index)
