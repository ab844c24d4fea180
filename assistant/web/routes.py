"""Routes for programs: version 1 of the HTTP contract, and the two health checks."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from assistant.conversation import Answered, Delta, Event, PassagesFound, Question
from assistant.personal_data import personal_data
from assistant.web.desk import Asker, OpenDesk
from assistant.wire import (
    AnswerBody,
    ConversationBody,
    ConversationsBody,
    DeltaBody,
    DocumentBody,
    DocumentsBody,
    DocumentTextBody,
    FeedbackBody,
    PassageBody,
    PassagesBody,
    Problem,
    QuestionBody,
)
from vectorstore.catalogue import OPEN

router = APIRouter()

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem},
    422: {"model": Problem},
}


class _StreamRoute(APIRoute):
    """A route taken only by clients that ask for an event stream."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if "text/event-stream" not in Headers(scope=scope).get("accept", ""):
            return Match.NONE, {}
        return super().matches(scope)


streams = APIRouter(route_class=_StreamRoute)


def _asked(body: QuestionBody, desk: OpenDesk, person: Asker) -> Question:
    """Return the question with what its conversation holds so far."""
    key = body.conversation_id
    return body.asked(person, desk.history.turns(key, person) if key else ())


Asked = Annotated[Question, Depends(_asked)]


@streams.post("/v1/questions", response_class=EventSourceResponse, include_in_schema=False)
async def stream_answer(question: Asked, desk: OpenDesk) -> AsyncIterator[ServerSentEvent]:
    """Answer a question as a stream of `passages`, `delta` and, last, `answer` events."""
    async for event in desk.assistant.answer(question):
        yield _sent(event)


router.include_router(streams)


@router.post(
    "/v1/questions",
    responses={413: {"model": Problem}, **_PROBLEMS},
)
async def answer(question: Asked, desk: OpenDesk) -> AnswerBody:
    """Answer a question; with `Accept: text/event-stream` as a stream of events."""
    return AnswerBody.of(await desk.assistant.ask(question))


@router.get("/v1/conversations", responses={403: {"model": Problem}})
def export_conversations(desk: OpenDesk, person: Asker) -> ConversationsBody:
    """Return all that is kept of the caller's conversations."""
    if person is None:
        raise HTTPException(
            403,
            "Nobody has signed in, so nobody's conversations can be told from another's. Ask for "
            "one by its id.",
        )
    return ConversationsBody(conversations=list(desk.history.export(person)))


@router.get("/v1/conversations/{conversation_id}", responses=_PROBLEMS)
def show_conversation(conversation_id: str, desk: OpenDesk, person: Asker) -> ConversationBody:
    """Return all that is kept of a conversation."""
    return desk.history.conversation(conversation_id, person)


@router.delete("/v1/conversations/{conversation_id}", status_code=204, responses=_PROBLEMS)
def delete_conversation(conversation_id: str, desk: OpenDesk, person: Asker) -> None:
    """Delete a conversation with its answers and the feedback on them."""
    desk.history.delete(conversation_id, person)


@router.post("/v1/answers/{answer_id}/feedback", status_code=204, responses=_PROBLEMS)
def give_feedback(answer_id: str, body: FeedbackBody, desk: OpenDesk, person: Asker) -> None:
    """Say what the caller thinks of an answer; a second time takes the first one's place."""
    if body.comment and personal_data(body.comment):
        raise HTTPException(
            422,
            "The comment seems to hold personal data, such as a number of a card or a phone. "
            "Please leave it out.",
        )
    desk.history.rate(answer_id, body, person)


@router.get("/v1/documents")
def list_documents(
    desk: OpenDesk,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> DocumentsBody:
    """List the documents, by title, a page at a time."""
    documents = desk.catalogue.list_documents(OPEN, offset, limit)
    total = desk.catalogue.count_documents(OPEN)
    end = offset + len(documents)
    return DocumentsBody(
        documents=[DocumentBody.of(document) for document in documents],
        total=total,
        next=end if end < total else None,
    )


@router.get("/v1/documents/{document_id}", responses=_PROBLEMS)
def show_document(document_id: str, desk: OpenDesk) -> DocumentTextBody:
    """Return a document with its text, in which citations' spans count."""
    content = desk.catalogue.document(document_id)
    if content is None:
        raise HTTPException(404, "There is no such document.")
    return DocumentTextBody.of_text(content)


@router.get("/v1/passages/{passage_id}", responses=_PROBLEMS)
def show_passage(passage_id: str, desk: OpenDesk) -> PassageBody:
    """Return a passage with its document."""
    visible = desk.catalogue.visible([passage_id], OPEN)
    found = desk.catalogue.passages(list(visible)).get(passage_id)
    if found is None:
        raise HTTPException(404, "There is no such passage; its document may have changed.")
    return PassageBody.of(*found)


@router.get("/healthz")
def health() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"model": Problem}})
def readiness(desk: OpenDesk) -> JSONResponse:
    """Say whether questions can be answered, and if not, what is missing."""
    passages = desk.catalogue.count_passages()
    if passages == 0:
        raise HTTPException(503, "There are no documents yet: run `euif ingest`.")
    try:
        vectors = desk.index.count()
    except Exception as error:
        raise HTTPException(503, "The index does not answer.") from error
    if vectors == 0:
        raise HTTPException(503, "The index is empty; restarting the service brings it in step.")
    return JSONResponse({"status": "ready", "passages": passages})


def _sent(event: Event) -> ServerSentEvent:
    match event:
        case PassagesFound(hits):
            return ServerSentEvent(event="passages", data=PassagesBody.of(hits))
        case Delta(text):
            return ServerSentEvent(event="delta", data=DeltaBody(text=text))
        case Answered(answer):
            return ServerSentEvent(event="answer", data=AnswerBody.of(answer))
