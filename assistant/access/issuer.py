"""An OpenID Connect issuer: its addresses and keys, and what its tokens say.

https://openid.net/specs/openid-connect-core-1_0.html, section 3.1.3.7 (checking an ID token), and
RFC 9068 for access tokens that are JWTs.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import jwt

from assistant.access.callers import Caller, Scope
from assistant.errors import IssuerUnavailable, TokenRefused

log = logging.getLogger(__name__)

ALGORITHMS = [
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
]
"""Signatures that only the issuer can make. Not `none`; and not the HS family, with which a public
key would do as the secret."""

_LEEWAY = 30
"""Seconds by which clocks may differ."""
_KEYS_GOOD_FOR = 3600.0
"""Seconds after which keys are fetched again, so that one withdrawn by the issuer ends here too."""
_FETCH_EVERY = 30.0
"""Seconds between fetches at least: anybody can send tokens that name keys that do not exist."""
_TIMEOUT = httpx.Timeout(10.0, connect=5.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """How claims become a caller: which groups may ask (everybody if there are none), and which may
    administer."""

    groups_claim: str = "groups"
    ask_groups: frozenset[str] = frozenset()
    admin_groups: frozenset[str] = frozenset()

    def caller(self, claims: Mapping[str, Any]) -> Caller:
        """Return the person of whom a token speaks."""
        said = claims.get(self.groups_claim)
        listed = said if isinstance(said, list) else [said]
        groups = frozenset(name for name in listed if isinstance(name, str))
        scopes: set[Scope] = set()
        if not self.ask_groups or groups & self.ask_groups:
            scopes.add("ask")
        if groups & self.admin_groups:
            scopes |= {"ask", "admin"}
        person = str(claims["sub"])
        return Caller(person, "person", frozenset(scopes), groups, person)


class Issuer:
    """Checks tokens against the keys of an issuer, which are fetched when they are first needed."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._clock = clock
        self._lock = threading.Lock()
        self._metadata: dict[str, Any] | None = None
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._tried: float | None = None
        self._fetched: float | None = None

    def endpoint(self, name: str) -> str:
        """Return one of the addresses in the issuer's configuration, by the name that
        OpenID Connect gives it. Raises IssuerUnavailable."""
        with self._lock:
            return self._endpoint(name)

    def claims(self, token: str, audience: str) -> dict[str, Any]:
        """Return what a token says. Raises TokenRefused and IssuerUnavailable."""
        try:
            header = jwt.get_unverified_header(token)
            key = self._key(header.get("kid"))
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=audience,
                issuer=self._address,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError:
            raise TokenRefused("The token has expired. Sign in again.") from None
        except jwt.PyJWTError as error:
            # The library's sentences name the claim that is wrong, and no value of it.
            raise TokenRefused(f"The token is refused: {str(error).rstrip('.')}.") from error
        return claims

    def redeem(self, form: Mapping[str, str], client_id: str, secret: str | None) -> str:
        """Exchange a code for an ID token. Raises TokenRefused and IssuerUnavailable."""
        auth = httpx.BasicAuth(client_id, secret) if secret else None
        address = self.endpoint("token_endpoint")
        try:
            response = httpx.post(
                address, data={**form, "client_id": client_id}, auth=auth, timeout=_TIMEOUT
            )
        except httpx.HTTPError as error:
            raise IssuerUnavailable(self._silent()) from error
        if response.status_code >= 500:
            raise IssuerUnavailable(self._silent())
        try:
            return str(response.raise_for_status().json()["id_token"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise TokenRefused("The issuer did not confirm the sign-in. Try again.") from error

    def _key(self, kid: str | None) -> jwt.PyJWK:
        now = self._clock()
        if kid not in self._keys or self._is_due(self._fetched, _KEYS_GOOD_FOR, now):
            # Only these wait for a slow issuer, and nobody whose key is known.
            with self._lock:
                if self._is_due(self._tried, _FETCH_EVERY, now):
                    self._tried = now
                    self._fetch_keys(now)
        if not self._keys:
            raise IssuerUnavailable(self._silent())
        try:
            return self._keys[kid]
        except KeyError:
            raise TokenRefused("The token is refused: the issuer has no such key.") from None

    @staticmethod
    def _is_due(last: float | None, every: float, now: float) -> bool:
        return last is None or now - last >= every

    def _fetch_keys(self, now: float) -> None:
        try:
            self._keys = self._fetched_keys()
            self._fetched = now
        except IssuerUnavailable:
            # Those who are signed in can go on for as long as the issuer is away.
            if not self._keys:
                raise
            log.warning("the issuer's keys could not be fetched; the known ones stay in use")

    def _fetched_keys(self) -> dict[str | None, jwt.PyJWK]:
        found = self._get(self._endpoint("jwks_uri"))
        try:
            # Keys of kinds that the library does not know are left out.
            return {key.key_id: key for key in jwt.PyJWKSet.from_dict(found).keys}
        except jwt.PyJWTError as error:
            raise IssuerUnavailable(self._silent()) from error

    def _endpoint(self, name: str) -> str:
        address = self._known_metadata().get(name)
        if not isinstance(address, str):
            raise IssuerUnavailable(self._silent())
        return address

    def _known_metadata(self) -> dict[str, Any]:
        if self._metadata is None:
            found = self._get(f"{self._address.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self._address:
                raise IssuerUnavailable(
                    f"What answers at {self._address} calls itself {found.get('issuer')!r}. Set "
                    "EUIF_OIDC_ISSUER to that, to the letter, if it is the issuer you mean."
                )
            self._metadata = found
        return self._metadata

    def _get(self, address: str) -> dict[str, Any]:
        try:
            found = httpx.get(address, timeout=_TIMEOUT).raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise IssuerUnavailable(self._silent()) from error
        if not isinstance(found, dict):
            raise IssuerUnavailable(self._silent())
        return found

    def _silent(self) -> str:
        return f"The issuer at {self._address} does not answer as it should. Try again later."
