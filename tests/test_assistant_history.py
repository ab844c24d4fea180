"""History: whole answers or none, for their person alone, and no longer than they may be kept."""

import logging
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import closing_engine
from fakes import answer_to
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from assistant.conversation import Answer, Question
from assistant.errors import NotKept
from assistant.history import EVERYBODY, History, answers, conversations, feedback
from assistant.wire.answers import AnswerBody, FeedbackBody
from vectorstore.database import for_writing

ROOT = Path(__file__).parents[1]
SECRET = "What does the heliotrope file say?"
HELPFUL = FeedbackBody(verdict="helpful")

pytestmark = pytest.mark.both_kinds


@pytest.fixture
def history(engine: Engine) -> History:
    return History(engine, retention_days=365)


def said(number: int, conversation: str = "c", **more: Any) -> Answer:
    """Return an answer to question so many of a conversation; the first begins it."""
    question = Question(f"Question {number}?", conversation, continues=number > 0, **more)
    return answer_to(question, id=f"{conversation}{number}")


def rows(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        tables = (conversations, answers, feedback)
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_an_answer_comes_back_as_it_was_given(history: History) -> None:
    answer = answer_to(Question('Ünïcode "quoted" 😀\n?', "c", channel="web", person="p"))
    history.keep(answer)
    kept = history.conversation("c", "p")
    assert (kept.channel, kept.person) == ("web", "p")
    (stored,) = kept.answers
    given = AnswerBody.of(answer)
    assert given.citations
    assert given.trace.hits
    assert AnswerBody(**stored.model_dump(include=set(AnswerBody.model_fields))) == given
    assert stored.answered_at - datetime.now(UTC) < timedelta(minutes=1)


CITED: dict[str, Any] = {
    "number": 1,
    "passage_id": "f0",
    "document_id": "d0",
    "kind": "document",
    "title": "New members",
    "url": "https://forum.example/members",
    "summarises": [],
    "publisher": "The Forum",
    "published_on": "2024-06-05",
    "retrieved_on": "2026-11-25",
    "language": "en",
    "headings": ["Members"],
    "page": None,
    "quote": "SoundCloud joined.",
    "start": 120,
    "end": 138,
    "view": "/documents/d0?start=120&end=138",
}
FOUND = {"passage_id": "f0", "document_id": "d0", "source": "https://forum.example/members"}
FIRST_TRACE: dict[str, Any] = {
    "restated_question": "Who joined?",
    "composer": "quote",
    "model": None,
    "prompt_digests": {},
    "hits": [{**FOUND, "score": 0.71, "dense": 0.83, "lexical": 9.1}],
    "answerability": 2.5,
    "milliseconds": {"restate": 0, "find": 9, "total": 25},
}
TRACE = FIRST_TRACE | {
    "hits": [{**FOUND, "score": None, "dense": None, "lexical": None}],
    "answerability": None,
    "fallback": "timeout",
    "removed": {"number": 1},
    "unsure": True,
}


@pytest.mark.parametrize("trace", [FIRST_TRACE, TRACE], ids=["first", "today"])
def test_what_was_stored_is_read_whatever_the_contract_has_gained_since(
    history: History, engine: Engine, trace: dict[str, Any]
) -> None:
    """These rows are as they were stored once; they never change with the shapes of today."""
    stored = {
        "id": "a0",
        "conversation_id": "c",
        "answered_at": datetime(2026, 11, 25, tzinfo=UTC),
        "question": "Who joined?",
        "status": "answered",
        "language": "en",
        "text": "SoundCloud joined. [1]",
        "citations": [CITED],
        "suggestions": ["Founding members"],
        "trace": trace,
        "milliseconds": 25,
    }
    begun = {"id": "c", "channel": "web", "person": "p", "started_at": stored["answered_at"]}
    with for_writing(engine).begin() as connection:
        connection.execute(conversations.insert().values(begun))
        connection.execute(answers.insert().values(stored))
    (kept,) = history.conversation("c", "p").answers
    read = kept.model_dump(mode="json")
    assert read["citations"] == [CITED]
    assert {name: read["trace"][name] for name in trace} == trace
    assert (kept.text, kept.suggestions) == (stored["text"], stored["suggestions"])


def test_what_no_database_can_hold_is_replaced_and_loses_nothing_else(history: History) -> None:
    history.keep(answer_to(Question("Before\x00after?", "c")))
    (stored,) = history.conversation("c", None).answers
    assert stored.question.startswith("Before")
    assert stored.question.endswith("after?")


def test_a_conversation_is_recalled_in_order_and_not_endlessly(history: History) -> None:
    for number in range(30):
        history.keep(said(number))
    turns = history.turns("c", None)
    assert [turn.role for turn in turns] == ["user", "assistant"] * 20
    assert [turn.text for turn in turns[::2]] == [f"Question {number}?" for number in range(10, 30)]


def test_what_an_answer_cites_is_recalled_with_it(history: History) -> None:
    answer = said(0)
    history.keep(answer)
    history.keep(replace(said(1), citations=()))
    asked, cited, _, nothing = history.turns("c", None)
    assert asked.cited is None
    assert cited.cited == {answer.citations[0].document.id}
    assert nothing.cited == frozenset()


def test_refused_personal_data_is_no_turn(history: History) -> None:
    history.keep(said(0))
    refused = said(1)
    history.keep(
        replace(
            refused, question=replace(refused.question, text=""), status="refused_personal_data"
        )
    )
    assert len(history.turns("c", None)) == 2
    assert len(history.conversation("c", None).answers) == 2


@pytest.mark.parametrize(
    ("owner", "caller"), [("ann", "ben"), ("ann", None), (None, "ben"), ("ann", "")]
)
def test_another_person_s_conversation_is_not_there(
    history: History, owner: str | None, caller: str | None
) -> None:
    history.keep(said(0, person=owner))
    for reach in (history.turns, history.conversation, history.delete):
        with pytest.raises(NotKept, match="no such conversation"):
            reach("c", caller)
    with pytest.raises(NotKept, match="no such answer"):
        history.rate("c0", HELPFUL, caller)
    history.keep(said(1, person=caller))  # however it got here
    assert len(history.conversation("c", owner).answers) == 1
    assert len(history.conversation("c", EVERYBODY).answers) == 1


def test_feedback_is_given_once_and_may_be_changed(history: History) -> None:
    history.keep(said(0))
    history.rate("c0", FeedbackBody(verdict="unhelpful", comment="Wrong year."), None)
    history.rate("c0", HELPFUL, None)
    (given,) = history.conversation("c", None).answers[0].feedback
    assert (given.verdict, given.comment, given.person) == ("helpful", None, "")
    with pytest.raises(NotKept):
        history.rate("none", HELPFUL, None)


def test_people_export_and_delete_what_is_theirs(history: History, engine: Engine) -> None:
    for conversation, person in (("a", "ann"), ("b", "ben"), ("c", "ann"), ("d", None)):
        history.keep(said(0, conversation, person=person))
        history.rate(f"{conversation}0", HELPFUL, person)
    assert [one.id for one in history.export("ann")] == ["a", "c"]
    assert [one.id for one in history.overview(EVERYBODY)] == ["a", "b", "c", "d"]
    history.delete("a", "ann")
    assert rows(engine) == [3, 3, 3]
    assert history.forget("ann") == 1
    assert rows(engine) == [2, 2, 2]
    assert [one.id for one in history.export(EVERYBODY)] == ["b", "d"]


def test_what_was_deleted_meanwhile_does_not_come_back(history: History, engine: Engine) -> None:
    history.keep(said(0))
    under_way = said(1)
    history.delete("c", None)
    history.keep(under_way)
    assert rows(engine) == [0, 0, 0]


def test_two_questions_at_once_both_stand_in_the_conversation(history: History) -> None:
    history.keep(said(0))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: history.keep(said(number)), range(1, 17)))
    kept = history.conversation("c", None).answers
    assert kept[0].id == "c0"
    assert {one.id for one in kept} == {f"c{number}" for number in range(17)}


