"""An idiom for a position is read by its plain name."""

import pytest

from assistant.understanding.kinds.office_words import with_plain_office_words


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("What is the line to take on drugs?", "en", "What is the position on drugs?"),
        ("Lines to take, and our line", "en", "position, and position"),
        ("Lignes à tenir sur les drogues", "fr", "position sur les drogues"),
        ("line to take zu Drogen", "de", "Position zu Drogen"),
        ("The line takes ten minutes", "en", "The line takes ten minutes"),
        ("Cá gceannóinn ar líne?", "ga", "Cá gceannóinn ar líne?"),  # online
        ("Which line do I take to the airport?", "xx", "Which line do I take to the airport?"),
    ],
)
def test_a_line_to_take_is_a_position(text: str, language: str, plain: str) -> None:
    assert with_plain_office_words(text, language) == plain


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        (
            "I need three bullets on the crisis protocol",
            "en",
            "I need three bullet points on the crisis protocol",
        ),
        ("Drei Bullets zu GIFCT bitte", "de", "Drei bullet points zu GIFCT bitte"),
        ("I need three bullet points on GIFCT", "en", "I need three bullet points on GIFCT"),
        ("Where can I buy three bullets?", "en", "Where can I buy three bullets?"),
        ("I need bullets for my rifle", "en", "I need bullets for my rifle"),
    ],
)
def test_bullets_that_a_text_is_asked_for_in_are_points(
    text: str, language: str, plain: str
) -> None:
    assert with_plain_office_words(text, language) == plain
