"""The HTTP shapes, version 1: what the service reads and writes, and what its clients read."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from assistant.conversation import Answer, Channel, Citation, Question, Status, Trace, Turn
from vectorstore.passages import Document, DocumentText, Filters, Hit, Kind, Passage

QUESTION_LENGTH = 2_000
COMMENT_LENGTH = 2_000
HISTORY_TURNS = 40
BODY_BYTES = 64 * 1024


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("no_text", "It holds half characters (surrogates).") from None
    return value


Text = Annotated[str, AfterValidator(_text)]
"""What can be stored and sent as UTF-8."""


def _askable(question: str) -> str:
    question = question.strip()
    if not any(character.isalnum() for character in question):
        raise PydanticCustomError("question_empty", "The question is empty. Please type one.")
    if len(question) > QUESTION_LENGTH:
        raise PydanticCustomError(
            "question_too_long",
            "The question has {length} characters; {most} are the most. Please shorten it.",
            {"length": len(question), "most": QUESTION_LENGTH},
        )
    return question


class _Body(BaseModel):
    """Unknown fields are refused: a misspelt filter must not silently widen a search."""

    model_config = ConfigDict(extra="forbid")


QuestionText = Annotated[Text, AfterValidator(_askable)]
"""What can be asked."""


class TurnBody(_Body):
    """An earlier turn."""

    role: Literal["user", "assistant"]
    text: Text

    def turn(self) -> Turn:
        """Return the turn as the assistant knows it."""
        return Turn(self.role, self.text)


class FiltersBody(_Body):
    """What the search is narrowed to."""

    language: str | None = None
    publisher: str | None = None
    published_from: date | None = None
    published_to: date | None = None

    def filters(self) -> Filters:
        """Return the filters as the store knows them."""
        return Filters(**self.model_dump())


class QuestionBody(_Body):
    """`POST /v1/questions`.

    Without `conversation_id` a conversation is begun. `history` is for clients that keep their own:
    it takes the place of what the service kept of the conversation, and is never mixed with it.
    """

    question: QuestionText
    conversation_id: Annotated[Text, Field(min_length=1, max_length=100)] | None = None
    history: Annotated[list[TurnBody], Field(max_length=HISTORY_TURNS)] | None = None
    filters: FiltersBody | None = None
    channel: Channel = "api"

    def asked(self, person: str | None = None, earlier: tuple[Turn, ...] = ()) -> Question:
        """Return the question as the assistant knows it; a new conversation gets an id.

        `earlier` is what the service kept of the conversation.
        """
        own = self.history
        return Question(
            text=self.question,
            conversation_id=self.conversation_id or uuid.uuid4().hex,
            history=earlier if own is None else tuple(turn.turn() for turn in own),
            filters=self.filters.filters() if self.filters else Filters(),
            channel=self.channel,
            person=person,
            continues=self.conversation_id is not None,
        )


class CitationBody(BaseModel):
    """A numbered quote with what is known of its document."""

    number: int
    passage_id: str
    document_id: str
    kind: Kind
    title: str
    url: str | None
    summarises: list[str]
    publisher: str | None
    published_on: date | None
    retrieved_on: date
    language: str
    headings: list[str]
    page: int | None
    quote: str
    start: int
    end: int
    view: str

    @classmethod
    def of(cls, citation: Citation) -> "CitationBody":
        """Return the shape of a citation; `view` opens its quote in the service's own page."""
        document, passage = citation.document, citation.passage
        return cls(
            number=citation.number,
            passage_id=passage.id,
            document_id=document.id,
            kind=document.kind,
            title=document.title,
            url=document.url,
            summarises=list(document.summarises),
            publisher=document.publisher,
            published_on=document.published_on,
            retrieved_on=document.retrieved_on,
            language=document.language,
            headings=list(passage.headings),
            page=passage.page,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
            view=f"/documents/{document.id}?start={citation.start}&end={citation.end}",
        )


class HitBody(BaseModel):
    """A passage that was found, with its scores."""

    passage_id: str
    document_id: str
    source: str
    score: float
    dense: float
    lexical: float | None

    @classmethod
    def of(cls, hit: Hit) -> "HitBody":
        """Return the shape of a hit; `source` is the document's address or file name."""
        return cls(
            passage_id=hit.passage.id,
            document_id=hit.document.id,
            source=hit.document.url or hit.document.locator.rsplit("/", 1)[-1],
            score=round(hit.score, 5),
            dense=round(hit.dense, 4),
            lexical=None if hit.lexical is None else round(hit.lexical, 3),
        )


