"""Whose deeds, or role, a question asks for, in all 24 languages."""

import pytest

from assistant.understanding.kinds.deeds import whose_deeds


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "Каква е ролята на Europol?"),
        ("cs", "Jakou roli hraje Europol?"),
        ("da", "Hvilken rolle spiller Europol?"),
        ("de", "Welche Rolle spielt Europol im Forum?"),
        ("el", "Ποιος είναι ο ρόλος της Europol;"),
        ("en", "What is Europol's role in the EUIF?"),
        ("en", "How is Europol involved?"),
        ("en", "What did Europol do?"),
        ("en", "What has Europol done so far?"),
        ("en", "What did Europol say?"),
        ("de", "Was hat Europol angekündigt?"),
        ("fr", "Qu'a dit Europol ?"),
        ("pl", "Co powiedział Europol?"),
        ("es", "¿Qué papel desempeña Europol?"),
        ("et", "Milline on Europol roll?"),
        ("fi", "Mikä on Europol rooli?"),
        ("fr", "Quel est le rôle d'Europol ?"),
        ("ga", "Cad é ról Europol?"),
        ("hr", "Koja je uloga Europol?"),
        ("hu", "Mi az Europol szerepe?"),
        ("it", "Qual è il ruolo di Europol?"),
        ("lt", "Koks Europol vaidmuo?"),
        ("lv", "Kāda ir Europol loma?"),
        ("mt", "X'inhu r-rwol ta' Europol?"),
        ("nl", "Wat is de rol van Europol?"),
        ("pl", "Jaką rolę odgrywa Europol?"),
        ("pt", "Qual é o papel da Europol?"),
        ("ro", "Care este rolul Europol?"),
        ("sk", "Akú úlohu zohráva Europol?"),
        ("sl", "Kakšna je vloga Europol?"),
        ("sv", "Vilken roll spelar Europol?"),
    ],
)
def test_who_asks_for_a_role_asks_for_deeds(language: str, question: str) -> None:
    assert whose_deeds(question, language) == {"Europol"}


@pytest.mark.parametrize(
    "question",
    [
        "What is Europol's role in the crisis protocol?",
        "What does the Forum do?",
        "What role does the chair play?",
        "Who is Europol?",
        "When was Europol involved?",
        "Where is Europol's headquarters?",
        "",
    ],
)
def test_who_asks_for_more_or_of_nobody_does_not(question: str) -> None:
    assert whose_deeds(question, "en") == frozenset()
