"""`euif slack`."""

import asyncio
import json
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import say, show
from assistant.errors import SettingsWrong, WrongUse
from vectorstore.errors import needing

if TYPE_CHECKING:
    from assistant.access.seen import Seen
    from assistant.settings import Settings

slack = typer.Typer(
    invoke_without_command=True, help="Answer in Slack, and make Slack's manifest of the app."
)


@slack.callback()
def run(context: typer.Context) -> None:
    """Answer in Slack by Socket Mode, asking a running service, until it is stopped."""
    if context.invoked_subcommand is not None:
        return
    from assistant import settings

    known = settings.load()
    if not (known.slack_bot_token and known.slack_app_token):
        raise SettingsWrong(
            "Slack needs EUIF_SLACK_BOT_TOKEN and EUIF_SLACK_APP_TOKEN. Make the app from "
            "`euif slack manifest`; docs/slack.md tells how."
        )
    asyncio.run(_until_stopped(known, _address(known)))


@slack.command("manifest")
def print_manifest(
    http: Annotated[
        bool,
        typer.Option("--http", help="Slack sends to the service at EUIF_PUBLIC_URL; no sockets."),
    ] = False,
) -> None:
    """Print the manifest that Slack makes the app from."""
    from assistant import settings
    from assistant.slack.manifest import manifest

    url = None
    if http:
        public = settings.load().public_url
        if public is None:
            raise WrongUse("Say with EUIF_PUBLIC_URL where Slack reaches the service.")
        url = f"{str(public).rstrip('/')}/slack/events"
    show(json.dumps(manifest(url), indent=2, ensure_ascii=False))


async def _until_stopped(known: "Settings", address: str) -> None:
    with needing("slack", "Slack"):
        from assistant.slack.running import run as run_bot

    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    await run_bot(
        known,
        address,
        _seen(known),
        stopping,
        started=lambda name: say(f"@{name} answers in Slack, asking {address}"),
    )


def _address(known: "Settings") -> str:
    """Return where the service is."""
    from vectorstore import ownership

    if known.url:
        return str(known.url)
    owner = ownership.owner(known.data_dir)
    if owner is None or owner.address is None:
        raise WrongUse(
            "No service runs on this data folder. Start one (`euif serve`), or name another with "
            "EUIF_URL."
        )
    return owner.address


def _seen(known: "Settings") -> "Seen":
    """Return what several such processes share: a Redis, or a database that was named."""
    from assistant.access.seen import Seen

    if known.redis_url or not known.database_url:
        return Seen(known.redis_url)
    from vectorstore.database import connect

    # The service that is asked brings its schema up to date.
    return Seen(engine=connect(known.database_url))
