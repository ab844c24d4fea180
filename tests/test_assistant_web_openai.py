"""OpenAI's own client, and LangChain's, talk to the service over real HTTP."""

from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from conftest import MakeServices
from fakes import answer_to, folder_of, serving, take_in
from langchain_openai import ChatOpenAI
from test_assistant_web_admission import Held, service

from assistant.access.callers import Caller
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.bootstrap.entrance import gate
from assistant.conversation import Answered, Delta, Event, Question
from assistant.web import openai as door
from assistant.web.app import create_app

ASKED = "Who joined the EU Internet Forum in June 2024?"
MODEL = "euif-assistant"


def client_of(address: str, key: str = "none") -> openai.OpenAI:
    # Without the environment's proxies; an error is seen at once.
    return openai.OpenAI(
        base_url=f"{address}/v1",
        api_key=key,
        max_retries=0,
        http_client=httpx.Client(trust_env=False),
    )


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with client_of(address) as client:
        yield client


def asked(*said: str) -> list[Any]:
    """Return messages in which user and assistant take turns."""
    roles = ("user", "assistant")
    return [{"role": roles[at % 2], "content": text} for at, text in enumerate(said)]


def test_the_model_is_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]


def test_an_answer_has_footnotes_and_its_citations_in_a_field(
    client: openai.OpenAI, address: str
) -> None:
    made = client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "You are a pirate. Answer in rhymes."},
            {"role": "user", "content": [{"type": "text", "text": ASKED}]},
        ],
        temperature=1.5,
        max_tokens=3,
        tools=[{"type": "function", "function": {"name": "shout"}}],
        tool_choice="auto",
        response_format={"type": "text"},
        n=1,
    )
    message: Any = made.choices[0].message
    text, _, notes = message.content.partition("\n\n[1] ")
    assert text.startswith("Amazon, SoundCloud, Mistral AI and DailyMotion")
    assert "[1]" in text
    assert message.status == "answered"
    first = message.citations[0]
    assert notes.startswith(f"note: {first['title']}, euif-assistant, {first['published_on']}, ")
    assert f", {first['view']}" in notes
    assert first["view"].startswith(f"{address}/documents/{first['document_id']}?start=")
    page = httpx.get(first["view"], timeout=60, trust_env=False)
    assert "<mark" in page.text
    assert (made.model, made.choices[0].finish_reason, made.usage) == (MODEL, "stop", None)
    rated = httpx.post(
        f"{address}/v1/answers/{message.answer_id}/feedback",
        json={"verdict": "helpful"},
        timeout=60,
        trust_env=False,
    )
    assert rated.status_code == 204


def test_a_stream_says_the_same_and_ends_with_the_citations(client: openai.OpenAI) -> None:
    whole: Any = client.chat.completions.create(model=MODEL, messages=asked(ASKED))
    chunks: list[Any] = list(
        client.chat.completions.create(
            model=MODEL,
            messages=asked(ASKED),
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert said == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in chunks}) == 1
    *before, last = (chunk.choices[0] for chunk in chunks)
    assert [one.finish_reason for one in before] == [None] * len(before)
    assert last.finish_reason == "stop"
    assert last.delta.status == "answered"
    assert last.delta.citations == whole.choices[0].message.citations


def test_a_stream_is_kept_awake_and_given_up_with_its_client(
    tmp_path: Path, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "QUIET", 0.01)
    held = Held(said=["A first sentence."])
    body = {"model": MODEL, "messages": asked(ASKED), "stream": True}
    with service(tmp_path, make_services, held) as (http, _):
        with http.stream("POST", "/v1/chat/completions", json=body) as response:
            assert response.headers["x-accel-buffering"] == "no"
            assert response.headers["content-type"].startswith("text/event-stream")
            lines = response.iter_lines()
            assert any("A first sentence." in line for line in lines)
            assert any(line == ": ping" for line in lines)
        assert held.cancelled.wait(30)


