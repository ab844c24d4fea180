"""The documents keep up with the code."""

import re
from pathlib import Path

from assistant.settings import Settings

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
