"""What a chat service has brought before: it may bring the same twice, and to two processes."""

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, insert
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.access.limits import storage_of
from assistant.access.tables import seen_messages
from vectorstore.database import for_writing
from vectorstore.errors import EuifError

log = logging.getLogger(__name__)

_MINUTES = 10


class Seen:
    """Remembers messages for ten minutes: in Redis, else in a database, else in this process.

    Raises SettingsWrong and ExtraMissing for a Redis that cannot be used.
    """

    def __init__(self, redis_url: str | None = None, engine: Engine | None = None) -> None:
        from limits import RateLimitItemPerMinute
        from limits.strategies import FixedWindowRateLimiter

        self._engine = None if redis_url else engine
        # That something may happen once in ten minutes is a limit like any other.
        self._once = FixedWindowRateLimiter(storage_of(redis_url))
        self._item = RateLimitItemPerMinute(1, _MINUTES, namespace="euif-seen")

    def first(self, channel: str, ts: str) -> bool:
        """Tell whether a message of a channel is seen for the first time."""
        from limits.errors import StorageError

        try:
            if self._engine is not None:
                return self._entered(self._engine, channel, ts)
            return self._once.hit(self._item, channel, ts)
        except (StorageError, SQLAlchemyError, EuifError):
            # An answer given twice is better than none.
            log.exception("what was seen cannot be looked up")
            return True

    def _entered(self, engine: Engine, channel: str, ts: str) -> bool:
        now = datetime.now(UTC)
        old = seen_messages.c.seen_at < now - timedelta(minutes=_MINUTES)
        row = {"channel": channel, "ts": ts, "seen_at": now}
        try:
            with for_writing(engine).begin() as connection:
                connection.execute(delete(seen_messages).where(old))
                connection.execute(insert(seen_messages).values(row))
        except IntegrityError:
            return False
        return True
