"""Messages of a chat service that were taken up, so that no other process takes them up, too."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "seen_messages",
        sa.Column("channel", sa.String(255), nullable=False),
        sa.Column("ts", sa.String(255), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "ts", name="pk_seen_messages"),
    )
    op.create_index("ix_seen_messages_seen_at", "seen_messages", ["seen_at"])
