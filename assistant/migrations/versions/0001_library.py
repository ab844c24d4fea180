"""The library: documents, passages, sentences, and what ingest keeps account of."""

import sqlalchemy as sa
from alembic import op

from vectorstore import lexical

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables, and those of the full-text search."""
    op.create_table(
        "documents",
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published_on", sa.Date),
        sa.Column("retrieved_on", sa.Date, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("summarises", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sections", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_documents"),
        sa.UniqueConstraint("id", "state", name="uq_documents_id_state"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_documents_source", "documents", ["source"])
    op.create_index("ix_documents_state", "documents", ["state"])
    op.create_table(
        "document_groups",
        sa.Column("document_pk", sa.Integer, nullable=False),
        sa.Column("group_name", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("document_pk", "group_name", name="pk_document_groups"),
        sa.ForeignKeyConstraint(
            ["document_pk"],
            ["documents.pk"],
            name="fk_document_groups_document_pk",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "passages",
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_pk", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("headings", sa.JSON, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("embedded_digest", sa.String(64), nullable=False),
        sa.Column("embedding", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_passages"),
        sa.UniqueConstraint("id", name="uq_passages_id"),
        sa.ForeignKeyConstraint(
            ["document_pk"], ["documents.pk"], name="fk_passages_document_pk", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_passages_document_pk", "passages", ["document_pk"])
    op.create_index("ix_passages_embedded_digest", "passages", ["embedded_digest"])
    op.create_table(
        "sentences",
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("passage_pk", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("embedded_digest", sa.String(64), nullable=False),
        sa.Column("embedding", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_sentences"),
        sa.ForeignKeyConstraint(
            ["passage_pk"], ["passages.pk"], name="fk_sentences_passage_pk", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sentences_passage_pk", "sentences", ["passage_pk"])
    op.create_index("ix_sentences_embedded_digest", "sentences", ["embedded_digest"])
    op.create_table(
        "stale_vectors",
        sa.Column("passage_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("passage_id", name="pk_stale_vectors"),
    )
    op.create_table(
        "removals",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_removals"),
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sources"),
    )
    op.create_table(
        "runs",
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_runs"),
    )
    op.create_table(
        "identity",
        sa.Column("library_id", sa.String(32), nullable=False),
        sa.Column("model_name", sa.Text),
        sa.Column("model_digest", sa.String(64)),
        sa.PrimaryKeyConstraint("library_id", name="pk_identity"),
    )
    for statement in lexical.create(op.get_bind()):
        op.execute(statement)
