"""Sentences that say what a question checks, and that say otherwise."""

import pytest
from fakes import candidate, evidence_in

from assistant.deciding.checks import check


@pytest.mark.parametrize(
    ("question", "language", "text", "says"),
    [
        (
            "Was Ireland referred to the Court?",
            "en",
            "In 2025, it referred Ireland to the Court.",
            True,
        ),
        ("Is taking part voluntary?", "en", "Taking part in the Forum is voluntary.", True),
        ("Was Spain referred to the Court?", "en", "It referred Ireland to the Court.", False),
        ("Did the third meeting fail?", "en", "The third meeting failed.", True),
        (
            "Must portals check adverts?",
            "en",
            "They ask whether portals must check adverts.",
            False,
        ),
        (
            "Must portals check adverts?",
            "en",
            "Portals must check adverts, whether new or old.",
            True,
        ),
        ("Müssen Portale prüfen?", "de", "Es ist offen, ob Portale prüfen müssen.", False),
        (
            "Was Ireland sued over the TCO Regulation?",
            "en",
            "Ireland was sued over the regulation on terrorist content online.",
            True,
        ),
        (
            "Was Ireland sued over the regulation on terrorist content online?",
            "en",
            "Ireland was sued over the TCO Regulation.",
            True,
        ),
        ("Was Ireland sued over the DSA?", "en", "Ireland was sued over the TCO.", False),
        ("Was it adopted in 2018?", "en", "It was adopted in 2018.", True),
        ("Wurde Irland verklagt?", "de", "Ireland was sued.", False),
        ("Who referred Ireland to the Court?", "en", "It referred Ireland to the Court.", None),
        ("Court?", "en", "It referred Ireland to the Court.", None),
        ("The club was founded in 2018", "en", "The club was founded in 2018.", True),
        ("latest figure for referrals", "en", "In 2019 the figure for referrals fell.", None),
        ("is the TCO Regulation in force now", "en", "The TCO Regulation is in force now.", True),
        ("Did Ada attend the launch?", "en", "At the launch were Ada and Eva.", True),
        ("Did Ada attend the launch?", "en", "At the launch were Eva and Ida.", False),
        ("Did Ada attend the launch?", "en", "Ada told of the launch.", False),
        ("Did Ada attend the launch?", "en", "Ada and Eva told of it.", False),
        ("Did Ada attend?", "en", "Ada and Eva were there.", False),
        ("aktueller Stand der Meldungen", "de", "Das war der Stand der Meldungen.", None),
        ("dernier état des signalements", "fr", "C'est l'état des signalements.", None),
        ("ostatni stan zgłoszeń", "pl", "Taki był stan zgłoszeń.", None),
    ],
)
def test_a_sentence_with_every_word_of_a_check_says_it(
    question: str, language: str, text: str, says: bool | None
) -> None:
    checked = check(question, question, language)
    assert (checked and checked.says(candidate(text))) is says


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [
        (
            "Gilt die TCO-Verordnung in Irland?",
            "de",
            "Die Verordnung über terroristische Online-Inhalte gilt in Irland.",
        ),
        (
            "Le règlement TCO est-il en vigueur en Irlande ?",
            "fr",
            "Le règlement relatif aux contenus terroristes en ligne est en vigueur en Irlande.",
        ),
    ],
)
def test_a_sentence_may_spell_out_what_a_check_abbreviates(
    question: str, language: str, text: str
) -> None:
    checked = check(question, question, language)
    assert checked is not None
    assert checked.says(candidate(text, language))


def test_who_is_listed_attended_in_any_language() -> None:
    checked = check("Nahm Ada am Start teil?", "Nahm Ada am Start teil?", "de")
    assert checked
    assert checked.says(candidate("Ada und Eva waren beim Start.", "de"))
    assert not checked.says(candidate("Ida und Eva waren beim Start.", "de"))


def test_a_sentence_on_another_ordinal_says_nothing_of_it() -> None:
    checked = check("Did the meeting take place?", "Did the third meeting take place?", "en")
    assert checked is not None
    assert not checked.says(candidate("The meeting took place.", title="Fourth meeting"))


