"""The command line as people run it: results, or one sentence that says what to do."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fakes import folder_of

EUIF = Path(sys.executable).with_name("euif")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, models: Path, model_folder: Path) -> Path:
    """Return a data folder with a space in its name, in which the model is unpacked already."""
    folder = tmp_path_factory.mktemp("a space") / "data"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return folder


def environment(data: Path, **settings: str) -> dict[str, str]:
    return {**os.environ, "EUIF_DATA_DIR": str(data), "COLUMNS": "200", **settings}


@pytest.fixture(scope="module")
def euif(data: Path) -> Run:
    """Return a runner of the installed command."""

    def run(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [EUIF, *arguments],
            env=environment(data, **settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two documents."""
    return folder_of(
        tmp_path_factory.mktemp("sources"),
        crocus="---\ntitle: Crocus meeting\nurl: https://a.example/crocus\n---\n"
        "The Crocus Committee chose Maria Example as its chair in May 2021.",
        tulip="# Tulip meeting\n\nThe Tulip Board has forty members from nine countries.",
    )


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys, assistant.cli\n"
        "heavy = {'torch', 'chromadb', 'sqlalchemy', 'fastapi', 'numpy', 'langchain_core'}\n"
        "print(heavy & sys.modules.keys())"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert printed.stdout == "set()\n"


@pytest.mark.parametrize(
    ("arguments", "settings", "message", "code"),
    [
        (["ask", "Who?"], {"EUIF_EMBEDING_MODEL": "x"}, "Did you mean EUIF_EMBEDDING_MODEL?", 2),
        (["ask", "Who?"], {"EUIF_PORT": "many"}, "EUIF_PORT: Input should be", 2),
        (["doctor"], {"EUIF_DATABASE_URL": "mysql://me:secret@host/db"}, "begins with sqlite", 2),
        (["doctor"], {"EUIF_DATABASE_URL": "postgresql://me:secret@h:port/db"}, "no address", 1),
        (
            ["doctor"],
            {"EUIF_DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/db"},
            "Connection refused",
            1,
        ),
        (["library", "copy", "mysql://me:secret@host/db"], {}, "no address of a database", 1),
        (["history", "delete"], {}, "Name the conversations to delete, or a --person", 2),
        (["history", "export", "none"], {}, "There is no such conversation", 1),
        (["history", "export", "one", "--person", "p"], {}, "not both", 2),
        (["ask", "  "], {}, "The question is empty", 2),
        (["ask", "x" * 2_001], {}, "2001 characters; 2000 are the most", 2),
        (["ingest", "/no/such/folder"], {}, "no file or folder /no/such/folder", 2),
        (["documents", "show", "none"], {}, "There is no document none", 2),
        (["documents", "restore", "none"], {}, "was not removed by hand", 2),
        (["ask", "Who?"], {"EUIF_CHROMA_URL": "http://127.0.0.1:9"}, "does not answer", 1),
    ],
)
def test_wrong_use_is_one_sentence_and_an_exit_code(
    euif: Run, arguments: list[str], settings: dict[str, str], message: str, code: int
) -> None:
    run = euif(*arguments, **settings)
    assert message in run.stderr
    assert run.returncode == code
    assert "Traceback" not in run.stderr
    assert "secret" not in run.stderr
    assert run.stdout == ""


def test_an_empty_folder_is_told(euif: Run, tmp_path: Path) -> None:
    run = euif("ingest", tmp_path)
    assert run.returncode == 1
    assert "No documents in" in run.stdout
    assert "Traceback" not in run.stderr


