"""Vectors stand beside passages and sentences, for each model that made them.

So a library can be embedded by another model while it is still searched by the one it has.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_CARRIED_OVER = (
    "INSERT INTO models (name, digest, added_at) "
    "SELECT model_name, model_digest, CURRENT_TIMESTAMP FROM identity "
    "WHERE model_digest IS NOT NULL",
    "UPDATE identity SET model_pk = (SELECT pk FROM models)",
    "INSERT INTO passage_vectors (passage_pk, model_pk, embedding) "
    "SELECT passages.pk, models.pk, passages.embedding FROM passages CROSS JOIN models",
    "INSERT INTO sentence_vectors (sentence_pk, model_pk, embedding, tokens) "
    "SELECT sentences.pk, models.pk, sentences.embedding, sentences.tokens "
    "FROM sentences CROSS JOIN models",
)


def upgrade() -> None:
    """Create the tables and move what there is into them."""
    op.create_table(
        "models",
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_models"),
        sa.UniqueConstraint("digest", name="uq_models_digest"),
    )
    for kind, more in (("passage", []), ("sentence", [sa.Column("tokens", sa.LargeBinary)])):
        op.create_table(
            f"{kind}_vectors",
            sa.Column(f"{kind}_pk", sa.Integer, nullable=False),
            sa.Column("model_pk", sa.Integer, nullable=False),
            sa.Column("embedding", sa.LargeBinary, nullable=False),
            *more,
            sa.PrimaryKeyConstraint(f"{kind}_pk", "model_pk", name=f"pk_{kind}_vectors"),
            sa.ForeignKeyConstraint(
                [f"{kind}_pk"],
                [f"{kind}s.pk"],
                name=f"fk_{kind}_vectors_{kind}_pk",
                ondelete="CASCADE",
            ),
            sa.ForeignKeyConstraint(
                ["model_pk"],
                ["models.pk"],
                name=f"fk_{kind}_vectors_model_pk",
                ondelete="CASCADE",
            ),
        )
    # Only this table, of one row, is made anew by SQLite: the trigger on passages must stay.
    with op.batch_alter_table("identity") as identity:
        identity.add_column(sa.Column("model_pk", sa.Integer))
        identity.create_foreign_key("fk_identity_model_pk", "models", ["model_pk"], ["pk"])
    for statement in _CARRIED_OVER:
        op.execute(statement)
    with op.batch_alter_table("identity") as identity:
        identity.drop_column("model_name")
        identity.drop_column("model_digest")
    op.drop_column("passages", "embedding")
    op.drop_column("sentences", "embedding")
    op.drop_column("sentences", "tokens")
