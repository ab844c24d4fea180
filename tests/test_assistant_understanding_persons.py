"""Whoever asks for oneself is told from whoever speaks to the assistant."""

import pytest

from assistant.understanding.phrases.persons import asks_for_oneself, without_persons
from vectorstore.language import LANGUAGES
from vectorstore.terms import terms


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("How do I apply?", "en", True),
        ("Comment puis-je demander un compte ?", "fr", True),
        ("comment je demande un compte", "fr", True),
        ("Wie bekomme ich ein Konto?", "de", True),
        ("Can you send me the form?", "en", False),
        ("Who applied?", "en", False),
    ],
)
def test_who_asks_for_oneself_speaks_to_nobody(question: str, language: str, told: bool) -> None:
    assert asks_for_oneself(question, language) is told


def test_persons_are_no_telling_words() -> None:
    assert without_persons(terms("may I ask you of my account", "en"), "en") == {
        *terms("may ask account", "en")
    }


def test_every_language_has_persons() -> None:
    assert all(without_persons(["x"], language) == {"x"} for language in LANGUAGES)
