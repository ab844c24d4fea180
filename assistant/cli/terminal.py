"""What the commands share: exit codes, printing, and the parts they work with."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from assistant.wire.questions import QuestionBody
    from ingest.sync import Progress

WORK_FAILED, WRONG_USE = 1, 2
NO_DOCUMENTS = "There are no documents yet: run `euif ingest`."

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


def show(line: str = "") -> None:
    """Print a result."""
    print(line)  # noqa: T201


def say(line: str) -> None:
    """Tell people something; standard output is for results."""
    print(line, file=sys.stderr)  # noqa: T201


def question_from(text: str) -> "QuestionBody":
    """Return a question that can be asked. Raises WrongUse."""
    from pydantic import ValidationError

    from assistant.wire.questions import QuestionBody

    try:
        return QuestionBody(question=text, channel="cli")
    except ValidationError as error:
        raise WrongUse(error.errors()[0]["msg"]) from None


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


@contextmanager
def progress_bar() -> Iterator["Progress"]:
    """Yield what long work calls: a bar when a person looks, plain lines otherwise."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    def line(done: int, total: int | None, name: str | None) -> None:
        if name is not None:
            say(f"{done}/{total or '?'} {name}")

    console = Console(stderr=True)
    if not console.is_terminal:
        yield line
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=name
        )
