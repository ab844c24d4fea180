"""The language of a question: its own, or for a short follow-up that of the conversation."""

import pytest

from assistant.conversation import Turn
from assistant.understanding.message.language import language_of


def test_a_short_follow_up_is_in_the_language_of_what_went_before() -> None:
    french = [Turn("user", "Qui a rejoint le Forum en décembre 2021 ?")]
    assert language_of("Et en 2024 ?", french) == "fr"
    german = [Turn("user", "Wann war das dritte Treffen der Minister?"), Turn("user", "Und wo?")]
    assert language_of("Wer?", german) == "de"
    # A whole question tells its own language.
    assert language_of("Who chaired the tenth ministerial meeting?", french) == "en"


@pytest.mark.parametrize(
    ("follow_up", "language"),
    [
        ("et en 2023 ?", "fr"),
        ("pourquoi ?", "fr"),
        ("warum?", "de"),
        ("seit wann?", "de"),
        ("¿y en 2023?", "es"),
        ("gdzie to było?", "pl"),
        ("γιατί;", "el"),
        ("and the budget?", "en"),
        ("and the bugdet?", "en"),  # a slip of the pen is no other language
        ("e Meta?", "en"),
        ("2023?", "en"),
        ("???", "en"),
    ],
)
def test_somebody_else_may_follow_up_in_another_language(follow_up: str, language: str) -> None:
    english = [Turn("user", "How many referrals did the EU IRU make in 2019?")]
    assert language_of(follow_up, english) == language
    own = {"fr": "Qui a rejoint le Forum ?", "en": english[0].text}
    if language in own:
        assert language_of(follow_up, [Turn("user", own[language])]) == language


def test_what_two_languages_may_say_is_in_that_of_what_went_before() -> None:
    swedish = [Turn("user", "När började EU IRU att arbeta vid Europol?")]
    assert language_of("Vem leder Knowledge Hub?", swedish) == "sv"
    assert language_of("¿Qué es el Christchurch Call?", swedish) == "es"


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


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Tietoa Discordista", "fi"),
        ("Tietoa Christchurchista", "fi"),
        ("Info a Yubóról", "hu"),
        ("info on Discord", "en"),
        ("Hallo! Ist TikTok Mitglied?", "de"),
        ("Hello! TikTok member?", "en"),
    ],
)
def test_a_few_words_are_in_the_language_that_asks_so(question: str, language: str) -> None:
    assert language_of(question, ()) == language
