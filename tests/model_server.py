"""A small server that speaks OpenAI's chat protocol and replies what a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SILENCE = None
"""A reply that does not come as long as the server is there."""


@dataclass(frozen=True)
class Streamed:
    """A reply in pieces; one that is not asked for as a stream gets them in one."""

    pieces: tuple[str | None, ...]
    """None waits until the test says `go`."""
    endless: bool = False
    """Again and again, until the client leaves."""
    cut: bool = False
    """The connection breaks off after the last piece."""


def going_on(text: str, pieces: int = 200) -> Streamed:
    """Return a reply that, after a text, sends a word each time the test says `go`."""
    return Streamed((text, *(piece for _ in range(pieces) for piece in (None, "and "))))


Reply = str | int | None | Streamed | Callable[[str], str]
"""A function gets the last message, and does what it says if it likes."""


@dataclass
class ModelServer:
    """What the server was told to reply, and what it was asked."""

    address: str
    replies: list[Reply]
    """In turn, the last one again and again: a text, an HTTP status, or SILENCE."""
    together: threading.Barrier
    """So many requests are waited for before any is replied to."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    """Whatever was posted to."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closing: threading.Event = field(default_factory=threading.Event)
    _go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    left: threading.Event = field(default_factory=threading.Event)
    """Set when a client leaves before its reply is whole."""
    last_sent: float = 0.0
    """When the last piece of a stream was sent, by `time.perf_counter`."""

    @property
    def prompts(self) -> list[str]:
        """The last message of each request."""
        return [body["messages"][-1]["content"] for body in self.asked]

    @property
    def environment(self) -> dict[str, str]:
        """What makes OpenAI's client ask this server."""
        return {"OPENAI_BASE_URL": f"{self.address}/v1", "OPENAI_API_KEY": "none"}

    def go(self) -> None:
        """Let a stream that waits go on."""
        self._go.release()

    def is_left(self, most: int = 200) -> bool:
        """Tell whether the client has left a reply that goes on: writing to it fails then."""
        for _ in range(most):
            self.go()
            if self.left.wait(timeout=0.15):
                return True
        return False

    def pieces(self, reply: Streamed) -> Iterator[str]:
        """Yield the pieces of a streamed reply, as they may be sent."""
        while not self._closing.is_set():
            for piece in reply.pieces:
                if piece is None:
                    self._go.acquire(timeout=30)
                else:
                    yield piece
            if not reply.endless:
                return

    def next_reply(self, body: dict[str, Any]) -> Reply:
        """Return the next reply; what was asked is kept."""
        with self._lock:
            self.asked.append(body)
            reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        self.together.wait(timeout=30)
        if reply is SILENCE:
            self._closing.wait()
        return reply(self.prompts[-1]) if callable(reply) else reply

    def close(self) -> None:
        """Let go of the requests that are met with silence."""
        self._closing.set()


@contextmanager
def model_server(*replies: Reply, together: int = 1) -> Iterator[ModelServer]:
    """Yield a server of these replies on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.paths.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/v1/chat/completions":
                self._send(404, {})
                return
            body = json.loads(sent)
            reply = told.next_reply(body)
            if isinstance(reply, int):
                self._send(reply, {"error": {"message": "The model is out of order."}})
            elif reply is not None and body.get("stream"):
                self._stream(reply if isinstance(reply, Streamed) else _in_pieces(reply), body)
            elif reply is not None:
                whole = reply if isinstance(reply, str) else "".join(told.pieces(reply))
                message = {"role": "assistant", "content": whole}
                self._send(200, _completion(body, "chat.completion", message=message))

        def _send(self, status: int, body: dict[str, Any]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Retry-After-Ms", "1")  # or a client waits before it asks again
            self.end_headers()
            self.wfile.write(content)

        def _stream(self, reply: Streamed, body: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for piece in told.pieces(reply):
                    delta = {"role": "assistant", "content": piece}
                    self._event(_completion(body, "chat.completion.chunk", delta=delta))
                    told.last_sent = time.perf_counter()
                if not reply.cut:
                    last = _completion(body, "chat.completion.chunk", delta={})
                    last["choices"][0]["finish_reason"] = "stop"
                    self._event(last)
                    self.wfile.write(b"data: [DONE]\n\n")
            except OSError:
                told.left.set()
            self.close_connection = True

        def _event(self, body: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *arguments: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        told = ModelServer(address, list(replies), threading.Barrier(together))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            told.close()
            server.shutdown()
            thread.join()


def _in_pieces(reply: str) -> Streamed:
    """Return a reply as tokens might come: markers and words are taken apart."""
    return Streamed(tuple(reply[start : start + 3] for start in range(0, len(reply), 3)))


def _completion(body: dict[str, Any], kind: str, **content: Any) -> dict[str, Any]:
    finish = "stop" if "message" in content else None
    return {
        **{"id": "1", "object": kind, "created": 0, "model": body["model"]},
        "choices": [{"index": 0, "finish_reason": finish, **content}],
    }
