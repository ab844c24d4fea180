"""What the commands share: exit codes, printing, and the parts they work with."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.bootstrap import Services

WORK_FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


def show(line: str = "") -> None:
    """Print a result."""
    print(line)  # noqa: T201


def say(line: str) -> None:
    """Tell people something; standard output is for results."""
    print(line, file=sys.stderr)  # noqa: T201


@contextmanager
def services_from_settings() -> Iterator["Services"]:
    """Yield the parts that the settings describe."""
    from assistant import settings
    from assistant.bootstrap import build

    services = build(settings.load(), report=say)
    try:
        yield services
    finally:
        services.close()
