"""Tokens are states of another layer of the embedding model; the reader reads no others.

What was stored before is dropped, so that the next ingest embeds the sentences anew.
"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forget the tokens, and what the sentences with them were embedded from."""
    op.execute("UPDATE sentence_vectors SET tokens = NULL")
    op.execute("UPDATE sentences SET embedded_digest = ''")
