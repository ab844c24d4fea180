"""What compares two things that were spoken of is asked of each."""

import pytest

from assistant.conversation import Turn
from assistant.understanding.parts.comparing import spoken_of, told_apart

HISTORY = [
    Turn("user", "What was presented at the second meeting in Ghent?"),
    Turn("assistant", "Maps were presented at the second meeting. [1]"),
    Turn("user", "And who chaired the third meeting in Ghent?"),
    Turn("assistant", "Ada Low chaired the third meeting. [1]"),
    Turn("user", "When was that?"),
    Turn("assistant", "The third meeting was on 6 May 2017. [1]"),
]
SECOND = "What was presented at the second meeting in Ghent?"
THIRD = (
    "What was presented at the third meeting in Ghent? And who chaired the third meeting in Ghent?"
)


@pytest.mark.parametrize(
    "question", ["Which of the two was first?", "Where was each of them held?", "Compare the two."]
)
def test_two_things_that_were_spoken_of_are_compared(question: str) -> None:
    assert spoken_of(question, HISTORY, "en") == [
        (SECOND, tuple(HISTORY[:2])),
        (THIRD, tuple(HISTORY)),
    ]


def test_those_are_compared_that_the_question_names() -> None:
    history = [*HISTORY, Turn("user", "How many lakes does the Bee Board look after?")]
    named = spoken_of("When were the two meetings held?", history, "en")
    assert [about for about, _ in named] == [SECOND, THIRD]
    last = spoken_of("Which of the two was first?", history, "en")
    assert [about for about, _ in last] == [THIRD, history[-1].text]


@pytest.mark.parametrize(
    "question",
    [
        "When was it?",
        "Who led the two Action Days on Lake Como in June 2025?",  # says itself of what
        "Who chairs the two working groups of the EU Internet Forum?",
        "Only those of the two first calls",  # asks nothing
    ],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert spoken_of(question, HISTORY, "en") == []


def test_two_things_are_compared_once_more() -> None:
    history = [*HISTORY, Turn("user", "Which of the two was first?")]
    again = spoken_of("Where was each of them held?", history, "en")
    # What answered the comparison is on both, and on neither alone.
    assert again == [(SECOND, tuple(HISTORY[:2])), (THIRD, tuple(HISTORY))]
    ours = [*HISTORY, Turn("user", "Who led the two Action Days on Lake Como in June 2025?")]
    assert spoken_of("Where was each of them held?", ours, "en") == []


def test_two_that_the_last_question_names_are_no_two_questions() -> None:
    history = [*HISTORY, Turn("user", "When did Ada and Bolt join the Hub?")]
    assert spoken_of("Who paid for each of them?", history, "en") == []


def test_nothing_is_compared_unless_two_things_were_spoken_of() -> None:
    assert spoken_of("Which of the two was first?", HISTORY[:2], "en") == []
    assert spoken_of("Which of the two was first?", [], "en") == []


def test_two_things_that_a_question_names_are_told_apart() -> None:
    apart = told_apart("What is the difference between Ada and the Bee Board?", "en")
    assert apart == ["Ada", "Bee Board"]
    assert told_apart("What is the difference between Ada and the meeting of 2017?", "en") == []


@pytest.mark.parametrize(
    ("question", "language", "apart"),
    [
        (
            "what is the difference between the crisis protocol and the hash database?",
            "en",
            ["crisis protocol", "hash database"],
        ),
        (
            "Was ist der Unterschied zwischen Ada und der geteilten Datenbank?",
            "de",
            ["Ada", "geteilten Datenbank"],
        ),
        ("What is the difference between national and European rules?", "en", []),
        ("Compare the second and third ministerial meetings", "en", []),
        ("Do the Commission notes and Council notes contradict each other?", "en", []),
        ("And how does Europol differ from Eurojust?", "en", ["Europol", "Eurojust"]),
        (
            "Et quelle est la différence entre Europol et Eurojust ?",
            "fr",
            ["Europol", "Eurojust"],
        ),
        ("How do the proposal and the final text on removal orders differ?", "en", []),
        ("How do Ada, the hash database and the crisis protocol differ?", "en", []),
    ],
)
def test_two_things_without_names_are_told_apart_by_and(
    question: str, language: str, apart: list[str]
) -> None:
    assert told_apart(question, language) == apart


def test_which_was_first_is_asked_of_the_two_that_were_told_apart() -> None:
    asked = "What is the difference between the crisis protocol and the hash database?"
    history = [Turn("user", asked), Turn("assistant", "One is a plan. [1] One is a list. [2]")]
    for question in ("Which of the two was first?", "Which came first?"):
        told = spoken_of(question, history, "en")
        assert told == [("crisis protocol", ()), ("hash database", ())]
    for question in (
        "When was it adopted?",
        "Which company was the first to join the Christchurch Call?",
        "Was the third meeting earlier than the fourth meeting?",
        "Which of the two Crisis Protocol exercises was first?",
    ):
        assert spoken_of(question, history, "en") == []
