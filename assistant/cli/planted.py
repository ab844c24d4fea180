"""`euif planted`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.terminal import progress_bar, services_from_settings, show


def planted(
    sentences: Annotated[
        Path | None, typer.Argument(help="A file of sentences; the bundled one if left out.")
    ] = None,
) -> None:
    """Hold planted sentences, true and false ones, against the verification of written answers."""
    import tempfile

    from assistant.evaluation.local import own_store
    from assistant.evaluation.planted import BUNDLED_PLANTED, hold, read, table
    from ingest.sources import BUNDLED

    with services_from_settings() as services:
        settings, embedder = services.settings, services.embedder
    with (
        tempfile.TemporaryDirectory() as folder,
        progress_bar() as progress,
        own_store(settings, embedder, Path(folder), [BUNDLED], 0, progress) as store,
    ):
        held = hold(read(sentences or BUNDLED_PLANTED), store.services)
    for line in table(held):
        why = ", ".join(f"{reason} {count}" for reason, count in line.removed.items())
        show(
            f"{line.part:<8}{line.kind:<11}{line.passed:4} of {line.total:3} let through "
            f"({line.passed / line.total:6.1%}); removed: {why or 'none'}"
        )
