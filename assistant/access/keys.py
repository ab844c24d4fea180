"""API keys: made, shown once, kept as hashes, revoked."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from assistant.access.callers import Caller, Scope
from assistant.access.tables import api_keys
from assistant.errors import WrongUse
from vectorstore.database import for_writing

PREFIX = "euif_"
"""Tells a key from a token of an issuer, and lets scanners find one that leaked into a file."""


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key; its secret is known to its holder alone."""

    name: str
    scopes: tuple[Scope, ...]
    groups: tuple[str, ...]
    created_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None


def hash_of(secret: str) -> str:
    """Return what is stored of a secret that was drawn at random: its SHA-256.

    Slow hashes (bcrypt, argon2) are for what people make up. Of 256 random bits there is nothing
    to guess, however fast the hash; and as nobody can choose what a secret's hash begins with, the
    time that a database takes to find it tells nothing either.
    """
    return sha256(secret.encode()).hexdigest()


class Keys:
    """The keys in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = for_writing(engine)

    def create(self, name: str, scopes: Iterable[Scope], groups: Iterable[str] = ()) -> str:
        """Make a key and return it; it cannot be shown again. Raises WrongUse for a name in use."""
        secret = PREFIX + secrets.token_urlsafe(32)
        try:
            with self._writing.begin() as connection:
                connection.execute(
                    insert(api_keys).values(
                        name=name,
                        hash=hash_of(secret),
                        scopes=sorted(set(scopes)),
                        groups=sorted(set(groups)),
                        created_at=datetime.now(UTC),
                    )
                )
        except IntegrityError:
            raise WrongUse(
                f"There is or was a key {name!r}. Choose another name; see `euif keys list`."
            ) from None
        return secret

    def revoke(self, name: str) -> None:
        """Make a key worthless, for good. Raises WrongUse if there is none of that name."""
        with self._writing.begin() as connection:
            revoked = connection.execute(
                update(api_keys)
                .where(api_keys.c.name == name, api_keys.c.revoked_at.is_(None))
                .values(revoked_at=datetime.now(UTC))
            )
        if not revoked.rowcount:
            raise WrongUse(f"There is no key {name!r} to revoke; see `euif keys list`.")

    def list(self) -> list[Key]:
        """Return all keys, revoked ones too, by name."""
        columns = [column for column in api_keys.c if column.name != "hash"]
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns).order_by(api_keys.c.name)).all()
        return [
            Key(**{**row._mapping, "scopes": tuple(row.scopes), "groups": tuple(row.groups)})
            for row in rows
        ]

    def caller(self, secret: str, today: date) -> Caller | None:
        """Return whose key this is, and note that it was used today; None if it is no good."""
        return self._caller(api_keys.c.hash == hash_of(secret), today)

    def caller_named(self, name: str, today: date) -> Caller | None:
        """Return what the holder of a key may do, for a session that the key opened."""
        return self._caller(api_keys.c.name == name, today)

    def _caller(self, condition: Any, today: date) -> Caller | None:
        with self._engine.connect() as connection:
            row = connection.execute(
                select(api_keys).where(condition, api_keys.c.revoked_at.is_(None))
            ).one_or_none()
        if row is None:
            return None
        if row.last_used_on != today:
            # The day is enough to find keys that nobody needs, and costs one write a day.
            with self._writing.begin() as connection:
                connection.execute(
                    update(api_keys)
                    .where(
                        api_keys.c.name == row.name,
                        or_(api_keys.c.last_used_on.is_(None), api_keys.c.last_used_on < today),
                    )
                    .values(last_used_on=today)
                )
        return Caller(row.name, "key", frozenset(row.scopes), frozenset(row.groups))
