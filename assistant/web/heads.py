"""HEAD: answered as GET is, without the body. Monitors and checkers of links ask so."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Heads:
    """Lets the application see a GET where a client asks for HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on. The server goes by its own scope, and sends no body."""
        head = scope["type"] == "http" and scope["method"] == "HEAD"
        await self._app({**scope, "method": "GET"} if head else scope, receive, send)
