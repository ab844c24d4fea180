"""The command line as people run it: results, or one sentence that says what to do."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx
import pytest
from commands import EUIF, Ended, called, chroma_server, environment, installed, service
from fakes import folder_of
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import SettingsWrong, SwitchedOff, WrongUse

Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, models: Path, model_folder: Path) -> Path:
    """Return a data folder with a space in its name, in which the model is unpacked already."""
    folder = tmp_path_factory.mktemp("a space") / "data"
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return folder


@pytest.fixture(scope="module")
def euif(data: Path) -> Run:
    """Return a runner of commands on the data folder."""
    return partial(called, data)


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
        (["ingest", "--prune", "--keep"], {}, "leave one of them out", 2),
        (["ingest", "--forget", "notes"], {}, "No such option", 2),
        (["ingest", "--reembed", "model"], {}, "No such option", 2),
        (["forget"], {}, "Missing argument", 2),
        (["forget", "/no/such/folder"], {}, "is no source", 2),
        (["reembed"], {}, "Missing argument", 2),
        (["reembed", " "], {}, "Give the name of an embedding model", 2),
        (["ingest", "ftp://example.org/a"], {}, "only http and https", 2),
        (["documents", "list", "--stale", "long"], {}, "like 180d", 2),
        (["documents", "list", "--stale", "99999999999d"], {}, "take fewer days", 2),
        (["keys", "create", "crm/eu"], {}, "no slash", 2),
        (["doctor"], {"EUIF_DATABASE_URL": "mysql://me:secret@host/db"}, "begins with sqlite", 2),
        (["doctor"], {"EUIF_DATABASE_URL": "postgresql://me:secret@h:port/db"}, "no address", 1),
        (
            ["doctor"],
            {"EUIF_DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/db"},
            "Connection refused",
            1,
        ),
        (["library", "copy", "mysql://me:secret@host/db"], {}, "no address of a database", 1),
        (["backup", "/no/such/folder/a.zip"], {}, "no folder /no/such/folder", 2),
        (["restore", "/no/such/a.zip"], {}, "no file /no/such/a.zip", 2),
        (["history", "delete"], {}, "Name the conversations to delete, or a --person", 2),
        (["history", "export", "none"], {}, "There is no such conversation", 1),
        (["history", "export", "one", "--person", "p"], {}, "not both", 2),
        (["ask", "  "], {}, "The question is empty", 2),
        (["ask", "x" * 2_001], {}, "2001 characters; 2000 are the most", 2),
        (["ingest", "/no/such/folder"], {}, "no file or folder /no/such/folder", 2),
        (["documents", "show", "none"], {}, "There is no document none", 2),
        (["documents", "restore", "none"], {}, "was not removed by hand", 2),
        (["ask", "Who?"], {"EUIF_CHROMA_URL": "http://127.0.0.1:9"}, "does not answer", 1),
        (["ask", "Who?"], {"EUIF_RERANKER_MODEL": "/no/such"}, "'/no/such' cannot be loaded", 1),
        (["doctor"], {"EUIF_PROMPTS_DIR": "/no/such"}, "EUIF_PROMPTS_DIR: Path does not point", 2),
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


def test_who_asks_an_empty_library_is_told_what_fills_it(euif: Run, tmp_path: Path) -> None:
    asked = euif("ask", "Who chairs it?", EUIF_DATABASE_URL=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert asked.stdout.startswith("The documents I have say nothing on this.")
    assert "There are no documents yet: run `euif ingest`." in asked.stderr


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


def counted(run: Ended) -> dict[str, str]:
    """Return the counts that a run of ingest over one source printed, by their heading."""
    assert run.returncode == 0, run.stderr
    heading, counts, *_ = (re.split(r"\s{2,}", line.strip()) for line in run.stdout.splitlines())
    return dict(zip(heading, counts, strict=True))


def test_ingest_ask_and_documents(euif: Run, data: Path, minutes: Path) -> None:
    assert counted(euif("ingest", "--dry-run", minutes))["created"] == "2"
    assert "0 documents" in euif("documents", "list").stdout
    assert counted(installed(data, "ingest", minutes))["created"] == "2"
    again = euif("ingest", "--json")  # the sources given so far
    (report,) = json.loads(again.stdout)
    assert len(report["unchanged"]) == 2

    answer = json.loads(euif("ask", "--json", "Who chairs the Crocus Committee?").stdout)
    (citation,) = answer["citations"]
    assert citation["quote"] == "The Crocus Committee chose Maria Example as its chair in May 2021."
    assert citation["url"] == "https://a.example/crocus"

    assert "0 documents" in euif("documents", "--stale", "1d").stdout
    assert "1 documents" in euif("documents", "list", "--title", "tulip").stdout
    listed = json.loads(euif("documents", "list", "--json").stdout)
    assert [document["title"] for document in listed] == ["Crocus meeting", "Tulip meeting"]
    shown = euif("documents", "show", listed[1]["id"])
    assert "The Tulip Board has forty members" in shown.stdout

    assert euif("documents", "remove", listed[1]["id"]).returncode == 0
    assert counted(euif("ingest"))["kept out"] == "1"
    assert euif("documents", "restore", listed[1]["id"]).returncode == 0
    assert counted(euif("ingest"))["created"] == "1"
    assert "1 created" in euif("documents", "runs").stdout.splitlines()[0]
    rebuilt = euif("doctor", "--rebuild-index")
    assert (rebuilt.returncode, "index: 2 vectors" in rebuilt.stdout) == (0, True)


def test_a_sheet_is_remembered_and_forgotten_with_its_documents(
    euif: Run, tmp_path: Path, models: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(models)

    def run(*arguments: str | Path) -> Ended:
        return euif(*arguments, EUIF_DATA_DIR=str(data))

    folder_of(tmp_path / "minutes", lily="The Lily Circle met in Graz.")
    sheet = tmp_path / "sources.toml"
    sheet.write_text('[[source]]\nlocation = "minutes"\npublisher = "Unit D4"\naccess = ["d4"]\n')
    assert counted(run("ingest", sheet))["created"] == "1"
    assert counted(run("ingest"))["unchanged"] == "1"
    shown = run("documents", "show", json.loads(run("documents", "list", "--json").stdout)[0]["id"])
    assert "publisher: Unit D4" in shown.stdout
    assert "access: d4" in shown.stdout
    assert "its section ends" in shown.stdout
    assert "is no source" in run("forget", tmp_path).stderr
    dry = run("forget", "--prune", "--dry-run", sheet).stdout
    assert "lily.md\n1 documents would be removed" in dry
    assert "1 documents" in run("documents", "list").stdout
    assert "1 documents were removed" in run("forget", "--prune", sheet).stdout
    assert "0 documents" in run("documents", "list").stdout


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


def test_doctor_opens_what_the_settings_name(euif: Run) -> None:
    for settings, told, code in (
        ({}, "library: 2 documents", 0),
        ({"EUIF_RERANKER_MODEL": "/no/such"}, "'/no/such' cannot be loaded", 1),
        ({"EUIF_CHAT_MODEL": "nobody:model"}, "nobody:model cannot be used", 2),
        (
            {
                "EUIF_CHAT_MODEL": "openai:model",
                "OPENAI_API_KEY": "none",
                "EUIF_ENTAILMENT_MODEL": "/no/such",
            },
            "'/no/such' cannot be loaded",
            1,
        ),
        ({"EUIF_REDIS_URL": "redis://127.0.0.1:9"}, "redis: does not answer", 1),
    ):
        run = euif("doctor", **settings)
        assert told in run.stdout + run.stderr
        assert run.returncode == code
        assert "Traceback" not in run.stderr


def test_a_damaged_index_is_built_again_from_the_library(euif: Run, data: Path) -> None:
    (data / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1_000)
    run = euif("doctor")
    assert "damaged" in run.stderr
    assert "index: 2 vectors" in run.stdout
    assert run.returncode == 0
    assert (data / "chroma.damaged").is_dir()
    assert "damaged" not in euif("doctor").stderr


def test_beside_a_running_service_every_command_works(euif: Run, data: Path, minutes: Path) -> None:
    with service(data) as address:
        asked = euif("ask", "Who chairs the Crocus Committee?")
        assert "Maria Example" in asked.stdout
        assert "rests on" not in asked.stdout
        assert "2 documents" in euif("documents", "list").stdout
        assert address in euif("doctor").stdout

        folder_of(minutes, daisy="# Daisy\n\nThe Daisy Panel was founded by Ole Sample in 2019.")
        assert counted(euif("ingest", minutes))["created"] == "1"
        answer = httpx.post(
            f"{address}/v1/questions", json={"question": "Who founded the Daisy Panel?"}, timeout=60
        ).json()
        assert "Ole Sample" in answer["text"]

        (minutes / "daisy.md").unlink()
        assert counted(euif("ingest", minutes))["deleted"] == "1"
        documents = httpx.get(f"{address}/v1/documents", timeout=60).json()["documents"]
        assert [document["title"] for document in documents] == ["Crocus meeting", "Tulip meeting"]

        copy = euif("library", "copy", f"sqlite:///{data / 'copy.sqlite3'}")
        assert (copy.returncode, address in copy.stderr) == (1, True)
        second = installed(data, "serve", "--port", "0")
        assert (second.returncode, address in second.stderr) == (1, True)
        port = address.rsplit(":", 1)[1]
        taken_port = euif("serve", "--port", port)
        assert taken_port.returncode == 1
        assert f"cannot listen on 127.0.0.1:{port}" in taken_port.stderr


@pytest.mark.parametrize("host", ["127.0.0.2", "::1"])
def test_a_service_answers_at_the_address_that_it_tells(data: Path, host: str) -> None:
    with service(data, EUIF_HOST=host) as address:
        assert httpx.get(f"{address}/v1/about", timeout=60).is_success
        named = {"Host": "elsewhere.example"}
        assert httpx.get(f"{address}/v1/about", headers=named, timeout=60).status_code == 400


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


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a runner of commands in this process, over an empty data folder."""
    monkeypatch.setenv("EUIF_DATA_DIR", str(tmp_path / "data"))

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, arguments)
        if result.exception:
            raise result.exception
        return result.stdout

    return run