def test_what_is_too_old_goes_and_its_conversation_with_the_last_of_it(
    history: History, engine: Engine
) -> None:
    history.keep(said(0, "old"))
    for number in (0, 1):
        history.keep(said(number, "both"))
    history.rate("old0", HELPFUL, None)
    long_ago = datetime.now(UTC) - timedelta(days=366)
    with for_writing(engine).begin() as connection:
        older = answers.update().where(answers.c.id.in_(["old0", "both0"]))
        connection.execute(older.values(answered_at=long_ago))
    assert history.purge(datetime.now(UTC)) == 2
    assert [one.id for one in history.conversation("both", None).answers] == ["both1"]
    assert rows(engine) == [1, 1, 0]
    assert history.purge(datetime.now(UTC)) == 0


def test_with_no_days_nothing_is_kept_and_what_was_goes(history: History, engine: Engine) -> None:
    history.keep(said(0, "before"))
    nothing = History(engine, retention_days=0)
    nothing.keep(said(0))
    assert nothing.turns("any", None) == ()
    assert rows(engine) == [1, 1, 0]
    assert nothing.purge(datetime.now(UTC)) == 1
    assert rows(engine) == [0, 0, 0]


def test_an_evaluation_is_not_kept(history: History, engine: Engine) -> None:
    history.keep(said(0, channel="evaluation"))
    assert rows(engine) == [0, 0, 0]


