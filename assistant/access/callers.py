"""The noun of this room: who makes a request, and what they may do."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from assistant.errors import NotAllowed

Scope = Literal["ask", "metrics", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request: a service by its key, a person, or whoever is on this machine."""

    name: str
    """What the log and the audit call them; of a person no more than their id."""
    kind: Literal["local", "key", "person"]
    scopes: frozenset[Scope]
    groups: frozenset[str] = frozenset()
    """Which restricted documents they may see."""
    person: str | None = None
    """An opaque id of the person behind the request, for limits and feedback; None if unknown."""

    def speaking_for(self, person: str | None) -> "Caller":
        """Return the caller with the person that a service names. Raises NotAllowed for others.

        The key's name is part of the id, so that no service can use up another one's people.
        """
        if person is None:
            return self
        if self.kind == "person":
            raise NotAllowed("Only a service may ask on behalf of somebody, and it needs a key.")
        return replace(self, person=f"{self.name}/{person}")


LOCAL = Caller("local", "local", frozenset(SCOPES))
"""Whoever reaches a service without authentication: somebody on its own machine."""
