"""Brings the library in step with a source, a document at a time.

Every document is written whole or not at all, and at once, so a run may be killed at any moment and
started again: what is done is unchanged then, and the rest is done. What vanished is removed at the
end, when everything that is still there has been met.
"""

import itertools
import logging
import time
from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Literal

from sqlalchemy.exc import DataError, SQLAlchemyError

from ingest.chunking import cut
from ingest.documents import build, document_id_of, locator_of
from ingest.embedding import embed
from ingest.likeness import Likeness
from ingest.readers import Reading, ReadingFailed
from ingest.run import Outcome, Report, Run
from ingest.sources import (
    Content,
    Gone,
    Item,
    Listing,
    NoAddress,
    Remark,
    Source,
    SourceUnusable,
    Unopened,
    Unreadable,
    normalized,
)
from ingest.sources.folder import is_gone
from vectorstore.embedding import Embedder
from vectorstore.errors import EuifError
from vectorstore.kinship import Kinship
from vectorstore.ledger import Ledger
from vectorstore.library import Library, Version
from vectorstore.origins import Origins
from vectorstore.passages import DocumentText

log = logging.getLogger(__name__)

_SECONDS_UNFOUND = 1.0
"""How long a document that is written may wait for the index: each of its writes takes a while."""

_OF_THE_LIBRARY = (EuifError, OSError, SQLAlchemyError)
"""Faults that the next document would meet, too: another model, a full disk, no database."""

Read = Callable[[bytes, str, str | None], Reading]
"""Reads bytes in a format and, if it is known, an encoding. Raises ReadingFailed."""

Progress = Callable[[int, int | None, str | None], None]
"""Told of every item: how many are done, of how many if that is known, and the title of the
document if it was written."""

Removing = Literal["vanished", "missing", "nothing"]
"""What is removed: what has vanished from a source that could be listed in full; what is missing
from any source; nothing."""