def test_a_database_that_is_none_is_told(euif: Run, tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_text("Something else altogether. " * 100)
    run = euif("documents", "list", EUIF_DATA_DIR=str(tmp_path))
    assert run.returncode == 1
    assert "The library cannot be" in run.stderr
    assert "Traceback" not in run.stderr


def test_ingest_ask_and_documents(euif: Run, minutes: Path) -> None:
    first = euif("ingest", minutes)
    assert first.returncode == 0, first.stderr
    assert "2 created" in first.stdout
    again = euif("ingest", "--json")  # the sources given so far
    (report,) = json.loads(again.stdout)
    assert len(report["unchanged"]) == 2

    answer = json.loads(euif("ask", "--json", "Who chairs the Crocus Committee?").stdout)
    (citation,) = answer["citations"]
    assert citation["quote"] == "The Crocus Committee chose Maria Example as its chair in May 2021."
    assert citation["url"] == "https://a.example/crocus"

    listed = json.loads(euif("documents", "list", "--json").stdout)
    assert [document["title"] for document in listed] == ["Crocus meeting", "Tulip meeting"]
    shown = euif("documents", "show", listed[1]["id"])
    assert "The Tulip Board has forty members" in shown.stdout

    assert euif("documents", "remove", listed[1]["id"]).returncode == 0
    assert "1 kept out" in euif("ingest").stdout
    assert euif("documents", "restore", listed[1]["id"]).returncode == 0
    assert "1 created" in euif("ingest").stdout
    rebuilt = euif("doctor", "--rebuild-index")
    assert (rebuilt.returncode, "index: 2 vectors" in rebuilt.stdout) == (0, True)


def test_history_is_listed_exported_deleted_and_purged(euif: Run) -> None:
    assert euif("history", "delete", "--person", "nobody").stdout == "0 conversations deleted\n"
    asked = json.loads(euif("ask", "--json", "Who chairs the Tulip Board?").stdout)
    listed = json.loads(euif("history", "list", "--json").stdout)
    assert [one["id"] for one in listed][-1] == asked["conversation_id"]
    assert "Tulip" not in euif("history", "list").stdout
    exported = euif("history", "export", asked["conversation_id"]).stdout
    (kept,) = json.loads(exported)["answers"]
    assert (kept["question"], kept["id"]) == (asked["question"], asked["id"])
    assert len(euif("history", "export").stdout.splitlines()) == len(listed)
    deleted = euif("history", "delete", asked["conversation_id"])
    assert deleted.stdout == "1 conversations deleted\n"
    assert euif("history", "purge").stdout == "0 answers deleted\n"
    purged = euif("history", "purge", EUIF_RETENTION_DAYS="0").stdout
    assert purged == f"{len(listed) - 1} answers deleted\n"
    assert euif("history", "list").stdout == "0 conversations\n"


def test_the_library_is_copied_once(euif: Run, data: Path, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'copy.sqlite3'}"
    copied = euif("library", "copy", target)
    assert copied.returncode == 0, copied.stderr
    assert copied.stdout.startswith("2 documents")
    again = euif("library", "copy", target)
    assert (again.returncode, "not empty" in again.stderr) == (1, True)
    asked = euif("ask", "Who chairs the Crocus Committee?", EUIF_DATABASE_URL=target)
    assert "Maria Example" in asked.stdout
    assert "vectors added" not in asked.stderr  # the index belongs to the copy as well


def test_a_damaged_index_is_built_again_from_the_library(euif: Run, data: Path) -> None:
    (data / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1_000)
    run = euif("doctor")
    assert "damaged" in run.stderr
    assert "index: 2 vectors" in run.stdout
    assert run.returncode == 0
    assert (data / "chroma.damaged").is_dir()
    assert "damaged" not in euif("doctor").stderr


@contextmanager
def service(data: Path) -> Iterator[str]:
    """Run `euif serve` and yield its address."""
    process = subprocess.Popen(
        [EUIF, "serve", "--port", "0"], env=environment(data), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    with process, process.stderr:
        for line in process.stderr:
            if found := re.search(r"answers at (http://\S+)", line):
                yield found[1]
                break
        process.terminate()


def test_beside_a_running_service_every_command_works(euif: Run, data: Path, minutes: Path) -> None:
    with service(data) as address:
        asked = euif("ask", "Who chairs the Crocus Committee?")
        assert "Maria Example" in asked.stdout
        assert "rests on" not in asked.stdout
        assert "2 documents" in euif("documents", "list").stdout
        assert address in euif("doctor").stdout

        folder_of(minutes, daisy="# Daisy\n\nThe Daisy Panel was founded by Ole Sample in 2019.")
        taken = euif("ingest", minutes)
        assert taken.returncode == 0, taken.stderr
        assert "1 created" in taken.stdout
        answer = httpx.post(
            f"{address}/v1/questions", json={"question": "Who founded the Daisy Panel?"}, timeout=30
        ).json()
        assert "Ole Sample" in answer["text"]

        (minutes / "daisy.md").unlink()
        assert "1 deleted" in euif("ingest", minutes).stdout
        documents = httpx.get(f"{address}/v1/documents").json()["documents"]
        assert [document["title"] for document in documents] == ["Crocus meeting", "Tulip meeting"]

        copy = euif("library", "copy", f"sqlite:///{data / 'copy.sqlite3'}")
        assert (copy.returncode, address in copy.stderr) == (1, True)
        second = euif("serve", "--port", "0")
        assert (second.returncode, address in second.stderr) == (1, True)
        port = address.rsplit(":", 1)[1]
        taken_port = euif("serve", "--port", port)
        assert taken_port.returncode == 1
        assert f"cannot listen on 127.0.0.1:{port}" in taken_port.stderr


def test_a_taken_port_is_told_before_anything_is_loaded(euif: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        run = euif("serve", EUIF_PORT=port)
    assert run.returncode == 1
    assert "EUIF_PORT" in run.stderr
    assert "Loading" not in run.stderr


def test_a_data_folder_that_cannot_be_written_is_told(euif: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    run = euif("documents", "list", EUIF_DATA_DIR=str(tmp_path / "file" / "data"))
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert f"data folder {tmp_path / 'file' / 'data'} cannot be made" in run.stderr
