"""Questions that a table answers get the rows that they mean, and no others."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import fakes
import pytest
from conftest import MakeServices
from fakes import TODAY, folder_of, take_in

from assistant import calibration, sentences
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.composing.quote import compose
from assistant.conversation import Question
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.decision import decide
from assistant.deciding.rows import is_of_another, is_one_of_all, rows_asked_for, without_single
from assistant.deciding.sifting import sifted
from assistant.understanding.parts.part import Part
from assistant.wording.facts.tabular import extreme_asked

PROJECTS = """# Projects of the Saltmarsh programme

| Project | Coordinator | Country | Start | End | Budget (EUR) | Report handed in |
|---|---|---|---|---|---|---|
| LANTERN | Kortex Research | Belgium | 01/2023 | 12/2025 | 1,450,000 | yes |
| BEACON | Marea | Portugal | 03/2023 | 02/2026 | 3,250,000 | no |
| MIRROR | Kortex Research | Belgium | 01/2024 | 12/2026 | 890,000 | yes |
| GAMER | Ludus | Finland | 02/2024 | 08/2024 | 3,250,000 | |
| Total | | | | | 8,840,000 | |
"""
STATES = """# Stand der Umsetzung der Nordlicht-Richtlinie

| Mitgliedstaat | Umgesetzt | Gemeldet am |
|---|---|---|
| Belgien | ja | 12. November 2024 |
| Estland | nein | |
| Italien | teilweise | 22. Dezember 2024 |
| Ungarn | nein | |
"""


evidence_in = partial(fakes.evidence_in, weight=0.0, whole=True)


def names(question: str, language: str, text: str, *, whole: bool = True) -> list[str]:
    rows = rows_asked_for(question, language, evidence_in(text, whole=whole))
    return [row.cells[rows.table.labels[0]] for row in rows.rows] if rows else []


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("Which Saltmarsh projects run until 2026?", "en", ["BEACON", "MIRROR"]),
        ("Which Saltmarsh projects started in 2024?", "en", ["MIRROR", "GAMER"]),
        ("Which Saltmarsh projects started before 2024?", "en", ["LANTERN", "BEACON"]),
        ("Which projects does Kortex Research coordinate?", "en", ["LANTERN", "MIRROR"]),
        ("Saltmarsh projects in Portugal and Finland?", "en", ["BEACON", "GAMER"]),
        ("Which Saltmarsh projects in Belgium started in 2024?", "en", ["MIRROR"]),
        ("Which Saltmarsh projects have handed in a report?", "en", ["LANTERN", "MIRROR"]),
        ("Which Saltmarsh projects have not yet handed in a report?", "en", ["BEACON", "GAMER"]),
        (
            "Which Saltmarsh projects in Belgium have handed in a report?",
            "en",
            ["LANTERN", "MIRROR"],
        ),
        ("Which Saltmarsh projects in Portugal have not handed in a report?", "en", ["BEACON"]),
        ("List all projects of Saltmarsh", "en", ["LANTERN", "BEACON", "MIRROR", "GAMER"]),
        ("Which Saltmarsh project has the largest budget?", "en", ["BEACON", "GAMER"]),
        ("Which Saltmarsh project in Belgium has the largest budget?", "en", ["LANTERN"]),
        ("Which Saltmarsh project has the smallest budget?", "en", ["MIRROR"]),
        ("Which Saltmarsh project started last?", "en", ["GAMER"]),
        ("What is the total budget of Saltmarsh?", "en", ["Total"]),
        ("Quels projets Saltmarsh ont commencé en 2024 ?", "fr", ["MIRROR", "GAMER"]),
        ("Welche Projekte von Saltmarsh laufen bis 2026?", "de", ["BEACON", "MIRROR"]),
        ("Which Saltmarsh projects started in 2019?", "en", []),
        ("Which Saltmarsh projects are in Greece?", "en", []),
        ("Which Saltmarsh project has the most partners?", "en", []),
        ("Why was LANTERN funded?", "en", []),
        ("Which report did BEACON make?", "en", ["BEACON"]),
        ("How long does MIRROR last?", "en", ["MIRROR"]),
        ("Which project in Portugal has the largest budget?", "en", []),
    ],
)
def test_the_rows_that_are_meant_are_told(question: str, language: str, told: list[str]) -> None:
    assert names(question, language, PROJECTS) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welche Mitgliedstaaten haben noch nicht umgesetzt?", ["Estland", "Ungarn"]),
        ("Welche Mitgliedstaaten haben die Nordlicht-Richtlinie umgesetzt?", ["Belgien"]),
        ("Welche Mitgliedstaaten haben die Richtlinie teilweise umgesetzt?", ["Italien"]),
    ],
)
def test_a_column_that_says_yes_or_no_is_asked(question: str, told: list[str]) -> None:
    assert names(question, "de", STATES) == told


YEARS = """# Saltmarsh projects: money

| Project | Budget 2024 | Budget 2025 | Ends |
|---|---|---|---|
| LANTERN | 900 | 2 100 | March 2028 |
| BEACON | 310 | 450 | September 2025 |
| MIRROR | 640 | 580 | June 2026 |
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which Saltmarsh project has the largest budget in 2025?", ["LANTERN"]),
        ("Which Saltmarsh project has the smallest budget for 2024?", ["BEACON"]),
        ("Which Saltmarsh projects end in 2025?", ["BEACON"]),
        ("Which Saltmarsh projects had a budget in 2028?", []),
    ],
)
def test_a_date_in_a_label_tells_of_a_column_and_not_of_rows(
    question: str, told: list[str]
) -> None:
    assert names(question, "en", YEARS) == told


