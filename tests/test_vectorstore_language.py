"""Which of the 24 official languages of the Union a text is in."""

import os
import socket
import subprocess
import sys

import pytest
from fakes import odd_texts
from hypothesis import given, settings

from vectorstore import language as module
from vectorstore.language import LANGUAGES, detect

QUESTIONS = {
    "bg": ["Кога беше задействан кризисният протокол?", "Какво прави GIFCT?"],
    "cs": ["Kdy byl aktivován krizový protokol?", "Je Discord součástí fóra?"],
    "da": ["Hvornår blev kriseprotokollen aktiveret?", "Er Discord en del af forummet?"],
    "de": ["Wann wurde das Krisenprotokoll aktiviert?", "Was macht GIFCT?"],
    "el": ["Πότε ενεργοποιήθηκε το πρωτόκολλο κρίσης;", "Τι κάνει το GIFCT;"],
    "en": ["When was the crisis protocol activated?", "What does GIFCT do?"],
    "es": ["¿Cuándo se activó el protocolo de crisis?", "¿Qué hace GIFCT?"],
    "et": ["Millal kriisiprotokoll käivitati?", "Kas Discord kuulub foorumisse?"],
    "fi": ["Milloin kriisiprotokolla aktivoitiin?", "Mitä GIFCT tekee?"],
    "fr": ["Quand le protocole de crise a-t-il été activé ?", "Que fait le GIFCT ?"],
    "ga": ["Cathain a cuireadh an prótacal géarchéime i ngníomh?", "Cad a dhéanann GIFCT?"],
    "hr": ["Kada je aktiviran krizni protokol?", "Koje su platforme članice?"],
    "hu": ["Mikor aktiválták a válságprotokollt?", "Mit csinál a GIFCT?"],
    "it": ["Quando è stato attivato il protocollo di crisi?", "Cosa fa il GIFCT?"],
    "lt": ["Kada buvo aktyvuotas krizių protokolas?", "Ką veikia GIFCT?"],
    "lv": ["Kad tika aktivizēts krīzes protokols?", "Vai Discord piedalās forumā?"],
    "mt": ["Meta ġie attivat il-protokoll ta' kriżi?", "X'jagħmel il-GIFCT?"],
    "nl": ["Wanneer werd het crisisprotocol geactiveerd?", "Wat doet GIFCT?"],
    "pl": ["Kiedy uruchomiono protokół kryzysowy?", "Czy Discord należy do Forum?"],
    "pt": ["Quando foi ativado o protocolo de crise?", "O que faz o GIFCT?"],
    "ro": ["Când a fost activat protocolul de criză?", "Ce face GIFCT?"],
    "sk": ["Kedy bol aktivovaný krízový protokol?", "Čo robí GIFCT?"],
    "sl": ["Kdaj je bil aktiviran krizni protokol?", "Katere platforme so članice?"],
    "sv": ["När aktiverades krisprotokollet?", "Vad gör GIFCT?"],
}


def test_the_languages_are_the_official_ones() -> None:
    assert sorted(QUESTIONS) == sorted(LANGUAGES)
    assert len(LANGUAGES) == 24


@pytest.mark.parametrize(
    ("language", "question"), [(code, text) for code, two in QUESTIONS.items() for text in two]
)
def test_a_short_question_is_recognised(language: str, question: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Was ist das Global Internet Forum to Counter Terrorism?"),
        ("hu", "Mi az a Global Internet Forum to Counter Terrorism?"),
        ("lt", "Kas yra Global Internet Forum to Counter Terrorism?"),
        ("sk", "Čo je Global Internet Forum to Counter Terrorism?"),
        ("ga", "Cé mhéad tuairisc a sheol Europol chuig Amazon in 2023?"),
        ("it", "Cos'è https://example.org/what-the-members-of-the-forum-do-with-the-hashes?"),
    ],
)
def test_english_names_do_not_make_a_question_english(language: str, question: str) -> None:
    assert detect(question) == language


NAMES = "GIFCT|EU|SIRIUS|Amazon|amazon|Europol|Meta Platforms|EU Internet Forum|ქართული"


NUMBERS = "2024|12 345,67|2021/784|?!| \n||https://example.org/de/forum"


@pytest.mark.parametrize("text", [*NAMES.split("|"), *NUMBERS.split("|")])
def test_without_evidence_the_default_is_returned(text: str) -> None:
    assert detect(text) == "en"
    assert detect(text, default="mt") == "mt"


@given(text=odd_texts)
@settings(deadline=None)
def test_detection_is_total_and_repeatable(text: str) -> None:
    found = detect(text)
    assert found in LANGUAGES
    assert detect(text) == found


def test_detection_loads_its_model_from_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    module._identifier.cache_clear()
    assert detect("Kto dołączył do forum w czerwcu?") == "pl"


def test_the_model_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, vectorstore.language; print({'py3langid', 'numpy'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("target for handling time", "en"),
        ("budget for 2027?", "en"),
        ("code for lenders", "en"),
        ("ansøgning for 2026", "da"),
        ("frist for at svare", "da"),
        ("quota per membri", "it"),
    ],
)
def test_a_word_of_several_languages_is_one_of_the_likeliest(text: str, language: str) -> None:
    assert detect(text) == language


def test_the_language_of_a_thousand_small_words_can_be_told() -> None:
    assert detect("the " * 1_000, "fr") == "en"
