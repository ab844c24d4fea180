"""A client of a running service, for the command line (and later Slack and evaluation)."""

import httpx

from assistant.errors import ServiceUnavailable
from assistant.wire import AnswerBody, QuestionBody

_TIMEOUT = httpx.Timeout(60.0, connect=5.0)


class Client:
    """Asks the service at an address. Raises ServiceUnavailable."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def ask(self, question: QuestionBody) -> AnswerBody:
        """Return the service's answer."""
        try:
            response = httpx.post(
                f"{self._address}/v1/questions",
                json=question.model_dump(mode="json"),
                timeout=_TIMEOUT,
            )
        except httpx.HTTPError as error:
            raise ServiceUnavailable(
                f"The assistant at {self._address} does not answer ({error}). Look whether it is "
                "still running."
            ) from error
        if response.is_error:
            raise ServiceUnavailable(f"The assistant at {self._address} says: {_detail(response)}")
        return AnswerBody.model_validate_json(response.content)


def _detail(response: httpx.Response) -> str:
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP status {response.status_code}"