@pytest.mark.parametrize(
    ("question", "is_of_another_one"),
    [
        ("What is the budget of BEACON for 2026?", True),
        ("What was the budget of BEACON in Q2 2025?", True),
        ("What is the budget of BEACON for 2025?", False),
        ("What is the budget of BEACON?", False),
        ("How did the budget of BEACON change from 2024 to 2025?", False),
        ("Does BEACON end in 2025?", False),
    ],
)
def test_a_row_without_the_time_that_is_asked_for_is_of_another(
    question: str, is_of_another_one: bool
) -> None:
    beacon, *others = sorted(evidence_in(YEARS), key=lambda one: "BEACON" not in one.wording)
    assert is_of_another(question, "en", [beacon, *others]) is is_of_another_one


TRANSPOSED = """# Directive on counterfeit medicines: transposition

| Member State | State | Notified on |
|---|---|---|
| Belgium | partial | 21 July 2025 |
| Germany | not transposed | – |
| Greece | not transposed | – |
| Sweden | complete | 11 September 2025 |
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which member states have not yet transposed the directive?", ["Germany", "Greece"]),
        ("Which member states have transposed it only partially?", ["Belgium"]),
    ],
)
def test_what_cells_deny_is_asked_for_by_denying_it(question: str, told: list[str]) -> None:
    assert names(question, "en", TRANSPOSED) == told


AGENDA = """# Agenda of the Saltmarsh network

{heading}

