"""`euif keys`."""

from typing import Annotated

import typer

from assistant.cli.terminal import say, services_from_settings, show
from assistant.errors import WrongUse

keys = typer.Typer(no_args_is_help=True, help="Make, list and revoke API keys.")

_Name = Annotated[str, typer.Argument(help="What the key is called; 100 characters at most.")]


@keys.command("create")
def create_key(
    name: _Name,
    scope: Annotated[
        list[str] | None,
        typer.Option(help="What it may do: ask, metrics or admin; repeatable. Ask if left out."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(help="A group whose restricted documents it sees; repeatable."),
    ] = None,
) -> None:
    """Make a key and show it, this once."""
    from assistant.access.callers import SCOPES

    wanted = [known for known in SCOPES if known in (scope or ["ask"])]
    unknown = set(scope or ()) - set(SCOPES)
    if unknown:
        raise WrongUse(f"There is no scope {', '.join(sorted(unknown))}; {', '.join(SCOPES)} are.")
    if not 0 < len(name.strip()) <= 100:
        raise WrongUse("A key's name has 1 to 100 characters.")
    if "/" in name:  # it parts the name from that of the person for whom the key's service asks
        raise WrongUse("A key's name has no slash in it; take a hyphen.")
    with services_from_settings() as services:
        secret = services.keys.create(name, wanted, group or ())
    say("Keep this key; it cannot be shown again:")
    show(secret)


@keys.command("list")
def list_keys() -> None:
    """List the keys: what each may do, and the day it was last used."""
    with services_from_settings() as services:
        found = services.keys.list()
    for key in found:
        groups = f" and sees {', '.join(key.groups)}" if key.groups else ""
        state = "revoked" if key.revoked_at else f"last used {key.last_used_on or 'never'}"
        show(f"{key.name}  may {', '.join(key.scopes)}{groups}  ({state})")
    show(f"{len(found)} keys")


@keys.command("revoke")
def revoke_key(name: _Name) -> None:
    """Make a key worthless at once, and for good."""
    with services_from_settings() as services:
        services.keys.revoke(name)
    show(f"The key {name!r} is worth nothing any more.")
