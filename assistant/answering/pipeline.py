"""From a question to a cited answer: the one list of steps."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering import by_model, fixed_answers
from assistant.answering.draft import Draft
from assistant.answering.finding import FOUND, Found, Weighed, look_for, texts_of, weigh_all
from assistant.answering.interpreting import Interpretation, interpret, what_is_asked
from assistant.answering.presenting import composed, is_told_otherwise, told
from assistant.answering.stored import as_stored
from assistant.calibration import About, Calibration
from assistant.composing.write import Writer
from assistant.conversation import (
    Answer,
    Answered,
    Delta,
    Event,
    PassagesFound,
    Question,
    Status,
    questions,
)
from assistant.deciding.decision import Decision, decide
from assistant.deciding.features import Reads
from assistant.deciding.refusing import refusal, surely_tells
from assistant.deciding.scope import is_unsafe, is_vague
from assistant.personal_data import personal_data
from assistant.understanding.about import about
from assistant.understanding.follow_ups.restating import restate
from assistant.understanding.kinds.office_words import with_plain_office_words
from assistant.understanding.message.clauses import on_what_was_said, said_in
from assistant.understanding.message.courtesies import courtesy_in
from assistant.understanding.message.language import language_of
from assistant.understanding.message.typed import plainly_typed
from assistant.understanding.phrases.asking import without
from assistant.understanding.turns.retelling import asked_again, manner
from assistant.understanding.turns.returning import corrects
from vectorstore.catalogue import Catalogue
from vectorstore.findings import Hit
from vectorstore.search import Search
from vectorstore.sight import Sight


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What is found for a question that is not answered."""

    question: str
    """As it stands alone, without its history."""
    language: str
    """The question's (ISO 639-1)."""
    hits: tuple[Hit, ...]
    """Best first."""


