"""So many answers at once, and a short queue before them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager

_QUEUE = 2
"""How many may wait for each answer that is made: a queue that is longer answers those at its end
when they have given up."""
LONGEST_WAIT = 10.0
"""Seconds after which somebody in the queue is told to come back."""


class Full(Exception):
    """There is no place left in the queue, or the wait was too long."""


class Slots:
    """Places for answers in the making."""

    def __init__(self, at_once: int, longest_wait: float = LONGEST_WAIT) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._longest_wait = longest_wait
        self._queue = _QUEUE * at_once
        self._waiting = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[Callable[[], None]]:
        """Hold a place for the length of a `with`, or until what it yields is called.

        Raises Full.
        """
        if self._free.locked() and self._waiting >= self._queue:
            raise Full
        self._waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._free.acquire()
        except TimeoutError:
            raise Full from None
        finally:
            self._waiting -= 1
        with ExitStack() as place:
            place.callback(self._free.release)
            yield place.close
