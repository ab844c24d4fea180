"""Conversations over HTTP: the service remembers, shows, rates and forgets them."""

import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from assistant.access.callers import Caller
from assistant.bootstrap import Services
from assistant.history import EVERYBODY, History
from assistant.web.app import create_app
from assistant.web.auth import identify
from assistant.web.desk import Desk

ASKED = "Who joined the EU Internet Forum in December 2021?"
FOLLOW_UP = "And in June 2024?"
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def app(forum: Services) -> Iterator[FastAPI]:
    with forum.index() as index:
        yield create_app(Desk.over(forum, index))


@pytest.fixture
def http(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def ask(http: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = http.post("/v1/questions", json={"question": question, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def is_problem(response: httpx.Response, status: int, said: str) -> bool:
    return (
        response.status_code == status
        and response.headers["content-type"] == "application/problem+json"
        and said in response.json()["detail"]
    )


def test_a_follow_up_is_understood_from_what_the_service_kept(http: TestClient) -> None:
    first = ask(http, ASKED)
    second = ask(http, FOLLOW_UP, conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    assert second["trace"]["restated_question"].startswith("Who joined the EU Internet Forum in")
    assert "SoundCloud" in second["text"]
    kept = http.get(f"/v1/conversations/{first['conversation_id']}").json()
    assert kept["channel"] == "api"
    for given, stored in zip((first, second), kept["answers"], strict=True):
        # Of the trace, scores are not kept: they are for administrators, on the spot.
        assert given.keys() - {"trace"} <= stored.keys()
        assert all(given[name] == stored[name] for name in given.keys() - {"trace"})


def test_a_client_s_own_history_takes_the_place_of_what_was_kept(http: TestClient) -> None:
    first = ask(http, ASKED)
    own = [{"role": "user", "text": "When was the fifth ministerial meeting?"}]
    for history, restated in ((own, "ministerial meeting"), ([], "")):
        second = ask(http, FOLLOW_UP, conversation_id=first["conversation_id"], history=history)
        assert "joined" not in second["trace"]["restated_question"]
        assert restated in second["trace"]["restated_question"]


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "stream"])
@pytest.mark.parametrize("conversation", ["never-begun", "x" * 100, "\x00", "%00"])
def test_a_conversation_that_is_not_there_is_a_problem(
    http: TestClient, conversation: str, headers: dict[str, str]
) -> None:
    body = {"question": ASKED, "conversation_id": conversation}
    refused = http.post("/v1/questions", json=body, headers=headers)
    assert is_problem(refused, 404, "There is no such conversation")
    for method in ("GET", "DELETE"):
        missing = http.request(method, f"/v1/conversations/{conversation.replace(chr(0), '%00')}")
        assert is_problem(missing, 404, "There is no such conversation")


def test_a_deleted_conversation_is_gone(http: TestClient) -> None:
    first = ask(http, ASKED)
    address = f"/v1/conversations/{first['conversation_id']}"
    assert http.delete(address).status_code == 204
    assert is_problem(http.get(address), 404, "no such conversation")
    assert is_problem(http.delete(address), 404, "no such conversation")
    rated = http.post(f"/v1/answers/{first['id']}/feedback", json={"verdict": "helpful"})
    assert is_problem(rated, 404, "no such answer")
    body = {"question": FOLLOW_UP, "conversation_id": first["conversation_id"]}
    assert http.post("/v1/questions", json=body).status_code == 404


def test_feedback_is_kept_with_the_answer(http: TestClient) -> None:
    first = ask(http, ASKED)
    address = f"/v1/answers/{first['id']}/feedback"
    for body in ({"verdict": "unhelpful", "comment": "Too long."}, {"verdict": "helpful"}):
        assert http.post(address, json=body).status_code == 204
    kept = http.get(f"/v1/conversations/{first['conversation_id']}").json()
    (given,) = kept["answers"][0]["feedback"]
    assert (given["verdict"], given["comment"]) == ("helpful", None)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"verdict": "so-so"}, "'helpful' or 'unhelpful'"),
        ({"verdict": "helpful", "comment": "x" * 2_001}, "2000"),
        ({"verdict": "helpful", "coment": ""}, "no such field"),
        ({"verdict": "unhelpful", "comment": "Call me: +32 470 12 34 56"}, "personal data"),
    ],
)
def test_wrong_feedback_is_a_problem(http: TestClient, body: dict[str, str], said: str) -> None:
    answer = ask(http, ASKED)
    response = http.post(f"/v1/answers/{answer['id']}/feedback", json=body)
    assert is_problem(response, 422, said)


