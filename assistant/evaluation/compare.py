"""Two runs side by side: paired differences, cases that flipped, and whether one is worse."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.measures import paired_difference
from assistant.evaluation.run import NOT_MEASURES, Score

LOWER_IS_BETTER = {"false refusal"}
NEITHER_IS_BETTER = {"sentences"}

TOLERANCE = 0.02
"""By how much a measure's mean may fall behind the baseline: about four cases of a part."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a measure changed over the cases that both runs hold; `p` by a permutation test."""

    group: str
    measure: str
    difference: float
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that was right in one run and wrong in the other."""

    group: str
    case: str
    better: bool


def differences(before: Iterable[Score], after: Iterable[Score]) -> list[Difference]:
    """Return the change of every measure, by haystack and part, over the cases in both runs."""
    pairs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for group, old, new in _paired(before, after):
        for name in old.keys() & new.keys() - NOT_MEASURES:
            pairs.setdefault((group, name), []).append((old[name], new[name]))
    return [
        Difference(group, name, *paired_difference(*zip(*values, strict=True)), len(values))
        for (group, name), values in sorted(pairs.items())
    ]


def flips(before: Iterable[Score], after: Iterable[Score]) -> list[Flip]:
    """Return the cases that became right or wrong."""
    return [
        Flip(group, new["case"], better=right(new))
        for group, old, new in _paired(before, after)
        if right(old) != right(new)
    ]


def right(score: Score) -> bool:
    """Tell whether a case was met: the right words if it can be answered, else the right status."""
    return bool(score.get("answer accuracy", score["status accuracy"]))


def fallen_behind(baseline: dict[str, Any], summary: dict[str, Any]) -> list[str]:
    """Return a sentence for every measure that is worse than the baseline beyond TOLERANCE."""
    sentences = []
    for group, known in baseline.items():
        for name, figure in known["all"].items():
            now = summary.get(group, {"all": {}})["all"].get(name)
            if now is None or name in NEITHER_IS_BETTER:
                continue
            loss = figure["mean"] - now["mean"]
            if (-loss if name in LOWER_IS_BETTER else loss) > TOLERANCE:
                sentences.append(
                    f"{group}: {name} is {now['mean']:.3f} and was {figure['mean']:.3f}."
                )
    return sentences


def _paired(before: Iterable[Score], after: Iterable[Score]) -> list[tuple[str, Score, Score]]:
    known = {(one["haystack"], one["case"]): one for one in before}
    return [
        (f"{new['haystack']} / {new['part']}", known[key], new)
        for new in after
        if (key := (new["haystack"], new["case"])) in known
    ]
