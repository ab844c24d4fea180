"""The steps before a question is answered: switched on, within the limits, a place free."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from assistant.access.callers import Caller
from assistant.access.limits import Allowance
from assistant.conversation import Event, Question
from assistant.web.auth import Asker
from assistant.web.desk import Desk, OpenDesk
from assistant.web.slots import LONGEST_WAIT, Full
from assistant.wire.questions import QuestionBody, SearchBody

T = TypeVar("T")


class Refusal(HTTPException):
    """An error that programs tell from others of its status by its type."""

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        headers: dict[str, str] | None = None,
        errors: Sequence[dict[str, str]] = (),
    ) -> None:
        super().__init__(status, detail, headers)
        self.kind = kind
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that may be answered now."""

    question: Question
    caller: Caller
    leave: Callable[[], None]
    """Gives the place to the next one; the end of the request does so too."""


@dataclass(frozen=True, slots=True)
class Searching:
    """A search that may be made now, for so many passages."""

    question: Question
    limit: int


async def _by_program(
    body: QuestionBody, response: Response, desk: OpenDesk, caller: Asker
) -> AsyncIterator[Asking]:
    asker = caller.speaking_for(body.on_behalf_of)
    async with admitted(asker, response, desk) as leave:
        yield Asking(await question_of(body, asker, desk), caller, leave)


async def _by_search(
    body: SearchBody, response: Response, desk: OpenDesk, caller: Asker
) -> AsyncIterator[Searching]:
    async with admitted(caller.speaking_for(body.on_behalf_of), response, desk):
        yield Searching(body.asked(caller.groups), body.limit)


async def _by_page(response: Response, desk: OpenDesk, caller: Asker) -> AsyncIterator[Caller]:
    async with admitted(caller, response, desk):
        yield caller


ByProgram = Annotated[Asking, Depends(_by_program)]
"""The question in a program's request."""
BySearch = Annotated[Searching, Depends(_by_search)]
"""The search in a program's request."""
ByPage = Annotated[Caller, Depends(_by_page)]
"""Who sends a page's form; what they ask is the route's to read, so that it can show it again."""


async def question_of(body: QuestionBody, asker: Caller, desk: Desk) -> Question:
    """Return what somebody asks, after what was said before in the conversation that it names."""
    key = body.conversation_id
    earlier = await asyncio.to_thread(desk.history.turns, key, asker.person) if key else ()
    return body.asked(asker.groups, asker.person, earlier)


@asynccontextmanager
async def admitted(
    caller: Caller, response: Response, desk: Desk
) -> AsyncIterator[Callable[[], None]]:
    """Count a question and hold a place for the length of a `with`, or until it is left.

    Raises Refusal.
    """
    if not await asyncio.to_thread(desk.gate.switch.answering):
        raise Refusal(503, "switched-off", switched_off(desk.settings.contact))
    allowance = await asyncio.to_thread(desk.gate.limits.take, caller)
    if allowance is not None:
        response.headers.update(_headers(allowance))
        if allowance.exceeded:
            raise _too_many(allowance)
    try:
        async with desk.slots.taken() as leave:
            yield leave
    except Full:
        raise Refusal(
            503,
            "busy",
            "Too many questions are being answered. Please try again in a moment.",
            {"Retry-After": str(round(LONGEST_WAIT))},
        ) from None


def switched_off(contact: str | None) -> str:
    """Return what people are told while answering is switched off."""
    turn_to = f" If it is urgent, turn to {contact}." if contact else ""
    return f"Answering is switched off for the moment. Please come back later.{turn_to}"


def _headers(allowance: Allowance) -> dict[str, str]:
    # https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (draft 10)
    return {
        "RateLimit-Policy": f'"{allowance.name}";q={allowance.limit};w=60',
        "RateLimit": f'"{allowance.name}";r={allowance.remaining};t={allowance.reset}',
    }


def _too_many(allowance: Allowance) -> Refusal:
    whose = "You have asked" if allowance.name == "person" else "With this key people have asked"
    return Refusal(
        429,
        "too-many-questions",
        f"{whose} {allowance.limit} questions within a minute, which is the most. Please go on in "
        f"{allowance.reset} seconds.",
        {**_headers(allowance), "Retry-After": str(allowance.reset)},
    )


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """Return what the work returns; cancel it when the client goes away meanwhile.

    Only for requests whose body was read whole.
    """
    working = asyncio.ensure_future(work)
    watching = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise HTTPException(499, "The client went away.")
        return await working
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)


async def ahead(events: AsyncIterator[Event], leave: Callable[[], None]) -> AsyncGenerator[Event]:
    """Yield the events of an answer, which is made as fast as it can be.

    A client that reads slowly keeps nobody waiting: the place is left when the answer is made. One
    that goes away ends the work.
    """
    made: asyncio.Queue[Event | None] = asyncio.Queue()

    async def make() -> None:
        try:
            async for event in events:
                made.put_nowait(event)
        finally:
            leave()
            made.put_nowait(None)

    making = asyncio.create_task(make())
    try:
        while (event := await made.get()) is not None:
            yield event
        await making
    finally:
        making.cancel()
        await asyncio.gather(making, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
