"""Who asks what happened at a time, in all 24 languages, asks for nothing else."""

import pytest

from assistant.understanding.occurring import asks_what_happened


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "Какво се случи през 2019 г.?"),
        ("cs", "Co se stalo v roce 2019?"),
        ("da", "Hvad skete der i 2019?"),
        ("de", "Was ist 2019 passiert?"),
        ("el", "Τι συνέβη το 2019;"),
        ("en", "What happened in 2019?"),
        ("en", "And what happened in the EU Internet Forum in October 2019?"),
        ("es", "¿Qué pasó en 2019?"),
        ("et", "Mis juhtus 2019. aastal?"),
        ("fi", "Mitä tapahtui vuonna 2019?"),
        ("fr", "Que s'est-il passé en 2019 ?"),
        ("ga", "Cad a tharla in 2019?"),
        ("hr", "Što se dogodilo 2019. godine?"),
        ("hu", "Mi történt 2019-ben?"),
        ("it", "Cosa è successo nel 2019?"),
        ("lt", "Kas įvyko 2019 metais?"),
        ("lv", "Kas notika 2019. gadā?"),
        ("mt", "X'ġara fl-2019?"),
        ("nl", "Wat is er in 2019 gebeurd?"),
        ("pl", "Co się wydarzyło w 2019 roku?"),
        ("pt", "O que aconteceu em 2019?"),
        ("ro", "Ce s-a întâmplat în 2019?"),
        ("sk", "Čo sa stalo v roku 2019?"),
        ("sl", "Kaj se je zgodilo leta 2019?"),
        ("sv", "Vad hände 2019?"),
    ],
)
def test_who_asks_what_happened_at_a_time_asks_for_nothing_else(
    language: str, question: str
) -> None:
    assert asks_what_happened(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "What happened?",
        "What happened to encryption in 2019?",
        "When did that happen in 2019?",
        "Who took part in 2019?",
        "What was agreed in 2019?",
        "2019?",
    ],
)
def test_who_says_more_or_no_time_asks_for_something_else(question: str) -> None:
    assert not asks_what_happened(question, "en")
