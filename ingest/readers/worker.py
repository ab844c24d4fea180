"""Reads documents in a process of their own, which may be ended, or die, without harm to ours.

Parsers meet files that nobody has checked: one may never end, ask for all memory, or crash.
"""

import logging
import math
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from ingest.readers import Reading, ReadingFailed, read
from ingest.readers.links import links

log = logging.getLogger(__name__)

SECONDS = 120.0
MEMORY = 2_000_000_000
_START_SECONDS = 60.0


class ReadingProcess:
    """Reads one document after another in a process of their own; use it in a `with` statement.

    `seconds` is what one document may take, `memory` how many bytes the process may hold (on
    Linux). The process starts with the first document, and anew after one that ended it.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._child: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, data: bytes, suffix: str, encoding: str | None = None) -> Reading:
        """Read a file as `ingest.readers.read` does.

        Raises ReadingFailed, also where reading takes too long, needs too much memory or crashes.
        """
        reading: Reading = self._ask(read, data, suffix, encoding)
        return reading

    def links(self, data: bytes, address: str, encoding: str | None = None) -> list[str]:
        """Return where a page links to, as `ingest.readers.links` does. Raises ReadingFailed, as
        `read` does."""
        found: list[str] = self._ask(links, data, address, encoding)
        return found

    def _ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what the function returns in the other process."""
        try:
            outcome, answer = self._answer(function, *arguments)
        except BaseException:
            self.close()  # an answer that comes late would be taken for that of the next document
            raise
        if outcome == "read":
            return answer
        if outcome == "memory":
            self.close()
        if outcome == "crashed":
            name, trace = answer
            log.error("a reader failed\n%s", trace)
            answer = f"Its reader failed ({name}); see the log."
        raise ReadingFailed(answer)

    def _answer(self, *asked: Any) -> tuple[str, Any]:
        process, connection = self._child = self._child or self._start()
        try:
            connection.send(asked)
            if connection.poll(self._seconds):
                outcome, answer = connection.recv()
                return outcome, answer
        except (EOFError, OSError) as error:
            process.join(1)
            raise ReadingFailed(
                f"Its reader crashed{_signal(process.exitcode)}. The file may be damaged."
            ) from error
        raise ReadingFailed(f"It could not be read within {self._seconds:g} seconds. Split it.")

    def _start(self) -> tuple[BaseProcess, Connection]:
        # Not forked: our process may have threads and a model in its memory.
        context = multiprocessing.get_context("spawn")
        connection, other = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(other, self._seconds, self._memory),
            name="euif-reader",
            daemon=True,
        )
        process.start()
        other.close()  # so that its end is seen here
        self._child = process, connection
        try:
            ready = connection.poll(_START_SECONDS) and connection.recv()
        except EOFError:
            ready = False
        if not ready:
            raise RuntimeError("the process that reads documents does not start")
        return process, connection

    def close(self) -> None:
        """End the process; the next document starts another."""
        if self._child:
            process, connection = self._child
            self._child = None
            connection.close()
            process.kill()
            process.join()
            process.close()


def _signal(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return ""
    return f" ({signal.Signals(-exitcode).name})"


def _serve(connection: Connection, seconds: float, memory: int) -> None:
    """Answer one document after another until our parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our parent hears it, and ends us
    logging.disable()  # what parsers say of a document is nothing that people can act on
    _limit(memory)
    connection.send(True)
    while True:
        try:
            function, *arguments = connection.recv()
        except (EOFError, OSError):
            return
        if sys.platform != "win32":  # the end of a parser that nobody waits for any more
            signal.alarm(math.ceil(seconds) + 1)
        answer = _outcome(function, *arguments)
        if sys.platform != "win32":
            signal.alarm(0)
        connection.send(answer)


def _limit(memory: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _outcome(function: Callable[..., Any], *arguments: Any) -> tuple[str, Any]:
    try:
        return "read", function(*arguments)
    except ReadingFailed as error:
        return "failed", str(error)
    except MemoryError:
        return "memory", "It needs more memory than a document may take. Split it."
    except Exception as error:
        return "crashed", (type(error).__name__, traceback.format_exc())
