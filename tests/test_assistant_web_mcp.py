"""MCP's own client talks to the service over real HTTP."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from conftest import MakeServices
from fakes import folder_of, serving, take_in
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, Tool
from test_assistant_web_admission import Held, service

from assistant.bootstrap import Services
from assistant.tools import mcp_server
from assistant.web import app as application
from vectorstore.sight import Sight

ASKED = "Who joined the EU Internet Forum in June 2024?"
LONG = "The Tulip Board met again. " * 2_000


@pytest.fixture(scope="module")
def keyed(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[tuple[Services, str]]:
    """Yield a service that asks for keys; one of its documents is restricted."""
    folder: Path = tmp_path_factory.mktemp("mcp")
    services = make_services(folder / "data", auth="token", key_questions_per_minute=20)
    texts = {
        "crocus": "---\naccess: [audit]\ntitle: Crocus\n---\nMaria Example chairs the Crocus "
        "Committee since May 2021.",
        "tulip": "---\ntitle: Tulip\npublisher: Council\npublished_on: 2021-05-04\nurl: "
        "https://a.example/tulip\n---\nThe Tulip Board has forty members from nine countries.",
        "long": f"---\ntitle: Long\n---\n{LONG}",
    }
    take_in(services, folder_of(folder / "in", **texts))
    with serving(services) as address:
        yield services, address
    services.close()


def with_tools(address: str, key: str, mode: str = "auto") -> Any:
    """Return a caller of tools: in a session of its own it calls one after the other."""

    async def call(*calls: tuple[str, dict[str, Any]]) -> tuple[list[Tool], list[CallToolResult]]:
        headers = {"Authorization": f"Bearer {key}"}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60, trust_env=False) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http), mode=mode) as client,
        ):
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, values) for name, values in calls]

    return lambda *calls: asyncio.run(call(*calls))


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    return content.text  # type: ignore[union-attr]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_ask_search_and_read(keyed: tuple[Services, str], mode: str) -> None:
    services, address = keyed
    call = with_tools(address, services.keys.create(f"claude-{mode}", ["ask"]), mode)
    tools, (answer, found, nothing) = call(
        ("ask", {"question": "How many members has the Tulip Board?"}),
        ("search", {"query": "Tulip Board", "publisher": "Council", "limit": 1}),
        ("search", {"query": "Tulip Board", "publisher": "Council", "published_to": "2020-01-01"}),
    )
    assert [tool.name for tool in tools] == ["ask", "search", "read_document"]
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    assert all(tool.output_schema and tool.description for tool in tools)

    told: Any = answer.structured_content
    assert told["status"] == "answered"
    (citation,) = told["citations"]
    assert citation["quote"] == "The Tulip Board has forty members from nine countries."
    text, _, note = text_of(answer).partition("\n\n[1] ")
    assert text == told["text"]
    view = f"{address}/documents/{citation['document_id']}?start="
    assert note.startswith(f"Tulip, Council, 2021-05-04, {view}")

    (passage,) = found.structured_content["passages"]  # type: ignore[index]
    assert passage["text"] == citation["quote"]
    assert passage["view"].startswith(view)
    assert nothing.structured_content == {"passages": []}

    _, (whole, *slices) = call(
        ("read_document", {"document_id": citation["document_id"]}),
        *(
            ("read_document", {"document_id": _id(services, "Long"), "start": start, "length": 9})
            for start in (4, len(LONG.strip()) - 5, len(LONG) + 100)
        ),
    )
    read: Any = whole.structured_content
    assert read["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert (read["document"]["title"], read["next"]) == ("Tulip", None)
    first, last, after = (
        [s.structured_content[k] for k in ("text", "start", "end", "next")] for s in slices
    )  # type: ignore[index]
    assert first == ["Tulip Boa", 4, 13, 13]
    assert last == ["gain.", len(LONG) - 6, len(LONG) - 1, None]
    assert after == ["", len(LONG) - 1, len(LONG) - 1, None]


def _id(services: Services, title: str) -> str:
    listed = services.catalogue.list_documents(Sight(frozenset({"audit"})))
    (found,) = (one.id for one in listed if one.title == title)
    return found


def test_a_follow_up_continues_its_conversation(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    call = with_tools(address, services.keys.create("talker", ["ask"]))
    _, (first,) = call(("ask", {"question": "How many members has the Tulip Board?"}))
    conversation: Any = first.structured_content["conversation_id"]  # type: ignore[index]
    _, (then, lost) = call(
        ("ask", {"question": "And from how many countries?", "conversation_id": conversation}),
        ("ask", {"question": "And then?", "conversation_id": "none"}),
    )
    assert "nine countries" in text_of(then)
    assert len(services.history.conversation(conversation, None).answers) == 2
    assert lost.is_error
    assert "no such conversation" in text_of(lost)


def test_what_a_caller_may_not_see_is_not_there(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    calls = (
        ("ask", {"question": "Who chairs the Crocus Committee?"}),
        ("search", {"query": "Who chairs the Crocus Committee?"}),
        ("read_document", {"document_id": _id(services, "Crocus")}),
        ("read_document", {"document_id": "none"}),
    )
    mine = with_tools(address, services.keys.create("auditors", ["ask"], ["audit"]))
    _, shown = mine(*calls)
    assert ["Maria" in text_of(one) for one in shown] == [True, True, True, False]
    _, shown = with_tools(address, services.keys.create("others", ["ask"]))(*calls)
    assert not any("Maria" in text_of(one) for one in shown)
    assert text_of(shown[2]) == text_of(shown[3])
    assert text_of(shown[2]).endswith(": There is no such document.")


def test_who_may_not_ask_has_no_tools(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as http:
        nobody = http.post("/mcp", json=body)
        assert nobody.status_code == 401
        assert nobody.headers["www-authenticate"] == "Bearer"
        key = services.keys.create("powerless", ["ingest"])
        powerless = http.post("/mcp", json=body, headers={"Authorization": f"Bearer {key}"})
        assert powerless.status_code == 403
        assert http.get("/mcp").status_code == 405
        http.headers["Authorization"] = f"Bearer {services.keys.create('big', ['ask'])}"
        assert http.post("/mcp", content=b" " * 70_000).status_code == 413


def test_limits_and_the_switch_hold(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    call = with_tools(address, services.keys.create("busy", ["ask"]))
    _, made = call(*[("search", {"query": "Tulip"})] * 21)
    assert [one.is_error for one in made] == [False] * 20 + [True]
    assert "people have asked 20 questions within a minute" in text_of(made[-1])

    services.switch.turn(False, "a test", "a test")
    try:
        call = with_tools(address, services.keys.create("late", ["ask"]))
        _, made = call(("ask", {"question": "Who?"}), ("search", {"query": "Who?"}))
    finally:
        services.switch.turn(True, "a test", "a test")
    assert all(one.is_error and "switched off" in text_of(one) for one in made)


def test_what_a_tool_cannot_do_is_one_sentence(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    call = with_tools(address, services.keys.create("wrong", ["ask"]))
    _, (empty, many, broken) = call(
        ("ask", {"question": "?"}),
        ("search", {"query": "Tulip", "limit": 21}),
        ("read_document", {"document_id": "a", "start": -1}),
    )
    assert all(one.is_error for one in (empty, many, broken))
    assert text_of(empty).endswith(": The question is empty. Please type one.")
    assert "limit" in text_of(many)
    assert "start" in text_of(broken)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_who_goes_away_ends_the_work(
    tmp_path: Path, make_services: MakeServices, mode: str
) -> None:
    held = Held()

    async def leave(address: str) -> None:
        async with (
            httpx2.AsyncClient(timeout=60, trust_env=False) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http), mode=mode) as client,
        ):
            asking = asyncio.create_task(client.call_tool("ask", {"question": ASKED}))
            assert await asyncio.to_thread(held.begun.acquire, timeout=30)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    with service(tmp_path, make_services, held) as (http, _):
        asyncio.run(leave(str(http.base_url).rstrip("/")))
        assert held.cancelled.wait(30)


def test_another_site_may_not_use_an_open_service(
    tmp_path: Path, make_services: MakeServices
) -> None:
    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", a="Amazon joined the Forum in June."))
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accept = {"Accept": "application/json, text/event-stream"}
    with (
        serving(services) as address,
        httpx.Client(headers=accept, timeout=60, trust_env=False) as http,
    ):
        assert http.post(f"{address}/mcp", json=body).status_code == 200
        evil = {"Origin": "https://evil.example"}
        assert http.post(f"{address}/mcp", json=body, headers=evil).status_code == 403
    services.close()


def test_without_its_package_the_service_has_no_such_door(
    tmp_path: Path, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "find_spec", lambda name: None)
    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", a="Amazon joined the Forum in June."))
    with (
        serving(services) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as http,
    ):
        assert http.post("/mcp", json={}).status_code == 404
        assert http.get("/readyz").status_code == 200
    services.close()


def test_the_server_leaves_logging_alone() -> None:
    root = logging.getLogger()
    before, level, root.handlers[:] = root.handlers[:], root.level, []
    try:
        mcp_server(lambda context: None)  # type: ignore[arg-type, return-value]
        assert (root.handlers, root.level) == ([], level)
    finally:
        root.handlers[:] = before
