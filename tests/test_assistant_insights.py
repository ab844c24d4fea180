"""Insights: what many answers tell together, on both kinds of database."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import answer_to, vector_of
from sqlalchemy import Engine, make_url, select, text, update

from assistant import calibration, insights, migrations
from assistant.conversation import Answer, Question
from assistant.errors import NotKept, QuestionsWrong
from assistant.evaluation.cases import load
from assistant.history import History, answers, cited_documents
from assistant.insights import Count, FrequentQuestion, Insights
from assistant.insights.cases import drafted
from assistant.insights.grouping import Grouping, grouped
from assistant.wire.answers import AnswerBody, FeedbackBody, KeptAnswerBody
from vectorstore.database import connect, for_writing
from vectorstore.embedding import Embedded, Embedder

both_kinds = pytest.mark.both_kinds
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def history(engine: Engine) -> History:
    return History(engine, retention_days=365)


def keep(
    history: History, engine: Engine, name: str, at: datetime | None = None, **more: Any
) -> Answer:
    """Keep an answer of a conversation of its own, as if given at that moment."""
    milliseconds = more.pop("milliseconds", 20)
    question = Question(more.pop("question", f"What of {name}?"), more.pop("conversation", name))
    made = answer_to(question, id=name, **more)
    made = replace(made, trace=replace(made.trace, milliseconds={"total": milliseconds}))
    history.keep(made)
    if at is not None:
        with for_writing(engine).begin() as connection:
            connection.execute(update(answers).where(answers.c.id == name).values(answered_at=at))
            connection.execute(
                update(cited_documents)
                .where(
                    cited_documents.c.answer_pk
                    == select(answers.c.pk).where(answers.c.id == name).scalar_subquery()
                )
                .values(answered_at=at)
            )
    return made


@both_kinds
def test_answers_are_counted_by_day_and_status(
    history: History, engine: Engine, database: str
) -> None:
    late = datetime(2026, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC)
    refused = {"status": "refused_unsafe", "citations": ()}
    keep(history, engine, "a", late)
    keep(history, engine, "b", late - timedelta(hours=2))
    keep(history, engine, "c", late, **refused)
    keep(history, engine, "d", late + timedelta(microseconds=1))
    keep(history, engine, "e", late - timedelta(days=1))
    # Days are in UTC, wherever the database server thinks it is.
    address = make_url(database)
    far_off = f"{address.query.get('options')} -ctimezone=Asia/Tokyo"
    if engine.dialect.name == "postgresql":
        address = address.update_query_dict({"options": far_off})
    elsewhere = connect(address.render_as_string(hide_password=False))
    counts = Insights(elsewhere).counts(datetime(2026, 3, 1, tzinfo=UTC))
    elsewhere.dispose()
    assert counts == [
        Count(date(2026, 3, 1), "answered", 2),
        Count(date(2026, 3, 1), "refused_unsafe", 1),
        Count(date(2026, 3, 2), "answered", 1),
    ]


@both_kinds
def test_documents_are_counted_once_an_answer(history: History, engine: Engine) -> None:
    twice = answer_to(Question("q", "c")).citations * 2
    keep(history, engine, "a", citations=twice)
    keep(history, engine, "b")
    keep(history, engine, "c", status="refused_unsafe", citations=())
    keep(history, engine, "old", LONG_AGO)
    cited = twice[0].document.id
    since = datetime.now(UTC) - timedelta(days=1)
    assert Insights(engine).cited(since) == {cited: 2}
    history.delete("a", None)
    assert Insights(engine).cited(since) == {cited: 1}


@both_kinds
def test_the_slowest_come_first(history: History, engine: Engine) -> None:
    for name, took in (("a", 30), ("b", 10_000), ("c", 200)):
        keep(history, engine, name, milliseconds=took)
    keep(history, engine, "old", LONG_AGO, milliseconds=90_000)
    since = datetime.now(UTC) - timedelta(days=1)
    found = Insights(engine).slowest(since, 2)
    assert [(one.id, one.trace.milliseconds["total"]) for one in found] == [
        ("b", 10_000),
        ("c", 200),
    ]


@both_kinds
def test_what_was_found_unhelpful_is_shown_with_what_was_said(
    history: History, engine: Engine
) -> None:
    for name in "abc":
        keep(history, engine, name)
    history.rate("a", FeedbackBody(verdict="unhelpful", comment="The wrong year."), None)
    history.rate("b", FeedbackBody(verdict="helpful"), None)
    history.rate("c", FeedbackBody(verdict="unhelpful"), None)
    found = Insights(engine).unhelpful(LONG_AGO, 5)
    assert [(one.answer.id, one.comment) for one in found] == [
        ("c", None),
        ("a", "The wrong year."),
    ]
    assert found[1].answer.citations[0].quote == "Amazon joined."
    assert len(Insights(engine).unhelpful(LONG_AGO, 1)) == 1
    assert Insights(engine).unhelpful(datetime.now(UTC) + timedelta(days=1), 5) == []


@both_kinds
def test_questions_without_an_answer_are_listed_once(history: History, engine: Engine) -> None:
    lacking = {"status": "unanswerable_not_supported", "citations": ()}
    keep(history, engine, "a", question="What of Malta?", **lacking)
    keep(history, engine, "b", question="What of Cyprus?", **lacking)
    keep(history, engine, "c", question="What of Malta?", **{**lacking, "language": "mt"})
    keep(history, engine, "d", question="What of Spain?", status="unanswerable_no_passages")
    keep(history, engine, "e", question="What of France?")
    keep(history, engine, "old", LONG_AGO, question="What of Malta?", **lacking)
    since = datetime.now(UTC) - timedelta(days=1)
    expected = [
        FrequentQuestion("What of Spain?", "en", 1, "d"),
        FrequentQuestion("What of Malta?", "mt", 2, "c"),
        FrequentQuestion("What of Cyprus?", "en", 1, "b"),
    ]
    assert Insights(engine).unanswered(since, 5) == expected
    assert Insights(engine).unanswered(since, 2) == expected[:2]


@both_kinds
@pytest.mark.parametrize("batch", [2, 4, 5])
def test_all_answers_are_listed_in_order(
    history: History, engine: Engine, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """Four of them, in batches that end before, with, and after the last."""
    monkeypatch.setattr(insights, "_BATCH", batch)
    for name in "abcd":
        keep(history, engine, name, milliseconds=ord(name))
    history.rate("b", FeedbackBody(verdict="unhelpful"), None)
    keep(history, engine, "old", LONG_AGO)
    lines = list(Insights(engine).lines(datetime.now(UTC) - timedelta(days=1)))
    assert [line.answer_id for line in lines] == ["a", "b", "c", "d"]
    second = lines[1]
    assert (second.channel, second.language, second.status) == ("api", "en", "answered")
    assert (second.milliseconds, second.question) == (98, "What of b?")
    assert (second.documents, second.helpful, second.unhelpful) == (1, 0, 1)
    assert lines[0].unhelpful == 0
    assert list(Insights(engine).lines(datetime.now(UTC) + timedelta(days=1))) == []


@both_kinds
def test_an_answer_comes_with_the_turns_before_it(history: History, engine: Engine) -> None:
    first = answer_to(Question("One?", "talk"), id="one")
    history.keep(first)
    for name, status in (
        ("two", "answered"),
        ("no", "refused_personal_data"),
        ("three", "answered"),
    ):
        question = Question(f"{name}?", "talk", continues=True)
        history.keep(answer_to(question, id=name, status=status))
    keep(history, engine, "other")
    assert [one.id for one in Insights(engine).turns("two")] == ["one", "two"]
    assert [one.id for one in Insights(engine).turns("three")] == ["one", "two", "three"]
    for missing in ("nothing", "no"):
        with pytest.raises(NotKept):
            Insights(engine).turns(missing)


@both_kinds
def test_what_was_answered_before_there_were_insights_is_taken_over(
    history: History, engine: Engine
) -> None:
    twice = answer_to(Question("q", "c")).citations * 2
    keep(history, engine, "a", citations=twice, milliseconds=1_234)
    keep(history, engine, "b", citations=())

    def kept() -> list[Any]:
        with engine.connect() as connection:
            rows = connection.execute(
                select(answers.c.id, answers.c.milliseconds).order_by(answers.c.pk)
            )
            return [*map(tuple, rows), *map(tuple, connection.execute(select(cited_documents)))]

    before = kept()
    with for_writing(engine).begin() as connection:
        for statement in (
            "DROP TABLE cited_documents",
            "DROP INDEX ix_answers_answered_at_status_milliseconds",
            "DROP INDEX ix_feedback_given_at",
            "ALTER TABLE answers DROP COLUMN milliseconds",
            "CREATE INDEX ix_answers_answered_at ON answers (answered_at)",
            "UPDATE alembic_version SET version_num = '0007'",
        ):
            connection.execute(text(statement))
    migrations.upgrade(for_writing(engine))
    assert kept() == before
    assert len(before) == 3


def test_what_was_suggested_is_withheld_with_what_it_names() -> None:
    asked = answer_to(Question("q", "c"), status="clarification", citations=(), suggestions=("A",))
    kept = KeptAnswerBody(**AnswerBody.of(asked).model_dump(), answered_at=LONG_AGO, feedback=[])
    assert kept.seen({"a"}) == kept
    hidden = kept.seen(set())
    assert (hidden.withheld, hidden.text, hidden.suggestions, hidden.trace.hits) == (
        True,
        "",
        [],
        [],
    )
    refused = kept.model_copy(
        update={"status": "unanswerable_not_supported", "text": "I do not know."}
    )
    seen = refused.seen(set())
    assert (seen.text, seen.suggestions, seen.withheld) == ("I do not know.", [], False)
    assert refused.seen({"a"}).suggestions == ["A"]


def completed_draft(folder: Path, *turns: Answer, **values: Any) -> list[Any]:
    """Return the cases of a file that holds the draft of some turns, completed by a person."""
    kept = [
        KeptAnswerBody(**AnswerBody.of(turn).model_dump(), answered_at=LONG_AGO, feedback=[])
        for turn in turns
    ]
    case = {**json.loads(drafted(kept)), **values}
    (folder / "mine.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    return load(folder / "mine.jsonl")


def test_a_draft_is_a_case_once_a_person_has_completed_it(tmp_path: Path) -> None:
    first = answer_to(Question("Who joined?", "c"), text="Amazon joined. [1]")
    second = answer_to(Question("Et après ?", "c"), language="fr")
    with pytest.raises(QuestionsWrong, match="has evidence and answers"):
        completed_draft(tmp_path, first)
    evidence = [{"fact": "joined", "document": "a.md", "quote": "Amazon joined."}]
    (case,) = completed_draft(tmp_path, first, second, evidence=evidence, answers=[["Amazon"]])
    assert (case.question, case.language, case.kind) == ("Et après ?", "fr", "follow-up")
    assert [(turn.role, turn.text) for turn in case.history] == [
        ("user", "Who joined?"),
        ("assistant", "Amazon joined. [1]"),
    ]
    (alone,) = completed_draft(tmp_path, first, evidence=evidence, answers=[["Amazon"]])
    assert (alone.kind, alone.history, alone.status) == ("fact", (), "answered")


def test_a_draft_leaves_out_what_is_withheld() -> None:
    first, second = (
        KeptAnswerBody(**AnswerBody.of(turn).model_dump(), answered_at=LONG_AGO, feedback=[])
        for turn in (answer_to(Question(text, "c")) for text in ("Who joined?", "And then?"))
    )
    assert len(json.loads(drafted([first, second]))["history"]) == 2
    assert json.loads(drafted([first.seen(set()), second]))["history"] == []


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        ("clarification", "vague", "clarification"),
        ("unanswerable_no_passages", "unanswerable", "unanswerable"),
        ("unanswerable_not_supported", "unanswerable", "unanswerable"),
        ("refused_out_of_scope", "off-topic", "out_of_scope"),
        ("refused_unsafe", "unsafe", "unsafe"),
    ],
)
def test_a_draft_of_what_was_not_answered_says_so(
    tmp_path: Path, status: str, kind: str, expected: str
) -> None:
    (case,) = completed_draft(tmp_path, answer_to(Question("Quid novi?", "c"), status=status))
    assert (case.kind, case.status) == (kind, expected)


def test_vectors_that_are_alike_are_grouped() -> None:
    assert grouped([], 0.9) == []
    one, other = vector_of("one"), vector_of("other")
    near = one + 0.1 * other
    near /= np.linalg.norm(near)
    assert grouped([other, one, near, one], 0.9) == [[1, 2, 3], [0]]
    assert grouped([other, one], 0.9) == [[0], [1]]
    assert grouped([one, near], 0.999) == [[0], [1]]
    assert grouped([one, one], 1 - 1e-6) == [[0, 1]]


def test_a_vector_joins_the_nearest_of_two_groups() -> None:
    a, b, c = (np.eye(3, dtype=np.float32)[axis] for axis in range(3))
    nearer = (0.6 * a + 0.8 * b).astype(np.float32)
    assert grouped([a, b, nearer], 0.5) == [[1, 2], [0]]
    # The mean of a group counts, and not its first member alone.
    third = (0.714 * a + 0.7 * b).astype(np.float32)
    assert grouped([b, third], 0.75) == [[0], [1]]
    assert grouped([b, nearer, third, c], 0.75) == [[0, 1, 2], [3]]


def test_two_may_have_questions_grouped_at_once(embedder: Embedder) -> None:
    fitted = calibration.load(Path("/nowhere"), embedder.identity)
    first, other = ["Who chairs it?", "When was it?"], ["What does it cost?"]

    def embed(questions: Any) -> list[Embedded]:
        if list(questions) == ["Why?"]:
            grouping.groups(other)  # another thread comes in between
        return embedder.questions(questions)

    grouping = Grouping(embed, fitted.language_axes)
    grouping.groups(first)
    assert sorted(chain.from_iterable(grouping.groups([*first, "Why?"]))) == [0, 1, 2]
    assert grouping.groups([]) == []


def test_questions_for_the_same_thing_are_grouped_also_across_languages(
    embedder: Embedder,
) -> None:
    fitted = calibration.load(Path("/nowhere"), embedder.identity)
    asked: list[str] = []

    def embed(questions: Any) -> list[Embedded]:
        asked.extend(questions)
        return embedder.questions(questions)

    grouping = Grouping(embed, fitted.language_axes)
    questions = [
        "What is the Forum's annual budget?",
        "Who is the Forum's contact in Malta?",
        "How much money does the Forum have a year?",
        "Wie hoch ist das Jahresbudget des Forums?",
        "How do I cook pasta?",
    ]
    assert grouping.groups(questions) == [[0, 2, 3], [1], [4]]
    asked.clear()
    assert grouping.groups([*questions[1:], "Who leads the unit?"])[0] == [1, 2]
    assert set(asked) & set(questions) == set()
    assert "Who leads the unit?" in asked
    assert grouping.groups([]) == []
