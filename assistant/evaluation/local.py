"""The assistant in this process, over a store of the run's own."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.bootstrap import Services, build
from assistant.calibration import Calibration
from assistant.evaluation.neighbours import write_neighbours
from assistant.settings import Settings
from assistant.wire.answers import AnswerBody
from assistant.wire.documents import DocumentTextBody, PassageBody
from assistant.wire.questions import QuestionBody
from ingest.sync import Progress
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.embedding import Embedder


class Local:
    """Asks an assistant over open services, as `run.Evaluated` has it."""

    def __init__(self, store: "Store", fitted: Calibration) -> None:
        self._catalogue = store.services.catalogue
        self._assistant = store.services.assistant(store.index, fitted)

    async def ask(self, question: QuestionBody) -> AnswerBody:
        """Return the answer."""
        return AnswerBody.of(await self._assistant.ask(question.asked()), scores=True)

    async def passage(self, passage_id: str) -> PassageBody:
        """Return a passage that was found."""
        return PassageBody.of(*self._catalogue.passages([passage_id])[passage_id])

    async def document(self, document_id: str) -> DocumentTextBody:
        """Return a document with its text."""
        content = self._catalogue.document(document_id)
        assert content is not None, "what an answer cites is there"
        return DocumentTextBody.of_text(content)

    async def locator(self, document_id: str) -> str | None:
        """Return where a document was read."""
        content = self._catalogue.document(document_id)
        return content.document.locator if content else None


@dataclass(frozen=True, slots=True)
class Store:
    """Open services over a run's own documents."""

    services: Services
    index: ChromaIndex

    @property
    def parts(self) -> tuple[Catalogue, ChromaIndex, Embedder]:
        """What a search is made of, apart from what is fitted."""
        return self.services.catalogue, self.index, self.services.embedder


@contextmanager
def own_store(
    settings: Settings,
    embedder: Embedder,
    folder: Path,
    sources: Sequence[str],
    neighbours: int,
    progress: Progress,
) -> Iterator[Store]:
    """Yield services over sources, given by name, and so many neighbours, kept in `folder`.

    What the folder holds already is not made again, so that a run can be resumed.
    """
    own = {"data_dir": folder / "store", "database_url": None, "chroma_url": None}
    services = build(
        settings.model_copy(update=own),
        report=lambda line: progress(0, 1, line),
        embedder=embedder,
    )
    haystack = list(sources)
    if neighbours:
        write_neighbours(folder / "neighbours", neighbours)
        haystack.append(str(folder / "neighbours"))
    with services.index() as index:
        sync = services.sync(index, progress)
        for source in itertools.chain.from_iterable(map(services.opener.open, haystack)):
            sync.run(source, datetime.now(UTC).date())
        services.load()  # as a service does before it is asked
        yield Store(services, index)
    services.close()
