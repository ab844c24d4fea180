"""Sources: where documents come from. So far a folder, a file, and the bundled notes."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ingest.readers import READABLE
from vectorstore.errors import EuifError

BUNDLED = "bundled:"
"""The name of the source of the notes that come with the project."""


class SourceUnusable(EuifError):
    """A source cannot be listed; the text says why and what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a source lists: `locator` says where it is, the same in every run."""

    locator: str
    path: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with all below it, or a single file; hidden files and folders are left out."""

    name: str
    """The source's name in the library and on the command line."""
    root: Path
    prefix: str | None = None
    """What a locator begins with in place of the folder's own address."""

    def list(self) -> tuple[list[SourceFile], list[SourceFile]]:
        """Return the files that a reader exists for, and the others, in a fixed order.

        Raises SourceUnusable if there is nothing to read: a folder that is suddenly empty is more
        likely a disk that is not mounted than a wish to remove all its documents.
        """
        found = sorted(self._files(), key=lambda file: file.locator)
        readable: list[SourceFile] = []
        others: list[SourceFile] = []
        for file in found:
            (readable if file.path.suffix.lower() in READABLE else others).append(file)
        if not readable:
            raise SourceUnusable(
                f"No documents in {self.name}: files ending in {', '.join(READABLE)} can be read. "
                "Nothing was changed."
            )
        return readable, others

    @property
    def place(self) -> str:
        """What the locators of all its files begin with."""
        if self.prefix is not None:
            return self.prefix
        return self.root.as_uri() + ("" if self.root.is_file() else "/")

    def _files(self) -> Iterator[SourceFile]:
        if self.root.is_file():
            yield SourceFile(self.root.as_uri(), self.root)
            return
        for folder, below, names in os.walk(self.root, onerror=_raise):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if not name.startswith(".") and _may_be_read(path):
                    yield SourceFile(self._locator(path), path)

    def _locator(self, path: Path) -> str:
        if self.prefix is None:
            return path.as_uri()
        return self.prefix + path.relative_to(self.root).as_posix()


def open_source(name: str) -> Folder:
    """Return the source of this name: a path, or `bundled:`. Raises SourceUnusable."""
    if name == BUNDLED:
        return Folder(BUNDLED, Path(str(files("ingest") / "corpus")), prefix=BUNDLED)
    path = Path(name).expanduser().resolve()
    if not path.exists():
        raise SourceUnusable(f"There is no file or folder {path}. Check the spelling.")
    return Folder(str(path), path)


def _may_be_read(path: Path) -> bool:
    """Tell files and links from devices and pipes.

    What cannot be looked at, or links to nothing, is listed: reading it fails and is reported, and
    its document is not taken for one that vanished.
    """
    try:
        kind = path.lstat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(kind) or stat.S_ISLNK(kind)


def _raise(error: OSError) -> None:
    raise SourceUnusable(
        f"{error.filename} cannot be listed ({error.strerror}). Nothing was changed."
    ) from error
