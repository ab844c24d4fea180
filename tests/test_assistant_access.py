"""Callers, keys, tokens of an issuer, sessions, limits, the switch: without HTTP of our own."""

import hmac
import json
import socket
import sys
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from issuer_server import AUDIENCE, IssuerServer, SigningKey, issuing
from sqlalchemy import Engine, text

from assistant.access.callers import LOCAL, Caller
from assistant.access.issuer import Issuer, Rules
from assistant.access.keys import Keys
from assistant.access.limits import Limits
from assistant.access.sessions import Sessions
from assistant.access.switch import Switch
from assistant.errors import (
    IssuerUnavailable,
    NotAllowed,
    SettingsWrong,
    TokenRefused,
    WrongUse,
)
from vectorstore.database import connect
from vectorstore.errors import ExtraMissing

TODAY, TOMORROW = date(2026, 11, 25), date(2026, 11, 26)
PERSON = Caller("ada", "person", frozenset({"ask"}), frozenset({"police"}), "ada")


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def issuer() -> Iterator[IssuerServer]:
    with issuing() as server:
        yield server


def test_a_key_is_shown_once_and_kept_as_a_hash(engine: Engine) -> None:
    keys = Keys(engine)
    secret = keys.create("slack", ["ask"], ["police"])
    assert keys.caller(secret, TODAY) == Caller(
        "slack", "key", frozenset({"ask"}), frozenset({"police"})
    )
    assert len(secret) > 45
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT * FROM api_keys")).one()
    assert secret not in str(stored)
    for wrong in (secret[:-1], secret.upper(), "", "euif_"):
        assert keys.caller(wrong, TODAY) is None


def test_a_revoked_key_is_worth_nothing_and_its_name_is_not_given_again(engine: Engine) -> None:
    keys = Keys(engine)
    secret = keys.create("slack", ["ask"])
    session = Sessions(engine, keys, 1).open(Caller("slack", "key", frozenset({"ask"})))
    keys.revoke("slack")
    assert keys.caller(secret, TODAY) is None
    assert Sessions(engine, keys, 1).caller(session, TODAY) is None
    assert keys.list()[0].revoked_at is not None
    with pytest.raises(WrongUse, match="no key 'slack' to revoke"):
        keys.revoke("slack")
    with pytest.raises(WrongUse, match="There is or was a key 'slack'"):
        keys.create("slack", ["ask"])


def test_the_day_of_last_use_is_kept_and_goes_forward_only(engine: Engine) -> None:
    keys = Keys(engine)
    secret = keys.create("slack", ["ask"])
    assert keys.list()[0].last_used_on is None
    for day in (TODAY, TOMORROW, TODAY):
        assert keys.caller(secret, day)
    assert keys.list()[0].last_used_on == TOMORROW


def test_a_service_speaks_for_people_of_its_own_and_nobody_else_does() -> None:
    key = Caller("slack", "key", frozenset({"ask"}))
    assert key.speaking_for("U1").person == "slack/U1"
    assert key.speaking_for(None) == key
    with pytest.raises(NotAllowed):
        PERSON.speaking_for("bob")


def test_a_session_gives_its_caller_back_until_it_is_closed(engine: Engine) -> None:
    sessions = Sessions(engine, Keys(engine), 1)
    token = sessions.open(PERSON)
    assert sessions.caller(token, TODAY) == PERSON
    with engine.connect() as connection:
        assert token not in str(connection.execute(text("SELECT * FROM sessions")).all())
    sessions.close(token)
    assert sessions.caller(token, TODAY) is None


def test_a_session_ends_by_itself_and_is_forgotten(engine: Engine) -> None:
    sessions = Sessions(engine, Keys(engine), 0)
    assert sessions.caller(sessions.open(PERSON), TODAY) is None
    Sessions(engine, Keys(engine), 1).open(PERSON)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sessions")) == 1


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_a_token_of_the_issuer_names_a_person(issuer: IssuerServer, algorithm: str) -> None:
    issuer.keys.append(SigningKey(algorithm))
    claims = Issuer(issuer.address).claims(issuer.token(), AUDIENCE)
    assert Rules().caller(claims) == PERSON


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _with_algorithm(issuer: IssuerServer, algorithm: str) -> str:
    """Return header and claims of a good token, the header naming another algorithm."""
    header = json.dumps({"alg": algorithm, "kid": issuer.keys[-1].kid}).encode()
    return f"{_encoded(header)}.{issuer.token().split('.')[1]}"


