"""A list is found by what announces it."""

import pytest
from fakes import evidence_in

from assistant.deciding.answerability import Evidence
from assistant.deciding.enumerated import announced, counted_out

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


LETTER = """# Letter of the Harbour Desk

We have two concerns about the register. First, our pilots cannot read the labels. That is new.
Second, the fee is too high. There are three harbours. The first one is closed.
"""
BRIEF = """# Brief des Hafenamts

Das Amt nennt zwei Bedenken. Erstens fehlen Lotsen. Zweitens sind die Gebühren zu hoch.
"""
CONCERNS = [
    "We have two concerns about the register.",
    "First, our pilots cannot read the labels.",
    "Second, the fee is too high.",
]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What are the concerns of the Harbour Desk?", CONCERNS),
        ("Which concerns does the Harbour Desk have about the register?", CONCERNS),
        ("What are the concerns of the Ferry Desk?", []),
        ("What are the concerns?", []),
        ("Who has concerns about the register?", []),
        ("What are the harbours of the Harbour Desk?", []),  # of three, and the first is no point
    ],
)
def test_points_are_told_with_what_counts_them(question: str, told: list[str]) -> None:
    assert [one.wording for one in counted_out(question, "en", evidence_in(LETTER))] == told


def test_points_are_told_in_other_languages() -> None:
    told = counted_out("Welche Bedenken hat das Hafenamt?", "de", evidence_in(BRIEF))
    assert [one.wording.split()[0] for one in told] == ["Das", "Erstens", "Zweitens"]


def test_points_stand_right_behind_what_counts_them() -> None:
    text = """# Letter of the Harbour Desk

We have two concerns about the register. There are ways to mend it. First, the fee is halved.
Second, the register is closed.
"""
    assert not counted_out("What are the concerns of the Harbour Desk?", "en", evidence_in(text))
