"""Answers a question: the assistant, and the steps that it takes."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from assistant.answering.draft import Draft
from assistant.answering.pipeline import Pipeline
from assistant.conversation import Answer, Answered, Event, Question, Status
from assistant.history import History

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Assistant:
    """Answers questions, always: a fault on the way is an answer, too."""

    pipeline: Pipeline
    history: History | None = None
    """Keeps every answer before anybody sees it as final."""
    seconds: float = 60
    """After so many an answer is given up."""
    finished: Callable[[Answer], None] = lambda _: None
    """Is told of every answer, before it is seen."""

    async def answer(self, question: Question) -> AsyncIterator[Event]:
        """Yield what happens on the way and last, always, the answer. Never raises for a fault."""
        async with aclosing(self._events(question)) as events:
            async for event in events:
                if isinstance(event, Answered):
                    self._tell(event.answer)
                yield event

    async def _events(self, question: Question) -> AsyncGenerator[Event]:
        draft = await asyncio.to_thread(Draft, question)  # detecting its language may read files
        try:
            async with aclosing(_until(self.pipeline.steps(draft), self.seconds)) as events:
                async for event in events:
                    if isinstance(event, Answered):
                        await self._keep(event.answer)
                    yield event
        except TimeoutError:
            log.warning("answer %s was given up after %g seconds", draft.id, self.seconds)
            yield Answered(await self._failed(draft, "error_timeout"))
        except Exception:
            # An error is an answer too. People see a plain sentence, the log sees the fault.
            log.exception("answer %s failed", draft.id)
            yield Answered(await self._failed(draft, "error_unexpected"))

    async def ask(self, question: Question) -> Answer:
        """Return the answer alone, for those who need not see it come about."""
        async for event in self.answer(question):
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError("the last event is always an answer")

    async def _failed(self, draft: Draft, status: Status) -> Answer:
        """Return what people are told of a fault, kept if that can be done."""
        answer = self.pipeline.refused(draft, status)
        try:
            await self._keep(answer)
        except Exception:
            log.exception("answer %s could not be kept", draft.id)
        return answer

    def _tell(self, answer: Answer) -> None:
        """Tell whoever counts; an answer is not lost because it could not be counted."""
        try:
            self.finished(answer)
        except Exception:
            log.exception("answer %s could not be counted", answer.id)

    async def _keep(self, answer: Answer) -> None:
        if self.history is not None:
            await asyncio.to_thread(self.history.keep, answer)


async def _until(events: AsyncGenerator[Event], seconds: float) -> AsyncGenerator[Event]:
    """Yield the events. Raises TimeoutError when they do not end in time."""
    deadline = asyncio.get_running_loop().time() + seconds
    async with aclosing(events):
        while True:
            try:
                # Only the wait for the next event is bounded: a timeout that encloses a `yield`
                # would cancel whoever reads the events.
                async with asyncio.timeout_at(deadline):
                    event = await anext(events)
            except StopAsyncIteration:
                return
            yield event
