"""Rows that lie in several passages are one table again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fakes import TODAY

from assistant.wording.facts.tabular import (
    bearings,
    extreme_asked,
    is_bounded,
    is_idle,
    is_sum,
    label_bearings,
    says_no,
    says_yes,
)
from assistant.wording.tables import Table, has_rows, tables_in
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import read
from vectorstore.data import read_data
from vectorstore.findings import Hit
from vectorstore.language import LANGUAGES

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


def test_a_row_may_have_its_first_cell_alone() -> None:
    text = "| Port | Replied on |\n|---|---|\n| Alma | May |\n| Brede | June |\n| Corra | |"
    (table,) = tables_in(found_in(f"{text}\n\nSeat: Alma"))
    assert first_cells(table) == ["Alma", "Brede", "Corra"]
    assert table.column("Replied on") == ["May", "June", ""]


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
    words = read_data("assistant.wording.facts", "tabular.json")
    assert words[language].keys() == words["en"].keys()
    assert all(words[language].values())


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


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Кои държави първоначално се присъединиха?", "bg"),
        ("Které projekty končí nejpozději v roce 2026?", "cs"),
        ("Hvilke rapporter skal afleveres senest 2026?", "da"),
        ("Welche Projekte enden spätestens 2026?", "de"),
        ("Wer erstellt den Bericht, und wer erstattet ihn?", "de"),
        ("Welche Projekte haben höchstens drei Partner?", "de"),
        ("Ποια έργα προστατεύουν τους ανηλίκους;", "el"),
        ("What do most states say?", "en"),
        ("¿Qué proyectos protegen a los menores?", "es"),
        ("Kes on esimees?", "et"),
        ("Mitkä hankkeet suojelevat lapsia?", "fi"),
        ("Quels projets sont principalement en France ?", "fr"),
        ("Cé na tionscadail atá in Éirinn?", "ga"),
        ("Tko je osvojio prvenstvo?", "hr"),
        ("Mely projektek szólnak elsősorban a fiatalokról?", "hu"),
        ("Quali progetti proteggono i minori?", "it"),
        ("Quali stati hanno aderito prima del 2024?", "it"),
        ("Quali riunioni si sono tenute in primavera?", "it"),
        ("Kas pirmininkauja tinklui?", "lt"),
        ("Kuras valstis pievienojās pirms 2024. gada?", "lv"),
        ("Kuri projekti ir par vecākiem?", "lv"),
        ("Liema proġetti huma f'Malta?", "mt"),
        ("Welke projecten gaan over minderjarigen?", "nl"),
        ("Które państwa mają pierwszeństwo?", "pl"),
        ("Que projetos protegem os menores?", "pt"),
        ("Care proiecte protejează minorii?", "ro"),
        ("Ktoré štáty majú prvenstvo?", "sk"),
        ("Katere države imajo prvenstvo?", "sl"),
        ("Vilka projekt gäller minderåriga?", "sv"),
    ],
)
def test_everyday_words_and_bounds_are_no_extreme(question: str, language: str) -> None:
    assert extreme_asked(question, language) is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Кои проекти имат най-малко 3 партньори?", "bg"),
        ("Které projekty mají nejméně tři partnery?", "cs"),
        ("Hvilke projekter har mindst tre partnere?", "da"),
        ("Welche Projekte haben mindestens 3 Partner?", "de"),
        ("Ποια έργα έχουν τουλάχιστον 3 εταίρους;", "el"),
        ("Which projects have at least one partner?", "en"),
        ("Which were the last three projects?", "en"),
        ("¿Qué proyectos tienen al menos tres socios?", "es"),
        ("Millistel projektidel on vähemalt 3 partnerit?", "et"),
        ("Millä hankkeilla on vähintään 3 kumppania?", "fi"),
        ("Quels projets ont au moins 3 partenaires ?", "fr"),
        ("Cé na tionscadail a bhfuil ar a laghad 3 chomhpháirtí acu?", "ga"),
        ("Koji projekti imaju najmanje 3 partnera?", "hr"),
        ("Mely projekteknek van legalább 3 partnere?", "hu"),
        ("Quali progetti hanno almeno 3 partner?", "it"),
        ("Kurie projektai turi mažiausiai 3 partnerius?", "lt"),
        ("Kuriem projektiem ir vismaz 3 partneri?", "lv"),
        ("Liema proġetti għandhom mill-inqas 3 sħab?", "mt"),
        ("Welke projecten hebben ten minste drie partners?", "nl"),
        ("Które projekty mają co najmniej trzech partnerów?", "pl"),
        ("Que projetos têm pelo menos 3 parceiros?", "pt"),
        ("Ce proiecte au cel puțin 3 parteneri?", "ro"),
        ("Ktoré projekty majú najmenej 3 partnerov?", "sk"),
        ("Kateri projekti imajo najmanj 3 partnerje?", "sl"),
        ("Vilka projekt har minst tre partner?", "sv"),
    ],
)
def test_an_amount_that_is_bounded_is_known(question: str, language: str) -> None:
    assert is_bounded(question, language)


def test_an_extreme_alone_is_no_bound() -> None:
    assert not is_bounded("Which project has the most partners?", "en")
    assert not is_bounded("Vilket projekt har minst budget 2024?", "sv")


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("India", "es"),
        ("indicadores", "es"),
        ("Índia", "pt"),
        ("nomeados", "pt"),
        ("Saaremaa", "et"),
        ("Saarland", "fi"),
        ("Durazzo", "it"),
        ("données", "fr"),
        ("EU", "fr"),
    ],
)
def test_names_and_content_are_not_idle(word: str, language: str) -> None:
    assert not is_idle(word, language)


@pytest.mark.parametrize(
    ("cell", "language"),
    [
        ("N. Novak", "en"),
        ("NO", "en"),
        ("No. 5", "en"),
        ("No Hate Speech Network", "en"),
        ("pending", "en"),
        ("outstanding", "en"),
        ("Pas-de-Calais", "fr"),
        ("Ní Bhriain", "ga"),
        ("Le Havre", "mt"),
        ("x", "en"),
    ],
)
def test_names_say_no_no(cell: str, language: str) -> None:
    assert not says_no(cell, language)


@pytest.mark.parametrize(
    ("cell", "language", "has_sum"),
    [
        ("Total", "en", True),
        ("Sub-total:", "en", True),
        ("Zwischensumme", "de", True),
        ("Subtotaal", "nl", True),
        ("Combined Effort", "en", False),
        ("Media", "it", False),
        ("Media", "ro", False),
        ("Medelhavet", "sv", False),
        ("Skupna deklaracija", "sl", False),
        ("Gesamtschule Nord", "de", False),
        ("Totalán", "es", False),
    ],
)
def test_a_sum_is_told_by_its_word_alone(cell: str, language: str, *, has_sum: bool) -> None:
    assert is_sum(cell, language) is has_sum


def test_prepositions_bear_on_an_end_in_a_label_alone() -> None:
    assert label_bearings("To", "en") == {"ending"}
    assert label_bearings("Sent to", "en") == set()
    assert label_bearings("Von", "de") == {"starting"}
    assert bearings("Pedig mindig", "hu") == set()
    assert bearings("Do koho", "cs") == set()


def test_a_paragraph_is_no_part_of_the_row_before_it() -> None:
    text = "| Port | State |\n|---|---|\n| Alma | Italy |\n| Brede | Spain |\n\nThe pact ends soon."
    content = build("file:///a.md", "folder", read(text.encode(), ".md"), TODAY)
    passages = cut(content, lambda texts: [40 * len(one.split()) for one in texts])
    assert any(one.text.startswith("The pact") for one in passages)
    section = (0, len(passages) - 1)
    hits = [Hit(one, content.document, 1.0, 0.9, None, section) for one in passages]
    (table,) = tables_in(hits)
    assert table.column("State") == ["Italy", "Spain"]


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
