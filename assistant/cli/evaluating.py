"""`euif evaluate`."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.generating import Fitting, ask_here, ask_service
from assistant.cli.terminal import WORK_FAILED, progress_bar, say, show
from assistant.errors import ChatModelUnavailable, WrongUse
from vectorstore.errors import needing

if TYPE_CHECKING:
    from assistant.evaluation.cases import Case
    from assistant.evaluation.haystacks import Haystack
    from assistant.evaluation.judge import Judge
    from assistant.evaluation.run import Run
    from vectorstore.passages import DocumentText

NEIGHBOURS = 1_000
_FOLDER = "%Y-%m-%dT%H-%M-%SZ"
"""How the folder of a new run is named."""
_CLASHING = (
    ("--url", "--source"),
    ("--from", "--resume"),
    ("--from", "--url"),
    ("--calibrate", "--url"),
    ("--calibrate", "--from"),
)
"""Options that do not go together."""


def evaluate(
    questions: Annotated[
        Path | None, typer.Argument(help="A question set; the bundled one if left out.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(help="A folder or file to search instead of the bundled notes; repeatable."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the question set.")] = False,
    url: Annotated[
        str | None, typer.Option(help="Ask this running service instead of an own store.")
    ] = None,
    results: Annotated[Path, typer.Option(help="The folder that runs are kept in.")] = Path(
        "results"
    ),
    rescore: Annotated[
        Path | None,
        typer.Option("--from", help="Score this run again: its folder, or its generated.jsonl."),
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with the interrupted run in this folder.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="A summary.json that no measure may fall behind."
        ),
    ] = None,
    at_once: Annotated[
        int, typer.Option(min=1, help="How many questions, or answers to judge, at once.")
    ] = 1,
    neighbours: Annotated[
        int | None,
        typer.Option(
            min=0,
            help="How many documents of fictional neighbours to add: 1000 to the bundled notes if "
            "left out, none to other sources.",
        ),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(help="Have this language model judge the answers as well: provider:model."),
    ] = None,
    calibrate: Annotated[
        bool,
        typer.Option(
            "--calibrate", help="Fit answerability.json to the tuning part first, and use it."
        ),
    ] = False,
    apply: Annotated[
        bool, typer.Option("--apply", help="Keep what was fitted in EUIF_DATA_DIR as well.")
    ] = False,
    train: Annotated[
        bool, typer.Option("--train", help="Train the reader anew as well: two hours.")
    ] = False,
) -> None:
    """Ask a question set, score the answers, and sum the scores up."""
    with needing("evaluate", "An evaluation"):
        from assistant.evaluation.judge import Judge
        from assistant.evaluation.reporting.report import write_report
        from assistant.evaluation.run import Run, open_run
        from assistant.evaluation.scoring import score_all

    given = {"--url": url, "--source": source, "--from": rescore, "--resume": resume}
    _refuse_clashing({**given, "--calibrate": calibrate})
    if (apply or train) and not calibrate:
        raise WrongUse("--apply and --train go with --calibrate; give both.")
    started = rescore or resume
    run = open_run(started) if started else Run(results / f"{datetime.now(UTC):{_FOLDER}}")
    here = [] if url or rescore else _haystacks(questions, source, neighbours)
    cases = _cases(here) if here else _cases_of(questions, source, whole=rescore is not None)
    if check:
        show(f"{len(cases)} cases, in order.")
        return
    opened = Judge.open(judge) if judge else None  # before anything is asked, which takes long
    if url:
        ask_service(run, cases, url, at_once)
    elif not rescore:
        ask_here(run, cases, here, Fitting(calibrate, apply, train), at_once)
    score_all(run, cases)
    summary = _read_summary(run.summary)
    _print_summary(run, summary)
    failed = opened is not None and not _judge(run, cases, opened, at_once)
    show(f"report: {write_report(run, cases)}")
    failed |= baseline is not None and _is_behind(_read_summary(baseline), summary)
    if failed:
        raise typer.Exit(WORK_FAILED)


def _refuse_clashing(given: dict[str, object]) -> None:
    for first, second in _CLASHING:
        if given[first] and given[second]:
            raise WrongUse(f"{first} and {second} do not go together; leave one of them out.")


def _cases(here: list["Haystack"]) -> list["Case"]:
    """Return what is asked over any of the documents, each case once."""
    return list({case.id: case for haystack in here for case in haystack.cases}.values())


def _cases_of(questions: Path | None, source: list[str] | None, *, whole: bool) -> list["Case"]:
    """Return the cases of a question set, held against the sources if there are any; of the bundled
    one, if `whole`, with those of the sets beside it."""
    from assistant.evaluation.cases import BUNDLED_QUESTIONS, load
    from assistant.evaluation.haystacks import bundled_cases

    if whole and not (questions or source):
        return bundled_cases()  # what came back already needs no documents
    return load(questions or BUNDLED_QUESTIONS, _read(source) if source else None)


def _read(sources: list[str]) -> list["DocumentText"]:
    """Return the sources' documents; files that cannot be read are told and left out."""
    from assistant import settings
    from assistant.evaluation.cases import read_documents
    from ingest.readers import read
    from ingest.readers.worker import ReadingProcess
    from ingest.sources import SourceUnusable
    from ingest.sources.opening import Opener

    reading = ReadingProcess()
    opener = Opener("euif-assistant", settings.load().largest_file, reading)
    try:
        opened = [source for name in sources for source in opener.open(name)]
        documents, failed = read_documents(opened, read)
    except SourceUnusable as error:
        raise WrongUse(str(error)) from error
    finally:
        opener.close()
        reading.close()
    for remark in failed:
        say(f"{remark.file} is left out. {remark.text}")
    return documents


def _haystacks(
    questions: Path | None, source: list[str] | None, neighbours: int | None
) -> list["Haystack"]:
    """Return what is asked over which documents: the bundled sets, or those given."""
    from assistant.evaluation.cases import BUNDLED_QUESTIONS, load
    from assistant.evaluation.haystacks import Haystack, collections, conversations
    from ingest.sources import BUNDLED

    sources = source or [BUNDLED]
    documents = _read(sources)
    cases = load(questions or BUNDLED_QUESTIONS, documents)
    name = "notes" if sources == [BUNDLED] else "documents"
    if neighbours is None:
        neighbours = 0 if source else NEIGHBOURS
    alone = Haystack(name, cases, sources, documents)
    found = [alone]
    if neighbours:
        found.append(replace(alone, name=f"{name} and neighbours", neighbours=neighbours))
    return found if questions or source else [*found, *collections(_read), conversations(alone)]


def _judge(run: "Run", cases: list["Case"], judge: "Judge", at_once: int) -> bool:
    """Have the answers judged and print the figures; tell whether the judge did its work."""
    from assistant.evaluation.judge import judge_all

    try:
        with progress_bar() as progress:
            summary = asyncio.run(judge_all(run, cases, judge, at_once, progress))
    except ChatModelUnavailable as error:  # the run is scored all the same
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


def _read_summary(file: Path) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return summary


def _is_behind(baseline: dict[str, Any], summary: dict[str, Any]) -> bool:
    """Tell people which measures fell behind the baseline; return whether any did."""
    from assistant.evaluation.reporting.differences import fallen_behind

    fallen = fallen_behind(baseline, summary)
    for line in fallen:
        say(f"Worse than the baseline: {line}")
    return bool(fallen)


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