def test_keys_are_made_listed_and_revoked(here: Callable[..., str]) -> None:
    made = here("keys", "create", "slack bot", "--group", "police")
    assert re.fullmatch(r"euif_[\w-]{43}\n", made)
    with pytest.raises(WrongUse, match="There is or was a key"):
        here("keys", "create", "slack bot")
    with pytest.raises(WrongUse, match="no scope asks; ask, metrics, admin are"):
        here("keys", "create", "other", "--scope", "asks")
    assert "slack bot  may ask and sees police  (last used never)" in here("keys", "list")
    here("keys", "revoke", "slack bot")
    assert "slack bot  may ask and sees police  (revoked)" in here("keys", "list")
    with pytest.raises(WrongUse, match="no key 'slack bot' to revoke"):
        here("keys", "revoke", "slack bot")


def test_the_switch_tells_how_it_stands_and_who_turned_it(here: Callable[..., str]) -> None:
    assert here("switch", "status") == "Answering is on.\n"
    with pytest.raises(WrongUse, match="Say why"):
        here("switch", "off", "--reason", " ")
    assert "within a second" in here("switch", "off", "--reason", "a wrong answer went round")
    status = here("switch", "status")
    assert status.startswith("Answering is off.\n")
    assert re.search(r"UTC  off by .+ \(command line\): a wrong answer went round\n", status)


