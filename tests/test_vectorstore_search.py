"""Search over the bundled notes: the right passage, in any language, and only what may be seen."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from conftest import MakeServices, closing_engine, new_schema
from fakes import document, folder_of, passage_of, take_in
from sqlalchemy import make_url

import vectorstore.search as search_module
from assistant import calibration
from assistant.bootstrap import Services
from vectorstore.catalogue import Catalogue
from vectorstore.chroma import ChromaIndex
from vectorstore.embedding import Embedded
from vectorstore.filters import Filters
from vectorstore.findings import Findings
from vectorstore.language import detect
from vectorstore.passages import Vector
from vectorstore.query import Query, other_language
from vectorstore.question_vectors import without_language
from vectorstore.quoting import Quoting
from vectorstore.search import Search
from vectorstore.sight import OPEN, Sight
from vectorstore.transferring import copy

pytestmark = pytest.mark.both_kinds

JUNE_2024 = "members-joined-june-2024.md"
APPLIES = "law-regulation-2021-784.md"
AXES = calibration.read(calibration.SHIPPED).language_axes


@pytest.fixture(scope="module")
def search(forum: Services) -> Iterator[Search]:
    with forum.index() as index:
        yield Search(forum.catalogue, index, forum.embedder, AXES)


@pytest.fixture(scope="module")
def on_postgresql(forum: Services, search: Search, shared_schema: str) -> Iterator[Search]:
    """Yield the same search over a copy of the library on PostgreSQL."""
    with closing_engine(new_schema(make_url(shared_schema))) as target:
        copy(forum.engine, target, lambda table, count: None)
        yield Search(Catalogue(target, forum.model), search._index, forum.embedder, AXES)


def found(findings: Findings) -> list[str]:
    """Return the file names of the documents found, best first, each once."""
    return list(
        dict.fromkeys(hit.document.locator.removeprefix("bundled:") for hit in findings.hits)
    )


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Who joined the EU Internet Forum in June 2024?", JUNE_2024),
        ("Wer ist dem EU-Internetforum im Juni 2024 beigetreten?", JUNE_2024),
        ("Kto dołączył do Forum UE ds. Internetu w czerwcu 2024 r.?", JUNE_2024),
        ("Cine a aderat la Forumul UE pentru internet în iunie 2024?", JUNE_2024),
        ("Кой се присъедини към Интернет форума на ЕС през юни 2024 г.?", JUNE_2024),
        ("When did the terrorist content regulation start to apply?", APPLIES),
        ("Wann gilt die Verordnung über terroristische Online-Inhalte?", APPLIES),
        ("From when does Regulation 2021/784 apply?", APPLIES),
        ("Quando è stata adottata la Christchurch Call?", "related-christchurch-call.md"),
        ("hashes in the databse June 2019", "hash-database-size-2017-2020.md"),
    ],
)
def test_finds_the_note_among_the_first_five(search: Search, question: str, note: str) -> None:
    assert note in found(search.find(Query(question, detect(question))))[:5]


def test_a_question_is_searched_as_its_adapter_has_it(search: Search, forum: Services) -> None:
    question = "Who joined the EU Internet Forum in June 2024?"
    assert found(search.find(Query(question, "en")))[0] == JUNE_2024
    (other,) = search.wordings(["From when does Regulation 2021/784 apply?"], "en")
    (own,) = search.wordings([question], "en")
    mapping = np.outer(other.vector, own.vector)  # all becomes the other question
    adapted = Search(forum.catalogue, search._index, forum.embedder, AXES, mapping)
    findings = adapted.find(Query(question, "en"))
    assert found(findings)[0] == APPLIES
    # What is told of a question is told of it as it is.
    assert np.array_equal(findings.readings[0].vector, own.vector)


@pytest.mark.parametrize(
    "question",
    [
        "Who joined the EU Internet Forum in June 2024?",
        "hashes in the databse June 2019",
        "Wann gilt die Verordnung über terroristische Online-Inhalte?",
        "Кой се присъедини към Интернет форума на ЕС през юни 2024 г.?",
    ],
)
def test_both_kinds_of_database_find_the_same(
    search: Search, on_postgresql: Search, question: str
) -> None:
    there, here = (one.find(Query(question, detect(question))) for one in (search, on_postgresql))
    assert [hit.passage.id for hit in here.hits] == [hit.passage.id for hit in there.hits]
    assert [hit.score for hit in here.hits] == pytest.approx([hit.score for hit in there.hits])


def test_hits_carry_scores_in_order_and_sentences_with_vectors(search: Search) -> None:
    findings = search.find(Query("Who joined the EU Internet Forum in June 2024?", "en"))
    assert 1 <= len(findings.hits) <= 8
    assert [hit.score for hit in findings.hits] == sorted(
        (hit.score for hit in findings.hits), reverse=True
    )
    for hit in findings.hits:
        assert -1 <= hit.dense <= 1
        assert hit.passage.sentences
        assert all(said.vector is not None for said in hit.passage.sentences)


def test_the_sections_beside_the_one_that_leads_are_found(
    search: Search, on_postgresql: Search
) -> None:
    question = "Chi sedeva a tavola a Lussemburgo nell'autunno 2014 oltre ai ministri?"
    for one in (search, on_postgresql):
        (lead,) = one.find(Query(question, "it"), limit=1).hits
        first, *others = one.find(Query(question, "it"), limit=1, beside=True).hits
        assert first == lead
        assert {hit.document.id for hit in others} == {lead.document.id}
        assert {abs(hit.passage.ordinal - lead.passage.ordinal) for hit in others} == {1}
        assert "Google" not in lead.passage.text
        assert "Google" in "".join(hit.passage.text for hit in others)


def test_what_stands_under_a_heading_that_is_asked_for_is_found_with_the_document_s_top(
    tmp_path: Path, services: Services
) -> None:
    """No decision need have a word of what is asked."""
    minutes = (
        "# Minutes of the harbour group\n\nVienna, 14 March 2024.\n\n"
        "## Discussion\n\n{talk}\n\n## Decisions\n\n- Ropes are red.\n"
    ).format(talk=" ".join(f"Port {number} of Vienna reported on tolls." for number in range(60)))
    other = "# Rules\n\n## Decisions\n\nThe chair decides on ropes.\n"
    take_in(services, folder_of(tmp_path / "in", minutes=minutes, other=other))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        question = "What did the port of Vienna report on tolls?"

        def texts(headed: Callable[[str, str], bool] | None) -> list[str]:
            query = Query(question, "en", headed=headed)
            return [hit.passage.text for hit in search.find(query, limit=1).hits]

        (lead,) = texts(None)
        first, *others = texts(lambda *heading: heading == ("Decisions", "en"))
        assert first == lead
        assert set(others) == {"- Ropes are red.", "Vienna, 14 March 2024."}
        assert texts(lambda *_: False)[1:] == ["Vienna, 14 March 2024."]


def test_filters_hold_for_every_hit(search: Search) -> None:
    findings = search.find(Query("Wann war der Start?", "de", filters=Filters(language="de")))
    assert findings.hits
    assert {hit.document.language for hit in findings.hits} == {"de"}
    assert not search.find(
        Query("Start?", "en", filters=Filters(published_to=date(2000, 1, 1)))
    ).hits


@pytest.mark.parametrize(
    "question",
    [
        '"',
        "''; DROP TABLE passages; --",
        "a OR (b AND",
        "*" * 50,
        "😀",
        "\u200b",
        "the of and",
        "ß\x00x",
    ],
)
def test_odd_questions_are_searched_and_not_executed(search: Search, question: str) -> None:
    assert len(search.find(Query(question, "en")).hits) == 8


class Missing(ChromaIndex):
    """An index that misses passages, as an approximate one does, unless it is told of them."""

    def __init__(self, index: ChromaIndex, missed: Collection[str]) -> None:
        self._index, self._missed = index, missed

    def nearest(
        self, vector: Vector, limit: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        found = self._index.nearest(vector, limit, among)
        return found if among else [one for one in found if one[0] not in self._missed]


def test_what_the_index_misses_is_found_where_little_may_be_seen(
    forum: Services, search: Search
) -> None:
    french = Filters(language="fr")
    seen = forum.catalogue.in_sight(Sight(frozenset(), french), 1_000)
    assert seen
    missing = Search(forum.catalogue, Missing(search._index, seen), forum.embedder, AXES)
    question = "Which companies are members?"  # no word of which stands in a French note
    hits = search.find(Query(question, "en", filters=french)).hits
    assert len(hits) > 1
    assert missing.find(Query(question, "en", filters=french)).hits == hits


def test_a_question_loses_its_language_and_keeps_its_meaning(services: Services) -> None:
    asked = ["Who joined in June 2024?", "Wer ist im Juni 2024 beigetreten?", "What is a hash?"]
    english, german, other = (services.embedder.question(text).vector for text in asked)
    same, translated, different = (without_language(v, AXES) for v in (english, german, other))
    assert np.allclose(np.linalg.norm([same, translated, different], axis=1), 1)
    assert np.allclose(AXES @ same, 0, atol=1e-3)
    assert english @ german - english @ other < same @ translated - same @ different


def test_of_two_documents_alike_the_one_that_holds_the_question_s_words_comes_first(
    tmp_path: Path, services: Services
) -> None:
    texts = {
        name: f"The {name} Committee met in May to discuss the rules."
        for name in ("Crocus", "Tulip", "Daffodil")
    }
    take_in(services, folder_of(tmp_path / "in", **texts))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        for name in texts:
            first = search.find(Query(f"What did the {name} Committee discuss?", "en")).hits[0]
            assert name in first.passage.text


def test_copies_count_once_and_the_one_in_the_asker_s_language_is_kept(
    tmp_path: Path, services: Services
) -> None:
    english = "Amazon, SoundCloud, Mistral AI and DailyMotion joined the EU Forum on 4 June 2024."
    german = (
        "Amazon, SoundCloud, Mistral AI und DailyMotion traten am 4. Juni 2024 dem EU-Forum bei."
    )
    other = "Discord, TikTok, Twitch and Yubo joined the EU Forum on 8 December 2021."
    take_in(
        services,
        folder_of(tmp_path / "in", forum=english, again=english, german=german, other=other),
    )
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        for question, language, kept in [
            ("When did Amazon join?", "en", english),
            ("Wann trat Amazon bei?", "de", german),
            ("Quando è entrata Amazon?", "it", english),
        ]:
            texts = [hit.passage.text for hit in search.find(Query(question, language)).hits]
            assert texts == [kept, other]


def test_lists_of_other_people_are_no_copies(tmp_path: Path, services: Services) -> None:
    """They are alike by their vectors, and have no numbers to tell them apart."""
    people = ["Ada Novak, Austria", "Bea Horvat, Croatia", "Cem Kaya, Malta", "Dov Lis, Cyprus"]
    lists = {
        name: "---\nlanguage: en\n---\n# Minutes\n\n" + "".join(f"- {one}\n" for one in those)
        for name, those in (("sixth", people[:3]), ("seventh", people[1:]))
    }
    take_in(services, folder_of(tmp_path / "in", **lists))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        assert len(search.find(Query("Who was present?", "en")).hits) == 2


def test_a_follow_up_finds_the_document_that_was_just_cited(
    tmp_path: Path, services: Services
) -> None:
    texts = {
        name: f"The committee {name} has nine members. They chose a chair in May."
        for name in ("A", "B", "C")
    }
    take_in(services, folder_of(tmp_path / "in", **texts))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        for name in texts:
            cited = Quoting(f"The committee {name} has nine members. [1]")
            first = search.find(Query("When was the chair chosen?", "en", cited=cited)).hits[0]
            assert name in first.passage.text


def test_what_is_near_to_every_reading_of_a_question_comes_first(
    tmp_path: Path, services: Services
) -> None:
    texts = {
        "lake": "The lake committee has nine members.",
        "money": "The budget is four million euro a year.",
        "both": "The lake committee has a budget of two million euro.",
    }
    take_in(services, folder_of(tmp_path / "in", **texts))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        findings = search.find(Query("Lake committee?", "en", others=["What is its budget?"]))
        assert findings.hits[0].passage.text == texts["both"]
        assert [reading.question for reading in findings.readings] == [
            *("Lake committee?", "What is its budget?"),
        ]
        (alone, _) = findings.readings
        by_itself = search.find(Query("Lake committee?", "en")).readings[0]
    assert alone.vector == pytest.approx(by_itself.vector, abs=1e-5)


def test_the_documents_that_an_answer_quotes_are_known_in_its_order(
    tmp_path: Path, services: Services
) -> None:
    texts = {
        name: f"The committee {name} has nine members.\nThey chose a chair in May."
        for name in ("A", "B", "C")
    }
    take_in(services, folder_of(tmp_path / "in", **texts))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        said = "The committee C has nine members. [1]\n\nThe committee A has nine members. [2]"
        answer = Quoting(said)
        quoted = search.quoted(answer)
        assert [Path(one.locator).stem for one in quoted] == ["C", "A"]
        assert search.quoted(answer, filters=Filters(language="de")) == []
        assert search.quoted(Quoting("I found documents, but none that answers this.")) == []
        cited = frozenset({quoted[1].id})
        assert search.quoted(Quoting(said, cited)) == quoted[1:]
        assert search.quoted(Quoting(said, frozenset())) == []


def test_of_documents_with_the_same_sentence_that_named_by_it_is_quoted_first(
    tmp_path: Path, services: Services
) -> None:
    same = "The tenth meeting was held in May."
    texts = {
        name: f"# {title}\n\n{same}"
        for name, title in (
            ("A", "What is new"),
            ("B", "Tenth meeting, May"),
            ("C", "Scope in May"),
        )
    }
    take_in(services, folder_of(tmp_path / "in", **texts))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        (first, *_) = search.quoted(Quoting(f"{same} [1]"))
    assert Path(first.locator).stem == "B"


def test_a_text_in_another_language_is_helped_a_little() -> None:
    assert other_language("de", "de") == 0
    assert 0 < other_language("de", "en") < 0.05


def test_for_one_question_no_text_is_embedded_twice(forum: Services, search: Search) -> None:
    seen: list[str] = []

    class Counting:
        def questions(self, texts: Sequence[str]) -> list[Embedded]:
            seen.extend(texts)
            return forum.embedder.questions(texts)

    question = "Who joined the EU Internet Forum in June 2024?"
    counting = Search(forum.catalogue, search._index, Counting(), AXES).for_one_question()
    counting.wordings(["I am preparing a briefing.", question], "en")
    twice = [counting.find(Query(question, "en")) for _ in range(2)]
    assert sorted(seen) == sorted(set(seen))
    assert [found(one) for one in twice] == [found(search.find(Query(question, "en")))] * 2


def test_the_words_of_titles_that_much_of_the_library_holds_are_known(search: Search) -> None:
    found = search.find(Query("Who chaired the third ministerial meeting?", "en"))
    assert {"forum", "internet"} <= found.widespread
    assert {"third", "ministerial"}.isdisjoint(found.widespread)


def test_an_empty_library_finds_nothing(services: Services) -> None:
    with services.index() as index:
        findings = Search(services.catalogue, index, services.embedder, AXES).find(
            Query("Who joined?", "en"), beside=True
        )
    assert findings.hits == ()


def test_groups_see_their_documents_however_many_others_are_nearer(
    tmp_path: Path, make_services: MakeServices
) -> None:
    """The index returns the nearest first, most of which this caller may not see."""
    services = make_services(tmp_path / "data")
    closed = {
        f"closed{number}": f"---\naccess: [police]\n---\nMeeting {number} of the members in June."
        for number in range(70)
    }
    take_in(services, folder_of(tmp_path / "in", open="A recipe for soup with carrots.", **closed))
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        question = "Which meeting of the members was in June?"
        everybody = search.find(Query(question, "en"))
        police = search.find(Query(question, "en", groups=["police"]))
        others = search.find(Query(question, "en", groups=["staff"]))
    assert [hit.document.locator.rsplit("/", 1)[-1] for hit in everybody.hits] == ["open.md"]
    assert everybody.hits == others.hits
    assert all("closed" in hit.document.locator for hit in police.hits)
    services.close()


@pytest.mark.parametrize("few", [search_module._LISTED, 1])
def test_what_may_be_seen_is_found_beyond_all_that_may_not(
    services: Services, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whether the index is told among which passages to look, or asked for more and more."""
    monkeypatch.setattr(search_module, "_LISTED", few)
    services.ledger.record_model(services.embedder.identity)
    for number in range(420):
        access = () if number % 140 == 0 else ("police",)
        content = document(f"d{number}", f"Text {number}", access=access)
        services.library.write(content, [passage_of(content)])
    with services.index() as index:
        search = Search(services.catalogue, index, services.embedder, AXES)
        everybody = search.find(Query("Nothing of the kind?", "en"))
        police = search.find(Query("Nothing of the kind?", "en", groups=["police"]))
    assert {hit.document.id for hit in everybody.hits} == {"d0", "d140", "d280"}
    assert everybody.hits[0].dense == max(hit.dense for hit in everybody.hits)
    assert len(police.hits) == 8


