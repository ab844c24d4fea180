"""Evaluation cases: what is asked, on what evidence, and what a good answer holds.

A question set is a JSON-lines file, a case a line; `docs/evaluation.md` tells how to write one.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import QuestionsWrong
from assistant.wire.questions import TurnBody
from assistant.wire.texts import HISTORY_TURNS, QuestionText
from ingest.documents import build, locator_of
from ingest.readers import ReadingFailed
from ingest.sources import Remark, Source, Unopened
from ingest.sync import Read
from vectorstore.passages import DocumentText

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
    "yes-no",
    "overview",
    "typo",
    "message",
    "vague",
    "about",
    "unanswerable",
    "off-topic",
    "unsafe",
    "injection",
]


class ExpectedEvidence(BaseModel):
    """A verbatim quote of a document. Evidence for the same fact is alternative: any is enough."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    document: str
    """The document's locator, address or file name, before which its folders may stand."""
    quote: str = Field(min_length=1)


class Case(BaseModel):
    """One case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    kind: Kind
    language: str
    question: QuestionText
    history: tuple[TurnBody, ...] = Field(default=(), max_length=HISTORY_TURNS)
    status: Expected
    evidence: tuple[ExpectedEvidence, ...] = ()
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


Numbered = list[tuple[int, Case]]
"""Cases with the numbers of their lines."""

Problems = Iterator[tuple[int, str]]
"""What is wrong with a line, by its number."""


def load(path: Path, documents: Iterable[DocumentText] | None = None) -> list[Case]:
    """Return the cases of a file. Raises QuestionsWrong, which names every line that is wrong.

    With documents, every quote has to stand in the one that its evidence names.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise QuestionsWrong([f"{path} cannot be read: {error.strerror}."]) from error
    cases: Numbered = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases.append((number, Case.model_validate(json.loads(line.decode("utf-8-sig")))))
        except ValueError as error:
            problems.append((number, _explain(error)))
    problems += [*_twins(cases), *_torn(cases)]
    if documents is not None:
        problems += _unfounded(cases, documents)
    if problems:
        raise QuestionsWrong([f"line {number}: {said}" for number, said in sorted(problems)])
    if not cases:
        raise QuestionsWrong([f"{path} holds no cases."])
    return [case for _, case in cases]


def read_documents(
    sources: Iterable[Source], read: Read
) -> tuple[list[DocumentText], list[Remark]]:
    """Return the documents of sources, as `euif ingest` would read them, and what it could not.

    Raises SourceUnusable.
    """
    documents, failed = [], []
    for source in sources:
        for item in source.list({}):
            try:
                content = item.open()
                assert content is not None, "no stamps were given"
                reading = read(content.data, content.suffix, content.encoding)
                locator = locator_of(content, reading)
                documents.append(build(locator, source.name, reading, date.min, source.defaults))
            except (Unopened, ReadingFailed) as error:
                failed.append(Remark(item.address, str(error)))
    return documents, failed


def names_of(locator: str) -> frozenset[str]:
    """Return what evidence may call a document that was read here: its locator or its file name.

    So that two files of one name can be told apart, their folders may stand before it.
    """
    parts = unquote(locator.partition(":")[2]).split("/")
    return frozenset({locator, *("/".join(parts[first:]) for first in range(len(parts)))})


def refuse_unknown(asked: Iterable[str], cases: Iterable[Case]) -> None:
    """Raise QuestionsWrong if a run asked, by their ids, cases that are not among these."""
    unknown = sorted({*asked} - {case.id for case in cases})
    if unknown:
        raise QuestionsWrong(
            [f"{key}: the run asked it, and this set lacks it." for key in unknown]
        )


def digest_of_cases(cases: Iterable[Case]) -> str:
    """Return a digest by which two runs can tell whether they asked the same."""
    return sha256("".join(case.model_dump_json() for case in cases).encode()).hexdigest()


def digest_of_documents(documents: Iterable[DocumentText]) -> str:
    """Return a digest by which two runs can tell whether they searched the same."""
    return sha256("".join(sorted(one.digest for one in documents)).encode()).hexdigest()


def _explain(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg}, character {error.colno})."
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, found['loc'])) or 'the case'}: {found['msg']}"
            for found in error.errors()
        )
    return "not UTF-8."


def _twins(cases: Numbered) -> Problems:
    """Yield a problem for each case whose id, or whose question, another has already."""
    ids: dict[str, int] = {}
    asked: dict[tuple[str, ...], str] = {}
    for number, case in cases:
        question = (*(turn.text for turn in case.history), case.question)
        if case.id in ids:
            yield number, f"{case.id}: another case has this id, in line {ids[case.id]}."
        if question in asked:
            yield number, f"{case.id}: it asks the same as {asked[question]}."
        ids.setdefault(case.id, number)
        asked.setdefault(question, f"{case.id}, in line {number}")


def _torn(cases: Numbered) -> Problems:
    """Yield a problem for each fact that stands in both parts: it would not be unseen."""
    parts: dict[str, Part] = {}
    for number, case in cases:
        for fact in (*case.facts, *case.near):
            if parts.setdefault(fact, case.part) != case.part:
                yield number, f"{case.id}: its fact {fact!r} stands in the other part as well."


def _unfounded(cases: Numbered, documents: Iterable[DocumentText]) -> Problems:
    """Yield a problem for each piece of evidence whose quote does not stand in its document."""
    texts: dict[str, list[str]] = {}
    for content in documents:
        about = content.document
        for name in names_of(about.locator) | ({about.url} if about.url else set()):
            texts.setdefault(name, []).append(content.text)
    for number, case in cases:
        for evidence in case.evidence:
            here = texts.get(evidence.document)
            if here is None:
                yield (
                    number,
                    f"{case.id}: there is no document {evidence.document!r} among the bundled "
                    "notes, or what --source names instead.",
                )
            elif not any(evidence.quote in text for text in here):
                yield (
                    number,
                    f"{case.id}: {evidence.document!r} does not hold the quote {evidence.quote!r}.",
                )
