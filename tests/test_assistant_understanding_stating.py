"""What a sentence can answer of a question: not whether it is the latest, or sources agree."""

import pytest

from assistant.understanding.kinds.stating import as_stated, of_any_time, with_english_ordinals
from vectorstore.language import detect
from vectorstore.terms import terms


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("Do the sources agree on when the Forum was launched?", "when the Forum was launched?"),
        (
            "Sind sich die Quellen einig, wann das Forum gegründet wurde?",
            "wann das Forum gegründet wurde?",
        ),
        ("¿Coinciden las fuentes en cuántos proyectos hubo?", "cuántos proyectos hubo?"),
        (
            "Czy źródła są zgodne co do tego, kiedy ruszyło Forum?",
            "co do tego, kiedy ruszyło Forum?",
        ),
        ("When was it? The papers contradict each other, which is right?", None),
        ("What is the difference between GIFCT and the IRU and when did each start work?", None),
        ("I find different starting dates for CSEP. What do the sources say on that?", None),
        ("When was the Forum launched?", None),
        ("How is the Crisis Protocol different from what we had before?", None),
        (
            "I read 2015. Do the sources agree on when the Forum was launched?",
            "I read 2015. when the Forum was launched?",
        ),
    ],
)
def test_what_sources_are_compared_about_is_asked_alone(
    question: str, restated: str | None
) -> None:
    assert as_stated(question, detect(question)) == (restated or question)


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("What was the last annual report?", "What was annual report?"),
        ("Who are the newest members of the Forum?", "Who are the members of the Forum?"),
        ("Wer sind die neuesten Mitglieder des Forums?", "Wer sind die Mitglieder des Forums?"),
        ("Who joined? And who are the newest members?", "Who joined? And who are the members?"),
        ("Quel est le dernier rapport ?", None),
        ("What is the latest?", None),
        ("Is it so now?", None),
        ("", None),
    ],
)
def test_what_is_the_latest_is_asked_without_saying_so(question: str, restated: str | None) -> None:
    assert as_stated(question, detect(question)) == (restated or question)


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        ("Summarise the tenth ministerial meeting.", "the tenth ministerial meeting."),
        ("Tell me about GIFCT.", "GIFCT."),
        ("Was wissen wir über das Krisenprotokoll?", "das Krisenprotokoll?"),
        ("Fassen Sie Europols Arbeit zusammen.", "Sie Europols Arbeit zusammen."),
        ("Draft a note on Europol's work on gaming.", "Europol's work on gaming."),
        ("Write me a short briefing on the Knowledge Hub.", "the Knowledge Hub."),
        ("Schreiben Sie einen Vermerk über das Krisenprotokoll.", "das Krisenprotokoll."),
        ("Rédigez une note d'information sur le Forum de l'UE.", "le Forum de l'UE."),
        ("Napisz krótką notatkę o protokole kryzysowym.", "protokole kryzysowym."),
        ("Give me a timeline of the Crisis Protocol.", "Give me a of the Crisis Protocol."),
        ("One paragraph on the history of the Crisis Protocol", "the the Crisis Protocol"),
        ("Chronologie du protocole de crise ?", "du protocole de crise ?"),
        ("Please give me three bullets on the Knowledge Hub.", "the Knowledge Hub."),
        ("Tres mensajes clave sobre el Protocolo de Crisis", "el Protocolo de Crisis"),
        ("Kirjoita muistio.", None),
        ("Key facts?", None),
        ("What do we know about who chaired the tenth meeting?", None),
    ],
)
def test_an_overview_is_asked_for_by_its_subject(question: str, restated: str | None) -> None:
    assert as_stated(question, detect(question)) == (restated or question)


@pytest.mark.parametrize(
    ("question", "language", "read"),
    [
        ("Which meetings were held before 2020?", "en", "Which meetings were held ?"),
        ("List the meetings held since 4 June 2024", "en", "List the meetings held"),
        ("Quelles réunions ont eu lieu avant 2020 ?", "fr", "Quelles réunions ont eu lieu ?"),
        ("Welche Treffen fanden vor 2020 statt?", "de", "Welche Treffen fanden statt?"),
        ("Mitkä yritykset liittyivät 2021 jälkeen?", "fi", "Mitkä yritykset liittyivät ?"),
        ("Mely cégek csatlakoztak 2024. november óta?", "hu", "Mely cégek csatlakoztak ?"),
        # Of one thing a sentence says that.
        ("How many members were there before 2020?", "en", None),
        ("Which meetings were held in 2019?", "en", None),
    ],
)
def test_several_things_are_asked_for_without_their_time(
    question: str, language: str, read: str | None
) -> None:
    assert of_any_time(question, language) == (read or question)


