"""Who asks what happened at a time, or of late, in all 24 languages, asks for nothing else."""

from datetime import date

import pytest

from assistant.understanding.happening import (
    asks_for_news,
    asks_what_happened,
    is_on_nothing_else,
    with_each_year,
)


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


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "Какво ново?"),
        ("cs", "Co je nového?"),
        ("da", "Hvad er nyt?"),
        ("de", "Was gibt es Neues?"),
        ("el", "Τι νέα υπάρχουν;"),
        ("en", "What's new in the EUIF?"),
        ("en", "What are the most recent developments?"),
        ("en", "What has changed recently?"),
        ("en", "Is the Forum still active?"),
        ("de", "Gibt es das Forum noch?"),
        ("fr", "Le Forum existe-t-il encore ?"),
        ("es", "¿Hay novedades?"),
        ("et", "Mis on uut?"),
        ("fi", "Mitä uutta?"),
        ("fr", "Quelles sont les dernières évolutions ?"),
        ("ga", "Cad atá nua?"),
        ("hr", "Što je novo?"),
        ("hu", "Mi az újdonság?"),
        ("it", "Quali sono gli ultimi sviluppi?"),
        ("lt", "Kas naujo?"),
        ("lv", "Kas jauns?"),
        ("mt", "X'hemm ġdid?"),
        ("nl", "Wat zijn de laatste ontwikkelingen?"),
        ("pl", "Jakie są najnowsze wydarzenia?"),
        ("pt", "Quais são as últimas novidades?"),
        ("ro", "Ce este nou?"),
        ("sk", "Čo je nové?"),
        ("sl", "Kaj je novega?"),
        ("sv", "Vad är nytt?"),
    ],
)
def test_who_asks_for_news_asks_what_happened_of_late(language: str, question: str) -> None:
    assert asks_for_news(question, language)
    assert asks_what_happened(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "What is new in the Crisis Protocol?",
        "Who are the new members?",
        "What developments were there in 2019?",
        "What happened?",
        "Who was there last?",
        "Is the Crisis Protocol still active?",
        "Is the Forum active?",
    ],
)
def test_who_asks_for_news_of_something_asks_for_that(question: str) -> None:
    assert not asks_for_news(question, "en")


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("What happened in 2019?", ""),
        ("What happened since 2024?", "2025 2026"),
        ("What's new since 2024?", "2025 2026"),
        ("What happened after June 2015?", "2016 2017 2018 2019 2020"),
        ("What happened between 2019 and 2021?", "2020 2021"),
        ("What happened between 2024 and March?", "2025 2026"),
        ("What happened before 2016?", "2015 2014 2013 2012 2011"),
        ("What happened since March?", ""),
        ("What's new?", "2026 2025 2024"),
        ("What happened to the protocol since 2024?", ""),
    ],
)
def test_what_happened_over_years_is_looked_for_by_each(question: str, years: str) -> None:
    worded = with_each_year(question, "en", date(2026, 12, 1))
    assert worded == f"{question} {years}".strip()


@pytest.mark.parametrize(
    ("question", "language", "is_so"),
    [
        ("Please give me a timeline of the EUIF", "en", True),
        ("Bitte eine Chronologie des Forums", "de", True),
        ("What's new?", "en", True),
        ("Give me a timeline of the Crisis Protocol", "en", False),
        ("Was the Crisis Protocol activated?", "en", False),
    ],
)
def test_a_timeline_of_the_forum_is_on_nothing_else(
    question: str, language: str, is_so: bool
) -> None:
    assert is_on_nothing_else(question, language) is is_so
