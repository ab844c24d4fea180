"""Runs: ask the cases, keep what came back, score it, sum it up.

A run's folder holds `config.json`, `generated.jsonl`, `scores.jsonl` and `summary.json`, and what a
judge said of it (`judge.py`). Asking is dear and scoring is not: `score_all` works on any
`generated.jsonl`.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ValidationError

from assistant.client import Client
from assistant.errors import QuestionsWrong, WrongUse
from assistant.evaluation import measures
from assistant.evaluation.cases import Case, names_of
from assistant.evaluation.measures import Found
from assistant.wire.answers import AnswerBody
from assistant.wire.documents import DocumentTextBody, PassageBody
from assistant.wire.questions import QuestionBody

Score = dict[str, Any]
Progress = Callable[[int, int, str], None]


NOT_MEASURES = {
    *("case", "haystack", "kind", "language", "part", "expected", "actual", "weight"),
    "milliseconds",
}
"""What a score says besides its measures."""


class Asked(Protocol):
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
    run: Run, cases: Sequence[Case], asked: Asked, haystack: str, at_once: int, progress: Progress
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


async def _ask(case: Case, asked: Asked, haystack: str) -> Generated:
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


def score_all(run: Run, cases: Iterable[Case]) -> list[Score]:
    """Score what the run holds, keep and return it.

    Raises QuestionsWrong for unknown cases, and WrongUse if the run holds no answers.
    """
    known = {case.id: case for case in cases}
    generated = read_generated(run.generated)
    if not generated:
        raise WrongUse(
            f"{run.folder} holds no answers yet. `euif evaluate --resume {run.folder}` asks for "
            "them."
        )
    unknown = sorted({one.case for one in generated} - known.keys())
    if unknown:
        raise QuestionsWrong(
            [f"{key}: the run asked it, and this set lacks it." for key in unknown]
        )
    scores = [score(known[one.case], one) for one in generated]
    run.scores.write_text("".join(json.dumps(one) + "\n" for one in scores), encoding="utf-8")
    run.summary.write_text(json.dumps(summarise(scores), indent=2), encoding="utf-8")
    return scores


def read_scores(path: Path) -> list[Score]:
    """Return the scores that a run keeps. Raises WrongUse if there are none."""
    if not path.exists():
        raise WrongUse(
            f"{path.parent} is not scored yet. `euif evaluate --from {path.parent}` does it."
        )
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(case: Case, generated: Generated) -> Score:
    """Return the scores of one answer; None stands for a measure that does not apply."""
    answer = generated.answer
    actual = measures.family(answer.status)
    scored: Score = {
        "case": case.id,
        "haystack": generated.haystack,
        "kind": case.kind,
        "language": case.language,
        "part": case.part,
        "expected": case.status,
        "actual": actual,
        "weight": answer.trace.answerability,
        "milliseconds": answer.trace.milliseconds,
        "status accuracy": float(actual == case.status),
    }
    if case.status == "answered":
        hits, cited = _found(generated)
        scored |= measures.retrieval(case, hits)
        scored["answer accuracy"] = measures.accuracy(case, answer)
        scored["false refusal"] = float(actual != "answered")
        if actual == "answered":
            scored["unsure"] = float(answer.trace.unsure)
            scored["citation recall"] = measures.citation_recall(case, cited)
            scored["citation precision"] = measures.citation_precision(case, cited)
            led = cited[: measures.leading(answer)]
            scored["precision of what leads"] = measures.citation_precision(case, led)
    elif case.status != "clarification":
        scored[f"refused: {case.status}"] = float(
            actual not in ("answered", "clarification", "error")
        )
    if case.status == "unanswerable":
        scored["refused or unsure: unanswerable"] = float(
            bool(scored["refused: unanswerable"]) or answer.trace.unsure
        )
    if actual == "answered":
        scored["quote fidelity"] = sum(generated.quotes_true) / len(generated.quotes_true)
        scored["sentences cited"] = measures.sentences_cited(answer)
        scored["sentences"] = float(len(answer.citations))
    return scored


def _found(generated: Generated) -> tuple[list[Found], list[Found]]:
    answer = generated.answer
    names = {hit.document_id: frozenset([hit.source]) for hit in answer.trace.hits}
    for document_id, locator in generated.locators.items():
        names[document_id] |= names_of(locator)
    hits = [
        Found(names[hit.document_id], text)
        for hit, text in zip(answer.trace.hits, generated.passages, strict=True)
    ]
    cited = [Found(names[one.document_id], one.quote) for one in answer.citations]
    return hits, cited


def summarise(scores: Sequence[Score]) -> dict[str, Any]:
    """Return the figures: by haystack and part, and within that whole, by kind and by language."""
    summary: dict[str, Any] = {}
    for group, members in _grouped(scores, "haystack", "part").items():
        summary[" / ".join(group)] = {
            "all": _figures(members),
            "by kind": {key[0]: _figures(of) for key, of in _grouped(members, "kind").items()},
            "by language": {
                key[0]: _figures(of) for key, of in _grouped(members, "language").items()
            },
            "milliseconds": _latency(members),
        }
    return summary


def _grouped(scores: Iterable[Score], *keys: str) -> dict[tuple[str, ...], list[Score]]:
    groups: dict[tuple[str, ...], list[Score]] = defaultdict(list)
    for one in scores:
        groups[tuple(one[key] for key in keys)].append(one)
    return dict(sorted(groups.items()))


def _figures(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    names = dict.fromkeys(name for one in scores for name in one if name not in NOT_MEASURES)
    return {
        name: measures.summed_up([one[name] for one in scores if name in one]) for name in names
    }


def _latency(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    steps = dict.fromkeys(step for one in scores for step in one["milliseconds"])
    return {
        step: measures.percentiles(
            [one["milliseconds"][step] for one in scores if step in one["milliseconds"]]
        )
        for step in steps
    }
