"""Who owns the embedded index: one process at a time, known to the others by a lock file.

Two processes on one embedded Chroma folder raise no error and silently go wrong, so the lock is
taken before the folder is opened. The system frees it when its process dies, however it dies.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import IndexInUse


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns the index; `address` is where it answers, if it is a service."""

    process: int
    address: str | None = None


@contextmanager
def owning(folder: Path, address: str | None = None) -> Iterator[None]:
    """Own the index kept in `folder` for the length of a `with`. Raises IndexInUse."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "index.lock")
    try:
        # Long enough not to trip over somebody who only looks whether the lock is free.
        lock.acquire(timeout=1)
    except Timeout:
        raise IndexInUse(_in_use(owner(folder))) from None
    try:
        _record(folder).write_text(json.dumps(asdict(Owner(os.getpid(), address))))
        yield
    finally:
        _record(folder).unlink(missing_ok=True)
        lock.release()


def owner(folder: Path) -> Owner | None:
    """Return who owns the index kept in `folder`; None when nobody does."""
    if not folder.exists():
        return None
    lock = FileLock(folder / "index.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        try:
            signed = Owner(**json.loads(_record(folder).read_text()))
            os.kill(signed.process, 0)
        except PermissionError:
            return signed  # it lives, and belongs to another user
        except (OSError, ValueError):
            # Taken a moment ago and not signed yet: what stands there is a dead process's.
            return Owner(process=0)
        return signed
    lock.release()
    return None


def _record(folder: Path) -> Path:
    return folder / "index.owner.json"


def _in_use(holder: Owner | None) -> str:
    if holder and holder.address:
        return (
            f"The assistant at {holder.address} (process {holder.process}) has the index open. "
            "Use that one, or stop it first."
        )
    process = f"process {holder.process}" if holder and holder.process else "another process"
    return f"The index is in use by {process}, probably an ingest. Try again when it has ended."
