"""Puts the rooms together: the only place that picks implementations."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant import calibration, migrations
from assistant.answering import Assistant
from assistant.calibration import Calibration
from assistant.errors import SettingsWrong
from assistant.history import History
from assistant.settings import Settings
from ingest.sync import Sync
from vectorstore import copying, ownership, upkeep
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex, IndexDamaged
from vectorstore.database import connect, for_writing
from vectorstore.embedding import Embedder
from vectorstore.errors import IndexUnavailable, LibraryUnusable
from vectorstore.ledger import Ledger
from vectorstore.library import Library
from vectorstore.ownership import Owner
from vectorstore.reranking import Reranker
from vectorstore.search import Search

Progress = Callable[[int, int, str], None]


class Services:
    """The parts of one assistant."""

    def __init__(
        self, settings: Settings, report: Callable[[str], None], embedder: Embedder | None
    ) -> None:
        self.settings = settings
        self._report = report
        try:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsWrong(
                f"The data folder {settings.data_dir} cannot be made ({error.strerror}). "
                "Choose another with EUIF_DATA_DIR."
            ) from error
        self._engine = _opened(settings.database)
        self.library = Library(self._engine)
        self.catalogue = Catalogue(self._engine)
        self.ledger = Ledger(self._engine)
        self.history = History(self._engine, settings.retention_days)
        self.embedder = embedder or Embedder(
            settings.embedding_model, settings.data_dir / "models", report
        )
        self.reranker = Reranker(settings.reranker_model) if settings.reranker_model else None

    def owner(self) -> Owner | None:
        """Return which process has the embedded index; None if none has, or a server keeps it."""
        return None if self.settings.chroma_url else ownership.owner(self.settings.data_dir)

    @contextmanager
    def index(self, address: str | None = None) -> Iterator[ChromaIndex]:
        """Open the dense index, in step with the library, for the length of a `with`.

        `address` is where this process answers others, if it is a service. Raises IndexInUse.
        """
        if self.settings.chroma_url:
            index = ChromaIndex.served(str(self.settings.chroma_url), self.ledger.identify())
            try:
                yield self._mended(index)
            finally:
                index.close()
            return
        with ownership.owning(self.settings.data_dir, address):
            index = self._embedded(self.settings.data_dir / "chroma")
            try:
                yield self._mended(index)
            finally:
                index.close()

    def _embedded(self, folder: Path) -> ChromaIndex:
        """Open the index in its folder; a damaged one is put aside and built again, once."""
        try:
            return ChromaIndex.embedded(folder, self.ledger.identify())
        except IndexDamaged as damage:
            self._report(f"The index is damaged ({damage}); building it again from the library.")
            aside = folder.with_name("chroma.damaged")
            shutil.rmtree(aside, ignore_errors=True)
            folder.rename(aside)
        try:
            return ChromaIndex.embedded(folder, self.ledger.identify())
        except IndexDamaged as damage:
            raise IndexUnavailable(
                f"The index in {folder} cannot be made ({damage}). Look after the disk, or keep "
                "the data elsewhere with EUIF_DATA_DIR."
            ) from damage

    def _mended(self, index: ChromaIndex) -> ChromaIndex:
        mended = upkeep.mend(self.library, index)
        if mended.added or mended.removed:
            self._report(
                f"The index was brought in step with the library: {mended.added} vectors added, "
                f"{mended.removed} removed."
            )
        return index

    def assistant(self, index: ChromaIndex, fitted: Calibration | None = None) -> Assistant:
        """Return an assistant over an open index; without `fitted`, with what the data folder has.

        Raises ModelMismatch and CalibrationWrong.
        """
        from assistant.reading import Reader  # it imports torch

        self.ledger.refuse_other(self.embedder.identity)
        fitted = fitted or calibration.load(self.settings.data_dir, self.embedder.identity)
        search = Search(self.catalogue, index, self.embedder, fitted.language_axes, self.reranker)
        reader = Reader(fitted.reader) if fitted.reader else None
        return Assistant(
            search, self.catalogue, fitted, reader, self.settings.contact, self.history
        )

    def sync(self, index: ChromaIndex | None, progress: Progress) -> Sync:
        """Return what brings the library in step with sources.

        Without an index its owner applies what is written.
        """
        return Sync(
            self.library,
            self.ledger,
            self.embedder,
            self.settings.largest_file,
            written=partial(upkeep.apply_pending, self.library, index) if index else None,
            progress=progress,
        )

    def copy_to(self, database: str, progress: Callable[[str, int], None]) -> dict[str, int]:
        """Copy library and history to an empty database; return how many rows, by table.

        Nobody else may own the index meanwhile: what they write would be left behind. Raises
        IndexInUse, TargetNotEmpty and LibraryUnusable.
        """
        served = self.settings.chroma_url is not None
        with nullcontext() if served else ownership.owning(self.settings.data_dir):
            target = _opened(database)
            try:
                return copying.copy(self._engine, target, progress)
            finally:
                target.dispose()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _opened(database: str) -> Engine:
    """Open a database and bring it to the newest schema. Raises LibraryUnusable."""
    try:
        engine = connect(database)
        migrations.upgrade(for_writing(engine))
    except (SQLAlchemyError, sqlite3.Error, CommandError) as error:
        raise LibraryUnusable(
            f"The library cannot be opened ({error}). If a newer euif-assistant made it, use "
            "that one; else look after EUIF_DATABASE_URL and the data folder."
        ) from error
    return engine


def build(
    settings: Settings, report: Callable[[str], None], embedder: Embedder | None = None
) -> Services:
    """Return the parts for these settings; `report` is told of long work in plain lines.

    `embedder` is given by those who have one loaded already.
    """
    return Services(settings, report, embedder)
