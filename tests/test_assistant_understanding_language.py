"""The language of a question: its own, or for a short follow-up that of the conversation."""

import pytest

from assistant.conversation import Turn
from assistant.understanding.language import language_of


def test_a_short_follow_up_is_in_the_language_of_what_went_before() -> None:
    french = [Turn("user", "Qui a rejoint le Forum en décembre 2021 ?")]
    assert language_of("Et en 2024 ?", french) == "fr"
    german = [Turn("user", "Wann war das dritte Treffen der Minister?"), Turn("user", "Und wo?")]
    assert language_of("Wer?", german) == "de"
    # A whole question tells its own language.
    assert language_of("Who chaired the tenth ministerial meeting?", french) == "en"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("EU IRU removal rate", "en"),
        ("Forum scope 2022", "en"),
        ("DSA application date", "en"),
        ("EDRi complaint", "en"),
        ("Mitglieder Forum", "de"),
        ("członkowie forum", "pl"),
        ("Exact date?", "en"),
        ("csep budget", "en"),
        ("gifct members", "en"),
        ("tco verordnung mitgliedstaaten", "de"),
        ("budżet csep", "pl"),
        ("règlement tco", "fr"),
    ],
)
def test_a_few_english_words_are_english(question: str, language: str) -> None:
    assert language_of(question, ()) == language