class TraceBody(BaseModel):
    """How the answer came about."""

    restated_question: str
    composer: str
    model: str | None
    prompt_digests: dict[str, str]
    hits: list[HitBody]
    answerability: float | None
    milliseconds: dict[str, int]

    @classmethod
    def of(cls, trace: Trace) -> "TraceBody":
        """Return the shape of a trace."""
        return cls(
            restated_question=trace.restated_question,
            composer=trace.composer,
            model=trace.model,
            prompt_digests=trace.prompt_digests,
            hits=[HitBody.of(hit) for hit in trace.hits],
            answerability=None if trace.answerability is None else round(trace.answerability, 4),
            milliseconds=trace.milliseconds,
        )


class AnswerBody(BaseModel):
    """What `POST /v1/questions` answers."""

    id: str
    conversation_id: str
    question: str
    status: Status
    language: str
    text: str
    citations: list[CitationBody]
    suggestions: list[str]
    trace: TraceBody

    @classmethod
    def of(cls, answer: Answer) -> "AnswerBody":
        """Return the shape of an answer."""
        return cls(
            id=answer.id,
            conversation_id=answer.question.conversation_id,
            question=answer.question.text,
            status=answer.status,
            language=answer.language,
            text=answer.text,
            citations=[CitationBody.of(citation) for citation in answer.citations],
            suggestions=list(answer.suggestions),
            trace=TraceBody.of(answer.trace),
        )


class FeedbackBody(_Body):
    """`POST /v1/answers/{id}/feedback`."""

    verdict: Literal["helpful", "unhelpful"]
    comment: Annotated[Text, Field(max_length=COMMENT_LENGTH)] | None = None


class KeptFeedbackBody(FeedbackBody):
    """Feedback as it is kept; `person` is empty where nobody signs in."""

    person: str
    given_at: datetime


class KeptAnswerBody(AnswerBody):
    """An answer as it is kept."""

    answered_at: datetime
    feedback: list[KeptFeedbackBody]


class ConversationBody(BaseModel):
    """`GET /v1/conversations/{id}`; answers are oldest first."""

    id: str
    channel: Channel
    person: str | None
    started_at: datetime
    answers: list[KeptAnswerBody]


class ConversationsBody(BaseModel):
    """`GET /v1/conversations`: all of the caller's, oldest first."""

    conversations: list[ConversationBody]


class PassagesBody(BaseModel):
    """The `passages` event of a stream."""

    hits: list[HitBody]

    @classmethod
    def of(cls, hits: Iterable[Hit]) -> "PassagesBody":
        """Return the shape of what was found."""
        return cls(hits=[HitBody.of(hit) for hit in hits])


class DeltaBody(BaseModel):
    """The `delta` event of a stream."""

    text: str


class DocumentBody(BaseModel):
    """A document without its text."""

    id: str
    title: str
    kind: Kind
    url: str | None
    publisher: str | None
    published_on: date | None
    retrieved_on: date
    language: str
    summarises: list[str]

    @classmethod
    def of(cls, document: Document) -> "DocumentBody":
        """Return the shape of a document."""
        return cls(**{name: getattr(document, name) for name in DocumentBody.model_fields})


class DocumentsBody(BaseModel):
    """A page of `GET /v1/documents`; `next` is where the following page starts."""

    documents: list[DocumentBody]
    total: int
    next: int | None


class SectionBody(BaseModel):
    """A stretch of a document's text below one path of headings; lines outside all are headings."""

    headings: list[str]
    start: int
    end: int
    page: int | None


class DocumentTextBody(DocumentBody):
    """`GET /v1/documents/{id}`: spans count in characters (Unicode code points) of this text."""

    text: str
    sections: list[SectionBody]

    @classmethod
    def of_text(cls, content: DocumentText) -> "DocumentTextBody":
        """Return the shape of a document with its text."""
        sections = [SectionBody(**asdict(section)) for section in content.sections]
        known = DocumentBody.of(content.document).model_dump()
        return cls(**known, text=content.text, sections=sections)


class PassageBody(BaseModel):
    """`GET /v1/passages/{id}`."""

    id: str
    document: DocumentBody
    headings: list[str]
    page: int | None
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, passage: Passage, document: Document) -> "PassageBody":
        """Return the shape of a passage."""
        return cls(
            id=passage.id,
            document=DocumentBody.of(document),
            headings=list(passage.headings),
            page=passage.page,
            start=passage.start,
            end=passage.end,
            text=passage.text,
        )


class Problem(BaseModel):
    """An error, as RFC 9457 has it; `errors` names the fields of a request that are wrong."""

    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = Field(default_factory=list)
