"""No restricted document shows at any door: random groups ask over random accesses."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

import pytest
from conftest import MakeServices
from fakes import folder_of, take_in
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from assistant.bootstrap import Services
from assistant.web.app import create_app
from assistant.web.desk import Desk
from vectorstore.schema import document_groups, documents

GROUPS = ("customs", "judges", "police")
SUBSETS = [
    frozenset(some) for some in chain.from_iterable(combinations(GROUPS, size) for size in range(4))
]
FLOWERS = {
    "Crocus": "Maria Example",
    "Tulip": "Ole Sample",
    "Daisy": "Anna Muster",
    "Dahlia": "Jean Modèle",
    "Aster": "Petra Voorbeeld",
    "Lupin": "Jan Przykład",
}
QUESTIONS = [
    *(f"Who chairs the {flower} Committee?" for flower in FLOWERS),
    "Who chairs the committees?",
    "Which committees met in May 2021, and who chairs them?",
    "Tell me something.",
    "Quid novi?",
    "How do I cook pasta?",
]


@dataclass
class Doors:
    """A service and the keys with which each set of groups comes to it."""

    services: Services
    http: TestClient
    keys: dict[frozenset[str], str]
    marks: dict[str, set[str]]
    """By document id, what only that document holds: ids, its title, the name in its text."""

    def restrict(self, access: dict[str, frozenset[str]]) -> None:
        """Give each document the groups that may see it."""
        with self.services.library._writing.begin() as connection:
            connection.execute(delete(document_groups))
            for row in connection.execute(select(documents.c.pk, documents.c.id)).all():
                for group in access[row.id]:
                    values = {"document_pk": row.pk, "group_name": group}
                    connection.execute(insert(document_groups).values(**values))

    def send(self, groups: frozenset[str], method: str, path: str, **more: Any) -> Any:
        """Send a request with the key of somebody in these groups."""
        headers = {"Authorization": f"Bearer {self.keys[groups]}", **more.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **more)


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices) -> Iterator[Doors]:
    folder = tmp_path_factory.mktemp("doors")
    services = make_services(folder / "data", auth="token", key_questions_per_minute=10**6)
    texts = {
        flower: f"---\ntitle: Minutes {number}/{number * 7}\n---\n"
        f"The {flower} Committee met on {number} May 2021. {chair} chairs the {flower} Committee."
        for number, (flower, chair) in enumerate(FLOWERS.items(), 11)
    }
    take_in(services, folder_of(folder / "in", **texts))
    marks = {
        one.id: {
            *(one.id, one.title, one.locator.rsplit("/", 1)[-1], FLOWERS[_flower(one.locator)]),
            *(passage.id for passage in services.catalogue.passages_of(one.id)),
        }
        for one in services.catalogue.list_documents()
    }
    keys = {
        groups: services.keys.create("+".join(sorted(groups)) or "none", ["ask"], groups)
        for groups in SUBSETS
    }
    with (
        services.index() as index,
        TestClient(create_app(Desk.over(services, index))) as http,
    ):
        yield Doors(services, http, keys, marks)
    services.close()


def _flower(locator: str) -> str:
    return locator.rsplit("/", 1)[-1].removesuffix(".md")


def everything_shown(doors: Doors, groups: frozenset[str], question: str) -> str:
    """Return what the doors show; JSON and HTML write the marks as they are."""
    asked = {"json": {"question": question}}
    stream = {"headers": {"Accept": "text/event-stream"}}
    chat = {"model": "euif-assistant", "messages": [{"role": "user", "content": question}]}
    shown = [
        doors.send(groups, "POST", "/v1/questions", **asked),
        doors.send(groups, "POST", "/v1/questions", **asked, **stream),
        doors.send(groups, "POST", "/", data={"question": question}),
        doors.send(groups, "POST", "/v1/search", json={"query": question, "limit": 20}),
        doors.send(groups, "POST", "/v1/chat/completions", json=chat),
        doors.send(groups, "GET", "/v1/documents"),
    ]
    assert {response.status_code for response in shown} == {200}
    return "\n".join(response.text for response in shown)


@settings(max_examples=25)
@given(data=st.data())
def test_nothing_of_a_restricted_document_shows(doors: Doors, data: st.DataObject) -> None:
    ids = sorted(doors.marks)
    drawn = st.lists(st.sampled_from(SUBSETS), min_size=len(ids), max_size=len(ids))
    access = dict(zip(ids, data.draw(drawn, "access"), strict=True))
    groups = data.draw(st.sampled_from(SUBSETS), "groups")
    question = data.draw(st.sampled_from(QUESTIONS), "question")
    doors.restrict(access)
    seen = {key for key in ids if not access[key] or access[key] & groups}

    shown = everything_shown(doors, groups, question)
    for hidden in set(ids) - seen:
        assert not [mark for mark in doors.marks[hidden] if mark in shown]
    assert doors.send(groups, "GET", "/v1/about").json()["documents"] == len(seen)
    listed = doors.send(groups, "GET", "/v1/documents").json()
    assert {one["id"] for one in listed["documents"]} == seen
    assert listed["total"] == len(seen)
    same = {"headers": {"X-Request-ID": "same"}}  # it stands in problem documents
    places = ("/v1/documents/", "/documents/", "/v1/passages/")
    absent = {place: doors.send(groups, "GET", f"{place}0", **same).text for place in places}
    for key in ids:
        (passage,) = doors.services.catalogue.passages_of(key)
        for place in places:
            path = place + (passage.id if "passages" in place else key)
            response = doors.send(groups, "GET", path, **same)
            assert response.status_code == (200 if key in seen else 404)
            assert key in seen or response.text == absent[place]


@pytest.mark.parametrize("flower", FLOWERS)
def test_an_open_document_answers_though_all_others_are_restricted(
    doors: Doors, flower: str
) -> None:
    """The marks are worth something: what may be seen does show."""
    located = {
        _flower(one.locator): one.id for one in doors.services.catalogue.list_documents(None)
    }
    police = frozenset({"police"})
    doors.restrict(dict.fromkeys(doors.marks, police) | {located[flower]: frozenset()})
    question = f"Who chairs the {flower} Committee?"
    asked = doors.send(frozenset(), "POST", "/v1/questions", json={"question": question})
    answer = json.loads(asked.text)
    assert FLOWERS[flower] in answer["text"]
    shown = everything_shown(doors, police, question)
    assert all(mark in shown for mark in doors.marks[located[flower]])