def _unsigned(issuer: IssuerServer) -> str:
    return f"{_with_algorithm(issuer, 'none')}."


def _signed_with_the_public_key(issuer: IssuerServer) -> str:
    """Return what fools a service that takes the algorithm from the token: HS256 for RS256."""
    said = _with_algorithm(issuer, "HS256")
    public = issuer.keys[-1].private.public_key()
    secret = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return f"{said}.{_encoded(hmac.digest(secret, said.encode(), 'sha256'))}"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda issuer: issuer.token(exp=1_000_000_000), "expired"),
        (lambda issuer: issuer.token(exp=None), "exp"),
        (lambda issuer: issuer.token(nbf=9_000_000_000), "not yet valid"),
        (lambda issuer: issuer.token(aud="somebody else"), "[Aa]udience"),
        (lambda issuer: issuer.token(aud=None), "aud"),
        (lambda issuer: issuer.token(iss="https://issuer.example"), "[Ii]ssuer"),
        (lambda issuer: issuer.token(sub=None), "sub"),
        (lambda issuer: issuer.token(SigningKey()), "no such key"),
        (lambda issuer: issuer.token()[:-8] + "AAAAAAAA", "[Ss]ignature"),
        (_unsigned, "alg value is not allowed"),
        (_signed_with_the_public_key, "alg value is not allowed"),
        (lambda issuer: "not.a.token", "refused"),
        (lambda issuer: "", "refused"),
    ],
)
def test_other_tokens_are_refused(issuer: IssuerServer, make: Any, why: str) -> None:
    with pytest.raises(TokenRefused, match=why):
        Issuer(issuer.address).claims(make(issuer), AUDIENCE)


def test_a_new_key_is_fetched_when_it_is_met_but_not_at_anybodys_bidding() -> None:
    with issuing() as server:
        clock = Clock()
        ours = Issuer(server.address, clock)
        ours.claims(server.token(), AUDIENCE)
        forged = server.token(SigningKey())
        for _ in range(20):
            with pytest.raises(TokenRefused, match="no such key"):
                ours.claims(forged, AUDIENCE)
        assert server.fetched.count("/jwks") == 1
        server.keys.append(SigningKey())
        clock.now += 31
        assert ours.claims(server.token(), AUDIENCE)["sub"] == "ada"
        assert server.fetched.count("/jwks") == 2


def test_a_key_that_the_issuer_withdrew_is_refused_within_the_hour() -> None:
    with issuing() as server:
        clock = Clock()
        ours = Issuer(server.address, clock)
        old = server.token()
        ours.claims(old, AUDIENCE)
        server.keys = [SigningKey()]
        clock.now += 3601
        with pytest.raises(TokenRefused, match="no such key"):
            ours.claims(old, AUDIENCE)


def test_an_issuer_that_is_away_stops_nobody_who_is_known() -> None:
    with issuing() as server:
        clock = Clock()
        late, ours = Issuer(server.address, clock), Issuer(server.address, clock)
        token = server.token()
        ours.claims(token, AUDIENCE)
        server.down = True
        clock.now += 3601
        assert ours.claims(token, AUDIENCE)
        asked = len(server.fetched)
        for _ in range(3):
            with pytest.raises(IssuerUnavailable, match="does not answer"):
                late.claims(token, AUDIENCE)
        assert len(server.fetched) == asked + 1
        server.down = False
        clock.now += 31
        assert late.claims(token, AUDIENCE)


def test_a_slow_issuer_keeps_nobody_waiting_whose_key_is_known() -> None:
    with issuing() as server:
        clock = Clock()
        ours = Issuer(server.address, clock)
        token, forged = server.token(), server.token(SigningKey())
        ours.claims(token, AUDIENCE)
        clock.now += 31
        with ThreadPoolExecutor() as others:
            with ours._lock:  # as if somebody waited for the issuer
                waiting = others.submit(ours.claims, forged, AUDIENCE)
                assert ours.claims(token, AUDIENCE)
                assert not waiting.done()
            assert isinstance(waiting.exception(30), TokenRefused)


def test_an_issuer_that_names_no_keys_is_told() -> None:
    with issuing() as server:
        server.left_out = "jwks_uri"
        with pytest.raises(IssuerUnavailable, match="does not answer as it should"):
            Issuer(server.address).claims(server.token(), AUDIENCE)


