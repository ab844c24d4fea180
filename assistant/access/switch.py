"""The switch that turns answering off, and on again, in every process."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select

from assistant.access.tables import switch_entries
from vectorstore.database import for_writing

_READ_EVERY = 0.5
"""Seconds for which a process trusts what it read: the switch must work within one second."""


@dataclass(frozen=True, slots=True)
class SwitchEntry:
    """One turn of the switch, for the audit."""

    at: datetime
    answering: bool
    reason: str
    turned_by: str


class Switch:
    """The switch in the database. `clock` counts seconds."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._read: tuple[float, bool] | None = None

    def turn(self, answering: bool, reason: str, turned_by: str) -> SwitchEntry:
        """Turn answering on or off and enter who did it and why."""
        entry = SwitchEntry(datetime.now(UTC), answering, reason, turned_by)
        with for_writing(self._engine).begin() as connection:
            connection.execute(
                insert(switch_entries).values(
                    at=entry.at, answering=answering, reason=reason, turned_by=turned_by
                )
            )
        self._read = None
        return entry

    def answering(self) -> bool:
        """Say whether questions are answered; what is returned is half a second old at most."""
        now = self._clock()
        if self._read is None or now - self._read[0] >= _READ_EVERY:
            last = self.entries(1)
            self._read = (now, not last or last[0].answering)
        return self._read[1]

    def entries(self, limit: int) -> list[SwitchEntry]:
        """Return the last turns, the newest first."""
        query = select(switch_entries).order_by(switch_entries.c.pk.desc()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [SwitchEntry(row.at, row.answering, row.reason, row.turned_by) for row in rows]
