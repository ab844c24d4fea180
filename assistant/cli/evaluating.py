"""`euif evaluate` and `euif compare`."""

import asyncio
import json
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.terminal import WORK_FAILED, progress_bar, say, show
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from assistant.evaluation.cases import Case
    from assistant.evaluation.judge import Judge
    from assistant.evaluation.run import Run

NOTES, NEIGHBOURS = "notes", "notes and neighbours"


def evaluate(
    questions: Annotated[
        Path | None, typer.Argument(help="A question set; the bundled one if left out.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the question set.")] = False,
    url: Annotated[
        str | None, typer.Option(help="Ask this running service instead of an own store.")
    ] = None,
    results: Annotated[Path, typer.Option(help="The folder that runs are kept in.")] = Path(
        "results"
    ),
    rescore: Annotated[
        Path | None, typer.Option("--from", help="Score the run in this folder again.")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with the interrupted run in this folder.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="A summary.json that no measure may fall behind.")
    ] = None,
    at_once: Annotated[
        int, typer.Option(min=1, help="How many questions, or answers to judge, at once.")
    ] = 1,
    neighbours: Annotated[
        int, typer.Option(min=0, help="How many documents of fictional neighbours to add.")
    ] = 1_000,
    judge: Annotated[
        str | None,
        typer.Option(help="Have this language model judge the answers as well: provider:model."),
    ] = None,
) -> None:
    """Ask a question set, score the answers, and sum the scores up."""
    from assistant.evaluation.cases import BUNDLED_QUESTIONS, check_bundled, load
    from assistant.evaluation.compare import fallen_behind
    from assistant.evaluation.report import write_report
    from assistant.evaluation.run import Run, score_all

    cases = load(questions or BUNDLED_QUESTIONS)
    if url is None:
        check_bundled(cases)
    if check:
        show(f"{len(cases)} cases, in order.")
        return
    opened = _open_judge(judge) if judge else None
    run = Run(rescore or resume or results / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ"))
    if rescore is None:
        _generate(run, cases, url, neighbours, at_once)
    score_all(run, cases)
    summary = json.loads(run.summary.read_text(encoding="utf-8"))
    _print_summary(run, summary)
    failed = opened is not None and not _judge(run, cases, opened, at_once)
    show(f"report: {write_report(run, cases)}")
    if baseline:
        fallen = fallen_behind(json.loads(baseline.read_text(encoding="utf-8")), summary)
        for line in fallen:
            say(f"Worse than the baseline: {line}")
        failed |= bool(fallen)
    if failed:
        raise typer.Exit(WORK_FAILED)


def _generate(
    run: "Run", cases: list["Case"], url: str | None, neighbours: int, at_once: int
) -> None:
    from assistant import settings
    from assistant.client import Client
    from assistant.evaluation.cases import digest_of_cases, digest_of_notes
    from assistant.evaluation.local import bundled_store
    from assistant.evaluation.run import Service, generate
    from vectorstore.embedding import Embedder

    loaded = settings.load()
    embedder = Embedder(loaded.embedding_model, loaded.data_dir / "models", say)
    run.configure(
        {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": _commit(),
            "url": url,
            "neighbours": None if url else neighbours,
            "at once": at_once,
            "embedding model": None if url else asdict(embedder.identity),
            "cases": digest_of_cases(cases),
            "bundled notes": digest_of_notes(),
        }
    )
    with progress_bar() as progress:
        if url:
            asyncio.run(generate(run, cases, Service(Client(url)), url, at_once, progress))
            return
        haystacks = {NOTES: 0, NEIGHBOURS: neighbours} if neighbours else {NOTES: 0}
        for name, count in haystacks.items():
            folder = run.folder / "stores" / name
            with bundled_store(loaded, embedder, folder, count, progress) as asked:
                asyncio.run(generate(run, cases, asked, name, at_once, progress))


def _open_judge(name: str) -> "Judge":
    from assistant.evaluation.judge import Judge

    return Judge.open(name)


def _judge(run: "Run", cases: list["Case"], judge: "Judge", at_once: int) -> bool:
    """Have the answers judged and print the figures; tell whether the judge did its work."""
    from assistant.evaluation.judge import judge_all

    try:
        with progress_bar() as progress:
            summary = asyncio.run(judge_all(run, cases, judge, at_once, progress))
    except ModelUnavailable as error:  # the run is scored all the same
        say(str(error))
        return False
    show(f"{judge.name} judged {summary['judged']} of {summary['answers']} answers")
    for name, reason in summary["not judged"].items():
        say(f"Not judged: {name}: {reason}.")
    for group, figures in summary["figures"].items():
        show(group)
        for name, figure in figures.items():
            kappa = "undefined" if figure["kappa"] is None else f"{figure['kappa']:.2f}"
            show(
                f"{_line(name, figure)} answers, verdicts equal {figure['equal']:.2f}, "
                f"kappa {kappa}"
            )
    return True


def _commit() -> str | None:
    """Return which commit of the project is measured, if it runs from a checkout."""
    where = Path(__file__).parent
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty"],  # noqa: S607
            cwd=where,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()


def _print_summary(run: "Run", summary: dict[str, Any]) -> None:
    for group, figures in summary.items():
        show(group)
        for name, figure in figures["all"].items():
            show(f"{_line(name, figure)} cases")
        total = figures["milliseconds"]["total"]
        show(f"  milliseconds                p50 {total['p50']:.0f}, p95 {total['p95']:.0f}")
    show(f"kept in {run.folder}")


def _line(name: str, figure: dict[str, Any]) -> str:
    interval = f"[{figure['low']:.3f} .. {figure['high']:.3f}]"
    return f"  {name:<28}{figure['mean']:7.3f}  {interval}  {figure['n']:4}"


def compare(before: Path, after: Path) -> None:
    """Compare two runs, given by their folders: what changed, and whether it may be chance."""
    from assistant.evaluation.compare import differences, flips
    from assistant.evaluation.run import Run, read_scores

    old, new = read_scores(Run(before).scores), read_scores(Run(after).scores)
    for one in differences(old, new):
        if one.difference:
            chance = "" if one.p < 0.05 else "  (may be chance)"
            show(
                f"{one.group}: {one.measure} {one.difference:+.3f}, p = {one.p:.3f}, "
                f"{one.n} cases{chance}"
            )
    for flip in flips(old, new):
        show(f"{flip.group}: {flip.case} is now {'right' if flip.better else 'wrong'}")
