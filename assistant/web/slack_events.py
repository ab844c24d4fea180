"""Slack's requests to the service: the same bot as `euif slack`, without a connection of its own.

It asks the service at its own address, as the other one does, so that both go through the same
limits, switch and places.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

from fastapi import APIRouter, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler

from assistant.access.seen import Seen
from assistant.settings import Settings
from assistant.slack.running import GRACE, app_of, bot_of


@dataclass(frozen=True, slots=True)
class SlackDoor:
    """The route that takes what Slack sends, and what ends the work that it began."""

    router: APIRouter
    finish: Callable[[], Awaitable[None]]

    @classmethod
    def of(cls, settings: Settings, address: str, seen: Seen) -> Self:
        """Return the door of a service at an address. Bolt looks after the signatures."""
        bot = bot_of(settings, address, seen)
        handler = AsyncSlackRequestHandler(app_of(settings, bot))
        router = APIRouter(include_in_schema=False)

        @router.post("/slack/events")
        async def events(request: Request) -> Response:
            """Take an event, a command or a click."""
            return await handler.handle(request)

        return cls(router, partial(bot.finish, settings.answer_seconds + GRACE))
