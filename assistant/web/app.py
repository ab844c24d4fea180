"""The FastAPI application, over parts that are open and ready."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

from fastapi import FastAPI

from assistant.web import embed, pages, problems, routes
from assistant.web.desk import Desk
from vectorstore.upkeep import apply_pending

log = logging.getLogger(__name__)

_LOOK_EVERY = 1.0
"""Seconds between looks for what an ingest in another process has written."""

_PURGE_EVERY = 3_600.0
"""Seconds between deletions of what is older than the retention."""


def create_app(desk: Desk, started: Callable[[], None] = lambda: None) -> FastAPI:
    """Return the application.

    While it runs it applies what others write to the library, and deletes what is too old to keep.

    `started` is called when it is about to take requests.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        upkeep = [
            asyncio.create_task(
                _repeat("applying what ingest wrote", partial(_follow, desk), _LOOK_EVERY)
            ),
            asyncio.create_task(
                _repeat("deleting what is too old", partial(_purge, desk), _PURGE_EVERY)
            ),
        ]
        started()
        yield
        for task in upkeep:
            task.cancel()
        await asyncio.gather(*upkeep, return_exceptions=True)

    app = FastAPI(
        title="euif-assistant", version="1", lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.state.desk = desk
    app.add_middleware(problems.BodyLimit)
    problems.register(app)
    app.include_router(routes.router)
    app.include_router(pages.router)
    app.include_router(embed.router)
    app.mount("/static", pages.static_files(), name="static")
    return app


def _follow(desk: Desk) -> None:
    apply_pending(desk.library, desk.index)


def _purge(desk: Desk) -> None:
    gone = desk.history.purge(datetime.now(UTC))
    if gone:
        log.info("%d answers were older than the retention and are deleted", gone)


async def _repeat(name: str, work: Callable[[], None], seconds: float) -> None:
    while True:
        try:
            await asyncio.to_thread(work)
        except Exception:
            # The next time may do better: a full disk is emptied, a server comes back.
            log.exception("%s failed", name)
        await asyncio.sleep(seconds)
