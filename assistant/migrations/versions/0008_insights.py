"""What insights are read from without opening every answer: durations, and the documents cited."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TAKE_OVER = {
    "sqlite": (
        "UPDATE answers "
        "SET milliseconds = coalesce(json_extract(trace, '$.milliseconds.total'), 0)",
        "INSERT INTO cited_documents (answer_pk, document_id, answered_at) "
        "SELECT DISTINCT pk, json_extract(value, '$.document_id'), answered_at "
        "FROM answers, json_each(citations)",
    ),
    "postgresql": (
        "UPDATE answers SET milliseconds = coalesce((trace->'milliseconds'->>'total')::int, 0)",
        "INSERT INTO cited_documents (answer_pk, document_id, answered_at) "
        "SELECT DISTINCT pk, value->>'document_id', answered_at "
        "FROM answers, json_array_elements(citations)",
    ),
}


def upgrade() -> None:
    """Add the column and the table, and fill them from the answers that there are."""
    op.add_column(
        "answers", sa.Column("milliseconds", sa.Integer, nullable=False, server_default="0")
    )
    op.create_table(
        "cited_documents",
        sa.Column("answer_pk", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer_pk", "document_id", name="pk_cited_documents"),
        sa.ForeignKeyConstraint(
            ["answer_pk"],
            ["answers.pk"],
            name="fk_cited_documents_answer_pk",
            ondelete="CASCADE",
        ),
    )
    for statement in _TAKE_OVER[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_index("ix_answers_answered_at", "answers")
    op.create_index(
        "ix_answers_answered_at_status_milliseconds",
        "answers",
        ["answered_at", "status", "milliseconds"],
    )
    op.create_index(
        "ix_cited_documents_answered_at_document_id",
        "cited_documents",
        ["answered_at", "document_id"],
    )
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"])
