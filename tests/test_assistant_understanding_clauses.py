"""What of a message is held against what is unsafe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.message.clauses import clauses, on_what_was_said, said_in


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


def test_a_sentence_is_also_said_on_what_the_one_before_is_on() -> None:
    text = "What is the crisis protocol? And who wrote it?"
    assert said_in(text, "en") == [*clauses(text, "en"), "crisis protocol. And who wrote it?"]


@pytest.mark.parametrize(
    ("before", "language", "text", "said"),
    [
        ("What is a hash?", "en", "Who makes it?", "hash. Who makes it?"),
        ("Was ist das Protokoll?", "de", "Wo steht es?", "Protokoll. Wo steht es?"),
        ("And who was it?", "en", "When?", "When?"),
    ],
)
def test_what_was_said_before_is_put_in_front_by_its_telling_words(
    before: str, language: str, text: str, said: str
) -> None:
    assert on_what_was_said(before, text, language) == said
