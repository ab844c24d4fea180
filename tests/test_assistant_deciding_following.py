"""What a follow-up is on leads, if it answers about as well as anything else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeServices
from fakes import folder_of, take_in

from assistant import calibration
from assistant.deciding.answerability import weigh
from assistant.deciding.following import following_up
from assistant.understanding.parts.part import FollowUp
from vectorstore.query import Query
from vectorstore.quoting import Quoting
from vectorstore.search import Search

FITTED = calibration.read(calibration.SHIPPED)
MINUTES = {
    "riga": "# Workshop in Riga\n\nThe workshop in Riga is on 3 May 2024. It costs EUR 3.",
    "porto": "# Workshop in Porto\n\nThe workshop in Porto is on 9 June 2024. It costs EUR 5.",
    "draft": "# Handbook, draft\n\nAccounts are excluded for 90 days. The draft is short.",
    "final": "# Handbook, final\n\nThe final text is short. Accounts are excluded for 60 days.",
}


@pytest.fixture(scope="module")
def minutes(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Search]:
    folder = tmp_path_factory.mktemp("minutes")
    services = make_services(folder / "data")
    take_in(services, folder_of(folder / "in", **MINUTES))
    with services.index() as index:
        yield Search(services.catalogue, index, services.embedder, FITTED.language_axes)
    services.close()


def first(search: Search, asked: str, follow_up: FollowUp) -> tuple[str, str]:
    """Return the document and the wording of the weightiest sentence."""
    weighty = weigh(search.find(Query(asked, "en")), None, FITTED, follow_up)
    one, *_ = following_up(weighty, follow_up, FITTED)
    return Path(one.hit.document.locator).stem, one.wording


def test_what_names_nothing_stays_with_the_document_that_was_just_quoted(minutes: Search) -> None:
    asked = "What does the workshop cost? And when is the workshop?"
    riga = "The workshop in Riga is on 3 May 2024."
    porto = ("porto", "The workshop in Porto is on 9 June 2024.")
    assert first(minutes, asked, FollowUp()) == porto
    costs = Quoting("It costs EUR 3. [1]")
    assert first(minutes, asked, FollowUp(stays_with=costs)) == ("riga", riga)
    certain = f"{asked} In Porto, the workshop in Porto?"
    assert first(minutes, certain, FollowUp(stays_with=costs)) == porto


def test_what_has_what_is_asked_for_instead_comes_first_and_what_is_like_the_told(
    minutes: Search,
) -> None:
    asked = "For how long are accounts excluded by the draft? And the final one?"
    told = Quoting("Accounts are excluded for 90 days. [1]")
    instead = FollowUp(told, contrasted=frozenset({"final"}))
    assert first(minutes, asked, instead) == ("final", "Accounts are excluded for 60 days.")
    # What was just quoted has it, too: that is on the same.
    asked = "When is the workshop? And the cost?"
    for place, day, cost in (("Riga", "3 May", "EUR 3"), ("Porto", "9 June", "EUR 5")):
        told = Quoting(f"The workshop in {place} is on {day} 2024. [1]")
        instead = FollowUp(told, contrasted=frozenset({"cost"}))
        assert first(minutes, asked, instead) == (place.lower(), f"It costs {cost}.")