class Sync:
    """Brings the library in step with sources.

    `written` has the dense index take up what was written; its owner passes it.
    """

    def __init__(
        self,
        library: Library,
        ledger: Ledger,
        origins: Origins,
        kinship: Kinship,
        embedder: Embedder,
        read: Read,
        written: Callable[[], object] | None,
        progress: Progress,
    ) -> None:
        self._library = library
        self._ledger = ledger
        self._origins = origins
        self._likeness = Likeness(kinship, origins)
        self._embedder = embedder
        self._read = read
        self._written = written or (lambda: None)
        self._progress = progress
        self._taken_in = time.monotonic()

    def run(
        self,
        source: Source,
        today: date,
        removing: Removing = "vanished",
        dry_run: bool = False,
    ) -> Report:
        """Bring the library in step with one source; `today` becomes the day of retrieval.

        A source that cannot be listed is reported as failed. A dry run reads, reports, and changes
        nothing. Raises ModelMismatch before anything is changed.
        """
        self._ledger.refuse_other(self._embedder.identity)
        run = Run(
            source=source,
            today=today,
            dry_run=dry_run,
            report=Report(source.name, dry_run),
            known=self._origins.stamped(source.name),
            kept_out=self._ledger.places_kept_out(),
        )
        try:
            listing = source.list(run.stamps)
            if not dry_run:
                # Remembered first: `euif ingest` alone goes on with a run that is interrupted.
                self._ledger.remember_source(source.sheet or source.name)
            for number, item in enumerate(listing, 1):
                title = self._take(run, item)
                if title is not None:
                    self._let_be_found()
                self._progress(number, listing.total, title)
            run.report.skipped += listing.skipped
            self._remove_missing(run, listing, removing)
        except SourceUnusable as error:
            run.report.failed.append(Remark(source.name, str(error), transient=True))
        if not dry_run:
            self._library.confirm(sorted(run.confirmed), today)
            self._written()
            self._ledger.remember_run(run.report.as_record())
        return run.report

    def _take(self, run: Run, item: Item) -> str | None:
        """Bring the library in step with one item; return its title if it was written.

        What is wrong with it goes into the report and stops nothing else.
        """
        run.met.add(item.address)
        report = run.report
        try:
            if item.address in run.kept_out:
                report.kept_out.append(item.address)
            elif (content := item.open()) is None:
                known = run.known[item.address].document_id
                run.tell(run.meet(known, "unchanged", item.address), item.address)
            else:
                reading = self._read(content.data, content.suffix, content.encoding)
                return self._keep(run, item, content, reading)
        except Gone as error:
            run.gone.add(item.address)
            report.skipped.append(Remark(item.address, str(error)))
        except Unreadable as error:
            report.skipped.append(Remark(item.address, str(error)))
        except Unopened as error:
            report.failed.append(Remark(item.address, str(error), error.transient))
        except ReadingFailed as error:
            report.failed.append(Remark(item.address, str(error)))
        except Exception as error:
            # The last resort: nothing that one document holds may keep the others out.
            if isinstance(error, _OF_THE_LIBRARY) and not isinstance(error, DataError):
                raise
            log.exception("a document could not be taken in")
            fault = f"It could not be taken in ({type(error).__name__}); see the log."
            report.failed.append(Remark(item.address, fault))
        return None

    def _keep(self, run: Run, item: Item, content: Content, reading: Reading) -> str | None:
        """Write what was read if it is new or has changed; return its title if so."""
        locator = locator_of(content, reading)
        if locator in run.kept_out:
            run.report.kept_out.append(item.address)
            return None
        made = build(locator, run.source.name, reading, run.today, run.source.defaults)
        document_id = self._identity(run, item.address, made)
        made = replace(made, document=replace(made.document, id=document_id))
        run.remark(item.address, reading)
        before = self._library.version(document_id)
        outcome = run.meet(document_id, _outcome(before, made), locator)
        if run.dry_run:
            run.tell(outcome, locator)
            return None
        addresses = {item.address, content.locator, locator}
        found_at = (run.source.name, addresses, document_id)
        if before and before.locator != locator and outcome != "repeated":
            self._leave(run, document_id, addresses)
        if outcome in ("created", "updated"):
            # Noted before it is written, so that nothing is ever found nowhere.
            self._origins.note(*found_at)
            self._write(run, made, reading)
        elif outcome == "moved":
            self._library.move(document_id, locator, run.source.name)
        self._origins.note(*found_at, run.edition + content.stamp if content.stamp else None)
        run.tell(outcome, locator)
        return made.document.title if outcome in ("created", "updated") else None

    def _identity(self, run: Run, address: str, made: DocumentText) -> str:
        """Return the id of a document: the one that it has had, wherever it was, or a new one."""
        locator = made.document.locator
        known = [self._origins.document_at(place) for place in (locator, address)]
        twins = self._library.twins(made.text)
        for document_id in filter(None, known):
            version = self._library.version(document_id)
            if version is None or run.may_stand_at(locator, document_id, version.locator):
                return document_id
        for document_id, version in twins.items():
            if document_id not in run.documents and is_gone(version.locator):
                return document_id
        # A document that moved away from this place has kept the id that the place would give.
        return next(
            document_id
            for number in itertools.count()
            if (document_id := document_id_of(locator, number)) not in run.documents
            and (
                (version := self._library.version(document_id)) is None
                or version.locator == locator
            )
        )

    def _leave(self, run: Run, document_id: str, addresses: set[str]) -> None:
        """Forget where a document was found before it came to these addresses."""
        left = {
            (source, address)
            for source, address in self._origins.of_documents({document_id}).get(document_id, ())
            if address not in addresses
        }
        self._origins.forget(left)
        for _, address in left:
            run.stamps.pop(address, None)

    def _write(self, run: Run, made: DocumentText, reading: Reading) -> None:
        """Cut, embed and write a document, and see which others are the same page."""
        cut_up = cut(made, self._embedder.count_tokens)
        passages = embed(made.document, cut_up, self._library, self._embedder)
        self._ledger.record_model(self._embedder.identity)
        self._library.write(made, passages)
        run.report.passages += len(passages)
        here = made.document.locator
        translations = []
        for address in reading.translations:
            with suppress(NoAddress):  # the document is fine without it
                translations.append(normalized(address, here))
        for other, relation in self._likeness.place(made, translations).items():
            version = self._library.version(other)
            if version:
                run.report.related.append(Remark(here, f"It is a {relation} of {version.locator}."))

    def _let_be_found(self) -> None:
        """Have what was written taken into the index, several documents at a time."""
        if time.monotonic() >= self._taken_in + _SECONDS_UNFOUND:
            self._written()
            self._taken_in = time.monotonic()

    def forget(self, sources: Collection[str], dry_run: bool = False) -> list[str]:
        """Remove the documents that none but these sources finds; return where they were read.

        A dry run returns the same, and changes nothing.
        """
        found = {
            (source, address): document_id
            for source in sources
            for address, document_id in self._origins.addresses(source).items()
        }
        documents = self._lost_altogether(set(found.values()), found.keys())
        if not dry_run:
            self._remove(documents, found.keys())
        return sorted(documents.values())

    def _remove_missing(self, run: Run, listing: Listing, removing: Removing) -> None:
        """Remove the documents that stand nowhere any more."""
        if removing == "nothing" or not (run.documents or removing == "missing"):
            return  # a source of which nothing can be read is more likely broken than empty
        in_full = listing.complete or removing == "missing"
        missing = {
            address: document_id
            for address, document_id in self._origins.addresses(run.source.name).items()
            if address in run.gone
            or (in_full and address not in run.met and document_id not in run.documents)
        }
        lost = {
            (source, address)
            for found in self._origins.of_documents(set(missing.values())).values()
            for source, address in found
            if address in missing
            and (source == run.source.name or address in run.gone or is_gone(address))
        }
        vanished = self._lost_altogether(set(missing.values()) - run.documents.keys(), lost)
        run.report.deleted = sorted(vanished.values())
        if not run.dry_run:
            self._remove(vanished, lost)

    def _lost_altogether(
        self, document_ids: set[str], lost: AbstractSet[tuple[str, str]]
    ) -> dict[str, str]:
        """Return those of the documents that are found nowhere else, and where they were read."""
        return {
            document_id: version.locator
            for document_id, found in self._origins.of_documents(document_ids).items()
            if found <= lost and (version := self._library.version(document_id))
        }

    def _remove(self, documents: dict[str, str], lost: AbstractSet[tuple[str, str]]) -> None:
        self._library.remove(documents)
        self._origins.forget(lost)
        self._written()


def _outcome(before: Version | None, made: DocumentText) -> Outcome:
    if before is None:
        return "created"
    if before.digest != made.digest:
        return "updated"
    return "unchanged" if before.locator == made.document.locator else "moved"
