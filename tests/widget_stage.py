"""A web server that plays both a host page and a service whose answers a test writes by hand."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import assistant.web

BUILT = Path(assistant.web.__file__).parent / "widget"
Send = Callable[[str, object], None]


@dataclass
class Refused(Exception):
    """Makes the service refuse a request."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


def page(widgets: str = "<euif-assistant></euif-assistant>", head: str = "") -> str:
    """Return an accessible page with widgets on it."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intranet</title>{head}'
        f"</head><body><main><h1>Intranet</h1><p>News.</p>{widgets}</main></body></html>"
    )


LOADED = '<script src="/widget.js"></script>'


class Stage:
    """What is on the page, and what the service says. `seen` holds the requests it got."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.clear()

    def clear(self) -> None:
        """Begin anew: a plain page with a launcher, and a service that answers."""
        self.html = page(head=LOADED)
        self.headers: dict[str, str] = {}
        self.about: dict[str, Any] = {
            **{
                "notice": "Enter nothing secret.",
                "privacy_url": "https://example.eu/privacy",
                "languages": ["en"],
            },
            **{"contact": "help@example.eu", "documents": 84, "newest": "2026-11-25"},
            "caller": None,
        }
        self.about_status = 200
        self.answering: Callable[[Send], None] = lambda send: send("answer", answer())
        self.documents: dict[str, dict[str, Any]] = {"d1": document()}
        self.other: Callable[[str, str], None] = lambda method, path: None
        self.seen: list[tuple[str, str, dict[str, str], Any]] = []

    def asked(self) -> list[Any]:
        """Return the bodies of the questions."""
        return [body for _, path, _, body in self.seen if path == "/v1/questions"]


@contextmanager
def staged() -> Iterator[Stage]:
    """Run a stage for the length of a `with`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    stage = Stage(f"http://127.0.0.1:{server.server_address[1]}")
    server.stage = stage  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield stage
    server.shutdown()
    server.server_close()
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        stage = self._note(None)
        if path == "/":
            self._send(stage.html.encode(), "text/html", stage.headers)
        elif path == "/widget.js" or path.startswith("/widget/"):
            file = BUILT / ("widget.js" if path == "/widget.js" else path.rsplit("/", 1)[1])
            kind = "text/javascript" if file.suffix == ".js" else "application/json"
            self._send(file.read_bytes(), kind)
        elif path == "/v1/about":
            told = json.dumps(stage.about).encode()
            self._send(told, "application/json", status=stage.about_status)
        elif (name := path.removeprefix("/v1/documents/")) in stage.documents:
            self._send(json.dumps(stage.documents[name]).encode(), "application/json")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        stage = self._note(json.loads(body))
        try:
            if self.path == "/v1/questions":
                self._stream(stage.answering)
                return
            stage.other("POST", self.path)
        except Refused as refused:
            self._refuse(refused)
        else:
            self._send(b"", status=204)

    def do_DELETE(self) -> None:
        stage = self._note(None)
        try:
            stage.other("DELETE", self.path)
        except Refused as refused:
            self._refuse(refused)
        else:
            self._send(b"", status=204)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def _note(self, body: Any) -> Stage:
        stage: Stage = self.server.stage  # type: ignore[attr-defined]
        headers = {name.lower(): value for name, value in self.headers.items()}
        stage.seen.append((self.command, self.path, headers, body))
        return stage

    def _stream(self, answering: Callable[[Send], None]) -> None:
        begun = False

        def send(event: str, data: object) -> None:
            nonlocal begun
            if not begun:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                begun = True
            self.wfile.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
            self.wfile.flush()

        with suppress(BrokenPipeError, ConnectionResetError):  # the reader stopped the answer
            answering(send)

    def _refuse(self, refused: Refused) -> None:
        self._send(b"{}", "application/problem+json", refused.headers, refused.status)

    def _send(
        self, body: bytes, kind: str = "", headers: dict[str, str] | None = None, status: int = 200
    ) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


TEXT = "Members\nAmazon joined in June. 🙂 SoundCloud followed.\n- Meetings are yearly."
QUOTE = "SoundCloud followed."


def citation(number: int = 1, **more: Any) -> dict[str, Any]:
    """Return a citation of a sentence that stands behind a character outside the BMP."""
    start = TEXT.index(QUOTE)
    return {
        **{"number": number, "passage_id": "p", "document_id": "d1", "kind": "document"},
        **{"title": "Minutes", "url": "https://example.eu/minutes", "summarises": []},
        **{"publisher": "Council", "published_on": "2024-06-05", "retrieved_on": "2026-11-25"},
        **{"language": "en", "headings": ["Members"], "page": 3, "quote": QUOTE},
        **{"start": start, "end": start + len(QUOTE)},
        **{"view": f"/documents/d1?start={start}&end={start + len(QUOTE)}", **more},
    }


def answer(**more: Any) -> dict[str, Any]:
    """Return an answer with one citation."""
    return {
        **{"id": "a1", "conversation_id": "c1", "question": "Who followed?", "language": "en"},
        **{"status": "answered", "text": f"{QUOTE} [1]", "citations": [citation()]},
        **{"suggestions": [], "trace": {}, **more},
    }


def document(**more: Any) -> dict[str, Any]:
    """Return a document of a heading, a line and an item."""
    return {
        **{"id": "d1", "title": "Minutes", "kind": "document", "url": "https://example.eu/minutes"},
        **{"publisher": "Council", "published_on": "2024-06-05", "retrieved_on": "2026-11-25"},
        **{"language": "en", "summarises": [], "text": TEXT},
        "sections": [{"headings": ["Members"], "start": 8, "end": len(TEXT), "page": None}],
        **more,
    }
