"""What people write to the bot: mentions, follow-ups, direct messages, the command, edits."""

import asyncio
import logging

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.context.set_suggested_prompts.async_set_suggested_prompts import (
    AsyncSetSuggestedPrompts,
)

from assistant.slack.bot import Bot, Payload, SlackQuestion, person_of
from assistant.slack.replies import REFUSED, PrivateReply
from assistant.slack.threads import Me, Thread, plain
from assistant.slack.words import words_in
from vectorstore.language import detect

log = logging.getLogger(__name__)


class Messages:
    """Turns what people write into what the bot does. Bolt acknowledges it at once."""

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
        me = Me.of(context)
        text = event.get("text", "")
        if "thread_ts" not in event or f"<@{me.user}" in text or text.startswith("<@"):
            return False
        return await self._is_own(Thread(event["channel"], event["thread_ts"]), me)

    async def _is_own(self, thread: Thread, me: Me) -> bool:
        try:
            return await self._bot.threads.is_own(thread, me)
        except REFUSED:
            log.exception("a thread cannot be read; it is left alone")
            return False

    async def _question(self, message: Payload, channel: str, context: AsyncBoltContext) -> None:
        if not await self._bot.first(channel, message["ts"]):
            return
        asked = _asked(message, channel, context)
        await self._bot.answer(asked, Me.of(context), self._bot.reply(asked, context))

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
        if await self._may_be_asked(before or message, channel, context):
            asked = _asked(message, channel, context)
            await self._bot.answer_anew(asked, Me.of(context), context)

    async def _deleted(self, channel: str, message: Payload, context: AsyncBoltContext) -> None:
        """Take the answer to a deleted question away."""
        if _is_peoples(message) and await self._may_be_asked(message, channel, context):
            thread = Thread(channel, message.get("thread_ts") or message["ts"])
            await self._bot.take_back(thread, message["ts"], Me.of(context))

    async def _may_be_asked(
        self, message: Payload, channel: str, context: AsyncBoltContext
    ) -> bool:
        """Tell whether a message may have been a question: most are none of the bot's business."""
        me = Me.of(context)
        if channel.startswith("D") or f"<@{me.user}" in message.get("text", ""):
            return True
        if "thread_ts" not in message:
            return False
        return await self._is_own(Thread(channel, message["thread_ts"]), me)

    async def command(
        self, ack: AsyncAck, command: Payload, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        """Answer `/euif question` to the one who asks, and to nobody else."""
        text = plain(command.get("text", ""))
        words = words_in(await asyncio.to_thread(detect, text))
        if not text:
            await ack(words.say("empty"))
            return
        await ack(words.say("searching"))
        asked = SlackQuestion(
            text,
            person_of(context),
            command["user_id"],
            command["channel_id"],
            command["trigger_id"],
            by_message=False,
        )
        await self._bot.answer(asked, Me.of(context), PrivateReply(respond))


def _asked(message: Payload, channel: str, context: AsyncBoltContext) -> SlackQuestion:
    ts, user = message["ts"], message["user"]
    return SlackQuestion(
        plain(message.get("text", "")),
        person_of(context, user),
        user,
        channel,
        ts,
        Thread(channel, message.get("thread_ts") or ts),
    )


def _is_peoples(message: Payload) -> bool:
    return "user" in message and "bot_id" not in message