| Time | Item | Speaker |
|---|---|---|
| 09:00 | Opening | Chair |
| 10:00 | Work programme | Secretariat |
"""


@pytest.mark.parametrize(("heading", "is_certain"), [("## Order of the day", False), ("", True)])
def test_the_title_of_a_document_is_not_that_of_a_table_under_a_heading(
    heading: str, is_certain: bool
) -> None:
    found = evidence_in(AGENDA.format(heading=heading))
    rows = rows_asked_for("Who is the chair of the Saltmarsh network?", "en", found)
    assert bool(rows and rows.is_certain) is is_certain


@pytest.mark.parametrize(("odds", "told"), [(2.9, False), (0.2, True)])
def test_a_sentence_that_answers_comes_before_rows(odds: float, told: bool) -> None:
    text = f"{PROJECTS}\nLANTERN has Kortex Research of Belgium for who coordinates it.\n"
    found = evidence_in(text)
    first = replace(found[-1], weight=1.0, odds=odds)
    rows = rows_asked_for("Who coordinates LANTERN?", "en", [first, *found[:-1]])
    assert (rows is not None) is told


def test_an_extreme_needs_the_whole_table() -> None:
    question = "Which Saltmarsh project has the largest budget?"
    assert names(question, "en", PROJECTS, whole=False) == []
    assert names("Which Saltmarsh projects are in Belgium?", "en", PROJECTS, whole=False)


def test_a_table_of_others_is_told_only_where_it_weighs_most() -> None:
    table = evidence_in("# Members of the Clearwater Alliance\n" + PROJECTS.split("\n", 1)[1])
    other = evidence_in("The Forum's projects began in 2024.")
    lead = [Evidence(one.hit, one.sentence, 3.0) for one in other]
    assert rows_asked_for("Which projects started in 2024?", "en", [*lead, *table]) is None
    assert rows_asked_for("Which projects started in 2024?", "en", table) is not None


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What is the maximum amount of lot 2?", "en", ["2"]),
        ("Which lot has the highest maximum amount?", "en", ["1"]),
        ("Quel est le montant maximum du lot 2 ?", "fr", ["2"]),
    ],
)
def test_what_a_label_calls_the_greatest_is_that_of_each_row(
    question: str, language: str, told: list[str]
) -> None:
    label = {"en": "Maximum amount", "fr": "Montant maximum"}[language]
    text = f"# Lots\n\n| Lot | {label} |\n|---|---|\n| 1 | EUR 900 |\n| 2 | EUR 640 |\n"
    assert names(question, language, text) == told


def test_a_row_alone_tells_no_greatest() -> None:
    row = evidence_in(PROJECTS)[0]
    assert is_one_of_all("Which project has the most partners?", "en", row)
    assert is_one_of_all("What is the total budget?", "en", row)
    assert not is_one_of_all("What is the budget of LANTERN?", "en", row)
    assert not is_one_of_all("Which has the most?", "en", evidence_in("LANTERN has the most.")[0])


def table(title: str, *rows: str) -> str:
    """Return a table: of each row the cells, parted by bars; the first has the labels."""
    head, *others = (f"|{row}|" for row in rows)
    return "\n".join([f"# {title}\n", head, "|---" * (rows[0].count("|") + 1) + "|", *others])


def told(question: str, text: str, language: str = "en") -> tuple[list[str], bool]:
    """Return the first cells of the rows that are meant, and whether that is certain."""
    rows = rows_asked_for(question, language, evidence_in(text))
    first = [row.cells[rows.table.labels[0]] for row in rows.rows] if rows else []
    return first, rows is not None and rows.is_certain


REPORTS = table(
    "Projects of the Saltmarsh programme",
    "Project|Coordinator|Country|Start|End|Partners|Report handed in",
    "LANTERN|Kortex|Belgium|01/2023|12/2024|9|yes",
    "BEACON|Marea|Portugal|03/2023|02/2026|4|yes",
    "MIRROR|Kortex|Belgium|01/2024|12/2025|2|no",
    "GAMER|Ludus|Finland|02/2024|08/2025|7|",
)


@pytest.mark.parametrize(
    "question",
    [
        # What is denied is not what the column says.
        "Which Saltmarsh projects that are not in Belgium have handed in a report?",
        "Which Saltmarsh projects not coordinated by Kortex have handed in a report?",
        "Which Saltmarsh projects that did not start in 2023 have handed in a report?",
        # Some are left out.
        "Which Saltmarsh projects except those in Belgium have handed in a report?",
        "Which Saltmarsh projects outside Belgium have handed in a report?",
        # A number is a bound, or tells how many are asked for.
        "Which Saltmarsh projects have at least 4 partners?",
        "Which Saltmarsh projects have at least four partners?",
        "Which Saltmarsh projects have at most one partner?",
        "Which Saltmarsh projects have more than 4 partners?",
        "Which Saltmarsh projects have over 4 partners?",
        "Which Saltmarsh projects have 4 partners at least?",
        "Which Saltmarsh projects have a minimum of 4 partners?",
        "Which Saltmarsh projects ended in or before 2025?",
        "Which Saltmarsh projects have not handed in a report and are not in Belgium?",
        "Which Saltmarsh project was among the first three to start?",
        # Two things began and ended.
        "Which Saltmarsh projects started in 2023 and ended in 2025?",
    ],
)
def test_what_is_not_read_in_full_is_told_by_no_rows(question: str) -> None:
    assert told(question, REPORTS)[0] == []


@pytest.mark.parametrize(
    ("question", "is_sure"),
    [
        ("Which Saltmarsh projects in Belgium have not handed in a report?", True),
        ("Which Saltmarsh projects that are not in Belgium have handed in a report?", False),
        ("Which Saltmarsh projects have at least 4 partners?", False),
        ("Which Saltmarsh projects are outside Belgium?", False),
    ],
)
def test_only_rows_that_are_certain_make_a_light_answer_sure(question: str, is_sure: bool) -> None:
    fit = calibration.read(calibration.SHIPPED)
    light = [replace(one, weight=fit.certain - 0.5) for one in evidence_in(REPORTS)]
    decision = decide([(Part(question, (question,)), light)], "en", fit)
    assert decision.answered
    assert bool(decision.unsure) is not is_sure


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which Saltmarsh projects in Belgium have not handed in a report?", ["MIRROR"]),
        ("All Saltmarsh projects without a report?", ["MIRROR", "GAMER"]),
        ("Which Saltmarsh projects in Belgium or in Finland?", ["LANTERN", "MIRROR", "GAMER"]),
        ("Which Saltmarsh projects end by 2025?", ["LANTERN", "MIRROR", "GAMER"]),
        ("Which Saltmarsh projects run until 2025?", ["MIRROR", "GAMER"]),
        ("Which Saltmarsh projects started after 2022 and before 2024?", ["LANTERN", "BEACON"]),
    ],
)
def test_what_is_read_in_full_is_certain(question: str, rows: list[str]) -> None:
    assert told(question, REPORTS) == (rows, True)


@pytest.mark.parametrize(
    ("question", "language", "rows"),
    [
        ("Which Saltmarsh projects run until the end of 2026?", "en", ["BEACON", "MIRROR"]),
        ("Welche Saltmarsh-Projekte laufen bis Ende 2026?", "de", ["BEACON", "MIRROR"]),
        ("Welche Saltmarsh-Projekte enden bis 2025?", "de", ["LANTERN", "GAMER"]),
        ("Quels projets Saltmarsh durent jusqu'en 2026 ?", "fr", ["BEACON", "MIRROR"]),
        ("Które projekty Saltmarsh trwają do 2026?", "pl", ["BEACON", "MIRROR"]),
        ("Mitkä Saltmarsh-hankkeet kestävät 2026 asti?", "fi", ["BEACON", "MIRROR"]),
        ("Mely Saltmarsh projektek tartanak 2026-ig?", "hu", ["BEACON", "MIRROR"]),
        ("Which Saltmarsh projects run from 2023 to 2025?", "en", []),
    ],
)
def test_what_runs_until_a_year_ends_in_it(question: str, language: str, rows: list[str]) -> None:
    assert told(question, PROJECTS, language)[0] == rows


def dated(year: int, *rows: str) -> list[Evidence]:
    head, *lines = table("Saltmarsh projects", "Project|Country|Report", *rows).split("\n")
    content = "\n".join([head, f"\nUpdated: 3 May {year}", *lines])
    return [
        Evidence(
            replace(one.hit, document=replace(one.hit.document, id=f"{year}")), one.sentence, 0
        )
        for one in evidence_in(content)
    ]


def test_an_older_table_tells_nothing_beside_a_newer_one() -> None:
    old = dated(2021, "LANTERN|Belgium|no", "BEACON|Italy|no")
    new = dated(2026, "LANTERN|Belgium|yes", "BEACON|Italy|yes")
    for found in ([*old, *new], [*new, *old]):
        found = [
            replace(
                one, hit=replace(one.hit, passage=replace(one.hit.passage, id=one.hit.document.id))
            )
            for one in found
        ]
        question = "Which Saltmarsh projects have not yet handed in a report?"
        assert rows_asked_for(question, "en", found) is None
        rows = rows_asked_for("Which Saltmarsh projects are in Italy?", "en", found)
        assert rows is not None
        assert (rows.table.document.id, rows.is_certain) == ("2026", False)


def test_a_name_above_a_table_makes_nothing_certain() -> None:
    text = table("Members of the Clearwater Alliance", "Project|Country", "A1|Belgium", "B1|Italy")
    asked_of = text.replace("\n|Pro", "\nThe Saltmarsh network was asked for advice.\n\n|Pro")
    assert not told("Which Saltmarsh projects are in Belgium?", asked_of)[1]


TOPICS = table(
    "Projects of the Saltmarsh programme",
    "Project|Topic",
    "LANTERN|Radicalisation online",
    "BEACON|Radicalisation in prisons",
    "MIRROR|Health in prisons",
)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which Saltmarsh projects are on radicalisation in prisons?", ["BEACON"]),
        (
            "Which Saltmarsh projects are on health or radicalisation?",
            ["LANTERN", "BEACON", "MIRROR"],
        ),
        (
            "Which Saltmarsh projects are on health and radicalisation?",
            ["LANTERN", "BEACON", "MIRROR"],
        ),
        ("Which Saltmarsh projects are on prisons and health?", ["MIRROR"]),
    ],
)
def test_only_the_items_of_a_list_are_alternatives(question: str, rows: list[str]) -> None:
    assert told(question, TOPICS)[0] == rows


@pytest.mark.parametrize(
    ("label", "cells", "question", "rows"),
    [
        ("Budget", ["1,200 CHF", "900,000 JPY", "5 CHF"], "largest budget", []),
        ("Weight", ["10 kg", "500 g", "3 kg"], "largest weight", []),
        ("Budget", ["5,000", "two million", "300"], "largest budget", []),
        ("Change", ["-15%", "7%", "-3%"], "largest change", []),
        ("Change", ["(15)", "7", "3"], "largest change", []),
        ("Score", ["0.950", "1", "0.123"], "highest score", ["BEACON"]),
        ("Budget", ["5,000 EUR", "–", "300 EUR"], "largest budget", ["LANTERN"]),
    ],
)
def test_what_cannot_be_compared_has_no_greatest(
    label: str, cells: list[str], question: str, rows: list[str]
) -> None:
    pairs = zip(("LANTERN", "BEACON", "MIRROR"), cells, strict=True)
    text = table("Saltmarsh projects", f"Project|{label}", *map("|".join, pairs))
    assert told(f"Which Saltmarsh project has the {question}?", text)[0] == rows


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        ("Subtotal|5,300", ["LANTERN"]),
        ("Grand total|5,300", ["LANTERN"]),
        ("Total eligible costs|5,300", []),
        ("Combined Effort|5,300", ["Combined Effort"]),
    ],
)
def test_a_sum_is_no_greatest(last: str, rows: list[str]) -> None:
    text = table("Saltmarsh projects", "Project|Budget", "LANTERN|5,000", "BEACON|300", last)
    assert told("Which Saltmarsh project has the largest budget?", text)[0] == rows


def test_a_sum_may_stand_beside_a_number() -> None:
    rows = ("1|LANTERN|5,000", "2|BEACON|300", "|Total|5,300")
    text = table("Saltmarsh projects", "No.|Project|Budget", *rows)
    assert told("Which Saltmarsh project has the largest budget?", text)[0] == ["1"]


def test_a_row_that_speaks_of_media_is_listed() -> None:
    rows = ("LANTERN|4", "Media y escuela|9", "Total|13")
    text = table("Proyectos de Saltmarsh", "Proyecto|Socios", *rows)
    asked_for = "Enumera todos los proyectos de Saltmarsh"
    assert told(asked_for, text, "es")[0] == ["LANTERN", "Media y escuela"]


@pytest.mark.parametrize(
    ("question", "cells", "rows"),
    [
        ("signed first", ["2023", "05/2023", "01/2024"], []),
        ("signed last", ["2023", "05/2023", "01/2024"], ["MIRROR"]),
        ("signed first", ["3 May 2023 and 4 June 2025", "1 July 2023", "2 May 2024"], ["LANTERN"]),
    ],
)
def test_times_of_other_precision_have_no_first(
    question: str, cells: list[str], rows: list[str]
) -> None:
    pairs = zip(("LANTERN", "BEACON", "MIRROR"), cells, strict=True)
    text = table("Saltmarsh projects", "Project|Signed", *map("|".join, pairs))
    assert told(f"Which Saltmarsh project {question}?", text)[0] == rows


SENT = table(
    "Projects of the Saltmarsh programme",
    "Project|Start|End|Report sent",
    "LANTERN|01/2023|12/2025|03/2024",
    "BEACON|03/2023|02/2026|05/2025",
    "MIRROR|01/2025|12/2026|04/2024",
)


@pytest.mark.parametrize(
    "question",
    [
        "Which Saltmarsh projects sent their report to Saltmarsh in 2025?",
        "From which Saltmarsh projects was a report sent in 2025?",
    ],
)
def test_to_and_from_bear_on_no_end(question: str) -> None:
    assert told(question, SENT)[0] == ["BEACON"]


@pytest.mark.parametrize(
    ("cells", "question", "rows"),
    [
        (["x", "", "x"], "Which Saltmarsh members are in Statistics?", ["Anna", "Carla"]),
        (["x", "", "x"], "Which Saltmarsh members are not in Statistics?", ["Berta"]),
        (["✓", "x", "✓"], "Which Saltmarsh members are in Statistics?", ["Anna", "Carla"]),
        (["✓", "x", "✓"], "Which Saltmarsh members are not in Statistics?", ["Berta"]),
    ],
)
def test_a_cross_ticks_or_strikes_out(cells: list[str], question: str, rows: list[str]) -> None:
    pairs = zip(("Anna|Italy", "Berta|Spain", "Carla|Malta"), cells, strict=True)
    text = table("Members of Saltmarsh", "Member|Country|Statistics", *map("|".join, pairs))
    assert told(question, text)[0] == rows


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (["YES", "NO", "YES"], ["LANTERN", "MIRROR"]),
        (["yes", "pending", "yes"], ["LANTERN", "MIRROR"]),
    ],
)
def test_only_those_that_say_yes_have_it(cells: list[str], rows: list[str]) -> None:
    pairs = zip(("LANTERN", "BEACON", "MIRROR"), cells, strict=True)
    text = table("Saltmarsh projects", "Project|Report handed in", *map("|".join, pairs))
    assert told("Which Saltmarsh projects have handed in a report?", text)[0] == rows


def test_what_is_pending_is_neither_yes_nor_no() -> None:
    rows = ("LANTERN|yes", "BEACON|pending", "MIRROR|no")
    text = table("Saltmarsh projects", "Project|Report handed in", *rows)
    question = "Which Saltmarsh projects have not handed in a report?"
    assert told(question, text) == (["MIRROR"], False)
    status = table("Saltmarsh requests", "Request|Status", "R1|pending", "R2|granted", "R3|no")
    assert told("Which Saltmarsh requests are pending?", status)[0] == ["R1"]


@pytest.mark.parametrize(
    ("question", "language"),
    [("¿Qué proyectos de Saltmarsh hay en India?", "es"), ("Saltmarsh projektid Saaremaal?", "et")],
)
def test_a_place_is_not_idle(question: str, language: str) -> None:
    rows = ("LANTERN|Malta", "BEACON|India", "MIRROR|Saaremaa")
    text = table("Saltmarsh", "Proyecto|País", *rows)
    expected = "BEACON" if language == "es" else "MIRROR"
    assert told(question, text, language)[0] == [expected]


OFFICES = "\n".join(
    f"| Office {chr(65 + place)} | {('Hessen', 'Bayern')[place % 2]} | {100 + 7 * place % 160} |"
    for place in range(26)
)


ACTIONS = """# Follow-up of the Ebbe group

