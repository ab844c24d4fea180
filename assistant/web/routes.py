"""Routes for programs: version 1 of the HTTP contract, and the two health checks."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from assistant.access.callers import Caller
from assistant.conversation import Answered, Delta, Event, PassagesFound
from assistant.personal_data import personal_data
from assistant.web.admission import ByProgram, BySearch, Refusal, ahead, unless_gone
from assistant.web.auth import Asker, tag_of
from assistant.web.desk import Desk, OpenDesk
from assistant.web.problems import described
from assistant.wire.answers import (
    AnswerBody,
    ConversationBody,
    ConversationsBody,
    DeltaBody,
    FeedbackBody,
    PassagesBody,
)
from assistant.wire.documents import (
    DocumentBody,
    DocumentsBody,
    DocumentTextBody,
    FoundsBody,
    PassageBody,
)
from assistant.wire.service import AboutBody
from vectorstore.sight import Sight

log = logging.getLogger(__name__)

router = APIRouter()

_REFUSALS = described(401, 403, 413, 422, 429, 503)
"""Of what counts as a question."""
_ASKING: dict[int | str, dict[str, Any]] = {
    **_REFUSALS,
    200: {
        "description": "The answer; to those who ask for an event stream, `passages`, any number "
        "of `delta` and then `answer`, which counts. Comment lines keep the connection awake.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
}


class _StreamRoute(APIRoute):
    """A route taken only by clients that ask for an event stream."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if "text/event-stream" not in Headers(scope=scope).get("accept", ""):
            return Match.NONE, {}
        return super().matches(scope)


streams = APIRouter(route_class=_StreamRoute)


@streams.post("/v1/questions", response_class=EventSourceResponse, include_in_schema=False)
async def stream_answer(desk: OpenDesk, asking: ByProgram) -> AsyncIterator[ServerSentEvent]:
    """Answer a question as a stream of `passages`, `delta` and, last, `answer` events."""
    async for event in ahead(desk.assistant.answer(asking.question), asking.leave):
        yield _sent(event, scores="admin" in asking.caller.scopes)


router.include_router(streams)


@router.post("/v1/questions", responses=_ASKING)
async def answer(request: Request, desk: OpenDesk, asking: ByProgram) -> AnswerBody:
    """Answer a question; with `Accept: text/event-stream` as a stream of events."""
    made = await unless_gone(request, desk.assistant.ask(asking.question))
    return AnswerBody.of(made, scores="admin" in asking.caller.scopes)


@router.post("/v1/search", responses=_REFUSALS)
async def search(desk: OpenDesk, searching: BySearch) -> FoundsBody:
    """Find passages, best first, without answering.

    Counts as a question. The order and nothing else tells how near a passage is.
    """
    find = desk.assistant.pipeline.find
    found = await asyncio.to_thread(find, searching.question, searching.limit)
    return FoundsBody.of(found.hits)


def _speaker(
    caller: Asker,
    on_behalf_of: Annotated[
        str | None,
        Query(min_length=1, max_length=100, description="The person a service asks for."),
    ] = None,
) -> Caller:
    return caller.speaking_for(on_behalf_of)


Speaker = Annotated[Caller, Depends(_speaker)]
"""Whose conversations a request is about: the caller's, or those of whom a service speaks for."""


@router.get("/v1/conversations", responses=described(401, 403, 422))
def export_conversations(desk: OpenDesk, speaker: Speaker) -> ConversationsBody:
    """Return all that is kept of the caller's conversations."""
    if speaker.person is None:
        raise HTTPException(
            403,
            "Nobody has signed in, so nobody's conversations can be told from another's. Ask for "
            "one by its id.",
        )
    kept = desk.history.export(speaker.person)
    return ConversationsBody(conversations=[_seen(one, desk, speaker) for one in kept])


@router.get("/v1/conversations/{conversation_id}", responses=described(401, 403, 404, 422))
def show_conversation(conversation_id: str, desk: OpenDesk, speaker: Speaker) -> ConversationBody:
    """Return all that is kept of a conversation.

    An answer that cites what the caller may not see, or what was removed, is withheld.
    """
    return _seen(desk.history.conversation(conversation_id, speaker.person), desk, speaker)


@router.delete(
    "/v1/conversations/{conversation_id}",
    status_code=204,
    responses=described(401, 403, 404, 422),
)
def delete_conversation(conversation_id: str, desk: OpenDesk, speaker: Speaker) -> None:
    """Delete a conversation with its answers and the feedback on them."""
    desk.history.delete(conversation_id, speaker.person)


