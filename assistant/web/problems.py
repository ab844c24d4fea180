"""Errors of the HTTP door: problem documents (RFC 9457) for programs, a page for people."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import IssuerUnavailable, NotAllowed, NotKept, TokenRefused
from assistant.web.admission import Refusal
from assistant.web.completions import COMPLETIONS, MODELS, error
from assistant.web.pages import error_page
from assistant.web.signing_in import to_sign_in
from assistant.wire.service import Problem
from assistant.wire.texts import BODY_BYTES
from vectorstore.errors import EuifError

_TITLES = {
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    413: "Request too large",
    422: "Request not valid",
    429: "Too many questions",
    503: "Not ready",
}

_UNREAD = "There was an error parsing the body"  # FastAPI's, of what is no text or too deep
_DETAILS = {
    400: "The request cannot be read. Send a JSON object in UTF-8.",
    404: "There is nothing at this address.",
    405: "This address takes {Allow} only.",
}
"""What is said in place of a framework's own words."""

_MESSAGES = {
    "extra_forbidden": "There is no such field. Check the spelling.",
    "missing": "It is required, and left out.",
    "string_type": "It has to be a string.",
    "too_long": "It is too long: {actual_length}, where {max_length} are the most.",
    "too_short": "It is too short: {actual_length}, where {min_length} are the least.",
}
"""What is said of a field, where the words of the one who checked it say less."""

_STATUSES: dict[type[EuifError], int] = {
    NotAllowed: 403,
    NotKept: 404,
    TokenRefused: 401,
    IssuerUnavailable: 503,
}


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI document says of a route's errors."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": _TITLES[status], "content": content} for status in statuses}


class BodyLimit:
    """Refuses request bodies over BODY_BYTES, also those that do not say their length.

    `most` says of some paths that they may have more.
    """

    def __init__(self, app: ASGIApp, most: Mapping[str, int]) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read of its body."""
        read = 0
        most = self._most.get(scope.get("path", ""), BODY_BYTES)

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413, f"A request may have {most // 1024} KiB at most.")
            return message

        await self._app(scope, counted, send)


def register(app: FastAPI) -> None:
    """Let the application answer errors in this door's way."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    for kind in _STATUSES:
        app.add_exception_handler(kind, _told)
    # Starlette answers faults outside of all middleware, where another site's page could not read
    # the answer. This one stands inside of what is added after it, and raises the fault again, so
    # that the server logs it.
    app.add_middleware(ServerErrorMiddleware, handler=_unexpected)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error, Refusal):
        response = _answer(request, error.status_code, error.detail, error.errors, error.kind)
    else:
        ours = error.detail not in (HTTPStatus(error.status_code).phrase, _UNREAD)
        detail = error.detail if ours else _said(error)
        response = _answer(request, error.status_code, detail)
    response.headers.update(error.headers or {})
    return response


def _said(error: HTTPException) -> str:
    return _DETAILS.get(error.status_code, error.detail).format_map(error.headers or {})


async def _told(request: Request, error: Exception) -> Response:
    response = _answer(request, _STATUSES[type(error)], str(error))  # type: ignore[index]
    if isinstance(error, TokenRefused):
        response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [_wrong(found) for found in error.errors()]
    detail = "; ".join(f"{found['field']}: {found['message']}" for found in errors)
    return _answer(request, 422, detail, errors)


async def _unexpected(request: Request, _error: Exception) -> Response:
    # People never see the fault's text.
    return _answer(request, 500, "Something went wrong on our side. Please try again.")


def _answer(
    request: Request,
    status: int,
    detail: str,
    errors: Sequence[dict[str, str]] = (),
    kind: str = "about:blank",
) -> Response:
    if request.url.path in (COMPLETIONS, MODELS):
        return _as_openai_does(status, detail, kind)
    title = _TITLES.get(status, "Error")
    if not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("accept", ""):
        if status == 401:
            return to_sign_in(request)
        return error_page(request, status, title, detail)
    problem = Problem(
        type=kind,
        title=title,
        status=status,
        detail=detail,
        errors=list(errors),
        request_id=request.state.request_id,
    )
    return JSONResponse(
        problem.model_dump(), status_code=status, media_type="application/problem+json"
    )


def _as_openai_does(status: int, detail: str, kind: str) -> Response:
    """Answer an error so that OpenAI's clients raise the kind they have for it, with the detail."""
    status = 400 if status == 422 else status
    told = error(status, detail, None if kind == "about:blank" else kind)
    return JSONResponse(told.model_dump(), status_code=status)


def _wrong(found: Mapping[str, Any]) -> dict[str, str]:
    """Return a field, and what is wrong with it; the whole body if that is none of ours."""
    location, kind = found["loc"], found["type"]
    if kind == "json_invalid":
        place, why = location[-1], found["ctx"]["error"]
        return {"field": "body", "message": f"It is no JSON: {why}, at character {place}."}
    if location == ("body",):
        said = "Send a JSON object, with the header Content-Type: application/json."
        return {"field": "body", "message": said}
    said = _MESSAGES[kind].format_map(found.get("ctx", {})) if kind in _MESSAGES else found["msg"]
    return {"field": _field(location), "message": said}


def _field(location: Sequence[Any]) -> str:
    """Return a field's name as the client wrote it: the first part says only where it stood."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])
