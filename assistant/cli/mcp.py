"""`euif mcp`."""

import asyncio
import threading
from typing import TYPE_CHECKING

from assistant.cli.asking import answer_here, service_of
from assistant.cli.terminal import services_from_settings
from assistant.errors import NotKept
from vectorstore.errors import needing

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from assistant.wire.answers import AnswerBody
    from assistant.wire.documents import DocumentTextBody, FoundsBody
    from assistant.wire.questions import QuestionBody, SearchBody


def mcp() -> None:
    """Give an MCP client the tools ask, search and read_document, over standard input and output.

    The running service carries them out, or the one that EUIF_URL names; where none runs, this
    command does.
    """
    with needing("mcp", "MCP"):
        from assistant.tools import mcp_server

    with services_from_settings() as services:
        backing = _Nearest(services)
        asyncio.run(mcp_server(lambda _context: backing).run_stdio_async())


class _Nearest:
    """The running service; where none runs, the library itself, opened for one call at a time.

    A client keeps this command for hours: meanwhile a service may start, or another model be taken.
    """

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._one_at_a_time = threading.Lock()

    async def ask(self, question: "QuestionBody") -> "AnswerBody":
        """Answer a question."""
        return await asyncio.to_thread(self._ask, question)

    async def search(self, query: "SearchBody") -> "FoundsBody":
        """Find passages."""
        return await asyncio.to_thread(self._search, query)

    async def document(self, document_id: str) -> "DocumentTextBody":
        """Return a document with its text."""
        return await asyncio.to_thread(self._document, document_id)

    def _ask(self, question: "QuestionBody") -> "AnswerBody":
        service = service_of(self._services)
        if service:
            return service.ask(question).linked(service.address)
        with self._one_at_a_time:
            return answer_here(self._renewed(), question)

    def _search(self, query: "SearchBody") -> "FoundsBody":
        from assistant.wire.documents import FoundsBody

        service = service_of(self._services)
        if service:
            return service.search(query).linked(service.address)
        with self._one_at_a_time, self._renewed().index() as index:
            found = self._services.assistant(index).pipeline.find(query.asked(), query.limit)
            return FoundsBody.of(found.hits)

    def _document(self, document_id: str) -> "DocumentTextBody":
        from assistant.wire.documents import DocumentTextBody
        from vectorstore.sight import OPEN

        service = service_of(self._services)
        if service:
            return service.document(document_id)
        content = self._services.catalogue.document(document_id, OPEN)
        if content is None:
            raise NotKept("There is no such document.")
        return DocumentTextBody.of_text(content)

    def _renewed(self) -> "Services":
        self._services = self._services.renewed() or self._services
        return self._services