@pytest.mark.parametrize(
    ("question", "language", "text", "otherwise"),
    [
        ("Was the club founded in 2018?", "en", "The club was founded on 3 December 2015.", True),
        ("Was the club founded in 2015?", "en", "The club was founded on 3 December 2015.", False),
        ("Was the club founded in 2018?", "en", "The club was founded by Acme.", False),
        ("Was the club founded in 2018?", "en", "The club met on 3 December 2015.", False),
        ("Did the club have 17 projects?", "en", "The club had 20 projects.", True),
        ("Did the club have 17 projects?", "en", "The club had seventeen projects.", False),
        ("Did the club have EUR 17 million?", "en", "The club had EUR 20 million.", True),
        ("Did the club have EUR 17 million?", "en", "The club had 20 million members.", False),
        ("Does Article 7 apply to the club?", "en", "Article 5 applies to the club.", False),
        ("Was the third meeting in Paris?", "en", "The third meeting was in Vienna.", True),
        ("Was the third meeting in Paris?", "en", "The third meeting was by video.", True),
        ("Was the third meeting in Paris?", "en", "The fourth meeting was in Vienna.", False),
        ("Was the meeting held in Paris?", "en", "The meeting was held in Vienna.", False),
        ("Wurde der Klub 2018 gegründet?", "de", "Der Klub wurde 2015 gegründet.", True),
        ("Le club a-t-il été fondé en 2018 ?", "fr", "Le club a été fondé en 2015.", True),
        ("Czy klub założono w 2018 r.?", "pl", "Klub założono 3 grudnia 2015 r.", True),
        ("Fue fundado el club en 2018?", "es", "El club fue fundado en 2018 en Madrid.", False),
    ],
)
def test_what_has_all_but_the_value_says_otherwise(
    question: str, language: str, text: str, otherwise: bool
) -> None:
    checked = check(question, question, language)
    assert checked is not None
    assert checked.says_otherwise(candidate(text, language)) is otherwise


@pytest.mark.parametrize(
    ("question", "language", "text", "instead"),
    [
        ("Did Bo Roe chair the third meeting?", "en", "Ada Poe chaired the third meeting.", True),
        ("Did Bo Roe chair the third meeting?", "en", "Ada Poe chaired the fourth meeting.", False),
        (
            "Did Bo Roe chair the third meeting?",
            "en",
            "Ada Poe and Bo Roe chaired the third.",
            False,
        ),
        ("Did Bo Roe chair the third meeting?", "en", "Ada Poe was at the third meeting.", False),
        ("Did Bo Roe chair the third meeting?", "en", "The third meeting had a chair.", False),
        ("Did Bo Roe attend the third meeting?", "en", "Ada Poe chaired the third meeting.", False),
        ("Did Bo Roe chair a meeting?", "en", "Ada Poe chaired the third meeting.", False),
        (
            "Was it chaired by Bo Roe in March 2026?",
            "en",
            "Ada Poe chaired it on 4 March 2026.",
            True,
        ),
        (
            "Was it chaired by Bo Roe in March 2026?",
            "en",
            "Ada Poe chaired it on 4 May 2026.",
            False,
        ),
        ("Was it chaired by Bo Roe in 2026?", "en", "Ada Poe chaired it on 4 May 2026.", False),
        (
            "Hat Johansson die dritte Sitzung geleitet?",
            "de",
            "Ada Poe chaired the third one.",
            True,
        ),
        (
            "La troisième réunion fut-elle présidée par Bo Roe ?",
            "fr",
            "Ada Poe chaired the third one.",
            True,
        ),
    ],
)
def test_who_chaired_is_told_to_who_names_another_chair(
    question: str, language: str, text: str, instead: bool
) -> None:
    checked = check(question, question, language)
    assert checked is not None
    assert checked.says_who_chaired_instead(candidate(text)) is instead


def test_what_is_on_somebody_else_says_nothing_otherwise() -> None:
    checked = check(question := "Was the third meeting held in Paris?", question, "en")
    assert checked is not None
    for title, otherwise in (("The third meeting", True), ("Meetings of Globex and Acme", False)):
        told = candidate("The third meeting was held in Vienna.", title=title)
        assert checked.says_otherwise(told) is otherwise


def test_another_value_may_be_told_in_another_language() -> None:
    checked = check(question := "Wurde der Klub 2018 gegründet?", question, "de")
    assert checked is not None
    told = candidate("The club was founded on 3 December 2015.")
    assert checked.gives_another_value(told)
    assert not checked.says_otherwise(told), "whether it was founded is not told by its words"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The club belongs to Acme Europe.", True),
        ("The club belongs to Globex Europe.", False),
        ("The club belongs to nobody.", False),
        ("Acme Europe runs the club.", False),
    ],
)
def test_another_name_stands_in_the_place_of_one(text: str, named: bool) -> None:
    checked = check(question := "Does the club belong to Globex Europe?", question, "en")
    assert checked is not None
    assert checked.names_another(candidate(text)) is named


def test_what_a_sentence_says_besides_is_neither_checked_nor_a_value() -> None:
    checked = check(question := "Was the Forum launched in 2018?", question, "en")
    assert checked is not None
    plain = candidate("The EU Internet Forum was launched on 3 December 2015.")
    other = candidate("Acme was launched at the EU Internet Forum with 20 projects in 2016.")
    assert not checked.says_besides(plain)
    assert checked.says_besides(other) == {"acm", "project"}
    assert not checked.says_besides(other, candidate("Acme projects"))


def test_a_reply_leaves_nothing_open() -> None:
    question = "May observers speak?"
    checked = check(question, question, "en")
    assert checked
    for reply, says in (("Yes.", True), ("They write to the chair.", False)):
        first, _ = evidence_in(f"He asked whether observers may speak. {reply}")
        assert checked.says(first) is says
