"""Acronyms: each finds its long form and is found by it, and ordinary words are left alone."""

import json
import re
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.acronyms import (
    alternatives,
    is_acronym,
    short_forms,
    spelled_out,
    words_of_terms,
)
from vectorstore.language import LANGUAGES

DATA = json.loads((files("vectorstore") / "acronyms.json").read_text(encoding="utf-8"))
NAMES: dict[str, dict[str, list[str]]] = DATA["names"]
GLOSSARY: dict[str, dict[str, list[str]]] = json.loads(
    (files("vectorstore") / "glossary.json").read_text(encoding="utf-8")
)
WORDINGS = [
    (acronym, language, wording)
    for acronym, forms in [
        *NAMES.items(),
        *((re.sub(r"\W", "", term), wordings) for term, wordings in GLOSSARY.items()),
    ]
    for language, wordings in forms.items()
    for wording in wordings
]

PIECES = "EUIF|X|euif|TCO|-Verordnung|DSAs|DG HOME|RAN|ran|2021/784|EU Internet Forum|Services|Act"
pieces = st.sampled_from([*PIECES.split("|"), *"()? \n\xad", "’s", ":n", "e\u0301"])
questions = st.lists(pieces | st.text(max_size=5)).map("".join)
languages = st.sampled_from(sorted(LANGUAGES))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        (
            "When did the TCO enter into force?",
            "en",
            "When did the TCO (terrorist content online regulation) enter into force?",
        ),
        ("when was euif launched", "en", "when was euif (EU Internet Forum) launched"),
        ("Which DSAs apply?", "en", "Which DSAs (Digital Services Act) apply?"),
        ("Seit wann gilt die TCO-Verordnung?", "de", "TCO-Verordnung (Verordnung über"),
        ("Mitä EUIF:n jäsenet tekevät?", "fi", "EUIF:n (EU:n internetfoorumi) jäsenet"),
        ("Que prévoit le RSN ?", "fr", "le RSN (règlement sur les services numériques) ?"),
        ("Was macht das IWF?", "de", "das IWF (Internet Watch Foundation)?"),
        ("Is DG HOME in the TE-SAT 2023?", "en", "TE-SAT (Terrorism Situation and Trend Report)"),
        ("How many digital fingerprints are shared?", "en", "digital fingerprints (hash) are"),
        ("Quand a eu lieu l'exercice sur table ?", "fr", "table (tabletop exercise) ?"),
        ("Kui palju räsisid on?", "et", "räsisid (hash) on"),
        ("¿Se ocupa de las drogas?", "es", "drogas (drugs)?"),
        ("Which DG runs it?", "en", "Which DG (Directorate-General) runs it?"),
        ("Welche Generaldirektion ist das?", "de", "Generaldirektion (Directorate-General) ist"),
        ("Does 2021/784 apply?", "en", "2021/784 (terrorist content online regulation) apply"),
        ("Is Meta a member?", "en", "Is Meta (Facebook) a member?"),
        ("War X dabei?", "de", "War Twitter dabei?"),
    ],
)
def test_acronyms_are_spelled_out_in_the_language_of_the_question(
    question: str, language: str, expected: str
) -> None:
    assert expected in spelled_out(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "Who ran the forum, and who took the lead?",
        "In der Tat wird das Rad neu erfunden.",
        "C'est mou, mais j'ai fini.",
        "Hvem kom fra Danmark?",
        "What do DSAX, XTCO and T.C.O. mean?",
        "What does the EU Internet Forum (EUIF) do?",
        "How many hashes are shared? Is a digital fingerprint a hash?",
        "Was ist das EU-Internetforum, the EUIF?",
        "",
    ],
)
def test_ordinary_words_and_explained_acronyms_are_left_alone(question: str) -> None:
    assert spelled_out(question, "en") == question


def test_a_term_in_a_longer_one_is_left_alone() -> None:
    assert spelled_out("¿tráfico de drogas?", "es") == "¿tráfico de drogas (drug trafficking)?"


def test_an_acronym_is_spelled_out_once() -> None:
    assert spelled_out("EUIF or euif?", "en") == "EUIF (EU Internet Forum) or euif?"


@given(question=questions, language=languages)
def test_no_word_of_the_question_is_lost_but_a_letter(question: str, language: str) -> None:
    written = iter(words(spelled_out(question, language)))
    kept = (word for word in words(question) if len(word) > 1)
    assert all(word in written for word in kept)  # in their order


