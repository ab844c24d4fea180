"""A list is found by what announces it."""

import pytest
from fakes import evidence_in

from assistant.deciding.answerability import Evidence
from assistant.deciding.enumerated import announced

TEXT = """# About the desk

The Harbour Desk (HDX) is in Riga. It has two tasks:

- to keep the labels;
- to train pilots.

It works by day. Its three rules are:

1. Ask.
2. Wait.
"""


def found() -> list[Evidence]:
    return evidence_in(TEXT)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What are the tasks of the HDX?",
            ["It has two tasks:", "- to keep the labels;", "- to train pilots."],
        ),
        ("What are the rules of the desk?", ["Its three rules are:", "1. Ask.", "2. Wait."]),
        ("What are the tasks of the Ferry Desk?", []),
        ("What are the pilots of the HDX?", []),
        ("What were the tasks of the HDX in 2019?", []),
        ("Who has the tasks of the HDX?", []),
        ("What are the tasks?", []),
    ],
)
def test_a_list_is_told_by_what_announces_it(question: str, told: list[str]) -> None:
    assert [one.wording for one in announced(question, "en", found())] == told
