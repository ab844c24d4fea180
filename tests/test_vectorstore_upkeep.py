"""The dense index follows the library, whatever state it is found in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import MODEL, document, library_of, passage_of, vector_of
from sqlalchemy import Engine

from vectorstore.chroma import ChromaIndex
from vectorstore.library import Library
from vectorstore.passages import Vector
from vectorstore.upkeep import Mending, apply_pending, mend, rebuild

pytestmark = pytest.mark.both_kinds


@pytest.fixture
def library(engine: Engine) -> Library:
    return library_of(engine)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    index = ChromaIndex.embedded(tmp_path / "chroma", "0" * 32, MODEL)
    yield index
    index.close()


def write(library: Library, name: str, text: str) -> str:
    """Write a pending version and return the id of its passage."""
    content = document(name, text)
    library.write(content, [passage_of(content)])
    return passage_of(content).id


def in_step(library: Library, index: ChromaIndex) -> bool:
    return not library.pending() and not library.stale() and index.ids() == library.indexed_ids()


def test_applying_brings_in_new_versions_and_takes_out_old_ones(
    library: Library, index: ChromaIndex
) -> None:
    write(library, "a", "One.")
    write(library, "b", "Two.")
    assert apply_pending(library, index) == 2
    newer = write(library, "a", "One and a half.")
    library.remove(["b"])
    assert apply_pending(library, index) == 1
    assert index.ids() == {newer}
    assert in_step(library, index)


def test_sqlite_knows_how_much_it_holds_once_that_is_applied(
    library: Library, index: ChromaIndex, engine: Engine
) -> None:
    """PostgreSQL counts by itself."""
    write(library, "a", "One.")
    apply_pending(library, index)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            counted = connection.exec_driver_sql("SELECT tbl FROM sqlite_stat1").scalars().all()
        assert {"documents", "passages"} <= set(counted)


def test_what_a_kill_left_pending_is_taken_up(library: Library, index: ChromaIndex) -> None:
    killed_before_the_index = write(library, "a", "One.")
    killed_before_the_mark = write(library, "b", "Two.")
    index.write([killed_before_the_mark], [vector_of("Two.")])
    assert mend(library, index) == Mending(added=0, removed=0)
    assert index.ids() == {killed_before_the_index, killed_before_the_mark}
    assert in_step(library, index)


def test_two_that_apply_at_once_lose_nothing(
    library: Library, index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a Chroma server: another process marks the version between our two steps."""
    kept = write(library, "a", "One.")
    original = library.mark_indexed

    def overtaken(document_pk: int) -> bool:
        assert original(document_pk)
        return original(document_pk)

    monkeypatch.setattr(library, "mark_indexed", overtaken)
    assert apply_pending(library, index) == 0
    assert index.ids() == {kept}


def test_a_version_replaced_meanwhile_leaves_no_vector(
    library: Library, index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library, "a", "One.")
    original = index.write

    def overtaken(ids: list[str], vectors: list[Vector]) -> None:
        original(ids, vectors)
        monkeypatch.undo()
        write(library, "a", "Two.")

    monkeypatch.setattr(index, "write", overtaken)
    assert apply_pending(library, index) == 0
    assert index.ids() == set()
    assert apply_pending(library, index) == 1
    assert in_step(library, index)


def test_what_the_index_lost_comes_from_the_library(library: Library, index: ChromaIndex) -> None:
    kept = write(library, "a", "One.")
    apply_pending(library, index)
    index.delete([kept])
    index.write(["stranger"], [vector_of("stranger")])
    assert mend(library, index) == Mending(added=1, removed=1)
    ((found, cosine),) = index.nearest(vector_of("One."), 10)
    assert found == kept
    assert cosine == pytest.approx(1.0, abs=1e-5)
    assert mend(library, index) == Mending(added=0, removed=0)


def test_rebuilding_makes_the_same_index(library: Library, index: ChromaIndex) -> None:
    for number in range(5):
        write(library, str(number), f"Text {number}.")
    apply_pending(library, index)
    before = index.nearest(vector_of("Text 3."), 10)
    index.write([before[0][0]], [vector_of("a wrong vector")])
    rebuild(library, index)
    assert index.nearest(vector_of("Text 3."), 10) == before
