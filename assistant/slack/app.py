"""The app that Bolt runs: where it answers, and what answers to what Slack tells us."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from assistant.slack.bot import Bot, Payload
from assistant.slack.clicks import Clicks
from assistant.slack.messages import Messages
from assistant.slack.threads import plain
from assistant.slack.words import words_in
from vectorstore.language import detect

_RETRIES = 5
"""How often a call is tried again: when there were too many, as long after as Slack says."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the bot answers; empty sets stand for everywhere."""

    workspaces: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    shared_channels: bool = False
    """Whether also in channels that other organisations read, too."""

    def allow(self, workspace: str | None, channel: str | None, shared: bool) -> bool:
        """Tell whether the bot answers there. Direct messages (D...) are in no list."""
        if self.workspaces and workspace not in self.workspaces:
            return False
        if shared and not self.shared_channels:
            return False
        direct = channel is None or channel.startswith("D")
        return direct or not self.channels or channel in self.channels


def slack_client(token: str, api_url: str) -> AsyncWebClient:
    """Return a client of Slack's Web API that waits when it is told to."""
    retries = [
        AsyncConnectionErrorRetryHandler(max_retry_count=_RETRIES),
        AsyncRateLimitErrorRetryHandler(max_retry_count=_RETRIES),
    ]
    return AsyncWebClient(token=token, base_url=api_url, retry_handlers=retries)


def build_slack_app(bot: Bot, places: Places, signing_secret: str = "") -> AsyncApp:
    """Return the app, for Socket Mode or, with Slack's signing secret, for HTTP."""
    app = AsyncApp(client=bot.client, signing_secret=signing_secret, name="euif")
    messages, clicks = Messages(bot), Clicks(bot)
    app.middleware(partial(_only_in, places))
    app.event("app_home_opened")(bot.tracked(messages.opened))
    app.event("app_mention")(bot.tracked(messages.mentioned))
    app.event("message")(bot.tracked(messages.message))
    app.command("/euif")(bot.tracked(messages.command))
    app.action(re.compile(r"ask\d"))(bot.tracked(clicks.chosen))
    app.action("whole")(bot.tracked(clicks.whole))
    app.action("share")(bot.tracked(clicks.share))
    app.action("feedback")(bot.tracked(clicks.feedback))
    app.view("comment")(bot.tracked(clicks.comment))
    return app


async def _only_in(
    places: Places,
    body: Payload,
    context: AsyncBoltContext,
    next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002
) -> BoltResponse:
    """Let pass what comes from where the bot answers; whoever addresses it elsewhere is told."""
    shared = bool(body.get("is_ext_shared_channel"))
    if places.allow(context.team_id, context.channel_id, shared):
        return await next()
    event = body.get("event", {})
    text = plain(event.get("text") or body.get("text") or "")
    refusal = words_in(await asyncio.to_thread(detect, text)).say("notHere")
    if "command" in body:
        return BoltResponse(status=200, body=refusal)
    if event.get("type") == "app_mention" and context.channel_id and context.user_id:
        await context.client.chat_postEphemeral(
            channel=context.channel_id, user=context.user_id, text=refusal
        )
    return BoltResponse(status=200, body="")
