"""The documents keep up with the code."""

import json
import re
from pathlib import Path

from api_docs import API, MARK, openapi, reference

from assistant.cli import app
from assistant.settings import Settings
from assistant.slack.manifest import manifest

ROOT = Path(__file__).parents[1]


def test_the_readme_tells_every_setting_as_the_code_does() -> None:
    rows = re.findall(
        r"^\| `(EUIF_\w+)` \|[^|]*\| (.*) \|$", (ROOT / "README.md").read_text(), re.M
    )
    assert rows == [
        (f"EUIF_{name.upper()}", field.description) for name, field in Settings.model_fields.items()
    ]


def test_every_decision_is_listed() -> None:
    listed = re.findall(r"\]\((\d{4}-.*\.md)\)", (ROOT / "docs/adr/README.md").read_text())
    assert listed == sorted(path.name for path in (ROOT / "docs/adr").glob("0*.md"))


def test_the_api_page_tells_the_contract_as_the_service_does() -> None:
    """It is made by `python tests/api_docs.py`."""
    assert API.read_text(encoding="utf-8").partition(MARK)[2] == "\n" + reference(openapi())


def test_the_contract_is_described_for_those_who_read_it() -> None:
    document = openapi()
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    assert all(one["description"].endswith(".") for one in operations)
    assert all(one["description"] for one in document["components"]["schemas"].values())


def test_every_threat_names_tests_that_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    risks = re.findall(r"^### (\d+)\. .*\n((?:(?!^##).*\n)*)", page, re.M)
    assert [int(number) for number, _ in risks] == list(range(1, 11))
    named = [re.findall(r"`(tests/\w+\.py)::(\w+)`", said) for _, said in risks]
    assert all(named), "a risk that no test holds says so, and has a test of its own soon"
    for file, test in re.findall(r"`(tests/\w+\.py)::(\w+)`", page):
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"


def test_links_in_the_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        said = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)\s]+)\)", said):
            place, _, anchor = link.partition("#")
            if "://" in link or link.startswith("mailto:"):
                continue
            there = page.parent / place if place else page
            assert there.exists(), f"{page.name}: {link}"
            assert not anchor or anchor in anchors(there), f"{page.name}: {link}"


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in headings}


def test_settings_and_commands_that_the_documents_name_are_there() -> None:
    settings = {f"EUIF_{name.upper()}" for name in Settings.model_fields}
    groups = {group.name for group in app.registered_groups}
    commands = groups | {
        one.name or one.callback.__name__ for one in app.registered_commands if one.callback
    }
    for page in [ROOT / "README.md", ROOT / "SECURITY.md", *(ROOT / "docs").glob("*.md")]:
        said = page.read_text(encoding="utf-8")
        assert set(re.findall(r"\bEUIF_[A-Z_]*[A-Z]\b", said)) <= {*settings, "EUIF_STAFF"}
        assert set(re.findall(r"(?:\$ |`|bin/)euif ([a-z]+)", said)) <= commands, page.name


def test_the_page_about_slack_shows_the_manifest() -> None:
    shown = re.findall(r"^```json\n(.*?)^```", (ROOT / "docs/slack.md").read_text(), re.M | re.S)
    assert [json.loads(one) for one in shown] == [manifest()]


def test_the_page_about_the_code_names_every_module_of_the_steps_and_nothing_that_is_gone() -> None:
    page = (ROOT / "docs/code.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./]+)`", page))
    for room in ("answering", "composing", "deciding", "understanding"):
        modules = {path.stem for path in (ROOT / "assistant" / room).rglob("*.py")} - {"__init__"}
        assert modules <= named | {"pipeline"}, room
    for path in (one for one in named if "/" in one):
        assert (ROOT / path).exists() or (ROOT / "assistant" / path).exists(), path
