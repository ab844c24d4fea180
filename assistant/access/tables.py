"""The tables of this room, in the one database."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
)

from vectorstore.schema import UtcDateTime, metadata

# A name is never given twice, not even after its key is revoked: the audit must stay unambiguous.
api_keys = Table(
    "api_keys",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_used_on", Date),
    Column("revoked_at", UtcDateTime),
)

# Signed in with a key, a session names it and is worth what the key is worth by then; signed in
# at the issuer, it holds what the issuer said.
sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("key_name", String(100)),
    Column("person", String(255)),
    Column("scopes", JSON, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)

# Every turn of the switch; the last row is how it stands.
switch_entries = Table(
    "switch_entries",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("answering", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("turned_by", String(255), nullable=False),
)
