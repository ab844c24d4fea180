"""Has a run's cases answered for `euif evaluate`: by a service, or here over own documents."""

import asyncio
import subprocess
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.cli.terminal import progress_bar, services_from_settings, show
from assistant.errors import CalibrationWrong, WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.calibration import Calibration, Trained
    from assistant.evaluation.cases import Case
    from assistant.evaluation.haystacks import Haystack
    from assistant.evaluation.local import Store
    from assistant.evaluation.run import Run
    from assistant.settings import Settings
    from ingest.sync import Progress
    from vectorstore.embedding import Embedder


class Fitting(NamedTuple):
    """Whether what answering depends on is fitted first, kept, and its reader trained anew."""

    calibrate: bool
    apply: bool
    train: bool


def ask_service(run: "Run", cases: list["Case"], url: str, at_once: int) -> None:
    """Ask the service at an address. Raises WrongUse if the run was begun elsewhere."""
    from assistant import settings
    from assistant.client import Client, public_address
    from assistant.evaluation.run import Service, generate

    _configure(run, cases, at_once, url=public_address(url))
    loaded = settings.load()
    client = Client(url, loaded.shown_key, loaded.answer_seconds)
    with progress_bar() as progress:
        asyncio.run(generate(run, cases, Service(client), "service", at_once, progress))


def ask_here(
    run: "Run", cases: list["Case"], here: list["Haystack"], fitting: Fitting, at_once: int
) -> None:
    """Ask the assistant in this process, over stores of the run's own, fitted first if wanted.

    Raises WrongUse if the run was begun over other documents, or if cases are too few to fit to.
    """
    from assistant.evaluation.cases import digest_of_documents
    from assistant.evaluation.local import Local
    from assistant.evaluation.run import generate

    if fitting.calibrate:
        from assistant.evaluation.fitting.calibrate import refuse_too_few

        refuse_too_few(cases)  # before the stores are filled, which takes minutes
    with services_from_settings() as services:
        settings, embedder = services.settings, services.embedder
    with progress_bar() as progress, ExitStack() as stack:
        own = _Own(run, settings, embedder, progress)
        searched = own.filled(here, stack)
        fitted = own.fitted(searched, fitting)
        documents = [document for haystack in here for document in haystack.documents]
        made_with = {
            "sources": list(dict.fromkeys(one.document.source for one in documents)),
            "documents": digest_of_documents(documents),
            "neighbours": max(haystack.neighbours for haystack in here),
            "embedding model": asdict(embedder.identity),
            "calibration": fitted.digest,
            "threshold": fitted.answerable,
        }
        _configure(run, cases, at_once, **made_with)
        for haystack, store in searched:
            asked = Local(store, fitted)
            asyncio.run(generate(run, haystack.cases, asked, haystack.name, at_once, progress))


@dataclass(frozen=True, slots=True)
class _Own:
    """A run over stores of its own, and what fills them."""

    run: "Run"
    settings: "Settings"
    embedder: "Embedder"
    progress: "Progress"

    def filled(
        self, here: "Sequence[Haystack]", stack: ExitStack
    ) -> "list[tuple[Haystack, Store]]":
        """Return each haystack with a store of its documents, open as long as `stack` is; those of
        the same documents share one."""
        from assistant.evaluation.local import own_store

        stores: dict[tuple[tuple[str, ...], int], Store] = {}
        for number, one in enumerate(here, 1):
            held = (tuple(one.sources), one.neighbours)
            if held not in stores:
                folder = self.run.folder / "stores" / f"{number} {one.name}"
                opened = own_store(self.settings, self.embedder, folder, *held, self.progress)
                stores[held] = stack.enter_context(opened)
        return [(one, stores[tuple(one.sources), one.neighbours]) for one in here]

    def fitted(
        self, searched: "Sequence[tuple[Haystack, Store]]", fitting: Fitting
    ) -> "Calibration":
        """Return what answering depends on: fitted now, or as the data folder or the package has
        it."""
        from assistant import calibration
        from assistant.evaluation.fitting.calibrate import fit

        data_dir = self.settings.data_dir
        if not fitting.calibrate:
            return calibration.load(data_dir, self.embedder.identity)
        known = None if fitting.train else _known(self.settings, self.embedder)
        fitted, figures = fit(self.embedder, searched, self.progress, known)
        for name, figure in figures.items():
            show(f"by cross-validation on the tuning part: {name} {figure:.3f}")
        calibration.write(fitted, self.run.folder / calibration.NAME)
        if fitting.apply:
            kept = calibration.own_file(data_dir, fitted.embedding_model)
            calibration.write(fitted, kept)
            show(f"kept in {kept}")
        return fitted


def _known(loaded: "Settings", embedder: "Embedder") -> "Trained | None":
    """Return what was trained for the model; None if it has to be, as it has token axes."""
    from assistant import calibration

    try:
        return calibration.load(loaded.data_dir, embedder.identity).trained
    except CalibrationWrong:
        # What the data folder keeps may be of an earlier version: a new fit is to replace it.
        shipped = calibration.read(calibration.SHIPPED)
        if shipped.embedding_model == embedder.identity.digest:
            return shipped.trained
        return None if embedder.has_tokens else calibration.Trained({}, None)


def _configure(run: "Run", cases: list["Case"], at_once: int, **searched: Any) -> None:
    """Keep what the run is made with. Raises WrongUse if it was begun on other documents."""
    from assistant.evaluation.cases import digest_of_cases

    begun = run.config
    if begun and any(begun.get(name) != searched.get(name) for name in ("url", "sources")):
        where = begun.get("url") or ", ".join(begun.get("sources") or ["something else"])
        raise WrongUse(
            f"The run in {run.folder} was begun over {where}. Go on over the same, or leave "
            "--resume out and start a new run."
        )
    run.configure(
        {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": _commit(),
            "at once": at_once,
            "cases": digest_of_cases(cases),
            **searched,
        }
    )


def _commit() -> str | None:
    """Return which commit of the project is measured, if it runs from a checkout."""
    where = Path(__file__).parent
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty"],  # noqa: S607
            cwd=where,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()
