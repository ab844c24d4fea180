"""Lines of minutes name who spoke, or whose action it is, in front: what follows names them no
more, and is told of them alone."""

from dataclasses import replace
from datetime import date

import pytest
from fakes import TODAY, evidence_in

from assistant.composing.quote import compose
from assistant.composing.spans import spans
from assistant.deciding.asked import Asked
from assistant.deciding.sections import has_actions_of_others
from assistant.deciding.spoken import asks_of_somebody
from assistant.understanding.parts.part import Part
from assistant.wording.speakers import speakers

REPORT = """# Flash report of the Harbour Group

The chair opened the meeting on buoys.

## Round table

- Vantor: has counted 40 buoys. Ten of them are lost.
- Ms Tamm (Ponto): asks for a year. The costs are too high.
- Skagen and Lumio: prefer steel. They fear rust.
- European Commission: will inform the Parliament in May.
- Presidency: thanked all and closes the list in June.
- Deadline: all send their remarks by May.
- FR and ES: want wood. It floats.
- IT: has a reservation.
- NL: wants to paint them.
- Ship: Calypso; Port: Riga

## Next steps

- Vantor sends its count to Ponto by 3 May 2026.
- The secretariat prints the labels.
- Linha Segura sends the steel to Vantor by 1 July 2026.
- Skagen and Lumio: draw the plan by 10 July 2026.
- Inform the mayor (Ponto, by 6 June 2026).
- Ask Calypso for the sails.
- NL: paint a buoy.
- DE to send the paint by 1 August 2026.
- CZ and AT: buy wood.
"""

EVIDENCE = evidence_in(REPORT, name="report", day=date(2026, 4, 14))


def asked(question: str, language: str) -> Asked:
    return Asked(Part(question, (question,)), language)


def told_of(question: str, language: str = "en") -> list[str]:
    return [one.wording for one in asked(question, language).under_heading(EVIDENCE)]


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What did Vantor say?", "en", ["40 buoys", "Ten of them"]),
        ("What did Vantor say about the buoys?", "en", ["40 buoys", "Ten of them"]),
        ("What did Vantor say in April 2026?", "en", ["40 buoys", "Ten of them"]),
        ("What did Vantor say in May 2026?", "en", []),
        ("What did Vantor say about the sails?", "en", []),
        ("What is Ponto's position?", "en", ["asks for a year", "costs"]),
        ("What did Ms Tamm say?", "en", ["asks for a year", "costs"]),
        ("What did Lumio's delegation say?", "en", ["prefer steel", "They fear"]),
        ("Was hat Vantor gesagt?", "de", ["40 buoys", "Ten of them"]),
        ("Quelle est la position de Lumio ?", "fr", ["prefer steel", "They fear"]),
        ("What did the Commission say?", "en", ["European Commission"]),
        ("What did the Presidency say?", "en", ["Presidency"]),
        ("What did the European Parliament say?", "en", []),
        ("What did Spain say?", "en", ["FR and ES", "floats"]),
        ("Qu'a dit la France ?", "fr", ["FR and ES", "floats"]),
        ("What did the Italian delegation say?", "en", ["IT: has"]),
        ("Was haben die Niederlande gesagt?", "de", ["NL: wants"]),
        ("What did Germany say?", "en", []),
        ("What did Vantor and the Netherlands say?", "en", ["40 buoys", "Ten of", "NL: wants"]),
        ("What did Vantor say about the Netherlands?", "en", []),
        ("What is the role of Vantor?", "en", []),
        ("What did Ada Tamm say?", "en", []),
        ("What did the ship say?", "en", []),
        ("What did Vantor not say?", "en", []),
        ("When did Vantor say that?", "en", []),
    ],
)
def test_what_somebody_said_is_told_of_them_alone(
    question: str, language: str, told: list[str]
) -> None:
    found = told_of(question, language)
    assert len(found) == len(told)
    assert all(part in one for part, one in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What does Vantor have to do?", "en", ["its count"]),
        ("What does Ponto have to do?", "en", ["mayor"]),
        ("What does Linha Segura have to do?", "en", ["the steel"]),
        ("What does the secretariat have to do?", "en", ["the labels"]),
        ("What do Skagen and Lumio have to do?", "en", ["the plan"]),
        ("What does Skagen have to do about the plan?", "en", ["the plan"]),
        ("What does Skagen have to do about the sails?", "en", []),
        ("What does Calypso have to do?", "en", []),
        ("What does the mayor have to do?", "en", []),
        ("What do the Netherlands have to do?", "en", ["NL: paint"]),
        ("Que doivent faire les Pays-Bas ?", "fr", ["NL: paint"]),
        ("What does Germany have to do?", "en", ["DE to send"]),
        ("What does Italy have to do?", "en", []),
        ("What does Austria have to do?", "en", ["buy wood"]),
        ("What does Vantor have to do by June 2026?", "en", ["its count"]),
        ("What does Linha Segura have to do by June 2026?", "en", []),
        ("What does the secretariat have to do by June 2026?", "en", []),
        ("Was muss Vantor tun?", "de", ["its count"]),
        ("Que doit faire Ponto ?", "fr", ["mayor"]),
        ("Co ma zrobić Vantor?", "pl", ["its count"]),
        ("Mitä Vantorin pitää tehdä?", "fi", ["its count"]),
    ],
)
def test_an_action_is_told_of_whom_it_is_of_alone(
    question: str, language: str, told: list[str]
) -> None:
    found = told_of(question, language)
    assert len(found) == len(told)
    assert all(part in one for part, one in zip(told, found, strict=True))


def test_a_statement_is_quoted_with_who_made_it_and_without_the_others() -> None:
    one = next(one for one in EVIDENCE if one.wording.startswith("They fear"))
    said = [one.hit.passage.between(*span) for span in spans(one.hit.passage, one.place, "en")]
    assert said == ["- Skagen and Lumio: prefer steel.", "They fear rust."]


