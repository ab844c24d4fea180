"""Planted sentences: true ones and such as models err, held against the verification.

What each lets through tells how far a written answer can be trusted. The sentences are about the
bundled notes; those of one note are all in one part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.bootstrap import Services
from assistant.bootstrap.writing import verification
from assistant.composing.write import quotable, span_of
from assistant.errors import QuestionsWrong
from assistant.verifying import Reason
from vectorstore.findings import Hit
from vectorstore.passages import cosine

BUNDLED_PLANTED = Path(__file__).parent / "questions" / "planted.jsonl"

Kind = Literal["supported", "number", "date", "name", "negated", "elsewhere", "absent"]
"""Supported by its note; with a wrong number, date or name; denying what the note says or saying
what it denies; supported by another note than the one it cites; plausible, but nowhere."""


class Planted(BaseModel):
    """A sentence as a model might write it, and the note that it cites."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    part: Literal["tuning", "unseen"]
    language: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class PlantedOutcome:
    """What became of a planted sentence."""

    planted: Planted
    reason: Reason
    """Why it was removed; empty if it was let through."""


@dataclass(frozen=True, slots=True)
class PlantedTally:
    """What became of the sentences of one part and kind."""

    part: str
    kind: str
    total: int
    passed: int
    removed: dict[str, int]
    """How many were removed, by reason."""


def read(path: Path) -> list[Planted]:
    """Return the sentences of a file. Raises QuestionsWrong, which names every wrong line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    planted, problems = [], []
    for number, line in enumerate(lines, 1):
        try:
            planted.append(Planted.model_validate_json(line))
        except ValidationError as error:
            problems.append(f"{path}, line {number}: {error.errors()[0]['msg']}.")
    if problems:
        raise QuestionsWrong(problems)
    return planted


def hold(planted: Sequence[Planted], services: Services) -> list[PlantedOutcome]:
    """Hold every sentence against its note, and every supported one against another note too: the
    nearest one on another subject, by the first word of its file's name.

    Raises QuestionsWrong if a note is not there.
    """
    passages = _passages(services)
    if absent := sorted({one.document for one in planted} - passages.keys()):
        raise QuestionsWrong([f"There is no note {name}." for name in absent])
    verify = verification(services.settings, services.embedder)
    moved = [
        one.model_copy(update={"kind": "elsewhere", "document": _nearest(one, passages, services)})
        for one in planted
        if one.kind == "supported"
    ]
    outcomes = []
    for one in [*planted, *moved]:
        spans = [span_of(quote) for hit in passages[one.document] for quote in quotable(hit)]
        support = verify(one.text, one.language, spans)
        outcomes.append(PlantedOutcome(one, "" if support.spans else support.reason))
    return outcomes


def table(outcomes: Iterable[PlantedOutcome]) -> list[PlantedTally]:
    """Return what became of each part and kind."""
    groups: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    for one in outcomes:
        groups[one.planted.part, one.planted.kind].append(one.reason)
    return [
        PlantedTally(
            *group,
            total=len(reasons),
            passed=reasons.count(""),
            removed=dict(Counter(reason for reason in reasons if reason).most_common()),
        )
        for group, reasons in sorted(groups.items())
    ]


def _passages(services: Services) -> dict[str, list[Hit]]:
    """Return each note's passages, by its file's name."""
    ids = sorted(services.library.indexed_ids())
    passages: dict[str, list[Hit]] = defaultdict(list)
    for passage, document in services.catalogue.passages(ids).values():
        name = document.locator.rpartition(":")[2]
        passages[name].append(Hit(passage, document, score=0, dense=0, lexical=None))
    return passages


def _nearest(one: Planted, passages: dict[str, list[Hit]], services: Services) -> str:
    vector = services.embedder.sentences([one.text])[0].vector

    def nearness(name: str) -> float:
        return max(cosine(hit.passage.vector, vector) for hit in passages[name])

    subject = one.document.partition("-")[0]
    return max((name for name in passages if name.partition("-")[0] != subject), key=nearness)
