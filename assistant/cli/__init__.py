"""The command line: `euif`. Commands import what they need when they run: `--help` is quick."""

import errno
import os

import typer

from assistant.cli.asking import ask
from assistant.cli.backing_up import backup, restore
from assistant.cli.checking import doctor
from assistant.cli.comparing import compare
from assistant.cli.documents import documents
from assistant.cli.evaluating import evaluate
from assistant.cli.history import history
from assistant.cli.ingesting import forget, ingest
from assistant.cli.keys import keys
from assistant.cli.library import library
from assistant.cli.mcp import mcp
from assistant.cli.planted import planted
from assistant.cli.prompting import prompts
from assistant.cli.reembedding import reembed
from assistant.cli.serving import serve
from assistant.cli.slacking import slack
from assistant.cli.switching import switch
from assistant.cli.terminal import WORK_FAILED, WRONG_USE, say
from assistant.errors import SettingsWrong, WrongUse
from vectorstore.errors import EuifError, ExtraMissing

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Answers questions about the EU Internet Forum from source documents, with citations.",
)
for command in (
    *(ingest, forget, reembed, ask, prompts, serve, doctor),
    *(evaluate, compare, planted, mcp, backup, restore),
):
    app.command()(command)
app.add_typer(documents, name="documents")
app.add_typer(history, name="history")
app.add_typer(library, name="library")
app.add_typer(keys, name="keys")
app.add_typer(switch, name="switch")
app.add_typer(slack, name="slack")


def main() -> None:
    """Run a command; what goes wrong is one sentence on standard error and an exit code."""
    # OpenMP reads this when torch is imported. By default the model's threads spin while they wait
    # for each other: beside one other busy process a question then took 0.7 s instead of 0.02 s.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        app()
    except (ExtraMissing, SettingsWrong, WrongUse) as error:
        _end(str(error), WRONG_USE)
    except EuifError as error:
        _end(str(error), WORK_FAILED)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            _end("The disk is full. Free some space and run the command again.", WORK_FAILED)
        if error.errno in (errno.EACCES, errno.EROFS):
            _end(f"{error.filename} cannot be used: {error.strerror}.", WORK_FAILED)
        raise


def _end(message: str, code: int) -> None:
    say(message)
    raise SystemExit(code)
