"""An idiom for a position is read by its plain name."""

import pytest

from assistant.understanding.positions import with_plain_positions


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
    assert with_plain_positions(text, language) == plain
