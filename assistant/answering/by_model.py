"""What a language model does for an answer, where there is one: it says how a follow-up stands
alone, writes the answer, and asks back."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from assistant import sentences
from assistant.answering import fixed_answers
from assistant.answering.draft import Draft
from assistant.answering.stored import stored
from assistant.composing.citing import Citing, dates, lacks
from assistant.composing.write import ModelFailed, Outcome, Writer, Written
from assistant.conversation import Answer, Answered, Delta, Event
from vectorstore.catalogue import Catalogue

log = logging.getLogger(__name__)


async def restate(draft: Draft, writer: Writer) -> bool:
    """Have a model say how a follow-up stands alone; tell whether it did."""
    asked = draft.asked
    if not asked.history:
        return False
    by_model = await writer.restate(asked.text, draft.language, asked.history)
    if not by_model:
        return False
    draft.restated = by_model
    draft.prompt_digests |= writer.prompts.digests("restate")
    return True


async def written(
    draft: Draft, writer: Writer, catalogue: Catalogue, contact: str | None
) -> AsyncGenerator[Event, None]:
    """Yield the verified sentences of a model and last, unless it fails, the answer.

    A failure is noted in the draft.
    """
    outcome, citing = Outcome(), Citing()
    draft.model = writer.name
    draft.prompt_digests |= writer.prompts.digests("answer")
    pieces: list[str] = []
    try:
        with draft.timed("compose"):
            reply = writer.write(draft.restated, draft.language, draft.hits, outcome)
            async with aclosing(reply):
                async for said in reply:
                    if await asyncio.to_thread(_is_stored, said, catalogue):
                        pieces.append(citing.sentence(said.text, said.quotes, said.gap))
                        yield Delta(pieces[-1])
    except ModelFailed as failure:
        log.warning("answer %s is quoted, the model failed: %s", draft.id, failure.reason)
        draft.fallback = failure.reason
        return
    draft.composer, draft.removed = "write", outcome.removed
    if not pieces or outcome.completeness == "none":
        yield Answered(fixed_answers.refused(draft, "unanswerable_not_supported", contact))
        return
    if outcome.is_partial:
        pieces.append(f"\n\n{_partly(outcome, draft.language)}")
        yield Delta(pieces[-1])
    pieces.append(f"\n\n{dates(citing.citations, draft.language)}")
    yield Delta(pieces[-1])
    yield Answered(draft.finish("answered", "".join(pieces), tuple(citing.citations)))


async def ask_back(draft: Draft, writer: Writer | None) -> Answer:
    """Return the answer to a vague question, in a model's words if there is one."""
    titles = fixed_answers.offered(draft)
    if not (writer and titles):
        return fixed_answers.asked_back(draft)
    by_model = await writer.ask_back(draft.asked.text, draft.language, titles)
    if by_model:
        draft.composer, draft.model = "write", writer.name
        draft.prompt_digests |= writer.prompts.digests("clarify")
    return fixed_answers.asked_back(draft, by_model)


def _is_stored(said: Written, catalogue: Catalogue) -> bool:
    return len(stored(said.quotes, catalogue)) == len(said.quotes)


def _partly(outcome: Outcome, language: str) -> str:
    """Return the sentence that says that an answer is not whole, and what it lacks."""
    if outcome.missing:
        return lacks(outcome.missing, language)
    return sentences.say(language, "partial")
