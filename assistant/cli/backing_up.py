"""`euif backup` and `euif restore`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import say, services_from_settings, show

if TYPE_CHECKING:
    from assistant.backups import Manifest


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
) -> None:
    """Write documents, vectors, history and keys to one file, while the service goes on.

    It holds what people asked: keep it as safe as the database. The settings are not in it.
    """
    from assistant import keeping

    with services_from_settings() as services:
        made = keeping.backup(services, file, _tell)
    show(f"{file}: {_contents(made)}, {file.stat().st_size:,} bytes.")


def restore(
    file: Annotated[Path, typer.Argument(help="What `euif backup` wrote, now or long ago.")],
) -> None:
    """Fill an empty database from a backup, of whatever kind either is, all or nothing.

    Stop the service first. The index is built from the library when it starts again.
    """
    from assistant import keeping

    with services_from_settings() as services:
        made = keeping.restore(services, file, _tell)
    show(
        f"Restored as of {made.made_at:%Y-%m-%d %H:%M} UTC: {_contents(made)}. Revoke and delete "
        "again what was revoked and deleted since; then start the service."
    )


def _tell(table: str, rows: int) -> None:
    say(f"{table}: {rows} rows")


def _contents(made: "Manifest") -> str:
    rows = made.rows
    return (
        f"{rows['documents']} documents, {rows['conversations']} conversations, "
        f"{rows['api_keys']} keys"
    )
