"""What the routes work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Self

from fastapi import Depends, Request

from assistant.access.callers import Caller
from assistant.access.gate import Gate
from assistant.answering import Assistant
from assistant.bootstrap import Services
from assistant.bootstrap.entrance import gate
from assistant.conversation import Answer
from assistant.history import History
from assistant.insights import Insights
from assistant.insights.grouping import Grouping
from assistant.observing.metrics import Metrics
from assistant.observing.tracing import Tracing
from assistant.settings import Settings
from assistant.web.slots import Slots
from assistant.wire.answers import KeptAnswerBody
from vectorstore import upkeep
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.sight import Sight


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that answer requests, open and ready, all of one embedding model."""

    services: Services
    index: ChromaIndex
    assistant: Assistant
    gate: Gate
    slots: Slots
    metrics: Metrics
    tracing: Tracing

    @classmethod
    def over(cls, services: Services, index: ChromaIndex) -> Self:
        """Return the desk of a service. Raises ModelMismatch and CalibrationWrong."""
        metrics, tracing = services.metrics(), services.tracing
        return cls(
            services,
            index,
            services.assistant(index, finished=_observing(metrics, tracing)),
            gate(services),
            Slots(services.settings.answers_at_once, told=metrics.queue),
            metrics,
            tracing,
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

    @property
    def insights(self) -> Insights:
        """What is told of many answers together."""
        return self.services.insights

    @property
    def grouping(self) -> Grouping:
        """What groups questions that are alike."""
        return self.services.grouping

    def seen(self, kept: Sequence[KeptAnswerBody], caller: Caller) -> list[KeptAnswerBody]:
        """Return kept answers as somebody may read them today: without what documents say that are
        hidden from them."""
        cited = {one.document_id for answer in kept for one in answer.citations}
        named = cited | {one.document_id for answer in kept for one in answer.trace.hits}
        visible = self.catalogue.visible_documents(sorted(named), Sight(caller.groups))
        return [answer.seen(visible) for answer in kept]

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
        finished = _observing(self.metrics, self.tracing)
        assistant = services.assistant(index, finished=finished)
        return replace(self, services=services, index=index, assistant=assistant)

    def apply_pending(self) -> int:
        """Bring what ingest wrote into the index; return how many versions of documents."""
        return upkeep.apply_pending(self.services.library, self.index)


def _observing(metrics: Metrics, tracing: Tracing) -> Callable[[Answer], None]:
    def finished(answer: Answer) -> None:
        metrics.answer(answer)
        tracing.answer(answer)

    return finished


def desk_of(request: Request) -> Desk:
    """Return the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


OpenDesk = Annotated[Desk, Depends(desk_of)]