@dataclass(frozen=True, slots=True, eq=False)
class Pipeline:
    """The steps to an answer, and what they work with."""

    search: Search
    catalogue: Catalogue
    """Of the documents that are searched: what is quoted is held against it."""
    calibration: Calibration
    reader: Reads | None
    """Of the calibration's weights; None if it has none."""
    contact: str | None
    """Where refusals send people."""
    writer: Writer | None = None
    """A model that writes what is answered; what is refused is decided as without."""

    def find(self, question: Question, limit: int | None = None) -> Retrieved:
        """Return what is found, with no model: up to `limit` passages, or as many as an answer is
        made from."""
        language = language_of(question.text, question.history)
        search = self.search.for_one_question()
        question = self._asked(search, question, language)
        restated = restate(question.text, question.history)
        asked = interpret(search, question, restated, language)
        # Fewer are the first of as many as an answer is made from: they are ordered afterwards.
        most = max(limit or FOUND, FOUND)
        found = look_for(search, asked, question, language, date.today(), most)
        weighed = weigh_all(found, self.reader, self.calibration, date.today())
        return Retrieved(restated, language, weighed.hits[:limit])

    async def steps(self, draft: Draft) -> AsyncGenerator[Event]:
        """Yield what happens on the way and last the answer to the draft's question."""
        search = self.search.for_one_question()
        with draft.timed("restate"):
            unsearched = await asyncio.to_thread(self._unsearched, draft)
        if unsearched:
            yield Answered(unsearched)
            return
        with draft.timed("restate"):
            asked, unsafe = await self._restated(search, draft)
        if unsafe:
            yield Answered(self.refused(draft, "refused_unsafe"))
            return
        on_what = await asyncio.to_thread(self._about, search, draft)
        if on_what == "answer":
            yield Answered(fixed_answers.of_its_answer(draft))
            return
        with draft.timed("find"):
            found = await asyncio.to_thread(
                look_for, search, asked, draft.asked, draft.asked_in, date.today()
            )
        with draft.timed("decide"):
            weighed, decision = await asyncio.to_thread(self._decided, found, draft.asked_in)
        draft.hits = weighed.hits
        yield PassagesFound(draft.hits)
        if instead := await self._instead(draft, on_what, found, decision):
            yield Answered(instead)
            return
        draft.answerability = weighed.answerability
        cause = await asyncio.to_thread(
            refusal, decision, found.whole, draft.restated, self.calibration
        )
        if cause:
            yield Answered(self.refused(draft, cause))
            return
        async with aclosing(self._composed(draft, decision)) as events:
            async for event in events:
                yield event

    def _unsearched(self, draft: Draft) -> Answer | None:
        """Return the answer to a message that asks nothing: personal data or a courtesy. Return
        None for any other message.

        Personal data is dropped from the draft on the way, because nobody may keep it.
        """
        if personal_data(draft.question.text):
            # What is not there cannot be kept.
            draft.question, draft.restated = replace(draft.question, text=""), ""
            return self.refused(draft, "refused_personal_data")
        draft.forget_personal_data()
        if courtesy := courtesy_in(draft.question.text, draft.language):
            draft.language = courtesy
            return fixed_answers.greeted(draft)
        # A model can do more with an answer.
        again = None if self.writer else asked_again(draft.question, draft.language)
        if again:
            draft.ask_again(again)
        else:
            draft.tell(*manner(draft.question.text, draft.language))
        return None

    async def _restated(self, search: Search, draft: Draft) -> tuple[Interpretation, bool]:
        """Return what is asked, and whether it is unsafe; with a model, as that restates it."""
        asked = await asyncio.to_thread(self._interpreted, search, draft)
        unsafe = await asyncio.to_thread(self._is_unsafe, search, draft, asked)
        # No model is shown what is unsafe, nor is what it makes of a question taken as safe.
        if not unsafe and self.writer and await by_model.restate(draft, self.writer):
            asked = await asyncio.to_thread(self._read, search, draft)
            unsafe = await asyncio.to_thread(self._is_unsafe, search, draft, asked)
        return asked, unsafe

    def _interpreted(self, search: Search, draft: Draft) -> Interpretation:
        """Return what is asked; the draft is told how it is looked for, and how it stands alone."""
        question = draft.again.question if draft.again else draft.question
        draft.asked = self._asked(search, question, draft.asked_in)
        draft.restated = restate(draft.asked.text, draft.asked.history)
        return self._read(search, draft)

    def _read(self, search: Search, draft: Draft) -> Interpretation:
        return interpret(search, draft.asked, draft.restated, draft.asked_in)

    def _is_unsafe(self, search: Search, draft: Draft, asked: Interpretation) -> bool:
        """Tell whether something unsafe is asked for.

        It may hide behind something else that is said with it, or in what a question leaves to its
        history.
        """
        language = draft.asked_in
        question = draft.again.question if draft.again else draft.question
        text = plainly_typed(question.text, language)
        said = [*said_in(text, language), plainly_typed(draft.restated, language)]
        if draft.restated != draft.asked.text and (before := questions(question.history)):
            said.append(on_what_was_said(plainly_typed(before[-1], language), text, language))
        said = [with_plain_office_words(one, language) for one in said]
        # What will be looked for is embedded in the same go: that takes little longer than one.
        later = [draft.asked.text, *texts_of(asked, language, date.today())]
        embedded = search.wordings([*said, *later], language)
        return is_unsafe(embedded[: len(said)], self.calibration)

    def _decided(self, found: Found, language: str) -> tuple[Weighed, Decision]:
        weighed = weigh_all(found, self.reader, self.calibration, date.today())
        return weighed, decide(weighed.parts, language, self.calibration, found.left)

    def _asked(self, search: Search, question: Question, language: str) -> Question:
        fitted = self.calibration
        return what_is_asked(search, question, language, fitted.aside, fitted.intents, date.today())

    async def _instead(
        self, draft: Draft, on_what: About, found: Found, decision: Decision
    ) -> Answer | None:
        """Return what is said of the assistant itself, or what asks back; None to what is asked of
        documents, as is what they surely tell, whatever it sounds like."""
        of_itself = on_what == "assistant"
        text, restated = draft.asked.text, draft.restated
        is_open = not (draft.asked.history and decision.answered)
        is_unclear = is_open and is_vague(found.whole, text, restated, self.calibration)
        if not (of_itself or is_unclear) or surely_tells(decision, draft.restated, draft.asked_in):
            return None
        if of_itself:
            return await asyncio.to_thread(self._of_itself, draft)
        return await by_model.ask_back(draft, self.writer)

    async def _composed(self, draft: Draft, decision: Decision) -> AsyncGenerator[Event, None]:
        """Yield what a model writes, or else what is quoted, and last the answer."""
        if self.writer:
            events = by_model.written(draft, self.writer, self.catalogue, self.contact)
            async with aclosing(events) as written:
                async for event in written:
                    yield event
            if draft.fallback is None:
                return
        async with aclosing(self._quoted(draft, decision)) as quoted:
            async for event in quoted:
                yield event

    async def _quoted(self, draft: Draft, decision: Decision) -> AsyncGenerator[Event, None]:
        """Yield the sentences that answer, verbatim, and last the answer."""
        least = self.calibration.answerable
        with draft.timed("compose"):
            answer = await asyncio.to_thread(composed, decision, least, date.today(), draft.ways)
        with draft.timed("verify"):
            answer = await asyncio.to_thread(as_stored, answer, self.catalogue)
        if not answer.quotes:
            yield Answered(self.refused(draft, "unanswerable_not_supported"))
            return
        draft.unsure = bool(decision.unsure)
        citations, pieces = told(decision, answer, draft.language, draft.ways)
        text = "".join(pieces)
        if draft.again and not is_told_otherwise(draft.again, text, citations, draft.question):
            yield Answered(fixed_answers.of_its_answer(draft))
            return
        for piece in pieces:
            yield Delta(piece)
        yield Answered(draft.finish("answered", text, citations))

    def _about(self, search: Search, draft: Draft) -> About:
        """Return whether a question is about the documents, the assistant or its last answer.

        What is asked once more is always about the documents. So is, with a writer, what is about
        the last answer: a model can work on that, where quoting cannot.
        """
        if draft.again:
            return "documents"
        text = draft.asked.text
        of_what = without("overview", text, draft.language) or text
        asked, subject = search.wordings([text, of_what], draft.language)
        on_what = about(
            draft.asked,
            draft.language,
            asked,
            subject,
            self.calibration,
            embed=lambda words: search.wordings([words], draft.language)[0],
            is_correction=corrects(draft.question.text, draft.language),
        )
        return "documents" if on_what == "answer" and self.writer else on_what

    def refused(self, draft: Draft, status: Status) -> Answer:
        """Return why a question is not answered, and whom to turn to."""
        return fixed_answers.refused(draft, status, self.contact)

    def _of_itself(self, draft: Draft) -> Answer:
        seeing = Sight(frozenset(draft.question.groups))  # and not what they want to see now
        documents, newest = self.catalogue.count_documents(seeing), self.catalogue.newest(seeing)
        return fixed_answers.of_itself(draft, documents, newest, self.contact)
