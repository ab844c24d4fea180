"""`euif evaluate`."""

import asyncio
import json
import subprocess
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from assistant.cli.terminal import WORK_FAILED, progress_bar, say, services_from_settings, show
from assistant.errors import CalibrationWrong, ModelUnavailable, WrongUse
from vectorstore.errors import needing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.calibration import Calibration, Trained
    from assistant.evaluation.cases import Case
    from assistant.evaluation.haystacks import Haystack
    from assistant.evaluation.judge import Judge
    from assistant.evaluation.local import Store
    from assistant.evaluation.run import Run
    from assistant.settings import Settings
    from ingest.sync import Progress
    from vectorstore.embedding import Embedder
    from vectorstore.passages import DocumentText

NEIGHBOURS = 1_000


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
        from assistant.evaluation.cases import BUNDLED_QUESTIONS, load
        from assistant.evaluation.differences import fallen_behind
        from assistant.evaluation.haystacks import bundled_cases
        from assistant.evaluation.report import write_report
        from assistant.evaluation.run import Run, open_run
        from assistant.evaluation.scoring import score_all

    _refuse_both("--url", url, "--source", source)
    _refuse_both("--from", rescore, "--resume", resume)
    _refuse_both("--from", rescore, "--url", url)
    _refuse_both("--calibrate", calibrate, "--url", url)
    _refuse_both("--calibrate", calibrate, "--from", rescore)
    if (apply or train) and not calibrate:
        raise WrongUse("--apply and --train go with --calibrate; give both.")
    started = rescore or resume
    time = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    run = open_run(started) if started else Run(results / time)
    here: list[Haystack] = []
    if rescore and not (questions or source):
        cases = bundled_cases()  # what came back already needs no documents
    elif url or rescore:
        cases = load(questions or BUNDLED_QUESTIONS, _read(source) if source else None)
    else:
        here = _haystacks(questions, source, neighbours)
        cases = list({case.id: case for haystack in here for case in haystack.cases}.values())
    if check:
        show(f"{len(cases)} cases, in order.")
        return
    opened = _open_judge(judge) if judge else None
    if url:
        _ask_service(run, cases, url, at_once)
    elif not rescore:
        _ask_here(run, cases, here, _Fitting(calibrate, apply, train), at_once)
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


def _refuse_both(first: str, one: object, second: str, other: object) -> None:
    if one and other:
        raise WrongUse(f"{first} and {second} do not go together; leave one of them out.")


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


def _ask_service(run: "Run", cases: list["Case"], url: str, at_once: int) -> None:
    from assistant import settings
    from assistant.client import Client, public_address
    from assistant.evaluation.run import Service, generate

    _configure(run, cases, at_once, url=public_address(url))
    loaded = settings.load()
    client = Client(url, loaded.shown_key, loaded.answer_seconds)
    with progress_bar() as progress:
        asyncio.run(generate(run, cases, Service(client), "service", at_once, progress))


class _Fitting(NamedTuple):
    """Whether what answering depends on is fitted first, kept, and its reader trained anew."""

    calibrate: bool
    apply: bool
    train: bool


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


def _ask_here(
    run: "Run", cases: list["Case"], here: list["Haystack"], fitting: _Fitting, at_once: int
) -> None:
    from assistant import settings
    from assistant.evaluation.cases import digest_of_documents
    from assistant.evaluation.local import Local, own_store
    from assistant.evaluation.run import generate
    from vectorstore.embedding import Embedder

    if fitting.calibrate:
        from assistant.evaluation.calibrate import refuse_too_few

        refuse_too_few(cases)  # before the stores are filled, which takes minutes
    loaded = settings.load()
    with services_from_settings() as services:
        model = services.embedder.name
    embedder = Embedder(model, loaded.data_dir / "models", say)
    with progress_bar() as progress, ExitStack() as stack:
        stores: dict[tuple[tuple[str, ...], int], Store] = {}
        searched: list[tuple[Haystack, Store]] = []
        for number, haystack in enumerate(here, 1):
            held = (tuple(haystack.sources), haystack.neighbours)
            if held not in stores:
                folder = run.folder / "stores" / f"{number} {haystack.name}"
                stores[held] = stack.enter_context(
                    own_store(
                        loaded, embedder, folder, haystack.sources, haystack.neighbours, progress
                    )
                )
            searched.append((haystack, stores[held]))
        fitted = _fitted(run, searched, fitting, loaded, embedder, progress)
        documents = [document for haystack in here for document in haystack.documents]
        made_with = {
            "sources": list(dict.fromkeys(one.document.source for one in documents)),
            "documents": digest_of_documents(documents),
            "neighbours": max(haystack.neighbours for haystack in here),
            "embedding model": asdict(embedder.identity),
            "calibration": fitted.digest,
            "threshold": fitted.answerable,
        }
        _configure(run, cases, at_once, **made_with)
        for haystack, store in searched:
            asked = Local(store, fitted)
            asyncio.run(generate(run, haystack.cases, asked, haystack.name, at_once, progress))


def _fitted(
    run: "Run",
    searched: "Sequence[tuple[Haystack, Store]]",
    fitting: _Fitting,
    loaded: "Settings",
    embedder: "Embedder",
    progress: "Progress",
) -> "Calibration":
    """Return what answering depends on: fitted now, or as the data folder or the package has it."""
    from assistant import calibration
    from assistant.evaluation.calibrate import fit

    if not fitting.calibrate:
        return calibration.load(loaded.data_dir, embedder.identity)
    known = None if fitting.train else _known(loaded, embedder)
    fitted, figures = fit(embedder, searched, progress, known)
    for name, figure in figures.items():
        show(f"by cross-validation on the tuning part: {name} {figure:.3f}")
    calibration.write(fitted, run.folder / calibration.NAME)
    if fitting.apply:
        kept = calibration.own_file(loaded.data_dir, fitted.embedding_model)
        calibration.write(fitted, kept)
        show(f"kept in {kept}")
    return fitted


def _known(loaded: "Settings", embedder: "Embedder") -> "Trained | None":
    """Return what was trained for the model; None if it has to be, as it has token axes."""
    from assistant import calibration

    try:
        return calibration.load(loaded.data_dir, embedder.identity).trained
    except CalibrationWrong:
        # What the data folder keeps may be of an earlier version: a new fit is to replace it.
        shipped = calibration.read(calibration.SHIPPED)
        if shipped.embedding_model == embedder.identity.digest:
            return shipped.trained
        return None if embedder.has_tokens else calibration.Trained({}, None)


def _configure(run: "Run", cases: list["Case"], at_once: int, **searched: Any) -> None:
    """Keep what the run is made with. Raises WrongUse if it was begun on other documents."""
    from assistant.evaluation.cases import digest_of_cases

    begun = run.config
    if begun and any(begun.get(name) != searched.get(name) for name in ("url", "sources")):
        where = begun.get("url") or ", ".join(begun.get("sources") or ["something else"])
        raise WrongUse(
            f"The run in {run.folder} was begun over {where}. Go on over the same, or leave "
            "--resume out and start a new run."
        )
    run.configure(
        {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": _commit(),
            "at once": at_once,
            "cases": digest_of_cases(cases),
            **searched,
        }
    )


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
