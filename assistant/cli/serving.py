"""`euif serve`."""

import signal
import socket
from typing import Annotated

import typer

from assistant.cli.terminal import say, services_from_settings
from assistant.errors import AddressInUse


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = None,
) -> None:
    """Run the service until it is stopped."""
    import uvicorn

    with services_from_settings() as services:
        listener = _listen(
            host or services.settings.host, services.settings.port if port is None else port
        )
        address = _address(listener)
        signal.signal(signal.SIGTERM, _end)
        with services.index(address) as index:
            from assistant.web.app import create_app
            from assistant.web.desk import Desk

            say("Loading the embedding model ...")
            services.embedder.load()
            if services.reranker:
                services.reranker.load()
            app = create_app(
                Desk(
                    services.assistant(index),
                    services.catalogue,
                    services.library,
                    index,
                    services.history,
                ),
                started=lambda: say(f"The assistant answers at {address}"),
            )
            config = uvicorn.Config(app, log_level="warning", access_log=False)
            uvicorn.Server(config).run(sockets=[listener])


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
