"""One run over one source: what it has met so far, and what it reports of that."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from ingest.readers import READING, Reading
from ingest.sources import Remark, Source
from ingest.sources.folder import is_gone
from vectorstore.origins import Origin
from vectorstore.passages import CUTTING

Outcome = Literal["created", "updated", "moved", "unchanged", "repeated"]


@dataclass
class Report:
    """What a run did to one source. Documents are named by their locators."""

    source: str
    dry_run: bool = False
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    """Addresses that lead to a document that was met in this run already."""
    deleted: list[str] = field(default_factory=list)
    kept_out: list[str] = field(default_factory=list)
    failed: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    related: list[Remark] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    """Characters of hidden text that were left out, by how they were hidden."""
    passages: int = 0
    """How many passages were written."""

    @property
    def counts(self) -> dict[str, int]:
        """How many documents or remarks each of its lists holds."""
        lists = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: len(value) for name, value in lists.items() if isinstance(value, list)}

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        return {**asdict(self), "counts": self.counts}

    def as_record(self) -> dict[str, Any]:
        """Return what is kept of the report: what stayed as it was is only counted."""
        return {**self.as_dict(), "unchanged": [], "repeated": []}


@dataclass
class Run:
    """What one run over one source has met so far."""

    source: Source
    today: date
    dry_run: bool
    report: Report
    known: dict[str, Origin]
    """What the source found when it was last read, by address."""
    kept_out: frozenset[str]
    met: set[str] = field(default_factory=set)
    """Addresses that the source lists."""
    gone: set[str] = field(default_factory=set)
    """Addresses at which a server says that there is nothing any more."""
    documents: dict[str, str] = field(default_factory=dict)
    """Documents met in this run, and where."""
    confirmed: set[str] = field(default_factory=set)
    """Those of them that are what they were."""
    stamps: dict[str, str] = field(init=False)
    """The stamps of what would be read today as it was read when it bore them."""

    def __post_init__(self) -> None:
        self.stamps = {
            address: origin.stamp.removeprefix(self.edition)
            for address, origin in self.known.items()
            if origin.stamp and origin.stamp.startswith(self.edition)
        }

    @cached_property
    def edition(self) -> str:
        """What every stamp begins with: another one when documents are read or cut in a new way, or
        the source says something else of them."""
        said = json.dumps([READING, CUTTING, asdict(self.source.defaults)])
        return f"{sha256(said.encode()).hexdigest()[:16]} "

    def may_stand_at(self, locator: str, document_id: str, before: str) -> bool:
        """Return whether a document that was read at `before` is the one that is at `locator` now.

        It is not if it is still there, or was met elsewhere.
        """
        if before == locator or self.documents.get(document_id) == locator:
            return True
        still_there = before.startswith("file:") and not is_gone(before)
        return not still_there and document_id not in self.documents

    def meet(self, document_id: str, outcome: Outcome, address: str) -> Outcome:
        """Note that a document is there; return what comes of it: one met before is repeated."""
        if document_id in self.documents:
            outcome = "repeated"
        elif outcome in ("unchanged", "moved"):
            self.confirmed.add(document_id)
        self.documents.setdefault(document_id, address)
        return outcome

    def tell(self, outcome: Outcome, address: str) -> None:
        """Put what came of a document into the report, once it is done."""
        getattr(self.report, outcome).append(address)

    def remark(self, address: str, reading: Reading) -> None:
        """Put what a reader remarked into the report."""
        self.report.warnings += [Remark(address, text) for text in reading.warnings]
        for way, characters in reading.dropped.items():
            self.report.dropped[way] = self.report.dropped.get(way, 0) + characters
            self.report.warnings.append(
                Remark(address, f"{characters} characters of hidden text were left out: {way}.")
            )
