"""Times reckoned from the day of asking are read as dates."""

from datetime import date

import pytest

from assistant.wording.facts import facts
from assistant.wording.facts.deictic import dated
from vectorstore.language import LANGUAGES

TODAY = date(2026, 11, 29)

ASKED = {
    "bg": (
        "Кои фирми се присъединиха през последните две години?",
        "Какво се случи през миналата година?",
    ),
    "cs": ("Které firmy se připojily za poslední dva roky?", "Co se stalo loni?"),
    "da": ("Hvilke selskaber kom med i de seneste to år?", "Hvad skete der sidste år?"),
    "de": (
        "Welche Firmen sind in den letzten zwei Jahren beigetreten?",
        "Was geschah im letzten Jahr?",
    ),
    "el": ("Ποιες εταιρείες προσχώρησαν τα τελευταία δύο χρόνια;", "Τι έγινε πέρυσι;"),
    "en": ("Who joined in the last two years?", "What happened last year?"),
    "es": ("¿Quién se unió en los últimos dos años?", "¿Qué pasó el año pasado?"),
    "et": ("Kes liitusid viimase kahe aasta jooksul?", "Mis juhtus eelmisel aastal?"),
    "fi": ("Ketkä liittyivät viimeisten kahden vuoden aikana?", "Mitä tapahtui viime vuonna?"),
    "fr": (
        "Qui a rejoint le Forum au cours des deux dernières années ?",
        "Que s'est-il passé l'année dernière ?",
    ),
    "ga": ("Cé a tháinig isteach le dhá bhliain anuas?", "Cad a tharla anuraidh?"),
    "hr": ("Tko se pridružio u posljednje dvije godine?", "Što se dogodilo prošle godine?"),
    "hu": ("Kik csatlakoztak az elmúlt két évben?", "Mi történt tavaly?"),
    "it": ("Chi ha aderito negli ultimi due anni?", "Che cosa è successo l'anno scorso?"),
    "lt": ("Kas prisijungė per pastaruosius dvejus metus?", "Kas įvyko pernai?"),
    "lv": ("Kas pievienojās pēdējo divu gadu laikā?", "Kas notika pagājušajā gadā?"),
    "mt": ("Min issieħeb fl-aħħar 2 snin?", "X'ġara s-sena li għaddiet?"),
    "nl": ("Wie trad toe in de afgelopen twee jaar?", "Wat gebeurde er vorig jaar?"),
    "pl": ("Kto przystąpił w ciągu ostatnich dwóch lat?", "Co wydarzyło się w zeszłym roku?"),
    "pt": ("Quem aderiu nos últimos dois anos?", "O que aconteceu no ano passado?"),
    "ro": ("Cine a aderat în ultimii doi ani?", "Ce s-a întâmplat anul trecut?"),
    "sk": ("Kto sa pripojil za posledné dva roky?", "Čo sa stalo minulý rok?"),
    "sl": ("Kdo se je pridružil v zadnjih dveh letih?", "Kaj se je zgodilo lani?"),
    "sv": ("Vilka gick med under de senaste två åren?", "Vad hände förra året?"),
}
"""In each language, who joined in the last two years, and what happened last year."""


def test_every_language_is_asked_in() -> None:
    assert ASKED.keys() == LANGUAGES


@pytest.mark.parametrize("language", sorted(ASKED))
def test_the_last_years_are_since_a_month_and_the_last_year_is_one(language: str) -> None:
    years, year = (dated(question, TODAY, language) for question in ASKED[language])
    assert [(one.known, one.relation) for one in facts(years, language).dates] == [
        ((2024, 11, 0), "since")
    ]
    assert [(one.known, one.relation) for one in facts(year, language).dates] == [
        ((2025, 0, 0), "")
    ]


@pytest.mark.parametrize(
    ("question", "language", "read"),
    [
        ("What happened in the past year?", "en", "What happened since November 2025?"),
        ("Who joined over the last 12 months?", "en", "Who joined since November 2025?"),
        ("Who joined since last year?", "en", "Who joined since 2025?"),
        ("And this year, or last year?", "en", "And 2026, or 2025?"),
        ("Was geschah dieses Jahr?", "de", "Was geschah 2026?"),
        ("Was geschah in den letzten 11 Monaten?", "de", "Was geschah seit Dezember 2025?"),
        ("Que s'est-il passé cette année ?", "fr", "Que s'est-il passé 2026 ?"),
        ("Ketkä liittyivät viime vuodesta lähtien?", "fi", "Ketkä liittyivät 2025 lähtien?"),
        ("Co se stalo letos?", "cs", "Co se stalo 2026?"),
    ],
)
def test_it_is_reckoned_from_today(question: str, language: str, read: str) -> None:
    assert dated(question, TODAY, language) == read


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What was paid in the last two years of CSEP?", "en"),
        ("Which was the last year of CSEP?", "en"),
        ("What happened two years later?", "en"),
        ("Que s'est-il passé les deux dernières années du programme ?", "fr"),
        ("Who joined in the last meeting of the year 2020?", "en"),
    ],
)
def test_what_lies_elsewhere_is_left(question: str, language: str) -> None:
    assert dated(question, TODAY, language) == question
