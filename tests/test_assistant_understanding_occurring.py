"""Questions on which meetings there were."""

import pytest

from assistant.understanding.kinds.occurring import (
    asks_remote,
    meetings_asked_for,
    with_what_was_agreed,
)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which ministerial meetings have there been?", "en"),
        ("Which meetings has the Forum held?", "en"),
        ("Which ministerial meetings were held in 2021?", "en"),
        ("Welche Ministertagungen gab es?", "de"),
        ("Quelles ont été les réunions ministérielles ?", "fr"),
        ("¿Qué reuniones ministeriales ha habido?", "es"),
        ("Quali riunioni ministeriali ci sono state?", "it"),
        ("Welke ministeriële bijeenkomsten zijn er geweest?", "nl"),
        ("Jakie były spotkania ministerialne?", "pl"),
        ("Vilka ministermöten har hållits?", "sv"),
        ("Které ministerské schůzky proběhly?", "cs"),
    ],
)
def test_which_meetings_there_were_is_asked_in_any_words(question: str, language: str) -> None:
    assert meetings_asked_for(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which companies attended the ministerial meetings?", "en"),
        ("Which companies were at the ministerial meetings?", "en"),
        ("Which topics were discussed at the meetings?", "en"),
        ("Which meetings discussed encryption?", "en"),
        ("When were the ministerial meetings?", "en"),
        ("How many meetings have there been?", "en"),
        ("Which was the last meeting?", "en"),
        ("What were the results of the meeting?", "en"),
        ("Tell me about the meetings", "en"),
        ("Welche Regeln betreffen das Forum?", "de"),
    ],
)
def test_what_else_is_asked_of_meetings_is_not_which_there_were(
    question: str, language: str
) -> None:
    assert not meetings_asked_for(question, language)


@pytest.mark.parametrize(
    ("question", "language", "is_so"),
    [
        ("Has the Forum ever met online?", "en", True),
        ("Which ministerial was held online?", "en", True),
        ("Was there a virtual meeting?", "en", True),
        ("Fand die Tagung online statt?", "de", True),
        ("La réunion s'est-elle tenue en ligne ?", "fr", True),
        ("¿Hubo alguna reunión virtual?", "es", True),
        ("Czy było to spotkanie online?", "pl", True),
        ("Käikö kokous verkossa?", "fi", True),
        ("Which meetings dealt with child sexual abuse online?", "en", False),
        ("When was the meeting on abuse online held?", "en", False),
        ("Quelle réunion portait sur les abus en ligne ?", "fr", False),
        ("Where was the meeting held?", "en", False),
    ],
)
def test_a_meeting_online_is_told_from_one_on_what_is_online(
    question: str, language: str, is_so: bool
) -> None:
    assert asks_remote(question, language) == is_so


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("What were the outcomes of the last meeting?", "en", "What were the agreed at"),
        ("Was waren die Ergebnisse des Treffens?", "de", "Was waren die agreed at"),
        ("Quels sont les résultats de la réunion ?", "fr", "Quels sont les agreed at"),
        ("Jakie były wyniki spotkania?", "pl", "Jakie były agreed at"),
    ],
)
def test_the_results_of_a_meeting_are_what_was_agreed_there(
    question: str, language: str, asked: str
) -> None:
    assert with_what_was_agreed(question, language).startswith(asked)


def test_other_results_are_asked_for_as_they_are() -> None:
    question = "What were the results of the action day?"
    assert with_what_was_agreed(question, "en") == question
