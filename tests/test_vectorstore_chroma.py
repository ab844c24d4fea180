"""The dense index, embedded and on a server, and the traps of Chroma that it must not fall into."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from commands import chroma_server
from fakes import MODEL, vector_of

from vectorstore.chroma import ChromaIndex, IndexDamaged
from vectorstore.errors import IndexUnavailable

LIBRARY = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a real Chroma server."""
    with chroma_server(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture(params=["embedded", "served"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ChromaIndex]:
    """Yield an empty index of each kind: both must behave alike."""
    if request.param == "embedded":
        index = ChromaIndex.embedded(tmp_path / "chroma", LIBRARY, MODEL)
    else:
        index = ChromaIndex.served(request.getfixturevalue("server"), uuid.uuid4().hex, MODEL)
    yield index
    index.close()


def fill(index: ChromaIndex, *names: str) -> None:
    index.write(names, [vector_of(name) for name in names])


def test_finds_the_nearest_first_with_its_cosine(index: ChromaIndex) -> None:
    fill(index, "a", "b", "c")
    (first, cosine), *others = index.nearest(vector_of("b"), 10)
    assert first == "b"
    assert cosine == pytest.approx(1.0, abs=1e-5)
    assert {name for name, _ in others} == {"a", "c"}
    assert others[0][1] == pytest.approx(float(vector_of("b") @ vector_of(others[0][0])), abs=1e-5)


def test_looks_only_among_the_ids_that_it_is_told(index: ChromaIndex) -> None:
    fill(index, "a", "b", "c", "d")
    among = ["c", "d", "gone a moment ago"]
    found = index.nearest(vector_of("a"), 10, among)
    assert {name for name, _ in found} == {"c", "d"}
    everywhere = [one for one in index.nearest(vector_of("a"), 10) if one[0] in among]
    assert [name for name, _ in found] == [name for name, _ in everywhere]
    assert [cosine for _, cosine in found] == pytest.approx(
        [one for _, one in everywhere], abs=1e-5
    )
    assert index.nearest(vector_of("a"), 10, []) == []
    assert index.nearest(vector_of("a"), 10, ["gone a moment ago"]) == []


def test_what_lies_far_from_many_alike_is_not_missed(index: ChromaIndex) -> None:
    index.write([f"alike {n}" for n in range(900)], [vector_of("alike")] * 900)
    fill(index, "far", "away")
    for limit in (1, 2, 50):
        found = index.nearest(vector_of("far"), limit, ["away", "far"])
        assert [name for name, _ in found] == ["far", "away"][:limit]


def test_an_empty_index_finds_nothing(index: ChromaIndex) -> None:
    assert index.nearest(vector_of("a"), 10) == []
    assert index.ids() == set()


def test_writing_an_id_again_gives_it_the_new_vector(index: ChromaIndex) -> None:
    index.write(["a"], [vector_of("old")])
    index.write(["a"], [vector_of("new")])
    assert index.count() == 1
    assert index.nearest(vector_of("new"), 1)[0][1] == pytest.approx(1.0, abs=1e-5)


def test_deleted_vectors_are_not_found(index: ChromaIndex) -> None:
    fill(index, "a", "b")
    index.delete(["a", "never there"])
    index.delete([])
    assert [name for name, _ in index.nearest(vector_of("a"), 10)] == ["b"]


def test_takes_more_records_than_one_call_of_chroma_does(index: ChromaIndex) -> None:
    names = [str(number) for number in range(6_000)]
    vectors = np.random.default_rng(0).normal(size=(6_000, 8)).astype(np.float32)
    index.write(names, list(vectors))
    assert index.ids() == set(names)
    index.delete(names)
    assert index.count() == 0


def test_clearing_leaves_an_index_that_works(index: ChromaIndex) -> None:
    fill(index, "a", "b")
    index.clear()
    assert index.count() == 0
    fill(index, "c")
    assert index.nearest(vector_of("a"), 10)[0][0] == "c"


def test_libraries_do_not_see_each_other_on_one_server(server: str) -> None:
    one = ChromaIndex.served(server, "1" * 32, MODEL)
    other = ChromaIndex.served(server, "2" * 32, MODEL)
    fill(one, "a")
    assert other.nearest(vector_of("a"), 10) == []
    one.close()
    other.close()


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(IndexUnavailable, match=r"127\.0\.0\.1:9 does not answer"):
        ChromaIndex.served("http://127.0.0.1:9", LIBRARY, MODEL)


def test_keeps_what_was_written_when_opened_again(tmp_path: Path) -> None:
    index = ChromaIndex.embedded(tmp_path, LIBRARY, MODEL)
    fill(index, "a", "b")
    index.close()
    again = ChromaIndex.embedded(tmp_path, LIBRARY, MODEL)
    assert again.ids() == {"a", "b"}
    again.close()


def cut_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(
        b"not a database, and long enough to be read as one" * 99
    )


def empty_structure(folder: Path) -> None:
    for file in folder.rglob("*.bin"):
        file.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut_database, empty_structure])
def test_damage_is_told_when_the_index_is_opened(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    index = ChromaIndex.embedded(tmp_path, LIBRARY, MODEL)
    names = [str(number) for number in range(2_000)]  # enough for Chroma to write its structure
    index.write(names, [vector_of(name) for name in names])
    index.close()
    assert list(tmp_path.rglob("*.bin"))
    damage(tmp_path)
    with pytest.raises(IndexDamaged):
        ChromaIndex.embedded(tmp_path, LIBRARY, MODEL)
