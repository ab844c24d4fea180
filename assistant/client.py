"""A client of a running service, for the command line (and later Slack and evaluation)."""

from typing import Any
from urllib.parse import urlsplit

import httpx

from assistant.errors import ServiceUnavailable, WrongUse
from assistant.wire import (
    AnswerBody,
    DocumentTextBody,
    FoundsBody,
    PassageBody,
    QuestionBody,
    SearchBody,
)

_TIMEOUT = httpx.Timeout(60.0, connect=5.0)


class Client:
    """Asks the service at an address, showing a key if it needs one.

    Raises ServiceUnavailable, and WrongUse for no address.
    """

    def __init__(self, address: str, key: str | None = None) -> None:
        self._address = address
        self.address = public_address(address)
        """Without what may be secret in it."""
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def ask(self, question: QuestionBody) -> AnswerBody:
        """Return the service's answer."""
        body = question.model_dump(mode="json")
        return AnswerBody.model_validate_json(self._call("POST", "/v1/questions", json=body))

    def search(self, query: SearchBody) -> FoundsBody:
        """Return what the service finds."""
        body = query.model_dump(mode="json")
        return FoundsBody.model_validate_json(self._call("POST", "/v1/search", json=body))

    def passage(self, passage_id: str) -> PassageBody:
        """Return a passage."""
        return PassageBody.model_validate_json(self._call("GET", f"/v1/passages/{passage_id}"))

    def document(self, document_id: str) -> DocumentTextBody:
        """Return a document with its text."""
        content = self._call("GET", f"/v1/documents/{document_id}")
        return DocumentTextBody.model_validate_json(content)

    def _call(self, method: str, path: str, **values: Any) -> bytes:
        try:
            base = httpx.URL(self._address)
            url = base.copy_with(path=base.path.rstrip("/") + path)
            # The service is near: a question must not go through a proxy on its way.
            response = httpx.request(
                method, url, timeout=_TIMEOUT, trust_env=False, headers=self._headers, **values
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceUnavailable(
                f"The assistant at {self.address} does not answer ({error}). Look whether it is "
                "still running."
            ) from error
        if response.status_code in (401, 403):
            raise ServiceUnavailable(
                f"The assistant at {self.address} asks for a key: {_detail(response)} Put one "
                "that may ask into EUIF_API_KEY (`euif keys create NAME`)."
            )
        if response.is_error:
            raise ServiceUnavailable(f"The assistant at {self.address} says: {_detail(response)}")
        return response.content


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
