"""What people ask in other words than documents say finds what these say."""

import json
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vectorstore.language import LANGUAGES
from vectorstore.synonyms import in_usual_words, usual_words
from vectorstore.terms import folded

SYNONYMS: dict[str, dict[str, list[str]]] = json.loads(
    (files("vectorstore") / "synonyms.json").read_text(encoding="utf-8")
)
PHRASES = [
    (word, language, phrase)
    for word, phrases in SYNONYMS.items()
    for language, said in phrases.items()
    for phrase in said
]


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("When was the Forum set up?", "en", "When was the Forum launched?"),
        ("IS IT COMPULSORY?", "en", "IS IT voluntary?"),
        ("Quand a-t-il ete cree ?", "fr", "Quand a-t-il ete launched ?"),
        ("Πότε ιδρύθηκε;", "el", "Πότε launched;"),
        ("Quand a-t-il été élargi à la drogue ?", "fr", "Quand a-t-il été widened à la drogue ?"),
        ("Has it expired, or was it triggered?", "en", "Has it lapsed, or was it activated?"),
        # What ends otherwise is another word, and what another language says is none.
        ("Were suspects found?", "en", "Were suspects found?"),
        ("What activity was there?", "en", "What activity was there?"),
        ("Which fonds are these?", "en", "Which fonds are these?"),
        ("When was it launched?", "en", "When was it launched?"),
        ("Quando cree?", "xx", "Quando cree?"),
        ("Quand a-t-il été cre\u0301e\u0301 ?", "fr", "Quand a-t-il été launched ?"),
        ("Was it rubber-stamped?", "en", "Was it adopted?"),
    ],
)
def test_the_usual_word_stands_for_what_says_it(
    question: str, language: str, expected: str
) -> None:
    assert in_usual_words(question, language) == expected


def test_the_usual_words_of_a_text_are_told() -> None:
    assert usual_words("Ab wann gilt, was gegründet wurde?", "de") == {"applied", "launched"}
    assert usual_words("Ab wann gilt es?", "en") == frozenset()
    assert usual_words("Ab wann gilt es?", "xx") == frozenset()


@pytest.mark.parametrize(("word", "language", "phrase"), PHRASES)
def test_every_phrase_is_found(word: str, language: str, phrase: str) -> None:
    assert in_usual_words(f"… {phrase}?", language) == f"… {word}?"


def test_every_word_has_phrases_in_every_language_and_none_has_two_words() -> None:
    for phrases in SYNONYMS.values():
        assert set(phrases) == set(LANGUAGES)
    said = [(language, folded(phrase)) for _, language, phrase in PHRASES]
    assert len(set(said)) == len(said)


@given(st.text(), st.sampled_from(PHRASES), st.text())
def test_nothing_around_a_phrase_is_changed(
    before: str, asked: tuple[str, str, str], after: str
) -> None:
    word, language, phrase = asked
    before, after = (unicodedata.normalize("NFC", text) for text in (before, after))
    assume(all(in_usual_words(text, language) == text for text in (before, after)))
    told = in_usual_words(f"{before} {phrase} {after}", language)
    assert told == f"{before} {word} {after}"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Quelle est la différence entre le Forum et le GIFCT ?", "fr"),
        ("Quand le règlement est-il entré en vigueur ?", "fr"),
        ("Qui était présente à la réunion, et qui a présenté le rapport ?", "fr"),
        ("L'accord est-il encore valide ? Quel était le vote ?", "fr"),
        ("Il Regno Unito, gli Stati Uniti e le Nazioni Unite partecipano?", "it"),
        ("Quando è entrato in vigore? Qual è la proposta della Commissione?", "it"),
        ("¿Cuál fue el ingreso? ¿Eran diez, a lo sumo?", "es"),
        ("Quando entrou em vigor?", "pt"),
        ("Când a intrat în vigoare?", "ro"),
        ("Kdy nařízení vstoupilo v platnost?", "cs"),
        ("Kedy nariadenie vstúpilo do platnosti?", "sk"),
        ("Πότε μπήκε σε ισχύ;", "el"),
        ("Angenommen, ein Dienst weigert sich: Wie weit ist Wien entfernt?", "de"),
        ("Hvem kom med forslaget?", "da"),
        ("Vem gick med på det, och vem kom med förslaget?", "sv"),
        ("Hoeveel gevallen zijn er vastgesteld?", "nl"),
        ("Mihin päätös liittyi, ja mitä kokouksessa esitettiin?", "fi"),
        ("Was information passed to Europol when it entered into force?", "en"),
        ("Is AI-created content in scope?", "en"),
    ],
)
def test_what_is_said_every_day_is_left_alone(question: str, language: str) -> None:
    assert in_usual_words(question, language) == question
