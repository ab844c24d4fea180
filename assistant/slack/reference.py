"""Which answer a message in Slack shows: written into the message, and read from it again."""

import json
from dataclasses import astuple, dataclass
from typing import Any, Self

_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Reference:
    """Which answer a message shows. It travels in the message, so that the bot keeps nothing."""

    answer: str
    conversation: str
    person: str
    """Who asked, as the service knows them."""
    asked: str
    """The `ts` of the message that asked; empty if no message did."""
    language: str

    @property
    def block_id(self) -> str:
        """The id of the block that tells which answer a message shows."""
        return f"{_ANSWER} {self}"

    def __str__(self) -> str:
        return json.dumps(astuple(self))

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the reference that a button holds."""
        return cls(*json.loads(value))


def reference_in(message: dict[str, Any]) -> Reference | None:
    """Return which answer a message of ours shows, if it shows one: a block's id tells it."""
    for block in message.get("blocks", ()):
        name, _, value = block.get("block_id", "").partition(" ")
        if name == _ANSWER:
            return Reference.of(value)
    return None
