"""Folders and files."""

import os
import shlex
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from ingest.readers import READABLE
from ingest.readers.characters import whole
from ingest.sources import (
    EVERYTHING,
    UNSAID,
    Choice,
    Content,
    Defaults,
    Item,
    Remark,
    SourceUnusable,
    Unopened,
    too_large,
)


@dataclass(frozen=True, slots=True)
class Files:
    """What a folder lists, all of it known before the first is opened."""

    items: tuple[Item, ...]
    skipped: list[Remark]
    complete: bool = True

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with all below it, or a single file; hidden files and folders are left out."""

    name: str
    root: Path
    largest_file: int
    """Bytes; larger files are not opened."""
    prefix: str | None = None
    """What an address begins with in place of the folder's own."""
    choice: Choice = EVERYTHING
    defaults: Defaults = UNSAID
    sheet: str | None = None

    def list(self, stamps: Mapping[str, str]) -> Files:
        """Return the files that a reader exists for, in a fixed order.

        Raises SourceUnusable if there is nothing to read: a folder that is suddenly empty is more
        likely a disk that is not mounted than a wish to remove all its documents.
        """
        items: list[Item] = []
        skipped: list[Remark] = []
        inside = os.path.realpath(self.root)
        for address, path in sorted(self._files()):
            if not Path(os.path.realpath(path)).is_relative_to(inside):
                skipped.append(Remark(address, "It is a link that leads out of its folder."))
            elif path.suffix.lower() in READABLE:
                items.append(Item(address, partial(self._open, address, path, stamps.get(address))))
            else:
                skipped.append(Remark(address, _no_reader(path)))
        if not items:
            raise SourceUnusable(
                f"No documents in {self.name}: files ending in {', '.join(READABLE)} can be read. "
                "Nothing was changed. If its documents are meant to go: "
                f"euif forget --prune {shlex.quote(self.name)}"
            )
        return Files(tuple(items), skipped)

    def _open(self, address: str, path: Path, stamp: str | None) -> Content | None:
        """Return what a file holds, or None if it bears this stamp. Raises Unopened."""
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise Unopened("It is no file.", transient=False)
            now = f"{status.st_mtime_ns}:{status.st_size}"
            if now == stamp:
                return None
            if status.st_size > self.largest_file:
                raise Unopened(too_large(status.st_size, self.largest_file), transient=False)
            with path.open("rb") as file:
                data = file.read(self.largest_file + 1)
            if len(data) > self.largest_file:  # it grows
                raise Unopened(too_large(len(data), self.largest_file), transient=False)
            return Content(address, data, path.suffix.lower(), now)
        except OSError as error:
            raise Unopened(f"It cannot be read: {error.strerror}.", transient=True) from error

    def _files(self) -> Iterator[tuple[str, Path]]:
        if self.root.is_file():
            yield self.root.as_uri(), self.root
            return
        for folder, below, names in os.walk(self.root, onerror=_raise):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                inside = path.relative_to(self.root).as_posix()
                if name.startswith(".") or not _may_be_read(path) or not self.choice.takes(inside):
                    continue
                yield path.as_uri() if self.prefix is None else self.prefix + inside, path


def is_gone(address: str) -> bool:
    """Return whether this is the address of a file that is there no more."""
    parts = urlsplit(address)
    # A name need not be UTF-8: its bytes count.
    return parts.scheme == "file" and not Path(os.fsdecode(unquote_to_bytes(parts.path))).exists()


def _no_reader(path: Path) -> str:
    return (
        f"Files with {whole(path.suffix) or 'no ending'} cannot be read; {', '.join(READABLE)} can."
    )


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
        f"{whole(error.filename)} cannot be listed ({error.strerror}). Nothing was changed."
    ) from error
