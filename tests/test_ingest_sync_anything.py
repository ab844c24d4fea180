"""Sync, whatever happens: any changes to a folder, with breakdowns in between, end in the same
passages as one clean ingest."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from fakes import StandIn, take_in
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bootstrap import Services, build
from assistant.settings import Settings
from ingest.readers.worker import ReadingProcess
from vectorstore.chroma import ChromaIndex
from vectorstore.library import Library
from vectorstore.origins import Origins

NAMES = st.sampled_from(["a.md", "b.md", "under/a.md", "c.txt"])
TEXTS = st.sampled_from(
    ["Amazon joined.", "# Members\n\nAmazon joined.\n\nYubo joined.", "Yubo joined. " * 9, ""]
)
CHANGES = st.one_of(
    st.tuples(st.just("write"), NAMES, TEXTS),
    st.tuples(st.just("move"), NAMES, NAMES),
    st.tuples(st.just("delete"), NAMES, st.none()),
)
STEPS = [
    (Library, "write"),
    (Library, "mark_indexed"),
    (Library, "move"),
    (Library, "remove"),
    (Library, "confirm"),
    (Origins, "note"),
    (Origins, "forget"),
    (ChromaIndex, "write"),
    (ChromaIndex, "delete"),
]
BREAKDOWNS = st.one_of(
    st.none(), st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.booleans())
)


class Breakdown(BaseException):
    """The process ends here."""


@contextmanager
def breaking_down(at: tuple[tuple[type, str], int, bool] | None) -> Iterator[None]:
    """Break down at a call of a step, before or after it does its work, if there is such a call."""
    if at is None:
        yield
        return
    (room, method), calls_left, after = at
    original = getattr(room, method)

    def breaking(*args: Any, **values: Any) -> Any:
        nonlocal calls_left
        calls_left -= 1
        if calls_left == -1 and not after:
            raise Breakdown
        result = original(*args, **values)
        if calls_left == -1:
            raise Breakdown
        return result

    with patch.object(room, method, breaking), suppress(Breakdown):
        yield


def change(folder: Path, kind: str, name: str, other: str | None) -> None:
    path = folder / name
    if kind == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(other or "")
    elif path.exists() and kind == "delete":
        path.unlink()
    elif path.exists() and other:
        (folder / other).parent.mkdir(exist_ok=True)
        path.replace(folder / other)


def services_in(folder: Path, reading: ReadingProcess) -> Services:
    known = Settings(data_dir=folder)
    return build(known, lambda line: None, StandIn(), reading)  # type: ignore[arg-type]


def passages(services: Services) -> dict[tuple[str, int], Any]:
    """Return what answers depend on; ids may differ, as a document that moves keeps its own."""
    with services.index() as index:
        assert services.library.pending() == []
        ids = services.library.indexed_ids()
        assert index.ids() == ids
        return {
            (document.locator, passage.ordinal): (passage.text, passage.headings, document.title)
            for passage, document in services.catalogue.passages(sorted(ids)).values()
        }


@settings(max_examples=25)
@given(runs=st.lists(st.tuples(st.lists(CHANGES, max_size=3), BREAKDOWNS), min_size=1, max_size=5))
def test_any_changes_end_in_what_a_clean_ingest_makes(
    reading: ReadingProcess, runs: list[Any]
) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made) / "in"
        folder.mkdir()
        (folder / "always.md").write_text("The Forum was launched.")
        services = services_in(Path(made) / "data", reading)
        for changes, breakdown in runs:
            for one in changes:
                change(folder, *one)
            with breaking_down(breakdown):
                take_in(services, folder)
        # What cannot be read keeps its last good version, which a clean ingest never saw.
        for path in folder.rglob("*.*"):
            if not path.read_text().strip():
                path.unlink()
        take_in(services, folder)
        clean = services_in(Path(made) / "clean", reading)
        take_in(clean, folder)
        try:
            assert passages(services) == passages(clean)
        finally:
            services.close()
            clean.close()
            shutil.rmtree(folder)