@router.post(
    "/v1/answers/{answer_id}/feedback",
    status_code=204,
    responses=described(401, 403, 404, 413, 422),
)
def give_feedback(answer_id: str, body: FeedbackBody, desk: OpenDesk, speaker: Speaker) -> None:
    """Say what the caller thinks of an answer; a second time takes the first one's place."""
    if body.comment and personal_data(body.comment):
        raise HTTPException(
            422,
            "The comment seems to hold personal data, such as a number of a card or a phone. "
            "Please leave it out.",
        )
    desk.history.rate(answer_id, body, speaker.person)
    desk.metrics.feedback(body.verdict)


def _seen(kept: ConversationBody, desk: OpenDesk, speaker: Caller) -> ConversationBody:
    """Return a conversation as its reader may see it today."""
    return kept.model_copy(update={"answers": desk.seen(kept.answers, speaker)})


@router.get("/v1/about", responses=described(401, 403))
def about(request: Request, desk: OpenDesk, caller: Asker) -> AboutBody:
    """Tell people what they talk to and what it knows."""
    settings, seeing = desk.settings, Sight(caller.groups)
    return AboutBody(
        notice=settings.notice,
        privacy_url=str(settings.privacy_url) if settings.privacy_url else None,
        contact=settings.contact,
        languages=desk.catalogue.languages(seeing),
        documents=desk.catalogue.count_documents(seeing),
        newest=desk.catalogue.newest(seeing),
        caller=tag_of(request, desk, caller),
    )


@router.get("/v1/documents", responses=described(401, 403, 422))
def list_documents(
    desk: OpenDesk,
    caller: Asker,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> DocumentsBody:
    """List the documents that the caller may see, by title, a page at a time."""
    seeing = Sight(caller.groups)
    documents = desk.catalogue.list_documents(seeing, offset, limit)
    total = desk.catalogue.count_documents(seeing)
    end = offset + len(documents)
    return DocumentsBody(
        documents=[DocumentBody.of(document) for document in documents],
        total=total,
        next=end if end < total else None,
    )


@router.get("/v1/documents/{document_id}", responses=described(401, 403, 404, 422))
def show_document(document_id: str, desk: OpenDesk, caller: Asker) -> DocumentTextBody:
    """Return a document with its text, in which citations' spans count."""
    content = desk.catalogue.document(document_id, Sight(caller.groups))
    if content is None:
        raise HTTPException(404, "There is no such document.")
    return DocumentTextBody.of_text(content)


@router.get("/v1/passages/{passage_id}", responses=described(401, 403, 404, 422))
def show_passage(passage_id: str, desk: OpenDesk, caller: Asker) -> PassageBody:
    """Return a passage with its document."""
    visible = desk.catalogue.visible([passage_id], Sight(caller.groups))
    found = desk.catalogue.passages(list(visible)).get(passage_id)
    if found is None:
        raise HTTPException(404, "There is no such passage; its document may have changed.")
    return PassageBody.of(*found)


@router.get("/healthz")
def health() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "ok"}


@router.get("/readyz", responses=described(503))
def readiness(desk: OpenDesk) -> JSONResponse:
    """Say whether the parts are in order, and if not, all that is missing.

    Switched off by hand, it stays ready: people are then told so, and not met by a proxy's error.
    """
    missing = [*_missing_in_library(desk), *_missing_in_index(desk)]
    if missing:
        errors = [{"field": part, "message": said} for part, said in missing]
        raise Refusal(503, "not-ready", " ".join(said for _, said in missing), errors=errors)
    return JSONResponse({"status": "ready", "answering": desk.gate.switch.answering()})


Missing = Iterator[tuple[str, str]]
"""A part that is not in order, and what to do about it."""


def _missing_in_library(desk: Desk) -> Missing:
    try:
        if desk.catalogue.count_passages() == 0:
            yield "documents", "There are no documents yet: run `euif ingest`."
    except Exception:
        log.warning("not ready: the database cannot be used", exc_info=True)
        yield "database", "The database cannot be used; the log says why."


def _missing_in_index(desk: Desk) -> Missing:
    try:
        if desk.index.count() == 0:
            yield "index", "The index is empty; restarting the service brings it in step."
    except Exception:
        log.warning("not ready: the index does not answer", exc_info=True)
        yield "index", "The index does not answer."


def _sent(event: Event, scores: bool) -> ServerSentEvent:
    match event:
        case PassagesFound(hits):
            return ServerSentEvent(event="passages", data=PassagesBody.of(hits, scores))
        case Delta(text):
            return ServerSentEvent(event="delta", data=DeltaBody(text=text))
        case Answered(answer):
            return ServerSentEvent(event="answer", data=AnswerBody.of(answer, scores))
