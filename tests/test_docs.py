"""The documents keep up with the code."""

import json
import re
from pathlib import Path

from api_docs import API, MARK, openapi, reference

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


def test_the_page_about_slack_shows_the_manifest() -> None:
    shown = re.findall(r"^```json\n(.*?)^```", (ROOT / "docs/slack.md").read_text(), re.M | re.S)
    assert [json.loads(one) for one in shown] == [manifest()]
