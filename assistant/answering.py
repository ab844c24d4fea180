"""The assistant: from a question to a cited answer. The one list of steps."""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace

from assistant import sentences
from assistant.answerability import Reads, answerable, out_of_scope, weigh
from assistant.asking import wanted
from assistant.calibration import Calibration
from assistant.citing import cite, write
from assistant.composing.quote import compose
from assistant.conversation import (
    Answer,
    Answered,
    Citation,
    Delta,
    Event,
    PassagesFound,
    Question,
    Quote,
    Status,
    Trace,
)
from assistant.history import History
from assistant.intent import intents
from assistant.personal_data import personal_data
from assistant.restating import just_cited, language_of, restate
from assistant.verifying import verified
from vectorstore.catalogue import Catalogue
from vectorstore.passages import Findings, Hit
from vectorstore.search import Search

log = logging.getLogger(__name__)

_FEWEST_OFFERED, _OFFERED = 2, 4
"""How many documents are offered to somebody whose question is too vague."""


class Assistant:
    """Answers questions from what a search finds. `contact` is where refusals send people.

    Every answer is kept in `history`, if there is one, before anybody sees it as final.
    """

    def __init__(
        self,
        search: Search,
        catalogue: Catalogue,
        calibration: Calibration,
        reader: Reads | None,
        contact: str | None,
        history: History | None = None,
    ) -> None:
        self._search = search
        self._catalogue = catalogue
        self._calibration = calibration
        self._reader = reader
        self._contact = contact
        self._history = history

    async def answer(self, question: Question) -> AsyncIterator[Event]:
        """Yield what happens on the way and last, always, the answer. Never raises for a fault."""
        draft = _Draft(question)
        try:
            async for event in self._steps(draft):
                if isinstance(event, Answered):
                    await self._keep(event.answer)
                yield event
        except Exception:
            # An error is an answer too. People see a plain sentence, the log sees the fault.
            log.exception("answer %s failed", draft.id)
            answer = self._without_quotes(draft, "error_unexpected")
            try:
                await self._keep(answer)
            except Exception:
                log.exception("answer %s could not be kept", draft.id)
            yield Answered(answer)

    async def ask(self, question: Question) -> Answer:
        """Return the answer alone, for those who need not see it come about."""
        async for event in self.answer(question):
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError("the last event is always an answer")

    async def _keep(self, answer: Answer) -> None:
        if self._history is not None:
            await asyncio.to_thread(self._history.keep, answer)

    async def _steps(self, draft: "_Draft") -> AsyncIterator[Event]:
        if await asyncio.to_thread(personal_data, draft.question.text):
            # Nobody keeps what is not there.
            draft.question, draft.restated = replace(draft.question, text=""), ""
            yield Answered(self._without_quotes(draft, "refused_personal_data"))
            return
        await asyncio.to_thread(draft.leave_out_personal_data)
        with draft.timed("restate"):
            draft.restate()
        with draft.timed("find"):
            findings = await asyncio.to_thread(self._find, draft)
        likely = intents(findings.vector, self._calibration.intents)
        if likely["unsafe"] >= self._calibration.unsafe:
            draft.hits = ()
            yield Answered(self._without_quotes(draft, "refused_unsafe"))
            return
        yield PassagesFound(findings.hits)
        if likely["vague"] >= self._calibration.vague:
            yield Answered(self._asking_back(draft))
            return
        with draft.timed("decide"):
            evidence = await asyncio.to_thread(
                weigh, draft.restated, findings, self._reader, self._calibration
            )
        draft.answerability = evidence[0].weight if evidence else None
        if out_of_scope(findings, likely, self._calibration):
            yield Answered(self._without_quotes(draft, "refused_out_of_scope"))
            return
        if not answerable(evidence, self._calibration):
            cause: Status = "unanswerable_not_supported" if evidence else "unanswerable_no_passages"
            yield Answered(self._without_quotes(draft, cause))
            return
        with draft.timed("compose"):
            composed = compose(
                evidence, wanted(draft.question.text, draft.language), draft.language
            )
        with draft.timed("verify"):
            quotes = await asyncio.to_thread(self._verify, composed.quotes)
        if not quotes:
            yield Answered(self._without_quotes(draft, "unanswerable_not_supported"))
            return
        citations = cite(quotes)
        differ = composed.differ and len(quotes) == len(composed.quotes)
        pieces = write(citations, draft.language, differ)
        for piece in pieces:
            yield Delta(piece)
        yield Answered(draft.finish("answered", "".join(pieces), citations))

    def _find(self, draft: "_Draft") -> Findings:
        asked = draft.question
        findings = self._search.find(
            draft.restated,
            draft.language,
            asked.groups,
            asked.filters,
            cited=just_cited(asked.history) if draft.restated != asked.text else "",
        )
        draft.hits = findings.hits
        return findings

    def _verify(self, quotes: list[Quote]) -> list[Quote]:
        spans: dict[str, list[tuple[int, int]]] = {}
        for quote in quotes:
            spans.setdefault(quote.document.id, []).append((quote.start, quote.end))
        stored = {
            (key, span): text
            for key, asked in spans.items()
            for span, text in zip(asked, self._catalogue.wordings(key, asked), strict=True)
        }
        return verified(quotes, [stored[q.document.id, (q.start, q.end)] for q in quotes])

    def _without_quotes(self, draft: "_Draft", status: Status) -> Answer:
        contact = self._contact or sentences.say(draft.language, "contact")
        text = sentences.say(draft.language, status, contact=contact)
        return draft.finish(status, text, ())

    def _asking_back(self, draft: "_Draft") -> Answer:
        """Offer what the documents nearest to a vague question are about."""
        titles = tuple(dict.fromkeys(hit.document.title for hit in draft.hits))[:_OFFERED]
        if len(titles) < _FEWEST_OFFERED:
            text = sentences.say(draft.language, "clarification_bare")
            return draft.finish("clarification", text, ())
        text = sentences.say(draft.language, "clarification")
        listed = "".join(f"\n- {title}" for title in titles)
        return draft.finish("clarification", text + listed, (), titles)


class _Draft:
    """An answer in the making: its question, and what its trace will say."""

    def __init__(self, question: Question) -> None:
        self.id = uuid.uuid4().hex
        self.question = question
        self.language = language_of(question.text, question.history)
        self.restated = question.text
        self.hits: tuple[Hit, ...] = ()
        self.answerability: float | None = None
        self._started = time.perf_counter()
        self._milliseconds: dict[str, int] = {}

    def leave_out_personal_data(self) -> None:
        """Drop earlier turns that hold it: a client that keeps its own history may send them."""
        kept = (turn for turn in self.question.history if not personal_data(turn.text))
        self.question = replace(self.question, history=tuple(kept))

    def restate(self) -> None:
        """Say what the question leaves to its history."""
        self.restated = restate(self.question.text, self.question.history)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step took."""
        started = time.perf_counter()
        yield
        self._milliseconds[step] = _since(started)

    def finish(
        self,
        status: Status,
        text: str,
        citations: tuple[Citation, ...],
        suggestions: tuple[str, ...] = (),
    ) -> Answer:
        """Return the answer."""
        return Answer(
            id=self.id,
            question=self.question,
            status=status,
            language=self.language,
            text=text,
            citations=citations,
            suggestions=suggestions,
            trace=Trace(
                restated_question=self.restated,
                composer="quote",
                model=None,
                prompt_digests={},
                hits=self.hits,
                answerability=self.answerability,
                milliseconds={**self._milliseconds, "total": _since(self._started)},
            ),
        )


def _since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
