"""`euif history`: for administrators, who reach everybody's conversations."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from assistant.cli.terminal import AsJson, services_from_settings, show
from assistant.errors import WrongUse

history = typer.Typer(no_args_is_help=True, help="List, export and delete conversations.")

Conversations = Annotated[
    list[str] | None, typer.Argument(metavar="[CONVERSATION ...]", help="Their ids.")
]
Person = Annotated[str | None, typer.Option("--person", help="Those of one person, by their id.")]


@history.command("list")
def list_conversations(person: Person = None, as_json: AsJson = False) -> None:
    """List the conversations, oldest first, without what was said in them."""
    from assistant.history import EVERYBODY

    with services_from_settings() as services:
        kept = services.history.overview(person or EVERYBODY)
    if as_json:
        found = [{**asdict(one), "started_at": one.started_at.isoformat()} for one in kept]
        show(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for one in kept:
        started = one.started_at.isoformat(" ", "minutes")
        show(
            f"{one.id}  {started}  {one.channel:<10}  {one.answers:4} answers  {one.person or '-'}"
        )
    show(f"{len(kept)} conversations")


@history.command("export")
def export_conversations(conversations: Conversations = None, person: Person = None) -> None:
    """Print conversations as JSON, a line each: those named, one person's, or all."""
    from assistant.history import EVERYBODY

    if conversations and person:
        raise WrongUse("Name conversations or a --person, not both.")
    with services_from_settings() as services:
        kept = services.history
        for one in (
            (kept.conversation(key, EVERYBODY) for key in conversations)
            if conversations
            else kept.export(person or EVERYBODY)
        ):
            show(one.model_dump_json())


@history.command("delete")
def delete_conversations(conversations: Conversations = None, person: Person = None) -> None:
    """Delete the conversations named, or all of one person's."""
    from assistant.history import EVERYBODY

    if bool(conversations) == bool(person):
        raise WrongUse("Name the conversations to delete, or a --person.")
    with services_from_settings() as services:
        if person:
            gone = services.history.forget(person)
        else:
            for key in conversations or ():
                services.history.delete(key, EVERYBODY)
            gone = len(conversations or ())
    show(f"{gone} conversations deleted")


@history.command("purge")
def purge_answers() -> None:
    """Delete the answers older than EUIF_RETENTION_DAYS, as the service does every hour."""
    with services_from_settings() as services:
        gone = services.history.purge(datetime.now(UTC))
    show(f"{gone} answers deleted")
