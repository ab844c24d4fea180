"""`euif mcp` as MCP clients start it: the protocol over standard input and output."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import EUIF
from conftest import MakeServices
from fakes import folder_of, serving, take_in
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult
from typer.testing import CliRunner

from assistant.bootstrap import Services
from assistant.cli import app
from vectorstore.errors import ExtraMissing

QUESTION = {"question": "How many members has the Tulip Board?"}
SEARCH = {"query": "Tulip Board"}


@pytest.fixture
def services(tmp_path: Path, make_services: MakeServices, models: Path) -> Iterator[Services]:
    """Yield services whose data folder has the embedding model unpacked."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(models)
    services = make_services(data, auth="token")
    text = (
        "---\ntitle: Tulip\nurl: https://a.example/tulip\n---\nThe Tulip Board has forty members."
    )
    take_in(services, folder_of(tmp_path / "in", tulip=text))
    yield services
    services.close()


Call = tuple[str, dict[str, Any] | Callable[[CallToolResult], dict[str, Any]]]
"""A tool, and what it is given; a function makes that of the first result."""


def call(data: Path, *calls: Call, **settings: str) -> list[CallToolResult]:
    """Start the command and call its tools, one after the other."""
    known = {**os.environ, "EUIF_DATA_DIR": str(data), **settings}
    started = StdioServerParameters(command=str(EUIF), args=["mcp"], env=known)

    async def session() -> list[CallToolResult]:
        made: list[CallToolResult] = []
        async with Client(started) as client:
            for name, given in calls:
                values = given(made[0]) if callable(given) else given
                made.append(await client.call_tool(name, values))
        return made

    return asyncio.run(session())


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    return content.text  # type: ignore[union-attr]


def talk_of(answer: CallToolResult) -> str:
    conversation: str = answer.structured_content["conversation_id"]  # type: ignore[index]
    return conversation


def test_it_does_its_own_work_where_no_service_runs(services: Services) -> None:
    (document,) = services.catalogue.list_documents()
    answer, then, found, read, lost = call(
        services.settings.data_dir,
        ("ask", QUESTION),
        ("ask", lambda first: {"question": "And of what?", "conversation_id": talk_of(first)}),
        ("search", SEARCH),
        ("read_document", {"document_id": document.id}),
        ("read_document", {"document_id": "none"}),
    )
    assert text_of(answer).startswith("The Tulip Board has forty members. [1]")
    assert text_of(answer).endswith("\n\n[1] Tulip, https://a.example/tulip")
    (passage,) = found.structured_content["passages"]  # type: ignore[index]
    assert passage["document"]["title"] == "Tulip"
    assert read.structured_content["text"] == "The Tulip Board has forty members."  # type: ignore[index]
    assert lost.is_error
    # Nothing is held between calls: a service can start now.
    assert talk_of(then) == talk_of(answer)
    kept = services.history.conversation(talk_of(answer), None).answers
    assert kept[1].trace.restated_question != kept[1].question
    with services.index():
        pass


def test_it_asks_the_service_that_runs_or_is_named(services: Services, tmp_path: Path) -> None:
    (document,) = services.catalogue.list_documents()
    calls = (
        ("ask", QUESTION),
        ("search", SEARCH),
        ("read_document", {"document_id": document.id}),
    )
    key = services.keys.create("desktop", ["ask"])
    with serving(services) as address:
        here = call(services.settings.data_dir, *calls, EUIF_API_KEY=key)
        there = call(tmp_path / "other", *calls, EUIF_API_KEY=key, EUIF_URL=address)
        services.switch.turn(False, "a test", "a test")
        (refused,) = call(tmp_path / "other", calls[0], EUIF_API_KEY=key, EUIF_URL=address)
    for answer, found, read in (here, there):
        assert f"[1] Tulip, {address}/documents/{document.id}?start=0" in text_of(answer)
        (passage,) = found.structured_content["passages"]  # type: ignore[index]
        assert passage["view"].startswith(f"{address}/documents/")
        assert read.structured_content["length"] == len("The Tulip Board has forty members.")  # type: ignore[index]
    assert refused.is_error
    assert "switched off" in text_of(refused)


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "assistant.tools", None)  # which imports it
    result = CliRunner().invoke(app, ["mcp"])
    assert isinstance(result.exception, ExtraMissing)
    assert "pip install 'euif-assistant[mcp]'" in str(result.exception)
