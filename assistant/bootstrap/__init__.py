"""Puts the rooms together: the only place that picks implementations."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import cached_property, partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant import calibration, migrations
from assistant.access.keys import Keys
from assistant.access.seen import Seen
from assistant.access.switch import Switch
from assistant.calibration import Calibration
from assistant.conversation import Answer
from assistant.errors import SettingsWrong
from assistant.history import History
from assistant.insights import Insights
from assistant.insights.grouping import Grouping
from assistant.observing.metrics import Metrics
from assistant.observing.tracing import Tracing
from assistant.settings import Settings, exports_traces, metrics_folder
from ingest.readers.worker import ReadingProcess
from vectorstore import bundled_model, opening, ownership, upkeep
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.embedding import Embedder
from vectorstore.kinship import Kinship
from vectorstore.ledger import Ledger
from vectorstore.library import Library
from vectorstore.origins import Origins
from vectorstore.ownership import Owner
from vectorstore.passages import Model
from vectorstore.reranking import Reranker
from vectorstore.search import Search

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from ingest.sources.opening import Opener
    from ingest.sync import Progress, Sync

_NEW_OBJECTS = 10_000
"""So many new objects are looked through for garbage together."""


class Services:
    """The parts of one assistant. They keep to one embedding model, whatever others change."""

    def __init__(
        self,
        settings: Settings,
        report: Callable[[str], None],
        engine: Engine,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        reading: ReadingProcess | None = None,
    ) -> None:
        self.settings = settings
        self._report = report
        self.engine = engine
        self.ledger = Ledger(engine)
        self.keys = Keys(engine)
        self.switch = Switch(engine)
        self.history = History(engine, settings.retention_days)
        self.insights = Insights(engine)
        self.origins = Origins(engine)
        self.kinship = Kinship(engine)
        self._recorded = self.ledger.model()
        self.embedder = embedder or self.embedder_of(
            settings.embedding_model
            or (self._recorded.name if self._recorded else bundled_model.BUNDLED_MODEL)
        )
        self.reranker = reranker
        self._reading = reading or ReadingProcess()
        self._own_reading = reading is None

    def embedder_of(self, name: str) -> Embedder:
        """Return the embedder of a model's name; it is loaded when it is used."""
        return Embedder(name, self.settings.data_dir / "models", self._report)

    @cached_property
    def model(self) -> Model:
        """The library's model as it was when these parts were built, in a new one the embedder's.

        It tells what is read and written; that the embedder is of that model is looked at where
        something is embedded.
        """
        return self._recorded or self.embedder.identity

    @cached_property
    def library(self) -> Library:
        """The library, by that model's vectors."""
        return Library(self.engine, self.model)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, by that model's vectors."""
        return Catalogue(self.engine, self.model)

    def renewed(self) -> "Services | None":
        """Return the same parts for the library's model of now; None if it is the same still."""
        recorded = self.ledger.model()
        if recorded is None or recorded.digest == self.model.digest:
            return None
        return Services(self.settings, self._report, self.engine, reranker=self.reranker)

    def owner(self) -> Owner | None:
        """Return which process has the embedded index; None if none has, or a server keeps it."""
        return None if self.settings.chroma_url else ownership.owner(self.settings.data_dir)

    @contextmanager
    def index(self, address: str | None = None) -> Iterator[ChromaIndex]:
        """Open the dense index, in step with the library, for the length of a `with`.

        `address` is where this process answers others, if it is a service. Raises IndexInUse.
        """
        with self.owning(address), closing(self._opened()) as index:
            index.keep_only(self.ledger.models())
            yield self._in_step(index)

    def owning(self, address: str | None = None) -> AbstractContextManager[None]:
        """Own the index, if it is in the data folder, so that no other service of this machine
        writes. Raises IndexInUse."""
        served = self.settings.chroma_url is not None
        return nullcontext() if served else ownership.owning(self.settings.data_dir, address)

    def _opened(self) -> ChromaIndex:
        url, library_id = self.settings.chroma_url, self.ledger.identify()
        if url:
            return ChromaIndex.served(str(url), library_id, self.model)
        folder = self.settings.data_dir / "chroma"
        return opening.embedded(folder, library_id, self.model, self._report)

    def index_beside(self, index: ChromaIndex) -> ChromaIndex:
        """Open this model's index beside that of another, which stays open, and is closed last."""
        return self._in_step(index.beside(self.model))

    def _in_step(self, index: ChromaIndex) -> ChromaIndex:
        return opening.in_step(index, self.library, self._report)

    def assistant(
        self,
        index: ChromaIndex,
        fitted: Calibration | None = None,
        finished: Callable[[Answer], None] = lambda _: None,
    ) -> "Assistant":
        """Return an assistant over an open index; without `fitted`, with what the data folder has.

        `finished` is told of each answer.

        Raises ModelMismatch, CalibrationWrong, SettingsWrong, ModelUnavailable and, if the
        language model cannot be opened, WrongUse.
        """
        # All that understands and answers: a third of a start, for those who ask. The reader
        # imports torch.
        from assistant.answering import Assistant
        from assistant.answering.pipeline import Pipeline
        from assistant.bootstrap.writing import writer
        from assistant.deciding.reader import Reader

        fitted = fitted or calibration.load(self.settings.data_dir, self.embedder.identity)
        search = self.search(index, fitted)
        reader = Reader(fitted.reader) if fitted.reader else None
        writing = writer(self.settings, self.embedder)
        pipeline = Pipeline(search, self.catalogue, fitted, reader, self.settings.contact, writing)
        return Assistant(pipeline, self.history, self.settings.answer_seconds, finished)

    def search(self, index: ChromaIndex, fitted: Calibration | None = None) -> Search:
        """Return the search over an open index; `PassageRetriever(find=search.find)` is a LangChain
        retriever of it. Raises ModelMismatch and CalibrationWrong."""
        self.ledger.refuse_other(self.embedder.identity)
        fitted = fitted or calibration.load(self.settings.data_dir, self.embedder.identity)
        return Search(
            self.catalogue,
            index,
            self.embedder,
            fitted.language_axes,
            fitted.adapter,
            self.reranker,
        )

    def load(self) -> None:
        """Load the models, which the first question would wait for.

        What is there by then stays, so that it is not looked through for garbage again: that took
        up to a tenth of a question's time, and most of a second now and then.
        """
        self.embedder.load()
        if self.reranker:
            self.reranker.load()
        gc.collect()
        gc.freeze()
        gc.set_threshold(_NEW_OBJECTS)

    def require_calibration(self) -> None:
        """Raise CalibrationWrong if nothing was fitted to the model."""
        calibration.load(self.settings.data_dir, self.model)

    def metrics(self) -> Metrics:
        """Return what counts for Prometheus, in this process or together with other workers."""
        return Metrics(metrics_folder())

    @cached_property
    def grouping(self) -> Grouping:
        """What groups questions that are alike. Raises CalibrationWrong."""
        fitted = calibration.load(self.settings.data_dir, self.embedder.identity)
        return Grouping(self.embedder.questions, fitted.language_axes)

    @cached_property
    def tracing(self) -> Tracing:
        """What writes traces, if OpenTelemetry's variables ask for them. Raises ExtraMissing."""
        return Tracing(exports_traces())

    def seen(self) -> Seen:
        """Return what remembers the messages of a chat service."""
        return Seen(self.settings.redis_url, self.engine)

    def sync(self, index: ChromaIndex | None, progress: "Progress") -> "Sync":
        """Return what brings the library in step with sources.

        Without an index its owner applies what is written.
        """
        from ingest.sync import Sync  # what cuts texts: a sixth of a start, for those who take in

        return Sync(
            self.library,
            self.ledger,
            self.origins,
            self.kinship,
            self.embedder,
            self._reading.read,
            written=partial(upkeep.apply_pending, self.library, index) if index else None,
            progress=progress,
        )

    @cached_property
    def opener(self) -> "Opener":
        """What opens sources by their names."""
        from ingest.sources.opening import Opener  # what fetches: a tenth of a start

        contact = f" ({self.settings.contact})" if self.settings.contact else ""
        agent = f"euif-assistant/{version('euif-assistant')}{contact}"
        return Opener(agent, self.settings.largest_file, self._reading)

    def close(self) -> None:
        """Let go of the database, of connections, and of the process that reads documents."""
        self.engine.dispose()
        if "tracing" in self.__dict__:
            self.tracing.close()
        if "opener" in self.__dict__:
            self.opener.close()
        if self._own_reading:
            self._reading.close()


def build(
    settings: Settings,
    report: Callable[[str], None],
    embedder: Embedder | None = None,
    reading: ReadingProcess | None = None,
) -> Services:
    """Return the parts for these settings; `report` is told of long work in plain lines.

    `embedder` and `reading` are given by those who have them already, and who close them.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsWrong(
            f"The data folder {settings.data_dir} cannot be made ({error.strerror}). "
            "Choose another with EUIF_DATA_DIR."
        ) from error
    engine = migrations.opened(settings.database)
    reranker = Reranker(settings.reranker_model) if settings.reranker_model else None
    return Services(settings, report, engine, embedder, reranker, reading)
