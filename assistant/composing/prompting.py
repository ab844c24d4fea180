"""The words that a model is sent: instructions, and apart from them what others wrote, as data."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.composing.markers import MISSING, NONE
from assistant.conversation import Turn
from prompts import Prompt, load
from vectorstore.findings import Hit

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

MOST_CHARACTERS = 16_000
"""Of the passages that a model is sent; those found last are left out."""

_ADDRESS = re.compile(r"\b\w{2,12}://\S+|\bwww\.\S+")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model is sent, by what it is asked to do."""

    answer: Prompt
    restate: Prompt
    clarify: Prompt
    material: Prompt
    """Around what others wrote: passages, questions, titles."""

    @classmethod
    def load(cls, folder: Path | None) -> "Prompts":
        """Return the bundled words, or a folder's in place of those that it has.

        Raises PromptWrong, also for a place that is missing or has no value.
        """
        prompts = cls(
            *(load(name, folder) for name in ("answer", "restate", "clarify", "material"))
        )
        for fill in (prompts.to_answer, prompts.to_restate, prompts.to_clarify):
            fill("", "en", [])
        return prompts

    def digests(self, name: Literal["answer", "restate", "clarify"]) -> dict[str, str]:
        """Return the digests of the prompts that one of the tasks is asked with."""
        own: tuple[Prompt, Prompt] = (getattr(self, name), self.material)
        return {prompt.name: prompt.digest for prompt in own}

    def to_answer(self, question: str, language: str, hits: Sequence[Hit]) -> dict[str, str]:
        """Return what `template` is filled with to ask for an answer."""
        passages = [
            {
                "number": number,
                "about": _ADDRESS.sub("(address)", hit.context),
                "language": hit.document.language,
                "text": _ADDRESS.sub("(address)", hit.passage.text),
            }
            for number, hit in enumerate(hits, 1)
        ]
        instructions = self.answer.render(language=language, none=NONE, missing=MISSING)
        return self._filled(instructions, question, passages=passages)

    def to_restate(self, question: str, language: str, history: Sequence[Turn]) -> dict[str, str]:
        """Return what asks for the question as it would stand alone."""
        said = [{"role": turn.role, "text": turn.text} for turn in history]
        return self._filled(self.restate.render(language=language), question, conversation=said)

    def to_clarify(self, question: str, language: str, titles: Sequence[str]) -> dict[str, str]:
        """Return what asks for a question back."""
        return self._filled(self.clarify.render(language=language), question, passages=titles)

    def _filled(
        self,
        instructions: str,
        question: str,
        conversation: Sequence[Any] = (),
        passages: Sequence[Any] = (),
    ) -> dict[str, str]:
        material = self.material.render(
            conversation=_data(conversation), passages=_data(passages), question=_data(question)
        )
        return {"instructions": instructions, "material": material}


def template() -> "ChatPromptTemplate":
    """Return the messages: instructions stand outside what others wrote, in one of their own."""
    from langchain_core.prompts import ChatPromptTemplate  # half a second, for those who write

    return ChatPromptTemplate.from_messages([("system", "{instructions}"), ("human", "{material}")])


def bounded(hits: Sequence[Hit]) -> list[Hit]:
    """Return as many of the hits, from the first, as a model is sent."""
    kept: list[Hit] = []
    length = 0
    for hit in hits:
        length += len(hit.passage.text)
        if kept and length > MOST_CHARACTERS:
            break
        kept.append(hit)
    return kept


def _data(piece: Any) -> str:
    """Return JSON without `<`: nothing in a text can end the piece that it stands in."""
    return json.dumps(piece, ensure_ascii=False).replace("<", "\\u003c")
