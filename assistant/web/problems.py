"""Errors of the HTTP door: problem documents (RFC 9457) for programs, a page for people."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import NotKept
from assistant.web.pages import error_page
from assistant.wire import BODY_BYTES, Problem

_TITLES = {
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    413: "Request too large",
    422: "Request not valid",
    503: "Not ready",
}


class BodyLimit:
    """Refuses request bodies over BODY_BYTES, also those that do not say their length."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read of its body."""
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > BODY_BYTES:
                raise HTTPException(413, f"A request may have {BODY_BYTES // 1024} KiB at most.")
            return message

        await self._app(scope, counted, send)


def register(app: FastAPI) -> None:
    """Let the application answer errors in this door's way."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(NotKept, _not_kept)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unexpected)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _answer(request, error.status_code, error.detail)
    response.headers.update(error.headers or {})
    return response


async def _not_kept(request: Request, error: Exception) -> Response:
    return _answer(request, 404, str(error))


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"field": _field(found["loc"]), "message": found["msg"]} for found in error.errors()]
    detail = "; ".join(f"{found['field']}: {found['message']}" for found in errors)
    return _answer(request, 422, detail, errors)


async def _unexpected(request: Request, _error: Exception) -> Response:
    # Starlette has the fault logged; people never see its text.
    return _answer(request, 500, "Something went wrong on our side. Please try again.")


def _answer(
    request: Request, status: int, detail: str, errors: Sequence[dict[str, str]] = ()
) -> Response:
    title = _TITLES.get(status, "Error")
    if not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("accept", ""):
        return error_page(request, status, title, detail)
    problem = Problem(title=title, status=status, detail=detail, errors=list(errors))
    return JSONResponse(
        problem.model_dump(), status_code=status, media_type="application/problem+json"
    )


def _field(location: Sequence[Any]) -> str:
    """Return a field's name as the client wrote it: the first part says only where it stood."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])
