"""The countries and cities in a text."""

import pytest

from assistant.wording.places import countries, places


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
