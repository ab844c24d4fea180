"""What is meant by the former and the latter."""

import pytest

from assistant.conversation import Turn
from assistant.understanding.turns.former_latter import _phrases, meant_of_two
from assistant.understanding.turns.returning import followed
from vectorstore.language import LANGUAGES


def asked(*questions: str) -> tuple[Turn, ...]:
    return tuple(Turn("user", text) for text in questions)


def test_every_language_has_phrases() -> None:
    assert _phrases().keys() == LANGUAGES


@pytest.mark.parametrize(
    ("before", "question", "language", "meant"),
    [
        (
            "RAN and the Lake Hub - what's the difference?",
            "When was the latter launched?",
            "en",
            "When was Lake Hub launched?",
        ),
        ("When did Ada and Bolt join?", "Is the former a member?", "en", "Is Ada a member?"),
        ("When did Ada and Bolt join?", "And the latter's chair?", "en", "And Bolt's chair?"),
        (
            "Was ist der Unterschied zwischen RAN und dem EU Lake Hub?",
            "Wann wurde Letzterer gegründet?",
            "de",
            "Wann wurde EU Lake Hub gegründet?",
        ),
        (
            "Quelle est la différence entre le RAN et le Lake Hub ?",
            "Quand ce dernier a-t-il été lancé ?",
            "fr",
            "Quand Lake Hub a-t-il été lancé ?",
        ),
        ("When did Ada and Bolt join?", "Where did the latter meet?", "en", "Where did Bolt meet?"),
        (
            "When did Ada and Bolt join?",
            "Who is the former head of the unit?",
            "en",
            "Who is the former head of the unit?",
        ),
        (
            "Quelle est la différence entre le RAN et le Lake Hub ?",
            "Quand a eu lieu ce dernier forum ?",
            "fr",
            "Quand a eu lieu ce dernier forum ?",
        ),
        # Of two that were told apart, "the second one" is one, if nothing is counted.
        (
            "What is the difference between the Lake Hub and the Bee Board?",
            "When was the second one first used?",
            "en",
            "When was the Bee Board first used?",
        ),
        (
            "Quelle est la différence entre le RAN et le Lake Hub ?",
            "Et le premier ?",
            "fr",
            "Et le RAN ?",
        ),
        (
            "RAN and the Lake Hub - what's the difference?",
            "Which was first?",
            "en",
            "Which was first?",
        ),
        (
            "RAN and the Lake Hub - what's the difference?",
            "When was the second meeting?",
            "en",
            "When was the second meeting?",
        ),
        (
            "When did Ada and Bolt join the first meeting?",
            "And the second?",
            "en",
            "And the second?",
        ),
        # Of one name, or of three, there is no latter.
        ("When did Ada join?", "Is the latter a member?", "en", "Is the latter a member?"),
        ("When did Ada, Bolt and Cat join?", "And the former?", "en", "And the former?"),
    ],
)
def test_the_former_and_the_latter_are_named(
    before: str, question: str, language: str, meant: str
) -> None:
    assert meant_of_two(question, asked(before), language) == meant


def test_what_was_named_of_two_is_followed_up() -> None:
    history = asked("What is the difference between RAN and the Lake Hub?", "Who runs the latter?")
    question, turns = followed("And the former?", history)
    assert question == "And RAN?"
    assert turns[-1].text == "Who runs Lake Hub?"