MOST_RECENT = {
    "bg": ("най-актуалният доклад на Европол", "доклад на Европол"),
    "da": ("det mest aktuelle ministermøde", "ministermøde"),
    "de": ("das allerneueste Ministertreffen", "Ministertreffen"),
    "el": ("η πιο επίκαιρη υπουργική σύνοδος", "υπουργική σύνοδος"),
    "es": ("el más reciente encuentro ministerial", "encuentro ministerial"),
    "et": ("kõige viimane ministrite kohtumine", "ministrite kohtumine"),
    "fi": ("kaikkein uusin ministerikokous", "ministerikokous"),
    "fr": ("la plus récente réunion ministérielle", "réunion ministérielle"),
    "it": ("la più recente riunione ministeriale", "riunione ministeriale"),
    "lt": ("pats paskutinis ministrų susitikimas", "ministrų susitikimas"),
    "lv": ("pati jaunākā ministru sanāksme", "ministru sanāksme"),
    "nl": ("de meest recente ministeriële bijeenkomst", "ministeriële bijeenkomst"),
    "pt": ("a mais recente reunião ministerial", "reunião ministerial"),
    "ro": ("cea mai actuală reuniune ministerială", "reuniune ministerială"),
    "sl": ("najbolj nedavno ministrsko srečanje", "ministrsko srečanje"),
    "sv": ("det allra senaste ministermötet", "ministermötet"),
}


@pytest.mark.parametrize(
    ("language", "question", "asked"),
    [(language, *said) for language, said in MOST_RECENT.items()],
)
def test_no_part_of_most_recent_is_looked_for(language: str, question: str, asked: str) -> None:
    said = terms(as_stated(question, language), language)
    assert said[: len(terms(asked, language))] == terms(asked, language)


@pytest.mark.parametrize(
    ("question", "language", "stated"),
    [
        (
            "Which is the most recent ministerial meeting on record?",
            "en",
            "Which is the ministerial meeting on record. When?",
        ),
        ("latest ministerial", "en", "ministerial. When?"),
        ("Was ist das jüngste Ministertreffen?", "de", "Was ist das Ministertreffen. Wann?"),
        (
            "Quelle est la réunion ministérielle la plus récente ?",
            "fr",
            "Quelle est la réunion ministérielle la plus récente. Quand?",
        ),
        ("ostatnie spotkanie ministerialne", "pl", "spotkanie ministerialne. Kiedy?"),
        # What is told by what it was, or of what there is but one.
        ("What did the last ministerial meeting discuss?", "en", None),
        ("current scope of the Forum", "en", "scope of the Forum"),
        ("What is the current EU Crisis Protocol?", "en", "What is the EU Crisis Protocol?"),
    ],
)
def test_which_of_a_kind_was_the_latest_is_told_by_when_it_was(
    question: str, language: str, stated: str | None
) -> None:
    if stated is None:
        assert not as_stated(question, language).endswith("When?")
    else:
        assert as_stated(question, language) == stated


@pytest.mark.parametrize(
    ("question", "language", "english"),
    [
        ("Qui présidait la neuvième réunion ?", "fr", "Qui présidait la ninth réunion ?"),
        ("Wann war das achte Treffen?", "de", "Wann war das eighth Treffen?"),
        ("Wann war das 8. Treffen?", "de", "Wann war das eighth Treffen?"),
        ("Wann war das erste Treffen?", "de", "Wann war das erste Treffen?"),  # or "at first"
        ("Who chaired the 9th?", "en", "Who chaired the ninth?"),
        ("Who chaired the ninth meeting?", "en", "Who chaired the ninth meeting?"),
    ],
)
def test_ordinals_are_put_in_english(question: str, language: str, english: str) -> None:
    assert with_english_ordinals(question, language) == english
