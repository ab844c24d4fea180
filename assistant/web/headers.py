"""Headers on every response: what pages may load, who may frame them, and which sites may call."""

from collections.abc import Collection

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def _headers(allowed_origins: Collection[str]) -> dict[str, str]:
    """Return the headers. Sites that may call the service may also frame its pages."""
    framing = " ".join(sorted(allowed_origins)) or "'none'"
    return {
        # Pages hold text that others wrote: nothing but our own files may take effect in them.
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; "
            f"frame-ancestors {framing}"
        ),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def register(app: FastAPI, allowed_origins: Collection[str]) -> None:
    """Let the application send the headers, and answer the allowed sites."""
    app.add_middleware(_Headers, _headers(allowed_origins))
    if allowed_origins:
        # No credentials: another site's page shows a token of its own and never our cookie.
        app.add_middleware(
            CORSMiddleware,
            allow_origins=sorted(allowed_origins),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-ID"],
        )


class _Headers:
    """Adds headers to every response."""

    def __init__(self, app: ASGIApp, added: dict[str, str]) -> None:
        self._app = app
        self._added = added

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = MutableHeaders(scope=message)
                present.update(self._added)
                if "etag" not in present:
                    # It is no file of ours: what one person may see must not be handed to the next
                    # by a cache on the way.
                    present["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)
