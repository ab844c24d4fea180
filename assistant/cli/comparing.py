"""`euif compare`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import show
from vectorstore.errors import needing

if TYPE_CHECKING:
    from assistant.evaluation.reporting.comparison import Comparison


def compare(
    before: Annotated[Path, typer.Argument(help="A run's folder, or its generated.jsonl.")],
    after: Annotated[Path, typer.Argument(help="The run to hold against it.")],
) -> None:
    """Compare two runs: what changed, why, and whether it may be chance."""
    with needing("evaluate", "A comparison"):
        from assistant.evaluation.reporting.comparison import compare_runs, write_comparison
        from assistant.evaluation.run import open_run

    comparison = compare_runs(open_run(before), open_run(after))
    for group in comparison.explained:
        _print_changes(comparison, group)
    for name, (old, new) in comparison.config.items():
        show(f"{name}: {old}, now {new}")
    for folder in comparison.unknown:
        show(f"What {folder} was made with is not known: it holds no config.json.")
    if comparison.unmatched:
        show(f"left out are the cases that stand in only one of the runs: {comparison.unmatched}")
    show(f"comparison: {write_comparison(comparison)}")


def _print_changes(comparison: "Comparison", group: str) -> None:
    show(group)
    for sentence in comparison.explained[group]:
        show(f"  {sentence}")
    for one in comparison.differences:
        if one.group == group and one.difference:
            interval = f"[{one.low:+.3f} .. {one.high:+.3f}]"
            p = "p < 0.001" if one.p < 0.001 else f"p = {one.p:.3f}"
            chance = "  (may be chance)" if one.chance else ""
            show(
                f"  {one.measure:<28}{one.before:.3f} -> {one.after:.3f}  {one.difference:+.3f}  "
                f"{interval}  {p}  {one.n:4} cases{chance}"
            )
    for flip in comparison.flips:
        # Unseen cases are not for looking at one by one; the page has them folded away.
        if flip.group == group and flip.after["part"] == "tuning":
            why = f"worse, because {flip.cause.because}" if flip.cause else "better"
            show(f"  {flip.case}: {why}")