def test_what_somebody_said_is_composed_of_their_line() -> None:
    question = asked("What did Lumio say?", "en")
    quotes = compose(EVIDENCE, question, 0.0, TODAY).quotes
    assert [one.wording for one in quotes] == [
        "- Skagen and Lumio: prefer steel.",
        "They fear rust.",
    ]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Ten of them", "Vantor"),
        ("The costs", "Ms Tamm (Ponto)"),
        ("European Commission", "European Commission"),
        ("Deadline", ""),
        ("Ship", ""),
        ("It floats", "FR and ES"),
        ("IT: has", "IT"),
        ("The secretariat", ""),
    ],
)
def test_who_spoke_is_named_by_a_label_of_names_alone(line: str, named: str) -> None:
    one = next(one for one in EVIDENCE if line in one.wording)
    assert speakers(one.hit.passage, one.sentence, "en") == named


def test_what_one_said_is_not_what_one_has_to_do() -> None:
    statement = next(one for one in EVIDENCE if one.wording.startswith("- IT"))
    action = next(one for one in EVIDENCE if one.wording.startswith("- NL: paint"))
    question = "What does Italy have to do?"
    assert has_actions_of_others(question, "en", [statement, *EVIDENCE])
    assert not has_actions_of_others(question, "en", [action, *EVIDENCE])
    assert not has_actions_of_others(question, "en", [statement])
    assert not has_actions_of_others("What did Italy say?", "en", [statement, *EVIDENCE])


MINUTES = """# Minutes of the Lantern Group

**Myth.** Europol can arrest people in any state.

**Decisions.** The ministry adopted the list.

It rained that day.

## Round table

- Reply to France: the list will stay open.
- Letter from Vantor: it was sent in May.
- Commission on Spain: the Spanish plan is late.
- Deadline Italy: the plan is due in May.
- Not Lumio: the others will pay in May.
- DE: thanks Vantor for the list. It likes steel.
- Vantor: says that Germany is late. It wants a fine.
- FI: agrees.
- (–): nobody spoke on the sails.

## Next steps

- Nestify has already sent the list on 3 April 2026.
- Lumio does not have to send anything.
- Vantor is informed by the secretariat by 5 May.
- Send the text to all members (not Calypso).
- Circulate the text (see Ponto).
- Germany's remarks are answered by the mayor.
- Plink paints the boat for Skagen.
- Nestify is to print the labels for Plink.
"""

MINUTED = evidence_in(MINUTES, name="minutes", day=date(2026, 4, 5))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did France say?", []),
        ("What did Spain say?", []),
        ("What did Italy say?", []),
        ("What did Lumio say?", []),
        ("What did Finland say?", ["FI: agrees"]),
        ("What did nobody say about the sails?", []),
        ("What did Vantor say about Germany?", ["Vantor: says", "It wants"]),
        ("What did Germany say about Vantor?", ["DE: thanks", "It likes"]),
        ("What does Nestify have to do?", ["is to print"]),
        ("What do Nestify and Plink have to do?", ["paints the boat", "is to print"]),
        ("What does Plink have to do for Skagen?", ["paints the boat"]),
        ("What does Nestify have to do for Skagen?", []),
        ("What does Skagen have to do for Plink?", []),
        ("What does Lumio have to do?", []),
        ("What does Vantor have to do?", []),
        ("What does Calypso have to do?", []),
        ("What does Ponto have to do?", []),
        ("What does Germany have to do?", []),
        ("What was decided by the Lantern Group?", ["adopted the list"]),
    ],
)
def test_whom_a_line_only_names_neither_said_it_nor_has_to_do_it(
    question: str, told: list[str]
) -> None:
    found = asked(question, "en").under_heading(MINUTED)
    assert len(found) == len(told)
    assert all(part in one.wording for part, one in zip(told, found, strict=True))


def test_what_a_law_says_is_not_hidden_by_an_action() -> None:
    law = evidence_in("# Rules\n\nNestify has to remove it within an hour.")[0]
    question = asked("What does Nestify have to do?", "en")
    for odds, told in ((2.0, 0), (0.5, 1)):
        evidence = [replace(law, weight=1.0, odds=odds), *MINUTED]
        assert len(question.under_heading(evidence)) == told


def test_what_somebody_said_that_they_need_hides_no_action_of_the_same_minutes() -> None:
    text = (
        "# Minutes\n\nNestify said that it needs two weeks.\n\n"
        "## Actions\n\n- Nestify: connect its queue by May – open\n"
    )
    said, *others = evidence_in(text)
    found = [replace(said, weight=1.0, odds=2.0), *others]
    told = asked("What does Nestify have to do?", "en").under_heading(found)
    assert [one.wording for one in told] == ["- Nestify: connect its queue by May – open"]


def test_bold_words_that_turn_what_they_head_are_quoted_with_it() -> None:
    one = next(one for one in MINUTED if "arrest" in one.wording)
    said = [one.hit.passage.between(*span) for span in spans(one.hit.passage, one.place, "en")]
    assert said == ["Myth.", "Europol can arrest people in any state."]


@pytest.mark.parametrize(
    ("question", "language", "asks"),
    [
        ("What did Germany say?", "en", True),
        ("What does Germany have to do?", "en", True),
        ("What is Germany's role?", "en", False),
        ("Czy Polska brała udział w ćwiczeniach?", "pl", False),
        ("What has to be done?", "en", False),
    ],
)
def test_who_asks_what_somebody_said_or_has_to_do_is_known(
    question: str, language: str, asks: bool
) -> None:
    assert asks_of_somebody(question, language) == asks
