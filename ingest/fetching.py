"""Fetches pages politely, and no more than allowed.

Politely: a user agent that says who asks, robots.txt (RFC 9309) with its delays, one request at a
time, conditional requests (RFC 9110, section 13), patience as long as a server asks for it. No more
than http and https addresses, and so many bytes and seconds; `guarding` says of which hosts.
"""

import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from ingest.guarding import Guarded
from ingest.http_answers import (
    Busy,
    HttpAnswer,
    conditions,
    refuse_no_page,
    refuse_redirect_to_nowhere,
)
from ingest.sources import Content, NoAddress, Unopened, Unreadable, too_large

_TRIES = 4
_LONGEST_DELAY = 30.0
_REDIRECTS = 10
_SECONDS = 60.0
"""For one answer, from the first attempt to connect to the last byte."""
_ROBOTS_SIZE = 512_000


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source wants its hosts treated."""

    delay: float = 1.0
    """Seconds between two requests to one host, at least."""
    private_hosts: tuple[str, ...] = ()
    """Hosts that may stand at private addresses."""


POLITE = Manners()


class Fetcher:
    """One client for all sources of a run, so that no host is asked twice at a time."""

    def __init__(
        self,
        agent: str,
        largest: int,
        seconds: float = _SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = agent
        self._largest = largest
        self._seconds = seconds
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Protego] = {}
        self._client = httpx.Client(
            transport=Guarded(),
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(20.0, connect=10.0),
            event_hooks={"response": [refuse_redirect_to_nowhere]},
        )

    def fetch(self, address: str, manners: Manners, stamp: str | None = None) -> Content | None:
        """Return what stands at an address, or None if it still bears this stamp.

        Raises Unopened, and Gone if the server says that there is nothing.
        """
        for _ in range(_REDIRECTS):
            self._may_be_asked(address, manners)
            answer = self._asked_patiently(address, manners, self._largest, stamp)
            if answer is None:
                return None
            elsewhere = answer.leads_to()
            if elsewhere is None:
                return answer.content()
            address = elsewhere
        raise Unopened(f"It redirects more than {_REDIRECTS} times.", transient=False)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _may_be_asked(self, address: str, manners: Manners) -> None:
        """Raise Unreadable for what robots.txt forbids, Unopened for no address of a page."""
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise NoAddress from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unopened("Only http and https addresses are fetched.", transient=False)
        if not self._rules(f"{parts.scheme}://{parts.netloc}", manners).can_fetch(
            address, self._agent
        ):
            raise Unreadable("The site's robots.txt asks not to fetch it.")

    def _rules(self, origin: str, manners: Manners) -> Protego:
        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_of(origin, manners))
        return self._robots[origin]

    def _robots_of(self, origin: str, manners: Manners) -> str:
        """Return a site's robots.txt; one that does not exist forbids nothing."""
        address = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS):
            try:
                answer = self._asked_patiently(address, manners, _ROBOTS_SIZE)
                assert answer is not None, "nothing was known of it"
                elsewhere = answer.leads_to()
                if elsewhere is None:
                    return answer.data.decode("utf-8", errors="replace")
                address = elsewhere
            except Unopened as error:
                if not error.transient:
                    return ""
                raise
        return ""

    def _asked_patiently(
        self, address: str, manners: Manners, largest: int, stamp: str | None = None
    ) -> HttpAnswer | None:
        """Ask until the server is well, four times at most."""
        trying = Retrying(
            retry=retry_if_exception_type(Busy),
            stop=stop_after_attempt(_TRIES),
            wait=_pause,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return trying(self._ask, address, manners, largest, stamp)
        except Busy as error:
            raise Unopened(str(error), transient=True) from error

    def _ask(
        self, address: str, manners: Manners, largest: int, stamp: str | None
    ) -> HttpAnswer | None:
        """Ask once. Raises Busy, Unopened and Gone."""
        self._wait_for(address, manners)
        try:
            request = self._client.build_request("GET", address, headers=conditions(stamp))
        except (httpx.InvalidURL, ValueError) as error:
            raise NoAddress from error
        request.extensions["private_hosts"] = manners.private_hosts
        with (
            _faults(),
            _in_time(request, self._seconds),
            closing(self._client.send(request, stream=True)) as response,
        ):
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            if response.has_redirect_location:
                return HttpAnswer(address, response, b"")
            refuse_no_page(response)
            return HttpAnswer(address, response, self._body(response, largest))

    def _wait_for(self, address: str, manners: Manners) -> None:
        """Leave as much time between two requests to a host as the source and the host want."""
        parts = urlsplit(address)
        host, origin = parts.netloc, f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(origin)
        wanted = (rules.crawl_delay(self._agent) or 0.0) if rules else 0.0
        delay = max(manners.delay, min(float(wanted), _LONGEST_DELAY))
        pause = self._asked.get(host, -math.inf) + delay - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        self._asked[host] = time.monotonic()

    def _body(self, response: httpx.Response, largest: int) -> bytes:
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and int(announced) > largest:
            raise Unopened(too_large(int(announced), largest), transient=False)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > largest:
                raise Unopened(too_large(len(body), largest), transient=False)
        return bytes(body)


def _pause(state: RetryCallState) -> float:
    fault = state.outcome.exception() if state.outcome else None
    asked_for = fault.pause if isinstance(fault, Busy) else None
    return float(2**state.attempt_number) if asked_for is None else asked_for


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what can go wrong on the way into what it means for an item."""
    try:
        yield
    except httpx.DecodingError as error:
        raise Unopened("What the server sends cannot be unpacked.", transient=False) from error
    except httpx.TransportError as error:
        raise Busy(f"The server cannot be reached ({error or type(error).__name__}).") from error


@contextmanager
def _in_time(request: httpx.Request, seconds: float) -> Iterator[None]:
    """Hang up after so many seconds, whatever the server is busy with. Raises Busy then."""
    ends = time.monotonic() + seconds
    line: list[socket.socket] = []

    def trace(event: str, info: dict[str, Any]) -> None:
        if time.monotonic() >= ends:
            raise httpx.ReadTimeout("late")
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            line[:] = [info["return_value"].get_extra_info("socket")]

    def hang_up() -> None:
        with suppress(OSError):  # it is closed already
            for one in line:
                one.shutdown(socket.SHUT_RDWR)

    request.extensions["trace"] = trace
    timer = threading.Timer(seconds, hang_up)
    timer.start()
    late = Busy(f"It was not there after {seconds:g} seconds.")
    try:
        yield
    except httpx.TransportError as error:
        if time.monotonic() >= ends:
            raise late from error
        raise
    finally:
        timer.cancel()
    # Where a server does not say how long its answer is, it ends with the connection.
    if time.monotonic() >= ends:
        raise late
