"""Backups: one file that holds everything that cannot be made again.

It is a zip archive of a manifest, of a SQLite file with all tables, from whatever kind of database,
and of the calibrations in the data folder. The index is made from the library, so it is left out;
so are sessions: after a restore people sign in again.
"""

import os
import re
import shutil
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from alembic.util import CommandError
from pydantic import BaseModel, ValidationError
from sqlalchemy import Engine, delete

from assistant import calibration, migrations
from assistant.access.tables import sessions
from assistant.errors import BackupUnusable, WrongUse
from vectorstore import transferring
from vectorstore.database import connect, for_writing
from vectorstore.ledger import Ledger

_MANIFEST, _LIBRARY = "manifest.json", "library.sqlite3"
_PART = re.compile(rf"{re.escape(_LIBRARY)}|answerability(-[0-9a-f]{{12}})?\.json")

Progress = Callable[[str, int], None]
"""Is told of each table and its number of rows."""


class Manifest(BaseModel):
    """What a backup says of itself."""

    format: Literal[1] = 1
    made_at: datetime
    made_by: str
    """The version of euif-assistant."""
    revision: str
    """Of the schema."""
    embedding_model: str | None
    embedding_digest: str | None
    rows: dict[str, int]
    """How many, by table."""
    sha256: dict[str, str]
    """Of each part, by its name in the archive."""


def make(engine: Engine, data_dir: Path, file: Path, progress: Progress) -> Manifest:
    """Write everything to a new file, as it is at one moment; others go on working meanwhile.

    The file appears when it is whole, readable by its owner alone. Its folder needs room for about
    three times the library. Raises WrongUse.
    """
    if file.exists():
        raise WrongUse(f"{file} is there already. Choose another name; nothing was changed.")
    if not file.parent.is_dir():
        raise WrongUse(f"There is no folder {file.parent}. Make it, or choose another.")
    moment = datetime.now(UTC)
    with TemporaryDirectory(dir=file.parent, prefix=f"{file.name}.unfinished-") as made:
        folder = Path(made)
        rows = _copy_out(engine, folder / _LIBRARY, progress)
        for own in data_dir.glob(f"{Path(calibration.NAME).stem}*.json"):
            shutil.copyfile(own, folder / own.name)
        parts = sorted(part for part in folder.iterdir() if _PART.fullmatch(part.name))
        packed = folder / "packed"
        manifest = _manifest(moment, folder / _LIBRARY, rows, parts)
        _pack(packed, manifest, parts)
        packed.chmod(0o600)
        packed.rename(file)
    return manifest


def restore(file: Path, engine: Engine, data_dir: Path, progress: Progress) -> Manifest:
    """Fill an empty database and the data folder from a backup, also from one of an older version.

    Nobody else may use the database meanwhile. The tables are filled last and all at once, so that
    it can be done again after whatever ends it early. Raises BackupUnusable and TargetNotEmpty.
    """
    with TemporaryDirectory(dir=data_dir, prefix="restore-") as made:
        folder = Path(made)
        manifest = _unpack(file, folder)
        calibrations = sorted(folder.glob("*.json"))
        _require_no_others(calibrations, data_dir)
        library = connect(f"sqlite:///{folder / _LIBRARY}")
        try:
            _upgrade(library, file, manifest)
            transferring.require_empty(engine)
            for own in calibrations:
                own.replace(data_dir / own.name)  # whole or not at all: they are on one disk
            transferring.copy(library, engine, progress)
        finally:
            library.dispose()
    return manifest


def _copy_out(engine: Engine, library: Path, progress: Progress) -> dict[str, int]:
    target = connect(f"sqlite:///{library}")
    try:
        migrations.upgrade(for_writing(target))
        rows = transferring.copy(engine, target, progress)
        with for_writing(target).begin() as connection:
            connection.execute(delete(sessions))
    finally:
        target.dispose()
    return {**rows, sessions.name: 0}


def _manifest(
    moment: datetime, library: Path, rows: dict[str, int], parts: Iterable[Path]
) -> Manifest:
    copied = connect(f"sqlite:///{library}")
    try:
        model = Ledger(copied).model()
        revision = migrations.revision(copied)
    finally:
        copied.dispose()
    return Manifest(
        made_at=moment,
        made_by=version("euif-assistant"),
        revision=revision,
        embedding_model=model.name if model else None,
        embedding_digest=model.digest if model else None,
        rows=rows,
        sha256={part.name: _sha256(part) for part in parts},
    )


def _pack(packed: Path, manifest: Manifest, parts: Iterable[Path]) -> None:
    with packed.open("wb") as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, manifest.model_dump_json(indent=1) + "\n")
            for part in parts:
                archive.write(part, part.name)
        stream.flush()
        os.fsync(stream.fileno())


def _unpack(file: Path, folder: Path) -> Manifest:
    """Write the parts of a backup into a folder, each checked; nothing else that is in it."""
    try:
        with ZipFile(file) as archive:
            manifest = Manifest.model_validate_json(archive.read(_MANIFEST))
            for name, digest in manifest.sha256.items():
                if not _PART.fullmatch(name):
                    raise BackupUnusable(f"{file} holds {name!r}, which no backup does.")
                with archive.open(name) as packed, (folder / name).open("wb") as part:
                    shutil.copyfileobj(packed, part)
                if _sha256(folder / name) != digest:
                    raise BackupUnusable(f"{file} is damaged ({name}). Take another backup.")
    except (FileNotFoundError, IsADirectoryError):
        raise WrongUse(f"There is no file {file}. Check the spelling.") from None
    except ValidationError as error:
        raise BackupUnusable(
            f"{file} is a backup of a form that this version does not know. Use the "
            "euif-assistant that made it, or a newer one."
        ) from error
    except (BadZipFile, KeyError, EOFError, RuntimeError, zlib.error) as error:
        raise BackupUnusable(
            f"{file} is damaged, or no backup at all. Take another, one that `euif backup` wrote."
        ) from error
    if _LIBRARY not in manifest.sha256:
        raise BackupUnusable(f"{file} holds no library. Take another backup.")
    return manifest


def _require_no_others(calibrations: Iterable[Path], data_dir: Path) -> None:
    for own in calibrations:
        there = data_dir / own.name
        if there.exists() and there.read_bytes() != own.read_bytes():
            raise BackupUnusable(
                f"{there} is another than the one in the backup. Put it aside; nothing was changed."
            )


def _upgrade(library: Engine, file: Path, manifest: Manifest) -> None:
    try:
        migrations.upgrade(for_writing(library))
    except CommandError as error:
        raise BackupUnusable(
            f"{file} was made by euif-assistant {manifest.made_by}, whose database this version "
            "does not know yet. Restore it with that version or a newer one."
        ) from error


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
