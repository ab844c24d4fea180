"""The FastAPI application, over parts that are open and ready."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.web import (
    admin,
    embed,
    headers,
    heads,
    insights,
    observing,
    openai,
    pages,
    problems,
    routes,
    signing_in,
)
from assistant.web.completions import COMPLETIONS
from assistant.web.desk import Desk
from vectorstore.errors import EuifError

if TYPE_CHECKING:
    from assistant.web.slack_events import SlackDoor

log = logging.getLogger(__name__)

_LOOK_EVERY = 1.0
"""Seconds between looks for what another process has written, or another embedding model."""

_LARGER_BODIES = {"/slack/events": 1024 * 1024, COMPLETIONS: 1024 * 1024}
"""Bytes. A click in Slack brings the message that it was made in; OpenAI's clients send all of a
conversation, however long, of which the newest turns count."""

_PURGE_EVERY = 3_600.0
"""Seconds between deletions of what is older than the retention."""


def create_app(
    desk: Desk,
    started: Callable[[], None] = lambda: None,
    stopped: Callable[[], None] = lambda: None,
    hosts: Sequence[str] | None = None,
    slack: "SlackDoor | None" = None,
) -> FastAPI:
    """Return the application.

    While it runs it follows what others do to the library, and deletes what is too old to keep.

    `started` is called when it is about to take requests, `stopped` when it has answered the last.
    Requests for other `hosts` than these, if any are given, are refused. With `slack` it answers
    Slack, too.
    """
    mcp = _mcp()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        upkeep = [asyncio.create_task(_follow(app)), asyncio.create_task(_purge(app))]
        async with mcp.running(app) if mcp else nullcontext():
            started()
            yield
        if slack:
            await slack.finish()
        for task in upkeep:
            task.cancel()
        await asyncio.gather(*upkeep, return_exceptions=True)
        stopped()

    app = FastAPI(
        title="euif-assistant",
        version="1",
        description="Answers questions about the EU Internet Forum from source documents, with "
        "citations that quote them word for word.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    app.add_middleware(problems.BodyLimit, most=_LARGER_BODIES)
    problems.register(app)
    headers.register(app, desk.settings.allowed_origins)
    if hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(observing.Observing)
    app.add_middleware(heads.Heads)
    parts = (routes, openai, admin, observing, insights, pages, signing_in, embed)
    for part in (*parts, *([mcp] if mcp else [])):
        app.include_router(part.router)
    if slack:
        app.include_router(slack.router)
    app.mount("/static", pages.static_files(), name="static")
    return app


def _mcp() -> ModuleType | None:
    """Return the door for MCP clients, if its package is installed."""
    return import_module("assistant.web.mcp") if find_spec("mcp") else None


async def _follow(app: FastAPI) -> None:
    """Take up what ingest writes, and the library's model when it changes, as long as the app runs.

    Requests keep the desk that they began with; the last of them lets go of it.
    """
    said = ""
    while True:
        try:
            if renewed := await asyncio.to_thread(app.state.desk.renewed):
                log.warning("answering by the embedding model %s now", renewed.services.model.name)
                app.state.desk = renewed
            await asyncio.to_thread(app.state.desk.apply_pending)
        except EuifError as error:
            # Told once, not at every look: the next may do better.
            if str(error) != said:
                said = str(error)
                log.error("the library is not followed until this is mended: %s", said)  # noqa: TRY400
        except Exception:
            log.exception("following the library failed")
        await asyncio.sleep(_LOOK_EVERY)


async def _purge(app: FastAPI) -> None:
    """Delete what is older than the retention, as long as the app runs."""
    while True:
        try:
            gone = await asyncio.to_thread(app.state.desk.history.purge, datetime.now(UTC))
            if gone:
                log.info("%d answers were older than the retention and are deleted", gone)
        except Exception:
            # The next time may do better: a full disk is emptied, a server comes back.
            log.exception("deleting what is too old failed")
        await asyncio.sleep(_PURGE_EVERY)
