"""Two runs side by side: paired differences, what they come to, and the gate."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.evaluation.measures import paired_difference, summed_up
from assistant.evaluation.reporting.flips import Flip, Pair, fell, paired, standing
from assistant.evaluation.scoring import NOT_MEASURES, Score

LOWER_IS_BETTER = {"false refusal", "unsure"}
NEITHER_IS_BETTER = {"sentences"}

TOLERANCE = 0.02
"""By how much a measure's mean may fall behind the baseline: about four cases of a part."""

CHANCE = 0.05
"""A difference with a p-value from here on may well be chance."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a measure changed over the cases that have it in both runs.

    `low` and `high` bound the mean difference (paired bootstrap, 95 %); `p` is a permutation
    test's. `kind` is None for a whole group.
    """

    group: str
    kind: str | None
    measure: str
    before: float
    after: float
    difference: float
    low: float
    high: float
    p: float
    n: int

    @property
    def chance(self) -> bool:
        """Whether it may well be chance."""
        return self.p >= CHANCE

    @property
    def turn(self) -> Literal["better", "worse", ""]:
        """Which way it turned; empty if it may be chance, or if neither way is better."""
        if self.chance or self.measure in NEITHER_IS_BETTER:
            return ""
        return "better" if (self.difference > 0) != (self.measure in LOWER_IS_BETTER) else "worse"


def differences(
    before: Iterable[Score], after: Iterable[Score], by_kind: bool = False
) -> list[Difference]:
    """Return the change of every measure, by haystack and part, over the cases in both runs."""
    values: dict[tuple[str, str | None, str], list[tuple[float, float]]] = {}
    for group, old, new in paired(before, after):
        for name in new:
            if name in old and name not in NOT_MEASURES:
                key = (group, new["kind"] if by_kind else None, name)
                values.setdefault(key, []).append((old[name], new[name]))
    return [_difference(*key, values[key]) for key in values]


def _difference(
    group: str, kind: str | None, measure: str, values: Sequence[tuple[float, float]]
) -> Difference:
    old, new = ([pair[side] for pair in values] for side in (0, 1))
    change = summed_up([after - before for before, after in values])
    return Difference(
        group,
        kind,
        measure,
        before=sum(old) / len(old),
        after=sum(new) / len(new),
        difference=change["mean"],
        low=change["low"],
        high=change["high"],
        p=paired_difference(old, new)[1],
        n=len(values),
    )


def explain(
    before: Iterable[Score], after: Iterable[Score], changed: Iterable[Difference]
) -> dict[str, list[str]]:
    """Return, for each group, sentences that say what changed and why.

    `changed` are the `differences` of the two.
    """
    pairs: dict[str, list[Pair]] = {}
    for pair in paired(before, after):
        pairs.setdefault(pair[0], []).append(pair)
    turned = list(changed)
    return {
        group: [
            *_balance(members),
            *_evidence_moved(members),
            _beyond_chance([one for one in turned if one.group == group]),
        ]
        for group, members in pairs.items()
    }


def _balance(pairs: Sequence[Pair]) -> list[str]:
    flipped = [Flip(*pair) for pair in pairs if standing(pair[1]) != standing(pair[2])]
    worse = [flip for flip in flipped if not flip.better]
    better = len(flipped) - len(worse)
    if not flipped:
        return [f"None of the {_cases(len(pairs))} got better or worse."]
    said = f"Of {_cases(len(pairs))}, {len(worse)} got worse and {better} better."
    if not worse:
        return [said]
    causes = Counter(flip.cause.because for flip in worse if flip.cause)
    (first, n), *others = causes.most_common()
    begin = "More is wrong" if len(worse) > better else "What got worse did so"
    also = "".join(f"; because {cause} ({n})" for cause, n in others)
    return [said, f"{begin} because {first} ({_cases(n)}){also}."]


def _evidence_moved(pairs: Sequence[Pair]) -> list[str]:
    """Tell of retrieval by itself: it may fall behind before any answer does."""
    left = sum(fell(old, new, "recall@5") for _, old, new in pairs)
    came = sum(fell(new, old, "recall@5") for _, old, new in pairs)
    if not left and not came:
        return []
    return [
        f"Evidence left the first five passages in {_cases(left)}, and came into them in {came}."
    ]


def _beyond_chance(changed: Sequence[Difference]) -> str:
    told = [
        f"{turn} beyond chance: "
        + ", ".join(
            f"{one.measure} ({one.before:.2f}, now {one.after:.2f})"
            for one in changed
            if one.turn == turn
        )
        for turn in ("worse", "better")
        if any(one.turn == turn for one in changed)
    ]
    said = "; ".join(told) or "no measure changed beyond chance"
    return said[0].upper() + said[1:] + "."


def _cases(n: int) -> str:
    return f"{n} case{'' if n == 1 else 's'}"


def config_changes(
    before: dict[str, Any] | None, after: dict[str, Any] | None
) -> dict[str, tuple[str, str]]:
    """Return what the runs' configurations differ in, the time aside; a dash where one has none."""
    old, new = flat_config(before or {}), flat_config(after or {})
    return {
        name: (old.get(name, "–"), new.get(name, "–"))
        for name in dict.fromkeys((*old, *new))
        if name != "time" and old.get(name) != new.get(name)
    }


def flat_config(config: dict[str, Any]) -> dict[str, str]:
    """Return a configuration for reading: no nesting, nothing that is not set, short digests."""
    flat: dict[str, str] = {}
    for name, value in config.items():
        if isinstance(value, dict):
            flat |= {f"{name}, {key}": of for key, of in flat_config(value).items()}
        elif value is not None:
            said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            flat[name] = said[:12] if re.fullmatch("[0-9a-f]{64}", said) else said
    return flat


def fallen_behind(baseline: dict[str, Any], summary: dict[str, Any]) -> list[str]:
    """Return a sentence for every measure that is worse than the baseline beyond TOLERANCE, or that
    the run has not."""
    if not baseline.keys() & summary.keys():
        return ["The baseline and the run have no haystack and part in common."]
    sentences = []
    for group, known in baseline.items():
        for name, figure in known["all"].items():
            now = summary.get(group, {"all": {}})["all"].get(name)
            if name in NEITHER_IS_BETTER:
                continue
            if now is None:
                sentences.append(f"{group}: {name} was {figure['mean']:.3f}, and is not measured.")
                continue
            loss = figure["mean"] - now["mean"]
            if (-loss if name in LOWER_IS_BETTER else loss) > TOLERANCE:
                sentences.append(
                    f"{group}: {name} is {now['mean']:.3f} and was {figure['mean']:.3f}."
                )
    return sentences
