"""The gate: makes a caller of what a request shows."""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assistant.access.callers import LOCAL, Caller
from assistant.access.issuer import Issuer, Rules
from assistant.access.keys import PREFIX, Keys
from assistant.access.limits import Limits
from assistant.access.sessions import Sessions
from assistant.access.switch import Switch
from assistant.errors import TokenRefused


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between a request and the assistant.

    `closed` is False where anybody who reaches the service may use it. Tokens of an issuer count
    only where there is one; they must be made out to `audience`. `secret` is the service's own.
    """

    closed: bool
    keys: Keys
    sessions: Sessions
    limits: Limits
    switch: Switch
    rules: Rules
    secret: str
    issuer: Issuer | None = None
    audience: str = ""

    def bearer(self, credential: str) -> Caller:
        """Return whose key or token this is. Raises TokenRefused and IssuerUnavailable."""
        if self.issuer is None or credential.startswith(PREFIX):
            caller = self.keys.caller(credential, date.today())
            if caller is None:
                raise TokenRefused("There is no such key, or it was revoked.")
            return caller
        return self.rules.caller(self.issuer.claims(credential, self.audience))

    def session(self, token: str) -> Caller | None:
        """Return whose session this is, if it is one."""
        return self.sessions.caller(token, date.today())

    def tag(self, caller: Caller, session: str | None) -> str | None:
        """Return what changes with the session, or else the caller, and tells nothing of them.

        None for nobody in particular.
        """
        if caller.kind == "local":
            return None
        told = session or f"{caller.kind} {caller.name}"
        return hmac.new(self.secret.encode(), told.encode(), sha256).hexdigest()

    def anybody(self) -> Caller | None:
        """Return who it is that shows nothing at all; None where that is not enough."""
        return None if self.closed else LOCAL
