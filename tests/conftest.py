"""What many tests stand on: the real embedding model, real stores, the bundled notes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # as the settings do, before torch is imported
for name in [name for name in os.environ if name.startswith("EUIF_")]:
    del os.environ[name]

import hypothesis
import pytest
from fakes import take_in
from sqlalchemy import Engine

from assistant import migrations
from assistant.bootstrap import Services, build
from assistant.settings import Settings
from ingest.sources import BUNDLED
from vectorstore import bundled_model
from vectorstore.database import connect, for_writing
from vectorstore.embedding import Embedder

# The same examples in every run: a test that fails now and then tells nobody what they broke.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.load_profile("fixed")

MakeServices = Callable[..., Services]
"""Takes a data folder, and settings by their names."""


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that models are unpacked into."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def model_folder(models: Path) -> Path:
    """Return the folder of the unpacked bundled model."""
    return bundled_model.unpack(models)


@pytest.fixture(scope="session")
def embedder(model_folder: Path) -> Embedder:
    """Return the bundled model, loaded once for all tests."""
    return Embedder(bundled_model.BUNDLED_MODEL, model_folder.parent)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Yield a database with the newest schema."""
    engine = connect(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    migrations.upgrade(for_writing(engine))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def make_services(embedder: Embedder) -> MakeServices:
    """Return a maker of real services over a data folder; all share the loaded model."""

    def make(data_dir: Path, **settings: Any) -> Services:
        return build(Settings(data_dir=data_dir, **settings), lambda line: None, embedder)

    return make


@pytest.fixture
def services(tmp_path: Path, make_services: MakeServices) -> Iterator[Services]:
    """Yield services over an empty library."""
    services = make_services(tmp_path / "data")
    yield services
    services.close()


@pytest.fixture(scope="session")
def forum(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Services]:
    """Yield services over a library of the bundled notes; tests only read it."""
    services = make_services(tmp_path_factory.mktemp("forum"))
    take_in(services, BUNDLED)
    yield services
    services.close()
