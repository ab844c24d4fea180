"""What the routes work with."""

from dataclasses import dataclass, replace
from typing import Annotated, Self

from fastapi import Depends, Request

from assistant.access.gate import Gate
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.history import History
from assistant.settings import Settings
from assistant.web.slots import Slots
from vectorstore import upkeep
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that answer requests, open and ready, all of one embedding model."""

    services: Services
    index: ChromaIndex
    assistant: Assistant
    gate: Gate
    slots: Slots

    @classmethod
    def over(cls, services: Services, index: ChromaIndex) -> Self:
        """Return the desk of a service. Raises ModelMismatch and CalibrationWrong."""
        return cls(
            services,
            index,
            services.assistant(index),
            services.gate(),
            Slots(services.settings.answers_at_once),
        )

    @property
    def settings(self) -> Settings:
        """The settings."""
        return self.services.settings

    @property
    def catalogue(self) -> Catalogue:
        """What is read besides by the assistant."""
        return self.services.catalogue

    @property
    def history(self) -> History:
        """What was asked and answered before."""
        return self.services.history

    def renewed(self) -> Self | None:
        """Return a desk of the library's model of now, beside this one; None if it is the same.

        This one goes on working, and needs no closing. Raises EuifError if the other model cannot
        be used, and then at little cost, so that it may be tried often.
        """
        services = self.services.renewed()
        if services is None:
            return None
        services.require_calibration()
        services.embedder.load()
        index = services.index_beside(self.index)
        return replace(self, services=services, index=index, assistant=services.assistant(index))

    def apply_pending(self) -> int:
        """Bring what ingest wrote into the index; return how many versions of documents."""
        return upkeep.apply_pending(self.services.library, self.index)


def desk_of(request: Request) -> Desk:
    """Return the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


OpenDesk = Annotated[Desk, Depends(desk_of)]
