"""The library: versions are written whole, seen only when indexed, and nothing is left behind."""

import pytest
from fakes import MODEL, document, library_of, passage_of, vector_of
from sqlalchemy import Engine, text

from vectorstore.catalogue import Catalogue
from vectorstore.library import Library
from vectorstore.passages import embedded_text
from vectorstore.rows import digest_of

pytestmark = pytest.mark.both_kinds


@pytest.fixture
def library(engine: Engine) -> Library:
    return library_of(engine)


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    return Catalogue(engine, MODEL)


def index_all(library: Library) -> None:
    for pk in library.pending():
        assert library.mark_indexed(pk)


def test_a_version_is_seen_only_once_it_is_indexed(library: Library, catalogue: Catalogue) -> None:
    content = document("a", "The Forum meets in Brussels.")
    library.write(content, [passage_of(content)])
    assert catalogue.document("a") is None
    assert catalogue.passages([passage_of(content).id]) == {}
    index_all(library)
    assert catalogue.document("a") == content


def test_the_older_version_is_seen_until_the_newer_is_indexed(
    library: Library, catalogue: Catalogue
) -> None:
    old, new = document("a", "Nine members."), document("a", "Ten members.")
    library.write(old, [passage_of(old)])
    index_all(library)
    library.write(new, [passage_of(new)])
    assert catalogue.document("a") == old
    index_all(library)
    assert catalogue.document("a") == new
    assert library.stale() == [passage_of(old).id]


def test_a_newer_pending_version_replaces_an_older_pending_one(
    library: Library, catalogue: Catalogue
) -> None:
    first, second = document("a", "One."), document("a", "Two.")
    library.write(first, [passage_of(first)])
    (pk,) = library.pending()
    library.write(second, [passage_of(second)])
    assert not library.mark_indexed(pk)
    index_all(library)
    assert catalogue.document("a") == second


def test_a_document_that_went_back_to_its_indexed_version_needs_no_new_one(
    library: Library, catalogue: Catalogue
) -> None:
    old, new = document("a", "One."), document("a", "Two.")
    library.write(old, [passage_of(old)])
    index_all(library)
    library.write(new, [passage_of(new)])
    library.write(old, [passage_of(old)])
    assert library.pending() == []
    assert catalogue.document("a") == old


def test_a_vector_in_use_again_is_not_stale(library: Library) -> None:
    one, two = document("a", "One."), document("a", "Two.")
    for content in (one, two, one):
        library.write(content, [passage_of(content)])
        index_all(library)
    assert library.stale() == [passage_of(two).id]
    assert library.indexed_ids() == {passage_of(one).id}


def test_removing_leaves_no_row_behind(library: Library, engine: Engine) -> None:
    content = document("a", "The Forum meets.", access=("staff",))
    library.write(content, [passage_of(content)])
    index_all(library)
    library.remove(["a"])
    with engine.connect() as connection:
        tables = ("documents", "document_groups", "passages", "sentences", "passage_terms")
        left = {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}"))  # a fixed list
            for name in tables
        }
    assert left == dict.fromkeys(tables, 0)
    assert library.stale() == [passage_of(content).id]


def test_vectors_are_found_again_by_what_was_embedded(library: Library) -> None:
    content = document("a", "The Forum meets in Brussels.")
    library.write(content, [passage_of(content)])
    digest = digest_of(embedded_text(content.document, passage_of(content)))
    known = library.known_passages([digest, digest_of("something else")])
    assert known.keys() == {digest}
    assert (known[digest] == vector_of(content.text)).all()


def test_stored_passages_come_back_as_they_were(library: Library, catalogue: Catalogue) -> None:
    content = document("a", "Ünïcode — and “quotes” 😀.", summarises=("https://a.example",))
    written = passage_of(content)
    library.write(content, [written])
    index_all(library)
    passage, about = catalogue.passages([written.id])[written.id]
    assert (passage, about) == (written, content.document)
    assert (passage.sentences[0].vector == written.sentences[0].vector).all()
    assert catalogue.wordings("a", [(0, 7), (8, 9)]) == ["Ünïcode", "—"]
    assert catalogue.wordings("gone", [(0, 1)]) == [""]


def test_a_passage_is_shown_without_its_vectors() -> None:
    """`asyncio.run` has what it returns shown, and to format an answer's vectors takes its time."""
    passage = passage_of(document("a", "Amazon joined."))
    assert passage.vector is not None
    assert "vector" not in repr(passage)
