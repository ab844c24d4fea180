"""The HTTP shapes, version 1: what the service reads and writes, and what its clients read."""

import unicodedata
import uuid
from collections.abc import Iterable, Set
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
TURN_LENGTH = 8_000
"""So many characters of an earlier turn are read."""
SEARCH_LIMIT = 20
BODY_BYTES = 64 * 1024


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("no_text", "It holds half characters (surrogates).") from None
    return value


Text = Annotated[str, AfterValidator(_text)]
"""What can be stored and sent as UTF-8."""


def askable(question: str) -> str:
    """Return a question without blanks around it, its accents as documents have them (NFC). Raises
    PydanticCustomError."""
    question = unicodedata.normalize("NFC", question).strip()
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


QuestionText = Annotated[Text, AfterValidator(askable)]
"""What can be asked."""


class TurnBody(_Body):
    """An earlier turn of a client that keeps its own history."""

    role: Literal["user", "assistant"]
    text: Text = Field(description=f"What was said; its first {TURN_LENGTH:,} characters are read.")

    def turn(self) -> Turn:
        """Return the turn as the assistant knows it: other clients' turns may be of any length."""
        return Turn(self.role, unicodedata.normalize("NFC", self.text)[:TURN_LENGTH])


class FiltersBody(_Body):
    """What the search is narrowed to."""

    language: str | None = Field(default=None, description="ISO 639-1.", examples=["en"])
    publisher: str | None = Field(default=None, description="The publisher, to the letter.")
    published_from: date | None = Field(default=None, description="The first day that counts.")
    published_to: date | None = Field(default=None, description="The last day that counts.")

    def filters(self) -> Filters:
        """Return the filters as the store knows them."""
        return Filters(**self.model_dump())


class QuestionBody(_Body):
    """`POST /v1/questions`.

    Without `conversation_id` a conversation is begun. `history` is for clients that keep their own:
    it takes the place of what the service kept of the conversation, and is never mixed with it.
    """

    question: QuestionText = Field(
        description=f"In any official language of the Union; {QUESTION_LENGTH:,} characters.",
        examples=["Who joined the Forum in June 2024?"],
    )
    conversation_id: Annotated[Text, Field(min_length=1, max_length=100)] | None = Field(
        default=None, description="As an earlier answer gave it; a new conversation if left out."
    )
    history: Annotated[list[TurnBody], Field(max_length=HISTORY_TURNS)] | None = Field(
        default=None, description=f"The turns so far, {HISTORY_TURNS} at most."
    )
    filters: FiltersBody | None = Field(default=None, description="What the search is narrowed to.")
    on_behalf_of: Annotated[Text, Field(min_length=1, max_length=100)] | None = Field(
        default=None,
        description="An opaque id of the person for whom a service asks with its key: limits and "
        "feedback count for them.",
    )

    channel: Channel = Field(default="api", description="Where the question was asked.")

    def asked(
        self,
        groups: frozenset[str] = frozenset(),
        person: str | None = None,
        earlier: tuple[Turn, ...] = (),
    ) -> Question:
        """Return the question as the assistant knows it; a new conversation gets an id.

        `groups` and `person` are the asker's; `earlier` is what the service kept of the
        conversation.
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
            groups=groups,
        )


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
    published_on: date | None
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
            published_on=document.published_on,
            retrieved_on=document.retrieved_on,
            language=document.language,
            headings=list(passage.headings),
            page=passage.page,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
            view=_view(document, citation.start, citation.end),
        )

    def linked(self, base: str) -> "CitationBody":
        """Return the citation with an absolute link to its view."""
        return self.model_copy(update={"view": base + self.view})


def _view(document: Document, start: int, end: int) -> str:
    return f"/documents/{document.id}?start={start}&end={end}"


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
    total: int = Field(description="How many there are for the caller to see.")
    next: int | None = Field(description="The next page's offset; null on the last.")


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


class SearchBody(_Body):
    """`POST /v1/search`: what to look for, in words or as a question."""

    query: QuestionText = Field(
        description=f"In any official language of the Union; {QUESTION_LENGTH:,} characters.",
        examples=["new members of the Forum"],
    )
    filters: FiltersBody | None = Field(default=None, description="What the search is narrowed to.")
    limit: Annotated[int, Field(ge=1, le=SEARCH_LIMIT)] = Field(
        default=8, description=f"How many passages at most; {SEARCH_LIMIT} or less."
    )
    on_behalf_of: Annotated[Text, Field(min_length=1, max_length=100)] | None = Field(
        default=None, description="An opaque id of the person for whom a service asks with its key."
    )

    def asked(self, groups: frozenset[str] = frozenset()) -> Question:
        """Return what is looked for as a question of somebody in these groups."""
        return Question(
            text=self.query,
            conversation_id="",
            filters=self.filters.filters() if self.filters else Filters(),
            groups=groups,
        )


class FoundBody(PassageBody):
    """A passage that a search found."""

    view: str = Field(description="The page that shows the passage in its document.")

    @classmethod
    def of(cls, passage: Passage, document: Document) -> "FoundBody":
        """Return the shape of a passage that was found."""
        known = PassageBody.of(passage, document).model_dump()
        return cls(**known, view=_view(document, passage.start, passage.end))


class FoundsBody(BaseModel):
    """What `POST /v1/search` finds, best first."""

    passages: list[FoundBody]

    @classmethod
    def of(cls, hits: Iterable[Hit]) -> "FoundsBody":
        """Return the shape of what was found."""
        return cls(passages=[FoundBody.of(hit.passage, hit.document) for hit in hits])

    def linked(self, base: str) -> "FoundsBody":
        """Return what was found with absolute links to the views."""
        passages = [one.model_copy(update={"view": base + one.view}) for one in self.passages]
        return FoundsBody(passages=passages)


class AboutBody(BaseModel):
    """`GET /v1/about`: what people are told, and what there is for the one who asks to be found."""

    notice: str = Field(description="To be shown before anybody asks: it is an AI system.")
    privacy_url: str | None = Field(description="What is kept of people's questions.")
    contact: str | None = Field(description="Where to turn.")
    languages: list[str] = Field(description="Of the documents that the caller may see.")
    documents: int = Field(description="How many those are.")
    newest: date | None = Field(description="The latest day on which one of them was published.")
    caller: str | None = Field(
        description="Changes with the session or the person and tells nothing of them: a page that "
        "keeps a conversation keeps it for this caller alone. Null where nobody signs in."
    )


class SwitchBody(_Body):
    """`PUT /v1/switch`."""

    answering: bool
    reason: Annotated[Text, Field(min_length=1, max_length=1_000)] = Field(
        description="For the audit; people are not shown it.",
        examples=["A wrong answer went round."],
    )


class SwitchEntryBody(BaseModel):
    """One turn of the switch."""

    at: datetime
    answering: bool
    reason: str
    turned_by: str


class SwitchesBody(BaseModel):
    """`GET /v1/switch`: how it stands, and its last turns, the newest first."""

    answering: bool
    entries: list[SwitchEntryBody]


class Problem(BaseModel):
    """An error, as RFC 9457 has it; `errors` names the fields of a request that are wrong, or the
    parts of a service that are not ready."""

    type: str = Field(
        default="about:blank",
        description="Tells some from others of their status: `switched-off`, `busy`, "
        "`too-many-questions`, `not-ready`.",
    )
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = Field(default_factory=list)
    request_id: str | None = Field(
        default=None, description="By which the operators find the request in the log."
    )
