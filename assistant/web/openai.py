"""Routes for clients that speak OpenAI's protocol. What they are answered is what all are."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event

from assistant.conversation import Answered, Delta, Event
from assistant.web.admission import Asking, Refusal, admitted, ahead, unless_gone
from assistant.web.auth import ChatAsker, link_base
from assistant.web.completions import (
    COMPLETIONS,
    MODEL,
    MODELS,
    ChatBody,
    ChatCompletion,
    ChatError,
    ChatModels,
    Chunks,
    additions,
    error,
)
from assistant.web.desk import OpenDesk
from assistant.wire.answers import AnswerBody
from assistant.wire.footnotes import defused, footnotes

QUIET = 15.0
"""Seconds without an event after which a comment keeps the connection awake."""

_FAULTS: dict[int | str, dict[str, Any]] = {
    "default": {"model": ChatError, "description": "An error, in the shape that these clients know"}
}
_ASKING: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, chunks of it and then `[DONE]`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
    **_FAULTS,
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Chat(Asking):
    """A question that may be answered now, in pieces or whole."""

    stream: bool


async def _by_chat(
    body: ChatBody, response: Response, desk: OpenDesk, caller: ChatAsker
) -> AsyncIterator[Chat]:
    if body.model != MODEL:
        raise Refusal(404, "model_not_found", f"There is no such model here, only {MODEL}.")
    # Many clients name their user unasked; a person who is signed in is who they are.
    asker = caller if caller.kind == "person" else caller.speaking_for(body.user)
    async with admitted(asker, response, desk) as leave:
        question = body.question().asked(caller.groups, asker.person)
        yield Chat(question, caller, leave, stream=bool(body.stream))


@router.post(COMPLETIONS, response_model=ChatCompletion, responses=_ASKING)
async def complete(
    request: Request, response: Response, desk: OpenDesk, chat: Annotated[Chat, Depends(_by_chat)]
) -> ChatCompletion | Response:
    """Answer the last message, as OpenAI's chat completions do.

    The text has footnotes below it, and the message a field for its citations.
    """
    base = link_base(request, desk)
    if chat.stream:
        events = ahead(desk.assistant.answer(chat.question), chat.leave)
        headers = {**response.headers, "X-Accel-Buffering": "no"}
        return EventSourceResponse(_lines(events, base), headers=headers)
    made = await unless_gone(request, desk.assistant.ask(chat.question))
    return ChatCompletion.of(AnswerBody.of(made).linked(base))


@router.get(MODELS, responses=_FAULTS)
def list_models(_caller: ChatAsker) -> ChatModels:
    """List the one model that there is."""
    return ChatModels()


async def _lines(events: AsyncGenerator[Event], base: str) -> AsyncGenerator[bytes]:
    """Yield the chunks of an answer as lines of an event stream."""
    chunks, said = Chunks(), ""
    yield _line(chunks.of({"role": "assistant", "content": ""}))
    async with aclosing(_awake(events)) as awake:
        async for event in awake:
            match event:
                case None:
                    yield KEEPALIVE_COMMENT
                case Delta(text):
                    said += text
                    yield _line(chunks.of({"content": defused(text)}))
                case Answered(made):
                    for content in _end(AnswerBody.of(made).linked(base), said, chunks):
                        yield _line(content)
    yield format_sse_event(data_str="[DONE]")


def _end(answer: AnswerBody, said: str, chunks: Chunks) -> Iterator[Any]:
    """Yield what ends the stream of an answer of which so much has been said."""
    if not answer.text.startswith(said):
        yield _taken_back(answer)
        return
    yield chunks.of({"content": defused(answer.text[len(said) :]) + footnotes(answer.citations)})
    yield chunks.of(additions(answer), "stop")


def _taken_back(answer: AnswerBody) -> ChatError:
    """Return what ends a stream whose sentences are not those of the answer.

    A model failed half-way. These clients cannot take back what they have shown, and the markers
    in it would point to the new answer's footnotes.
    """
    sentence = (
        answer.text
        if answer.status.startswith("error_")
        else "The language model failed half-way. Please ask again."
    )
    return error(500, sentence, "interrupted")


async def _awake(events: AsyncGenerator[Event]) -> AsyncGenerator[Event | None]:
    """Yield the events, and None each time that it was quiet for a while."""
    async with aclosing(events):
        while True:
            coming = asyncio.ensure_future(_next(events))
            try:
                while not (await asyncio.wait({coming}, timeout=QUIET))[0]:
                    yield None
            finally:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
            event = coming.result()
            if event is None:
                return
            yield event


async def _next(events: AsyncGenerator[Event]) -> Event | None:
    return await anext(events, None)


def _line(content: Any) -> bytes:
    return format_sse_event(data_str=json.dumps(jsonable_encoder(content)))
