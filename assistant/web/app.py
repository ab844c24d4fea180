"""The FastAPI application, over parts that are open and ready."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from assistant.web import embed, pages, problems, routes
from assistant.web.desk import Desk
from vectorstore.upkeep import apply_pending

log = logging.getLogger(__name__)

_LOOK_EVERY = 1.0
"""Seconds between looks for what an ingest in another process has written."""


def create_app(desk: Desk, started: Callable[[], None] = lambda: None) -> FastAPI:
    """Return the application. While it runs it applies what others write to the library.

    `started` is called when it is about to take requests.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        following = asyncio.create_task(_follow(desk))
        started()
        yield
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

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


async def _follow(desk: Desk) -> None:
    while True:
        try:
            await asyncio.to_thread(apply_pending, desk.library, desk.index)
        except Exception:
            # The next look may do better: a full disk is emptied, a server comes back.
            log.exception("applying what ingest wrote failed")
        await asyncio.sleep(_LOOK_EVERY)
