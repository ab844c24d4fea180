"""Months and years in texts, in any official language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import long_date
from vectorstore.dates import before_its_day, dates, months
from vectorstore.language import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("on 4 June 2024 and in December 2021", "en", {(2024, 6), (2021, 12)}),
        ("am 4. Juni 2024", "de", {(2024, 6)}),
        ("4.6.2024", "de", {(2024, 6)}),
        ("w czerwcu 2024 r.", "pl", {(2024, 6)}),
        ("a 8 de diciembre de 2021", "es", {(2021, 12)}),
        ("le 1er mars 2018", "fr", {(2018, 3)}),
        ("maaliskuussa 2026", "fi", {(2026, 3)}),
        ("в юни 2024 г.", "bg", {(2024, 6)}),
        ("2024. június 4-én", "hu", {(2024, 6)}),
        ("2024 m. birželį ir 2021 m.", "lt", {(2024, 6), (2021, 0)}),
        ("2024. gada jūnijā", "lv", {(2024, 6)}),
        ("Meán Fómhair 2019", "ga", {(2019, 9)}),
        ("as of 2019", "en", {(2019, 0)}),
        ("Regulation (EU) 2021/784", "en", set()),
        ("in 1789, and 20 000 times", "en", set()),
        ("between March and June 2024", "en", {(2024, 3), (2024, 6)}),
        ("adopted in June 2024² on 4 ¹ June ①", "en", {(2024, 6)}),
        # Words that begin like a month, or are one without their accents.
        ("la septième réunion en 2021", "fr", {(2021, 0)}),
        ("la mayoría en 2021", "es", {(2021, 0)}),
        ("la maggioranza nel 2021", "it", {(2021, 0)}),
        ("Ile firm mają w 2021 r.", "pl", {(2021, 0)}),
        ("w maju 2021 r.", "pl", {(2021, 5)}),
        ("τον Μάιο του 2021", "el", {(2021, 5)}),
        ("v julu 2021", "sk", {(2021, 7)}),
        ("Septemebr 2021", "en", {(2021, 9)}),
        ("0000-00-00, 9999-12-31, 04/00/2024", "en", set()),
    ],
)
def test_finds_months_and_years(text: str, language: str, named: set[tuple[int, int]]) -> None:
    assert months(text, language) == named


def test_the_number_of_a_unit_is_no_day() -> None:
    for unit in ("FISC.D4", "FISC D.4", "room B4"):
        (day,) = dates(f"{unit} – 18 March 2026", "en")
        assert day.known == (2026, 3, 18)
    assert [day.day for day in dates("Riga, 4 – 18 March 2026", "en")] == [4, 18]


def test_a_version_is_no_day_and_the_number_of_a_call_no_year() -> None:
    (day,) = dates("Version 2.0 – 15 May 2026", "en")
    assert day.known == (2026, 5, 15)
    assert not dates("Call ISF-2026-07: Safe Communities", "en")
    assert [one.known for one in dates("MED-2026 in May 2026", "en")] == [
        (2026, 0, 0),
        (2026, 5, 0),
    ]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)))
def test_reads_every_date_as_the_language_writes_it(language: str, day: date) -> None:
    assert months(long_date(day, language), language) == {(day.year, day.month)}


@pytest.mark.parametrize(
    ("language", "line", "before"),
    [
        ("en", "14th meeting, Vienna, Thursday 12 March 2026", "14th meeting, Vienna,"),
        ("en", "14th meeting, Vienna, 12 and 13 March 2026", "14th meeting, Vienna,"),
        ("fr", "14e réunion (Vienne, le jeudi 12 mars 2026)", "14e réunion (Vienne,"),
        ("fi", "14. kokous, Wien, torstaina 12. maaliskuuta 2026", "14. kokous, Wien,"),
        ("lt", "14-asis posėdis, Vilnius, 2026 m. kovo 12 d.", "14-asis posėdis, Vilnius,"),
        ("bg", "14-о заседание, Виена, 12 март 2026 г.", "14-о заседание, Виена,"),
        ("pl", "14. posiedzenie, Wiedeń, dnia 12 marca 2026 r.", "14. posiedzenie, Wiedeń,"),
        ("en", "Minutes of the 14th meeting, Riga, adopted on 20 April 2026", ""),
        ("en", "14th meeting: minutes (draft of 20 April 2026)", ""),
        ("de", "14. Sitzung, Wien, angenommen am 20. April 2026", ""),
        ("en", "14th meeting, 12 March 2026, ended early", ""),
        ("en", "12 March 2026", ""),
    ],
)
def test_a_line_gives_a_day_apart_from_what_it_is_of(language: str, line: str, before: str) -> None:
    assert before_its_day(line, language) == before
