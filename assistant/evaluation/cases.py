"""Evaluation cases: what is asked, on what evidence, and what a good answer holds.

A question set is a JSON-lines file, a case a line; `docs/evaluation.md` tells how to write one.
"""

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import QuestionsWrong
from assistant.wire import TurnBody
from ingest.readers.markdown import read_markdown
from ingest.sources import BUNDLED, open_source

BUNDLED_QUESTIONS = Path(str(files(__name__.rpartition(".")[0]) / "questions" / "forum.jsonl"))

Part = Literal["tuning", "unseen"]

Expected = Literal[
    "answered", "clarification", "unanswerable", "out_of_scope", "unsafe", "personal_data"
]
"""What the assistant should do: a family of statuses."""

Kind = Literal[
    "fact",
    "list",
    "multi-document",
    "temporal",
    "disagreement",
    "follow-up",
    "cross-lingual",
    "typo",
    "vague",
    "unanswerable",
    "off-topic",
    "unsafe",
    "injection",
]


class Evidence(BaseModel):
    """A verbatim quote of a document. Evidence for the same fact is alternative: any is enough."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    document: str
    """The document's locator, address or file name."""
    quote: str = Field(min_length=1)


class Case(BaseModel):
    """One case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    kind: Kind
    language: str
    question: str = Field(min_length=1)
    history: tuple[TurnBody, ...] = ()
    status: Expected
    evidence: tuple[Evidence, ...] = ()
    """Every fact that is named here is needed."""
    answers: tuple[tuple[str, ...], ...] = ()
    """Groups of alternatives; an answer is right if it holds one of each group."""
    near: tuple[str, ...] = ()
    """The facts that a question without an answer comes close to."""
    ideal: str = ""
    part: Part

    @model_validator(mode="after")
    def _answerable_or_not(self) -> "Case":
        answered = self.status == "answered"
        if answered != bool(self.evidence) or answered != bool(self.answers):
            raise ValueError("a case has evidence and answers if it is `answered`, else neither")
        return self

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that an answer needs, each once."""
        return tuple(dict.fromkeys(evidence.fact for evidence in self.evidence))


def load(path: Path) -> list[Case]:
    """Return the cases of a file. Raises QuestionsWrong, which names every line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QuestionsWrong([f"{path} cannot be read: {error.strerror}."]) from error
    cases, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate(json.loads(line)))
        except (json.JSONDecodeError, ValidationError) as error:
            problems.append(f"line {number}: {_explain(error)}")
    problems += _twins(cases) + _torn(cases)
    if not cases and not problems:
        problems = [f"{path} holds no cases."]
    if problems:
        raise QuestionsWrong(problems)
    return cases


def check_evidence(cases: Iterable[Case], text_of: Callable[[str], str | None]) -> None:
    """Hold each quote against its document's text. Raises QuestionsWrong.

    `text_of` returns a document's text by its locator, address or file name; None if there is none.
    """
    problems = []
    for case in cases:
        for evidence in case.evidence:
            text = text_of(evidence.document)
            if text is None:
                problems.append(f"{case.id}: there is no document {evidence.document!r}.")
            elif evidence.quote not in text:
                problems.append(
                    f"{case.id}: {evidence.document!r} does not hold the quote {evidence.quote!r}."
                )
    if problems:
        raise QuestionsWrong(problems)


def digest_of_cases(cases: Iterable[Case]) -> str:
    """Return a digest by which two runs can tell whether they asked the same."""
    return sha256("".join(case.model_dump_json() for case in cases).encode()).hexdigest()


def digest_of_notes() -> str:
    """Return a digest of the bundled notes."""
    files, _ = open_source(BUNDLED).list()
    return sha256(b"".join(file.path.read_bytes() for file in files)).hexdigest()


def check_bundled(cases: Iterable[Case]) -> None:
    """Hold each quote against the bundled notes. Raises QuestionsWrong."""
    files, _ = open_source(BUNDLED).list()
    notes = {file.locator: read_markdown(file.path.read_bytes()) for file in files}
    check_evidence(
        cases,
        lambda name: (
            "\n\n".join(block.text for block in notes[name].blocks) if name in notes else None
        ),
    )


def _explain(error: json.JSONDecodeError | ValidationError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg})."
    return "; ".join(
        f"{'.'.join(map(str, found['loc'])) or 'the case'}: {found['msg']}"
        for found in error.errors()
    )


def _twins(cases: list[Case]) -> list[str]:
    """Return a problem for each case whose id, or whose question, another has already."""
    problems: list[str] = []
    ids: set[str] = set()
    asked: dict[tuple[str, ...], str] = {}
    for case in cases:
        question = (*(turn.text for turn in case.history), case.question)
        if case.id in ids:
            problems.append(f"{case.id}: another case has this id.")
        if question in asked:
            problems.append(f"{case.id}: it asks the same as {asked[question]}.")
        ids.add(case.id)
        asked.setdefault(question, case.id)
    return problems


def _torn(cases: list[Case]) -> list[str]:
    """Return a problem for each fact that stands in both parts: it would not be unseen."""
    parts: dict[str, Part] = {}
    return [
        f"{case.id}: its fact {fact!r} stands in the other part as well."
        for case in cases
        for fact in (*case.facts, *case.near)
        if parts.setdefault(fact, case.part) != case.part
    ]