| No | Action | Owner | Deadline | Status |
|---|---|---|---|---|
| 1 | Circulate the minutes of the last meeting | Marta Kovač | 20 November 2026 | done |
| 2 | Draft the mandate | Pieter Maes | 15 December 2026 | ongoing |
| 3 | Collect replies | Marta Kovač | 8 January 2027 | ongoing |
"""


@pytest.fixture(scope="module")
def asked(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Assistant]:
    """Yield an assistant over tables, with the real model and a real store."""
    folder: Path = tmp_path_factory.mktemp("tables")
    head = "| Office | State | Calls in 2024 |\n|---|---|---|\n"
    services: Services = make_services(folder / "data")
    sources = folder_of(
        folder / "in",
        projects=PROJECTS,
        actions=ACTIONS,
        offices=f"# Offices of the Wattlicht network\n\n{head}{OFFICES}\n",
    )
    take_in(services, sources)
    with services.index() as index:
        yield services.assistant(index)
    services.close()


def test_all_rows_are_quoted_one_a_line(asked: Assistant) -> None:
    answer = asyncio.run(asked.ask(Question("Which Saltmarsh projects run until 2026?", "c")))
    assert [one.quote.split(";")[0] for one in answer.citations] == [
        "Project: BEACON",
        "Project: MIRROR",
    ]
    assert "[1]\nProject: MIRROR" in answer.text
    assert not answer.trace.unsure


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which actions are ongoing?", ["No: 2", "No: 3"]),  # vague, if no table had it
        ("What is the status of action 2?", ["No: 2"]),  # as of a definition
    ],
)
def test_rows_that_have_all_of_a_question_answer_whatever_it_sounds_like(
    asked: Assistant, question: str, told: list[str]
) -> None:
    answer = asyncio.run(asked.ask(Question(question, "c")))
    assert [one.quote.split(";")[0] for one in answer.citations] == told
    assert not answer.trace.unsure


def test_more_rows_than_a_list_has_are_said_to_be_left_out(asked: Assistant) -> None:
    question = Question("Which offices of the Wattlicht network are in Bayern?", "c")
    answer = asyncio.run(asked.ask(question))
    assert len(answer.citations) == 12
    assert sentences.say("en", "rows_left_out", count="1") in answer.text


def test_the_highest_of_a_table_in_several_passages_leads(asked: Assistant) -> None:
    question = Question("Which office of the Wattlicht network had the most calls in 2024?", "c")
    answer = asyncio.run(asked.ask(question))
    calls = [int(row.split("|")[3]) for row in OFFICES.split("\n")]
    assert answer.citations[0].quote.endswith(f"Calls in 2024: {max(calls)}")


def test_what_no_row_tells_is_no_firm_answer(asked: Assistant) -> None:
    for text in (
        "Which Saltmarsh project has the most partners?",
        "Which Saltmarsh projects started in 2019?",
        "Which offices of the Wattlicht network are in Sachsen?",
    ):
        assert rows_asked_for(text, "en", evidence_in(PROJECTS)) is None
        answer = asyncio.run(asked.ask(Question(text, "c")))
        assert answer.status != "answered" or answer.trace.unsure


LOTS = """# Call for tenders: harbour lights (2024/4)

