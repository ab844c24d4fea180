"""A small Slack: its Web API over HTTP and its Socket Mode over a WebSocket, on loopback."""

import asyncio
import hmac
import itertools
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from aiohttp import WSMsgType, web
from slack_limits import require_allowed, require_blocks
from slack_sdk.errors import SlackObjectFormationError

TEAM, BOT, BOT_USER, USER, OTHER = "T1", "B0BOT", "U0BOT", "U1", "U2"
CHANNEL, DIRECT = "C1", "D1"
SECRET = "a signing secret"

_CLOCK = itertools.count(100)
"""One for all: what was seen of one Slack is not new in the next."""

Payload = dict[str, Any]
Refusal = str | int
"""Slack's word for an error, or an HTTP status."""


@dataclass
class Slack:
    """What Slack was told, the messages it has, and the bot's connection."""

    address: str = ""
    calls: list[tuple[str, Payload]] = field(default_factory=list)
    messages: list[Payload] = field(default_factory=list)
    """All that people and the bot wrote, in all channels."""
    whispered: list[Payload] = field(default_factory=list)
    """What came to a response URL."""
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)
    """By method, or `respond` for the response URL, how its next calls are refused."""
    acknowledged: dict[str, asyncio.Future[Payload]] = field(default_factory=dict)
    connections: int = 0
    faults: list[str] = field(default_factory=list)
    """Calls that Slack would have refused."""
    held: asyncio.Event | None = None
    """While it is not set, calls of one method wait."""
    holds: str = "chat.appendStream"
    holding: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a bot has hung up."""
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: web.WebSocketResponse | None = None
    _connected: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def api(self) -> str:
        """The address of the Web API."""
        return f"{self.address}/api/"

    def called(self, method: str) -> list[Payload]:
        """Return what a method was called with, in turn."""
        return [given for name, given in self.calls if name == method]

    def said(self, channel: str = CHANNEL) -> list[Payload]:
        """Return the bot's messages in a channel."""
        return [
            one for one in self.messages if one["channel"] == channel and one["user"] == BOT_USER
        ]

    async def changed(self) -> None:
        """Wait until the bot has called something again."""
        self._news.clear()
        await self._news.wait()

    def now(self) -> str:
        """Return a `ts` later than all before."""
        return f"{next(_CLOCK)}.000100"

    def write(
        self, text: str, user: str = USER, channel: str = CHANNEL, thread: str | None = None
    ) -> Payload:
        """Let somebody write a message; return it."""
        message = {"user": user, "text": text, "ts": self.now(), "channel": channel}
        if thread:
            message["thread_ts"] = thread
        self.messages.append(message)
        return message

    async def mention(self, message: Payload, **more: Any) -> Payload:
        """Tell the bot that a message mentions it."""
        return await self.event({**message, "type": "app_mention"}, **more)

    async def message(self, message: Payload, **more: Any) -> Payload:
        """Tell the bot of a message."""
        kind = "im" if message["channel"].startswith("D") else "channel"
        return await self.event({**message, "type": "message", "channel_type": kind}, **more)

    async def event(self, event: Payload, **more: Any) -> Payload:
        """Send an event and return how it was acknowledged."""
        payload = {
            "type": "event_callback",
            "team_id": TEAM,
            "event": event,
            "event_id": f"Ev{self.now()}",
            **more,
        }
        return await self.send("events_api", payload)

    async def command(self, text: str) -> Payload:
        """Let somebody type `/euif`."""
        payload = {
            "command": "/euif",
            "text": text,
            "team_id": TEAM,
            "user_id": USER,
            "channel_id": CHANNEL,
            "trigger_id": self.now(),
            "response_url": f"{self.address}/respond",
        }
        return await self.send("slash_commands", payload)

    async def click(
        self, action: Payload, message: Payload | None, user: str = USER, channel: str = CHANNEL
    ) -> Payload:
        """Let somebody click a button of a message, or of one that only they see."""
        container = {
            "channel_id": channel,
            "message_ts": message["ts"] if message else "1.1",
            "is_ephemeral": message is None,
        }
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "channel": {"id": channel},
            "container": container,
            "actions": [{**action, "action_ts": self.now()}],
            "trigger_id": "a trigger",
            "response_url": f"{self.address}/respond",
            **({"message": message} if message else {}),
        }
        return await self.send("interactive", payload)

    async def submit(self, view: Payload, comment: str, user: str = USER) -> Payload:
        """Let somebody send a dialog."""
        values = {"comment": {"comment": {"type": "plain_text_input", "value": comment}}}
        payload = {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "view": {**view, "id": "V1", "state": {"values": values}},
        }
        return await self.send("interactive", payload)

    async def send(self, kind: str, payload: Payload) -> Payload:
        """Send an envelope over the socket and return what it was acknowledged with."""
        await self._connected.wait()
        assert self._socket
        envelope = f"envelope {self.now()}"
        self.acknowledged[envelope] = asyncio.get_running_loop().create_future()
        await self._socket.send_json(
            {
                "type": kind,
                "envelope_id": envelope,
                "payload": payload,
                "accepts_response_payload": True,
            }
        )
        async with asyncio.timeout(60):
            return await self.acknowledged[envelope]

    async def hang_up(self) -> None:
        """Ask the bot to connect anew, and wait until it has."""
        assert self._socket
        self._connected.clear()
        await self._socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        async with asyncio.timeout(60):
            await self._connected.wait()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        sent = request.json() if request.content_type == "application/json" else request.post()
        given = {**request.query, **await sent}
        given = {**given, **({"blocks": _list(given["blocks"])} if "blocks" in given else {})}
        self.calls.append((method, given))
        try:
            require_allowed(method, given)
        except (AssertionError, SlackObjectFormationError) as error:
            self.faults.append(f"{method}: {error!r}")
        if self.refusals.get(method):
            refusal = self.refusals[method].pop(0)
            if isinstance(refusal, int):
                return web.json_response(
                    {"ok": False}, status=refusal, headers={"Retry-After": "0"}
                )
            return web.json_response({"ok": False, "error": refusal})
        answer = getattr(self, "_" + method.replace(".", "_"), _nothing)(given)
        if self.held and method == self.holds:
            self.holding.set()
            await self.held.wait()
        self._news.set()
        return web.json_response({"ok": True, **answer})

    def _auth_test(self, given: Payload) -> Payload:
        return {"user": "euif", "user_id": BOT_USER, "bot_id": BOT, "team_id": TEAM, "url": "x"}

    def _apps_connections_open(self, given: Payload) -> Payload:
        return {"url": self.address.replace("http", "ws") + "/socket"}

    def _conversations_replies(self, given: Payload) -> Payload:
        thread = given["ts"]
        found = [
            one
            for one in self.messages
            if one["channel"] == given["channel"] and thread in (one["ts"], one.get("thread_ts"))
        ]
        half = len(found) // 2
        # Slack gives long threads in pages.
        if half and not given.get("cursor"):
            return {"messages": found[:half], "response_metadata": {"next_cursor": "2"}}
        return {"messages": found[half:], "response_metadata": {"next_cursor": ""}}

    def _chat_postMessage(self, given: Payload) -> Payload:  # noqa: N802
        return self._placed(given)

    def _chat_startStream(self, given: Payload) -> Payload:  # noqa: N802
        return self._placed({**given, "text": _streamed(given)})

    def _chat_appendStream(self, given: Payload) -> Payload:  # noqa: N802
        self._message(given)["text"] += _streamed(given)
        return {}

    def _chat_update(self, given: Payload) -> Payload:
        self._message(given).update(text=given["text"], blocks=_list(given.get("blocks")))
        return {"ts": given["ts"]}

    def _chat_delete(self, given: Payload) -> Payload:
        self.messages.remove(self._message(given))
        return {}

    def _placed(self, given: Payload) -> Payload:
        message = {
            **given,
            "user": BOT_USER,
            "bot_id": BOT,
            "ts": self.now(),
            "blocks": _list(given.get("blocks")),
        }
        self.messages.append(message)
        return {"ts": message["ts"], "channel": given["channel"]}

    def _message(self, given: Payload) -> Payload:
        return next(one for one in self.messages if one["ts"] == given["ts"])

    async def _respond(self, request: web.Request) -> web.Response:
        given = await request.json()
        require_blocks(given.get("blocks", []), 50)
        if self.refusals.get("respond"):
            return web.Response(status=int(self.refusals["respond"].pop(0)))
        self.whispered.append(given)
        self._news.set()
        return web.Response(text="ok")

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello"})
        self._socket = socket
        self.connections += 1
        self._connected.set()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                reply = json.loads(message.data)
                self.acknowledged[reply["envelope_id"]].set_result(reply.get("payload") or {})
        self.gone.set()
        return socket


@asynccontextmanager
async def slack_server() -> AsyncIterator[Slack]:
    """Serve a Slack for the length of a `with`."""
    slack = Slack()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack._call)
    app.router.add_post("/respond", slack._respond)
    app.router.add_get("/socket", slack._connect)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
        assert slack.faults == []
    finally:
        await runner.cleanup()


def signed(body: str, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    """Return the headers with which Slack sends a body."""
    when = str(int(time.time()) - age)
    base = f"v0:{when}:{body}".encode()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": when,
        "X-Slack-Signature": "v0=" + hmac.new(secret.encode(), base, sha256).hexdigest(),
    }


def form_of(payload: Payload) -> str:
    """Return a click as Slack sends it over HTTP."""
    return urlencode({"payload": json.dumps(payload)})


def _nothing(given: Payload) -> Payload:
    return {}


def _list(blocks: Any) -> Any:
    return json.loads(blocks) if isinstance(blocks, str) else blocks or []


def _streamed(given: Payload) -> str:
    pieces = [one["text"] for one in given.get("chunks", ()) if one["type"] == "markdown_text"]
    return given.get("markdown_text", "") + "".join(pieces)
