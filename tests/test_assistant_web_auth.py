"""Who may ask over HTTP: every route for every kind of caller, sessions, and signing in."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import lxml.html
import pytest
from conftest import MakeServices
from fakes import folder_of, serving, take_in
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from issuer_server import CLIENT, SECRET, IssuerServer, SigningKey, issuing

from assistant.access.callers import Caller
from assistant.access.gate import Gate
from assistant.access.sessions import form_token
from assistant.bootstrap import Services
from assistant.bootstrap.entrance import gate
from assistant.web.app import create_app
from assistant.web.desk import Desk
from assistant.words import Words

PAGE = {"Accept": "text/html"}
ASKED = "Who joined the Forum in June 2024?"

# What each route needs, one of these rights, or the status with which it meets everybody; and
# what a request to it carries. A new route must be entered here.
QUESTION: dict[str, Any] = {"json": {"question": ASKED}}
CHAT = {"model": "euif-assistant", "messages": [{"role": "user", "content": ASKED}]}
TOOLS: dict[str, Any] = {
    "json": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
    "headers": {"Accept": "application/json, text/event-stream"},
}
ROUTES: dict[tuple[str, str], tuple[str | int, dict[str, Any]]] = {
    ("GET", "/"): ("ask admin", {}),
    ("POST", "/"): ("ask", {"data": {"question": ASKED}}),
    ("GET", "/documents/{document_id}"): ("ask admin", {}),
    ("GET", "/healthz"): (200, {}),
    ("GET", "/insights"): ("admin", {}),
    ("GET", "/insights.csv"): ("admin", {}),
    ("GET", "/insights/cases/{answer_id}"): ("admin", {}),
    ("GET", "/insights/unanswered"): ("admin", {}),
    ("GET", "/metrics"): ("metrics", {}),
    ("GET", "/openapi.json"): (200, {}),
    ("GET", "/readyz"): (200, {}),
    ("GET", "/signin"): (200, {}),
    ("POST", "/signin"): (401, {}),
    ("GET", "/signin/callback"): (401, {}),
    ("GET", "/signin/issuer"): (303, {}),
    ("POST", "/signout"): (303, {"data": {}}),
    ("GET", "/static/style.css"): (200, {}),
    ("GET", "/widget.js"): (200, {}),
    ("GET", "/widget/{language}.json"): (200, {}),
    ("POST", "/v1/answers/{answer_id}/feedback"): ("ask", {"json": {"verdict": "helpful"}}),
    ("GET", "/v1/conversations"): ("ask", {}),
    ("GET", "/v1/conversations/{conversation_id}"): ("ask", {}),
    ("DELETE", "/v1/conversations/{conversation_id}"): ("ask", {}),
    ("GET", "/v1/about"): ("ask", {}),
    ("POST", "/mcp"): ("ask", TOOLS),
    ("POST", "/v1/chat/completions"): ("ask", {"json": CHAT}),
    ("GET", "/v1/models"): ("ask", {}),
    ("POST", "/v1/search"): ("ask", {"json": {"query": ASKED}}),
    ("GET", "/v1/documents"): ("ask", {}),
    ("GET", "/v1/documents/{document_id}"): ("ask", {}),
    ("GET", "/v1/passages/{passage_id}"): ("ask", {}),
    ("POST", "/v1/questions"): ("ask", QUESTION),
    ("GET", "/v1/switch"): ("admin", {}),
    ("PUT", "/v1/switch"): ("admin", {"json": {"answering": True, "reason": "a test"}}),
}

OPENAIS = ("/v1/chat/completions", "/v1/models")
"""Whose errors have a shape of their own."""

# What each kind of caller may; None for those who show something that is worth nothing.
CALLERS: dict[str, set[str] | None] = {
    "nobody": None,
    "ask key": {"ask"},
    "admin key": {"admin"},
    "metrics key": {"metrics"},
    "revoked key": None,
    "unknown key": None,
    "person": {"ask"},
    "chief": {"ask", "admin"},
    "stranger": set(),
    "expired token": None,
    "foreign token": None,
    "token for others": None,
    "no token": None,
    "session of a key": {"ask"},
    "session of a person": {"ask"},
    "session that was closed": None,
    "session of a revoked key": None,
}


@dataclass
class House:
    """A service that asks who comes, with one open and one restricted document."""

    issuer: IssuerServer
    services: Services
    gate: Gate
    document: str
    passage: str
    secrets: dict[str, str]
    address: str = ""
    app: FastAPI | None = None

    def open(self, desk: Desk) -> FastAPI:
        """Return the application."""
        self.app = create_app(desk)
        return self.app

    def session(self, caller: str) -> str:
        """Open a session."""
        if caller == "session of a person":
            groups = frozenset({"staff"})
            return self.gate.sessions.open(
                Caller("ada", "person", frozenset({"ask"}), groups, "ada")
            )
        name = "revoked" if caller == "session of a revoked key" else "ask"
        token = self.gate.sessions.open(Caller(name, "key", frozenset({"ask"})))
        if caller == "session that was closed":
            self.gate.sessions.close(token)
        return token

    def send(self, http: httpx.Client, caller: str, method: str, path: str, **more: Any) -> Any:
        """Send a request as a kind of caller would."""
        place = path.format(
            document_id=self.document,
            passage_id=self.passage,
            conversation_id="none",
            answer_id="none",
            language="en",
        )
        headers = dict(more.pop("headers", {}))
        if caller.startswith("session"):
            session = self.session(caller)
            headers["Cookie"] = f"euif_session={session}"
            if "data" in more:
                more["data"] = {**more["data"], "token": form_token(session)}
        elif caller != "nobody":
            headers["Authorization"] = f"Bearer {self.secrets[caller]}"
        return http.request(method, place, headers=headers, **more)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with issuing() as issuer:
        services = make_services(
            folder / "data",
            auth="oidc",
            oidc_issuer=issuer.address,
            oidc_audience="the-service",
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            oidc_ask_groups=["police", "staff"],
            oidc_admin_groups=["chiefs"],
            allowed_origins=["https://intranet.example"],
            questions_per_minute=1000,
        )
        closed = "---\naccess: [police]\ntitle: Closed\n---\nThe secret word is heliotrope."
        take_in(services, folder_of(folder / "in", closed=closed, open="Amazon joined in June."))
        (document,) = (one.id for one in services.catalogue.list_documents() if one.title == "open")
        (passage,) = services.catalogue.passages_of(document)
        keys, scopes = services.keys, ("ask", "metrics", "admin")
        secrets = {f"{scope} key": keys.create(scope, [scope]) for scope in scopes}
        secrets |= {
            "police key": keys.create("police", ["ask"], ["police"]),
            "revoked key": keys.create("revoked", ["ask", "admin"]),
            "unknown key": f"euif_{'a' * 43}",
            "person": issuer.token(groups=["staff"]),
            "chief": issuer.token(groups=["chiefs"]),
            "stranger": issuer.token(groups=["neighbours"]),
            "expired token": issuer.token(exp=1_000_000_000),
            "foreign token": issuer.token(SigningKey()),
            "token for others": issuer.token(aud="the other service"),
            "no token": "nonsense",
        }
        keys.revoke("revoked")
        house = House(issuer, services, gate(services), document, passage.id, secrets)
        with serving(services, house.open) as house.address:
            yield house
        services.close()


@pytest.fixture
def http(house: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=house.address, timeout=30) as client:
        yield client


def test_every_route_is_in_the_table(house: House) -> None:
    assert house.app
    found = {
        (method, context.path)
        for context in iter_route_contexts(house.app.routes)
        for method in (context.methods or {"GET"}) - {"HEAD"}
    }
    shown = {("/static/style.css" if path == "/static" else path) for _, path in found}
    assert {path for _, path in ROUTES} == shown
    assert {route for route in found if route[1] != "/static"} <= ROUTES.keys()


def _allowed(route: tuple[str, str], caller: str) -> int:
    """Return what those get who may use a route: of conversations, there are none to be had."""
    if "_id}" in route[1] and "documents" not in route[1] and "passages" not in route[1]:
        return 404
    if route == ("GET", "/") and caller == "admin key":
        return 303  # to the insights
    # A key says nothing of a person, so it has no conversations of its own.
    return 403 if route[1] == "/v1/conversations" and "key" in caller else 200


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_every_route_for_every_caller(
    house: House, http: httpx.Client, route: tuple[str, str], caller: str
) -> None:
    needed, request = ROUTES[route]
    may = CALLERS[caller]
    if isinstance(needed, int):
        expected = needed
    elif may is None:
        expected = 401
    else:
        expected = 403 if may.isdisjoint(needed.split()) else _allowed(route, caller)
    response = house.send(http, caller, *route, **request)
    assert response.status_code == expected, response.text
    if expected in (401, 403, 404) and route[1] != "/signin":
        told = response.json()
        assert "error" in told if route[1] in OPENAIS else told["status"] == expected
        assert "joined" not in response.text
    if expected == 401 and isinstance(needed, str):
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors https://intranet.example" in response.headers["content-security-policy"]


@pytest.mark.parametrize("caller", CALLERS)
def test_a_stream_is_for_the_same_callers(house: House, http: httpx.Client, caller: str) -> None:
    stream = {"Accept": "text/event-stream"}
    response = house.send(http, caller, "POST", "/v1/questions", headers=stream, **QUESTION)
    may = CALLERS[caller]
    assert response.status_code == (401 if may is None else 200 if "ask" in may else 403)
    assert ("event: answer" in response.text) == (response.status_code == 200)


def test_a_restricted_document_is_there_for_its_group_alone(
    house: House, http: httpx.Client
) -> None:
    (closed,) = (one for one in house.services.catalogue.list_documents(None) if one.access)
    (passage,) = house.services.catalogue.passages_of(closed.id)
    paths = (f"/v1/documents/{closed.id}", f"/documents/{closed.id}", f"/v1/passages/{passage.id}")
    question = {"json": {"question": "What is the secret word?"}}
    for caller, there in (("police key", True), ("ask key", False), ("person", False)):
        statuses = {house.send(http, caller, "GET", path).status_code for path in paths}
        assert statuses == {200 if there else 404}
        assert house.send(http, caller, "GET", "/v1/about").json()["documents"] == 1 + there
        assert house.send(http, caller, "GET", "/v1/documents").json()["total"] == 1 + there
        said = house.send(http, caller, "POST", "/v1/questions", **question).text
        assert ("heliotrope" in said) == there
        assert (closed.id in said) == there
        assert ("Closed" in said) == there


def test_scores_are_for_administrators(house: House, http: httpx.Client) -> None:
    house.secrets["all"] = house.services.keys.create("all", ["ask", "admin"])
    for caller, shown in (("ask key", False), ("all", True)):
        trace = house.send(http, caller, "POST", "/v1/questions", **QUESTION).json()["trace"]
        assert trace["hits"]
        for hit in trace["hits"]:
            assert (hit["score"] is not None) == (hit["dense"] is not None) == shown
            assert shown or hit["lexical"] is None
        assert (trace["answerability"] is not None) == shown
        stream = {"Accept": "text/event-stream"}
        events = house.send(http, caller, "POST", "/v1/questions", headers=stream, **QUESTION).text
        assert ('"score":null' not in events) == shown


def sign_in(http: httpx.Client, house: House, **more: str) -> httpx.Response:
    return http.post("/signin", data={"key": house.secrets["ask key"], **more})


def form_of(http: httpx.Client) -> str:
    """Return the token in the forms of the page."""
    (token,) = set(re.findall(r'name="token" value="([^"]+)"', http.get("/").text))
    return str(token)


def test_people_who_are_not_signed_in_are_led_there_and_back(
    house: House, http: httpx.Client
) -> None:
    view = f"/documents/{house.document}?start=1&end=5"
    led = http.get(view, headers=PAGE)
    assert led.status_code == 303
    page = http.get(led.headers["location"])
    (wanted,) = re.findall(r'name="next" value="([^"]+)"', page.text)
    back = sign_in(http, house, next=html.unescape(wanted))
    assert back.headers["location"] == view
    assert http.get(view, headers=PAGE).status_code == 200


def test_a_session_cookie_is_kept_from_scripts_and_other_sites(
    house: House, http: httpx.Client
) -> None:
    signed_in = sign_in(http, house)
    cookie = signed_in.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=28800"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # this test speaks http
    behind = {"X-Forwarded-Proto": "https"}
    by_https = http.post("/signin", data={"key": house.secrets["ask key"]}, headers=behind)
    cookie = by_https.headers["set-cookie"]
    assert cookie.startswith("__Host-euif_session=")
    assert "Secure" in cookie.split("; ")


def test_a_form_is_taken_from_our_own_page_only(house: House, http: httpx.Client) -> None:
    sign_in(http, house)
    question = {"question": ASKED}
    assert http.post("/", data=question).status_code == 403
    assert http.post("/", data={**question, "token": "x"}).status_code == 403
    ours = {**question, "token": form_of(http)}
    assert http.post("/", data=ours).status_code == 200
    assert http.post("/", data=ours, headers={"Origin": house.address}).status_code == 200
    evil = {"Origin": "https://evil.example"}
    assert http.post("/", data=ours, headers=evil).status_code == 403
    assert http.post("/v1/questions", json=question, headers=evil).status_code == 403
    assert http.post("/v1/questions", json=question).status_code == 200
    assert http.post("/signin", data={"key": "x"}, headers=evil).status_code == 403


def test_signing_out_ends_the_session_for_good(house: House, http: httpx.Client) -> None:
    sign_in(http, house)
    session = http.cookies["euif_session"]
    assert http.post("/signout").status_code == 403
    token = form_of(http)
    assert http.post("/signout", data={"token": token}).status_code == 303
    assert "euif_session" not in http.cookies
    kept = {"Cookie": f"euif_session={session}"}
    assert http.get("/v1/about", headers=kept).status_code == 401


def said_in(page: httpx.Response, language: str) -> set[str]:
    """Return the texts of a page that it says are in a language, those for screen readers too."""
    said = lxml.html.fromstring(page.text).xpath(
        "(//text() | //@aria-label)[normalize-space() and ancestor::*[@lang][1]/@lang = $language]",
        language=language,
    )
    return {" ".join(text.split()) for text in said}


def test_what_a_page_says_in_english_only_is_marked(house: House, http: httpx.Client) -> None:
    http.headers["Accept-Language"] = "fr"
    french = Words("fr")
    everywhere = {french.say("brand"), french.say("ai")}
    for signing_in in (http.get("/signin"), http.post("/signin", data={"key": "euif_x"})):
        assert said_in(signing_in, "fr") == everywhere
        assert "Sign in" in said_in(signing_in, "en")
    assert "There is no such key, or it was revoked." in said_in(signing_in, "en")
    sign_in(http, house)
    missing = http.get("/documents/none", headers=PAGE)
    assert said_in(missing, "fr") == {*everywhere, french.say("heading")}
    assert {"Not found", "Sign out"} <= said_in(missing, "en")
    form = {french.say("question"), french.say("send")}
    empty = http.post("/", data={"question": "", "token": form_of(http)})
    assert said_in(empty, "fr") == {*everywhere, french.say("heading"), *form}
    key = house.secrets["chief"]
    for path in ("/insights", "/insights/unanswered"):
        administering = http.get(path, headers={"Authorization": f"Bearer {key}"})
        assert said_in(administering, "fr") == everywhere


def test_a_document_gives_its_page_a_title_in_its_language(
    house: House, http: httpx.Client
) -> None:
    sign_in(http, house)
    page = http.get(f"/documents/{house.document}", headers={"Accept-Language": "fr"})
    assert '<title lang="en">open</title>' in page.text


def test_a_wrong_key_is_told_on_the_page(house: House, http: httpx.Client) -> None:
    for wrong in ("euif_wrong", house.secrets["revoked key"], ""):
        page = http.post("/signin", data={"key": wrong})
        assert page.status_code == 401
        assert "There is no such key" in html.unescape(page.text) or not wrong
    assert "euif_session" not in http.cookies


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/documents/1?start=2", "/documents/1?start=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_our_own_pages_only(
    house: House, http: httpx.Client, wanted: str, leads_to: str
) -> None:
    assert sign_in(http, house, next=wanted).headers["location"] == leads_to


def through_the_issuer(http: httpx.Client, wanted: str = "/") -> httpx.Response:
    """Go to the issuer as a browser would, and return the request that comes back from there."""
    going = http.get("/signin/issuer", params={"next": wanted})
    coming = httpx.get(going.headers["location"], timeout=60)
    return http.get(coming.headers["location"])


def test_people_sign_in_at_the_issuer(house: House, http: httpx.Client) -> None:
    house.issuer.person = {"sub": "ada", "groups": ["police"]}
    assert "Sign in with your organisation" in http.get("/signin").text
    back = through_the_issuer(http, "/documents/x")
    assert (back.status_code, back.headers["location"]) == (303, "/documents/x")
    answer = http.post("/v1/questions", json={"question": "What is the secret word?"})
    assert "heliotrope" in answer.text
    assert "euif_signing_in" not in http.cookies


def test_somebody_outside_the_groups_is_told_so(house: House, http: httpx.Client) -> None:
    house.issuer.person = {"sub": "eve", "groups": ["neighbours"]}
    back = through_the_issuer(http)
    assert back.status_code == 403
    assert "not among those who may ask" in back.text
    assert "euif_session" not in http.cookies


def test_an_administrator_who_may_not_ask_signs_in_to_administer(
    house: House, http: httpx.Client
) -> None:
    key = house.services.keys.create("operators", ["admin"])
    back = http.post("/signin", data={"key": key}, follow_redirects=True)
    assert (back.status_code, back.url.path) == (200, "/insights")
    (document,) = set(re.findall(r'href="(/documents/[^"]+)"', back.text))
    assert "Amazon joined" in http.get(document).text
    assert http.post("/v1/questions", **QUESTION).status_code == 403


def test_a_sign_in_that_somebody_else_began_is_refused(house: House, http: httpx.Client) -> None:
    house.issuer.person = {"sub": "ada", "groups": ["police"]}
    going = http.get("/signin/issuer").headers["location"]
    coming = httpx.get(going, timeout=60).headers["location"]
    with httpx.Client(base_url=house.address, timeout=60) as victim:
        assert victim.get(coming).status_code == 401  # it began none
        victim.get("/signin/issuer")
        assert victim.get(coming).status_code == 401  # it began another
    query = parse_qs(urlsplit(coming).query)
    forged = {"code": "of my own", "state": query["state"][0]}
    assert http.get("/signin/callback", params=forged).status_code == 401
    other = {**forged, "code": query["code"][0], "iss": "https://evil.example"}
    assert http.get("/signin/callback", params=other).status_code == 401
    assert "euif_session" not in http.cookies


def test_other_sites_call_with_a_token_of_their_own_and_only_those_allowed(
    house: House, http: httpx.Client
) -> None:
    asks = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    for origin, allowed in (("https://intranet.example", True), ("https://evil.example", False)):
        headers = {"Origin": origin, **asks}
        first = http.options("/v1/questions", headers=headers)
        assert (first.headers.get("access-control-allow-origin") == origin) == allowed
        then = house.send(
            http, "ask key", "POST", "/v1/questions", headers={"Origin": origin}, **QUESTION
        )
        assert then.status_code == 200
        assert (then.headers.get("access-control-allow-origin") == origin) == allowed
        assert "access-control-allow-credentials" not in then.headers


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://intranet.example", True), ("https://evil.example", False)]
)
def test_only_allowed_sites_may_read_that_something_went_wrong(
    house: House,
    http: httpx.Client,
    monkeypatch: pytest.MonkeyPatch,
    origin: str,
    allowed: bool,
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise ValueError("broken on purpose")

    monkeypatch.setattr("vectorstore.catalogue.Catalogue.list_documents", fails)
    broken = house.send(http, "ask key", "GET", "/v1/documents", headers={"Origin": origin})
    assert broken.status_code == 500
    assert broken.headers["content-type"] == "application/problem+json"
    assert broken.json()["request_id"] == broken.headers["x-request-id"]
    assert (broken.headers.get("access-control-allow-origin") == origin) == allowed
    assert "X-Request-ID" in broken.headers["access-control-expose-headers"]
    assert broken.headers["x-content-type-options"] == "nosniff"
    assert broken.headers["cache-control"] == "no-store"