def test_another_issuer_than_the_one_named_is_refused(issuer: IssuerServer) -> None:
    with pytest.raises(IssuerUnavailable, match="calls itself"):
        Issuer(f"{issuer.address}/").claims(issuer.token(), AUDIENCE)


@pytest.mark.parametrize(
    ("groups", "scopes"),
    [
        ([], set()),
        (["staff"], {"ask"}),
        ("staff", {"ask"}),
        (["other"], set()),
        ({"staff": 1}, set()),
        (["chiefs"], {"ask", "admin"}),
    ],
)
def test_groups_decide_what_people_may(groups: Any, scopes: set[str]) -> None:
    rules = Rules("roles", frozenset({"staff"}), frozenset({"chiefs"}))
    caller = rules.caller({"sub": "ada", "roles": groups})
    assert caller.scopes == scopes
    listed = [groups] if isinstance(groups, str) else groups
    assert caller.groups == (set(listed) if isinstance(listed, list) else set())
    assert Rules("roles").caller({"sub": "ada"}).scopes == {"ask"}


def _redis() -> str:
    with socket.socket() as tried:
        if tried.connect_ex(("127.0.0.1", 6379)):
            pytest.skip("no Redis at 127.0.0.1:6379")
    return "redis://127.0.0.1:6379/9"


def _new_name() -> str:
    """Return a name under which Redis has counted nothing: other runs of the tests count, too."""
    return uuid.uuid4().hex


@pytest.fixture(params=["memory", "redis"])
def storage(request: pytest.FixtureRequest) -> str | None:
    return _redis() if request.param == "redis" else None


def test_people_and_keys_have_limits_of_their_own(storage: str | None) -> None:
    limits = Limits(2, 3, storage)
    key = Caller(_new_name(), "key", frozenset({"ask"}))
    taken = [limits.take(key.speaking_for("U1")) for _ in range(3)]
    assert [one and (one.name, one.remaining, one.exceeded) for one in taken] == [
        ("person", 1, False),
        ("person", 0, False),
        ("person", 0, True),
    ]
    assert all(one and 0 < one.reset <= 60 for one in taken)
    # What one person asks in vain takes nothing from the others.
    other = limits.take(key.speaking_for("U2"))
    assert other
    assert (other.name, other.remaining, other.exceeded) == ("key", 0, False)
    full = limits.take(key.speaking_for("U3"))
    assert full
    assert (full.name, full.exceeded) == ("key", True)
    assert limits.take(LOCAL) is None


def test_processes_count_together_in_redis() -> None:
    url = _redis()
    ada = Caller("ada", "person", frozenset({"ask"}), person=_new_name())
    taken = [Limits(2, 3, url).take(ada) for _ in range(3)]
    assert [one and one.exceeded for one in taken] == [False, False, True]


def test_a_redis_that_is_away_lets_people_ask_uncounted(caplog: pytest.LogCaptureFixture) -> None:
    assert Limits(1, 1, "redis://127.0.0.1:9/0").take(PERSON) is None
    assert "cannot be counted" in caplog.text
    with pytest.raises(SettingsWrong, match="EUIF_REDIS_URL"):
        Limits(1, 1, "nonsense://")


def test_the_switch_works_in_every_process_within_a_second(engine: Engine) -> None:
    clock = Clock()
    here, other = Switch(engine, clock), connect(str(engine.url))
    there = Switch(other, clock)
    assert here.answering()
    there.turn(False, "wrong answers", "ada")
    assert not there.answering()
    clock.now += 0.6
    assert not here.answering()
    here.turn(True, "mended", "bob")
    assert [(e.answering, e.reason, e.turned_by) for e in there.entries(5)] == [
        (True, "mended", "bob"),
        (False, "wrong answers", "ada"),
    ]
    assert there.entries(1)[0].at.tzinfo is not None
    other.dispose()


def test_one_key_used_by_many_at_once_on_a_new_day(engine: Engine) -> None:
    keys = Keys(engine)
    secret = keys.create("busy", ["ask"])
    together, found = Barrier(8), []

    def use() -> None:
        together.wait()
        found.append(keys.caller(secret, TODAY))

    threads = [Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([caller for caller in found if caller]) == 8


def test_a_redis_without_its_client_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'euif-assistant\[redis\]'"):
        Limits(1, 1, "redis://127.0.0.1:9/0")