@given(question=questions, language=languages)
def test_spelling_out_twice_adds_nothing(question: str, language: str) -> None:
    once = spelled_out(question, language)
    assert spelled_out(once, language) == once


@given(text=st.text(st.sampled_from("xyzщ0 -.,\n(e\u0301😀\ud800")), language=languages)
def test_a_text_without_names_is_unchanged(text: str, language: str) -> None:
    assert spelled_out(text, language) == text
    assert short_forms(text) == ()
    assert alternatives(text) == {}


@given(text=questions)
def test_words_with_alternatives_are_words_of_the_question(text: str) -> None:
    assert alternatives(text).keys() <= set(words(text))


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("the eu  internet\nforum", "EUIF"),
        ("Violent right wing extremists", "VRWE"),
        ("des EU-Internetforums", "EUIF"),
        ("gegen die Verbreitung terroristischer Online-Inhalte", "TCO"),
        ("o šíření teroristického obsahu online", "TCO"),
        ("w sprawie treści o charakterze terrorystycznym w internecie", "TCO"),
        ("le Forum de l’UE sur internet", "EUIF"),
        ("DES ABUS SEXUELS SUR ENFANTS", "CSA"),
        ("VLOPs, i.e. very large online platforms", "VLOP"),
        ("das Inter\xadnet\xadforum der EU", "EUIF"),
        ("Le RSN s'applique.", "DSA"),
        ("Regulation (EU) 2021/784", "TCO"),
        ("Google, Facebook und Twitter", "Meta"),
        ("Google, Facebook und Twitter", "X"),
    ],
)
def test_names_are_found_in_many_forms(text: str, acronym: str) -> None:
    assert acronym in short_forms(text)


@pytest.mark.parametrize(
    "text",
    ["EUIF", "It fights terrorist content. Online shops help.", "an Internet forum", "EU, USA"],
)
def test_what_is_no_long_form_adds_no_acronym(text: str) -> None:
    assert short_forms(text) == ()


def test_words_of_a_name_may_be_said_by_its_acronym_and_numbers_may_not() -> None:
    assert alternatives("Who leads the Internet Referral Unit?") == {
        "Internet": ("IRU",),
        "Referral": ("IRU", "referral"),
        "Unit": ("IRU",),
    }
    assert alternatives("Is the RSN Regulation 2022/2065?") == {"RSN": ("DSA",)}


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("latest ministerial", True),
        ("the second high-level meeting", True),
        ("das zweite hochrangige Treffen", True),
        ("la deuxième ministérielle", True),
        ("l'ultima riunione ad alto livello", True),
        ("drugie spotkanie wysokiego szczebla", True),
        ("toinen korkean tason kokous", True),
        ("Senior officials' meeting", False),
        ("réunion de hauts fonctionnaires", False),
        ("the ministers and their ministry", False),
    ],
)
def test_high_level_meetings_are_ministerial_ones_and_those_of_officials_are_not(
    text: str, there: bool
) -> None:
    assert (
        "ministerialmeeting" in {*short_forms(text), *sum(alternatives(text).values(), ())}
    ) is (there)


def test_terms_are_told_from_names_and_acronyms_from_words() -> None:
    assert words_of_terms("the latest ministerial meeting of GIFCT") == {"ministerial", "meeting"}
    assert not words_of_terms("the EU Crisis Protocol")
    assert all(map(is_acronym, ("csep", "CSEP", "VLOPs")))
    assert not any(map(is_acronym, ("budget", "ran", "ministerial")))


def test_every_form_in_the_file_is_found_however_it_is_set() -> None:
    missed = [
        (acronym, written)
        for acronym, _, wording in WORDINGS
        for written in (wording, wording.upper(), wording.replace("-", " ").replace(" ", " \n"))
        if acronym not in short_forms(f"x {written} x") and wording != acronym
    ]
    assert not missed


def test_the_file_is_sound() -> None:
    assert all(acronym.isalnum() and forms["en"] for acronym, forms in NAMES.items())
    short = [*NAMES, *(form for forms in NAMES.values() for form in forms.get("mul", []))]
    assert {language for _, language, _ in WORDINGS} == {*LANGUAGES, "mul"}
    assert set(DATA["only_in_capitals"]) <= set(short)
    told = Counter([form.casefold() for form in short])
    told += Counter((language, wording.casefold()) for _, language, wording in WORDINGS)
    assert max(told.values()) == 1, told.most_common(3)
