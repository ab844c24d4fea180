"""The app that Bolt runs: what Slack tells us, and which of the bot's verbs answers it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.context.set_suggested_prompts.async_set_suggested_prompts import (
    AsyncSetSuggestedPrompts,
)
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from assistant.errors import ServiceRefused, ServiceUnavailable
from assistant.slack.blocks import (
    Reference,
    answer_blocks,
    comment_view,
    message_text,
    missing_view,
    whole_view,
)
from assistant.slack.bot import Asked, Bot
from assistant.slack.replies import PrivateReply, Reply, ThreadReply
from assistant.slack.threads import Me, Thread, plain
from assistant.slack.words import words_in
from assistant.wire import FeedbackBody
from vectorstore.language import detect

Payload = dict[str, Any]

_RETRIES = 5
"""How often a call waits, as long as Slack says, when there were too many."""
_TITLE_LENGTH = 80


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
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=_RETRIES),
    ]
    return AsyncWebClient(token=token, base_url=api_url, retry_handlers=retries)


def build_slack_app(bot: Bot, places: Places, signing_secret: str = "") -> AsyncApp:
    """Return the app, for Socket Mode or, with Slack's signing secret, for HTTP."""
    app = AsyncApp(client=bot.client, signing_secret=signing_secret, name="euif")
    told = _Told(bot)
    app.middleware(partial(_only_in, places))
    app.event("app_home_opened")(bot.tracked(told.opened))
    app.event("app_mention")(bot.tracked(told.mentioned))
    app.event("message")(bot.tracked(told.message))
    app.command("/euif")(bot.tracked(told.command))
    app.action(re.compile(r"ask\d"))(bot.tracked(told.chosen))
    app.action("whole")(bot.tracked(told.whole))
    app.action("share")(bot.tracked(told.share))
    app.action("feedback")(bot.tracked(told.feedback))
    app.view("comment")(bot.tracked(told.comment))
    return app


