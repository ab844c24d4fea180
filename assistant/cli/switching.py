"""`euif switch`."""

import getpass
import os
from typing import Annotated

import typer

from assistant.cli.terminal import services_from_settings, show
from assistant.errors import WrongUse

switch = typer.Typer(no_args_is_help=True, help="Turn answering off and on, in every process.")

_SHOWN = 10

_Reason = Annotated[
    str, typer.Option(help="Why; it is kept for the audit and not shown to people.")
]


@switch.command("off")
def turn_off(reason: _Reason) -> None:
    """Turn answering off: people are told to come back later."""
    _turn(False, reason)


@switch.command("on")
def turn_on(reason: _Reason = "") -> None:
    """Turn answering on again."""
    _turn(True, reason)


@switch.command("status")
def show_status() -> None:
    """Say whether questions are answered, and list the last turns of the switch."""
    with services_from_settings() as services:
        entries = services.switch.entries(_SHOWN)
    show("Answering is on." if not entries or entries[0].answering else "Answering is off.")
    for entry in entries:
        turned = "on" if entry.answering else "off"
        why = f": {entry.reason}" if entry.reason else ""
        show(f"{entry.at:%Y-%m-%d %H:%M:%S} UTC  {turned} by {entry.turned_by}{why}")


def _turn(answering: bool, reason: str) -> None:
    if not answering and not reason.strip():
        raise WrongUse("Say why answering is switched off: --reason '...'.")
    with services_from_settings() as services:
        services.switch.turn(answering, reason.strip(), f"{_user()} (command line)")
    show(f"Answering is switched {'on' if answering else 'off'}, in every process within a second.")


def _user() -> str:
    """Return who runs the command, by number where the system has no name for them, as in many a
    container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
