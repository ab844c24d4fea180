"""Copying takes everything along, between databases of any kind, or nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from conftest import closing_engine
from fakes import MODEL, TODAY, answer_to, document, library_of, passage_of
from sqlalchemy import Engine, select

from assistant.access.keys import Keys
from assistant.access.seen import Seen
from assistant.access.sessions import Sessions
from assistant.access.switch import Switch
from assistant.conversation import Question
from assistant.history import History
from assistant.wire.answers import FeedbackBody
from ingest.likeness import sketch_of
from vectorstore import transferring
from vectorstore.errors import TargetNotEmpty
from vectorstore.full_text import FullText
from vectorstore.kinship import Kinship
from vectorstore.ledger import Ledger
from vectorstore.library import Library
from vectorstore.origins import Origins
from vectorstore.schema import metadata
from vectorstore.sight import OPEN
from vectorstore.transferring import copy

pytestmark = pytest.mark.both_kinds


@pytest.fixture(params=["from-sqlite", "to-sqlite"])
def pair(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path
) -> Iterator[tuple[Engine, Engine]]:
    """Yield two databases: one a SQLite file, the other of the kind in turn."""
    with closing_engine(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        yield (other, engine) if request.param == "from-sqlite" else (engine, other)


def fill(engine: Engine) -> None:
    library, ledger, history = library_of(engine), Ledger(engine), History(engine, 365)
    texts = {"a": "Ünïcode members joined.", "b": 'Members of "staff" joined.', "c": "Gone."}
    for name, text in texts.items():
        content = document(name, text, access=("staff",) if name == "b" else ())
        library.write(content, [passage_of(content)])
    for pk in library.pending():
        library.mark_indexed(pk)
    pending = document("a", "A newer version of members.")
    library.write(pending, [passage_of(pending)])
    ledger.keep_out(document("c", texts["c"]).document)
    library.remove(["c"])
    origins, kinship = Origins(engine), Kinship(engine)
    origins.note("folder", {"file:///folder/a.md"}, "a", "1:2")
    kinship.note("a", sketch_of(texts["a"]), {"b": "copy"})
    keys = Keys(engine)
    keys.create("intranet", ["ask"])
    caller = keys.caller_named("intranet", TODAY)
    assert caller
    Sessions(engine, keys, 1).open(caller)
    Switch(engine).turn(True, "for a test", "ann")
    Seen(engine=engine).first("C1", "1.1")
    ledger.remember_source("folder")
    ledger.remember_run({"source": "folder"})
    for number in range(3):
        answer = answer_to(
            Question("Who?", "c", person="ann", continues=number > 0), id=str(number)
        )
        history.keep(answer)
    history.rate("1", FeedbackBody(verdict="helpful", comment="Good."), "ann")


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str)
            for table in metadata.sorted_tables
        }


def test_everything_is_there_afterwards_and_found(pair: tuple[Engine, Engine]) -> None:
    source, target = pair
    fill(source)
    before = rows(source)
    assert all(before.values()), "each table has rows to copy"
    copied = copy(source, target, lambda table, count: None)
    assert rows(target) == before == rows(source)
    assert copied == {name: len(found) for name, found in before.items()}
    assert Ledger(source).identify() == Ledger(target).identify()
    for words in (["member"], ["staff", "member"], ["version"]):
        there, here = (FullText(one).matching(words, OPEN, 9) for one in (source, target))
        assert [(m.passage_id, m.terms) for m in here] == [(m.passage_id, m.terms) for m in there]
        assert [m.score for m in here] == pytest.approx([m.score for m in there])


def test_the_copy_can_be_worked_with(pair: tuple[Engine, Engine]) -> None:
    source, target = pair
    fill(source)
    copy(source, target, lambda table, count: None)
    library = Library(target, MODEL)
    (pending,) = library.pending()
    assert library.mark_indexed(pending)
    library.write(document("d", "Another."), [passage_of(document("d", "Another."))])
    library.remove(["b"])
    history = History(target, 365)
    history.keep(answer_to(Question("And?", "c", person="ann", continues=True)))
    assert len(history.conversation("c", "ann").answers) == 4
    assert history.purge(datetime.now(UTC)) == 0


def test_what_is_not_empty_is_left_as_it_is(pair: tuple[Engine, Engine]) -> None:
    source, target = pair
    fill(source)
    Ledger(target).remember_source("of its own")
    before = rows(target)
    with pytest.raises(TargetNotEmpty, match="rows in sources"):
        copy(source, target, lambda table, count: None)
    with pytest.raises(TargetNotEmpty):
        copy(source, source, lambda table, count: None)
    assert rows(target) == before


def test_an_end_half_way_leaves_the_target_empty_and_it_can_be_done_again(
    pair: tuple[Engine, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    fill(source)

    def fails(table: str, count: int) -> None:
        if table == "sentences":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(source, target, fails)
    assert not any(rows(target).values())
    monkeypatch.setattr(transferring, "_BATCH", 1)
    copy(source, target, lambda table, count: None)
    assert rows(target) == rows(source)


def test_both_kinds_find_the_same_with_the_same_scores(pair: tuple[Engine, Engine]) -> None:
    """Scores are equal as long as no term stands in a passage more than four times."""
    source, target = pair
    random = Random(0)
    names = [f"w{number}" for number in range(40)]
    library = library_of(source)
    for number in range(60):
        chosen = random.choices(names, range(1, 41), k=random.randint(3, 25))
        few = [word for place, word in enumerate(chosen) if chosen[:place].count(word) < 4]
        content = document(f"d{number}", f"{' '.join(few)} and number{number}.")
        library.write(content, [passage_of(content)])
    for pk in library.pending():
        library.mark_indexed(pk)
    copy(source, target, lambda table, count: None)
    for one in (source, target):
        Library(one, MODEL).remove([f"d{number}" for number in range(0, 60, 7)])
    searches = [FullText(source), FullText(target)]
    assert searches[0].frequencies(names) == searches[1].frequencies(names)
    for _ in range(30):
        words = random.sample(names, 6)
        there, here = (
            {match.passage_id: match for match in one.matching(words, OPEN, 100)}
            for one in searches
        )
        assert here.keys() == there.keys()
        for key, match in here.items():
            assert match.terms == there[key].terms
            assert match.score == pytest.approx(there[key].score)
