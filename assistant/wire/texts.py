"""What people and programs may write, and how much of it."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

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


QuestionText = Annotated[Text, AfterValidator(askable)]
"""What can be asked."""


class Body(BaseModel):
    """Unknown fields are refused: a misspelt filter must not silently widen a search."""

    model_config = ConfigDict(extra="forbid")
