"""A backup is whole or not there, and brings everything back on either kind of database."""

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
import uuid
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from conftest import MakeServices, new_schema
from fakes import answer_to, document, folder_of, passage_of, serving, take_in
from sqlalchemy import select, text

from assistant import calibration, keeping
from assistant.access.callers import Caller
from assistant.access.sessions import Sessions
from assistant.bootstrap import Services
from assistant.conversation import Question
from assistant.errors import BackupUnusable, WrongUse
from vectorstore.database import connect
from vectorstore.errors import IndexInUse, TargetNotEmpty
from vectorstore.schema import documents, metadata

QUESTION = {"question": "Who joined the Forum in June 2024?"}
MINUTES = "Amazon and Mistral AI joined the Forum in June 2024."


def silent(table: str, rows: int) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(
        tmp_path_factory.mktemp("in"), a=MINUTES, b="The Board met in Paris.", c="It rained."
    )


@pytest.fixture
def saved(folder: Path, tmp_path: Path, make_services: MakeServices) -> Path:
    """Return a backup of three documents, made by a library in a SQLite file."""
    services = make_services(tmp_path / "saved")
    take_in(services, folder)
    file = tmp_path / "saved.zip"
    keeping.backup(services, file, silent)
    services.close()
    return file


def rows(services: Services) -> dict[str, list[tuple[object, ...]]]:
    with services.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str)
            for table in metadata.sorted_tables
        }


@pytest.mark.both_kinds
def test_the_same_is_there_and_answered_after_a_restore_on_the_other_kind(
    services: Services,
    folder: Path,
    tmp_path: Path,
    make_services: MakeServices,
    request: pytest.FixtureRequest,
    database_kind: str,
) -> None:
    take_in(services, folder)
    key = services.keys.create("intranet", ["ask"], ["staff"])
    own = calibration.own_file(services.settings.data_dir, services.model.digest)
    shutil.copyfile(calibration.SHIPPED, own)
    other = (
        new_schema(request.getfixturevalue("postgresql")).replace("+psycopg", "")
        if database_kind == "sqlite"
        else None
    )
    restored = make_services(tmp_path / "other", other)
    restored.ledger.identify()  # as if a service had been started there once
    with serving(services) as address, httpx.Client(base_url=address, timeout=60) as http:
        before = http.post("/v1/questions", json=QUESTION).json()
        made = keeping.backup(services, tmp_path / "euif.zip", silent)
    assert before["status"] == "answered"
    assert (made.rows["documents"], made.rows["conversations"]) == (3, 1)

    keeping.restore(restored, tmp_path / "euif.zip", silent)
    assert rows(restored) == rows(services)
    assert (restored.settings.data_dir / own.name).read_bytes() == own.read_bytes()
    again = make_services(tmp_path / "other", other)
    with serving(again) as address, httpx.Client(base_url=address, timeout=60) as http:
        after = http.post("/v1/questions", json=QUESTION).json()
        kept = http.get(f"/v1/conversations/{before['conversation_id']}").json()
        shown = http.get("/v1/about", headers={"Authorization": f"Bearer {key}"})
    assert (after["text"], after["citations"]) == (before["text"], before["citations"])
    assert [one["text"] for one in kept["answers"]] == [before["text"]]
    assert shown.status_code == 200
    again.close()
    restored.close()


@pytest.mark.both_kinds
def test_a_backup_is_of_one_moment_while_others_write(services: Services, tmp_path: Path) -> None:
    """Between any two tables that are read, somebody writes to several."""
    take_in(services, folder_of(tmp_path / "in", a="The Board met."))

    def write(number: int) -> None:
        content = document(f"n{number}", f"Number {number}.")
        services.library.write(content, [passage_of(content)])
        services.history.keep(answer_to(Question("Who?", f"c{number}")))

    def count(table: str, rows: int) -> None:
        nonlocal written
        thread = threading.Thread(target=write, args=(written,))
        thread.start()
        thread.join()
        written += 1

    written = 0
    made = keeping.backup(services, tmp_path / "euif.zip", count)
    assert made.made_at < services.history.conversation("c0", None).started_at
    assert written == len(metadata.tables)
    # The first table told of is read already, so of all that was written nothing is there.
    assert made.rows["documents"] == made.rows["passages"] == 1
    assert made.rows["conversations"] == made.rows["answers"] == 0
    with services.engine.connect() as connection:
        assert len(connection.execute(select(documents)).all()) == 1 + written


