"""What people ask in other words than documents say finds what these say."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.acronyms import spelled_out
from vectorstore.language import LANGUAGES
from vectorstore.synonyms import with_usual_words

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
        ("When was the Forum set up?", "en", "When was the Forum set up (launched)?"),
        ("IS IT COMPULSORY?", "en", "IS IT COMPULSORY (voluntary)?"),
        ("Quand a-t-il ete cree ?", "fr", "Quand a-t-il ete cree (launched) ?"),
        ("Πότε ιδρύθηκε;", "el", "Πότε ιδρύθηκε (launched);"),
        ("Has it expired, or was it triggered?", "en", "expired (lapsed), or was it triggered (ac"),
        # What ends otherwise is another word, and what another language says is none.
        ("Were suspects found?", "en", "Were suspects found?"),
        ("What activity was there?", "en", "What activity was there?"),
        ("Which fonds are these?", "en", "Which fonds are these?"),
        ("When was it launched?", "en", "When was it launched?"),
        ("Quando cree?", "xx", "Quando cree?"),
    ],
)
def test_the_usual_word_stands_after_what_says_it(
    question: str, language: str, expected: str
) -> None:
    assert expected in with_usual_words(question, language)


@pytest.mark.parametrize(("word", "language", "phrase"), PHRASES)
def test_every_phrase_is_found(word: str, language: str, phrase: str) -> None:
    assert with_usual_words(f"… {phrase}?", language) == f"… {phrase} ({word})?"


def test_every_word_has_phrases_in_every_language_and_none_has_two_words() -> None:
    for phrases in SYNONYMS.values():
        assert set(phrases) == set(LANGUAGES)
    said = [(language, phrase) for _, language, phrase in PHRASES]
    assert len(set(said)) == len(said)


def test_acronyms_are_spelled_out_beside() -> None:
    question = "When was the EUIF founded?"
    assert (
        spelled_out(question, "en") == "When was the EUIF (EU Internet Forum) founded (launched)?"
    )


@given(st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_nothing_of_a_question_is_lost(question: str, language: str) -> None:
    told = with_usual_words(question, language)
    for word in SYNONYMS:
        told = told.replace(f" ({word})", "")
        question = question.replace(f" ({word})", "")
    assert told == question
