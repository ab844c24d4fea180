"""An answer in the making: its question, and what its trace will say."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from assistant.conversation import Answer, Citation, Question, Status, Trace
from assistant.personal_data import personal_data
from assistant.understanding.message.language import language_of
from assistant.understanding.turns.retelling import Again, Way
from vectorstore.findings import Hit

_BESIDES = 3
"""How many further documents are offered beside an answer."""


class Draft:
    """What is known of an answer so far."""

    def __init__(self, question: Question) -> None:
        self.id = uuid.uuid4().hex
        self.question = question
        self.asked = question
        self.language = self.asked_in = language_of(question.text, question.history)
        self.again: Again | None = None
        """What is asked once more."""
        self.ways: frozenset[Way] = frozenset()
        """How the answer is to be told."""
        self.restated = question.text
        self.hits: tuple[Hit, ...] = ()
        self.answerability: float | None = None
        self.composer = "quote"
        self.model: str | None = None
        self.prompt_digests: dict[str, str] = {}
        self.fallback: str | None = None
        self.removed: dict[str, int] = {}
        self.unsure = False
        self._started = time.perf_counter()
        self._milliseconds: dict[str, int] = {}

    def forget_personal_data(self) -> None:
        """Drop earlier turns that hold personal data: a client that keeps its own history may send
        them."""
        kept = (turn for turn in self.question.history if not personal_data(turn.text))
        self.question = replace(self.question, history=tuple(kept))

    def ask_again(self, again: Again) -> None:
        """Ask what was asked before once more."""
        self.again = again
        self.asked_in = language_of(again.question.text, again.question.history)
        self.tell(again.ways, again.language)

    def tell(self, ways: frozenset[Way], language: str | None) -> None:
        """Have the answer told in these ways, and in a language if one is given."""
        self.ways, self.language = ways, language or self.language

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Note how long a step took, also one that fails; one that is made again takes longer."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._milliseconds[step] = self._milliseconds.get(step, 0) + _since(started)

    def finish(
        self,
        status: Status,
        text: str,
        citations: tuple[Citation, ...],
        suggestions: tuple[str, ...] = (),
    ) -> Answer:
        """Return the answer."""
        if status in ("answered", "unanswerable_not_supported"):
            suggestions = self._besides(citations)
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
                composer=self.composer,
                model=self.model,
                prompt_digests=self.prompt_digests,
                hits=self.hits,
                answerability=self.answerability,
                milliseconds={**self._milliseconds, "total": _since(self._started)},
                fallback=self.fallback,
                removed=self.removed,
                unsure=self.unsure,
            ),
        )

    def _besides(self, citations: tuple[Citation, ...]) -> tuple[str, ...]:
        """Return titles of what was found besides: neither cited nor what was just asked."""
        known = {self.question.text.casefold(), self.restated.casefold()}
        known |= {citation.document.title.casefold() for citation in citations}
        titles = {hit.document.title.casefold(): hit.document.title for hit in self.hits}
        return tuple(title for key, title in titles.items() if key not in known)[:_BESIDES]


def _since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
