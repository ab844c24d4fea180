"""The embedded index has one owner, which others learn of, and which a dead process is not."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vectorstore.errors import IndexInUse
from vectorstore.ownership import Owner, owner, owning

ROOT = Path(__file__).parents[1]
HOLD = """
import sys
from pathlib import Path
from vectorstore.ownership import owning
with owning(Path(sys.argv[1]), sys.argv[2] or None):
    print("owning", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path, address: str = "") -> Iterator[subprocess.Popen[str]]:
    """Let another process own the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), address],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "owning\n"
        yield process
        process.kill()


def test_nobody_owns_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert owner(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_another_process_is_refused_and_told_the_address(tmp_path: Path) -> None:
    with another_process(tmp_path, "http://127.0.0.1:8000") as process:
        assert owner(tmp_path) == Owner(process.pid, "http://127.0.0.1:8000")
        with pytest.raises(IndexInUse, match=f"127.0.0.1:8000 .process {process.pid}"):
            owning(tmp_path).__enter__()


def test_an_owner_without_an_address_is_probably_an_ingest(tmp_path: Path) -> None:
    with (
        another_process(tmp_path) as process,
        pytest.raises(IndexInUse, match=f"process {process.pid}, probably an ingest"),
    ):
        owning(tmp_path).__enter__()


def test_a_killed_owner_is_no_owner(tmp_path: Path) -> None:
    with another_process(tmp_path):
        pass
    assert owner(tmp_path) is None
    with owning(tmp_path):
        pass


def test_the_folder_is_free_after_use(tmp_path: Path) -> None:
    with owning(tmp_path, "http://127.0.0.1:8000"):
        pass
    assert owner(tmp_path) is None


def test_a_record_left_by_a_dead_process_is_not_believed(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        record = tmp_path / "index.owner.json"
        record.write_text('{"process": 999999999, "address": "http://127.0.0.1:1"}')
        assert owner(tmp_path) == Owner(0)
        # The first process of the system lives and is, for most users, another's.
        record.write_text('{"process": 1, "address": "http://127.0.0.1:8000"}')
        assert owner(tmp_path) == Owner(1, "http://127.0.0.1:8000")
        assert process.poll() is None
