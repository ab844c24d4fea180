"""Answers with their citations, as they are given and as they are kept."""

from collections.abc import Iterable, Set
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from assistant.conversation import Answer, Channel, Citation, Status, Trace
from assistant.wire.documents import view_of
from assistant.wire.texts import COMMENT_LENGTH, Body, Text
from vectorstore.findings import Hit
from vectorstore.passages import Kind


class CitationBody(BaseModel):
    """A numbered quote with what is known of its document."""

    number: int = Field(description="Stands in the text as `[number]`.")
    passage_id: str
    document_id: str
    kind: Kind
    title: str
    url: str | None
    summarises: list[str] = Field(description="The addresses that a note rests on.")
    publisher: str | None
    published_on: date | None = Field(description="Of the document or, in a thread, of the mail.")
    retrieved_on: date
    language: str = Field(description="Of the document, ISO 639-1.")
    headings: list[str] = Field(description="Under which the quote stands.")
    page: int | None
    quote: str = Field(description="Verbatim: the document's text from `start` to `end`.")
    start: int
    end: int
    view: str = Field(description="The page that shows the quote in its document.")

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
            published_on=citation.day,
            retrieved_on=document.retrieved_on,
            language=document.language,
            headings=list(passage.headings),
            page=passage.page,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
            view=view_of(document, citation.start, citation.end),
        )

    def linked(self, base: str) -> "CitationBody":
        """Return the citation with an absolute link to its view."""
        return self.model_copy(update={"view": base + self.view})


class HitBody(BaseModel):
    """A passage that was found. Its scores are for administrators: they move a little with every
    document that is added, and so would tell others of documents that they may not see.
    """

    passage_id: str
    document_id: str
    source: str = Field(description="The document's address or file name.")
    score: float | None = Field(description="How near it is to the question.")
    dense: float | None = Field(description="Cosine of question and passage.")
    lexical: float | None = Field(description="BM25; null also if the words were not found.")

    @classmethod
    def of(cls, hit: Hit, scores: bool = False) -> "HitBody":
        """Return the shape of a hit; `source` is the document's address or file name."""
        return cls(
            passage_id=hit.passage.id,
            document_id=hit.document.id,
            source=hit.document.url or hit.document.locator.rsplit("/", 1)[-1],
            score=round(hit.score, 5) if scores else None,
            dense=round(hit.dense, 4) if scores else None,
            lexical=round(hit.lexical, 3) if scores and hit.lexical is not None else None,
        )


class TraceBody(BaseModel):
    """How the answer came about."""

    restated_question: str = Field(description="With what it left to its history.")
    composer: str
    model: str | None
    prompt_digests: dict[str, str]
    hits: list[HitBody]
    answerability: float | None = Field(
        description="Log-odds that the best evidence answers; for administrators."
    )
    milliseconds: dict[str, int] = Field(description="By step.")
    fallback: str | None = Field(
        default=None, description="Why the quote composer answered in a model's place."
    )
    removed: dict[str, int] = Field(
        default_factory=dict, description="Sentences of a model's that were removed, by reason."
    )
    unsure: bool = Field(
        default=False, description="Whether the answer says that it, or a part of it, may be none."
    )

    @classmethod
    def of(cls, trace: Trace, scores: bool = False) -> "TraceBody":
        """Return the shape of a trace."""
        return cls(
            restated_question=trace.restated_question,
            composer=trace.composer,
            model=trace.model,
            prompt_digests=trace.prompt_digests,
            hits=[HitBody.of(hit, scores) for hit in trace.hits],
            answerability=(
                round(trace.answerability, 4)
                if scores and trace.answerability is not None
                else None
            ),
            milliseconds=trace.milliseconds,
            fallback=trace.fallback,
            removed=trace.removed,
            unsure=trace.unsure,
        )


class AnswerBody(BaseModel):
    """What `POST /v1/questions` answers."""

    id: str
    conversation_id: str
    question: str
    status: Status = Field(
        description="`answered`, or why not; an error that arises while answering is an answer too."
    )
    language: str = Field(description="Of the question, ISO 639-1.")
    text: str = Field(description="Plain: paragraphs, `- ` items and markers `[n]`.")
    citations: list[CitationBody]
    suggestions: list[str] = Field(
        description="Titles of documents: what could be asked about instead, or else besides."
    )
    trace: TraceBody

    @classmethod
    def of(cls, answer: Answer, scores: bool = False) -> "AnswerBody":
        """Return the shape of an answer, with the scores in its trace only for administrators."""
        return cls(
            id=answer.id,
            conversation_id=answer.question.conversation_id,
            question=answer.question.text,
            status=answer.status,
            language=answer.language,
            text=answer.text,
            citations=[CitationBody.of(citation) for citation in answer.citations],
            suggestions=list(answer.suggestions),
            trace=TraceBody.of(answer.trace, scores),
        )

    def linked(self, base: str) -> "AnswerBody":
        """Return the answer with absolute links to the views of its citations."""
        return self.model_copy(update={"citations": [one.linked(base) for one in self.citations]})


class PassagesBody(BaseModel):
    """The `passages` event of a stream."""

    hits: list[HitBody]

    @classmethod
    def of(cls, hits: Iterable[Hit], scores: bool = False) -> "PassagesBody":
        """Return the shape of what was found."""
        return cls(hits=[HitBody.of(hit, scores) for hit in hits])


class DeltaBody(BaseModel):
    """The `delta` event of a stream."""

    text: str = Field(description="A further whole, verified sentence of the answer.")


class FeedbackBody(Body):
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
    withheld: bool = False
    """Whether text and citations are left out, because a document they name may not be seen."""

    def seen(self, documents: Set[str]) -> "KeptAnswerBody":
        """Return the answer as somebody may read it who may see these documents."""
        hits = [one for one in self.trace.hits if one.document_id in documents]
        trace = self.trace.model_copy(update={"hits": hits})
        named = {one.document_id for one in self.citations}
        if self.status == "clarification":  # its text lists titles of what was found
            named |= {one.document_id for one in self.trace.hits}
        if named <= documents:
            suggestions = self.suggestions if len(hits) == len(self.trace.hits) else []
            return self.model_copy(update={"trace": trace, "suggestions": suggestions})
        nothing = {"text": "", "citations": [], "suggestions": [], "withheld": True}
        return self.model_copy(update={"trace": trace, **nothing})


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
