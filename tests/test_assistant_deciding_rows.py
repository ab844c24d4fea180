"""Questions that a table answers get the rows that they mean, and no others."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeServices
from fakes import TODAY, folder_of, take_in

from assistant import sentences
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.conversation import Question
from assistant.deciding.answerability import Evidence
from assistant.deciding.rows import is_of_another, is_one_of_all, rows_asked_for
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.passages import Hit

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


def evidence_in(text: str, *, whole: bool = True) -> list[Evidence]:
    """Return the sentences of a text, all as weighty as each other."""
    content = build("file:///a.md", "folder", read(text.encode(), ".md"), TODAY)
    passages = cut(content, lambda texts: [len(one.split()) for one in texts])
    section = (0, len(passages) - 1) if whole else None
    hits = [Hit(one, content.document, 1.0, 0.9, None, section) for one in passages]
    return [Evidence(hit, one, 0.0) for hit in hits for one in hit.passage.sentences]


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


def test_a_row_alone_tells_no_greatest() -> None:
    row = evidence_in(PROJECTS)[0]
    assert is_one_of_all("Which project has the most partners?", "en", row)
    assert is_one_of_all("What is the total budget?", "en", row)
    assert not is_one_of_all("What is the budget of LANTERN?", "en", row)
    assert not is_one_of_all("Which has the most?", "en", evidence_in("LANTERN has the most.")[0])


OFFICES = "\n".join(
    f"| Office {chr(65 + place)} | {('Hessen', 'Bayern')[place % 2]} | {100 + 7 * place % 160} |"
    for place in range(26)
)


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
        answer = asyncio.run(asked.ask(Question(text, "c")))
        assert answer.status != "answered" or answer.trace.unsure
