"""Planted sentences: true ones and such as models err, held against the verification.

What each lets through tells how far a written answer can be trusted. The sentences are about the
bundled notes; those of one note are all in one part.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.composing.write import quotable, span_of
from assistant.verifying import Reason, Verify
from vectorstore.passages import Hit

BUNDLED_PLANTED = Path(__file__).parent / "questions" / "planted.jsonl"

Kind = Literal["supported", "number", "date", "name", "negated", "elsewhere", "absent"]
"""Supported by its note; with a wrong number, date or name; denying what the note says or saying
what it denies; supported by another note than the one it cites; plausible, but nowhere."""

WRONG: tuple[Kind, ...] = ("number", "date", "name", "negated")


class Planted(BaseModel):
    """A sentence as a model might write it, and the note that it cites."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    part: Literal["tuning", "unseen"]
    language: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a planted sentence."""

    planted: Planted
    reason: Reason
    """Why it was removed; empty if it was let through."""


def read(path: Path = BUNDLED_PLANTED) -> list[Planted]:
    """Return the planted sentences of a file."""
    return [
        Planted.model_validate_json(line)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def hold(
    planted: Sequence[Planted],
    passages: Mapping[str, Sequence[Hit]],
    verify: Verify,
    nearest: Callable[[str, str], str],
) -> list[Outcome]:
    """Hold every sentence against its note, and every supported one against another note too.

    `passages` holds each note's, by file name; `nearest` returns the file name of the note nearest
    to a text (first) among those on another subject than a note (second).
    """
    moved = [
        one.model_copy(update={"kind": "elsewhere", "document": nearest(one.text, one.document)})
        for one in planted
        if one.kind == "supported"
    ]
    outcomes = []
    for one in [*planted, *moved]:
        spans = [span_of(quote) for hit in passages[one.document] for quote in quotable(hit)]
        support = verify(one.text, one.language, spans)
        outcomes.append(Outcome(one, "" if support.spans else support.reason))
    return outcomes


def table(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int, int, dict[str, int]]]:
    """Return for each part and kind: how many, how many were let through, and what removed the
    rest."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[one.planted.part, one.planted.kind].append(one)
    return [
        (
            *group,
            len(members),
            sum(not one.reason for one in members),
            dict(Counter(one.reason for one in members if one.reason).most_common()),
        )
        for group, members in sorted(groups.items())
    ]