def test_who_has_no_name_here_turns_the_switch_too(
    here: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54_321)  # nobody has that number
    here("switch", "off", "--reason", "a wrong answer went round")
    assert "off by user 54321 (command line)" in here("switch", "status")
    with pytest.raises(SwitchedOff, match="euif switch status"):
        here("ask", "Who chairs the Crocus Committee?")
    here("switch", "on")
    assert here("switch", "status").startswith("Answering is on.\n")


def test_commands_beside_a_service_that_asks_for_a_key(
    data: Path, euif: Run, minutes: Path
) -> None:
    euif("ingest", minutes)
    key = euif("keys", "create", "the command line").stdout.strip()
    question = "Who chairs the Crocus Committee?"
    with service(data, EUIF_AUTH="token") as address:
        refused = euif("ask", question)
        assert (refused.returncode, "EUIF_API_KEY" in refused.stderr) == (1, True)
        answered = euif("ask", question, EUIF_API_KEY=key)
        assert "Maria Example" in answered.stdout
        assert "You are talking to an AI system." in answered.stderr
        euif("switch", "off", "--reason", "a wrong answer went round")
        while httpx.get(f"{address}/readyz", timeout=60).json()["answering"]:
            time.sleep(0.1)
        off = euif("ask", question, EUIF_API_KEY=key)
        assert (off.returncode, off.stdout) == (1, "")
        assert "switched off" in off.stderr
    euif("switch", "on")


