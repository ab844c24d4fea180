"""Documents know where each source finds them, and which others are the same page.

What was read before is taken to stand where it was read; without stamps, it is read once more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, and an origin for each document that there is."""
    op.add_column(
        "documents", sa.Column("text_digest", sa.String(64), nullable=False, server_default="")
    )
    op.create_index("ix_documents_text_digest", "documents", ["text_digest"])
    op.create_table(
        "origins",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("stamp", sa.Text),
        sa.PrimaryKeyConstraint("source", "address", name="pk_origins"),
    )
    op.create_index("ix_origins_document_id", "origins", ["document_id"])
    op.create_index("ix_origins_address", "origins", ["address"])
    op.execute(
        "INSERT INTO origins (source, address, document_id) "
        "SELECT DISTINCT source, locator, id FROM documents"
    )
    # Reports say more now, and nothing has read the old ones.
    op.execute("DELETE FROM runs")
    op.create_table(
        "sketches",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_sketches"),
    )
    op.create_table(
        "kin",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("relation", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "other_id", name="pk_kin"),
    )
