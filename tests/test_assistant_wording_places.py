"""The countries and cities in a text."""

import pytest

from assistant.wording.held import held_by
from assistant.wording.places import countries, each_place, places, with_codes


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("ITALY and Portugal", "en", {"IT", "PT"}),
        ("w Portugalii i POLSKA", "pl", {"PL", "PT"}),
        ("Pays-Bas, ROYAUME-UNI", "fr", {"NL", "GB"}),
        ("the project FARO", "en", set()),
        ("el proyecto FARO-NET", "es", set()),
        ("the ITALY-NET group", "en", set()),
        ("the network CYBER-MALTA", "en", set()),
        ("an Italy-led group", "en", {"IT"}),
    ],
)
def test_an_acronym_is_no_place(text: str, language: str, named: set[str]) -> None:
    assert places(text, language) == named


def test_a_country_is_told_by_a_city_in_small_letters() -> None:
    assert countries("mail thread lisbon", "en") == {"PT"}
    assert countries("compte rendu mission varsovie", "fr") == {"PL"}
    assert countries("a nice visit in march", "en") == frozenset()


@pytest.mark.parametrize(
    ("text", "country"), [("in Berlin", "DE"), ("in Helsinki", "FI"), ("in Sofia", "BG")]
)
def test_a_city_that_most_languages_call_alike_is_one(text: str, country: str) -> None:
    assert countries(f"The meeting {text}", "en") == {country}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("DE: supports the list.", {"DE"}),
        ("- UK: asks for more time.", {"GB"}),
        ("• FR & NL : soutiennent la liste.", {"FR", "NL"}),
        ("1. EL – agrees", {"GR"}),
        ("FR and ES: asked for more time.", {"FR", "ES"}),
        ("NO, CH and PT: agree", {"PT"}),
        ("HR and SI: ask for more time.", {"HR", "SI"}),
        ("DE: supports the list.\nIT: asks for more time.", {"DE", "IT"}),
        ("PT: the translation of the form is missing.", {"PT"}),
        ("DE: AGREED", {"DE"}),
        ("SE (with DK): the list is short.", {"SE", "DK"}),
    ],
)
def test_a_state_is_known_by_its_code_before_what_it_said(text: str, named: set[str]) -> None:
    assert places(text, "en") == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("EE informed that its unit is ready.", {"EE"}),
        ("FR and ES want a common age.", {"FR", "ES"}),
        ("AT lehnt das ab.", {"AT"}),
        ("PT préfère attendre.", {"PT"}),
        ("PL sprzeciwia się temu.", {"PL"}),
        ("The list is late. SE will report.", {"SE"}),
        ("LV also asked for it.", {"LV"}),
        ("DE et FR ont demandé plus de temps.", {"DE", "FR"}),
        ("PT (supported by IT) asked for more time.", {"PT", "IT"}),
        ("SE, supported by DK and FI, asked for more time.", {"SE", "DK", "FI"}),
        ("LV (on behalf of NL) proposes more time.", {"LV", "NL"}),
        ("SE (with HR, PR) asked for more time.", {"SE"}),
        ("SE (for IT staff) asked for more time.", {"SE"}),
        ("SE (our Team IT) asked for more time.", {"SE"}),
    ],
)
def test_a_state_is_known_by_its_code_before_what_it_does(text: str, named: set[str]) -> None:
    assert places(text, "en") == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Supported by AT, BE, CZ and HR.", {"AT", "BE", "CZ", "HR"}),
        ("It came from the LV/NL unit.", {"LV", "NL"}),
        ("Some (DE, ES) asked for more time.", {"DE", "ES"}),
        ("What about it?\nFR and ES", {"FR", "ES"}),
        ("Action: Report on the list; Who: PT", {"PT"}),
        ("Member State: DE", {"DE"}),
        ("Asked by: FR, IT; Status: open", {"FR", "IT"}),
    ],
)
def test_states_are_known_by_their_codes_in_lists_and_tables(text: str, named: set[str]) -> None:
    assert places(text, "en") == named


@pytest.mark.parametrize(
    "text",
    [
        "IT will send the tool.",
        "HR: will hire two.",
        "HR and IT: will hire two.",
        "Department: IT",
        "Who: IT; When: in time",
        "The IT and FI staff meet.",
        "HR, IT and PR",
        "Some (supported by IT) asked for more time.",
        "US Support Team",
        "The report on DE was late.",
        "A note on DE: it is late.",
        "Room: PT 3",
        "ES modules are used.",
        "IT, FR AND NL ASKED FOR TIME",
        "DE: SUPPORTS THE LIST",
        "Deutsche Bank DE",
        "See AB/2025/DE and DE/2025/AB.",
        "Write to one@bank.DE, and to the LV-LT group.",
        "See AB/2025/LV, NL.",
        "a paper on LV, NL, DK-led",
        "See Art. 5 FI.",
        "SE 3: reads as follows.",
        "RE: the list",
        "Languages: DE, EN, FR",
        "Language of the original: FR",
        "translated into FR, NL and PT",
        "the FR and NL versions",
        "DE: Deutsch\nEN: English",
        "DE",
        "What did DE do?",
    ],
)
def test_two_letters_are_no_state_where_they_may_be_anything_else(text: str) -> None:
    assert places(text, "en") == set()


def test_a_code_stands_where_it_is_written_and_in_the_order_of_the_text() -> None:
    text = "DE: supports it.\nPortugal asks.\n- EL: disagrees with France."
    found = [(code, text[start:end]) for code, start, end in each_place(text, "en")]
    assert found == [("DE", "DE"), ("PT", "Portugal"), ("GR", "EL"), ("FR", "France")]


def test_a_text_holds_a_state_that_it_writes_by_its_code() -> None:
    assert not held_by("DE: supports the list.", "en").lacks("What did Germany say?", "en")
    assert held_by("IT: mends the server.", "en").lacks("What did Italy say?", "en")


def test_what_follows_a_place_is_no_ending_of_it() -> None:
    text = "What did Germany say?"
    assert [text[start:end] for _, start, end in each_place(text, "en")] == ["Germany"]


@pytest.mark.parametrize(
    ("question", "language", "noted"),
    [
        ("What did Greece and Czechia do?", "en", "What did EL and CZ do?"),
        ("Qu'a dit la France ?", "fr", "Qu'a dit la FR ?"),
        ("What did Europol say in The Hague?", "en", "What did Europol say in The Hague?"),
    ],
)
def test_states_are_written_as_notes_of_meetings_have_them(
    question: str, language: str, noted: str
) -> None:
    assert with_codes(question, language) == noted


def test_a_line_that_is_longer_than_anybody_writes_has_no_states() -> None:
    assert places("DE: supports the list." + " It is long." * 200, "en") == frozenset()
