"""`euif serve`."""

import ipaddress
import math
import os
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from assistant.cli.terminal import NO_DOCUMENTS, say, services_from_settings
from assistant.errors import AddressInUse, SettingsWrong, WrongUse
from vectorstore.errors import needing

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config

    from assistant.bootstrap import Services
    from assistant.settings import Settings
    from assistant.web.slack_events import SlackDoor
    from vectorstore.chroma import ChromaIndex


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 1,
) -> None:
    """Run the service until it is stopped."""
    import uvicorn

    from assistant.observing import logs

    with services_from_settings() as services:
        settings = services.settings
        _refuse_to_be_open(settings, host or settings.host)
        if workers > 1 and not settings.chroma_url:
            raise WrongUse(
                "Several workers need a Chroma server: the index in the data folder belongs to one "
                "process. Start one (`chroma run --path FOLDER`) and name it in EUIF_CHROMA_URL."
            )
        listener = _listen(host or settings.host, settings.port if port is None else port)
        address = _address(listener)
        logs.configure()
        signal.signal(signal.SIGTERM, _end)
        with services.index(address) as index:
            if services.catalogue.count_passages() == 0:
                say(NO_DOCUMENTS)
            if workers == 1:
                _load(services)
                app = _app(
                    services,
                    index,
                    address,
                    started=lambda: say(f"The assistant answers at {address}"),
                )
                uvicorn.Server(configured(app, settings)).run(sockets=[listener])
                return
    # The index is in step with the library; nothing is left open that the workers could inherit.
    _supervise(settings, workers, listener)


def _supervise(settings: "Settings", workers: int, listener: socket.socket) -> None:
    from uvicorn.supervisors import Multiprocess

    from assistant.settings import share_metrics

    if not settings.redis_url:
        say("Each worker counts questions for itself; with EUIF_REDIS_URL they count together.")
    address = _address(listener)
    say(f"Starting {workers} workers at {address} ...")
    config = configured(partial(create_worker, address), settings, factory=True, workers=workers)
    with TemporaryDirectory(prefix="metrics-", dir=settings.data_dir) as folder:
        share_metrics(Path(folder))
        Multiprocess(config, [listener]).run()


def create_worker(address: str) -> "FastAPI":
    """Return the application of one of several workers at an address; its end closes its parts."""
    from assistant.observing import logs

    logs.configure()
    with ExitStack() as parts:
        services = parts.enter_context(services_from_settings())
        index = parts.enter_context(services.index())
        _load(services)
        ready = f"A worker is ready at {address} (process {os.getpid()})"
        return _app(services, index, address, lambda: say(ready), parts.pop_all().close)
    raise AssertionError("what is entered here swallows no errors")


def _load(services: "Services") -> None:
    say("Loading the embedding model ...")
    services.load()


def _app(
    services: "Services",
    index: "ChromaIndex",
    address: str,
    started: Callable[[], None],
    stopped: Callable[[], None] = lambda: None,
) -> "FastAPI":
    from assistant.web.app import create_app
    from assistant.web.desk import Desk

    settings = services.settings
    hosts = None
    if settings.auth == "none":
        # A site whose name was made to lead to this machine must not talk to the service that
        # trusts everybody on it (DNS rebinding): it shows in the name that the browser asks for.
        listening = urlsplit(address).netloc.rpartition(":")[0]
        own = [settings.public_url.host or ""] if settings.public_url else []
        hosts = ["localhost", "127.0.0.1", "[::1]", listening, *own]
    slack = _slack(services, address) if settings.slack_signing_secret else None
    return create_app(Desk.over(services, index), started, stopped, hosts, slack)


def _slack(services: "Services", address: str) -> "SlackDoor":
    with needing("slack", "Slack"):
        from assistant.web.slack_events import SlackDoor

    settings = services.settings
    if not settings.slack_bot_token or (settings.auth != "none" and not settings.api_key):
        raise SettingsWrong(
            "To answer Slack at /slack/events the service needs EUIF_SLACK_BOT_TOKEN and, if it "
            "asks who calls, a key of its own in EUIF_API_KEY; docs/slack.md tells how."
        )
    return SlackDoor.of(settings, address, services.seen())


def configured(app: Any, settings: "Settings", **more: Any) -> "Config":
    """Return how uvicorn runs; asked to stop, it finishes answers for as long as one may take."""
    from uvicorn import Config

    return Config(
        app,
        log_config=None,  # as everything else is logged
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=math.ceil(settings.answer_seconds),
        **more,
    )


def _refuse_to_be_open(settings: "Settings", host: str) -> None:
    """Raise WrongUse if people on other machines could use the service without showing anything."""
    if settings.auth == "none" and not _is_loopback(host):
        raise WrongUse(
            f"At {host} anybody in the network could ask. Listen on 127.0.0.1, or say who may ask "
            "with EUIF_AUTH=token (`euif keys create NAME`) or EUIF_AUTH=oidc."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _end(_signal: int, _frame: object) -> None:
    """End by an exception, so that the index is let go of; uvicorn raises its signals again."""
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything long begins. Raises AddressInUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise AddressInUse(
            f"The service cannot listen on {host}:{port} ({error.strerror}). Stop what does, or "
            "choose another with --port or EUIF_PORT."
        ) from error
    return listener
