"""The fixed sentences in every language, and the names and dates that are put into them."""

from datetime import date
from importlib.resources import files
from string import Template
from typing import get_args

import pytest

from assistant import sentences
from assistant.conversation import Status
from vectorstore.language import LANGUAGES, detect
from vectorstore.splitting import split_sentences

ENGLISH = sentences._load("en")
TRANSLATIONS = sorted(LANGUAGES - {"en"})
TELLING = 4
"""Words: of fewer, the language cannot be told from the words alone."""


def test_every_language_has_a_file_and_no_other_has_one() -> None:
    found = {file.name for file in files(sentences).iterdir() if file.name.endswith(".json")}
    assert found == {f"{language}.json" for language in LANGUAGES}


def test_every_answer_without_quotes_has_its_sentence() -> None:
    assert set(get_args(Status)) - {"answered"} <= ENGLISH.keys()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_sentences_and_places_of_the_english(language: str) -> None:
    said = sentences._load(language)
    assert list(said) == list(ENGLISH)
    for key, template in said.items():
        places = Template(template).get_identifiers()
        assert places == Template(ENGLISH[key]).get_identifiers(), key
        assert Template(template).is_valid(), key
        assert template == template.strip() != "", key
        assert template.endswith(":") == ENGLISH[key].endswith(":"), key
        assert template.endswith(".") == ENGLISH[key].endswith("."), key


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_sentence_is_in_the_language_of_its_file(language: str) -> None:
    recognised = 0
    for template in sentences._load(language).values():
        text = Template(template).safe_substitute(contact="", date="", language="", missing="")
        for start, end in split_sentences(text, language):
            if len(text[start:end].split()) >= TELLING:
                recognised += 1
                assert detect(text[start:end], "unknown") == language, text[start:end]
    assert recognised > len(ENGLISH)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_english_is_left_over(language: str) -> None:
    said = sentences._load(language)
    left = {key for key, template in said.items() if template == ENGLISH[key]}
    # Italian says "in" as well.
    assert left == ({"in_language"} if language == "it" else set())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_who_to_turn_to_is_said(language: str) -> None:
    said = sentences.say(language, "error_timeout", contact="help@example.org")
    assert said.endswith("help@example.org.")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_language_of_a_source_is_said(language: str) -> None:
    assert "Esperanto" in sentences.say(language, "in_language", language="Esperanto")


@pytest.mark.parametrize("language", ["ru", "xx", "", "../de"])
def test_an_unknown_language_is_answered_in_english(language: str) -> None:
    assert sentences.say(language, "contact") == ENGLISH["contact"]
    assert sentences.language_name("fr", language) == "French"
    assert sentences.long_date(date(2024, 6, 5), language) == "5 June 2024"


@pytest.mark.parametrize(
    ("of", "in_language", "name"),
    [
        ("fr", "en", "French"),
        ("fr", "de", "Französisch"),
        ("fr", "pl", "francuski"),
        ("fr", "fi", "ranska"),
        ("pl", "pt", "polaco"),  # in Brazil: polonês
        ("ga", "mt", "Irlandiż"),
        ("mt", "ga", "Máltais"),
        ("el", "bg", "гръцки"),
    ],
)
def test_a_language_is_named_in_another(of: str, in_language: str, name: str) -> None:
    assert sentences.language_name(of, in_language) == name


@pytest.mark.parametrize("in_language", sorted(LANGUAGES))
def test_every_language_is_named_in_every_language(in_language: str) -> None:
    names = {sentences.language_name(of, in_language) for of in LANGUAGES}
    assert len(names) == len(LANGUAGES)
    assert not names & LANGUAGES


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "5 June 2024"),
        ("de", "5. Juni 2024"),
        ("pt", "5 de junho de 2024"),
        ("lt", "2024 m. birželio 5 d."),
        ("hu", "2024. június 5."),
        ("el", "5 Ιουνίου 2024"),
        ("mt", "5 ta’ Ġunju 2024"),
        ("ga", "5 Meitheamh 2024"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, written: str) -> None:
    assert sentences.long_date(date(2024, 6, 5), language) == written


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_twelve_months_in_words(language: str) -> None:
    written = [sentences.long_date(date(2024, month, 5), language) for month in range(1, 13)]
    months = {" ".join(word for word in text.split() if word[0].isalpha()) for text in written}
    assert len(months) == 12


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_date_that_ends_in_a_full_stop_does_not_double_it(language: str) -> None:
    newest = sentences.long_date(date(2024, 6, 5), language)
    said = sentences.say(language, "about_assistant", documents="12", newest=newest, contact="us")
    assert ".." not in said
