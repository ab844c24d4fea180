"""Which actions are open and which are done is asked and written in words of every language."""

import json
from pathlib import Path

import pytest

from assistant.understanding.kinds.sections import asked_section
from assistant.understanding.kinds.statuses import status_of
from vectorstore.language import LANGUAGES

CASES = json.loads((Path(__file__).parent / "data" / "statuses.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_status_is_asked_for_and_written_in_every_language(language: str) -> None:
    for status, case in CASES[language].items():
        asked = asked_section(case["asked"], language)
        assert asked, case
        assert (asked.kind, asked.status) == ("actions", status), case
        for line in (f"- Nestify: xyz – {case['said']}", f"1. Xyz ({case['said']})."):
            assert status_of(line, language) == status, line


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("- [x] Send the list", "done"),
        ("- [ ] Send the list", "open"),
        ("✓ Send the list", "done"),
        ("Done: send the list to Plink", "done"),
        ("No.: 3; Action: Open the call; Owner: Plink; Status: not started; Due: 5 May", "open"),
        ("No.: 3; Action: Open the call; Owner: Plink; Status: not completed", "open"),
        ("- Plink: send the list (closed on 3 May 2026)", "done"),
        ("- Open the pilot to six more platforms.", None),
        ("- Plink: say what has been done on the list.", None),
        ("- Plink: keep the call open – by 5 May", None),
        ("- Europol: report on completed checks", None),
    ],
)
def test_a_status_is_a_mark_or_stands_for_itself(line: str, status: str | None) -> None:
    assert status_of(line, "en") == status


def test_what_is_said_beside_a_status_tells_whose_or_which_actions_are_meant() -> None:
    asked = asked_section("What has Plink done so far about the register?", "en")
    assert asked
    assert asked.status == "done"
    assert {"Plink", "register"} <= {*asked.rest.replace("?", "").split()}
    assert "far" not in asked.rest


@pytest.mark.parametrize(
    "question",
    [
        "What did Germany say about open questions?",
        "What is the open data policy?",
        "What did the Commission do to get the task done?",
        "Which actions against open drug markets did Malta propose?",
    ],
)
def test_what_only_has_a_word_for_a_status_asks_for_no_actions(question: str) -> None:
    assert asked_section(question, "en") is None


def test_what_was_decided_about_open_points_is_a_decision() -> None:
    asked = asked_section("What was decided about the open points?", "en")
    assert asked
    assert (asked.kind, asked.status) == ("decisions", None)


@pytest.mark.parametrize(
    "question",
    ["What does Plink have to do?", "What was decided?", "Which actions were agreed in Vienna?"],
)
def test_who_asks_for_all_actions_asks_for_no_status(question: str) -> None:
    asked = asked_section(question, "en")
    assert asked
    assert asked.status is None
