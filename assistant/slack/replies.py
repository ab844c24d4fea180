"""How an answer reaches the one who asked: as a message of a thread, or for their eyes only."""

import logging
from contextlib import suppress
from typing import Any, Protocol

from aiohttp import ClientError
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient

from assistant.slack.blocks import Block, message_text, streamed
from assistant.slack.threads import Thread
from assistant.words import Words

log = logging.getLogger(__name__)

REFUSED = (SlackClientError, ClientError, TimeoutError)
"""What calls of Slack raise: it refuses, or cannot be reached."""

_TITLE_LENGTH = 80
_LOADING = ("searching", "reading", "checking", "slow")


class Reply(Protocol):
    """Where an answer goes."""

    async def wait(self, words: Words) -> None:
        """Show that the answer is being made."""

    async def add(self, sentence: str) -> None:
        """Show a sentence of it, as far as that can be done."""

    async def finish(self, text: str, blocks: list[Block] | None = None) -> None:
        """Show what counts, in place of all that was shown before."""

    async def withdraw(self) -> None:
        """Take away what was shown."""


class ThreadReply:
    """A message of a thread: streamed where Slack streams, and replaced when the answer is whole.

    With `ts` it takes the place of that message; with a title the thread gets it.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        thread: Thread,
        team: str,
        user: str,
        ts: str | None = None,
        title: str | None = None,
    ) -> None:
        self._client = client
        self._thread = thread
        self._recipient = {"recipient_team_id": team, "recipient_user_id": user}
        self._ts = ts
        self._title = title
        self._streams = ts is None
        self._stream: AsyncChatStream | None = None

    async def wait(self, words: Words) -> None:
        """Show the status, with what the work is at."""
        loading = [words.say(key) for key in _LOADING]
        try:
            await self._client.assistant_threads_setStatus(
                channel_id=self._thread.channel,
                thread_ts=self._thread.ts,
                status=loading[0],
                loading_messages=loading,
            )
        except REFUSED as error:
            log.info("Slack shows no status: %s", _why(error))
        if self._title:
            with suppress(*REFUSED):  # a plain direct message has no title
                await self._client.assistant_threads_setTitle(
                    channel_id=self._thread.channel,
                    thread_ts=self._thread.ts,
                    title=self._title[:_TITLE_LENGTH],
                )

    async def add(self, sentence: str) -> None:
        """Stream a sentence; where Slack does not stream, the first one is shown until the end."""
        if not self._streams:
            return
        try:
            if self._stream is None:
                self._stream = await self._client.chat_stream(
                    channel=self._thread.channel,
                    thread_ts=self._thread.ts,
                    buffer_size=1,
                    **self._recipient,
                )
            await self._stream.append(markdown_text=streamed(sentence))
            self._ts = self._stream.ts
        except REFUSED as error:
            log.info("Slack does not stream: %s", _why(error))
            self._streams = False
            if self._ts is None:
                with suppress(*REFUSED):  # the whole answer is still to come
                    await self._post(sentence, None)

    async def finish(self, text: str, blocks: list[Block] | None = None) -> None:
        """Show what counts in place of what was streamed; at least its text, if Slack refuses."""
        await self._stop()
        try:
            await self._place(text, blocks)
        except REFUSED as error:
            log.warning("Slack refuses the message, so its text is posted: %s", _why(error))
            await self.withdraw()
            await self._post(text, None)

    async def withdraw(self) -> None:
        """Delete the message."""
        await self._stop()
        if self._ts is not None:
            with suppress(*REFUSED):  # it may be gone already
                await self._client.chat_delete(channel=self._thread.channel, ts=self._ts)
            self._ts = None

    async def _stop(self) -> None:
        if self._stream is not None and self._stream.ts is not None:
            with suppress(*REFUSED):  # a stream that Slack ended is as good
                await self._stream.stop()
        self._stream = None
        self._streams = False

    async def _place(self, text: str, blocks: list[Block] | None) -> None:
        if self._ts is None:
            await self._post(text, blocks)
            return
        await self._client.chat_update(
            channel=self._thread.channel,
            ts=self._ts,
            text=message_text(text),
            # Without blocks of its own a message would keep those of before.
            blocks=blocks or [],
        )

    async def _post(self, text: str, blocks: list[Block] | None) -> None:
        posted = await self._client.chat_postMessage(
            channel=self._thread.channel,
            thread_ts=self._thread.ts,
            text=message_text(text),
            blocks=blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        self._ts = posted["ts"]


class PrivateReply:
    """A message that only the one who asked sees."""

    def __init__(self, respond: AsyncRespond) -> None:
        self._respond = respond

    async def wait(self, words: Words) -> None:
        """Do nothing: the command was acknowledged with what is going on."""

    async def add(self, sentence: str) -> None:
        """Do nothing: such a message cannot be streamed."""

    async def finish(self, text: str, blocks: list[Block] | None = None) -> None:
        """Show what counts; at least its text, if Slack refuses."""
        said = message_text(text)
        if not await taken(self._respond, said, blocks=blocks, replace_original=False) and blocks:
            await taken(self._respond, said, replace_original=False)

    async def withdraw(self) -> None:
        """Do nothing: nothing was shown yet."""


async def taken(respond: AsyncRespond, *said: Any, **more: Any) -> bool:
    """Send something to a response URL, and return whether Slack took it: it raises nothing."""
    try:
        status: Any = (await respond(*said, **more)).status_code
    except REFUSED as error:
        status = type(error).__name__
    if status != 200:
        log.warning("Slack does not take what is sent to a response URL: %s", status)
    return bool(status == 200)


def _why(error: Exception) -> Any:
    """Return Slack's word for what was wrong; its messages would repeat what was sent."""
    response = getattr(error, "response", None)
    return response["error"] if response is not None else type(error).__name__
