"""What the answers of web servers mean: a page, one that has not changed, somewhere else to go, a
wish to be left alone, or nothing that can be read (RFC 9110)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx

from ingest.readers import READABLE, suffix_for
from ingest.sources import Content, Gone, NoAddress, Unopened, Unreadable, normalized

_LONGEST_PAUSE = 120.0
"""Seconds; a server that wants to be left alone for longer is asked again by the next run."""
_NOWHERE = "It redirects to what is no address."
_VALIDATORS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


class Busy(Exception):
    """The server is not well, or asks for patience: `pause` seconds of it if it says so."""

    def __init__(self, text: str, pause: float | None = None) -> None:
        super().__init__(text)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server sent for an address; without data if it sends us elsewhere."""

    address: str
    response: httpx.Response
    data: bytes

    def leads_to(self) -> str | None:
        """Return where the answer sends us, if it does. Raises NoAddress."""
        if not self.response.has_redirect_location:
            return None
        try:
            return normalized(self.response.headers["Location"], self.address)
        except NoAddress as error:
            raise NoAddress(_NOWHERE) from error

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


def refuse_redirect_to_nowhere(response: httpx.Response) -> None:
    """Raise NoAddress before httpx, which looks where every answer leads, takes it for a fault of
    the connection, or fails."""
    try:
        _ = httpx.URL(response.headers.get("Location", "")).host  # it is looked at only then
    except (httpx.InvalidURL, ValueError) as error:
        raise NoAddress(_NOWHERE) from error


def conditions(stamp: str | None) -> dict[str, str]:
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


def refuse_no_page(response: httpx.Response) -> None:
    """Raise what an answer that is no page means."""
    said = f"The server answers {response.status_code} {response.reason_phrase}."
    if response.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise Gone(said)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        pause = _retry_after(response.headers.get("Retry-After"))
        if pause and pause > _LONGEST_PAUSE:
            raise Unopened(said, transient=True)
        raise Busy(said, pause)
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
