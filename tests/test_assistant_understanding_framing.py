"""What frames a text that is asked for."""

import pytest

from assistant.understanding.phrases.asking import (
    wanted,
    without,
)
from assistant.understanding.phrases.framing import sentences_wanted, without_purpose
from vectorstore.language import LANGUAGES

FRAMED = [
    ("bg", "Дайте ми три ключови послания за GIFCT за министъра, моля", "GIFCT", 3),
    ("cs", "Prosím tři hlavní body o GIFCT pro ministra", "GIFCT", 3),
    ("da", "Kan du skrive to sætninger om GIFCT til ministeren", "GIFCT", 2),
    ("de", "Bitte drei Stichpunkte zu GIFCT für ein Briefing", "GIFCT", 3),
    ("el", "Τρία βασικά μηνύματα για GIFCT για τον υπουργό", "GIFCT", 3),
    ("en", "Please give me three bullets on GIFCT for a briefing", "GIFCT", 3),
    ("en", "2-3 crisp sentences on GIFCT for the meeting tomorrow, please", "GIFCT", 3),
    ("en", "Could you draft a Q&A about GIFCT?", "GIFCT?", None),
    ("en", "State of play on GIFCT", "GIFCT", None),
    ("en", "Explain GIFCT", "GIFCT", None),
    ("en", "One line on GIFCT", "GIFCT", 1),
    ("es", "Tres mensajes clave sobre GIFCT para la ministra", "GIFCT", 3),
    ("et", "Palun kolm põhisõnumit GIFCT ministrile", "GIFCT", 3),
    ("fi", "Kolme avainviestiä GIFCT ministeriä varten", "GIFCT", 3),
    ("fr", "Deux phrases sur GIFCT pour la réunion de demain", "GIFCT", 2),
    ("ga", "Trí phríomhphointe faoi GIFCT le haghaidh an chruinnithe, le do thoil", None, 3),
    ("hr", "Molim tri ključne poruke o GIFCT za ministra", "GIFCT", 3),
    ("hu", "Írj két mondatot GIFCT a miniszternek", "GIFCT", 2),
    ("it", "Scrivimi tre frasi su GIFCT per il ministro", "GIFCT", 3),
    ("lt", "Trys punktai apie GIFCT ministrui", "GIFCT", 3),
    ("lv", "Divi teikumi par GIFCT ministram", "GIFCT", 2),
    ("mt", "Tliet messaġġi ewlenin dwar GIFCT għall-ministru", "GIFCT", 3),
    ("nl", "Drie kernboodschappen over GIFCT voor de minister", "GIFCT", 3),
    ("pl", "Proszę o trzy kluczowe przekazy na temat GIFCT dla ministra", "GIFCT", 3),
    ("pt", "Três mensagens-chave sobre GIFCT para o ministro", "GIFCT", 3),
    ("ro", "Trei mesaje cheie despre GIFCT pentru ministru", "GIFCT", 3),
    ("sk", "Dve vety o GIFCT pre ministra", "GIFCT", 2),
    ("sl", "Tri ključna sporočila o GIFCT za ministra", "GIFCT", 3),
    ("sv", "Tre budskap om GIFCT inför mötet", "GIFCT", 3),
]


@pytest.mark.parametrize(("language", "request_", "subject", "sentences"), FRAMED)
def test_a_text_on_something_is_an_overview_of_that_alone(
    language: str, request_: str, subject: str | None, sentences: int | None
) -> None:
    asked = without_purpose(request_, language)
    assert wanted(asked, language) == {"overview"}
    assert subject is None or without("overview", asked, language) == subject
    assert sentences_wanted(asked, language) == sentences


def test_texts_are_framed_in_every_language() -> None:
    assert {language for language, *_ in FRAMED} == LANGUAGES


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Name three states on the list"),
        ("en", "Which points on gaming were raised?"),
        ("en", "Name three points of contact on terrorist content"),
        ("en", "Did the Commission publish guidance on radicalisation for the ministers?"),
        ("fr", "Citez trois points de contact sur le terrorisme"),
        ("de", "Drei Kontaktstellen zum Terrorismus"),
        ("hu", "Három kapcsolattartó pont a listán"),
        ("es", "¿Qué puntos sobre los videojuegos se debatieron?"),
    ],
)
def test_what_really_asks_for_something_is_no_frame(language: str, question: str) -> None:
    assert "overview" not in wanted(question, language)
    assert without_purpose(question, language) == question


@pytest.mark.parametrize(
    ("language", "request_"),
    [("bg", "Три точки за срещата на министрите"), ("en", "Three bullets for the minister")],
)
def test_what_a_text_is_for_stays_if_it_is_all_that_is_said(language: str, request_: str) -> None:
    assert without_purpose(request_, language) == request_