## Lots

A team of 2.4 people is paid.

| Lot | Subject | Maximum (EUR) |
|---|---|---|
| 1 | Towers | 1 350 000 |
| 2 | Lamps for 14 harbours | 750 000 |

## Steps

| Step | Date |
|---|---|
| Publication | 16 March 2026 |
| Award decision | July 2026 |
| First version of the lamps | March 2027 |
"""


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What is the subject of lot 2?", "en", ["2"]),
        ("What is the subject of lot 1?", "en", ["1"]),
        ("How many tenders were received for lot 2?", "en", []),  # only the document's title
        ("How many lamps are in lot 2?", "en", []),  # for 14 harbours
        ("What is the subject of lot 4?", "en", []),  # wherever else there is a 4
        ("What is the subject of lot 14?", "en", []),
        ("Quel est le sujet du lot 4 ?", "fr", []),
    ],
)
def test_what_is_asked_for_stands_in_the_table(
    question: str, language: str, told: list[str]
) -> None:
    rows = rows_asked_for(question, language, evidence_in(LOTS))
    certain = rows.rows if rows and rows.is_certain else []
    assert [row.cells["Lot"] for row in certain] == told


@pytest.mark.parametrize(
    ("question", "language", "is_of_another_one"),
    [
        ("Who won?", "en", True),
        ("Wer hat den Zuschlag bekommen?", "de", True),
        ("What is the subject?", "en", False),
    ],
)
def test_a_row_that_names_nobody_tells_no_person(
    question: str, language: str, is_of_another_one: bool
) -> None:
    found = [one for one in evidence_in(LOTS) if one.wording.startswith("Lot:")]
    assert is_of_another(question, language, found) is is_of_another_one


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When is the first version of the lamps?", "en"),
        ("Wann gibt es die erste Fassung?", "de"),
        ("Which step has the first date?", "en"),
    ],
)
def test_what_a_cell_calls_the_first_need_not_be_the_earliest(question: str, language: str) -> None:
    rows = rows_asked_for(question, language, evidence_in(LOTS))
    assert not rows or [row.cells["Step"] for row in rows.rows] == ["First version of the lamps"]


@pytest.mark.parametrize(
    ("question", "is_extreme"),
    [
        ("Which project started first?", True),
        ("First project?", True),
        ("WHICH IS THE FIRST PROJECT?", True),
        ("Which project has the first report?", True),
        ("When did the First Steps project start?", False),
        ("Who leads “First Steps”?", False),
    ],
)
def test_the_first_word_of_a_name_is_no_extreme(question: str, is_extreme: bool) -> None:
    assert bool(extreme_asked(question, "en")) is is_extreme


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("How many reports were made in 2024?", "en", ["Total"]),
        ("Combien de signalements en 2024 ?", "fr", ["Total"]),
        ("How many reports did Globex make in 2024?", "en", ["Acme", "Globex", "Total"]),
        ("How many reports were made per company?", "en", ["Acme", "Globex", "Total"]),
        ("Which company made most reports?", "en", ["Acme", "Globex", "Total"]),
    ],
)
def test_an_amount_of_nobody_is_not_told_by_the_row_of_somebody(
    question: str, language: str, told: list[str]
) -> None:
    table = "| Company | 2024 |\n|---|---|\n| Acme | 12 |\n| Globex | 19 |\n| Total | 31 |\n"
    rows = evidence_in(f"# Reports by year\n\n{table}")
    left = without_single(question, language, rows)
    assert [one.wording.partition(";")[0].removeprefix("Company: ") for one in left] == told
    alone = rows[:2]
    assert without_single(question, language, alone) == alone
    assert is_of_another(question, language, alone) == (told == ["Total"])


CALENDAR = table(
    "Calendar of meetings",
    "Date|Meeting|Place|Chair",
    "22 April 2027|Working group on harbours|Lisbon|Ada Lind",
    "6 October 2027|Conference on ropes|Corfu|Bo Marek",
)
KALENDER = table(
    "Sitzungskalender",
    "Datum|Sitzung|Ort|Vorsitz",
    "22. April 2027|Arbeitsgruppe Häfen|Lissabon|Ada Lind",
    "6. Oktober 2027|Konferenz über Seile|Korfu|Bo Marek",
)


@pytest.mark.parametrize(
    ("question", "language", "text", "lacks_it"),
    [
        ("What is the main theme of the Corfu conference?", "en", CALENDAR, True),
        ("Whom does Bo Marek replace as the host in Corfu?", "en", CALENDAR, True),
        ("Who has to bring the papers for the Corfu conference?", "en", CALENDAR, False),
        ("Who chairs the Corfu conference?", "en", CALENDAR, False),
        ("When will the Corfu conference open?", "en", CALENDAR, False),
        ("Which place hosts the conference on ropes?", "en", CALENDAR, False),
        ("Was ist das Leitthema der Konferenz auf Korfu?", "de", KALENDER, True),
        ("Wen ersetzt Bo Marek auf Korfu?", "de", KALENDER, True),
        ("Wer hat den Vorsitz der Konferenz auf Korfu?", "de", KALENDER, False),
        ("Wann beginnt die Konferenz auf Korfu?", "de", KALENDER, False),
        ("Quel est le thème de la conférence de Corfou ?", "fr", CALENDAR, False),
    ],
)
def test_a_row_that_lacks_what_is_asked_for_is_in_doubt(
    question: str, language: str, text: str, lacks_it: bool
) -> None:
    row = evidence_in(text)[1]
    assert "Marek" in row.wording
    assert is_of_another(question, language, [row, evidence_in(text)[0]]) is lacks_it


def test_what_only_stands_above_a_table_makes_it_not_certain() -> None:
    text = CALENDAR.replace("\n\n", "\n\nReplaces the calendar of 2026.\n\n", 1)
    assert told("Who chairs the Corfu conference?", text)[1]
    assert not told("Whom did the chair replace at the Corfu conference?", text)[1]


@pytest.mark.parametrize(
    ("question", "language", "is_any"),
    [
        ("Who signed the code?", "en", True),
        ("Who are those who signed the code?", "en", True),
        ("Which companies signed the code?", "en", False),
        ("Who signed from Spain?", "en", False),
        ("Who signed in 2026?", "en", False),
        ("When did Okulo sign?", "en", False),
        ("Wer hat in Spanien unterzeichnet?", "de", False),
    ],
)
def test_who_did_it_is_not_told_by_one_of_several(
    question: str, language: str, is_any: bool
) -> None:
    text = "# Code\n\n## Signatories\n\n|Company|Country|Signed on|\n|---|---|---|\n"
    rows = "|TeVeo|Spain|3 October 2026|\n|Okulo|Slovenia|5 October 2026|\n"
    assert is_of_another(question, language, evidence_in(text + rows)) is is_any


DESKS = """# Contact list of the desks