def test_what_is_deleted_is_not_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    with closing_engine(f"sqlite:///{file}") as engine:
        history = History(engine, 365)
        history.keep(answer_to(Question(SECRET, "c")))
        history.keep(answer_to(Question("Who?", "d")))
    assert SECRET.encode() in file.read_bytes()
    with closing_engine(f"sqlite:///{file}") as engine:
        History(engine, 365).delete("c", None)
    assert SECRET.encode() not in file.read_bytes()


def test_no_fault_of_the_database_tells_the_question(history: History, engine: Engine) -> None:
    """Not even one that quotes the row: the server's own words hold its values."""
    kept = answer_to(Question(SECRET, "c"))
    history.keep(kept)
    with pytest.raises(SQLAlchemyError) as twice:
        history.keep(kept)
    with pytest.raises(SQLAlchemyError) as empty, for_writing(engine).begin() as connection:
        connection.execute(answers.update().values(status=None, question=SECRET))
    with for_writing(engine).begin() as connection:
        connection.execute(text("ALTER TABLE answers RENAME TO elsewhere"))
    with pytest.raises(SQLAlchemyError) as gone:
        history.keep(answer_to(Question(SECRET, "d")))
    with for_writing(engine).begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO answers"))
    for fault in (twice, empty, gone):
        lines = logging.Formatter().formatException((fault.type, fault.value, fault.tb))
        assert "heliotrope" not in lines


KEEP = """
import sys
from fakes import answer_to
from assistant.conversation import Question
from assistant.history import History
from vectorstore.database import connect
history = History(connect(sys.argv[1]), 365)
for number in range(10_000):
    history.keep(answer_to(Question("Who?" * 400, "c", continues=number > 0), id=f"c{number}"))
    print(f"c{number}", flush=True)
"""


@pytest.fixture
def keeping(database: str, engine: Engine) -> Iterator[subprocess.Popen[str]]:
    """Yield a process that keeps answers and says which."""
    command = [sys.executable, "-c", KEEP, database]
    path = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with subprocess.Popen(
        command, cwd=ROOT, env=path, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("answers_before", [1, 7, 60])
def test_a_kill_halves_no_answer_and_loses_none_that_was_seen(
    keeping: subprocess.Popen[str], history: History, answers_before: int
) -> None:
    assert keeping.stdout is not None
    seen = [keeping.stdout.readline().strip() for _ in range(answers_before)]
    keeping.send_signal(signal.SIGKILL)
    seen += [line.strip() for line in keeping.stdout if line.endswith("\n")]
    assert keeping.wait() == -signal.SIGKILL
    kept = history.conversation("c", None).answers
    assert [one.id for one in kept][: len(seen)] == seen
    assert len(kept) - len(seen) in (0, 1)  # kept, and killed before it could say so
    assert all(one.citations and one.trace.hits for one in kept)
