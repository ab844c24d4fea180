"""What people click: a choice, the sources, sharing, what they think of an answer."""

from dataclasses import replace

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond

from assistant.errors import ServiceRefused, ServiceUnavailable
from assistant.slack.blocks import (
    answer_blocks,
    comment_view,
    message_text,
    missing_view,
    whole_view,
)
from assistant.slack.bot import Bot, Payload, SlackQuestion, person_of
from assistant.slack.reference import Reference
from assistant.slack.replies import PrivateReply, taken
from assistant.slack.threads import Me, Thread
from assistant.slack.words import words_in
from assistant.wire.answers import FeedbackBody, KeptAnswerBody


class Clicks:
    """Turns what people click into what the bot does. Each acknowledges itself, first of all."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

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
        asked = SlackQuestion(
            action["value"],
            person_of(context),
            user,
            channel,
            action["action_ts"],
            by_message=False,
        )
        if body["container"].get("is_ephemeral"):
            await self._bot.answer(asked, Me.of(context), PrivateReply(respond))
            return
        message = body["message"]
        asked = replace(asked, thread=Thread(channel, message.get("thread_ts") or message["ts"]))
        await self._bot.answer(asked, Me.of(context), self._bot.reply(asked, context))

    async def whole(self, ack: AsyncAck, body: Payload, action: Payload) -> None:
        """Show the whole answer with every quote."""
        await ack()
        reference = Reference.of(action["value"])
        words = words_in(reference.language)
        answer = await self._kept(reference)
        view = (
            missing_view(words.say(answer), words)
            if isinstance(answer, str)
            else whole_view(answer, words, self._bot.shown)
        )
        await self._bot.client.views_open(trigger_id=body["trigger_id"], view=view)

    async def share(
        self, ack: AsyncAck, body: Payload, action: Payload, respond: AsyncRespond
    ) -> None:
        """Show an answer that only one person saw to the whole channel."""
        await ack()
        reference = Reference.of(action["value"])
        words = words_in(reference.language)
        answer = await self._kept(reference)
        if isinstance(answer, str):
            await respond(words.say(answer), replace_original=False)
            return
        user = body["user"]["id"]
        blocks = answer_blocks(answer, reference, words, self._bot.shown, asked_by=user)
        text = message_text(answer.text)
        if await taken(respond, text, blocks, response_type="in_channel", replace_original=False):
            await taken(respond, delete_original=True)
        else:
            await taken(respond, words.say("failed"), replace_original=False)

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

    async def _kept(self, reference: Reference) -> KeptAnswerBody | str:
        """Return an answer as it may be seen today, or the key of what to say if it may not."""
        try:
            return await self._bot.kept(reference) or "notKept"
        except ServiceUnavailable:
            return "unavailable"

    async def _rated(
        self, reference: Reference, helpful: bool, comment: str | None, context: AsyncBoltContext
    ) -> str:
        """Return the key of what to say when a verdict was given."""
        if reference.person != person_of(context):
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
