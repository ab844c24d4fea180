"""`euif ingest` and `euif forget`."""

import json
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
    from ingest.sources import Source
    from ingest.sync import Removing, Sync

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")
]

OWNER_SECONDS = 60
"""How long to wait for a running service to take up what was written."""


def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE ...]",
            help="Folders, files, addresses of pages, sitemaps or feeds, sources.toml files; "
            "`forum:` is the Forum's public pages. With none, every source given so far, or the "
            "bundled notes.",
        ),
    ] = None,
    dry_run: DryRun = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Remove what a source lists no more, even if it may be incomplete, as a feed is.",
        ),
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Remove nothing, even if it has vanished.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the library in step with its sources."""
    if prune and keep:
        raise WrongUse("--prune and --keep do not go together; leave one of them out.")
    with services_from_settings() as services:
        opened, unusable = _open_sources(services, sources or [])
        removing: Removing = "missing" if prune else "nothing" if keep else "vanished"
        with _sync(services, changes_index=not dry_run) as sync:
            today = datetime.now(UTC).date()
            reports = [sync.run(source, today, removing, dry_run) for source in opened]
        waiting = not dry_run and _wait_for_owner(services)
    if as_json:
        show(json.dumps([report.as_dict() for report in reports], indent=2, ensure_ascii=False))
    else:
        print_reports([report.as_dict() for report in reports])
    if unusable or waiting or any(report.failed for report in reports):
        raise typer.Exit(WORK_FAILED)


def forget(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE ...", help="As they were given to `euif ingest`."),
    ],
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Remove their documents that no other source finds, too."),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Leave sources alone from now on."""
    from ingest.sources.opening import full_name

    with services_from_settings() as services:
        known = services.ledger.sources()
        names = list(dict.fromkeys(map(full_name, sources)))
        for name in names:
            if name not in known:
                raise WrongUse(f"{name} is no source. Known: {', '.join(known) or 'none'}.")
        if prune:
            meant = [one for name in names for one in _names_of(services, name)]
            with _sync(services, changes_index=not dry_run) as sync:
                removed = sync.forget(meant, dry_run)
            for locator in removed if dry_run else ():
                show(f"deleted: {locator}")
            show(f"{len(removed)} documents {'would be' if dry_run else 'were'} removed.")
        for name in names:
            if not dry_run:
                services.ledger.forget_source(name)
            kept = "" if prune else " Its documents stay until they are removed."
            show(f"{name} {'would be' if dry_run else 'is'} left alone from now on.{kept}")


def _names_of(services: "Services", name: str) -> list[str]:
    """Return the names of the sources that a name stands for: a sheet lists others."""
    from ingest.sources import SourceUnusable

    try:
        return [source.name for source in services.opener.open(name)]
    except SourceUnusable:
        return [name]  # it is not there any more; its documents are


def _open_sources(services: "Services", names: list[str]) -> tuple[list["Source"], bool]:
    """Return the sources to read, and whether one of those known from before cannot be."""
    from ingest.sources import BUNDLED, SourceUnusable

    plain: dict[str, Source] = {}
    listed: dict[str, Source] = {}
    unusable = False
    for name in names or services.ledger.sources() or [BUNDLED]:
        try:
            for source in services.opener.open(name):
                (plain if source.name == name else listed)[source.name] = source
        except SourceUnusable as error:
            if names:
                raise WrongUse(str(error)) from error
            forget = f"`euif forget {shlex.quote(name)}` leaves it alone from now on."
            say(f"{error} {forget}")
            unusable = True
    # One that a sheet lists, too, is read as the sheet says.
    return list((plain | listed).values()), unusable


@contextmanager
def _sync(services: "Services", changes_index: bool) -> Iterator["Sync"]:
    """Yield what brings the library in step; a running service applies what it writes."""
    owner = services.owner()
    with progress_bar() as progress:
        if (owner and owner.address) or not changes_index:
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


_COUNTED = (
    *("created", "updated", "moved", "unchanged", "repeated", "deleted", "kept_out"),
    *("failed", "skipped"),
)
_ALWAYS = ("created", "updated", "unchanged", "deleted", "failed")
_REMARKED = {"failed": "failed", "skipped": "skipped", "warnings": "note", "related": "note"}


def print_reports(reports: list[dict[str, Any]]) -> None:
    """Print what runs did: a table of counts, then everything that was remarked."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    counted = [
        name
        for name in _COUNTED
        if name in _ALWAYS or any(report["counts"][name] for report in reports)
    ]
    table = Table("source", *(name.replace("_", " ") for name in counted), "passages", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for report in reports:
        counts = (str(report["counts"][name]) for name in counted)
        table.add_row(Text(report["source"]), *counts, str(report["passages"]))
    Console().print(table)
    for report in reports:
        for kind, title in _REMARKED.items():
            for remark in report[kind]:
                again = " It is tried again in the next run." if remark.get("transient") else ""
                show(f"{title}: {remark['file']}: {remark['text']}{again}")
        if report["dry_run"]:
            for outcome in ("created", "updated", "moved", "deleted"):
                for locator in report[outcome]:
                    show(f"{outcome}: {locator}")
