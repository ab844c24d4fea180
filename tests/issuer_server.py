"""A small OpenID Connect issuer with real keys: it signs whoever a test names in, at once."""

import json
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET, AUDIENCE = "assistant", "secret of the client", "the-service"


class SigningKey:
    """A key of the issuer."""

    def __init__(self, algorithm: str = "RS256") -> None:
        self.algorithm = algorithm
        self.kid = secrets.token_hex(4)
        self.private: Any = (
            rsa.generate_private_key(65537, 2048)
            if algorithm.startswith("RS")
            else ec.generate_private_key(ec.SECP256R1())
        )

    def sign(self, claims: dict[str, Any]) -> str:
        """Return a token."""
        return jwt.encode(claims, self.private, self.algorithm, headers={"kid": self.kid})

    def public(self) -> dict[str, Any]:
        """Return what the issuer publishes."""
        algorithm = jwt.get_algorithm_by_name(self.algorithm)
        found: dict[str, Any] = algorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**found, "kid": self.kid, "alg": self.algorithm, "use": "sig"}


@dataclass
class IssuerServer:
    """The issuer: who comes to sign in, and what it was asked for."""

    address: str
    keys: list[SigningKey] = field(default_factory=lambda: [SigningKey()])
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "ada", "groups": ["police"]})
    down: bool = False
    left_out: str | None = None
    """What its configuration fails to name."""
    fetched: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def token(self, key: SigningKey | None = None, **claims: Any) -> str:
        """Return a token for the person; a claim given as None is left out."""
        now = int(time.time())
        said = {
            **{"iss": self.address, "aud": AUDIENCE, "iat": now, "exp": now + 300},
            **self.person,
            **claims,
        }
        said = {name: value for name, value in said.items() if value is not None}
        return (key or self.keys[-1]).sign(said)

    def get(self, path: str, query: dict[str, str]) -> tuple[int, dict[str, str], Any]:
        """Return status, headers and body."""
        self.fetched.append(path)
        if self.down:
            return 503, {}, {}
        if path == "/.well-known/openid-configuration":
            places = ("authorize", "token", "jwks")
            authorize, token, jwks = (f"{self.address}/{place}" for place in places)
            named = {
                "issuer": self.address,
                "authorization_endpoint": authorize,
                "token_endpoint": token,
                "jwks_uri": jwks,
            }
            return 200, {}, {key: one for key, one in named.items() if key != self.left_out}
        if path == "/jwks":
            return 200, {}, {"keys": [key.public() for key in self.keys]}
        assert path == "/authorize"
        assert (query["response_type"], query["client_id"]) == ("code", CLIENT)
        assert (query["code_challenge_method"], query["scope"]) == ("S256", "openid")
        code = secrets.token_urlsafe()
        self.codes[code] = query
        back = {"code": code, "state": query["state"], "iss": self.address}
        return 303, {"Location": f"{query['redirect_uri']}?{urlencode(back)}"}, {}

    def redeem(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, str]]:
        """Return the tokens for a code, which is good once and for the one who asked for it."""
        query = self.codes.pop(form["code"], None)
        digest = sha256(form["code_verifier"].encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        shown = b64decode(authorization.removeprefix("Basic ")).decode()
        if (
            query is None
            or query["code_challenge"] != challenge
            or query["redirect_uri"] != form["redirect_uri"]
            or shown != f"{CLIENT}:{SECRET}"
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"id_token": self.token(aud=CLIENT, nonce=query["nonce"])}


@contextmanager
def issuing() -> Iterator[IssuerServer]:
    """Run an issuer for the length of a `with`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self._reply(*issuer.get(parts.path, query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            status, found = issuer.redeem(form, self.headers.get("Authorization", ""))
            self._reply(status, {}, found)

        def _reply(self, status: int, headers: dict[str, str], body: Any) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = IssuerServer(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
