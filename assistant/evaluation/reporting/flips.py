"""Cases that flipped from one run to another, and the first stage that failed them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.evaluation.scoring import NOT_MEASURES, Score

Stage = Literal["failing", "retrieval", "decision", "composing"]

_ASKED = {
    "answered": "answerable questions",
    "unanswerable": "questions without an answer",
    "out_of_scope": "questions on other subjects",
    "unsafe": "unsafe questions",
    "personal_data": "questions for personal data",
    "clarification": "vague questions",
}
"""What cases are called by the status they expect."""

Pair = tuple[str, Score, Score]
"""A case in both runs: its group (haystack and part), its scores before and after."""


class Cause(NamedTuple):
    """Why cases got worse: the first stage that failed them, and how, as in `because ...`."""

    stage: Stage
    because: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that got better or worse."""

    group: str
    before: Score
    after: Score

    @property
    def case(self) -> str:
        """The case's id."""
        return str(self.after["case"])

    @property
    def better(self) -> bool:
        """Whether it is met now and was not, or is at least refused now."""
        return standing(self.after) > standing(self.before)

    @property
    def cause(self) -> Cause | None:
        """The first stage that failed the case, if it got worse."""
        return None if self.better else _first_failure(self.before, self.after)

    @property
    def moved(self) -> dict[str, tuple[float | None, float | None]]:
        """The measures that changed; None where a run has none, as a refusal cites nothing."""
        names = dict.fromkeys((*self.before, *self.after))
        return {
            name: (self.before.get(name), self.after.get(name))
            for name in names
            if name not in NOT_MEASURES and self.before.get(name) != self.after.get(name)
        }


def flips(before: Iterable[Score], after: Iterable[Score]) -> list[Flip]:
    """Return the cases that got better or worse."""
    return [
        Flip(group, old, new)
        for group, old, new in paired(before, after)
        if standing(old) != standing(new)
    ]


def standing(score: Score) -> float:
    """Return how well a case was met: 1 if it is right, 0.5 if it was refused for another cause.

    Who asks for what must not be answered and is told that the documents are silent has been
    refused, if not well; an answer would have been worse.
    """
    if right(score):
        return 1.0
    refused = _is_refusal(score["expected"]) and _is_refusal(score["actual"])
    return 0.5 if refused else 0.0


def right(score: Score) -> bool:
    """Tell whether a case was met: the right words if it can be answered, else the right status."""
    return bool(score.get("answer accuracy", score["status accuracy"]))


def _first_failure(before: Score, after: Score) -> Cause:
    """Return the first stage, from retrieval to decision to composing, that failed a case."""
    expected, actual = after["expected"], after["actual"]
    asked = _ASKED[expected]
    if actual == "error":
        return Cause("failing", "the assistant fails")
    if fell(before, after, "recall@5"):
        return Cause("retrieval", "evidence is no longer among the first five passages")
    if fell(before, after, "recall@8"):
        return Cause("retrieval", "evidence is no longer among the passages found")
    if actual == "answered" == expected:
        return Cause("composing", "answers lack expected words though their evidence is found")
    if actual == "answered":
        return Cause("decision", f"{asked} are answered")
    if actual == "clarification":
        return Cause("decision", f"{asked} are asked back")
    if _is_refusal(expected):
        return Cause("decision", f"{asked} are refused for another cause")
    return Cause("decision", f"{asked} are refused")


def fell(before: Score, after: Score, measure: str) -> bool:
    """Tell whether a measure of a case is lower than it was."""
    return bool(after.get(measure, 0.0) < before.get(measure, 0.0))


def _is_refusal(status: str) -> bool:
    return status not in ("answered", "clarification", "error")


def unmatched(before: Iterable[Score], after: Iterable[Score]) -> int:
    """Return how many cases stand in only one of the runs, so that they cannot be compared."""
    return len({_key(one) for one in before} ^ {_key(one) for one in after})


def paired(before: Iterable[Score], after: Iterable[Score]) -> list[Pair]:
    """Return the cases that both runs have, by their groups."""
    known = {_key(one): one for one in before}
    pairs = [
        (f"{new['haystack']} / {new['part']}", known[_key(new)], new)
        for new in after
        if _key(new) in known
    ]
    return sorted(pairs, key=lambda pair: pair[0])


def _key(score: Score) -> tuple[str, str]:
    return score["haystack"], score["case"]
