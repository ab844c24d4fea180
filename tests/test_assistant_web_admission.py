"""What stands before an answer over HTTP: the switch, limits, places; and what ends one early."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from conftest import MakeServices
from fakes import folder_of, serving, take_in
from fastapi import FastAPI

from assistant.access.callers import Caller
from assistant.access.sessions import form_token
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.bootstrap.entrance import gate
from assistant.conversation import Delta, Event
from assistant.web.app import create_app
from assistant.web.desk import Desk
from assistant.web.slots import Full, Slots

ASKED = {"question": "Who joined in June?"}
STREAM = {"Accept": "text/event-stream"}
FORMS: list[dict[str, Any]] = [{"json": ASKED}, {"json": ASKED, "headers": STREAM}]


@dataclass
class Held:
    """Answers that stop half-way until they are let go, and what became of them."""

    go: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    cancelled: threading.Event = field(default_factory=threading.Event)
    said: list[str] = field(default_factory=list)

    def over(self, assistant: Assistant) -> Assistant:
        """Return the assistant with steps that are held."""

        async def steps(draft: Any) -> AsyncGenerator[Event]:
            for text in self.said:
                yield Delta(text)
            self.begun.release()
            try:
                while not self.go.is_set():
                    await asyncio.sleep(0.01)
            except asyncio.CancelledError:
                self.cancelled.set()
                raise
            async for event in whole.steps(draft):
                yield event

        whole = assistant.pipeline
        held: Any = SimpleNamespace(steps=steps, refused=whole.refused)
        return replace(assistant, pipeline=held)


@contextmanager
def service(
    tmp_path: Path, make_services: MakeServices, held: Held | None = None, **settings: Any
) -> Iterator[tuple[httpx.Client, Services]]:
    services = make_services(tmp_path / "data", **settings)
    take_in(services, folder_of(tmp_path / "in", open="Amazon joined the Forum in June."))

    def app(desk: Desk) -> FastAPI:
        return create_app(replace(desk, assistant=held.over(desk.assistant)) if held else desk)

    with (
        serving(services, app) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client, services
    services.close()


def test_one_person_too_many_questions(tmp_path: Path, make_services: MakeServices) -> None:
    settings = {"auth": "token", "questions_per_minute": 3, "key_questions_per_minute": 5}
    with service(tmp_path, make_services, **settings) as (http, services):
        http.headers["Authorization"] = f"Bearer {services.keys.create('slack', ['ask'])}"
        mine = {**ASKED, "on_behalf_of": "U1"}
        first = http.post("/v1/questions", json=mine)
        assert first.headers["ratelimit-policy"] == '"person";q=3;w=60'
        assert first.headers["ratelimit"].startswith('"person";r=2;t=')
        second = http.post("/v1/questions", json=mine, headers=STREAM)
        assert second.headers["ratelimit"].startswith('"person";r=1;t=')
        http.post("/v1/questions", json=mine)
        for headers in ({}, STREAM):
            fourth = http.post("/v1/questions", json=mine, headers=headers)
            assert fourth.status_code == 429
            assert 0 < int(fourth.headers["retry-after"]) <= 60
            assert fourth.headers["ratelimit"].startswith('"person";r=0;t=')
            problem = fourth.json()
            assert (problem["type"], problem["status"]) == ("too-many-questions", 429)
            assert "3 questions within a minute" in problem["detail"]
        yours = {**ASKED, "on_behalf_of": "U2"}
        assert http.post("/v1/questions", json=yours).status_code == 200
        search = {"query": "Who joined?", "on_behalf_of": "U1"}
        assert http.post("/v1/search", json=search).status_code == 429
        last = http.post("/v1/questions", json=ASKED)
        assert last.headers["ratelimit"].startswith('"key";r=0;t=')
        assert http.post("/v1/questions", json=yours).status_code == 429


def test_a_person_in_a_browser_has_the_same_limit(
    tmp_path: Path, make_services: MakeServices
) -> None:
    with service(tmp_path, make_services, auth="token", questions_per_minute=1) as (http, services):
        ada = Caller("ada", "person", frozenset({"ask"}), person="ada")
        session = gate(services).sessions.open(ada)
        http.cookies["euif_session"] = session
        form = {**ASKED, "token": form_token(session)}
        assert http.post("/", data=form).status_code == 200
        page = http.post("/", data=form, headers={"Accept": "text/html"})
        assert page.status_code == 429
        assert "Too many questions</h1>" in page.text
        assert http.post("/v1/questions", json=ASKED).status_code == 429
        assert http.get("/", headers={"Accept": "text/html"}).status_code == 200


def test_nobody_is_counted_where_nobody_is_told_apart(
    tmp_path: Path, make_services: MakeServices
) -> None:
    with service(tmp_path, make_services, questions_per_minute=1) as (http, _):
        for _ in range(3):
            answer = http.post("/v1/questions", json=ASKED)
            assert answer.status_code == 200
            assert "ratelimit" not in answer.headers


def test_the_switch_is_heeded_at_every_door(tmp_path: Path, make_services: MakeServices) -> None:
    with service(tmp_path, make_services, contact="the helpdesk") as (http, _):
        off = {"answering": False, "reason": "a wrong answer went round"}
        turned = http.put("/v1/switch", json=off).json()
        assert turned["answering"] is False
        assert turned["entries"][0]["reason"] == off["reason"]
        assert turned["entries"][0]["turned_by"] == "local"
        for form in FORMS:
            refused = http.post("/v1/questions", **form)
            assert refused.status_code == 503
            assert refused.json()["type"] == "switched-off"
            assert "the helpdesk" in refused.json()["detail"]
            assert "wrong answer" not in refused.text
        page = http.post("/", data=ASKED, headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "switched off" in page.text
        assert http.get("/readyz").json() == {"status": "ready", "answering": False}
        assert http.get("/v1/documents").status_code == 200
        http.put("/v1/switch", json={"answering": True, "reason": "mended"})
        assert http.post("/v1/questions", json=ASKED).status_code == 200
        assert len(http.get("/v1/switch").json()["entries"]) == 2
        assert http.put("/v1/switch", json={"answering": False, "reason": ""}).status_code == 422


def test_a_short_queue_and_then_no_place(tmp_path: Path, make_services: MakeServices) -> None:
    held = Held()
    with (
        service(tmp_path, make_services, held, answers_at_once=1) as (http, _),
        ThreadPoolExecutor() as people,
    ):
        asking: list[Future[httpx.Response]] = [
            people.submit(http.post, "/v1/questions", **FORMS[number % 2]) for number in range(3)
        ]
        while "euif_questions_waiting 2.0" not in http.get("/metrics").text:
            pass  # those in front of us need a moment to get into the queue
        turned_away = http.post("/v1/questions", json=ASKED)
        assert (turned_away.status_code, turned_away.json()["type"]) == (503, "busy")
        assert int(turned_away.headers["retry-after"]) > 0
        held.go.set()
        assert [one.result(60).status_code for one in asking] == [200, 200, 200]
        assert http.post("/v1/questions", json=ASKED).status_code == 200


def test_a_long_wait_for_a_place_ends() -> None:
    async def wait() -> None:
        slots = Slots(1, longest_wait=0.001)
        async with slots.taken() as leave:
            with pytest.raises(Full):
                await slots.taken().__aenter__()
            leave()
            leave()
            async with slots.taken():
                with pytest.raises(Full):
                    await slots.taken().__aenter__()

    asyncio.run(wait())


@pytest.mark.parametrize("form", FORMS, ids=["json", "stream"])
def test_an_answer_that_takes_too_long_is_an_answer_too(
    tmp_path: Path, make_services: MakeServices, form: dict[str, Any]
) -> None:
    held = Held()
    with service(tmp_path, make_services, held, answer_seconds=0.05) as (http, _):
        response = http.post("/v1/questions", **form)
        (conversation,) = re.findall(r'"conversation_id":"(\w+)"', response.text)
        kept = http.get(f"/v1/conversations/{conversation}").json()
    assert [one["status"] for one in kept["answers"]] == ["error_timeout"]
    assert response.status_code == 200
    assert '"status":"error_timeout"' in response.text
    assert "took too long" in response.text
    assert held.cancelled.is_set()


def _asking(http: httpx.Client, accept: str) -> socket.socket:
    """Send a question and return the connection, from which nobody has read yet."""
    body = b'{"question": "Who joined in June?"}'
    connection = socket.create_connection((http.base_url.host, http.base_url.port or 0))
    connection.sendall(
        b"POST /v1/questions HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        % (accept.encode(), len(body), body)
    )
    return connection


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_somebody_who_goes_away_leaves_no_work_behind(
    tmp_path: Path, make_services: MakeServices, accept: str
) -> None:
    held = Held()
    with service(tmp_path, make_services, held, answers_at_once=1) as (http, _):
        with _asking(http, accept):
            assert held.begun.acquire(timeout=30)
        assert held.cancelled.wait(30)
        held.go.set()
        assert http.post("/v1/questions", json=ASKED).status_code == 200


def test_somebody_who_reads_slowly_keeps_no_place(
    tmp_path: Path, make_services: MakeServices
) -> None:
    held = Held(said=["much to read " * 10_000] * 200)
    held.go.set()
    with (
        service(tmp_path, make_services, held, answers_at_once=1) as (http, _),
        _asking(http, "text/event-stream") as slow,
    ):
        assert slow.recv(12) == b"HTTP/1.1 200"  # and reads no further
        assert held.begun.acquire(timeout=30)
        assert http.post("/v1/questions", json=ASKED).status_code == 200


def test_asked_to_stop_it_finishes_the_answers_under_way(
    tmp_path: Path, make_services: MakeServices
) -> None:
    held = Held()

    def let_go_once_it_stops(address: tuple[str, int]) -> None:
        with suppress(OSError):  # refused, or reset if it came in just before
            while True:
                socket.create_connection(address).close()
                time.sleep(0.01)
        held.go.set()

    with ThreadPoolExecutor() as people:
        with service(tmp_path, make_services, held) as (http, _):
            url = http.base_url.join("/v1/questions")
            asking = [people.submit(httpx.post, url, timeout=60, **form) for form in FORMS]
            for _form in FORMS:
                assert held.begun.acquire(timeout=30)
            people.submit(let_go_once_it_stops, (url.host, url.port or 0))
        for one in asking:
            assert '"status":"answered"' in one.result().text
