"""Who asks what happened at a time, of late or to any avail, or what is to come, asks for nothing
else, in all 24 languages."""

from datetime import date

import pytest

from assistant.understanding.kinds.happening import (
    asks_for_news,
    asks_for_plans,
    asks_for_results,
    asks_what_happened,
    is_on_nothing_else,
    says_of_plans,
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
    [("sk", "A v roku 2023?"), ("fi", "Entä vuonna 2023?"), ("hr", "A 2023. godine?")],
)
def test_who_names_a_year_leaves_open_what_is_asked(language: str, question: str) -> None:
    assert not asks_what_happened(question, language)


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
    ("language", "question"),
    [
        ("bg", "Какво постигна форумът?"),
        ("cs", "Čeho fórum dosáhlo?"),
        ("da", "Hvad har forummet opnået?"),
        ("de", "Was hat das Forum erreicht?"),
        ("el", "Τι έχει πετύχει το Φόρουμ;"),
        ("en", "What has the Forum achieved so far?"),
        ("en", "What are the main outputs of the EUIF?"),
        ("es", "¿Qué ha logrado el Foro?"),
        ("et", "Mida on foorum saavutanud?"),
        ("fi", "Mitä foorumi on saavuttanut?"),
        ("fr", "Quel est le bilan du Forum ?"),
        ("ga", "Cad iad torthaí an Fhóraim?"),
        ("hr", "Što je Forum postigao?"),
        ("hu", "Milyen eredményeket ért el a Fórum?"),
        ("it", "Cosa ha ottenuto il Forum?"),
        ("lt", "Ką Forumas pasiekė?"),
        ("lv", "Ko Forums ir sasniedzis?"),
        ("mt", "X'kiseb il-Forum?"),
        ("nl", "Wat heeft het Forum bereikt?"),
        ("pl", "Co osiągnęło Forum?"),
        ("pt", "O que alcançou o Fórum?"),
        ("ro", "Ce a realizat Forumul?"),
        ("sk", "Čo fórum dosiahlo?"),
        ("sl", "Kaj je Forum dosegel?"),
        ("sv", "Vad har forumet uppnått?"),
    ],
)
def test_who_asks_what_the_forum_achieved_asks_what_happened(language: str, question: str) -> None:
    assert asks_for_results(question, language)
    assert asks_what_happened(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "What were the results?",
        "What did the workshop achieve?",
        "What are the results of the fourth meeting of the Forum?",
        "Who achieved the Forum's results?",
        "What does the Forum do?",
    ],
)
def test_who_asks_what_came_of_something_asks_for_that(question: str) -> None:
    assert not asks_for_results(question, "en")


@pytest.mark.parametrize(
    ("language", "question", "told"),
    [
        ("bg", "Какви са следващите стъпки?", "Планирано е преразглеждане."),
        ("cs", "Jaké jsou další kroky?", "Revize je plánována, plánované změny se chystají."),
        ("da", "Hvad er de næste skridt?", "Der er planlagt en revision."),
        ("de", "Was sind die nächsten Schritte?", "Eine Überarbeitung ist geplant."),
        ("de", "Wie geht es weiter?", "Die Kommission plant eine Überarbeitung."),
        ("el", "Ποια είναι τα επόμενα βήματα;", "Προβλέπεται αναθεώρηση."),
        ("en", "What are the next steps of the Forum?", "A revision is planned."),
        ("en", "What will happen next?", "The plans were presented."),
        ("es", "¿Cuáles son los próximos pasos?", "Está prevista una revisión."),
        ("et", "Mis on järgmised sammud?", "Kavandatakse muudatusi."),
        ("fi", "Mitkä ovat seuraavat askeleet?", "Uudistusta suunnitellaan."),
        ("fr", "Quelles sont les prochaines étapes ?", "Une révision est prévue."),
        ("ga", "Cad iad na chéad chéimeanna eile?", "Tá athbhreithniú beartaithe."),
        ("hr", "Koji su sljedeći koraci?", "Planirana je revizija."),
        ("hu", "Mik a következő lépések?", "A Bizottság felülvizsgálatot tervez."),
        ("it", "Quali sono i prossimi passi?", "È prevista una revisione."),
        ("lt", "Kokie tolesni žingsniai, kas planuojama?", "Planuojama peržiūra."),
        ("lv", "Kādi ir nākamie soļi?", "Plānota pārskatīšana."),
        ("mt", "X'inhu ppjanat?", "Reviżjoni hija ppjanata, ippjanata."),
        ("nl", "Wat zijn de volgende stappen?", "Er is een herziening gepland."),
        ("pl", "Jakie są kolejne kroki?", "Zaplanowano przegląd."),
        ("pt", "Quais são os próximos passos?", "Está prevista uma revisão."),
        ("ro", "Care sunt următorii pași?", "Este prevăzută o revizuire."),
        ("sk", "Aké sú ďalšie kroky?", "Komisia plánuje revíziu."),
        ("sl", "Kateri so naslednji koraki?", "Predvidena je revizija."),
        ("sv", "Vilka är nästa steg?", "En översyn planeras."),
    ],
)
def test_who_asks_what_is_to_come_is_told_of_plans(language: str, question: str, told: str) -> None:
    assert asks_for_plans(question, language)
    assert says_of_plans(told, language)


@pytest.mark.parametrize(
    "question",
    [
        "When is the next meeting?",
        "What is the plan for children?",
        "What is planned for 2026?",
        "What happened?",
        "What happened next to the protocol?",
        "Who plans?",
    ],
)
def test_who_asks_for_one_plan_or_for_when_asks_for_that(question: str) -> None:
    assert not asks_for_plans(question, "en")


def test_what_is_done_tells_of_no_plan() -> None:
    assert not says_of_plans("The regulation was adopted.", "en")


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
        ("What has the Forum achieved?", ""),
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
        ("When was the Forum launched?", "en", True),
        ("When was the fourth meeting of the Forum?", "en", False),
        ("What does Europol do in the Forum?", "en", False),
        ("Give me a timeline of the Crisis Protocol", "en", False),
        ("Was the Crisis Protocol activated?", "en", False),
    ],
)
def test_a_timeline_of_the_forum_is_on_nothing_else(
    question: str, language: str, is_so: bool
) -> None:
    assert is_on_nothing_else(question, language) is is_so
