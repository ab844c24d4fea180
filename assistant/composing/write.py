"""Composes with a chat model: it writes from numbered passages, and only what they carry is kept.

A LangChain chain: `ChatPromptTemplate | model`, the model from `init_chat_model`, so that the
tracers and callbacks that people have set up see each call. Nothing the model writes is carried
out: it gets no tools, and what it says is text that is verified.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from assistant.composing.faithful import brings_in, faithful
from assistant.composing.markers import (
    SCHEMA,
    Completeness,
    StructuredReply,
    TextReply,
    WrittenSentence,
    plain,
)
from assistant.composing.prompting import Prompts, bounded, template
from assistant.composing.spans import spans
from assistant.conversation import Quote, Turn
from assistant.personal_data import personal_data
from assistant.verifying import Span, Verify
from vectorstore.dictionaries import is_word
from vectorstore.findings import Hit
from vectorstore.language import detect
from vectorstore.passages import context

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

LONGEST_REPLY = 8_000
"""Characters after which a reply is not read any further."""

MOST_SENTENCES = 12
"""A reply of more is not read any further."""

TELLING_WORDS = 8
"""A sentence of so many words tells its language."""

_LONGEST_QUESTION = 500
_SIDE_SECONDS = 10.0
"""How long restating and asking back may take: there is another way to do both."""

Failure = Literal["timeout", "error", "empty", "language"]


class ModelFailed(Exception):
    """The model did not write what could be used; `reason` goes into the trace."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Written:
    """A verified sentence, with the quotes that carry it."""

    text: str
    quotes: list[Quote]
    gap: Literal[" ", "\n", "\n\n"]


@dataclass(slots=True)
class Outcome:
    """What became of an answer that a model wrote."""

    completeness: Completeness = "complete"
    missing: str = ""
    """Words of the question, as the person put them, that were not answered."""
    removed: dict[str, int] = field(default_factory=dict)
    """How many sentences were removed, by reason."""

    @property
    def is_partial(self) -> bool:
        """Whether something is missing: the model says so, or a sentence that cited was removed."""
        return self.completeness == "partial" or bool(self.removed.keys() - {"not cited"})


