"""What the service tells of itself, its switch, and its errors."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from assistant.wire.texts import Body, Text


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


class SwitchBody(Body):
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