class _Told:
    """What Slack tells us, turned into what the bot does. Each is acknowledged at once."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def opened(
        self, event: Payload, set_suggested_prompts: AsyncSetSuggestedPrompts | None
    ) -> None:
        """Offer questions to somebody who opens the tab."""
        if event.get("tab") == "messages" and set_suggested_prompts is not None:
            words = words_in("en")
            await set_suggested_prompts(words.suggestions, title=words.say("examples"))

    async def mentioned(self, event: Payload, context: AsyncBoltContext) -> None:
        """Answer whoever mentions the bot, in a thread."""
        if _is_peoples(event):
            await self._question(event, event["channel"], context)

    async def message(self, event: Payload, context: AsyncBoltContext) -> None:
        """Answer a direct message or a follow-up; follow an edit or a deletion."""
        match event.get("subtype"):
            case "message_changed":
                await self._edited(event, context)
            case "message_deleted":
                await self._deleted(event["channel"], event["previous_message"], context)
            case None | "file_share" | "thread_broadcast" if _is_peoples(event):
                if event.get("channel_type") == "im" or await self._follows_up(event, context):
                    await self._question(event, event["channel"], context)

    async def _follows_up(self, event: Payload, context: AsyncBoltContext) -> bool:
        """Tell whether a message of a channel goes on with what the bot was asked.

        One that mentions the bot comes as a mention, too; one that begins with somebody else's name
        is for them.
        """
        me = _me(context)
        text = event.get("text", "")
        if "thread_ts" not in event or f"<@{me.user}" in text or text.startswith("<@"):
            return False
        return await self._bot.threads.is_own(Thread(event["channel"], event["thread_ts"]), me)

    async def _question(self, message: Payload, channel: str, context: AsyncBoltContext) -> None:
        if not await self._bot.first(channel, message["ts"]):
            return
        asked = _asked(message, channel, context)
        if channel.startswith("D") and asked.thread and asked.thread.ts == asked.ts:
            await self._entitle(asked.thread, asked.text)
        await self._bot.answer(asked, _me(context), self._reply(asked, context))

    async def _entitle(self, thread: Thread, title: str) -> None:
        try:
            await self._bot.client.assistant_threads_setTitle(
                channel_id=thread.channel, thread_ts=thread.ts, title=title[:_TITLE_LENGTH]
            )
        except SlackApiError:
            return  # a plain direct message has no title

    async def _edited(self, event: Payload, context: AsyncBoltContext) -> None:
        """Answer an edited question anew, in place of the answer before."""
        channel, message = event["channel"], event["message"]
        before = event.get("previous_message", {})
        if message.get("subtype") == "tombstone":  # deleted, and others had replied
            await self._deleted(channel, before, context)
            return
        if not _is_peoples(message) or message.get("text") == before.get("text"):
            return
        if not await self._bot.first(channel, event["event_ts"]):
            return
        asked = _asked(message, channel, context)
        assert asked.thread
        was_asked, shown = await self._bot.take_back(asked.thread, asked.ts, _me(context))
        if was_asked:
            await self._bot.answer(asked, _me(context), self._reply(asked, context, shown))

    async def _deleted(self, channel: str, message: Payload, context: AsyncBoltContext) -> None:
        """Take the answer to a deleted question away, here and from what the service keeps."""
        if not _is_peoples(message):
            return
        thread = Thread(channel, message.get("thread_ts") or message["ts"])
        _, shown = await self._bot.take_back(thread, message["ts"], _me(context))
        if shown:
            reply = ThreadReply(self._bot.client, thread, "", "", shown)
            await reply.withdraw()

    def _reply(self, asked: Asked, context: AsyncBoltContext, shown: str | None = None) -> Reply:
        assert asked.thread
        team = context.team_id or context.enterprise_id or ""
        return ThreadReply(self._bot.client, asked.thread, team, asked.user, shown)

    async def command(
        self, ack: AsyncAck, command: Payload, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        """Answer `/euif question` to the one who asks, and to nobody else."""
        text = plain(command.get("text", ""))
        words = words_in(detect(text))
        if not text:
            await ack(words.say("empty"))
            return
        await ack(words.say("searching"))
        asked = Asked(
            text, _person(context), command["user_id"], command["channel_id"], "", by_message=False
        )
        asked = replace(asked, ts=command["trigger_id"])
        await self._bot.answer(asked, _me(context), PrivateReply(respond))

    async def chosen(
        self,
        ack: AsyncAck,
        body: Payload,
        action: Payload,
        context: AsyncBoltContext,
        respond: AsyncRespond,
    ) -> None:
        """Ask what a button offers, for the one who clicks it."""
        await ack()
        channel, user = body["container"]["channel_id"], body["user"]["id"]
        clicked = f"{body['container']['message_ts']} {action['action_id']} {user}"
        if not await self._bot.first(channel, clicked):
            return
        asked = Asked(
            action["value"], _person(context), user, channel, action["action_ts"], by_message=False
        )
        if body["container"].get("is_ephemeral"):
            await self._bot.answer(asked, _me(context), PrivateReply(respond))
            return
        message = body["message"]
        asked = replace(asked, thread=Thread(channel, message.get("thread_ts") or message["ts"]))
        await self._bot.answer(asked, _me(context), self._reply(asked, context))

    async def whole(self, ack: AsyncAck, body: Payload, action: Payload) -> None:
        """Show the whole answer with every quote."""
        await ack()
        reference = Reference.of(action["value"])
        words = words_in(reference.language)
        try:
            answer = await self._bot.kept(reference)
        except ServiceUnavailable:
            view = missing_view(words.say("unavailable"), words)
        else:
            view = (
                whole_view(answer, words, self._bot.shown)
                if answer
                else missing_view(words.say("notKept"), words)
            )
        await self._bot.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def share(
        self, ack: AsyncAck, body: Payload, action: Payload, respond: AsyncRespond
    ) -> None:
        """Show an answer that only one person saw to the whole channel."""
        await ack()
        reference = Reference.of(action["value"])
        words = words_in(reference.language)
        try:
            answer = await self._bot.kept(reference)
        except ServiceUnavailable:
            await respond(words.say("unavailable"), replace_original=False)
            return
        if answer is None:
            await respond(words.say("notKept"), replace_original=False)
            return
        user = body["user"]["id"]
        blocks = answer_blocks(answer, reference, words, self._bot.shown, asked_by=user)
        text = message_text(answer.text)
        await respond(text, blocks, response_type="in_channel", replace_original=False)
        await respond(delete_original=True)

    async def feedback(
        self,
        ack: AsyncAck,
        body: Payload,
        action: Payload,
        context: AsyncBoltContext,
        respond: AsyncRespond,
    ) -> None:
        """Keep what the one who asked thinks, thank them, and ask what was wrong."""
        await ack()
        value = action["value"]
        reference = Reference.of(value[1:])
        words = words_in(reference.language)
        said = await self._rated(reference, value[0] == "+", None, context)
        thread = body.get("message", {}).get("thread_ts")
        await respond(words.say(said), replace_original=False, thread_ts=thread)
        if said == "thanks" and value[0] == "-":
            view = comment_view(reference, words)
            await self._bot.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def comment(self, ack: AsyncAck, view: Payload, context: AsyncBoltContext) -> None:
        """Keep a comment; the dialog stays open for one that is not taken."""
        reference = Reference.of(view["private_metadata"])
        written = view["state"]["values"]["comment"]["comment"]["value"]
        said = await self._rated(reference, False, written, context)
        if said == "thanks":
            await ack()
        else:
            errors = {"comment": words_in(reference.language).say(said)}
            await ack(response_action="errors", errors=errors)

    async def _rated(
        self, reference: Reference, helpful: bool, comment: str | None, context: AsyncBoltContext
    ) -> str:
        """Return the key of what to say when a verdict was given."""
        if reference.person != _person(context):
            return "notYours"
        verdict = "helpful" if helpful else "unhelpful"
        try:
            given = FeedbackBody.model_validate({"verdict": verdict, "comment": comment})
            await self._bot.service.rate(reference.answer, given, reference.person)
        except ServiceRefused as error:
            return {404: "notKept", 422: "commentRefused"}.get(error.status, "feedbackFailed")
        except ServiceUnavailable:
            return "feedbackFailed"
        return "thanks"


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
    refusal = words_in("en").say("notHere")
    if "command" in body:
        return BoltResponse(status=200, body=refusal)
    if event.get("type") == "app_mention" and context.channel_id and context.user_id:
        await context.client.chat_postEphemeral(
            channel=context.channel_id, user=context.user_id, text=refusal
        )
    return BoltResponse(status=200, body="")


def _asked(message: Payload, channel: str, context: AsyncBoltContext) -> Asked:
    ts = message["ts"]
    return Asked(
        plain(message.get("text", "")),
        f"{context.team_id or context.enterprise_id}.{message['user']}",
        message["user"],
        channel,
        ts,
        Thread(channel, message.get("thread_ts") or ts),
    )


def _is_peoples(message: Payload) -> bool:
    return "user" in message and "bot_id" not in message


def _person(context: AsyncBoltContext) -> str:
    return f"{context.team_id or context.enterprise_id}.{context.user_id}"


def _me(context: AsyncBoltContext) -> Me:
    return Me(context.bot_user_id or "", context.bot_id)