def test_people_reach_their_own_conversations_alone(app: FastAPI, http: TestClient) -> None:
    refused = http.get("/v1/conversations")
    assert is_problem(refused, 403, "Nobody has signed in")
    asked: dict[str, str] = {}
    for person in ("ann", "ben"):
        known = Caller(person, "person", frozenset({"ask"}), person=person)
        app.dependency_overrides[identify] = lambda known=known: known
        asked[person] = ask(http, ASKED)["conversation_id"]
        export = http.get("/v1/conversations").json()["conversations"]
        assert [one["id"] for one in export] == [asked[person]]
        assert export[0]["answers"][0]["question"] == ASKED
    foreign = {"question": FOLLOW_UP, "conversation_id": asked["ann"]}
    responses = [
        http.get(f"/v1/conversations/{asked['ann']}"),
        http.delete(f"/v1/conversations/{asked['ann']}"),
        http.post("/v1/questions", json=foreign),
    ]
    app.dependency_overrides.clear()
    assert [response.status_code for response in responses] == [404, 404, 404]


def test_two_questions_at_once_see_what_was_there_before_and_are_both_kept(
    http: TestClient,
) -> None:
    key = ask(http, ASKED)["conversation_id"]
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(ask, http, FOLLOW_UP, conversation_id=key) for _ in range(2)]
        answers = [each.result() for each in asked]
    kept = http.get(f"/v1/conversations/{key}").json()["answers"]
    assert {one["id"] for one in kept[1:]} == {one["id"] for one in answers}
    for answer in answers:
        assert answer["trace"]["restated_question"].startswith("Who joined the EU Internet Forum")


@pytest.mark.parametrize("own", [False, True], ids=["question", "own-history"])
def test_personal_data_is_stored_nowhere(http: TestClient, forum: Services, own: bool) -> None:
    card = "My card is 4111 1111 1111 1111, who joined the Forum in June 2024?"
    if own:
        answer = ask(http, FOLLOW_UP, history=[{"role": "user", "text": card}])
    else:
        answer = ask(http, card)
        assert answer["status"] == "refused_personal_data"
    kept = http.get(f"/v1/conversations/{answer['conversation_id']}").json()
    assert len(kept["answers"]) == 1
    for told in (kept, answer):
        assert "4111111111111111" not in re.sub(r"\D", "", str(told))


def test_an_evaluation_leaves_nothing_behind(http: TestClient, forum: Services) -> None:
    before = len(forum.history.overview(EVERYBODY))
    answer = ask(http, ASKED, channel="evaluation")
    assert http.get(f"/v1/conversations/{answer['conversation_id']}").status_code == 404
    assert len(forum.history.overview(EVERYBODY)) == before


def test_pages_are_of_the_web(http: TestClient, forum: Services) -> None:
    before = {one.id for one in forum.history.overview(EVERYBODY)}
    http.post("/", data={"question": ASKED})
    (kept,) = (one for one in forum.history.overview(EVERYBODY) if one.id not in before)
    assert kept.channel == "web"


def test_where_nothing_is_kept_ids_are_echoed(services: Services) -> None:
    services.history = History(services.engine, retention_days=0)
    with services.index() as index, TestClient(create_app(Desk.over(services, index))) as http:
        assert ask(http, ASKED, conversation_id="mine")["conversation_id"] == "mine"
        assert http.get("/v1/conversations/mine").status_code == 404
    assert services.history.overview(EVERYBODY) == []


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "stream"])
def test_what_cannot_be_stored_is_not_shown_as_final_and_not_logged(
    services: Services, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with services.engine.begin() as connection:
        connection.execute(text("DROP TABLE feedback"))
        connection.execute(text("ALTER TABLE answers RENAME TO elsewhere"))
    secret = "What does the heliotrope file say about June 2024?"
    with services.index() as index, TestClient(create_app(Desk.over(services, index))) as http:
        response = http.post("/v1/questions", json={"question": secret}, headers=headers)
    assert "error_unexpected" in response.text
    assert "could not be kept" in caplog.text
    assert "heliotrope" not in caplog.text
