"""Fetches pages politely, and no more than allowed.

Politely: a user agent that says who asks, robots.txt (RFC 9309) with its delays, one request at a
time, conditional requests (RFC 9110, section 13), patience as long as a server asks for it. No more
than http and https addresses, and so many bytes and seconds; `guarding` says of which hosts.
"""

import json
import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from ingest.guarding import Guarded
from ingest.readers import READABLE, suffix_for
from ingest.sources import (
    Content,
    Gone,
    NoAddress,
    Unopened,
    Unreadable,
    normalized,
    too_large,
)

_TRIES = 4
_LONGEST_PAUSE = 120.0
"""Seconds; a server that wants to be left alone for longer is asked again by the next run."""
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


class _Busy(Exception):
    """The server is not well, or asks for patience: `pause` seconds of it if it says so."""

    def __init__(self, text: str, pause: float | None = None) -> None:
        super().__init__(text)
        self.pause = pause


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
            event_hooks={"response": [_refuse_redirect_to_nowhere]},
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
            if answer.location is None:
                return answer.content()
            address = _leads_to(answer.location, address)
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
                if answer.location is None:
                    return answer.data.decode("utf-8", errors="replace")
                address = _leads_to(answer.location, address)
            except Unopened as error:
                if not error.transient:
                    return ""
                raise
        return ""

    def _asked_patiently(
        self, address: str, manners: Manners, largest: int, stamp: str | None = None
    ) -> "_Answer | None":
        """Ask until the server is well, four times at most."""
        trying = Retrying(
            retry=retry_if_exception_type(_Busy),
            stop=stop_after_attempt(_TRIES),
            wait=_pause,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return trying(self._ask, address, manners, largest, stamp)
        except _Busy as error:
            raise Unopened(str(error), transient=True) from error

    def _ask(
        self, address: str, manners: Manners, largest: int, stamp: str | None
    ) -> "_Answer | None":
        """Ask once. Raises _Busy, Unopened and Gone."""
        self._wait_for(address, manners)
        try:
            request = self._client.build_request("GET", address, headers=_conditions(stamp))
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
                return _Answer(address, response, b"")
            _refuse(response)
            return _Answer(address, response, self._body(response, largest))

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


@dataclass(frozen=True, slots=True)
class _Answer:
    address: str
    response: httpx.Response
    data: bytes

    @property
    def location(self) -> str | None:
        """Where the answer sends us, if it does."""
        return self.response.headers["Location"] if self.response.has_redirect_location else None

    def content(self) -> Content:
        """Return what was sent. Raises Unreadable if nothing can read it."""
        headers = self.response.headers
        validators = {name: headers[name] for name in _VALIDATORS if name in headers}
        return Content(
            self.address,
            self.data,
            _format(headers.get("Content-Type", ""), self.address),
            stamp=json.dumps(validators) if validators else None,
            encoding=self.response.charset_encoding,
        )


_NOWHERE = "It redirects to what is no address."
_VALIDATORS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


def _leads_to(location: str, address: str) -> str:
    """Return where an answer from an address sends us. Raises NoAddress."""
    try:
        return normalized(location, address)
    except NoAddress as error:
        raise NoAddress(_NOWHERE) from error


def _refuse_redirect_to_nowhere(response: httpx.Response) -> None:
    """Raise NoAddress before httpx, which looks where every answer leads, takes it for a fault of
    the connection, or fails."""
    try:
        _ = httpx.URL(response.headers.get("Location", "")).host  # it is looked at only then
    except (httpx.InvalidURL, ValueError) as error:
        raise NoAddress(_NOWHERE) from error


def _conditions(stamp: str | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed.

    What is not ASCII cannot be sent back: such a page is fetched again.
    """
    validators = json.loads(stamp) if stamp else {}
    return {_VALIDATORS[name]: value for name, value in validators.items() if value.isascii()}


def _format(media_type: str, address: str) -> str:
    """Return an answer's format as a file name's ending. Raises Unreadable if nothing reads it."""
    kind = media_type.partition(";")[0].strip().lower()
    ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    if readable := suffix_for(kind):
        # Servers send Markdown, and much else, as plain text.
        return ending if kind == "text/plain" and ending in READABLE else readable
    if kind.endswith(("/xml", "+xml")):
        return ".xml"
    if kind in ("application/gzip", "application/x-gzip"):
        return ".gz"
    if kind in ("", "application/octet-stream") and ending in (*READABLE, ".xml", ".gz"):
        return ending
    raise Unreadable(f"It is of the kind {kind or 'unsaid'}, which cannot be read.")


def _refuse(response: httpx.Response) -> None:
    """Raise what an answer that is no page means."""
    said = f"The server answers {response.status_code} {response.reason_phrase}."
    if response.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise Gone(said)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        pause = _retry_after(response.headers.get("Retry-After"))
        if pause and pause > _LONGEST_PAUSE:
            raise Unopened(said, transient=True)
        raise _Busy(said, pause)
    if response.status_code != httpx.codes.OK:
        raise Unopened(said, transient=False)


def _retry_after(value: str | None) -> float | None:
    """Return how many seconds a server asks to be left alone: it names them, or a date."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _pause(state: RetryCallState) -> float:
    fault = state.outcome.exception() if state.outcome else None
    asked_for = fault.pause if isinstance(fault, _Busy) else None
    return float(2**state.attempt_number) if asked_for is None else asked_for


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what can go wrong on the way into what it means for an item."""
    try:
        yield
    except httpx.DecodingError as error:
        raise Unopened("What the server sends cannot be unpacked.", transient=False) from error
    except httpx.TransportError as error:
        raise _Busy(f"The server cannot be reached ({error or type(error).__name__}).") from error


@contextmanager
def _in_time(request: httpx.Request, seconds: float) -> Iterator[None]:
    """Hang up after so many seconds, whatever the server is busy with. Raises _Busy then."""
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
    late = _Busy(f"It was not there after {seconds:g} seconds.")
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
