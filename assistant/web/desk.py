"""What the routes work with."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from assistant.answering import Assistant
from assistant.history import History
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.library import Library


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that answer requests, open and ready."""

    assistant: Assistant
    catalogue: Catalogue
    library: Library
    index: ChromaIndex
    history: History


def _desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


OpenDesk = Annotated[Desk, Depends(_desk_of)]


def person_of() -> str | None:
    """Return who asks, by an opaque id; None as long as nobody signs in."""
    return None


Asker = Annotated[str | None, Depends(person_of)]
