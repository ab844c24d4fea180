"""`/mcp`: the tools for MCP clients over streamable HTTP, for the callers that all routes know."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI, Request, Response
from mcp.server.mcpserver import Context
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from assistant.access.callers import Caller
from assistant.errors import NotKept, ServiceUnavailable
from assistant.tools import mcp_server
from assistant.web.admission import admitted, question_of
from assistant.web.auth import Asker, link_base
from assistant.web.desk import Desk, desk_of
from assistant.wire.answers import AnswerBody
from assistant.wire.documents import DocumentTextBody, FoundsBody
from assistant.wire.questions import QuestionBody, SearchBody
from vectorstore.sight import Sight

router = APIRouter(include_in_schema=False)


@router.post("/mcp")
async def tools(request: Request, caller: Asker) -> Response:
    """Answer what an MCP client sends. Each request stands alone, so that any worker can take it,
    and no stream stays open between them."""
    request.state.mcp_caller = caller
    return _Handed(request.app.state.mcp)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Let the protocol's own implementation work for the length of a `with`."""
    server = mcp_server(_backing)
    # Names of hosts and origins are looked at where all requests are.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(stateless_http=True, transport_security=security)
    async with server.session_manager.run():
        app.state.mcp = server.session_manager
        yield


class _Handed(Response):
    """What the protocol's own implementation sends."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        super().__init__()
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it answer the request."""
        await self._manager.handle_request(scope, receive, send)


def _backing(context: Context) -> "_Here":
    request = context.request_context.request
    assert isinstance(request, Request), "over HTTP each message comes with its request"
    desk = desk_of(request)
    return _Here(desk, request.state.mcp_caller, link_base(request, desk))


@dataclass(frozen=True, slots=True)
class _Here:
    """The desk, for one caller."""

    desk: Desk
    caller: Caller
    base: str

    async def ask(self, question: QuestionBody) -> AnswerBody:
        """Answer a question within the caller's limits."""
        async with self._place():
            asked = await question_of(question, self.caller, self.desk)
            return AnswerBody.of(await self.desk.assistant.ask(asked)).linked(self.base)

    async def search(self, query: SearchBody) -> FoundsBody:
        """Find passages that the caller may see, within their limits."""
        asked = query.asked(self.caller.groups)
        async with self._place():
            find = self.desk.assistant.pipeline.find
            found = await asyncio.to_thread(find, asked, query.limit)
            return FoundsBody.of(found.hits).linked(self.base)

    async def document(self, document_id: str) -> DocumentTextBody:
        """Return a document that the caller may see."""
        sight = Sight(self.caller.groups)
        content = await asyncio.to_thread(self.desk.catalogue.document, document_id, sight)
        if content is None:
            raise NotKept("There is no such document.")
        return DocumentTextBody.of_text(content)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with admitted(self.caller, Response(), self.desk):
                yield
        except HTTPException as refusal:
            raise ServiceUnavailable(refusal.detail) from refusal