| Country | Contact | Role | Telephone | Open |
|---|---|---|---|---|
| Austria | Lukas Haider | Head of desk | +43 1 555 0110 | 08:00 to 18:00 |
| Sweden | Erik Stenmark | Liaison officer | +46 8 555 0166 | always |
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is Erik Stenmark?", ["Sweden"]),
        ("Since when is Erik Stenmark a liaison officer?", []),
        ("When is the contact in Sweden open?", ["Sweden"]),
        ("At what time does Lukas Haider begin?", ["Austria"]),
    ],
)
def test_a_row_without_a_time_does_not_tell_when(question: str, told: list[str]) -> None:
    assert names(question, "en", DESKS) == told


MEMBERS = """# Danube Table

## Platforms

| Company | Seat | Member since | Contact person |
|---|---|---|---|
| Lumvio | Ireland | May 2021 | Ada Lind |
| Chattera | Austria | June 2021 | Ion Pop |

## Public authorities

| Country | Member since | Contact unit |
|---|---|---|
| Slovakia | May 2020 | Cyber Harm Desk |
| Romania | June 2022 | Web Referral Office |
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which companies are members?", ["Lumvio", "Chattera"]),
        ("Which companies are members of the Danube Table?", ["Lumvio", "Chattera"]),
        ("Which countries are members?", ["Slovakia", "Romania"]),
        ("List all contact persons.", ["Lumvio", "Chattera"]),
        ("Which companies are observers?", []),
        ("Who are the members?", []),
    ],
)
def test_a_table_of_what_is_asked_for_is_told_whole(question: str, told: list[str]) -> None:
    rows = rows_asked_for(question, "en", evidence_in(MEMBERS))
    assert ([row.cells[rows.table.labels[0]] for row in rows.rows] if rows else []) == told
    assert bool(rows and rows.is_certain) == bool(told)


@pytest.mark.parametrize(
    ("question", "beside", "is_told"),
    [
        ("Which companies are members?", True, True),
        ("Which company is a member?", True, False),
        ("Which companies are members?", False, False),  # it may be a table of others
        ("Which companies are members of the Danube Table?", False, True),
    ],
)
def test_a_table_of_what_is_asked_for_comes_before_a_sentence_on_the_kind(
    question: str, beside: bool, is_told: bool
) -> None:
    text = "The members of the Danube Table are companies."
    sentence = evidence_in(text, name="a" if beside else "b")
    lead = [replace(one, weight=1.0, odds=3.0) for one in sentence]
    rows = rows_asked_for(question, "en", [*lead, *evidence_in(MEMBERS)])
    assert (rows is not None) is is_told


def test_a_table_whose_label_has_the_kind_comes_before_one_whose_cells_name_it() -> None:
    question = "Which meetings take place before May 2027?"
    found = [*evidence_in(ACTIONS), *evidence_in(CALENDAR)]
    rows = rows_asked_for(question, "en", found)
    assert rows
    assert "Meeting" in rows.table.labels


FJORD = table(
    "Terms of the Fjord group",
    "Member|Country|Since",
    "Kystvakt|Norway|2021",
    "Havwatch|Denmark|2022",
    "Skerry Line|Sweden|2023",
)
STAFF = table(
    "Tasks of the Fjord group",
    "No|Task|Owner|Due",
    "1|Book the hall|Ada Lind|3 May 2026",
    "2|Print the report|Bo Marek|9 June 2026",
)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Who are the members?", ["Kystvakt", "Havwatch", "Skerry Line"]),
        ("List all members", ["Kystvakt", "Havwatch", "Skerry Line"]),
        ("List all countries", []),  # the table is on members
    ],
)
def test_all_of_the_kind_that_a_table_is_on_are_all_its_rows(
    question: str, rows: list[str]
) -> None:
    assert told(question, FJORD) == (rows, bool(rows))


TRACKER = table(
    "Commitments tracker",
    "No|Commitment|Platform|Responsible at the platform|Deadline|Status",
    "1|Publish a transparency report|Vidora|M. Lindqvist|31/12/2026|In progress",
    "2|Answer 4 referrals an hour|Plink|J. Okafor|31/03/2027|Open",
    "3|Appoint a point of contact|Plink|J. Okafor|30/06/2026|Done",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is responsible for commitment 3?", ["3"]),
        ("Who is responsible for commitment 4?", []),  # the 4 of a cell numbers no row
        ("When is commitment 2 due?", ["2"]),
        ("Which commitments are due in 2026?", ["1", "3"]),
        ("How many referrals did Plink receive?", []),  # a cell says what is done to them
        ("How many commitments does Plink have?", ["2", "3"]),
    ],
)
def test_a_tracker_is_asked_by_its_numbers_and_its_deadlines(
    question: str, told: list[str]
) -> None:
    rows = rows_asked_for(question, "en", evidence_in(TRACKER))
    certain = rows.rows if rows and rows.is_certain else []
    assert [row.cells["No"] for row in certain] == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which commitments are done?", ["3"]),  # no idle word where a cell says just that
        ("Which commitments are not done?", ["1", "2"]),
        ("Which commitments are not open?", ["1", "3"]),
        ("Which commitments are not those of Plink?", ["1"]),
        ("Which commitments are to be done?", []),
        ("Which commitments must be done?", []),
        ("Which commitments of Vidora are not done?", []),
        ("Which commitments have been done?", []),
        ("What is still to be done?", []),
    ],
)
def test_what_a_cell_says_may_be_denied(question: str, told: list[str]) -> None:
    rows = rows_asked_for(question, "en", evidence_in(TRACKER))
    certain = rows.rows if rows and rows.is_certain else []
    assert [row.cells["No"] for row in certain] == told


@pytest.mark.parametrize(
    ("question", "is_doubted"),
    [
        ("Which commitments is Plink not responsible for?", True),
        ("When does Vidora want a call?", True),
        ("When is the report of Vidora due?", False),
    ],
)
def test_a_row_does_not_tell_of_whom_it_names_whatever_is_asked(
    question: str, *, is_doubted: bool
) -> None:
    name = "Plink" if "Plink" in question else "Vidora"
    found = sorted(evidence_in(TRACKER), key=lambda one: name not in one.wording)
    assert is_of_another(question, "en", found) is is_doubted


def test_a_column_of_numbers_is_not_what_rows_are_on() -> None:
    assert told("List all tasks", STAFF) == (["1", "2"], True)
    assert told("List all owners", STAFF) == ([], False)


@pytest.mark.parametrize(
    ("question", "is_certain"),
    [
        ("Who owns task 2?", True),
        ("Who orders task 2?", False),
        ("What owns task 2?", False),  # nobody is asked for
    ],
)
def test_a_label_may_call_somebody_by_what_they_do(question: str, is_certain: bool) -> None:
    assert told(question, STAFF) == (["2"], is_certain)


def test_open_actions_are_those_whose_rows_say_so_and_not_all_under_their_heading() -> None:
    text = ACTIONS.replace("ongoing", "open").replace("| No |", "## Actions\n\n| No |")
    question = "What are the open actions?"
    asked, found = Asked(Part(question, (question,)), "en"), evidence_in(text)
    assert len(asked.under_heading(found)) == 2
    quotes = compose(found, asked, -9.0, TODAY).quotes
    assert [one.wording.split(";")[0] for one in quotes] == ["No: 2", "No: 3"]


def test_a_row_with_a_name_alone_answers_only_who_asks_for_it() -> None:
    text = table(
        "Replies", "Platform|Replied on", "Vidora|3 May 2026", "Lumeo|4 May 2026", "Ponto|"
    )
    found = evidence_in(text)
    for question, kept in (("Welche Plattformen fehlen?", 2), ("Did Ponto reply?", 3)):
        language = "de" if question.startswith("Welche") else "en"
        assert len(sifted(Asked(Part(question, (question,)), language), found)) == kept


@pytest.mark.parametrize(
    ("question", "count"), [("Which project has the most staff?", 5), ("Who staffs LANTERN?", 1)]
)
def test_where_it_is_not_known_which_has_the_most_all_rows_are_told(
    question: str, count: int
) -> None:
    asked, found = Asked(Part(question, (question,)), "en"), evidence_in(PROJECTS)
    assert len(compose(found[:1], asked, -9.0, TODAY).quotes) == count


STATES_OF_TASKS = table(
    "Tasks tracker",
    "No|Task|Status",
    "1|Book the hall|Done",
    "2|Print the report|Partly done",
    "3|Send the report|To be done",
    "4|Pay the hall|Open",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which tasks are done?", ["1"]),
        ("Which tasks are not done?", ["2", "3", "4"]),
        ("Which tasks on the report are not done?", []),
    ],
)
def test_what_is_partly_done_is_not_done(question: str, told: list[str]) -> None:
    rows = rows_asked_for(question, "en", evidence_in(STATES_OF_TASKS))
    assert [row.cells["No"] for row in (rows.rows if rows else [])] == told
