"""Runs: ask the cases, and keep what came back.

A run's folder holds `config.json`, `generated.jsonl`, `scores.jsonl` and `summary.json`
(`scoring.py`), and what a judge said of it (`judge.py`).
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ValidationError

from assistant.client import Client
from assistant.errors import WrongUse
from assistant.evaluation.cases import Case
from assistant.wire.answers import AnswerBody
from assistant.wire.documents import DocumentTextBody, PassageBody
from assistant.wire.questions import QuestionBody

Progress = Callable[[int, int, str], None]


class Evaluated(Protocol):
    """Whoever is evaluated: the assistant in this process, or a service at an address."""

    async def ask(self, question: QuestionBody) -> AnswerBody:
        """Return the answer."""

    async def passage(self, passage_id: str) -> PassageBody:
        """Return a passage that was found."""

    async def document(self, document_id: str) -> DocumentTextBody:
        """Return a document with its text."""

    async def locator(self, document_id: str) -> str | None:
        """Return where a document was read; None if that is not told."""


class Service:
    """A running service."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def ask(self, question: QuestionBody) -> AnswerBody:
        """Return the answer."""
        return await asyncio.to_thread(self._client.ask, question)

    async def passage(self, passage_id: str) -> PassageBody:
        """Return a passage that was found."""
        return await asyncio.to_thread(self._client.passage, passage_id)

    async def document(self, document_id: str) -> DocumentTextBody:
        """Return a document with its text."""
        return await asyncio.to_thread(self._client.document, document_id)

    async def locator(self, document_id: str) -> str | None:  # noqa: ARG002
        """Return None: a service tells a document's address or file name alone."""
        return None


class Generated(BaseModel):
    """What came back for a case: the answer, and the texts that scoring needs."""

    case: str
    haystack: str
    answer: AnswerBody
    passages: list[str]
    """The texts of the answer's hits, best first."""
    quotes_true: list[bool]
    """For each citation, whether its quote is the document's text at its span."""
    locators: dict[str, str] = {}
    """Where the documents of the hits were read, by their ids, as far as that is told."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run's folder."""

    folder: Path

    @property
    def generated(self) -> Path:
        """What came back, a case a line."""
        return self.folder / "generated.jsonl"

    @property
    def scores(self) -> Path:
        """The scores, a case a line."""
        return self.folder / "scores.jsonl"

    @property
    def summary(self) -> Path:
        """The figures."""
        return self.folder / "summary.json"

    @property
    def judged(self) -> Path:
        """A judge's verdicts, an answer a line."""
        return self.folder / "judged.jsonl"

    @property
    def judged_summary(self) -> Path:
        """A judge's figures, apart from `summary`: no baseline is held against them."""
        return self.folder / "judged_summary.json"

    @property
    def config(self) -> dict[str, Any] | None:
        """What the run was made with; None if that is not known."""
        path = self.folder / "config.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def configure(self, config: dict[str, Any]) -> None:
        """Keep what the run was made with."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")


def open_run(path: Path) -> Run:
    """Return the run in a folder, or that a generated.jsonl belongs to. Raises WrongUse."""
    run = Run(path.parent if path.name == "generated.jsonl" else path)
    if not run.generated.is_file() and run.config is None:
        raise WrongUse(
            f"{path} is no run: it holds neither generated.jsonl nor config.json. Give the folder "
            "that `euif evaluate` names at its end, as results/<time>, or its generated.jsonl."
        )
    return run


async def generate(
    run: Run,
    cases: Sequence[Case],
    asked: Evaluated,
    haystack: str,
    at_once: int,
    progress: Progress,
) -> None:
    """Ask the cases that the run has no answer to yet, at most `at_once` at a time."""
    done = {one.case for one in read_generated(run.generated) if one.haystack == haystack}
    left = [case for case in cases if case.id not in done]
    gate = asyncio.Semaphore(at_once)
    finished = 0
    with run.generated.open("a", encoding="utf-8") as file:

        async def one(case: Case) -> None:
            nonlocal finished
            async with gate:
                generated = await _ask(case, asked, haystack)
            file.write(generated.model_dump_json() + "\n")
            file.flush()
            finished += 1
            progress(finished, len(left), f"{haystack}: {case.id}")

        # What is under way is kept before a failure ends the run.
        failures = await asyncio.gather(*(one(case) for case in left), return_exceptions=True)
    for failure in filter(None, failures):
        raise failure


async def _ask(case: Case, asked: Evaluated, haystack: str) -> Generated:
    # Of the channel "evaluation" a service keeps nothing.
    question = QuestionBody(
        question=case.question, history=list(case.history), channel="evaluation"
    )
    answer = await asked.ask(question)
    passages = [(await asked.passage(hit.passage_id)).text for hit in answer.trace.hits]
    quotes_true = []
    for citation in answer.citations:
        text = (await asked.document(citation.document_id)).text
        quotes_true.append(text[citation.start : citation.end] == citation.quote)
    ids = dict.fromkeys(hit.document_id for hit in answer.trace.hits)
    locators = {document_id: await asked.locator(document_id) for document_id in ids}
    return Generated(
        case=case.id,
        haystack=haystack,
        answer=answer,
        passages=passages,
        quotes_true=quotes_true,
        locators={key: locator for key, locator in locators.items() if locator},
    )


def read_generated(path: Path) -> list[Generated]:
    """Return what came back. Raises WrongUse if a line is no answer."""
    generated = []
    for number, line in enumerate(read_lines(path), 1):
        try:
            generated.append(Generated.model_validate_json(line))
        except ValidationError as error:
            raise WrongUse(
                f"{path}, line {number} is no answer as this version of `euif evaluate` keeps it. "
                "Evaluate again, or mend the line."
            ) from error
    return generated


def read_lines(path: Path) -> list[str]:
    """Return a file's lines; one that an interruption cut short is taken away."""
    if not path.exists():
        return []
    whole, _, cut_short = path.read_text(encoding="utf-8").rpartition("\n")
    if cut_short:
        path.write_text(whole + "\n" if whole else "", encoding="utf-8")
    # Not splitlines: a text may hold separators that JSON leaves as they are, such as U+2028.
    return whole.split("\n") if whole else []
