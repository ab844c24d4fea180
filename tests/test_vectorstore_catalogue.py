"""The catalogue: who may see what, and what a person narrowed the search to."""

from datetime import date

import pytest
from fakes import MODEL, document, library_of, passage_of
from sqlalchemy import Engine

from vectorstore import lexical
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters
from vectorstore.sight import OPEN, Sight

pytestmark = pytest.mark.both_kinds

DOCUMENTS = [
    document("open", "Open to all members."),
    document("staff", "Only staff members.", access=("staff",)),
    document("both", "Police and staff members.", access=("police", "staff")),
    document(
        "french",
        "Les membres du forum.",
        language="fr",
        publisher="Commission",
        published_on=date(2024, 6, 5),
    ),
]


_CLOSED = document("closed", "Die Mitglieder.", language="de", access=("staff",))


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    library = library_of(engine)
    for content in DOCUMENTS:
        library.write(content, [passage_of(content)])
    for pk in library.pending():
        library.mark_indexed(pk)
    return Catalogue(engine, MODEL)


def seen(catalogue: Catalogue, seeing: Sight | None) -> set[str]:
    """Return which documents are in sight, after asking every reading for them."""
    listed = {one.id for one in catalogue.list_documents(seeing)}
    assert catalogue.count_documents(seeing) == len(listed)
    assert listed == {
        one.document.id for one in DOCUMENTS if catalogue.document(one.document.id, seeing)
    }
    if seeing is not None:
        ids = {passage_of(one).id: one.document.id for one in DOCUMENTS}
        assert listed == {ids[key] for key in catalogue.visible(list(ids), seeing)}
        found = catalogue.full_text.matching(["member", "membr", "forum"], seeing, 10)
        assert listed == {ids[match.passage_id] for match in found}
    return listed


@pytest.mark.parametrize(
    ("groups", "documents"),
    [
        ((), {"open", "french"}),
        (("staff",), {"open", "french", "staff", "both"}),
        (("police",), {"open", "french", "both"}),
        (("other", ""), {"open", "french"}),
    ],
)
def test_groups_decide_what_is_seen(
    catalogue: Catalogue, groups: tuple[str, ...], documents: set[str]
) -> None:
    assert seen(catalogue, Sight(frozenset(groups))) == documents


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(language="fr"), {"french"}),
        (Filters(publisher="Commission"), {"french"}),
        (Filters(published_from=date(2024, 6, 5)), {"french"}),
        (Filters(published_from=date(2024, 6, 6)), set()),
        (Filters(published_to=date(2024, 6, 5)), {"french"}),
        (Filters(published_to=date(2024, 6, 4)), set()),
        (Filters(language="en"), {"open"}),
    ],
)
def test_filters_narrow(catalogue: Catalogue, filters: Filters, documents: set[str]) -> None:
    assert seen(catalogue, Sight(filters=filters)) == documents


def test_filters_never_widen_what_groups_allow(catalogue: Catalogue) -> None:
    assert seen(catalogue, Sight(frozenset(["police"]), Filters(language="en"))) == {"open", "both"}


def test_without_a_sight_the_administrator_sees_all(catalogue: Catalogue) -> None:
    assert seen(catalogue, None) == {"open", "staff", "both", "french"}


def test_who_names_no_sight_sees_what_is_open_to_all(engine: Engine) -> None:
    library, catalogue = library_of(engine), Catalogue(engine, MODEL)
    for content in (document("open", "The members."), _CLOSED):
        library.write(content, [passage_of(content)])
    for pk in library.pending():
        library.mark_indexed(pk)
    assert catalogue.languages() == ["en"]
    assert [one.id for one in catalogue.list_documents()] == ["open"]
    assert catalogue.languages(None) == ["de", "en"]


def test_documents_are_listed_by_title_a_page_at_a_time(catalogue: Catalogue) -> None:
    first = catalogue.list_documents(OPEN, 0, 1)
    rest = catalogue.list_documents(OPEN, 1, 10)
    assert [one.title for one in first + rest] == ["French", "Open"]


@pytest.mark.parametrize(
    "hostile", ['"', 'a" OR "member', "NEAR(", "*", "context:", "-member", "'; DROP TABLE passages"]
)
def test_a_term_is_never_a_query_language(
    catalogue: Catalogue, engine: Engine, hostile: str
) -> None:
    """Terms hold no such signs today; the query must not depend on that."""
    with engine.connect() as connection:
        found = connection.execute(lexical.matching(connection, {hostile: 1})).all()
        plain = connection.execute(lexical.matching(connection, {"member": 3})).all()
    assert len(plain) == 3
    assert len(found) in (0, 3)  # "-member" and the like are the word in them
    assert catalogue.count_documents(None) == 4


def test_for_one_question_no_term_is_counted_twice(catalogue: Catalogue, engine: Engine) -> None:
    full_text = catalogue.full_text
    asked = full_text.for_one_question()
    assert asked.frequencies(["member", "nobody"]) == {"member": 3}
    library_of(engine).remove(["open"])
    assert asked.frequencies(["member"]) == {"member": 3}
    assert full_text.frequencies(["member"]) == {"member": 2}