def test_a_backup_is_for_its_owner_s_eyes_and_holds_no_sessions(
    services: Services, tmp_path: Path
) -> None:
    services.keys.create("intranet", ["ask"])
    caller = Caller("intranet", "key", frozenset({"ask"}), frozenset())
    Sessions(services.engine, services.keys, 1).open(caller)
    file = tmp_path / "euif.zip"
    assert keeping.backup(services, file, silent).rows["sessions"] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("euif.zip*")] == ["euif.zip"]
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == ["library.sqlite3", "manifest.json"]
        archive.extract("library.sqlite3", tmp_path / "out")
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'library.sqlite3'}")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sessions")) == 0
        assert connection.scalar(text("SELECT count(*) FROM api_keys")) == 1
    engine.dispose()


def test_what_is_there_is_not_written_over(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "euif.zip"
    file.write_text("precious")
    with pytest.raises(WrongUse, match="is there already"):
        keeping.backup(services, file, silent)
    assert file.read_text() == "precious"
    with pytest.raises(WrongUse, match="no folder"):
        keeping.backup(services, tmp_path / "none" / "euif.zip", silent)


HALF = """
import sys
from pathlib import Path
from assistant import keeping
from assistant.bootstrap import build
from assistant.settings import load

def pause(table, rows):
    if table == "sentences":
        print("half-way", flush=True)
        sys.stdin.readline()

services = build(load(), print)
work = keeping.backup if sys.argv[1] == "backup" else keeping.restore
work(services, Path(sys.argv[2]), pause)
"""


def killed_half_way(services: Services, work: str, file: Path) -> None:
    """Run a backup or a restore in a process that is killed in the middle."""
    known = services.settings
    with subprocess.Popen(
        [sys.executable, "-c", HALF, work, file],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "EUIF_DATA_DIR": str(known.data_dir),
            "EUIF_DATABASE_URL": known.database,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "half-way\n"
        process.kill()


def test_a_kill_half_way_leaves_nothing_that_looks_whole(
    services: Services, tmp_path: Path
) -> None:
    take_in(services, folder_of(tmp_path / "in", a=MINUTES))
    before = rows(services)
    file = tmp_path / "euif.zip"
    killed_half_way(services, "backup", file)
    assert not file.exists()
    (left,) = tmp_path.glob("euif.zip.unfinished-*")
    assert stat.S_IMODE(left.stat().st_mode) == 0o700
    keeping.backup(services, file, silent)
    assert rows(services) == before


@pytest.mark.both_kinds
def test_a_restore_that_was_killed_half_way_can_be_done_again(
    saved: Path, services: Services
) -> None:
    killed_half_way(services, "restore", saved)
    assert not any(rows(services).values())
    keeping.restore(services, saved, silent)
    assert len(rows(services)["documents"]) == 3


@pytest.fixture
def empty(tmp_path: Path, make_services: MakeServices) -> Iterator[Services]:
    services = make_services(tmp_path / "empty")
    yield services
    assert list(services.settings.data_dir.glob("restore-*")) == []
    services.close()


def with_parts(file: Path, parts: dict[str, bytes | None]) -> Path:
    """Return a copy of a backup with other parts, or without those that are None."""
    other = file.with_name(f"{uuid.uuid4().hex}.zip")
    with zipfile.ZipFile(file) as there, zipfile.ZipFile(other, "w") as here:
        known = {name: there.read(name) for name in there.namelist()}
        for name, content in {**known, **parts}.items():
            if content is not None:
                here.writestr(name, content)
    return other


def with_manifest(file: Path, **values: object) -> Path:
    with zipfile.ZipFile(file) as archive:
        known = json.loads(archive.read("manifest.json"))
    return with_parts(file, {"manifest.json": json.dumps({**known, **values}).encode()})


def with_library(file: Path, content: bytes) -> Path:
    """Return a copy of a backup with another library, and the digest of that."""
    other = with_parts(file, {"library.sqlite3": content})
    return with_manifest(other, sha256={"library.sqlite3": sha256(content).hexdigest()})


def torn(file: Path) -> Path:
    content = file.read_bytes()
    return written(file, content[: len(content) // 2])


def flipped(file: Path) -> Path:
    """Return a copy of a backup in which one bit of the library is another."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    return written(file, bytes(content))


def written(file: Path, content: bytes) -> Path:
    other = file.with_name(f"{uuid.uuid4().hex}.zip")
    other.write_bytes(content)
    return other


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (torn, "is damaged, or no backup"),
        (flipped, "is damaged"),
        (lambda file: written(file, b"a letter"), "is damaged, or no backup"),
        (lambda file: with_parts(file, {"library.sqlite3": b"other"}), r"damaged \(library"),
        (lambda file: with_parts(file, {"library.sqlite3": None}), "is damaged, or no backup"),
        (lambda file: with_parts(file, {"manifest.json": None}), "is damaged, or no backup"),
        (lambda file: with_manifest(file, sha256={"../../out": "0"}), r"holds '\.\./\.\./out'"),
        (lambda file: with_manifest(file, sha256={}), "holds no library"),
        (lambda file: with_manifest(file, format=2), "form that this version does not know"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_changed(
    saved: Path, empty: Services, harm: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(BackupUnusable, match=said):
        keeping.restore(empty, harm(saved), silent)
    assert not any(rows(empty).values())


def test_a_file_that_is_not_there_is_named(empty: Services, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("none.zip", "folder"):
        with pytest.raises(WrongUse, match=f"no file .*{name}"):
            keeping.restore(empty, tmp_path / name, silent)


def test_a_backup_of_a_newer_version_is_refused(saved: Path, empty: Services) -> None:
    library = saved.with_name("library.sqlite3")
    with zipfile.ZipFile(saved) as archive:
        archive.extract(library.name, library.parent)
    engine = connect(f"sqlite:///{library}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    content = library.read_bytes()
    newer = with_manifest(with_library(saved, content), made_by="9.0")
    with pytest.raises(BackupUnusable, match=r"euif-assistant 9\.0, whose database"):
        keeping.restore(empty, newer, silent)
    assert not any(rows(empty).values())


def test_only_an_empty_database_that_nobody_uses_is_filled(
    saved: Path, services: Services, empty: Services
) -> None:
    services.keys.create("intranet", ["ask"])
    before = rows(services)
    with pytest.raises(TargetNotEmpty, match="rows in api_keys"):
        keeping.restore(services, saved, silent)
    assert rows(services) == before
    with empty.index(), pytest.raises(IndexInUse):
        keeping.restore(empty, saved, silent)


def test_another_calibration_is_not_written_over(
    services: Services, empty: Services, tmp_path: Path
) -> None:
    (services.settings.data_dir / calibration.NAME).write_text("fitted there")
    keeping.backup(services, tmp_path / "euif.zip", silent)
    here = empty.settings.data_dir / calibration.NAME
    here.write_text("fitted here")
    with pytest.raises(BackupUnusable, match="Put it aside"):
        keeping.restore(empty, tmp_path / "euif.zip", silent)
    assert here.read_text() == "fitted here"
    here.unlink()
    keeping.restore(empty, tmp_path / "euif.zip", silent)
    assert here.read_text() == "fitted there"
    here.unlink()
    empty.keys.create("intranet", ["ask"])
    with pytest.raises(TargetNotEmpty):
        keeping.restore(empty, tmp_path / "euif.zip", silent)
    assert not here.exists()
