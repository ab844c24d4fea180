"""Rows that lie in several passages are one table again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fakes import TODAY

from assistant.wording.facts.tabular import _data, bearings, extreme_asked, says_no, says_yes
from assistant.wording.tables import Table, has_rows, tables_in
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.language import LANGUAGES
from vectorstore.passages import Hit

PORTS = """# Ports of the Harbour Pact

What follows is the state of May 2025.

| Port | Opened | Berths | Time to unload | Signed |
|---|---|---|---|---|
| Alma | 03/2021 | 1,204 | 3 hours | yes |
| Brede | 11/2022 | 980 | 2 days | no |
| Corra | 05/2019 | 77 | 40 minutes | |
| Total | | 2,261 | | |

The pact ends in 2030.
"""


def found_in(text: str, most: int = 280, suffix: str = ".md") -> list[Hit]:
    """Return the passages of a text as hits of which the whole section was looked up."""
    content = build("file:///a.md", "folder", read(text.encode(), suffix), TODAY)
    passages = cut(content, lambda texts: [min(len(one.split()), most) for one in texts])
    section = (0, len(passages) - 1)
    return [Hit(one, content.document, 1.0, 0.9, None, section) for one in passages]


def first_cells(table: Table) -> Sequence[str]:
    return table.column(table.labels[0])


def test_a_table_is_read_from_its_rows() -> None:
    (table,) = tables_in(found_in(PORTS))
    assert table.labels == ["Port", "Opened", "Berths", "Time to unload", "Signed"]
    assert first_cells(table) == ["Alma", "Brede", "Corra", "Total"]
    assert table.column("Signed") == ["yes", "no", "", ""]
    assert "state of May 2025" in table.above
    assert table.is_whole


def test_a_row_stands_where_its_span_says() -> None:
    (table,) = tables_in(found_in(PORTS))
    for row in table.rows:
        ((passage, start, end),) = row.spans
        wording = passage.text[start - passage.start : end - passage.start]
        assert wording.startswith(f"Port: {row.cells['Port']}; ")


def test_rows_of_several_passages_are_one_table_that_is_whole_if_all_were_found() -> None:
    rows = "\n".join(f"| Port {number} | {number} |" for number in range(200))
    hits = found_in(f"| Port | Berths |\n|---|---|\n{rows}")
    assert len(hits) > 2
    (table,) = tables_in(reversed(hits))
    assert table.is_whole
    assert len(table.rows) == 200
    (part,) = tables_in(hits[1:])
    assert not part.is_whole


def test_without_a_look_at_its_section_no_table_is_whole() -> None:
    hits = [Hit(one.passage, one.document, 1.0, 0.9, None) for one in found_in(PORTS)]
    (table,) = tables_in(hits)
    assert not table.is_whole


def test_a_row_of_several_sentences_that_a_passage_ends_in_is_one_row() -> None:
    notes = " ".join("It was dug by hand in a hard winter." for _ in range(50))
    text = f"| Port | Notes |\n|---|---|\n| Alma | {notes} |\n| Brede | New. |\n| Corra | Old. |"
    hits = found_in(text)
    assert len(hits) > 1
    (table,) = tables_in(hits)
    assert first_cells(table) == ["Alma", "Brede", "Corra"]
    assert len(table.rows[0].spans) == 2
    assert table.column("Notes")[0] == notes


def test_a_cell_may_hold_the_marks_that_part_cells() -> None:
    text = "| Port | Notes |\n|---|---|\n| Alma | old; see: annex; deep |\n| Brede | new |"
    (table,) = tables_in(found_in(text))
    assert table.column("Notes") == ["old; see: annex; deep", "new"]


@pytest.mark.parametrize(
    "text",
    [
        "- Place: Vienna; Date: May\n- Place: Rome; Date: June",
        "Place: Vienna\nDate: 3 May",
        "Ports.",
    ],
)
def test_lists_and_single_labels_are_no_tables(text: str) -> None:
    assert tables_in(found_in(text, suffix=".txt")) == []


def test_what_cells_hold_is_compared() -> None:
    (table,) = tables_in(found_in(PORTS))
    assert table.figures("Berths") == [1204, 980, 77, 2261]
    assert table.figures("Time to unload") == []  # hours and days
    assert table.figures("Port") == []
    opened = [[one.known for one in each] for each in table.dates("Opened")]
    assert opened == [[(2021, 3, 0)], [(2022, 11, 0)], [(2019, 5, 0)], []]
    assert table.dates("Berths") == []


def test_a_passage_with_rows_goes_on() -> None:
    assert all(has_rows(hit.passage) for hit in found_in(PORTS))
    assert not any(has_rows(hit.passage) for hit in found_in("# Ports\n\nAlma: a port."))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_has_words_for_each_kind(language: str) -> None:
    assert _data()[language].keys() == _data()["en"].keys()
    assert all(_data()[language].values())


@pytest.mark.parametrize(
    ("question", "language", "extreme"),
    [
        ("Which is the most recent port?", "en", "last"),
        ("Which port has the most berths?", "en", "greatest"),
        ("Quel port a le budget le plus bas ?", "fr", "least"),
        ("Welcher Hafen wurde zuerst eröffnet?", "de", "first"),
        ("Który port ma największy budżet?", "pl", "greatest"),
        ("Which ports opened in 2021?", "en", None),
    ],
)
def test_an_extreme_is_told_by_words(question: str, language: str, extreme: str | None) -> None:
    found = extreme_asked(question, language)
    assert (found[0] if found else None) == extreme


def test_cells_say_yes_or_no() -> None:
    assert says_yes("Ja", "de")
    assert says_yes("✓", "en")
    assert not says_yes("yes, in part", "en")
    assert all(says_no(cell, "en") for cell in ("no", "Not yet", "–", "", "✗"))
    assert not says_no("Norway", "en")
    assert bearings("End", "en") == {"ending"}


def test_two_sections_under_one_heading_are_two_tables() -> None:
    first, second = found_in(PORTS), found_in(PORTS.replace("Alma", "Zeta"))
    places = {hit.passage.ordinal for hit in first}
    apart = [
        replace(
            hit,
            passage=replace(
                hit.passage, id=f"other {hit.passage.id}", ordinal=hit.passage.ordinal + 9
            ),
            section=(9, 9 + max(places)),
        )
        for hit in second
    ]
    tables = tables_in([*first, *apart])
    assert [first_cells(one)[0] for one in tables] == ["Alma", "Zeta"]
    assert all(one.is_whole for one in tables)
