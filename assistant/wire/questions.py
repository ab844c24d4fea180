"""What is asked, and what is searched for."""

import unicodedata
import uuid
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.conversation import Channel, Question, Turn
from assistant.wire.texts import (
    HISTORY_TURNS,
    QUESTION_LENGTH,
    SEARCH_LIMIT,
    TURN_LENGTH,
    Body,
    QuestionText,
    Text,
)
from vectorstore.filters import Filters


class TurnBody(Body):
    """An earlier turn of a client that keeps its own history."""

    role: Literal["user", "assistant"]
    text: Text = Field(description=f"What was said; its first {TURN_LENGTH:,} characters are read.")

    def turn(self) -> Turn:
        """Return the turn as the assistant knows it: other clients' turns may be of any length."""
        return Turn(self.role, unicodedata.normalize("NFC", self.text)[:TURN_LENGTH])


class FiltersBody(Body):
    """What the search is narrowed to."""

    language: str | None = Field(default=None, description="ISO 639-1.", examples=["en"])
    publisher: Text | None = Field(default=None, description="The publisher, to the letter.")
    published_from: date | None = Field(default=None, description="The first day that counts.")
    published_to: date | None = Field(default=None, description="The last day that counts.")

    @model_validator(mode="after")
    def _leave_something(self) -> Self:
        first, last = self.published_from, self.published_to
        if first and last and first > last:
            raise PydanticCustomError(
                "filters_empty",
                "published_from is later than published_to, so there is no such document.",
            )
        return self

    def filters(self) -> Filters:
        """Return the filters as the store knows them."""
        return Filters(**self.model_dump())


class QuestionBody(Body):
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


class SearchBody(Body):
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
