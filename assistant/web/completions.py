"""OpenAI's chat completions, as far as they are spoken here: requests, answers and errors. Pure.

What a request asks for beyond an answer (temperature, stop words, tools to choose from) is let
pass, since clients send it unasked; where letting it pass would be a lie, the request is refused.
"""

import time
import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError

from assistant.conversation import Status
from assistant.wire.answers import AnswerBody, CitationBody
from assistant.wire.footnotes import with_footnotes, without_footnotes
from assistant.wire.questions import QuestionBody, TurnBody
from assistant.wire.texts import BODY_BYTES, HISTORY_TURNS, Text, askable

MODEL = "euif-assistant"
COMPLETIONS, MODELS = "/v1/chat/completions", "/v1/models"

_ERRORS = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "invalid_request_error",
    429: "rate_limit_error",
}


class ChatPart(BaseModel):
    """A piece of a message."""

    type: str = Field(description="`text`; nothing else can be read.")
    text: Text = ""

    @field_validator("type")
    @classmethod
    def _is_text(cls, value: str) -> str:
        if value != "text":
            raise PydanticCustomError("not_text", "Only text can be asked; leave the rest out.")
        return value


class ChatMessage(BaseModel):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(
        description="The user's and the assistant's count."
    )
    content: Text | list[ChatPart] | None = None

    @property
    def text(self) -> str:
        """What was said, without the footnotes that stood below an answer."""
        if isinstance(self.content, list):
            said = "".join(part.text for part in self.content)
        else:
            said = self.content or ""
        return without_footnotes(said) if self.role == "assistant" else said


class ChatBody(BaseModel):
    """`POST /v1/chat/completions`.

    Fields that are not listed are ignored, and so are instructions (messages of `system` and
    `developer`): they cannot change what the documents say.
    """

    model: str = Field(examples=[MODEL])
    messages: list[ChatMessage] = Field(
        description="The last of them, instructions apart, is the question; the newest "
        f"{HISTORY_TURNS} before it are its history."
    )
    stream: bool | None = Field(default=False, description="Whether to send the answer in pieces.")
    user: Annotated[Text, Field(min_length=1, max_length=100)] | None = Field(
        default=None,
        description="An opaque id of the person for whom a service asks with its key, as "
        "`on_behalf_of` elsewhere.",
    )
    n: int | None = Field(default=None, description="One answer is given.")
    tool_choice: Any = Field(
        default=None, description="No tool is called, so none can be required."
    )
    response_format: dict[str, Any] | None = Field(
        default=None, description="Of the type `text`: an answer is no JSON."
    )

    @field_validator("messages")
    @classmethod
    def _ends_in_a_question(cls, messages: list[ChatMessage]) -> list[ChatMessage]:
        said = _said(messages)
        if not said or said[-1].role != "user":
            raise PydanticCustomError(
                "no_question", "The last message has to be the user's question."
            )
        askable(said[-1].text)
        return messages

    @field_validator("n")
    @classmethod
    def _one(cls, value: int | None) -> int | None:
        if value not in (None, 1):
            raise PydanticCustomError("several", "A question has one answer here; leave n out.")
        return value

    @field_validator("tool_choice")
    @classmethod
    def _none_required(cls, value: Any) -> Any:
        if value not in (None, "none", "auto"):
            raise PydanticCustomError(
                "tool_required", "No tools are called here; leave tool_choice out."
            )
        return value

    @field_validator("response_format")
    @classmethod
    def _as_text(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value is not None and value.get("type") != "text":
            raise PydanticCustomError(
                "not_text", "An answer is text with markers; leave response_format out."
            )
        return value

    def question(self) -> QuestionBody:
        """Return the question with its history."""
        *earlier, asked = _said(self.messages)
        return QuestionBody(question=asked.text, history=_newest(earlier), on_behalf_of=self.user)


class ChatAnswer(BaseModel):
    """An answer as a message; `status`, `answer_id` and `citations` are additions of ours."""

    role: Literal["assistant"] = "assistant"
    content: str = Field(description="The text with its markers `[n]`, and below it footnotes.")
    status: Status = Field(description="`answered`, or why not.")
    answer_id: str = Field(description="For feedback.")
    citations: list[CitationBody] = Field(description="With absolute links in `view`.")

    @classmethod
    def of(cls, answer: AnswerBody) -> "ChatAnswer":
        """Return the shape of an answer whose links are absolute."""
        return cls(content=with_footnotes(answer), **additions(answer))


class ChatChoice(BaseModel):
    """The one answer."""

    index: int = 0
    message: ChatAnswer
    finish_reason: Literal["stop"] = "stop"


class ChatCompletion(BaseModel):
    """What `POST /v1/chat/completions` answers. Tokens are not counted, so there is no `usage`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int = Field(description="Seconds since 1970.")
    model: str = MODEL
    choices: list[ChatChoice]

    @classmethod
    def of(cls, answer: AnswerBody) -> "ChatCompletion":
        """Return the shape of an answer whose links are absolute."""
        choice = ChatChoice(message=ChatAnswer.of(answer))
        return cls(id=_new_id(), created=int(time.time()), choices=[choice])


class ChatModel(BaseModel):
    """The model that clients can choose."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = Field(default=0, description="Of no meaning here.")
    owned_by: str = MODEL


class ChatModels(BaseModel):
    """`GET /v1/models`."""

    object: Literal["list"] = "list"
    data: list[ChatModel] = [ChatModel()]


class ChatFault(BaseModel):
    """What went wrong."""

    message: str = Field(description="A sentence for people.")
    type: str
    code: str | None = Field(description="As a problem's `type`, where it says more.")
    param: str | None = None


class ChatError(BaseModel):
    """An error as OpenAI's clients know them."""

    error: ChatFault


class Chunks:
    """The chunks of one streamed answer."""

    def __init__(self) -> None:
        self._known = {"id": _new_id(), "created": int(time.time()), "model": MODEL}

    def of(self, delta: dict[str, Any], finish: Literal["stop"] | None = None) -> dict[str, Any]:
        """Return a chunk that adds `delta` to the message."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return {**self._known, "object": "chat.completion.chunk", "choices": [choice]}


def additions(answer: AnswerBody) -> dict[str, Any]:
    """Return what a message tells besides its text."""
    return {"status": answer.status, "answer_id": answer.id, "citations": answer.citations}


def error(status: int, message: str, code: str | None = None) -> ChatError:
    """Return an error of an HTTP status."""
    kind = _ERRORS.get(status, "server_error")
    return ChatError(error=ChatFault(message=message, type=kind, code=code))


def _said(messages: list[ChatMessage]) -> list[ChatMessage]:
    """Return what user and assistant said: instructions and calls of tools are left out."""
    return [one for one in messages if one.role in ("user", "assistant") and one.text.strip()]


def _newest(messages: list[ChatMessage]) -> list[TurnBody]:
    """Return as many turns, from the last, as any client may send: these send all there are."""
    turns: list[TurnBody] = []
    room = BODY_BYTES
    for message in reversed(messages[-HISTORY_TURNS:]):
        room -= len(message.text)
        if room < 0:
            break
        turns.insert(0, TurnBody(role=message.role, text=message.text))
    return turns


def _new_id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
