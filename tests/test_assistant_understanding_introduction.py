"""Questions on what the Forum is."""

import pytest

from assistant.understanding.kinds.introduction import INTRODUCED, LAUNCHED, introduction

WHAT_IT_IS = {
    "bg": "Какво е Интернет форумът на ЕС?",
    "cs": "Co je Internetové fórum EU?",
    "da": "Hvad er EU's internetforum?",
    "de": "Was ist das EU-Internetforum?",
    "el": "Τι είναι το Φόρουμ της ΕΕ για το διαδίκτυο;",
    "en": "What is the EU Internet Forum?",
    "es": "¿Qué es el Foro de Internet de la UE?",
    "et": "Mis on ELi internetifoorum?",
    "fi": "Mikä on EU:n internetfoorumi?",
    "fr": "Qu'est-ce que le Forum de l'UE sur l'internet ?",
    "ga": "Cad é Fóram Idirlín an AE?",
    "hr": "Što je Internetski forum EU-a?",
    "hu": "Mi az uniós internetfórum?",
    "it": "Cos'è il Forum dell'UE su Internet?",
    "lt": "Kas yra ES interneto forumas?",
    "lv": "Kas ir ES Interneta forums?",
    "mt": "X'inhu l-Forum tal-Internet tal-UE?",
    "nl": "Wat is het EU-internetforum?",
    "pl": "Czym jest Forum UE ds. Internetu?",
    "pt": "O que é o Fórum da UE sobre a Internet?",
    "ro": "Ce este Forumul UE pentru internet?",
    "sk": "Čo je Internetové fórum EÚ?",
    "sl": "Kaj je Internetni forum EU?",
    "sv": "Vad är EU:s internetforum?",
}


@pytest.mark.parametrize("language", WHAT_IT_IS)
def test_it_is_asked_for_in_any_language(language: str) -> None:
    assert introduction(WHAT_IT_IS[language], language) == INTRODUCED


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("what is euif", "en"),
        ("EUIF", "en"),
        ("What does EUIF stand for?", "en"),
        ("Tell me about the EU Internet Forum", "en"),
        ("what is the forum?", "en"),
        ("c'est quoi le forum", "fr"),
        ("co to jest forum?", "pl"),
    ],
)
def test_it_may_be_put_in_other_words(question: str, language: str) -> None:
    assert introduction(question, language) == INTRODUCED


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Защо беше създаден форумът?", "bg"),
        ("Proč bylo fórum založeno?", "cs"),
        ("Hvorfor blev forummet oprettet?", "da"),
        ("Warum wurde das Forum gegründet?", "de"),
        ("Γιατί δημιουργήθηκε το Φόρουμ;", "el"),
        ("Why was the EU Internet Forum set up?", "en"),
        ("¿Por qué se creó el Foro?", "es"),
        ("Miks foorum loodi?", "et"),
        ("Miksi foorumi perustettiin?", "fi"),
        ("Pourquoi le Forum a-t-il été créé ?", "fr"),
        ("Cén fáth ar bunaíodh an Fóram?", "ga"),
        ("Zašto je osnovan Forum?", "hr"),
        ("Miért hozták létre a Fórumot?", "hu"),
        ("Perché è stato creato il Forum?", "it"),
        ("Kodėl buvo įkurtas Forumas?", "lt"),
        ("Kāpēc tika izveidots Forums?", "lv"),
        ("Għaliex twaqqaf il-Forum?", "mt"),
        ("Waarom is het Forum opgericht?", "nl"),
        ("Dlaczego utworzono Forum?", "pl"),
        ("Porque foi criado o Fórum?", "pt"),
        ("De ce a fost creat Forumul?", "ro"),
        ("Prečo bolo fórum založené?", "sk"),
        ("Zakaj je bil ustanovljen Forum?", "sl"),
        ("Varför inrättades forumet?", "sv"),
    ],
)
def test_why_it_was_set_up_is_what_it_is_for(question: str, language: str) -> None:
    assert introduction(question, language) == INTRODUCED


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Give me three facts about the Forum", "en"),
        ("Nenne mir drei Fakten über das Forum", "de"),
        ("Donnez-moi trois faits sur le Forum", "fr"),
        ("Dammi tre fatti sul Forum", "it"),
        ("Geef me drie feiten over het Forum", "nl"),
        ("Podaj trzy fakty o Forum", "pl"),
        ("Opowiedz mi o Forum", "pl"),
    ],
)
def test_facts_about_the_forum_are_what_it_is(question: str, language: str) -> None:
    assert introduction(question, language) == INTRODUCED


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("От кога съществува форумът?", "bg"),
        ("Odkdy existuje fórum?", "cs"),
        ("Siden hvornår findes forummet?", "da"),
        ("Seit wann gibt es das Forum?", "de"),
        ("Από πότε υπάρχει το φόρουμ;", "el"),
        ("Since when does the Forum exist?", "en"),
        ("when was the euif founded", "en"),
        ("¿Desde cuándo existe el Foro?", "es"),
        ("Millal foorum loodi?", "et"),
        ("Milloin foorumi perustettiin?", "fi"),
        ("Depuis quand existe le Forum ?", "fr"),
        ("Cathain a bunaíodh an Fóram?", "ga"),
        ("Otkad postoji Forum?", "hr"),
        ("Mikor jött létre a fórum?", "hu"),
        ("Da quando esiste il Forum?", "it"),
        ("Kada buvo įsteigtas Forumas?", "lt"),
        ("Kopš kura laika pastāv forums?", "lv"),
        ("Meta twaqqaf il-Forum?", "mt"),
        ("Sinds wanneer bestaat het Forum?", "nl"),
        ("Od kiedy istnieje Forum?", "pl"),
        ("Desde quando existe o Fórum?", "pt"),
        ("De când există Forumul?", "ro"),
        ("Odkedy existuje fórum?", "sk"),
        ("Od kdaj obstaja Forum?", "sl"),
        ("Sedan när finns forumet?", "sv"),
    ],
)
def test_since_when_it_exists_is_when_it_was_launched(question: str, language: str) -> None:
    assert introduction(question, language) == LAUNCHED


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How does the Forum work?", "en"),
        ("How does the EU Internet Forum operate?", "en"),
        ("Wie funktioniert das Forum?", "de"),
        ("Comment fonctionne le Forum ?", "fr"),
        ("Miten foorumi toimii?", "fi"),
        ("Jak działa Forum?", "pl"),
        ("Πώς λειτουργεί το Φόρουμ;", "el"),
    ],
)
def test_how_it_works_is_what_it_is(question: str, language: str) -> None:
    assert introduction(question, language) == INTRODUCED


@pytest.mark.parametrize(
    "question",
    [
        "How does the Forum work with Europol?",
        "How is the Forum organised?",
        "How is the Forum funded?",
        "How many members does the Forum have?",
        "Why was the Forum's handbook created?",
        "Give me three facts about the Forum's meetings",
        "Tell me about the internet",
        "Why was the Forum criticised?",
        "What is the EU?",
        "What is the internet?",
        "What is the EU internet?",
        "Who is the EU Internet Forum?",
        "When was the Forum announced?",
        "When was the Forum's handbook launched?",
        "When did the Forum start to work on drugs?",
        "When and where was the Forum launched?",
        "Has the Forum ever met online?",
        "What is the Forum's budget?",
        "What is the Global Internet Forum to Counter Terrorism?",
        "What is GIFCT?",
        "",
    ],
)
def test_what_asks_anything_else_does_not(question: str) -> None:
    assert introduction(question, "en") == ""
