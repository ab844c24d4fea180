"""Who makes a request, and whether they may: the dependencies that every route but a few names.

A program shows a key or a token in the `Authorization` header, a browser its session's cookie.
What a browser sends of itself it also sends when another site made it do so, so a request that
changes something then has to come from our own pages: its origin tells, and for forms a token.
"""

import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Form, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from assistant.access.callers import Caller, Scope
from assistant.access.keys import PREFIX
from assistant.access.sessions import form_token
from assistant.web.desk import Desk, OpenDesk

_bearer = HTTPBearer(
    auto_error=False, description="An API key (`euif keys create`), or a token of the issuer."
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def identify(request: Request, desk: OpenDesk, bearer: Bearer) -> Caller | None:
    """Return who makes a request; None for nobody we know.

    Raises TokenRefused for a key or token that is worth nothing, also where none is needed.
    """
    caller = _shown(request, desk, bearer)
    if caller is not None:
        request.state.caller = caller.name  # for the log
    return caller


def _shown(request: Request, desk: Desk, bearer: Bearer) -> Caller | None:
    if bearer is not None:
        return desk.gate.bearer(bearer.credentials)
    caller = desk.gate.anybody()
    session = session_of(request, desk)
    if session is not None:
        caller = desk.gate.session(session) or caller
    if caller is not None:
        refuse_other_sites(request, desk)
    return caller


def identify_chat_client(request: Request, desk: OpenDesk, bearer: Bearer) -> Caller | None:
    """Return who makes a request by one of the clients that cannot go without a key.

    Where nothing needs to be shown, what people make up for them is nothing.
    """
    made_up = bearer is not None and not bearer.credentials.startswith(PREFIX)
    return identify(request, desk, None if made_up and desk.gate.anybody() else bearer)


def _needs(
    *scopes: Scope, identified: Callable[..., Caller | None] = identify
) -> Callable[[Caller | None], Caller]:
    def permitted(caller: Annotated[Caller | None, Depends(identified)]) -> Caller:
        if caller is None:
            raise HTTPException(
                401,
                "Show a key or a token in the Authorization header, or sign in.",
                {"WWW-Authenticate": "Bearer"},
            )
        if caller.scopes.isdisjoint(scopes):
            needed = " or to ".join(scopes)
            raise HTTPException(403, f"This needs the right to {needed}, which you do not have.")
        return caller

    return permitted


Asker = Annotated[Caller, Depends(_needs("ask"))]
ChatAsker = Annotated[Caller, Depends(_needs("ask", identified=identify_chat_client))]
Admin = Annotated[Caller, Depends(_needs("admin"))]
Visitor = Annotated[Caller, Depends(_needs("ask", "admin"))]
"""Who looks at our pages: insights link to documents, and administrators need not ask."""
Meter = Annotated[Caller, Depends(_needs("metrics"))]
"""Who reads the numbers, and has no need to turn the switch."""


def refuse_other_sites(request: Request, desk: Desk) -> None:
    """Refuse what another site made a browser send. Programs send no origin."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("origin")
    ours = {own_address(request, desk), *desk.settings.allowed_origins}
    if origin is not None and origin not in ours:
        raise HTTPException(403, "Another site sent this. Open the assistant's own page instead.")


def _sent_by_our_form(request: Request, desk: OpenDesk, token: Annotated[str, Form()] = "") -> None:
    session = session_of(request, desk)
    if session is not None and not hmac.compare_digest(
        token.encode(), form_token(session).encode()
    ):
        raise HTTPException(403, "This form is out of date. Open the page again and repeat it.")


OurForm = Depends(_sent_by_our_form)
"""For routes that forms of our pages send to."""


def own_address(request: Request, desk: Desk) -> str:
    """Return the scheme and host at which people reach us: the origin of our own pages."""
    known = desk.settings.public_url
    if known is None:
        return f"{request.url.scheme}://{request.url.netloc}"
    return str(known).removesuffix(known.path or "")


def link_base(request: Request, desk: Desk) -> str:
    """Return what stands in front of our pages' paths in links that are followed elsewhere."""
    known = desk.settings.public_url
    return str(known).rstrip("/") if known else own_address(request, desk)


def session_of(request: Request, desk: Desk) -> str | None:
    """Return what the session's cookie holds."""
    return request.cookies.get(_cookie(request, desk))


def tag_of(request: Request, desk: Desk, caller: Caller) -> str | None:
    """Return what a page tells one caller from the next by; a key or token outdoes a session."""
    session = None if "authorization" in request.headers else session_of(request, desk)
    return desk.gate.tag(caller, session)


def start_session(request: Request, response: Response, desk: Desk, caller: Caller) -> None:
    """Open a session and let the browser keep it, in place of one that it may have."""
    old = session_of(request, desk)
    if old is not None:
        desk.gate.sessions.close(old)
    response.set_cookie(
        _cookie(request, desk),
        desk.gate.sessions.open(caller),
        max_age=desk.gate.sessions.seconds,
        secure=is_secure(request, desk),
        httponly=True,
        samesite="lax",
    )


def end_session(request: Request, response: Response, desk: Desk) -> None:
    """End the session here and in the browser."""
    session = session_of(request, desk)
    if session is not None:
        desk.gate.sessions.close(session)
    response.delete_cookie(_cookie(request, desk), secure=is_secure(request, desk), httponly=True)


def is_secure(request: Request, desk: Desk) -> bool:
    """Say whether people reach us by https."""
    return own_address(request, desk).startswith("https://")


def _cookie(request: Request, desk: Desk) -> str:
    # Browsers keep cookies of this name only from this very host and by https, so that no
    # neighbour in the domain can plant one.
    return "__Host-euif_session" if is_secure(request, desk) else "euif_session"
