"""A small server that speaks OpenAI's chat protocol and replies what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SILENCE = None
"""A reply that does not come as long as the server is there."""


@dataclass
class ModelServer:
    """What the server was told to reply, and what it was asked."""

    address: str
    replies: list[str | int | None]
    """In turn, the last one again and again: a text, an HTTP status, or SILENCE."""
    together: threading.Barrier
    """So many requests are waited for before any is replied to."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    """Whatever was posted to."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closing: threading.Event = field(default_factory=threading.Event)

    @property
    def prompts(self) -> list[str]:
        """The last message of each request."""
        return [body["messages"][-1]["content"] for body in self.asked]

    @property
    def environment(self) -> dict[str, str]:
        """What makes OpenAI's client ask this server."""
        return {"OPENAI_BASE_URL": f"{self.address}/v1", "OPENAI_API_KEY": "none"}

    def reply_to(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        """Return status and body of the next reply, if there is one."""
        with self._lock:
            self.asked.append(body)
            reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        self.together.wait(timeout=30)
        if reply is SILENCE:
            self._closing.wait()
            return None
        if isinstance(reply, int):
            return reply, {"error": {"message": "The model is out of order."}}
        choice = {
            **{"index": 0, "finish_reason": "stop"},
            "message": {"role": "assistant", "content": reply},
        }
        return 200, {
            **{"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]},
            "choices": [choice],
        }

    def close(self) -> None:
        """Let go of the requests that are met with silence."""
        self._closing.set()


@contextmanager
def model_server(*replies: str | int | None, together: int = 1) -> Iterator[ModelServer]:
    """Yield a server of these replies on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.paths.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            chat = self.path == "/v1/chat/completions"
            reply = told.reply_to(json.loads(sent)) if chat else (404, {})
            if reply is None:
                return
            status, body = reply
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Retry-After-Ms", "1")  # or a client waits before it asks again
            self.end_headers()
            self.wfile.write(content)

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
