"""What the bot does: a question in, an answer out, and all that can come between."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from weakref import WeakValueDictionary

from pydantic import ValidationError
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from assistant.access.seen import Seen
from assistant.client import StreamingClient
from assistant.errors import ServiceRefused, ServiceUnavailable
from assistant.slack.blocks import Block, Shown, answer_blocks
from assistant.slack.reference import Reference
from assistant.slack.replies import REFUSED, PrivateReply, Reply, ThreadReply
from assistant.slack.threads import Me, Thread, Threads
from assistant.slack.words import words_in
from assistant.wire.answers import AnswerBody, KeptAnswerBody
from assistant.wire.questions import QuestionBody, TurnBody
from assistant.wire.texts import QUESTION_LENGTH
from assistant.words import Words
from vectorstore.language import detect

log = logging.getLogger(__name__)

Payload = dict[str, Any]
"""What Slack sends."""


@dataclass(frozen=True, slots=True)
class SlackQuestion:
    """A question that somebody asks in Slack."""

    text: str
    person: str
    """Who asks, as the service is to know them."""
    user: str
    """Who asks, as Slack knows them."""
    channel: str
    ts: str
    """Of the message that asks; of the click or the command where none does."""
    thread: Thread | None = None
    """What was said before, if anything was."""
    by_message: bool = True
    """Whether people see who asked what; else the answer says it."""


@dataclass(slots=True, eq=False)
class _Making:
    """An answer in the making.

    It is never cancelled: what the service keeps, and where Slack shows it, is known at the end.
    """

    taken_back: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class Bot:
    """Asks the service for people in Slack. `finish` before the process ends."""

    def __init__(
        self, client: AsyncWebClient, service: StreamingClient, seen: Seen, shown: Shown
    ) -> None:
        self.client = client
        self.service = service
        self.shown = shown
        self.threads = Threads(client)
        self._seen = seen
        self._working: set[asyncio.Task[Any]] = set()
        self._answering: dict[tuple[str, str], _Making] = {}
        # Only those that somebody holds or waits for.
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    def tracked(self, listener: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        """Return a listener whose work is waited for when the process ends."""

        @wraps(listener)
        async def working(*args: Any, **kwargs: Any) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._working.add(task)
            try:
                await listener(*args, **kwargs)
            finally:
                self._working.discard(task)

        return working

    async def finish(self, seconds: float) -> None:
        """Wait so many seconds at most for the work under way, and let go of the service."""
        if self._working:
            await asyncio.wait(self._working, timeout=seconds)
        await self.service.close()

    async def first(self, channel: str, ts: str) -> bool:
        """Tell whether something comes for the first time: Slack may bring it again."""
        return await asyncio.to_thread(self._seen.first, channel, ts)

    def reply(
        self, asked: SlackQuestion, context: AsyncBoltContext, shown: str | None = None
    ) -> ThreadReply:
        """Return the reply to a question in its thread, in the place of what is shown already."""
        assert asked.thread
        team = context.team_id or context.enterprise_id or ""
        direct = asked.channel.startswith("D") and asked.thread.ts == asked.ts
        title = asked.text if direct else None
        return ThreadReply(self.client, asked.thread, team, asked.user, shown, title)

    async def answer(self, asked: SlackQuestion, me: Me, reply: Reply) -> None:
        """Answer a question; one that is taken back meanwhile leaves nothing behind."""
        await self._answer(asked, me, reply, self._begun(asked))

    async def answer_anew(self, asked: SlackQuestion, me: Me, context: AsyncBoltContext) -> None:
        """Answer an edited question in place of the answer before, if it was asked at all."""
        assert asked.thread
        async with self._lock(asked.channel, asked.ts):
            was_asked, shown = await self._taken_back(asked.thread, asked.ts, me)
            if not was_asked:
                return
            making = self._begun(asked)
        await self._answer(asked, me, self.reply(asked, context, shown), making)

    async def take_back(self, thread: Thread, ts: str, me: Me) -> None:
        """Take the answer to a question away, here and from what the service keeps."""
        async with self._lock(thread.channel, ts):
            _, shown = await self._taken_back(thread, ts, me)
            if shown:
                await ThreadReply(self.client, thread, "", "", shown).withdraw()

    def _lock(self, channel: str, ts: str) -> asyncio.Lock:
        """Return what lets one edit or deletion of a question wait for the one before."""
        return self._locks.setdefault((channel, ts), asyncio.Lock())

    def _begun(self, asked: SlackQuestion) -> _Making:
        making = self._answering[asked.channel, asked.ts] = _Making()
        return making

    async def _answer(self, asked: SlackQuestion, me: Me, reply: Reply, making: _Making) -> None:
        if asked.thread:
            self.threads.answered_in(asked.thread)
        made: AnswerBody | str = ""
        try:
            made = await self._made(asked, me, reply, making)
            if not making.taken_back:
                blocks = [] if isinstance(made, str) else self._blocks(made, asked, reply)
                await reply.finish(made if isinstance(made, str) else made.text, blocks or None)
        finally:
            if making.taken_back:
                await reply.withdraw()
                if isinstance(made, AnswerBody):
                    await self._forget(made.conversation_id, asked.person)
            del self._answering[asked.channel, asked.ts]
            making.ended.set()

    async def _made(
        self, asked: SlackQuestion, me: Me, reply: Reply, making: _Making
    ) -> AnswerBody | str:
        """Return the answer to a question, or what to say in its place."""
        words = words_in(await asyncio.to_thread(detect, asked.text))
        try:
            history = await self._earlier(asked, me)
            question = _question(asked, history)
            if question is None:
                return _not_askable(asked.text, words)
            await reply.wait(words)
            return await self._answered(question, reply, making)
        except ServiceUnavailable as error:
            log.warning("a question in Slack was not answered: %s", error)
            return _trouble(error, words)
        except Exception:
            log.exception("answering in Slack failed")
            return words.say("failed")

    async def _earlier(self, asked: SlackQuestion, me: Me) -> list[TurnBody]:
        if asked.thread is None or asked.thread.ts == asked.ts:
            return []
        try:
            return await self.threads.earlier(asked.thread, asked.ts, me)
        except REFUSED:
            log.exception("a thread cannot be read; the question is answered without it")
            return []

    async def _answered(self, question: QuestionBody, reply: Reply, making: _Making) -> AnswerBody:
        answer = None
        async with aclosing(self.service.answer(question)) as events:
            async for said in events:
                if isinstance(said, AnswerBody):
                    answer = said
                elif making.taken_back:
                    await reply.withdraw()
                else:
                    await reply.add(said.text)
        assert answer is not None
        return answer

    def _blocks(self, answer: AnswerBody, asked: SlackQuestion, reply: Reply) -> list[Block]:
        reference = Reference(
            answer.id,
            answer.conversation_id,
            asked.person,
            asked.ts if asked.by_message else "",
            answer.language,
        )
        return answer_blocks(
            answer,
            reference,
            words_in(answer.language),
            self.shown,
            asked_by=None if asked.by_message else asked.user,
            shareable=isinstance(reply, PrivateReply),
        )

    async def _taken_back(self, thread: Thread, ts: str, me: Me) -> tuple[bool, str | None]:
        """Forget a question: end its answer in the making, and delete what the service keeps of it.

        Return whether it was asked at all, and the `ts` of the message that answers it, if it is
        answered.
        """
        making = self._answering.get((thread.channel, ts))
        if making is not None:
            making.taken_back = True
            await making.ended.wait()
            return True, None
        try:
            placed = await self.threads.answer_to(thread, ts, me)
        except REFUSED:
            log.exception("a thread cannot be read; if a question of it is kept, it stays so")
            return False, None
        if placed is None:
            return False, None
        message, reference = placed
        await self._forget(reference.conversation, reference.person)
        return True, message

    async def _forget(self, conversation: str, person: str) -> None:
        try:
            await self.service.delete(conversation, person)
        except ServiceUnavailable as error:
            # What is not kept any more needs no deleting; the rest goes with the retention.
            log.warning("conversation %s was not deleted: %s", conversation, error)

    async def kept(self, reference: Reference) -> KeptAnswerBody | None:
        """Return an answer as it may be seen today; None if it is not kept.

        Raises ServiceUnavailable.
        """
        try:
            conversation = await self.service.conversation(reference.conversation, reference.person)
        except ServiceRefused as error:
            if error.status == 404:
                return None
            raise
        answers = (one for one in conversation.answers if one.id == reference.answer)
        return next((one for one in answers if not one.withheld), None)


def person_of(context: AsyncBoltContext, user: str | None = None) -> str:
    """Return how the service is to know whoever did something, or another user."""
    return f"{context.team_id or context.enterprise_id}.{user or context.user_id}"


def _question(asked: SlackQuestion, history: list[TurnBody]) -> QuestionBody | None:
    """Return the question as the service takes it; None if it takes none like that."""
    try:
        return QuestionBody(
            question=asked.text, history=history, on_behalf_of=asked.person, channel="slack"
        )
    except ValidationError:
        return None


def _not_askable(text: str, words: Words) -> str:
    over = len(text) - QUESTION_LENGTH
    return words.say("tooLong", count=over) if over > 0 else words.say("empty")


def _trouble(error: ServiceUnavailable, words: Words) -> str:
    status, wait = (error.status, error.wait) if isinstance(error, ServiceRefused) else (503, None)
    if status == 429:
        return words.say("limited", count=wait or 60)
    if status in (413, 422):
        return words.say("invalid")
    return words.say("failed" if status == 500 else "unavailable")