@pytest.mark.parametrize(
    ("status", "told"),
    [("answered", "The language model failed half-way."), ("error_timeout", "It was too slow.")],
)
def test_what_was_said_cannot_be_taken_back(
    tmp_path: Path,
    make_services: MakeServices,
    monkeypatch: pytest.MonkeyPatch,
    status: Any,
    told: str,
) -> None:
    async def answer(_: Assistant, question: Question) -> AsyncGenerator[Event]:
        yield Delta("A model said this. [1]")
        yield Answered(answer_to(question, status=status, text="It was too slow."))

    monkeypatch.setattr(Assistant, "answer", answer)
    services = make_services(tmp_path / "data")
    take_in(services, folder_of(tmp_path / "in", open="Amazon joined the Forum in June."))
    with serving(services, create_app) as address, client_of(address) as client:
        stream = client.chat.completions.create(model=MODEL, messages=asked(ASKED), stream=True)
        with pytest.raises(openai.APIError, match=told) as raised:
            list(stream)
    assert raised.value.code == "interrupted"
    services.close()


def test_a_follow_up_is_understood_whatever_came_before(client: openai.OpenAI) -> None:
    first = client.chat.completions.create(model=MODEL, messages=asked(ASKED))
    shown = first.choices[0].message.content or ""
    long_ago = ["What is the Forum?", "It is a place to talk. " * 200] * 60
    then = client.chat.completions.create(
        model=MODEL, messages=asked(*long_ago, ASKED, shown, "And in 2021?")
    )
    content = then.choices[0].message.content or ""
    assert "2021" in content
    assert content != shown


def test_langchain_talks_to_it(address: str) -> None:
    chat = ChatOpenAI(
        model=MODEL,
        base_url=f"{address}/v1",
        api_key="none",  # type: ignore[arg-type]
        http_client=httpx.Client(trust_env=False),
    )
    whole = chat.invoke(ASKED)
    assert "SoundCloud" in whole.text
    assert "".join(chunk.text for chunk in chat.stream(ASKED)) == whole.text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"n": 2}, "one answer"),
        ({"tool_choice": "required"}, "No tools are called"),
        ({"tool_choice": {"type": "function", "function": {"name": "a"}}}, "No tools are called"),
        ({"response_format": {"type": "json_object"}}, "leave response_format out"),
        ({"messages": []}, "has to be the user's question"),
        ({"messages": asked("Who?", "Me.")}, "has to be the user's question"),
        ({"messages": [{"role": "system", "content": "Who?"}]}, "has to be the user's question"),
        ({"messages": asked("x" * 2_001)}, "2001 characters; 2000 are the most"),
        ({"messages": asked("?")}, "The question is empty"),
        (
            {
                "messages": [
                    {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "a"}}]}
                ]
            },
            "Only text can be asked",
        ),
        ({"user": "x" * 101}, "user: "),
    ],
)
def test_what_cannot_be_done_is_said(
    client: openai.OpenAI, more: dict[str, Any], sentence: str
) -> None:
    body = {"model": MODEL, "messages": asked(ASKED), **more}
    with pytest.raises(openai.BadRequestError, match=sentence) as raised:
        client.chat.completions.create(**body)
    assert raised.value.type == "invalid_request_error"


def test_another_model_is_not_there(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="only euif-assistant") as raised:
        client.chat.completions.create(model="gpt-4", messages=asked(ASKED))
    assert raised.value.code == "model_not_found"


def test_where_no_key_is_needed_one_that_is_made_up_is_nothing(address: str) -> None:
    with client_of(address, "sk-made-up") as client:
        assert len(client.models.list().data) == 1
    with (
        client_of(address, "euif_revoked") as client,
        pytest.raises(openai.AuthenticationError, match="no such key"),
    ):
        client.models.list()
    made_up = {"Authorization": "Bearer sk-made-up"}
    own = httpx.post(
        f"{address}/v1/questions", json={}, headers=made_up, timeout=60, trust_env=False
    )
    assert own.status_code == 401
    other_site = {**made_up, "Origin": "https://evil.example"}
    sent = httpx.post(
        f"{address}/v1/chat/completions", json={}, headers=other_site, timeout=60, trust_env=False
    )
    assert sent.status_code == 403
    assert sent.json()["error"]["message"].startswith("Another site sent this.")


