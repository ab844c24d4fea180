"""The tables of the library. Other rooms add their own to the same `metadata`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: stored in UTC and returned so, also by SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; it must know its own time zone."""
        assert value is None or value.tzinfo is not None, "a moment knows its time zone"
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the stored moment, in UTC."""
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


PENDING, INDEXED = "pending", "indexed"
"""The states of a version."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row a version. A new version stands here as `pending` beside the `indexed` one until its
# vectors are in the dense index; then, in one transaction, it takes the older one's place.
documents = Table(
    "documents",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("state", String(8), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("locator", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("published_on", Date),
    Column("retrieved_on", Date, nullable=False),
    Column("language", String(8), nullable=False),
    Column("summarises", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_digest", String(64), nullable=False, index=True),
    Column("sections", JSON, nullable=False),
    UniqueConstraint("id", "state"),
    Index(None, "state"),
    # A key is never used again: whoever still holds a replaced version's key must not meet the
    # version that replaced it.
    sqlite_autoincrement=True,
)

document_groups = Table(
    "document_groups",
    metadata,
    Column(
        "document_pk", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True
    ),
    Column("group_name", String(255), primary_key=True),
)

passages = Table(
    "passages",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column(
        "document_pk",
        Integer,
        ForeignKey("documents.pk", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("page", Integer),
    Column("embedded_digest", String(64), nullable=False, index=True),
)

sentences = Table(
    "sentences",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column(
        "passage_pk",
        Integer,
        ForeignKey("passages.pk", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("embedded_digest", String(64), nullable=False, index=True),
)

# The embedding models whose vectors are kept: the active one (see `identity`), the one before it,
# and one that the library is being embedded by.
models = Table(
    "models",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("added_at", UtcDateTime, nullable=False),
)

# A passage has its vector of a model if and only if its sentences have theirs. The passage comes
# first in the keys, because deletions of passages look here.
passage_vectors = Table(
    "passage_vectors",
    metadata,
    Column("passage_pk", Integer, ForeignKey("passages.pk", ondelete="CASCADE"), primary_key=True),
    Column("model_pk", Integer, ForeignKey("models.pk", ondelete="CASCADE"), primary_key=True),
    Column("embedding", LargeBinary, nullable=False),
)

sentence_vectors = Table(
    "sentence_vectors",
    metadata,
    Column(
        "sentence_pk", Integer, ForeignKey("sentences.pk", ondelete="CASCADE"), primary_key=True
    ),
    Column("model_pk", Integer, ForeignKey("models.pk", ondelete="CASCADE"), primary_key=True),
    Column("embedding", LargeBinary, nullable=False),
    Column("tokens", LargeBinary),
)

# Passages whose rows are gone while their vectors may still stand in the dense index.
stale_vectors = Table("stale_vectors", metadata, Column("passage_id", String(32), primary_key=True))

# Documents that somebody took out by hand: a later ingest leaves them out.
removals = Table(
    "removals",
    metadata,
    Column("document_id", String(32), primary_key=True),
    Column("locator", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("removed_at", UtcDateTime, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True),
    Column("added_at", UtcDateTime, nullable=False),
)

# At which addresses each source finds which document, and the stamps that tell whether what stands
# there has changed since it was read. A document that is found nowhere any more is removed.
origins = Table(
    "origins",
    metadata,
    Column("source", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("document_id", String(32), nullable=False, index=True),
    Column("stamp", Text),
    Index(None, "address"),
)

# What tells how much two documents have in common, and those that were seen to be one page twice.
sketches = Table(
    "sketches",
    metadata,
    Column("document_id", String(32), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
)

kin = Table(
    "kin",
    metadata,
    Column("document_id", String(32), primary_key=True),
    Column("other_id", String(32), primary_key=True),
    Column("relation", String(16), nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("finished_at", UtcDateTime, nullable=False),
    Column("report", JSON, nullable=False),
)

# A single row: which library this is, and by which model's vectors it is searched.
identity = Table(
    "identity",
    metadata,
    Column("library_id", String(32), primary_key=True),
    Column("model_pk", Integer, ForeignKey("models.pk")),
)
