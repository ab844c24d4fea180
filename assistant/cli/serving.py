"""`euif serve`."""

import socket
from typing import Annotated

import typer

from assistant.cli.terminal import say, services_from_settings
from assistant.errors import AddressInUse


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 takes a free one.")] = None,
) -> None:
    """Run the service until it is stopped."""
    import uvicorn

    with services_from_settings() as services:
        listener = _listen(
            host or services.settings.host, services.settings.port if port is None else port
        )
        address = "http://{}:{}".format(*listener.getsockname()[:2])
        with services.index(address) as index:
            from assistant.web.app import create_app
            from assistant.web.desk import Desk

            say("Loading the embedding model ...")
            services.embedder.load()
            app = create_app(
                Desk(services.assistant(index), services.catalogue, services.library, index),
                started=lambda: say(f"The assistant answers at {address}"),
            )
            config = uvicorn.Config(app, log_level="warning", access_log=False)
            uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything long begins. Raises AddressInUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressInUse(
            f"The service cannot listen on {host}:{port} ({error.strerror}). Stop what does, or "
            "choose another with --port or EUIF_PORT."
        ) from error
    return listener
