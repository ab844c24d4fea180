"""Documents, and the passages of them that a search finds."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from pydantic import BaseModel, Field

from vectorstore.findings import Hit
from vectorstore.passages import Document, DocumentText, Kind, Passage


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


class FoundBody(PassageBody):
    """A passage that a search found."""

    view: str = Field(description="The page that shows the passage in its document.")

    @classmethod
    def of(cls, passage: Passage, document: Document) -> "FoundBody":
        """Return the shape of a passage that was found."""
        known = PassageBody.of(passage, document).model_dump()
        return cls(**known, view=view_of(document, passage.start, passage.end))


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


def view_of(document: Document, start: int, end: int) -> str:
    """Return the path of the page that shows a span of a document."""
    return f"/documents/{document.id}?start={start}&end={end}"
