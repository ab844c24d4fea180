"""Sessions of people in a browser.

The cookie holds 256 random bits and the database their hash. There is nothing to sign and no secret
to keep, the groups of a person need not fit into a cookie, and signing out ends the session.
"""

import hmac
import secrets
import time
from datetime import date
from hashlib import sha256

from sqlalchemy import Engine, delete, insert, select

from assistant.access.callers import Caller
from assistant.access.keys import Keys, hash_of
from assistant.access.tables import sessions
from vectorstore.database import for_writing


class Sessions:
    """The sessions in the database; each lives `hours` at most."""

    def __init__(self, engine: Engine, keys: Keys, hours: float) -> None:
        self._engine = engine
        self._writing = for_writing(engine)
        self._keys = keys
        self.seconds = round(hours * 3600)

    def open(self, caller: Caller) -> str:
        """Open a session and return what its cookie holds; sessions that are over are forgotten."""
        token = secrets.token_urlsafe(32)
        now = time.time()
        with self._writing.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
            connection.execute(
                insert(sessions).values(
                    hash=hash_of(token),
                    key_name=caller.name if caller.kind == "key" else None,
                    person=caller.person,
                    scopes=sorted(caller.scopes),
                    groups=sorted(caller.groups),
                    expires_at=int(now) + self.seconds,
                )
            )
        return token

    def caller(self, token: str, today: date) -> Caller | None:
        """Return whose session this is; None if there is none, or its key was revoked."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(sessions).where(
                    sessions.c.hash == hash_of(token), sessions.c.expires_at > time.time()
                )
            ).one_or_none()
        if row is None:
            return None
        if row.key_name is not None:
            return self._keys.caller_named(row.key_name, today)
        return Caller(
            row.person, "person", frozenset(row.scopes), frozenset(row.groups), row.person
        )

    def close(self, token: str) -> None:
        """End a session."""
        with self._writing.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.hash == hash_of(token)))


def form_token(session: str) -> str:
    """Return what a form of a session's pages must send back, so that no other site can send it."""
    return hmac.new(session.encode(), b"form", sha256).hexdigest()
