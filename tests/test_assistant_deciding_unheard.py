"""Whom a question names, and nothing that was found does."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from fakes import candidate

from assistant.deciding.unheard import is_heard_of, unheard_of
from assistant.wording.held import held_by
from vectorstore.findings import Hit
from vectorstore.terms import fold


def hit(text: str, language: str = "en") -> Hit:
    return candidate(text, language, "New members").hit


JOINED = hit("Mistral AI and Discord met and joined in the Christchurch Call; Berlin did in 2021.")
GERMAN = hit("Laut Bundestagsdrucksache kam die Kommission nach Brüssel.", "de")


@pytest.mark.parametrize(
    ("question", "language", "unheard"),
    [
        ("When did OpenAI join?", "en", ["OpenAI"]),
        ("Is Apple a member, or Denmark?", "en", ["Apple", "Denmark"]),
        ("Did Meta join?", "en", ["Meta"]),
        ("Har OpenAI eller Danmark gått med?", "sv", ["OpenAI", "Danmark"]),
        ("Hat Apple teilgenommen, und welche Unternehmen noch?", "de", ["Apple"]),
        ("Perché Apple non è membro?", "it", ["Apple"]),
        ("Was Elon Musk there with Discord?", "en", ["Elon", "Musk"]),
        ("Did Germany or Prague join?", "en", ["Germany", "Prague"]),
        ("Who leads MONEYWISE?", "en", ["MONEYWISE"]),  # too long for an acronym
    ],
)
def test_who_is_named_nowhere_is_unheard_of(
    question: str, language: str, unheard: list[str]
) -> None:
    assert list(unheard_of(question, language, [JOINED, GERMAN])) == unheard


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When did Discord join?", "en"),
        ("When did Discrod and Mistrall join?", "en"),
        ("Quand Mistral a-t-il rejoint le Forum ?", "fr"),
        ("Welche Datenbank teilten die Unternehmen?", "de"),
        ("Kiedy dołączył Discord, a kiedy Komisja?", "pl"),
        ("What does the Bundestag say, the German one?", "en"),
        ("Did the Commission go to Brussels?", "en"),
        ("Cén áit ar glacadh Gairm Christchurch den Fhóram?", "ga"),
        ("Kto spoza Unii ćwiczył z Radą?", "pl"),
        ("Which NGO said so?", "en"),
        ("How did MEPs vote?", "en"),
        ("Hat auch Brüssel zugestimmt?", "de"),
        ("What can the Director say on Discord?", "en"),
        ("Who joined?", "en"),
        ("What Is The EU Internet Forum About?", "en"),
    ],
)
def test_a_slip_an_ending_another_language_or_a_part_of_a_name_is_enough(
    question: str, language: str
) -> None:
    assert list(unheard_of(question, language, [JOINED, GERMAN])) == []


def test_a_city_may_stand_for_its_country_and_not_the_other_way_round() -> None:
    told = hit("Slovakia voted against it in Vienna.")
    assert list(unheard_of("Why did Bratislava vote no?", "en", [told])) == []
    assert list(unheard_of("Why did Austria vote no?", "en", [told])) == ["Austria"]


@pytest.mark.parametrize(
    ("question", "heard"),
    [
        ("Why did Discord join?", True),
        ("Pourquoi Discord a-t-il adhéré ?", True),
        ("Why did Discord and Apple join?", False),
        ("Why did they join?", False),
        ("Why did they join the EU Internet Forum?", False),
    ],
)
def test_somebody_named_is_heard_of_and_the_forum_is_nobody(question: str, heard: bool) -> None:
    language = "fr" if question.startswith("Pourquoi") else "en"
    assert is_heard_of(question, language, JOINED) == heard


def test_who_publishes_a_text_speaks_of_itself_as_we() -> None:
    said = hit("We removed 40 items.")
    ours = replace(said, document=replace(said.document, publisher="Nestify"))
    assert [*unheard_of("How many items did Nestify remove?", "en", [said])] == ["Nestify"]
    assert not [*unheard_of("How many items did Nestify remove?", "en", [ours])]


def test_institutions_are_looked_for_as_words_are_folded() -> None:
    listed = json.loads(
        files("assistant.wording").joinpath("institutions.json").read_text(encoding="utf-8")
    )
    beginnings = [
        one.removesuffix("$")
        for forms in listed.values()
        for each in forms.values()
        for one in each
    ]
    assert [one for one in beginnings if fold(one) != one] == []


def test_europol_is_nothing_european() -> None:
    held = held_by("It belongs to the European Commission.", "en")
    assert held.holds("européenne", "fr")
    assert held.holds("Europäischen", "de")
    assert not held.holds("Europol", "fr")


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("Globexista", "fi"),
        ("Yubosta", "fi"),
        ("Yubóról", "hu"),
        ("Yubou", "hr"),
        ("Globexisse", "et"),
        ("Yubolle", "fi"),
    ],
)
def test_a_name_is_held_with_the_endings_of_a_language(word: str, language: str) -> None:
    held = held_by("Globex and Yubo joined the club.", "en")
    assert held.holds(word, language)
    assert not held.holds(f"X{word}", language)
    assert not held.holds("Yubopol", language)
    assert not held.holds("Yubosta", "en")
