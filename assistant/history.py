"""History: conversations, their answers and what people thought of them, in SQL.

An answer is stored whole in one transaction, before its asker sees it as final. A conversation
belongs to the person who began it; while nobody signs in there is no person, and whoever knows its
id, which cannot be guessed, is its owner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Final, Literal

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    exists,
    func,
    insert,
    select,
    true,
)

from assistant.conversation import Answer, Question, Turn
from assistant.errors import NotKept
from assistant.wire.answers import (
    AnswerBody,
    ConversationBody,
    FeedbackBody,
    KeptAnswerBody,
    KeptFeedbackBody,
)
from assistant.wire.texts import HISTORY_TURNS
from vectorstore.database import batches, for_writing
from vectorstore.schema import UtcDateTime, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("person", String(255), index=True),
    Column("started_at", UtcDateTime, nullable=False, index=True),
)

# A turn: the question stands with its answer. Citations, suggestions and trace are stored as
# version 1 of the HTTP contract has them. That only ever gains fields, so shapes of their own would
# say the same a second time. What it gains needs a default, or what was stored before cannot be
# read; a version 2 gets shapes beside these, which then are only what is stored.
answers = Table(
    "answers",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column(
        "conversation_id",
        String(32),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("answered_at", UtcDateTime, nullable=False),
    Column("question", Text, nullable=False),
    Column("status", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("suggestions", JSON, nullable=False),
    Column("trace", JSON, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    # What is counted over a year is read here, without the answers themselves.
    Index(None, "answered_at", "status", "milliseconds"),
)

# The documents that an answer cites, each once.
cited_documents = Table(
    "cited_documents",
    metadata,
    Column("answer_pk", Integer, ForeignKey("answers.pk", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String(32), primary_key=True),
    Column("answered_at", UtcDateTime, nullable=False),
    Index(None, "answered_at", "document_id"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer_id", String(32), ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    # Empty for the owner of a conversation that has no person.
    Column("person", String(255), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("comment", Text),
    Column("given_at", UtcDateTime, nullable=False, index=True),
)


class _Sentinel(Enum):
    EVERYBODY = "everybody"


EVERYBODY: Final = _Sentinel.EVERYBODY
"""In the place of a person: an administrator, who reaches every conversation."""

Person = str | None
Caller = str | Literal[_Sentinel.EVERYBODY] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a list shows of a conversation: nothing that was said in it."""

    id: str
    channel: str
    person: Person
    started_at: datetime
    answers: int


