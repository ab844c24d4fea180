"""Sentences keep their tokens, which tell whether they answer a question.

What was stored before has none, and gets them when the next ingest writes its documents anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column."""
    op.add_column("sentences", sa.Column("tokens", sa.LargeBinary))