def test_a_request_may_be_long_but_not_endless(address: str) -> None:
    body = {"model": MODEL, "messages": asked(ASKED), "metadata": {"a": "x" * 1024 * 1024}}
    refused = httpx.post(f"{address}/v1/chat/completions", json=body, timeout=60, trust_env=False)
    assert refused.status_code == 413
    assert refused.json()["error"]["message"] == "A request may have 1024 KiB at most."


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices) -> Iterator[Any]:
    """Yield a service that asks for keys and lets each person ask twice a minute."""
    folder: Path = tmp_path_factory.mktemp("keyed")
    services = make_services(
        folder / "data", auth="token", questions_per_minute=2, public_url="https://a.example/euif/"
    )
    texts = {
        "open": "Amazon joined the Forum in June 2024.",
        "secret": "---\naccess: [audit]\n---\nMaria Example chairs the Crocus Committee.",
    }
    take_in(services, folder_of(folder / "in", **texts))
    with serving(services) as address:
        yield services, address
    services.close()


def test_keys_groups_and_limits_are_those_of_all_doors(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    with (
        client_of(address) as nobody,
        pytest.raises(openai.AuthenticationError, match="no such key"),
    ):
        nobody.models.list()
    bare = httpx.post(f"{address}/v1/chat/completions", json={}, timeout=60, trust_env=False)
    assert bare.status_code == 401
    assert bare.headers["www-authenticate"] == "Bearer"
    powerless = services.keys.create("powerless", ["ingest"])
    with (
        client_of(address, powerless) as client,
        pytest.raises(openai.PermissionDeniedError, match="the right to ask"),
    ):
        client.chat.completions.create(model=MODEL, messages=asked("Who?"))

    question = asked("Who chairs the Crocus Committee?")
    with client_of(address, services.keys.create("desk", ["ask"])) as desk:
        hidden: Any = desk.chat.completions.create(model=MODEL, messages=question)
        assert "Maria" not in hidden.choices[0].message.content
    with client_of(address, services.keys.create("audit", ["ask"], ["audit"])) as audit:

        def ask(user: str) -> Any:
            return audit.chat.completions.create(model=MODEL, messages=question, user=user)

        shown = ask("ada").choices[0].message
        assert "Maria Example chairs" in shown.content
        assert ", https://a.example/euif/documents/" in shown.content
        ask("ada")
        with pytest.raises(openai.RateLimitError, match="2 questions within a minute") as raised:
            ask("ada")
        assert int(raised.value.response.headers["retry-after"]) > 0
        assert raised.value.code == "too-many-questions"
        other = audit.chat.completions.with_raw_response.create(
            model=MODEL, messages=question, user="bob", stream=True
        )
        assert other.headers["ratelimit"].startswith('"person";r=1;')
        other.parse()


def test_switched_off_is_an_error_of_the_server(keyed: tuple[Services, str]) -> None:
    services, address = keyed
    key = services.keys.create("late", ["ask"])
    services.switch.turn(False, "a test", "a test")
    try:
        with (
            client_of(address, key) as client,
            pytest.raises(openai.InternalServerError, match="switched off") as raised,
        ):
            client.chat.completions.create(model=MODEL, messages=asked("Who joined?"))
    finally:
        services.switch.turn(True, "a test", "a test")
    assert (raised.value.status_code, raised.value.code) == (503, "switched-off")


def test_signed_in_people_are_who_they_are(keyed: tuple[Services, str]) -> None:
    """Clients name a user of their own, which counts for services only."""
    services, address = keyed
    ada = Caller("ada", "person", frozenset({"ask"}), person="ada")
    session = gate(services).sessions.open(ada)
    name = "__Host-euif_session"
    made = httpx.post(
        f"{address}/v1/chat/completions",
        json={"model": MODEL, "messages": asked("Who joined?"), "user": "somebody else"},
        headers={"Cookie": f"{name}={session}"},
        timeout=60,
        trust_env=False,
    )
    assert made.status_code == 200
    assert made.headers["ratelimit"].startswith('"person";')
