"""`euif library`."""

from typing import Annotated

import typer

from assistant.cli.terminal import say, services_from_settings, show

library = typer.Typer(no_args_is_help=True, help="Move the library to another database.")


@library.callback()
def _group() -> None:
    """Keep `copy` a command of its own, although it is the only one."""


@library.command("copy")
def copy_library(
    target: Annotated[
        str,
        typer.Argument(help="An empty database: sqlite:////path or postgresql://user@host/name."),
    ],
) -> None:
    """Copy library and history from EUIF_DATABASE_URL to an empty database, all or nothing.

    Stop the service first. A password need not stand in the address: PGPASSWORD and ~/.pgpass work.
    """
    from assistant.keeping import copy_to

    with services_from_settings() as services:
        copied = copy_to(services, target, lambda table, rows: say(f"{table}: {rows} rows"))
    show(
        f"{copied['documents']} documents and {copied['conversations']} conversations copied. "
        "Set EUIF_DATABASE_URL to the new address, and start the service again."
    )
