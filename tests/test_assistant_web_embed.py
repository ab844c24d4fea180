"""What the widget is made of: its words, the files that are served, the build."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from assistant.web import embed
from assistant.web.negotiation import words_for
from vectorstore.language import LANGUAGES

WIDGET = Path(embed.__file__).parent / "widget"
ENGLISH: dict[str, Any] = json.loads((WIDGET / "en.json").read_text())
PROOF_READ = {"en", "fr", "de"}


@pytest.fixture
def http() -> TestClient:
    app = FastAPI()
    app.include_router(embed.router)
    return TestClient(app)


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_words_of_a_language_are_whole(language: str) -> None:
    words = json.loads((WIDGET / f"{language}.json").read_text())
    assert words.keys() == ENGLISH.keys()
    assert ("proof-read" in words["translation"].split("not yet")[0]) == (language in PROOF_READ)
    plurals = Locale.parse(language).plural_form.tags | {"other"}
    for key, english in ENGLISH.items():
        if isinstance(english, dict):
            assert words[key].keys() == plurals
            wanted = places(english["other"])
            assert all(places(form) == wanted for form in words[key].values()), key
        elif isinstance(english, list):
            assert len(words[key]) == len(english)
            assert all(words[key])
        else:
            assert words[key].strip()
            assert places(words[key]) == places(english), key


def test_files_are_kept_for_a_while_and_then_asked_for_again(http: TestClient) -> None:
    for path, kind in (("/widget.js", "text/javascript"), ("/widget/mt.json", "application/json")):
        response = http.get(path)
        assert response.headers["content-type"].startswith(kind)
        assert response.headers["cache-control"] == "public, max-age=600"
        again = http.get(path, headers={"If-None-Match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["xx", "package", "..%2Fsrc%2Fpackage"])
def test_nothing_but_words_is_served(http: TestClient, name: str) -> None:
    assert http.get(f"/widget/{name}.json").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("en;q=0.2, FR;q=0.9", "fr"),
        ("ja, *;q=0.1", "en"),
        ("de;q=nonsense, sv;q=0.1", "sv"),
        ("", "en"),
    ],
)
def test_pages_speak_the_language_that_is_asked_for(wanted: str, language: str) -> None:
    scope = {"type": "http", "headers": [(b"accept-language", wanted.encode())]}
    assert words_for(Request(scope)).language == language


def test_the_script_is_small() -> None:
    assert len(gzip.compress((WIDGET / "widget.js").read_bytes())) < 40_000


def test_the_built_script_is_that_of_its_source(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm")
    built = tmp_path / "widget"
    shutil.copytree(WIDGET, built, ignore=shutil.ignore_patterns("node_modules", "widget.js"))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [npm, *arguments], cwd=built / "src", capture_output=True, text=True, timeout=300
        )

    if run("ping").returncode:
        pytest.skip("needs the npm registry")
    for step in (["ci", "--ignore-scripts", "--no-audit"], ["run", "check"], ["run", "build"]):
        done = run(*step)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (built / "widget.js").read_bytes() == (WIDGET / "widget.js").read_bytes()


def test_the_lock_file_names_no_registry() -> None:
    assert "://" not in re.sub(
        r'"url": "[^"]*"', "", (WIDGET / "src/package-lock.json").read_text()
    )
