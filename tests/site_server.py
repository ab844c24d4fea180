"""A web site on the loopback: pages that change, vanish, redirect, dawdle and lie."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """What is sent for a path; `pieces`, if there are any, instead of the body and without end."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Callable[[], Iterator[bytes]] | None = None


@dataclass
class Site:
    """The pages by path, and every request that came: path and headers."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def html(self, path: str, text: str, head: str = "", **headers: str) -> None:
        """Put a page there; paragraphs of `text` are separated by blank lines."""
        paragraphs = "".join(f"<p>{one}</p>" for one in text.split("\n\n"))
        self.pages[path] = Page(
            f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head>"
            f"<body><main><article>{paragraphs}</article></main></body></html>",
            headers={"Content-Type": "text/html", **headers},
        )

    def asked(self) -> list[str]:
        """Return the paths asked for so far, without robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


@contextmanager
def site() -> Iterator[Site]:
    """Yield a site that is up; /robots.txt is not there unless a page says it is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    served = Site(f"http://127.0.0.1:{server.server_port}")
    server.site = served  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        served: Site = self.server.site  # type: ignore[attr-defined]
        served.requests.append((self.path, dict(self.headers)))
        page = served.pages.get(self.path, Page("Nothing here.", 404))
        tag = page.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            page = Page(status=304, headers={"ETag": tag})
        body = page.body.encode() if isinstance(page.body, str) else page.body
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.pieces is None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for piece in page.pieces() if page.pieces else [body]:
                self.wfile.write(piece)
        except ConnectionError:
            pass  # whoever asked has had enough

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