UNITS = ["Financial Reporting", "Passenger Information", "Border Patrol", "Witness Protection"]


@pytest.fixture
def units(tmp_path: Path, services: Services) -> Iterator[tuple[Services, Search]]:
    """Yield a search over documents that name one unit in short or in full, and other units."""
    texts = {f"other{n}": f"The {unit} Unit sent 500 letters." for n, unit in enumerate(UNITS)}
    texts["short"] = "In May the EU IRU sent 500 letters."
    texts["long"] = "In May the Internet Referral Unit sent 500 letters."
    texts["german"] = "Im Mai hat die Meldestelle für Internetinhalte 500 Briefe verschickt."
    take_in(services, folder_of(tmp_path / "in", **texts))
    with services.index() as index:
        yield services, Search(services.catalogue, index, services.embedder, AXES)


@pytest.mark.parametrize(
    "question",
    [
        "How many letters did the IRU send?",
        "how many letters did the iru send",
    ],
)
def test_an_acronym_finds_its_long_form_as_well(
    units: tuple[Services, Search], question: str
) -> None:
    names = [name.rsplit("/", 1)[-1] for name in found(units[1].find(Query(question, "en")))]
    assert set(names[:2]) == {"short.md", "long.md"}


@pytest.mark.parametrize(
    "name", ["IRU", "Internet Referral Unit", "Meldestelle für Internetinhalte"]
)
def test_a_passage_covers_a_name_in_whatever_form_it_says_it(
    units: tuple[Services, Search], name: str
) -> None:
    services, search = units
    asked = search.vocabulary.terms(name, "en")
    matches = services.catalogue.full_text.matching({"iru"}, OPEN, 9)
    assert len(matches) == 3
    assert all(term.stems & match.terms for term in asked for match in matches)
