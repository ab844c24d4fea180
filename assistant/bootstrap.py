"""Puts the rooms together: the only place that picks implementations."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine

from assistant import backups, calibration, migrations
from assistant.access.gate import Gate
from assistant.access.issuer import Issuer, Rules
from assistant.access.keys import Keys
from assistant.access.limits import Limits
from assistant.access.seen import Seen
from assistant.access.sessions import Sessions
from assistant.access.switch import Switch
from assistant.answering import Assistant
from assistant.answering.pipeline import Pipeline
from assistant.calibration import Calibration
from assistant.chat import open_chat
from assistant.composing.prompting import Prompts
from assistant.composing.write import Writer
from assistant.conversation import Answer
from assistant.errors import SettingsWrong
from assistant.history import History
from assistant.insights import Insights
from assistant.insights.grouping import Grouping
from assistant.observing.metrics import Metrics
from assistant.observing.tracing import Tracing
from assistant.settings import Settings, exports_traces, metrics_folder
from assistant.verifying import Verify, supported
from ingest.readers.worker import ReadingProcess
from ingest.reembedding import Reembedding, reembed
from ingest.sources.opening import Opener
from ingest.sync import Progress, Sync
from prompts import PromptWrong
from vectorstore import bundled_model, opening, ownership, transferring, upkeep
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.embedding import Embedder
from vectorstore.entailment import Entailment
from vectorstore.kinship import Kinship
from vectorstore.ledger import Ledger
from vectorstore.library import Library
from vectorstore.models import ModelChange
from vectorstore.origins import Origins
from vectorstore.ownership import Owner
from vectorstore.passages import Model
from vectorstore.reranking import Reranker
from vectorstore.search import Search

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
    ) -> None:
        self.settings = settings
        self._report = report
        self._engine = engine
        self.ledger = Ledger(engine)
        self.keys = Keys(engine)
        self.switch = Switch(engine)
        self.history = History(engine, settings.retention_days)
        self.insights = Insights(engine)
        self.origins = Origins(engine)
        self.kinship = Kinship(engine)
        self._recorded = self.ledger.model()
        self.embedder = embedder or self._embedder(
            settings.embedding_model
            or (self._recorded.name if self._recorded else bundled_model.BUNDLED_MODEL)
        )
        self.reranker = reranker

    def _embedder(self, name: str) -> Embedder:
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
        return Library(self._engine, self.model)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, by that model's vectors."""
        return Catalogue(self._engine, self.model)

    def renewed(self) -> "Services | None":
        """Return the same parts for the library's model of now; None if it is the same still."""
        recorded = self.ledger.model()
        if recorded is None or recorded.digest == self.model.digest:
            return None
        return Services(self.settings, self._report, self._engine, reranker=self.reranker)

    def owner(self) -> Owner | None:
        """Return which process has the embedded index; None if none has, or a server keeps it."""
        return None if self.settings.chroma_url else ownership.owner(self.settings.data_dir)

    @contextmanager
    def index(self, address: str | None = None) -> Iterator[ChromaIndex]:
        """Open the dense index, in step with the library, for the length of a `with`.

        `address` is where this process answers others, if it is a service. Raises IndexInUse.
        """
        with self._owning(address), closing(self._opened()) as index:
            index.keep_only(self.ledger.models())
            yield self._in_step(index)

    def _owning(self, address: str | None = None) -> AbstractContextManager[None]:
        """Own the index, if it is in the data folder: so no other service of this machine
        writes."""
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
    ) -> Assistant:
        """Return an assistant over an open index; without `fitted`, with what the data folder has.

        `finished` is told of each answer.

        Raises ModelMismatch, CalibrationWrong, SettingsWrong and, if the language model cannot be
        opened, WrongUse.
        """
        from assistant.deciding.reader import Reader  # it imports torch

        fitted = fitted or calibration.load(self.settings.data_dir, self.embedder.identity)
        search = self.search(index, fitted)
        reader = Reader(fitted.reader) if fitted.reader else None
        pipeline = Pipeline(
            search, self.catalogue, fitted, reader, self.settings.contact, self._writer()
        )
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

    def gate(self) -> Gate:
        """Return what stands between a request and the assistant."""
        known = self.settings
        return Gate(
            closed=known.auth != "none",
            keys=self.keys,
            sessions=Sessions(self._engine, self.keys, known.session_hours),
            limits=Limits(
                known.questions_per_minute, known.key_questions_per_minute, known.redis_url
            ),
            switch=self.switch,
            rules=Rules(known.oidc_groups_claim, known.oidc_ask_groups, known.oidc_admin_groups),
            secret=self.ledger.identify(),
            issuer=Issuer(known.oidc_issuer or "") if known.auth == "oidc" else None,
            audience=known.oidc_audience or known.oidc_client_id or "",
        )

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
        return Seen(self.settings.redis_url, self._engine)

    def prompts(self) -> Prompts:
        """Return what a language model is sent. Raises SettingsWrong."""
        try:
            return Prompts.load(self.settings.prompts_dir)
        except PromptWrong as error:
            raise SettingsWrong(f"{error} Look after EUIF_PROMPTS_DIR.") from error

    def verify(self) -> Verify:
        """Return what holds a model's sentences against the passages that they cite."""
        entailment = self.settings.entailment_model
        return partial(
            supported,
            embeds=lambda sentence: self.embedder.sentences([sentence])[0],
            entails=Entailment(entailment).probability if entailment else None,
        )

    def _writer(self) -> Writer | None:
        settings = self.settings
        if not settings.chat_model:
            return None
        where = {"base_url": str(settings.chat_base_url)} if settings.chat_base_url else {}
        return Writer(
            settings.chat_model,
            open_chat(settings.chat_model, max_retries=1, **where),
            self.prompts(),
            self.verify(),
            settings.chat_timeout,
            settings.chat_at_once,
        )

    def sync(self, index: ChromaIndex | None, progress: Progress) -> Sync:
        """Return what brings the library in step with sources.

        Without an index its owner applies what is written.
        """
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
    def _reading(self) -> ReadingProcess:
        return ReadingProcess()

    @cached_property
    def opener(self) -> Opener:
        """What opens sources by their names."""
        contact = f" ({self.settings.contact})" if self.settings.contact else ""
        agent = f"euif-assistant/{version('euif-assistant')}{contact}"
        return Opener(agent, self.settings.largest_file, self._reading)

    def reembed(self, name: str, progress: Progress) -> Reembedding:
        """Change the library to the embedding model of this name. Raises ModelUnavailable."""
        embedder = self._embedder(name)
        embedder.load()  # before anything changes: the name may be wrong
        self.ledger.identify()
        change = ModelChange(self._engine, embedder.identity)
        return reembed(change, Library(self._engine, embedder.identity), embedder, progress)

    def copy_to(self, database: str, progress: Callable[[str, int], None]) -> dict[str, int]:
        """Copy library and history to an empty database; return how many rows, by table.

        Nobody else may own the index meanwhile: what they write would be left behind. Raises
        IndexInUse, TargetNotEmpty and LibraryUnusable.
        """
        with self._owning():
            target = migrations.opened(database)
            try:
                return transferring.copy(self._engine, target, progress)
            finally:
                target.dispose()

    def backup(self, file: Path, progress: Callable[[str, int], None]) -> backups.Manifest:
        """Write everything that cannot be made again to a file. Raises WrongUse."""
        return backups.make(self._engine, self.settings.data_dir, file, progress)

    def restore(self, file: Path, progress: Callable[[str, int], None]) -> backups.Manifest:
        """Fill an empty database from a backup; these parts are of no use afterwards.

        Raises WrongUse, BackupUnusable, IndexInUse and TargetNotEmpty.
        """
        with self._owning():
            return backups.restore(file, self._engine, self.settings.data_dir, progress)

    def close(self) -> None:
        """Let go of the database, of connections, and of the process that reads documents."""
        self._engine.dispose()
        if "tracing" in self.__dict__:
            self.tracing.close()
        if "opener" in self.__dict__:
            self.opener.close()
        if "_reading" in self.__dict__:
            self._reading.close()


def build(
    settings: Settings, report: Callable[[str], None], embedder: Embedder | None = None
) -> Services:
    """Return the parts for these settings; `report` is told of long work in plain lines.

    `embedder` is given by those who have one loaded already.
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
    return Services(settings, report, engine, embedder, reranker)
