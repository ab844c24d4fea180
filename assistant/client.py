"""Clients of a running service: one that waits, for commands, and one that streams, for Slack."""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from assistant.errors import ServiceRefused, ServiceUnavailable, WrongUse
from assistant.wire.answers import AnswerBody, ConversationBody, DeltaBody, FeedbackBody
from assistant.wire.documents import DocumentTextBody, FoundsBody, PassageBody
from assistant.wire.questions import QuestionBody, SearchBody

_Body = TypeVar("_Body", bound=BaseModel)

_CONNECTING = 5.0
_BESIDE = 20.0
"""So many seconds more than an answer may take a client waits: a question may have to queue, and
its answer has its way to go. Else nobody would read that an answer took too long."""


class _Service:
    """The service at an address, and what it says when it does not do as it is asked."""

    def __init__(self, address: str, key: str | None = None, answer_seconds: float = 60.0) -> None:
        self._address = address
        self._timeout = httpx.Timeout(answer_seconds + _BESIDE, connect=_CONNECTING)
        self.address = public_address(address)
        """Without what may be secret in it."""
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def _url(self, path: str) -> httpx.URL:
        base = httpx.URL(self._address)
        return base.copy_with(path=base.path.rstrip("/") + path)

    def _away(self, error: Exception) -> ServiceUnavailable:
        return ServiceUnavailable(
            f"The assistant at {self.address} does not answer ({error}). Look whether it is "
            "still running."
        )

    def _understood(self, kind: type[_Body], content: bytes | str) -> _Body:
        try:
            return kind.model_validate_json(content)
        except ValidationError:
            # Its words would repeat what was answered.
            raise ServiceUnavailable(
                f"What the assistant at {self.address} answers is not understood. Look whether it "
                "has the same version."
            ) from None

    def _require_good(self, response: httpx.Response) -> None:
        if not response.is_error:
            return
        detail = _detail(response)
        said = f"The assistant at {self.address} says: {detail}"
        if response.status_code in (401, 403):
            said = (
                f"The assistant at {self.address} asks for a key: {detail} Put one "
                "that may ask into EUIF_API_KEY (`euif keys create NAME`)."
            )
        wait = response.headers.get("Retry-After", "")
        raise ServiceRefused(said, response.status_code, int(wait) if wait.isdigit() else None)


class Client(_Service):
    """Asks the service at an address, showing a key if it needs one.

    Raises ServiceUnavailable, and WrongUse for no address.
    """

    def ask(self, question: QuestionBody) -> AnswerBody:
        """Return the service's answer."""
        body = question.model_dump(mode="json")
        return self._understood(AnswerBody, self._call("POST", "/v1/questions", json=body))

    def search(self, query: SearchBody) -> FoundsBody:
        """Return what the service finds."""
        body = query.model_dump(mode="json")
        return self._understood(FoundsBody, self._call("POST", "/v1/search", json=body))

    def passage(self, passage_id: str) -> PassageBody:
        """Return a passage."""
        return self._understood(PassageBody, self._call("GET", f"/v1/passages/{passage_id}"))

    def document(self, document_id: str) -> DocumentTextBody:
        """Return a document with its text."""
        content = self._call("GET", f"/v1/documents/{document_id}")
        return self._understood(DocumentTextBody, content)

    def _call(self, method: str, path: str, **values: Any) -> bytes:
        try:
            # The service is near: a question must not go through a proxy on its way.
            response = httpx.request(
                method,
                self._url(path),
                timeout=self._timeout,
                trust_env=False,
                headers=self._headers,
                **values,
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._away(error) from error
        self._require_good(response)
        return response.content


class StreamingClient(_Service):
    """Asks for people, each by an opaque id, and gets sentences as they are made.

    Raises ServiceUnavailable, and WrongUse for no address.
    """

    def __init__(self, address: str, key: str | None = None, answer_seconds: float = 60.0) -> None:
        super().__init__(address, key, answer_seconds)
        self._http = httpx.AsyncClient(
            timeout=self._timeout, trust_env=False, headers=self._headers
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def answer(self, question: QuestionBody) -> AsyncGenerator[DeltaBody | AnswerBody]:
        """Yield the sentences of an answer, and last the answer, which counts."""
        body = question.model_dump(mode="json")
        headers = {"Accept": "text/event-stream"}
        last = None
        try:
            async with self._http.stream(
                "POST", self._url("/v1/questions"), json=body, headers=headers
            ) as response:
                if response.is_error:
                    await response.aread()
                self._require_good(response)
                async for name, data in _events(response.aiter_text()):
                    if name == "delta":
                        yield self._understood(DeltaBody, data)
                    if name == "answer":
                        yield (last := self._understood(AnswerBody, data))
        except httpx.HTTPError as error:
            raise self._away(error) from error
        if last is None:
            raise self._away(EOFError("the answer broke off"))

    async def conversation(self, conversation_id: str, person: str) -> ConversationBody:
        """Return what is kept of a person's conversation."""
        path = f"/v1/conversations/{conversation_id}"
        return self._understood(ConversationBody, await self._call("GET", path, person))

    async def delete(self, conversation_id: str, person: str) -> None:
        """Delete a person's conversation."""
        await self._call("DELETE", f"/v1/conversations/{conversation_id}", person)

    async def rate(self, answer_id: str, feedback: FeedbackBody, person: str) -> None:
        """Say what a person thinks of an answer."""
        body = feedback.model_dump(mode="json")
        await self._call("POST", f"/v1/answers/{answer_id}/feedback", person, json=body)

    async def _call(self, method: str, path: str, person: str, **values: Any) -> bytes:
        asks_for = {"on_behalf_of": person}
        try:
            response = await self._http.request(method, self._url(path), params=asks_for, **values)
        except httpx.HTTPError as error:
            raise self._away(error) from error
        self._require_good(response)
        return response.content


async def _events(pieces: AsyncIterator[str]) -> AsyncIterator[tuple[str, str]]:
    """Yield the name and data of each event in a stream of the service's.

    Lines end at a line feed only: the characters at which Python also ends one may stand in a text.
    """
    rest = ""
    async for piece in pieces:
        *whole, rest = (rest + piece).split("\n\n")
        for event in whole:
            fields = dict(line.partition(": ")[::2] for line in event.split("\n"))
            if "data" in fields:
                yield fields["event"], fields["data"]


def public_address(address: str) -> str:
    """Return an address without what may be secret in it: user, password, query and fragment.

    Raises WrongUse if it is none.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongUse("A service's address begins with http:// or https://, and names a host.")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")


def _detail(response: httpx.Response) -> str:
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP status {response.status_code}"
