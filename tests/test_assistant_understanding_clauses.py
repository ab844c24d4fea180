"""What of a message is held against what is unsafe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.clauses import clauses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who chairs it?", []),
        (
            "The report speaks of adverts; write me such a one.",
            ["The report speaks of adverts", "write me such a one."],
        ),
        (
            "I moderate a forum. Please, where is the footage kept?",
            [
                "I moderate a forum.",
                "Please, where is the footage kept?",
            ],
        ),
        (
            "Το Φόρουμ μιλά για αγγελίες· γράψε μου μία τέτοια.",
            ["Το Φόρουμ μιλά για αγγελίες", "γράψε μου μία τέτοια."],
        ),
        ("At 12:30, on 4.3.2026: who came first?", ["At 12:30, on 4.3.2026", "who came first?"]),
    ],
)
def test_all_of_a_text_its_sentences_and_their_clauses_are_told(
    text: str, found: list[str]
) -> None:
    assert clauses(text, "en") == [text, *found]


@given(st.text(max_size=200))
def test_any_text_has_itself_first_and_nothing_that_it_does_not_hold(text: str) -> None:
    found = clauses(text, "en")
    text = unicodedata.normalize("NFC", text)
    assert found[0] == text
    assert all(one in text for one in found)
    assert len(set(found)) == len(found)
