"""Brings the library in step with a source: plan, then apply, a document at a time.

Every document is written whole or not at all, so a run may be killed at any moment and started
again: what is done is unchanged then, and the rest is done.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ingest.chunking import cut
from ingest.documents import build, document_id
from ingest.embedding import embed
from ingest.readers import READABLE, ReadingFailed, reader_for
from ingest.sources import Folder, SourceFile, SourceUnusable
from vectorstore.embedding import Embedder
from vectorstore.ledger import Ledger
from vectorstore.library import Library, Version
from vectorstore.passages import DocumentText

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one file, in a sentence."""

    file: str
    text: str


@dataclass
class Report:
    """What a run did to one source. Documents are named by their locators."""

    source: str
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    kept_out: list[str] = field(default_factory=list)
    failed: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    passages: int = 0
    """How many passages were written."""

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do: documents to write, new and changed, and ids of those that vanished."""

    write: list[DocumentText]
    delete: dict[str, Version]


class Sync:
    """Brings the library in step with sources.

    `written` is called after each document, by whoever owns the dense index.
    """

    def __init__(
        self,
        library: Library,
        ledger: Ledger,
        embedder: Embedder,
        largest_file: int,
        written: Callable[[], object] | None,
        progress: Callable[[int, int, str], None],
    ) -> None:
        self._library = library
        self._ledger = ledger
        self._embedder = embedder
        self._largest_file = largest_file
        self._written = written or (lambda: None)
        self._progress = progress

    def run(self, source: Folder, today: date) -> Report:
        """Bring the library in step with one source; `today` becomes the day of retrieval.

        A source that cannot be listed is reported as failed. Raises ModelMismatch before anything
        is changed.
        """
        self._ledger.refuse_other(self._embedder.identity)
        report = Report(source.name)
        try:
            listed = source.list()
        except SourceUnusable as error:
            report.failed.append(Remark(source.name, str(error)))
            return report
        # Remembered first: a run that is interrupted is gone on with by `euif ingest` alone.
        self._ledger.remember_source(source.name)
        self._apply(self._plan(source, listed, today, report), report)
        self._ledger.remember_run(report.as_dict())
        return report

    def _plan(
        self,
        source: Folder,
        listed: tuple[list[SourceFile], list[SourceFile]],
        today: date,
        report: Report,
    ) -> Plan:
        """Read what the source lists and compare digests with the library."""
        files, unreadable = listed
        report.skipped = [Remark(file.locator, _no_reader(file)) for file in unreadable]
        here = {document_id(file.locator): file for file in files}
        known = self._library.versions_by_id(list(here))
        kept_out = self._ledger.kept_out()
        plan = Plan(write=[], delete=self._vanished(source, here))
        for key, file in here.items():
            if key in kept_out:
                report.kept_out.append(file.locator)
                continue
            content = read(file, source, today, self._largest_file, report)
            if content is None:
                continue
            if key in known and known[key].digest == content.digest:
                report.unchanged.append(file.locator)
            else:
                (report.updated if key in known else report.created).append(file.locator)
                plan.write.append(content)
        report.deleted = [version.locator for version in plan.delete.values()]
        return plan

    def _vanished(self, source: Folder, here: Iterable[str]) -> dict[str, Version]:
        listed = set(here)
        versions = self._library.versions_at(source.place)
        return {key: version for key, version in versions.items() if key not in listed}

    def _apply(self, plan: Plan, report: Report) -> None:
        if plan.write:
            self._ledger.record_model(self._embedder.identity)
        for number, content in enumerate(plan.write, 1):
            passages = embed(
                content.document,
                cut(content, self._embedder.count_tokens),
                self._library,
                self._embedder,
            )
            self._library.write(content, passages)
            self._written()
            report.passages += len(passages)
            self._progress(number, len(plan.write), content.document.title)
        self._library.remove(plan.delete)
        self._written()


def read(
    file: SourceFile, source: Folder, today: date, largest_file: int, report: Report
) -> DocumentText | None:
    """Return the document of one file of a source.

    What is wrong with it goes into the report and stops nothing else; it is None then. Files of
    more than `largest_file` bytes are not read.
    """
    try:
        size = file.path.stat().st_size
        if size > largest_file:
            raise ReadingFailed(  # noqa: TRY301
                f"It has {size / 1e6:.1f} MB, and files over {largest_file / 1e6:.0f} MB are not "
                "read. Split it, or raise EUIF_LARGEST_FILE."
            )
        reader = reader_for(file.path.suffix)
        assert reader is not None, "a source lists as readable what a reader exists for"
        reading = reader(file.path.read_bytes())
        report.warnings += [Remark(file.locator, text) for text in reading.warnings]
        return build(file, source.name, reading, today)
    except ReadingFailed as error:
        report.failed.append(Remark(file.locator, str(error)))
    except OSError as error:
        report.failed.append(Remark(file.locator, f"It cannot be read: {error.strerror}."))
    except Exception as error:
        # A parser met what its authors did not think of; the other documents must not suffer.
        log.exception("reading %s failed", file.locator)
        report.failed.append(
            Remark(file.locator, f"Its reader failed ({type(error).__name__}); see the log.")
        )
    return None


def _no_reader(file: SourceFile) -> str:
    ending = file.path.suffix or "no ending"
    return f"Files with {ending} cannot be read; {', '.join(READABLE)} can."
