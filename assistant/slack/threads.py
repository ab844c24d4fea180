"""What the bot reads in Slack's threads: which are its own, what was said, what it answered."""

import html
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Self

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from assistant.slack.reference import Reference, reference_in
from assistant.wire.questions import TurnBody
from assistant.wire.texts import HISTORY_TURNS

_REMEMBERED = 10_000
"""Threads; of others Slack is asked again."""
_HISTORY_BYTES = 32_000
"""Half of what a request may have."""

_NAMED = re.compile(r"<[@!][^>]*>")
_LINKED = re.compile(r"<#?(?:[^|>]*\|)?([^>]*)>")


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is in a workspace."""

    user: str
    bot: str | None

    @classmethod
    def of(cls, context: AsyncBoltContext) -> Self:
        """Return who the bot is where something happened."""
        return cls(context.bot_user_id or "", context.bot_id)

    def wrote(self, message: dict[str, Any]) -> bool:
        """Tell whether a message is the bot's."""
        return message.get("user") == self.user or (
            self.bot is not None and message.get("bot_id") == self.bot
        )


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread, by its first message."""

    channel: str
    ts: str


class Threads:
    """The threads of a workspace; which are the bot's own is remembered."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._own: OrderedDict[Thread, None] = OrderedDict()

    def answered_in(self, thread: Thread) -> None:
        """Note that the bot answers in a thread: it is its own from now on."""
        self._own[thread] = None
        self._own.move_to_end(thread)
        if len(self._own) > _REMEMBERED:
            self._own.popitem(last=False)

    async def is_own(self, thread: Thread, me: Me) -> bool:
        """Tell whether the bot was asked in a thread: then what follows is for it, too.

        That it was not is never remembered: another process may answer there at any time.
        """
        if thread not in self._own:
            said = await self._messages(thread)
            if any(me.wrote(message) and reference_in(message) for message in said):
                self.answered_in(thread)
        return thread in self._own

    async def earlier(self, thread: Thread, before: str, me: Me) -> list[TurnBody]:
        """Return what was said before a message, without names, as far as a question may say it."""
        turns: list[TurnBody] = []
        size = 0
        for message in reversed(await self._messages(thread)):
            text = plain(message.get("text", ""))
            if float(message["ts"]) >= float(before) or not text:
                continue
            size += len(text.encode())
            if size > _HISTORY_BYTES or len(turns) == HISTORY_TURNS:
                break
            turns.append(TurnBody(role="assistant" if me.wrote(message) else "user", text=text))
        return turns[::-1]

    async def answer_to(self, thread: Thread, ts: str, me: Me) -> tuple[str, Reference] | None:
        """Return the `ts` of the message that answers another, and which answer it shows."""
        for message in await self._messages(thread):
            reference = reference_in(message) if me.wrote(message) else None
            if reference and reference.asked == ts:
                return message["ts"], reference
        return None

    async def _messages(self, thread: Thread) -> list[dict[str, Any]]:
        first = await self._client.conversations_replies(
            channel=thread.channel, ts=thread.ts, limit=200
        )
        return [message async for page in first for message in page["messages"]]


def plain(text: str) -> str:
    """Return what a message says, without the people it names and the markup of its links."""
    text = _LINKED.sub(r"\1", _NAMED.sub("", text))
    return " ".join(html.unescape(text).split())
