"""The assistant: from a question to a cited answer. The one list of steps."""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from assistant import sentences
from assistant.answerability import Evidence, answerable, weigh
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
from assistant.verifying import verified
from vectorstore.catalogue import Catalogue
from vectorstore.language import detect
from vectorstore.passages import Findings, Hit
from vectorstore.search import Search

log = logging.getLogger(__name__)


class Assistant:
    """Answers questions from what a search finds. `contact` is where refusals send people."""

    def __init__(self, search: Search, catalogue: Catalogue, contact: str | None) -> None:
        self._search = search
        self._catalogue = catalogue
        self._contact = contact

    async def answer(self, question: Question) -> AsyncIterator[Event]:
        """Yield what happens on the way and last, always, the answer. Never raises for a fault."""
        draft = _Draft(question)
        try:
            async for event in self._steps(draft):
                yield event
        except Exception:
            # An error is an answer too. People see a plain sentence, the log sees the fault.
            log.exception("answer %s failed", draft.id)
            yield Answered(self._without_quotes(draft, "error_unexpected"))

    async def ask(self, question: Question) -> Answer:
        """Return the answer alone, for those who need not see it come about."""
        async for event in self.answer(question):
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError("the last event is always an answer")

    async def _steps(self, draft: "_Draft") -> AsyncIterator[Event]:
        with draft.timed("find"):
            findings = await asyncio.to_thread(self._find, draft)
        yield PassagesFound(findings.hits)
        with draft.timed("decide"):
            evidence = await asyncio.to_thread(weigh, draft.question.text, findings)
        draft.answerability = evidence[0].weight if evidence else None
        if not answerable(evidence):
            yield Answered(self._without_quotes(draft, _why_not(evidence)))
            return
        with draft.timed("compose"):
            quotes = compose(evidence, draft.language)
        with draft.timed("verify"):
            quotes = await asyncio.to_thread(self._verify, quotes)
        if not quotes:
            yield Answered(self._without_quotes(draft, "unanswerable_not_supported"))
            return
        citations = cite(quotes)
        pieces = write(citations)
        for piece in pieces:
            yield Delta(piece)
        yield Answered(draft.finish("answered", "".join(pieces), citations))

    def _find(self, draft: "_Draft") -> Findings:
        asked = draft.question
        draft.language = detect(asked.text)
        findings = self._search.find(asked.text, draft.language, asked.groups, asked.filters)
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


def _why_not(evidence: list[Evidence]) -> Status:
    return "unanswerable_not_supported" if evidence else "unanswerable_no_passages"


class _Draft:
    """An answer in the making: its question, and what its trace will say."""

    def __init__(self, question: Question) -> None:
        self.id = uuid.uuid4().hex
        self.question = question
        self.language = "en"
        self.hits: tuple[Hit, ...] = ()
        self.answerability: float | None = None
        self._started = time.perf_counter()
        self._milliseconds: dict[str, int] = {}

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step took."""
        started = time.perf_counter()
        yield
        self._milliseconds[step] = _since(started)

    def finish(self, status: Status, text: str, citations: tuple[Citation, ...]) -> Answer:
        """Return the answer."""
        return Answer(
            id=self.id,
            question=self.question,
            status=status,
            language=self.language,
            text=text,
            citations=citations,
            trace=Trace(
                restated_question=self.question.text,
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
