"""What the files for containers and systemd name is there: settings, commands, services, files."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from conftest import MakeServices
from fakes import folder_of, serving, take_in
from packaging.specifiers import SpecifierSet

from assistant.cli import app
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = re.sub(r"^#.*\n|\\\n", "", (ROOT / "Dockerfile").read_text(), flags=re.M)
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
SETTINGS = {f"EUIF_{name.upper()}" for name in Settings.model_fields}
COMMANDS = {(one.name or one.callback.__name__) for one in app.registered_commands if one.callback}


def instructions(name: str) -> list[str]:
    """Return what the Dockerfile says after each instruction of this name, in order."""
    return re.findall(rf"^{name}\s+(.*)$", DOCKERFILE, flags=re.M)


def test_the_image_has_a_python_that_the_project_runs_on() -> None:
    bases = {base.split()[0] for base in instructions("FROM")}
    assert len(bases) == 1, "what is built for one Python runs on that one"
    version = bases.pop().removeprefix("python:").removesuffix("-slim")
    assert version in SpecifierSet(PROJECT["project"]["requires-python"])


def test_the_image_holds_all_packages_and_known_extras() -> None:
    copied = " ".join(one for one in instructions("COPY") if "--from" not in one).split()
    assert all((ROOT / name).exists() for name in copied if name != "./")
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) < set(copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    sent = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert sent == set(copied) - {"./"}
    (extras,) = [one for one in instructions("ARG") if one.startswith("EXTRAS=")]
    known = PROJECT["project"]["optional-dependencies"]
    assert set(extras.removeprefix("EXTRAS=").split(",")) <= known.keys()


def test_the_image_runs_a_known_command_as_nobody_in_particular() -> None:
    assert instructions("USER") == ["10001:10001"]
    assert instructions("ENTRYPOINT") == ['["euif"]']
    (command,) = instructions(r"CMD")
    assert json.loads(command)[0] in COMMANDS
    assert set(re.findall(r"\bEUIF_\w+", DOCKERFILE)) <= SETTINGS


def test_the_health_check_tells_a_service_that_answers_from_one_that_does_not(
    tmp_path: Path, make_services: MakeServices
) -> None:
    (check,) = instructions("HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    assert command[0] == "python"

    def healthy(address: str) -> bool:
        port = str(urlsplit(address).port)
        run = [sys.executable, *command[1:]]
        return subprocess.run(run, env={"EUIF_PORT": port}, capture_output=True).returncode == 0

    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", a="Amazon joined."))
    with serving(services) as address:
        assert healthy(address)
    assert not healthy(address)
    services.close()


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert (name == "proxy") == ("ports" in service), "the proxy alone is reached from outside"


def test_containers_name_what_is_there() -> None:
    for service in SERVICES.values():
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
        for other, wanted in service.get("depends_on", {}).items():
            assert wanted == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[other] or SERVICES[other].get("build") == "."
        for volume in service.get("volumes", ()):
            place = volume.split(":")[0]
            if place.startswith("./deploy"):
                assert (ROOT / place).exists()
            elif not place.startswith("./"):
                assert place in COMPOSE["volumes"]


def test_the_service_in_containers_has_known_settings_and_stores_that_are_there() -> None:
    service = SERVICES["assistant"]
    assert service["command"][0] in COMMANDS
    environment = service["environment"]
    assert {name for name in environment if name.startswith("EUIF_")} <= SETTINGS
    for name in ("EUIF_DATABASE_URL", "EUIF_CHROMA_URL", "EUIF_REDIS_URL"):
        assert urlsplit(environment[name]).hostname in SERVICES
    assert environment["EUIF_AUTH"] == "${EUIF_AUTH:-token}", "it listens in a network"
    longest = Settings.model_fields["answer_seconds"].default
    assert int(service["stop_grace_period"].removesuffix("s")) > longest


def test_the_index_server_is_of_the_version_of_its_client() -> None:
    (locked,) = re.findall(r"^chromadb==(.*)$", (ROOT / "requirements.lock").read_text(), re.M)
    assert SERVICES["chroma"]["image"] == f"chromadb/chroma:{locked}"


def test_the_proxy_is_told_every_word_of_its_template() -> None:
    words = re.findall(r"\$\{(\w+)\}", (ROOT / "deploy/nginx.conf").read_text())
    assert set(words) == SERVICES["proxy"]["environment"].keys()


def test_the_page_tells_what_compose_must_be_told() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", (ROOT / "compose.yaml").read_text()))
    page = (ROOT / "docs" / "operations.md").read_text()
    told = set(re.findall(r"^(\w+)=", page[page.index("## Containers") :], re.M))
    assert asked <= told


@pytest.mark.parametrize("unit", ["euif.service", "chroma.service"])
def test_systemd_understands_its_units(unit: str, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("needs systemd-analyze")
    text = (ROOT / "deploy" / unit).read_text()
    assert re.search(r"^ExecStart=/opt/euif/bin/(euif serve|chroma run) ", text, re.M)
    # The rest of the line is for the command, and the command is not here.
    (tmp_path / unit).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.M))
    verified = subprocess.run([analyze, "verify", tmp_path / unit], capture_output=True, text=True)
    assert (verified.returncode, verified.stderr) == (0, "")


def test_systemd_waits_for_answers_under_way() -> None:
    (seconds,) = re.findall(
        r"^TimeoutStopSec=(\d+)$", (ROOT / "deploy/euif.service").read_text(), re.M
    )
    assert int(seconds) > Settings.model_fields["answer_seconds"].default
