"""The tools that MCP clients are given, whatever carries them out. Needs the extra `mcp`."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from typing import Annotated, Protocol

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError

from assistant.conversation import Status
from assistant.wire.answers import AnswerBody, CitationBody
from assistant.wire.documents import DocumentBody, DocumentTextBody, FoundsBody
from assistant.wire.footnotes import with_footnotes
from assistant.wire.questions import FiltersBody, QuestionBody, SearchBody
from assistant.wire.texts import SEARCH_LIMIT
from vectorstore.errors import EuifError

LONGEST_SLICE = 20_000
"""Characters of a document that are read at once at most."""

_READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)


class Backing(Protocol):
    """What carries the tools out. Raises EuifError, whose sentence the client is told."""

    async def ask(self, question: QuestionBody) -> AnswerBody:
        """Answer a question."""
        ...

    async def search(self, query: SearchBody) -> FoundsBody:
        """Find passages."""
        ...

    async def document(self, document_id: str) -> DocumentTextBody:
        """Return a document with its text."""
        ...


class AskedBody(BaseModel):
    """What `ask` gives."""

    status: Status = Field(description="`answered`, or why not.")
    text: str = Field(description="With markers [n], which the citations explain.")
    citations: list[CitationBody]
    suggestions: list[str] = Field(
        description="Titles of documents: what could be asked about instead, or else besides."
    )
    conversation_id: str = Field(description="For a follow-up.")
    answer_id: str


class SliceBody(BaseModel):
    """What `read_document` gives: the document's text from `start` to `end`."""

    document: DocumentBody
    text: str
    start: int
    end: int
    length: int = Field(description="Of the whole text.")
    next: int | None = Field(description="Where to read on; null at the end.")


def mcp_server(backing_of: Callable[[Context], Backing]) -> MCPServer:
    """Return a server of the tools; `backing_of` tells what carries out a request."""
    with _logging_left_alone():
        server = MCPServer(
            "euif-assistant",
            instructions="Answers questions about the EU Internet Forum from source documents. "
            "Ask first; quote an answer with its citations, and add nothing to it.",
            version=version("euif-assistant"),
        )

    @server.tool(annotations=_READING)
    async def ask(
        ctx: Context,
        question: Annotated[str, Field(description="In any official language of the Union.")],
        conversation_id: Annotated[
            str | None, Field(description="As an earlier answer gave it, for a follow-up.")
        ] = None,
    ) -> Annotated[CallToolResult, AskedBody]:
        """Answer a question about the EU Internet Forum from its documents, with citations."""
        with _told():
            asked = QuestionBody(question=question, conversation_id=conversation_id)
            answer = await backing_of(ctx).ask(asked)
        told = AskedBody(answer_id=answer.id, **_of(answer, AskedBody))
        return CallToolResult(
            content=[TextContent(text=with_footnotes(answer))],
            structured_content=told.model_dump(mode="json"),
        )

    @server.tool(annotations=_READING)
    async def search(
        ctx: Context,
        query: Annotated[str, Field(description="Words, or a question.")],
        language: Annotated[str | None, Field(description="ISO 639-1, of the documents.")] = None,
        publisher: Annotated[str | None, Field(description="To the letter.")] = None,
        published_from: Annotated[date | None, Field(description="The first day.")] = None,
        published_to: Annotated[date | None, Field(description="The last day.")] = None,
        limit: Annotated[int, Field(ge=1, le=SEARCH_LIMIT)] = 8,
    ) -> FoundsBody:
        """Find passages of the documents, best first."""
        with _told():
            filters = FiltersBody(
                language=language,
                publisher=publisher,
                published_from=published_from,
                published_to=published_to,
            )
            wanted = SearchBody(query=query, filters=filters, limit=limit)
            return await backing_of(ctx).search(wanted)

    @server.tool(annotations=_READING)
    async def read_document(
        ctx: Context,
        document_id: Annotated[str, Field(description="From a citation or a passage.")],
        start: Annotated[int, Field(ge=0, description="The first character.")] = 0,
        length: Annotated[int, Field(ge=1, le=LONGEST_SLICE)] = LONGEST_SLICE,
    ) -> SliceBody:
        """Read a document, a slice at a time; citations' spans count in its characters."""
        with _told():
            content = await backing_of(ctx).document(document_id)
        text = content.text[start : start + length]
        end = min(start, len(content.text)) + len(text)
        return SliceBody(
            document=DocumentBody(**_of(content, DocumentBody)),
            text=text,
            start=end - len(text),
            end=end,
            length=len(content.text),
            next=end if end < len(content.text) else None,
        )

    return server


def _of(body: BaseModel, shape: type[BaseModel]) -> dict[str, object]:
    """Return the fields of one shape that another has too."""
    return {name: getattr(body, name) for name in shape.model_fields if hasattr(body, name)}


@contextmanager
def _told() -> Iterator[None]:
    """Let the client's model read what it may do about an error."""
    try:
        yield
    except ValidationError as error:
        raise ToolError(error.errors()[0]["msg"]) from None
    except EuifError as error:
        raise ToolError(str(error)) from error


@contextmanager
def _logging_left_alone() -> Iterator[None]:
    """The SDK sets the root logger up unless it has a handler; how we log is not its to say."""
    placeholder = logging.NullHandler()
    logging.getLogger().addHandler(placeholder)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(placeholder)
