"""Sentences keep their tokens, which tell whether they answer a question.

What was stored before has none; it is not taken over, so that the next ingest embeds it anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column, and forget what the sentences without it were embedded from."""
    op.add_column("sentences", sa.Column("tokens", sa.LargeBinary))
    op.execute("UPDATE sentences SET embedded_digest = ''")
