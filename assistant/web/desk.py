"""What the routes work with."""

from dataclasses import dataclass
from typing import Annotated, Self

from fastapi import Depends, Request

from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.history import History
from vectorstore import upkeep
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that answer requests, open and ready, all of one embedding model."""

    services: Services
    index: ChromaIndex
    assistant: Assistant

    @classmethod
    def open(cls, services: Services, index: ChromaIndex) -> Self:
        """Return a desk over an open index. Raises ModelMismatch and CalibrationWrong."""
        return cls(services, index, services.assistant(index))

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
        return self.open(services, services.index_beside(self.index))

    def apply_pending(self) -> int:
        """Bring what ingest wrote into the index; return how many versions of documents."""
        return upkeep.apply_pending(self.services.library, self.index)


def _desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


OpenDesk = Annotated[Desk, Depends(_desk_of)]


def person_of() -> str | None:
    """Return who asks, by an opaque id; None as long as nobody signs in."""
    return None


Asker = Annotated[str | None, Depends(person_of)]