class History:
    """Keeps what was asked and answered for so many days; with 0 it keeps nothing.

    Another person's conversation is as if it were not there.
    """

    def __init__(self, engine: Engine, retention_days: int) -> None:
        self._engine = engine
        self._writing = for_writing(engine, "history")
        self._days = retention_days

    def keeps(self, question: Question) -> bool:
        """Tell whether the answer to a question is stored; those of an evaluation never are."""
        return self._days > 0 and question.channel != "evaluation"

    def keep(self, answer: Answer) -> None:
        """Store an answer, and begin its conversation if this is the first.

        Of two at once in one conversation, the one that is finished first stands first.
        """
        question = answer.question
        if not self.keeps(question):
            return
        with self._writing.begin() as connection:
            if not _is_there(connection, question.conversation_id, question.person):
                if question.continues:
                    return  # deleted while this was being answered: it must not come back
                begun = {
                    "id": question.conversation_id,
                    "channel": question.channel,
                    "person": question.person,
                    "started_at": datetime.now(UTC),
                }
                connection.execute(insert(conversations).values(begun))
            _store(connection, answer)

    def turns(self, conversation_id: str, person: Person) -> tuple[Turn, ...]:
        """Return the newest turns of a conversation, as they are when this is called.

        A question that was refused because of personal data is left out with its answer. Raises
        NotKept for a conversation that is not there; where nothing is kept, none is asked for.
        """
        if self._days == 0:
            return ()
        newest = (
            select(answers.c.question, answers.c.text, answers.c.citations)
            .where(
                answers.c.conversation_id == conversation_id,
                answers.c.status != "refused_personal_data",
            )
            .order_by(answers.c.pk.desc())
            .limit(HISTORY_TURNS // 2)
        )
        with self._engine.connect() as connection:
            _require(connection, conversation_id, person)
            rows = connection.execute(newest).all()
        return tuple(
            turn
            for row in reversed(rows)
            for turn in (Turn("user", row.question), Turn("assistant", row.text, cited=_cited(row)))
        )

    def conversation(self, conversation_id: str, person: Caller) -> ConversationBody:
        """Return a conversation with its answers. Raises NotKept."""
        with self._engine.connect() as connection:
            _require(connection, conversation_id, person)
            (found,) = _with_answers(connection, [conversation_id])
            return found

    def export(self, person: Caller) -> Iterator[ConversationBody]:
        """Yield the conversations of a person, oldest first, with all that is kept of them."""
        query = select(conversations.c.id).where(_of(person))
        query = query.order_by(conversations.c.started_at, conversations.c.id)
        with self._engine.connect() as connection:
            for ids in batches(connection.scalars(query).all(), 100):
                yield from _with_answers(connection, ids)

    def overview(self, person: Caller) -> list[Kept]:
        """Return what is kept, oldest first, without what was said."""
        query = (
            select(conversations, func.count(answers.c.pk).label("answers"))
            .join(answers, isouter=True)
            .where(_of(person))
            .group_by(conversations.c.id)
            .order_by(conversations.c.started_at, conversations.c.id)
        )
        with self._engine.connect() as connection:
            return [Kept(**row._mapping) for row in connection.execute(query)]

    def delete(self, conversation_id: str, person: Caller) -> None:
        """Delete a conversation with all that belongs to it. Raises NotKept."""
        with self._writing.begin() as connection:
            _require(connection, conversation_id, person)
            connection.execute(delete(conversations).where(conversations.c.id == conversation_id))

    def forget(self, person: str) -> int:
        """Delete a person's conversations and what they thought of others'; return how many."""
        with self._writing.begin() as connection:
            connection.execute(delete(feedback).where(feedback.c.person == person))
            gone = connection.execute(delete(conversations).where(_of(person)))
            return gone.rowcount

    def rate(self, answer_id: str, given: FeedbackBody, person: Person) -> None:
        """Note what a person thinks of an answer, in place of what they thought before.

        Raises NotKept.
        """
        key = {"answer_id": answer_id, "person": person or ""}
        said = {"verdict": given.verdict, "comment": given.comment, "given_at": datetime.now(UTC)}
        with self._writing.begin() as connection:
            conversation_id = connection.scalar(
                select(answers.c.conversation_id).where(answers.c.id == answer_id)
            )
            _require(connection, conversation_id, person, "answer")
            connection.execute(delete(feedback).filter_by(**key))
            connection.execute(insert(feedback).values(**key, **said))

    def purge(self, now: datetime) -> int:
        """Delete the answers that are older than the retention; return how many.

        A conversation goes with its last answer.
        """
        oldest = now - timedelta(days=self._days)
        with self._writing.begin() as connection:
            gone = connection.execute(delete(answers).where(answers.c.answered_at <= oldest))
            has_answers = exists().where(answers.c.conversation_id == conversations.c.id)
            connection.execute(delete(conversations).where(~has_answers))
            return gone.rowcount


def _cited(row: Row[Any]) -> frozenset[str]:
    """Return the ids of the documents that a stored answer cites."""
    return frozenset(citation["document_id"] for citation in row.citations)


def _of(person: Caller) -> ColumnElement[bool]:
    return true() if person is EVERYBODY else conversations.c.person.is_not_distinct_from(person)


def _is_there(connection: Connection, conversation_id: str | None, person: Caller) -> bool:
    query = select(exists().where(conversations.c.id == conversation_id, _of(person)))
    return bool(connection.scalar(query))


def _require(
    connection: Connection, conversation_id: str | None, person: Caller, what: str = "conversation"
) -> None:
    if not _is_there(connection, conversation_id, person):
        raise NotKept(f"There is no such {what}; it may have been deleted, or not been kept.")


def _with_answers(connection: Connection, ids: Sequence[str]) -> list[ConversationBody]:
    """Return conversations by their ids, in that order."""
    said: dict[str, list[KeptFeedbackBody]] = {}
    mine = answers.c.conversation_id.in_(ids)
    for row in connection.execute(
        select(feedback).join(answers).where(mine).order_by(feedback.c.given_at)
    ):
        kept = {name: row._mapping[name] for name in KeptFeedbackBody.model_fields}
        said.setdefault(row.answer_id, []).append(KeptFeedbackBody(**kept))
    turns: dict[str, list[KeptAnswerBody]] = {key: [] for key in ids}
    for row in connection.execute(select(answers).where(mine).order_by(answers.c.pk)):
        body = KeptAnswerBody(**row._mapping, feedback=said.get(row.id, []))
        turns[row.conversation_id].append(body)
    rows = connection.execute(select(conversations).where(conversations.c.id.in_(ids)))
    found = {row.id: ConversationBody(**row._mapping, answers=turns[row.id]) for row in rows}
    return [found[key] for key in ids if key in found]


def _store(connection: Connection, answer: Answer) -> None:
    now = datetime.now(UTC)
    row = {
        **AnswerBody.of(answer).model_dump(mode="json"),
        "answered_at": now,
        "milliseconds": answer.trace.milliseconds["total"],
    }
    stored = connection.execute(insert(answers).values(row).returning(answers.c.pk)).scalar_one()
    cited = {citation.document.id for citation in answer.citations}
    if cited:
        of_each = [{"answer_pk": stored, "document_id": one, "answered_at": now} for one in cited]
        connection.execute(insert(cited_documents), of_each)
