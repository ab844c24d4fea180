"""`euif ingest`."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.reembedding import reembed
from assistant.cli.terminal import (
    WORK_FAILED,
    AsJson,
    progress_bar,
    say,
    services_from_settings,
    show,
)
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from ingest.sources import Folder
    from ingest.sync import Report, Sync

OWNER_SECONDS = 60
"""How long to wait for a running service to take up what was written."""


def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE ...]",
            help="Folders or files. With none, every source given so far, or the bundled notes.",
        ),
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Leave these sources alone from now on.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--reembed",
            metavar="MODEL",
            help="Embed the whole library by another model, and change to that: the bundled "
            "multilingual-e5-small, a folder, or a name on the Hugging Face hub.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring the library in step with its sources."""
    with services_from_settings() as services:
        if model is not None:
            if sources or forget or as_json:
                raise WrongUse("--reembed goes alone: it reads no sources.")
            reembed(services, model)
            return
        if forget:
            _forget(services, sources or [])
            return
        opened, unusable = _open_sources(services, sources or [])
        with _sync(services) as sync:
            reports = [sync.run(source, datetime.now(UTC).date()) for source in opened]
        waiting = _wait_for_owner(services)
    if as_json:
        show(json.dumps([report.as_dict() for report in reports], indent=2, ensure_ascii=False))
    else:
        for report in reports:
            _print_report(report)
    if unusable or waiting or any(report.failed for report in reports):
        raise typer.Exit(WORK_FAILED)


def _forget(services: "Services", names: list[str]) -> None:
    for name in names:
        known = next(
            (
                one
                for one in services.ledger.sources()
                if one in (name, str(Path(name).expanduser().resolve()))
            ),
            None,
        )
        if known is None:
            raise WrongUse(f"{name} is no source. Known: {', '.join(services.ledger.sources())}.")
        services.ledger.forget_source(known)
        show(f"{known} is left alone from now on; its documents stay until they are removed.")


def _open_sources(services: "Services", names: list[str]) -> tuple[list["Folder"], bool]:
    """Return the sources to read, and whether one of those known from before cannot be."""
    from ingest.sources import BUNDLED, SourceUnusable, open_source

    if names:
        try:
            return [open_source(name) for name in names], False
        except SourceUnusable as error:
            raise WrongUse(str(error)) from error
    opened, unusable = [], False
    for name in services.ledger.sources() or [BUNDLED]:
        try:
            opened.append(open_source(name))
        except SourceUnusable as error:
            say(f"{error} `euif ingest --forget '{name}'` leaves it alone from now on.")
            unusable = True
    return opened, unusable


@contextmanager
def _sync(services: "Services") -> Iterator["Sync"]:
    """Yield what brings the library in step; a running service applies what it writes."""
    owner = services.owner()
    with progress_bar() as progress:
        if owner and owner.address:
            yield services.sync(None, progress)
        else:
            with services.index() as index:
                yield services.sync(index, progress)


def _wait_for_owner(services: "Services") -> bool:
    """Wait until the running service has taken up what was written; True if it has not in time."""
    deadline = time.monotonic() + OWNER_SECONDS
    while services.library.pending():
        if services.owner() is None or time.monotonic() > deadline:
            say("The documents are written, but the running assistant has not taken them up yet.")
            return True
        time.sleep(0.2)
    return False


def _print_report(report: "Report") -> None:
    counts = (
        f"{len(getattr(report, name))} {name.replace('_', ' ')}"
        for name in ("created", "updated", "unchanged", "deleted", "kept_out", "failed", "skipped")
        if getattr(report, name) or name in ("created", "unchanged")
    )
    show(f"{report.source}: {', '.join(counts)}; {report.passages} passages written.")
    for kind, remarks in (
        ("failed", report.failed),
        ("skipped", report.skipped),
        ("note", report.warnings),
    ):
        for remark in remarks:
            show(f"  {kind}: {remark.file}: {remark.text}")
