"""What the routes work with."""

from dataclasses import dataclass
from typing import Annotated, Self

from fastapi import Depends, Request

from assistant.access.gate import Gate
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.settings import Settings
from assistant.web.slots import Slots
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.library import Library


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that answer requests, open and ready."""

    settings: Settings
    gate: Gate
    assistant: Assistant
    catalogue: Catalogue
    library: Library
    index: ChromaIndex
    slots: Slots

    @classmethod
    def over(cls, services: Services, index: ChromaIndex) -> Self:
        """Return the desk of a service. Raises ModelMismatch and CalibrationWrong."""
        return cls(
            services.settings,
            services.gate(),
            services.assistant(index),
            services.catalogue,
            services.library,
            index,
            Slots(services.settings.answers_at_once),
        )


def desk_of(request: Request) -> Desk:
    """Return the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


OpenDesk = Annotated[Desk, Depends(desk_of)]
