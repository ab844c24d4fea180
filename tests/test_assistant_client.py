"""The streaming client, on streams that a well-behaved service does not send."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from fakes import answer_to, running

from assistant.client import Client, StreamingClient
from assistant.conversation import Question
from assistant.errors import ServiceRefused, ServiceUnavailable
from assistant.wire.answers import AnswerBody, DeltaBody
from assistant.wire.questions import QuestionBody, SearchBody

ASKED = QuestionBody(question="Who joined?")
ANSWER = AnswerBody.of(answer_to(Question("Who joined?", "c")))


def streamed(*pieces: bytes, status: int = 200) -> list[DeltaBody | AnswerBody]:
    """Return what a client makes of a stream that comes in these pieces."""

    async def respond(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=status, headers={"Retry-After": "7"})
        await response.prepare(request)
        for piece in pieces:
            await response.write(piece)
        return response

    async def asking(client: StreamingClient) -> list[DeltaBody | AnswerBody]:
        return [event async for event in client.answer(ASKED)]

    return asyncio.run(_with_service(respond, asking))


async def _with_service(
    respond: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ask: Callable[[StreamingClient], Awaitable[list[DeltaBody | AnswerBody]]],
) -> list[DeltaBody | AnswerBody]:
    app = web.Application()
    app.router.add_post("/below/v1/questions", respond)
    async with running(app) as address:
        client = StreamingClient(f"{address}/below/")
        try:
            return await ask(client)
        finally:
            await client.close()


def test_events_may_come_in_any_pieces_and_hold_any_character() -> None:
    text = "One\u2028two\x85three: four"
    delta = f'event: delta\ndata: {{"text": "{text}"}}\n\n'
    stream = f": ping\n\nevent: passages\ndata: {{}}\n\n{delta}event: answer\ndata: "
    whole = stream.encode() + ANSWER.model_dump_json().encode() + b"\n\n"
    for size in (1, 7, len(whole)):
        pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert streamed(*pieces) == [DeltaBody(text=text), ANSWER]


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    with pytest.raises(ServiceUnavailable, match="broke off"):
        streamed(b'event: delta\ndata: {"text": "Amazon"}\n\n')


def test_a_refusal_says_how_long_to_wait() -> None:
    with pytest.raises(ServiceRefused, match="Not so fast") as refused:
        streamed(b'{"detail": "Not so fast."}', status=429)
    assert (refused.value.status, refused.value.wait) == (429, 7)


def test_an_answer_that_is_not_understood_is_told_without_repeating_it() -> None:
    for event in (b"delta", b"answer"):
        with pytest.raises(ServiceUnavailable, match="not understood") as raised:
            streamed(b"event: " + event + b'\ndata: {"secret": 1}\n\n')
        assert "secret" not in str(raised.value)
        assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.ask(ASKED),
        lambda client: client.search(SearchBody(query="Who joined?")),
        lambda client: client.passage("p"),
        lambda client: client.document("d"),
    ],
)
def test_the_client_that_waits_does_not_understand_just_anything_either(
    call: Callable[[Client], object],
) -> None:
    async def respond(request: web.Request) -> web.Response:
        return web.json_response({"secret": 1})

    async def calling() -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", respond)
        async with running(app) as address:
            with pytest.raises(ServiceUnavailable, match="not understood"):
                await asyncio.to_thread(call, Client(address))

    asyncio.run(calling())


def test_nobody_there_is_told() -> None:
    async def asking() -> None:
        client = StreamingClient("http://127.0.0.1:9")
        with pytest.raises(ServiceUnavailable, match="does not answer"):
            await client.delete("c", "p")
        await client.close()

    asyncio.run(asking())