@pytest.mark.parametrize(
    ("host", "settings", "message"),
    [
        ("0.0.0.0", {}, "anybody in the network could ask"),
        ("::", {}, "anybody in the network could ask"),
        ("assistant.example", {}, "anybody in the network could ask"),
        ("127.0.0.1", {"EUIF_AUTH": "oidc"}, "needs EUIF_OIDC_ISSUER"),
        (
            "127.0.0.1",
            {"EUIF_AUTH": "oidc", "EUIF_OIDC_ISSUER": "https://issuer.example"},
            "needs EUIF_OIDC_CLIENT_ID or EUIF_OIDC_AUDIENCE",
        ),
        ("127.0.0.1", {"EUIF_ALLOWED_ORIGINS": "https://a.example/; x"}, "an origin is https://"),
    ],
)
def test_a_service_open_to_all_or_half_configured_does_not_start(
    here: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    settings: dict[str, str],
    message: str,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises((WrongUse, SettingsWrong), match=message):
        here("serve", "--host", host, "--port", "0")


def test_several_workers_need_a_chroma_server(here: Callable[..., str]) -> None:
    with pytest.raises(WrongUse, match="EUIF_CHROMA_URL"):
        here("serve", "--workers", "2", "--port", "0")


def test_several_workers_answer_over_a_chroma_server(
    euif: Run, data: Path, minutes: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(data / "models")
    with chroma_server(tmp_path / "chroma") as url:
        settings = {"EUIF_DATA_DIR": str(folder), "EUIF_CHROMA_URL": url}
        taken = euif("ingest", minutes, **settings)
        assert taken.returncode == 0, taken.stderr
        process = subprocess.Popen(
            [EUIF, "serve", "--workers", "2", "--port", "0"],
            env=environment(folder, EUIF_CHROMA_URL=url),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        address, ready = "", set[str]()
        with process, process.stderr:
            while len(ready) < 2:
                line = process.stderr.readline()
                assert line, "the workers did not start"
                if found := re.search(r"workers at (http://\S+)", line):
                    address = found[1]
                if found := re.search(r"A worker is ready at (\S+) \(process (\d+)\)", line):
                    assert found[1] == address  # not the one of the settings
                    ready.add(found[2])
            try:
                question = {"question": "Who chairs the Crocus Committee?"}
                for _ in range(8):
                    answer = httpx.post(f"{address}/v1/questions", json=question, timeout=60).json()
                    assert "Maria Example" in answer["text"]
                counted = httpx.get(
                    f"{address}/metrics", timeout=60
                ).text  # of both, whichever is asked
                assert 'euif_answers_total{channel="api",status="answered"} 8.0' in counted
                assert euif("switch", "off", "--reason", "a test", **settings).returncode == 0
                while any(
                    httpx.get(f"{address}/readyz", timeout=60).json()["answering"] for _ in range(8)
                ):
                    time.sleep(0.1)  # else asking takes the processor from the workers
            finally:
                process.terminate()
            assert process.wait(60) == 0
            assert "Traceback" not in process.stderr.read()
        assert not list(folder.glob("metrics-*"))
