"""What is done with all that is kept: it is embedded anew, copied, backed up and restored."""

from collections.abc import Callable
from pathlib import Path

from assistant import backups, migrations
from assistant.bootstrap import Services
from ingest import reembedding
from ingest.sync import Progress
from vectorstore import transferring
from vectorstore.library import Library
from vectorstore.models import ModelChange


def reembed(services: Services, name: str, progress: Progress) -> reembedding.Reembedding:
    """Change the library to the embedding model of this name. Raises ModelUnavailable."""
    embedder = services.embedder_of(name)
    embedder.load()  # before anything changes: the name may be wrong
    services.ledger.identify()
    change = ModelChange(services.engine, embedder.identity)
    library = Library(services.engine, embedder.identity)
    return reembedding.reembed(change, library, embedder, progress)


def copy_to(
    services: Services, database: str, progress: Callable[[str, int], None]
) -> dict[str, int]:
    """Copy library and history to an empty database; return how many rows, by table.

    Nobody else may own the index meanwhile: what they write would be left behind. Raises
    IndexInUse, TargetNotEmpty and LibraryUnusable.
    """
    with services.owning():
        target = migrations.opened(database)
        try:
            return transferring.copy(services.engine, target, progress)
        finally:
            target.dispose()


def backup(services: Services, file: Path, progress: backups.Progress) -> backups.Manifest:
    """Write everything that cannot be made again to a file. Raises WrongUse."""
    return backups.make(services.engine, services.settings.data_dir, file, progress)


def restore(services: Services, file: Path, progress: backups.Progress) -> backups.Manifest:
    """Fill an empty database from a backup; these parts are of no use afterwards.

    Raises WrongUse, BackupUnusable, IndexInUse and TargetNotEmpty.
    """
    with services.owning():
        return backups.restore(file, services.engine, services.settings.data_dir, progress)
