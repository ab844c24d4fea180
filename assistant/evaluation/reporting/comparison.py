"""The comparison of two runs: what changed and why, and its page to read, print or send."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import WrongUse
from assistant.evaluation.reporting.differences import (
    CHANCE,
    Difference,
    config_changes,
    differences,
    explain,
)
from assistant.evaluation.reporting.flips import Flip, flips, unmatched
from assistant.evaluation.reporting.report import CaseOutcome, choices, write_page
from assistant.evaluation.run import Run, read_generated
from assistant.evaluation.scoring import Score, read_scores


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two runs differ in."""

    before: Run
    after: Run
    explained: dict[str, list[str]]
    """For each group, what changed and why, in sentences."""
    differences: list[Difference]
    by_kind: list[Difference]
    flips: list[Flip]
    unmatched: int
    """How many cases stand in only one of the runs."""
    config: dict[str, tuple[str, str]]
    """What the configurations differ in."""

    @property
    def unknown(self) -> list[str]:
        """The runs of which it is not known what they were made with."""
        return [str(run.folder) for run in (self.before, self.after) if run.config is None]


@dataclass(frozen=True, slots=True)
class Turned:
    """A case that got better or worse, as the page tells it."""

    flip: Flip
    before: CaseOutcome
    after: CaseOutcome

    @property
    def verdict(self) -> str:
        """Which way it turned."""
        return "better" if self.flip.better else "worse"

    @property
    def failures(self) -> list[str]:
        """Why it got worse."""
        return [self.flip.cause.because] if self.flip.cause else []

    @property
    def score(self) -> Score:
        """Its scores now."""
        return self.flip.after


def compare_runs(before: Run, after: Run) -> Comparison:
    """Return the comparison. Raises WrongUse if a run is not scored, or they share no case."""
    old, new = read_scores(before.scores), read_scores(after.scores)
    changed = differences(old, new)
    if not changed:
        raise WrongUse(
            f"{before.folder} and {after.folder} have no case in common: they searched "
            f"{_haystacks(old)} and {_haystacks(new)}. Compare runs of one question set over "
            "haystacks of the same names."
        )
    return Comparison(
        before,
        after,
        explained=explain(old, new, changed),
        differences=changed,
        by_kind=differences(old, new, by_kind=True),
        flips=flips(old, new),
        unmatched=unmatched(old, new),
        config=config_changes(before.config, after.config),
    )


def write_comparison(comparison: Comparison) -> Path:
    """Write `comparison.html` into the folder of the run after, and return its path."""
    turned = _turned(comparison)
    compared = [*comparison.differences, *comparison.by_kind]
    return write_page(
        comparison.after.folder / "comparison.html",
        comparison=comparison,
        names=[run.folder.resolve().name for run in (comparison.before, comparison.after)],
        differences=_grouped(comparison.differences),
        by_kind={
            group: _by_kind(members) for group, members in _grouped(comparison.by_kind).items()
        },
        counts=Counter((one.group, one.after["kind"], one.better) for one in comparison.flips),
        turned=turned,
        choices=choices(turned),
        by_chance=round(CHANCE * sum(1 for one in compared if one.difference)),
    )


def _turned(comparison: Comparison) -> list[Turned]:
    old, new = (
        {(one.haystack, one.case): one for one in read_generated(run.generated)}
        for run in (comparison.before, comparison.after)
    )
    turned = []
    for flip in comparison.flips:
        key = (flip.after["haystack"], flip.case)
        turned.append(
            Turned(flip, CaseOutcome(old[key], flip.before), CaseOutcome(new[key], flip.after))
        )
    return turned


def _grouped(differences: Iterable[Difference]) -> dict[str, list[Difference]]:
    groups: dict[str, list[Difference]] = defaultdict(list)
    for one in differences:
        groups[one.group].append(one)
    return groups


def _by_kind(differences: Sequence[Difference]) -> dict[str, dict[str, Difference]]:
    kinds: dict[str, dict[str, Difference]] = defaultdict(dict)
    for one in differences:
        kinds[str(one.kind)][one.measure] = one
    return dict(sorted(kinds.items()))


def _haystacks(scores: Iterable[Score]) -> str:
    return " and ".join(sorted({f"`{one['haystack']}`" for one in scores})) or "nothing"