class Writer:
    """Has a chat model write, and keeps what is verified.

    `seconds` is how long an answer may take, `at_once` how many may be written at the same time.
    """

    def __init__(
        self,
        name: str,
        model: "BaseChatModel",
        prompts: Prompts,
        verify: Verify,
        seconds: float,
        at_once: int,
    ) -> None:
        self.name = name
        self.prompts = prompts
        self._verify = verify
        self._seconds = seconds
        self._structured = bool((model.profile or {}).get("structured_output"))
        from langchain_core.output_parsers import StrOutputParser  # half a second

        self._text: Runnable[dict[str, str], str] = template() | model | StrOutputParser()
        self._answer: Runnable[dict[str, str], Any] = self._text
        if self._structured:
            self._answer = template() | model.with_structured_output(SCHEMA, method="json_schema")
        self._free = asyncio.Semaphore(at_once)

    async def write(
        self, question: str, language: str, hits: Sequence[Hit], outcome: Outcome
    ) -> AsyncGenerator[Written, None]:
        """Yield the verified sentences of an answer as they come; `outcome` tells the rest.

        Raises ModelFailed.
        """
        hits = bounded(hits)
        wholes = 0
        carriers: dict[str, list[tuple[Quote, Span]]] = {}
        # Meanwhile the model thinks.
        asyncio.get_running_loop().run_in_executor(None, is_word, "a", language)
        async with aclosing(self._said(question, language, hits, outcome)) as reply:
            async for said in reply:
                wholes += 1
                if _is_of_another_language(said.text, language):
                    raise ModelFailed("language")
                cited = [hits[n - 1] for n in said.numbers if 0 < n <= len(hits)]
                quotes, reason = await asyncio.to_thread(
                    self._carried, said, language, cited, carriers
                )
                if quotes:
                    yield Written(said.text, quotes, said.gap)
                else:
                    outcome.removed[reason] = outcome.removed.get(reason, 0) + 1
                if wholes == MOST_SENTENCES:
                    break
        if not wholes and outcome.completeness != "none":
            raise ModelFailed("empty")
        outcome.missing = _repeated(outcome.missing, question)

    async def restate(self, question: str, language: str, history: Sequence[Turn]) -> str | None:
        """Return a follow-up as it would be asked without its history; None if the model brings in
        what nobody said, leaves out what was asked, or fails."""
        safe = [turn for turn in history if not await asyncio.to_thread(personal_data, turn.text)]
        restated = await self._line(self.prompts.to_restate(question, language, safe))
        said = [turn.text for turn in safe]
        return restated if restated and faithful(restated, question, said, language) else None

    async def ask_back(self, question: str, language: str, titles: Sequence[str]) -> str | None:
        """Return what to ask somebody whose question is vague; None if the model fails to, or
        names what is neither in the question nor in the titles."""
        asked = await self._line(self.prompts.to_clarify(question, language, titles))
        known = " ".join([question, *titles])
        if not asked or asked.count("?") + asked.count(";") != 1 or asked[-1] not in "?;":
            return None
        return None if brings_in(asked, known, language) else asked

    async def _line(self, filled: dict[str, str]) -> str | None:
        """Return a reply of one line; None if there is none."""
        try:
            async with asyncio.timeout(min(self._seconds, _SIDE_SECONDS)), self._free:
                line = plain(await self._text.ainvoke(filled))
        except Exception:  # each provider's package has errors of its own; there is another way
            return None
        return line if 0 < len(line) <= _LONGEST_QUESTION else None

    async def _said(
        self, question: str, language: str, hits: Sequence[Hit], outcome: Outcome
    ) -> AsyncGenerator[WrittenSentence, None]:
        reply = StructuredReply(language) if self._structured else TextReply(language)
        async with aclosing(self._pieces(question, language, hits)) as pieces:
            async for piece in pieces:
                for said in reply.feed(piece):
                    yield said
        for said in reply.end():
            yield said
        outcome.completeness, outcome.missing = reply.completeness, reply.missing

    async def _pieces(
        self, question: str, language: str, hits: Sequence[Hit]
    ) -> AsyncGenerator[Any, None]:
        """Yield what the chain streams, within the time and length that an answer has."""
        filled = self.prompts.to_answer(question, language, hits)
        deadline = asyncio.get_running_loop().time() + self._seconds
        length = 0
        try:
            async with asyncio.timeout_at(deadline):
                await self._free.acquire()
        except TimeoutError as error:
            raise ModelFailed("timeout") from error
        try:
            stream = cast("AsyncGenerator[Any, None]", self._answer.astream(filled))
            async with aclosing(stream):
                while length < LONGEST_REPLY:
                    async with asyncio.timeout_at(deadline):
                        piece = await anext(stream, None)
                    if piece is None:
                        return
                    yield piece
                    length = len(str(piece)) if self._structured else length + len(piece)
        except TimeoutError as error:
            raise ModelFailed("timeout") from error
        except Exception as error:  # each provider's package has errors of its own
            raise ModelFailed("error") from error
        finally:
            self._free.release()

    def _carried(
        self,
        said: WrittenSentence,
        language: str,
        cited: Sequence[Hit],
        carriers: dict[str, list[tuple[Quote, Span]]],
    ) -> tuple[list[Quote], str]:
        """Return the quotes that carry a sentence, or none and the reason.

        `carriers` keeps what has been read of each passage.
        """
        for hit in cited:
            if hit.passage.id not in carriers:
                carriers[hit.passage.id] = [(quote, span_of(quote)) for quote in quotable(hit)]
        possible = [one for hit in cited for one in carriers[hit.passage.id]]
        support = self._verify(said.text, language, [span for _, span in possible])
        return [possible[place][0] for place in support.spans], support.reason


def quotable(hit: Hit) -> list[Quote]:
    """Return the stretches of a passage that can carry a sentence: each of its sentences, with what
    it leans on, and whole lists."""
    passage, document = hit.passage, hit.document
    stretches = (
        spans(passage, place, document.language) for place in range(len(passage.sentences))
    )
    whole = dict.fromkeys((stretch[0][0], stretch[-1][1]) for stretch in stretches)
    return [Quote(passage, document, start, end) for start, end in whole]


def span_of(quote: Quote) -> Span:
    """Return a quote as the verification takes it."""
    inside = [
        sentence
        for sentence in quote.passage.sentences
        if quote.start <= sentence.start and sentence.end <= quote.end
    ]
    return Span(
        text=quote.wording,
        context=context(quote.document, quote.passage.headings),
        language=quote.document.language,
        sentences=inside,
    )


def _is_of_another_language(text: str, language: str) -> bool:
    return len(text.split()) >= TELLING_WORDS and detect(text, language) != language


def _repeated(missing: str, question: str) -> str:
    """Return the stretch of the question that the words repeat; nothing if they do not."""
    words = re.findall(r"\w+", missing)
    if not words:
        return ""
    found = re.search(r"\W+".join(map(re.escape, words)), question, re.IGNORECASE)
    return found[0] if found else ""
