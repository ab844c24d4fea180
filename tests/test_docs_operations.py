"""A newcomer follows docs/operations.md line by line, and every command in it works."""

import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from commands import chroma_server, free_port
from conftest import SERVER
from fakes import folder_of
from sqlalchemy import URL, create_engine, text

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def blocks(kind: str) -> list[str]:
    """Return what stands in the page's fences of a kind: `sh` are for administrators."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, flags=re.M | re.S)


def commands() -> Iterator[str]:
    """Yield the commands that begin with `$`, each whole; what they print is left out."""
    lines = iter("".join(blocks("console")).splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            while command.endswith("\\"):
                command += "\n" + next(lines)
            yield command


@pytest.fixture
def databases(postgresql: URL) -> Iterator[str]:
    """Yield the address of an empty database; one whose name ends in `_restored` is there, too."""
    name = f"euif_{uuid.uuid4().hex}"
    admin = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    both = (name, f"{name}_restored")
    with admin.connect() as connection:
        for one in both:
            connection.execute(text(f"CREATE DATABASE {one} ENCODING 'UTF8' TEMPLATE template0"))
    yield f"postgresql://postgres@127.0.0.1:5432/{name}"
    with admin.connect() as connection:
        for one in both:
            connection.execute(text(f"DROP DATABASE {one} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[str]:
    """Yield where a Chroma server listens."""
    with chroma_server(tmp_path / "chroma") as address:
        yield address.removeprefix("http://")


def test_every_command_of_the_page_works(
    tmp_path: Path, databases: str, chroma: str, models: Path, model_folder: Path
) -> None:
    """What an administrator does before is done here: accounts, databases, servers, folders."""
    places = {
        "/etc/euif": tmp_path / "etc",
        "/var/lib/euif": tmp_path / "data",
        "/var/backups/euif": tmp_path / "backups",
        "/srv/documents": tmp_path / "documents",
        "/opt/euif/bin": tmp_path / "bin",
        "postgresql://euif:PASSWORD@127.0.0.1:5432/euif": databases,
        "127.0.0.1:8001": chroma,
        "8000": free_port(),
    }

    def here(page: str) -> str:
        for there, place in places.items():
            page = page.replace(there, str(place))
        return page

    (tmp_path / "bin").symlink_to(BIN)  # whose own place may hold blanks
    for name in ("etc", "data", "backups/rehearsal", "home"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("data", "backups/rehearsal"):
        (tmp_path / name / "models").symlink_to(models)  # unpacking it takes its time
    folder_of(
        tmp_path / "documents",
        minutes="# Minutes of the spring meeting\n\nThe Forum met on 3 May 2025 in Brussels.",
        notes="# Notes\n\nThe Tulip Board has forty members from nine countries.",
    )
    (settings,) = blocks("ini")
    (tmp_path / "etc" / "euif.env").write_text(here(settings))
    told = [f"echo '$' {index}\n{here(one)}" for index, one in enumerate(commands())]
    script = tmp_path / "script.sh"
    script.write_text("set -euo pipefail\n" + "\n".join(told))
    said = tmp_path / "said.txt"
    kept = {"PATH": os.environ["PATH"], "HF_HUB_OFFLINE": "1", "HOME": str(tmp_path / "home")}
    if "PYTHONPATH" in os.environ:
        kept["PYTHONPATH"] = os.environ["PYTHONPATH"]
    with (
        said.open("w") as out,
        subprocess.Popen(
            ["bash", script], env=kept, stdout=out, stderr=out, cwd=tmp_path, start_new_session=True
        ) as shell,
    ):
        try:
            code = shell.wait(timeout=600)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGTERM)  # the service that the page leaves running
    whole = said.read_text()
    assert code == 0, whole[-3000:]
    assert '"status":"answered"' in whole
    assert "Restored as of" in whole
    assert "Answering is off." in whole
    assert "Removed 'Minutes of the spring meeting'" in whole
    assert [path.name for path in (tmp_path / "home").iterdir()] == []


def test_the_page_says_how_each_file_in_deploy_is_used() -> None:
    asked = "".join(blocks("sh"))
    assert all(f"deploy/{file.name}" in asked for file in (ROOT / "deploy").iterdir())
