"""What operators see of requests: an id, a line in the log, numbers, a span."""

import logging
import re
import time
import uuid

from fastapi import APIRouter, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.observing import logs, metrics
from assistant.web.auth import Meter
from assistant.web.desk import Desk, OpenDesk
from assistant.web.problems import described

log = logging.getLogger(__name__)

_PROBES = ("/healthz", "/readyz", "/metrics")
"""What machines ask every few seconds: in the log only when it goes wrong."""

router = APIRouter(responses=described(401, 403))


@router.get("/metrics", response_class=Response)
def show_metrics(desk: OpenDesk, _caller: Meter) -> Response:
    """Return the service's numbers in Prometheus' text format."""
    numbers = desk.metrics.exposition(desk.catalogue.count_passages())
    return Response(numbers, media_type=metrics.CONTENT_TYPE)


class Observing:
    """Gives each request an id, and notes how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        desk: Desk = scope["app"].state.desk
        headers = Headers(scope=scope)
        request_id = _request_id(headers.get("x-request-id", ""))
        scope["state"]["request_id"] = request_id
        status = 500  # of a fault that nothing answered

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        started = time.perf_counter()
        with desk.tracing.request(scope["method"], headers) as span:
            logs.begin_request(request_id, **({"trace_id": span.trace_id} if span.trace_id else {}))
            try:
                await self._app(scope, receive, noting)
            finally:
                route = getattr(scope.get("route"), "path", "other")
                seconds = time.perf_counter() - started
                desk.metrics.request(scope["method"], route, status, seconds)
                span.ended(route, status)
                _write_line(scope, route, status, seconds)


def _write_line(scope: Scope, route: str, status: int, seconds: float) -> None:
    """Log the request: its route and not its address, which may hold more."""
    quiet = route in _PROBES and status < 400
    log.log(
        logging.DEBUG if quiet else logging.INFO,
        "request",
        extra={
            "method": scope["method"],
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000),
            "caller": scope["state"].get("caller"),
        },
    )


def _request_id(given: str) -> str:
    """Return the id that a proxy gave, if nothing can hide in it, else a new one."""
    return given if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given) else uuid.uuid4().hex
