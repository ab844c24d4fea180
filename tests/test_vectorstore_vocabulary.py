"""What the library's words tell: of what it speaks, and to whom a word may be shown."""

from pathlib import Path

import pytest
from conftest import MakeServices
from fakes import folder_of, take_in

from assistant.bootstrap import Services
from vectorstore.vocabulary import Vocabulary

pytestmark = pytest.mark.both_kinds


@pytest.mark.parametrize(
    ("word", "language", "spoken_of"),
    [("Christchurch", "en", True), ("Kowalska", "en", False), ("Europolem", "pl", True)],
)
def test_knows_of_what_the_documents_speak(
    forum: Services, word: str, language: str, spoken_of: bool
) -> None:
    assert (
        Vocabulary(forum.catalogue, forum.catalogue.full_text).speaks_of(word, language, ())
        is spoken_of
    )


def test_a_language_is_spoken_to_whom_a_document_in_it_may_be_shown(
    tmp_path: Path, make_services: MakeServices
) -> None:
    services = make_services(tmp_path / "data")
    closed = "---\naccess: [police]\n---\nDie Sitzung fand am Dienstag in der Hauptstadt statt."
    take_in(services, folder_of(tmp_path / "in", open="The meeting was on Friday.", closed=closed))
    vocabulary = Vocabulary(services.catalogue, services.catalogue.full_text)
    assert vocabulary.speaks("en", [])
    assert vocabulary.speaks("de", ["police"])
    assert not vocabulary.speaks("de", [])
    assert not vocabulary.speaks("fr", ["police"])
    services.close()


def test_a_word_is_shown_to_whom_a_passage_with_it_may_be(
    tmp_path: Path, make_services: MakeServices
) -> None:
    """However many passages hold it: a word that most of them hold is not searched for."""
    services = make_services(tmp_path / "data")
    closed = {
        f"closed{number}": f"---\naccess: [police]\n---\nPart {number} of Operation Lanternfish."
        for number in range(30)
    }
    take_in(services, folder_of(tmp_path / "in", open="Recipes for soups with carrots.", **closed))
    vocabulary = Vocabulary(services.catalogue, services.catalogue.full_text)
    typed = ["lanternfish", "soup", "stew"]
    assert vocabulary.holding(typed, "en", ["police"]) == {"lanternfish": 30, "soup": 1}
    assert vocabulary.holding(typed, "en", []) == {"soup": 1}
    assert vocabulary.speaks_of("Lanternfish", "en", ["police"])
    assert not vocabulary.speaks_of("Lanternfish", "en", [])
    assert vocabulary.shows("lanternfish", "en", ["police"])
    assert not vocabulary.shows("lanternfish", "en", [])
    assert vocabulary.shows("soups", "en", [])
    assert not vocabulary.shows("soup", "en", [])  # in another form
    assert vocabulary.holders(["lanternfish"], "fr", []) == {"lanternfish": []}
    held = vocabulary.holders(["lanternfish", "stew"], "fr", ["police"])
    assert list(held) == ["lanternfish"]
    found = held["lanternfish"]
    assert found
    assert all("Operation Lanternfish" in text and of == "en" for text, of in found)
    services.close()
