"""Insights: what many answers tell together, from the history. Nothing here names a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from assistant.conversation import Channel, Status
from assistant.errors import NotKept
from assistant.history import answers, cited_documents, conversations, feedback
from assistant.wire.answers import KeptAnswerBody
from assistant.wire.texts import HISTORY_TURNS

UNANSWERED: tuple[Status, ...] = ("unanswerable_no_passages", "unanswerable_not_supported")
"""The statuses of questions that the documents do not answer."""
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many answers of a status there were on a day (UTC)."""

    day: date
    status: Status
    answers: int


@dataclass(frozen=True, slots=True)
class FrequentQuestion:
    """A question that was asked so often, word for word; the answer is the newest."""

    question: str
    language: str
    times: int
    answer_id: str


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """An answer that somebody found unhelpful, and what they said."""

    answer: KeptAnswerBody
    comment: str | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer in a list of all; `helpful` and `unhelpful` are how many found it so."""

    answered_at: datetime
    answer_id: str
    channel: Channel
    language: str
    status: Status
    milliseconds: int
    documents: int
    helpful: int
    unhelpful: int
    question: str


class Insights:
    """Reads what was answered `since` a moment."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counts(self, since: datetime) -> list[Count]:
        """Return the counts of each day and status, oldest first; days without any are left out."""
        moment: Any = answers.c.answered_at
        if self._engine.dialect.name == "postgresql":
            moment = func.timezone("UTC", moment)
        day = func.date(moment)
        query = (
            select(day, answers.c.status, func.count())
            .where(answers.c.answered_at >= since)
            .group_by(day, answers.c.status)
            .order_by(day, answers.c.status)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        # SQLite knows no days: it returns texts.
        return [Count(date.fromisoformat(str(day)), status, count) for day, status, count in rows]

    def cited(self, since: datetime) -> dict[str, int]:
        """Return how many answers cite each document, by its id, the most cited first."""
        times = func.count().label("times")
        query = (
            select(cited_documents.c.document_id, times)
            .where(cited_documents.c.answered_at >= since)
            .group_by(cited_documents.c.document_id)
            .order_by(times.desc(), cited_documents.c.document_id)
        )
        with self._engine.connect() as connection:
            return {row.document_id: row.times for row in connection.execute(query)}

    def slowest(self, since: datetime, limit: int) -> list[KeptAnswerBody]:
        """Return the answers that took longest."""
        # Only their keys are sorted: the answers themselves are large.
        keys = (
            select(answers.c.pk)
            .where(answers.c.answered_at >= since)
            .order_by(answers.c.milliseconds.desc(), answers.c.answered_at.desc())
            .limit(limit)
        )
        query = (
            select(answers)
            .where(answers.c.pk.in_(keys))
            .order_by(answers.c.milliseconds.desc(), answers.c.answered_at.desc())
        )
        with self._engine.connect() as connection:
            return [_body(row) for row in connection.execute(query)]

    def unhelpful(self, since: datetime, limit: int) -> list[Unhelpful]:
        """Return what was found unhelpful last, newest first."""
        query = (
            select(answers, feedback.c.comment)
            .join_from(feedback, answers)
            .where(feedback.c.verdict == "unhelpful", feedback.c.given_at >= since)
            .order_by(feedback.c.given_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [Unhelpful(_body(row), row.comment) for row in connection.execute(query)]

    def unanswered(self, since: datetime, limit: int) -> list[FrequentQuestion]:
        """Return the questions that had no answer last, newest first, each once."""
        newest = func.max(answers.c.pk).label("newest")
        asked = (
            select(newest, func.count().label("times"))
            .where(answers.c.answered_at >= since, answers.c.status.in_(UNANSWERED))
            .group_by(answers.c.question)
            .order_by(newest.desc())
            .limit(limit)
            .subquery()
        )
        query = (
            select(answers.c.question, answers.c.language, asked.c.times, answers.c.id)
            .join_from(asked, answers, asked.c.newest == answers.c.pk)
            .order_by(asked.c.newest.desc())
        )
        with self._engine.connect() as connection:
            return [FrequentQuestion(*row) for row in connection.execute(query)]

    def lines(self, since: datetime) -> Iterator[AnswerLine]:
        """Yield all answers, oldest first; the database is left alone while one waits for more."""
        # Keys grow with time, and only a walk along them needs no sorting of all that is left.
        first = select(func.min(answers.c.pk)).where(answers.c.answered_at >= since)
        with self._engine.connect() as connection:
            following = connection.scalar(first)
        while following is not None:
            with self._engine.connect() as connection:
                rows = connection.execute(_lines_from(following)).all()
            yield from (AnswerLine(*row[1:]) for row in rows if row.answered_at >= since)
            following = rows[-1].pk + 1 if len(rows) == _BATCH else None

    def turns(self, answer_id: str) -> list[KeptAnswerBody]:
        """Return an answer after those of its conversation that stood before it. Raises NotKept.

        A question that was refused because of personal data is left out with its answer.
        """
        with self._engine.connect() as connection:
            pk, conversation_id = _place(connection, answer_id)
            query = (
                select(answers)
                .where(
                    answers.c.conversation_id == conversation_id,
                    answers.c.pk <= pk,
                    answers.c.status != "refused_personal_data",
                )
                .order_by(answers.c.pk.desc())
                .limit(HISTORY_TURNS // 2 + 1)
            )
            return [_body(row) for row in reversed(connection.execute(query).all())]


def _place(connection: Connection, answer_id: str) -> tuple[int, str]:
    query = select(answers.c.pk, answers.c.conversation_id).where(
        answers.c.id == answer_id, answers.c.status != "refused_personal_data"
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NotKept("There is no such question; it may have been deleted, or not been kept.")
    return found.pk, found.conversation_id


def _lines_from(pk: int) -> Select[Any]:
    def rated(verdict: str) -> Any:
        mine = (feedback.c.answer_id == answers.c.id, feedback.c.verdict == verdict)
        return select(func.count()).select_from(feedback).where(*mine).scalar_subquery()

    documents = (
        select(func.count())
        .select_from(cited_documents)
        .where(cited_documents.c.answer_pk == answers.c.pk)
        .scalar_subquery()
    )
    return (
        select(
            answers.c.pk,
            answers.c.answered_at,
            answers.c.id,
            conversations.c.channel,
            answers.c.language,
            answers.c.status,
            answers.c.milliseconds,
            documents,
            rated("helpful"),
            rated("unhelpful"),
            answers.c.question,
        )
        .join_from(answers, conversations)
        .where(answers.c.pk >= pk)
        .order_by(answers.c.pk)
        .limit(_BATCH)
    )


def _body(row: Row[Any]) -> KeptAnswerBody:
    return KeptAnswerBody(**row._mapping, feedback=[])
