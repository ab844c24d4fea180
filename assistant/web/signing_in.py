"""Signing in and out in a browser: at the issuer (code flow with PKCE), or with a key.

https://openid.net/specs/openid-connect-core-1_0.html section 3.1, RFC 7636 (PKCE) and
RFC 9207 (`iss`).
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.access.callers import Caller
from assistant.access.issuer import Issuer
from assistant.errors import TokenRefused
from assistant.web.auth import (
    OurForm,
    end_session,
    is_secure,
    link_base,
    own_address,
    refuse_other_sites,
    start_session,
)
from assistant.web.desk import Desk, OpenDesk
from assistant.web.pages import show_page

_FLOW = "euif_signing_in"
_MINUTES = 10
"""How long somebody may take at the issuer."""

router = APIRouter(include_in_schema=False)


def to_sign_in(request: Request) -> Response:
    """Send somebody to the page for signing in, and back afterwards."""
    wanted = request.url.path if request.method == "GET" else "/"
    if request.method == "GET" and request.url.query:
        wanted += f"?{request.url.query}"
    return RedirectResponse(f"/signin?next={quote(wanted, safe='')}", 303)


@router.get("/signin")
def show_sign_in(request: Request, desk: OpenDesk, next: str = "/") -> Response:  # noqa: A002
    """Show the page for signing in."""
    return _sign_in_page(request, desk, next)


@router.post("/signin")
def sign_in_with_key(
    request: Request,
    desk: OpenDesk,
    key: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """Sign in with a key."""
    refuse_other_sites(request, desk)
    try:
        caller = desk.gate.bearer(key.strip())
    except TokenRefused as error:
        return _sign_in_page(request, desk, next, str(error), 401)
    return _signed_in(request, desk, caller, next)


@router.get("/signin/issuer")
def go_to_issuer(request: Request, desk: OpenDesk, next: str = "/") -> Response:  # noqa: A002
    """Send somebody to the issuer."""
    client_id, issuer = _client_of(desk)
    flow = {
        "state": secrets.token_urlsafe(16),
        "nonce": secrets.token_urlsafe(16),
        "verifier": secrets.token_urlsafe(48),
        "next": next,
    }
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": _redirect_uri(request, desk),
        "scope": "openid",
        "state": flow["state"],
        "nonce": flow["nonce"],
        "code_challenge": _without_padding(sha256(flow["verifier"].encode()).digest()),
        "code_challenge_method": "S256",
    }
    endpoint = issuer.endpoint("authorization_endpoint")
    joined = "&" if "?" in endpoint else "?"
    response = RedirectResponse(f"{endpoint}{joined}{urlencode(query)}", 303)
    # It is the browser's own, holds nothing that others could use, and dies when it is used.
    response.set_cookie(
        _FLOW,
        _without_padding(json.dumps(flow).encode()),
        max_age=_MINUTES * 60,
        path="/signin",
        secure=is_secure(request, desk),
        httponly=True,
        samesite="lax",
    )
    return response


@router.get("/signin/callback")
def come_back_from_issuer(
    request: Request,
    desk: OpenDesk,
    code: str = "",
    state: str = "",
    iss: Annotated[str | None, Query()] = None,
) -> Response:
    """Take somebody in whom the issuer sends back."""
    client_id, issuer = _client_of(desk)
    flow = _flow_of(request)
    if not code or not secrets.compare_digest(state.encode(), flow["state"].encode()):
        raise TokenRefused("The sign-in was broken off or belongs to another window. Try again.")
    if iss is not None and iss != desk.settings.oidc_issuer:
        raise TokenRefused("Another issuer than ours sent you back. Try again.")
    secret = desk.settings.oidc_client_secret
    token = issuer.redeem(
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _redirect_uri(request, desk),
            "code_verifier": flow["verifier"],
        },
        client_id,
        secret.get_secret_value() if secret else None,
    )
    claims = issuer.claims(token, audience=client_id)
    if claims.get("nonce") != flow["nonce"]:
        raise TokenRefused("The token was made for another sign-in. Try again.")
    response = _signed_in(request, desk, desk.gate.rules.caller(claims), flow["next"])
    response.delete_cookie(_FLOW, path="/signin")
    return response


@router.post("/signout", dependencies=[OurForm])
def sign_out(request: Request, desk: OpenDesk) -> Response:
    """End the session."""
    refuse_other_sites(request, desk)
    response = RedirectResponse("/signin", 303)
    end_session(request, response, desk)
    if link_base(request, desk) == own_address(request, desk):
        # What pages kept is for no one else. Where the host is shared, it is not ours to clear.
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _sign_in_page(
    request: Request,
    desk: Desk,
    next: str,  # noqa: A002
    error: str | None = None,
    status: int = 200,
) -> Response:
    values = {"next": next, "error": error, "by_issuer": desk.settings.oidc_client_id is not None}
    return show_page(request, "sign_in.html", values, status)


def _signed_in(request: Request, desk: Desk, caller: Caller, wanted: str) -> Response:
    if not caller.scopes & {"ask", "admin"}:
        raise HTTPException(403, "You are known, but not among those who may ask here.")
    response = RedirectResponse(_local(wanted), 303)
    start_session(request, response, desk, caller)
    return response


def _local(wanted: str) -> str:
    """Return where to go, if it is a page of ours: a link must not send people on to elsewhere."""
    # Browsers take a backslash for a slash, and two slashes for another host.
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours and wanted.isprintable() else "/"


def _flow_of(request: Request) -> dict[str, str]:
    held = request.cookies.get(_FLOW, "")
    try:
        flow = json.loads(urlsafe_b64decode(held + "=" * (-len(held) % 4)))
        return {name: str(flow[name]) for name in ("state", "nonce", "verifier", "next")}
    except (ValueError, KeyError, TypeError):
        raise TokenRefused("The sign-in took too long. Try again.") from None


def _client_of(desk: Desk) -> tuple[str, Issuer]:
    client_id, issuer = desk.settings.oidc_client_id, desk.gate.issuer
    if client_id is None or issuer is None:
        raise HTTPException(404, "People do not sign in at an issuer here.")
    return client_id, issuer


def _redirect_uri(request: Request, desk: Desk) -> str:
    return f"{own_address(request, desk)}/signin/callback"


def _without_padding(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
