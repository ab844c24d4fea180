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
    """Places for answers in the making. `told` is told how many wait and are made, whenever that
    changes."""

    def __init__(
        self,
        at_once: int,
        longest_wait: float = LONGEST_WAIT,
        told: Callable[[int, int], None] = lambda _waiting, _making: None,
    ) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._longest_wait = longest_wait
        self._queue = _QUEUE * at_once
        self._waiting = self._making = 0
        self._told = told

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[Callable[[], None]]:
        """Hold a place for the length of a `with`, or until what it yields is called.

        Raises Full.
        """
        if self._free.locked() and self._waiting >= self._queue:
            raise Full
        self._change(waiting=1)
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._free.acquire()
        except TimeoutError:
            raise Full from None
        finally:
            self._change(waiting=-1)
        with ExitStack() as place:
            self._change(making=1)
            place.callback(self._leave)
            yield place.close

    def _leave(self) -> None:
        self._free.release()
        self._change(making=-1)

    def _change(self, waiting: int = 0, making: int = 0) -> None:
        self._waiting += waiting
        self._making += making
        self._told(self._waiting, self._making)
