"""How much may be asked: so many questions a minute, for each person and for each key."""

import logging
import math
import time
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from assistant.access.callers import Caller
from assistant.errors import SettingsWrong
from vectorstore.errors import needing

if TYPE_CHECKING:
    from limits import RateLimitItem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left to a caller: of `limit` questions a minute, `remaining`."""

    name: str
    limit: int
    remaining: int
    reset: int
    """Seconds until there is more."""
    exceeded: bool


def storage_of(redis_url: str | None) -> Any:
    """Return what counts: a Redis, or the memory of this process. Raises SettingsWrong and
    ExtraMissing."""
    from limits.errors import ConfigurationError
    from limits.storage import storage_from_string

    if redis_url:
        with needing("redis", "EUIF_REDIS_URL"):
            import_module("redis")
    try:
        # Wrapped, so that one kind of error stands for whatever a lost Redis raises.
        return storage_from_string(redis_url or "memory://", wrap_exceptions=True)
    except ConfigurationError as error:
        raise SettingsWrong(
            "EUIF_REDIS_URL cannot be used. It has the form redis://host:port/number."
        ) from error


class Limits:
    """Counts questions over a moving minute, in memory or, for several processes, in Redis.

    Raises SettingsWrong and ExtraMissing for a Redis that cannot be used.
    """

    def __init__(self, per_person: int, per_key: int, redis_url: str | None) -> None:
        from limits import RateLimitItemPerMinute
        from limits.strategies import MovingWindowRateLimiter

        self._limiter = MovingWindowRateLimiter(storage_of(redis_url))
        self._per_person = RateLimitItemPerMinute(per_person, namespace="euif")
        self._per_key = RateLimitItemPerMinute(per_key, namespace="euif")

    def take(self, caller: Caller) -> Allowance | None:
        """Count a question and return what is left, by the scarcer limit; None if none applies.

        Where nobody is told apart (without authentication) there is nobody to count for.
        """
        from limits.errors import StorageError

        counted = []
        if caller.person is not None:
            counted.append(("person", self._per_person, caller.person))
        if caller.kind == "key":
            counted.append(("key", self._per_key, caller.name))
        left = []
        try:
            for one in counted:
                allowance = self._take(*one)
                if allowance.exceeded:
                    return allowance
                left.append(allowance)
        except StorageError:
            # A service that answers nobody because it cannot count would be worse.
            log.exception("questions cannot be counted; they are answered uncounted")
        return min(left, key=lambda allowance: allowance.remaining, default=None)

    def _take(self, name: str, item: "RateLimitItem", identifier: str) -> Allowance:
        allowed = self._limiter.hit(item, name, identifier)
        stats = self._limiter.get_window_stats(item, name, identifier)
        reset = max(1, math.ceil(stats.reset_time - time.time()))
        return Allowance(name, item.amount, stats.remaining, reset, exceeded=not allowed)
