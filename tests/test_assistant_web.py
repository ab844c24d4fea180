"""The service over real HTTP: the contract, its errors, its pages."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes import folder_of, take_in
from fastapi.testclient import TestClient

from assistant.bootstrap import Services
from assistant.client import Client
from assistant.errors import ServiceUnavailable, WrongUse
from assistant.web.app import create_app
from assistant.web.desk import Desk
from assistant.wire.questions import QuestionBody, SearchBody

ASKED = "Who joined the EU Internet Forum in June 2024?"
STREAM = {"Accept": "text/event-stream"}
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


def ask(http: httpx.Client, question: str = ASKED, **more: Any) -> dict[str, Any]:
    response = http.post("/v1/questions", json={"question": question, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def stream(http: httpx.Client, question: str) -> list[tuple[str, Any]]:
    response = http.post("/v1/questions", json={"question": question}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    found = re.findall(r"^event: (\w+)\ndata: (.*)$", response.text, re.MULTILINE)
    return [(event, json.loads(data)) for event, data in found]


def test_an_answer_has_the_shape_of_the_contract(http: httpx.Client) -> None:
    answer = ask(http)
    assert answer.keys() == {
        *("id", "conversation_id", "question", "status", "language", "text", "citations"),
        *("suggestions", "trace"),
    }
    assert (answer["status"], answer["language"], answer["question"]) == ("answered", "en", ASKED)
    citation = answer["citations"][0]
    assert citation.keys() == {
        *("number", "passage_id", "document_id", "kind", "title", "url", "summarises"),
        *("publisher", "published_on", "retrieved_on", "language", "headings", "page"),
        *("quote", "start", "end", "view"),
    }
    assert citation["kind"] == "note"
    assert citation["publisher"] == "euif-assistant"
    assert citation["url"] is None
    assert citation["summarises"]
    assert answer["trace"].keys() == {
        *(
            "restated_question",
            "composer",
            "model",
            "prompt_digests",
            "hits",
            "answerability",
            "milliseconds",
            "fallback",
            "removed",
            "unsure",
        )
    }
    assert answer["trace"]["hits"][0].keys() == {
        *("passage_id", "document_id", "source", "score", "dense", "lexical")
    }


def test_a_search_finds_passages_and_does_not_answer(http: httpx.Client, address: str) -> None:
    def search(**more: Any) -> list[dict[str, Any]]:
        found = http.post("/v1/search", json={"query": ASKED, **more})
        assert found.status_code == 200, found.text
        passages: list[dict[str, Any]] = found.json()["passages"]
        return passages

    found = search()
    hits = [hit["passage_id"] for hit in ask(http)["trace"]["hits"]]
    assert [one["id"] for one in found] == hits[:8]
    first = found[0]
    assert "SoundCloud" in first["text"]
    assert http.get(first["view"], headers=PAGE).status_code == 200
    shown = http.get(f"/v1/passages/{first['id']}").json()
    assert first == {**shown, "view": first["view"]}
    assert len(search(limit=1)) == 1
    assert 8 < len(search(limit=20)) <= 20
    of_the_day = {one["document"]["language"] for one in search(filters={"language": "fr"})}
    assert of_the_day == {"fr"}
    asked = SearchBody(query=ASKED, limit=2)
    assert [one.id for one in Client(address).search(asked).passages] == [
        one["id"] for one in found[:2]
    ]
    never = {"filters": {"published_from": "2025-01-01", "published_to": "2024-12-31"}}
    for wrong in ({"limit": 21}, {"limit": 0}, {"query": "?"}, {"langauge": "fr"}, never):
        assert http.post("/v1/search", json={"query": ASKED, **wrong}).status_code == 422


def test_a_citation_opens_its_quote_in_the_document(http: httpx.Client) -> None:
    for citation in ask(http)["citations"]:
        document = http.get(f"/v1/documents/{citation['document_id']}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
        passage = http.get(f"/v1/passages/{citation['passage_id']}").json()
        assert passage["document"]["id"] == citation["document_id"]
        assert document["text"][passage["start"] : passage["end"]] == passage["text"]
        page = http.get(citation["view"], headers=PAGE)
        marked = re.findall(r"<mark[^>]*>(.*?)</mark>", page.text)
        assert marked == [citation["quote"]]


def test_a_stream_ends_with_the_answer_that_json_gives(http: httpx.Client) -> None:
    events = stream(http, ASKED)
    kinds = [kind for kind, _ in events]
    assert kinds[0] == "passages"
    assert kinds[-1] == "answer"
    assert set(kinds[1:-1]) == {"delta"}
    streamed, plain = events[-1][1], ask(http)
    assert "".join(data["text"] for kind, data in events if kind == "delta") == streamed["text"]
    for answer in (streamed, plain):
        del answer["id"], answer["conversation_id"], answer["trace"]["milliseconds"]
    assert streamed == plain


def test_a_conversation_keeps_its_id(http: httpx.Client) -> None:
    begun = ask(http)["conversation_id"]
    assert ask(http, conversation_id=begun)["conversation_id"] == begun
    assert ask(http)["conversation_id"] != ask(http)["conversation_id"]


def test_filters_narrow_the_search(http: httpx.Client) -> None:
    german = ask(http, "Wann war der Start des Forums?", filters={"language": "de"})
    assert {citation["language"] for citation in german["citations"]} <= {"de"}
    nothing = ask(http, filters={"published_to": "2000-01-01"})
    assert nothing["status"] == "unanswerable_no_passages"


def test_questions_at_the_limit_are_answered(http: httpx.Client) -> None:
    assert ask(http, "x" * 2_000)["status"] == "clarification"
    assert ask(http, f"  {ASKED}\n")["question"] == ASKED


def test_a_question_is_read_alike_however_its_accents_are_written(http: httpx.Client) -> None:
    asked = "Où était la sixième réunion ?"
    apart = unicodedata.normalize("NFD", asked)
    assert ask(http, apart)["question"] == asked
    before = {"role": "user", "text": apart}
    told = ask(http, "Et quand ?", history=[before])
    assert told["trace"]["restated_question"] == f"{asked} Et quand ?"


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "stream"])
@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"question": " \n "}, "question", "empty"),
        ({"question": "\u200b"}, "question", "empty"),
        ({"question": "x" * 2_001}, "question", "2001 characters; 2000 are the most"),
        ({}, "question", "required"),
        ({"question": "a?", "histroy": []}, "histroy", "no such field"),
        ({"question": "a?", "filters": {"langage": "en"}}, "filters.langage", "no such field"),
        ({"question": "a?", "filters": {"published_to": "soon"}}, "filters.published_to", "date"),
        (
            {"question": "a?", "history": [{"role": "system", "text": ""}]},
            "history.0.role",
            "'user' or 'assistant'",
        ),
        ({"question": "a?", "history": [{"role": "user", "text": ""}] * 41}, "history", "40"),
    ],
)
def test_a_wrong_request_names_the_field(
    http: httpx.Client, headers: dict[str, str], body: dict[str, Any], field: str, message: str
) -> None:
    response = http.post("/v1/questions", json=body, headers=headers)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert message in response.json()["detail"]


@pytest.mark.parametrize("field", ["question", "conversation_id"])
def test_half_characters_are_refused(http: httpx.Client, field: str) -> None:
    body = json.dumps({"question": "What?", field: "\ud800 what?"})
    response = http.post(
        "/v1/questions", content=body, headers={"content-type": "application/json"}
    )
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_half_characters_in_filters_are_refused(http: httpx.Client) -> None:
    body = json.dumps({"question": "What?", "filters": {"publisher": "\ud800"}})
    for path in ("/v1/questions", "/v1/search"):
        response = http.post(path, content=body, headers={"content-type": "application/json"})
        assert response.status_code == 422


@pytest.mark.parametrize(
    ("content", "kind", "status", "detail"),
    [
        (b'{"question": ', "application/json", 422, "body: It is no JSON: Expecting value, at ch"),
        (b"", "application/json", 422, "body: Send a JSON object, with the header Content-Type"),
        (b'{"question": "a?"}', "text/plain", 422, "body: Send a JSON object, with the header"),
        (b'["a?"]', "application/json", 422, "body: Send a JSON object, with the header"),
        (b'{"question": "\xff?"}', "application/json", 400, "The request cannot be read. Send"),
        (b"[" * 60_000, "application/json", 400, "The request cannot be read. Send a JSON object"),
    ],
)
def test_a_request_that_cannot_be_read_is_told_what_to_send(
    http: httpx.Client, content: bytes, kind: str, status: int, detail: str
) -> None:
    response = http.post("/v1/questions", content=content, headers={"content-type": kind})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].startswith(detail)


@pytest.mark.parametrize(
    ("method", "path", "status", "detail"),
    [
        ("GET", "/v1/nothing", 404, "There is nothing at this address."),
        ("GET", "/static/../app.py", 404, "There is nothing at this address."),
        ("DELETE", "/v1/questions", 405, "This address takes POST only."),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    http: httpx.Client, method: str, path: str, status: int, detail: str
) -> None:
    response = http.request(method, path)
    assert (response.status_code, response.json()["detail"]) == (status, detail)


def test_the_icon_that_pages_name_is_there(http: httpx.Client) -> None:
    (named,) = re.findall(r'<link rel="icon" href="([^"]+)">', http.get("/", headers=PAGE).text)
    icon = http.get(named)
    assert (icon.status_code, icon.headers["content-type"]) == (200, "image/svg+xml")


def test_a_page_that_is_not_there_says_so(http: httpx.Client) -> None:
    page = http.get("/nothing", headers=PAGE)
    assert page.status_code == 404
    assert "There is nothing at this address." in page.text


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/widget.js", "/v1/documents"])
def test_head_tells_what_get_would_and_sends_no_body(http: httpx.Client, path: str) -> None:
    head, got = http.head(path), http.get(path)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    told = ("content-type", "content-length", "cache-control", "content-security-policy")
    assert [head.headers.get(name) for name in told] == [got.headers.get(name) for name in told]
    assert http.head("/v1/questions").status_code == 405


def test_a_body_over_the_limit_is_refused_also_when_it_hides_its_length(
    http: httpx.Client,
) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(70):
            yield b"a" * 1024

    headers = {"content-type": "application/json"}
    for content in (b"a" * 70_000, chunks()):
        response = http.post("/v1/questions", content=content, headers=headers)
        assert response.status_code == 413
        assert response.json()["detail"] == "A request may have 64 KiB at most."


def test_a_closed_document_is_shown_at_no_door(services: Services, tmp_path: Path) -> None:
    closed = "---\naccess: [police]\ntitle: Closed\n---\nThe secret word is heliotrope."
    take_in(services, folder_of(tmp_path / "in", closed=closed, open="Amazon joined in June."))
    (document,) = (one for one in services.catalogue.list_documents(None) if one.access)
    (passage,) = services.catalogue.passages_of(document.id)
    with services.index() as index:
        desk = Desk.over(services, index)
        with TestClient(create_app(desk)) as client:
            listed = client.get("/v1/documents").json()
            paths = (f"/v1/documents/{document.id}", f"/documents/{document.id}")
            statuses = [client.get(path).status_code for path in paths]
            statuses.append(client.get(f"/v1/passages/{passage.id}").status_code)
            question = {"question": "What is the secret word?"}
            answers = client.post("/v1/questions", json=question).text
            answers += client.post("/v1/questions", json=question, headers=STREAM).text
            answers += client.post("/", data=question).text
    assert (listed["total"], [d["title"] for d in listed["documents"]]) == (1, ["open"])
    assert statuses == [404, 404, 404]
    assert "heliotrope" not in answers
    assert document.id not in answers


@pytest.mark.parametrize(
    "path", ["/v1/documents/none", "/v1/passages/none", "/documents/none", "/nowhere"]
)
def test_what_is_not_there_is_a_problem_document(http: httpx.Client, path: str) -> None:
    response = http.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == 404


def test_documents_are_listed_a_page_at_a_time(http: httpx.Client) -> None:
    listed, offset = [], 0
    while offset is not None:
        page = http.get("/v1/documents", params={"offset": offset, "limit": 30}).json()
        listed += page["documents"]
        offset = page["next"]
    assert len(listed) == page["total"] == len({document["id"] for document in listed})
    assert [d["title"] for d in listed] == sorted(d["title"] for d in listed)


def test_health_and_readiness(http: httpx.Client) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    assert http.get("/readyz").json()["status"] == "ready"


def test_not_ready_says_what_is_missing(services: Services) -> None:
    with services.index() as index:
        desk = Desk.over(services, index)
        with TestClient(create_app(desk)) as client:
            response = client.get("/readyz")
    assert response.status_code == 503
    assert "euif ingest" in response.json()["detail"]


def test_the_page_answers_without_javascript(http: httpx.Client) -> None:
    form = http.get("/", headers=PAGE)
    assert re.search(r"<euif-assistant [^>]*>\s*<form ", form.text)
    assert "I know 84 documents" in form.text
    assert "AI system" in form.text
    page = http.post("/", data={"question": ASKED}, headers=PAGE)
    assert page.status_code == 200
    assert "Mistral AI" in page.text
    assert 'href="#citation-1"' in page.text
    assert "<strong>Note</strong>" in page.text
    assert "#quote" in page.text
    assert "<script" not in page.text
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("question", "message"), [("  ", "empty"), ("x" * 2_001, "2001 characters")]
)
def test_the_page_says_what_is_wrong_and_keeps_the_question(
    http: httpx.Client, question: str, message: str
) -> None:
    page = http.post("/", data={"question": question}, headers=PAGE)
    assert page.status_code == 422
    assert message in page.text
    assert f">{question}</textarea>" in page.text


def test_quotes_and_own_words_say_their_languages(http: httpx.Client) -> None:
    german = {"question": "Wer ist im Juni 2024 dem EU-Internetforum beigetreten?"}
    page = http.post("/", data=german, headers=PAGE)
    assert re.search(r'<p lang="en">[^<]*Mistral AI', page.text)
    assert re.search(r'<p lang="de">[^<]*25. November 2026', page.text)


def test_what_people_type_is_shown_as_text(http: httpx.Client) -> None:
    page = http.post("/", data={"question": "<script>alert(1)</script>"}, headers=PAGE)
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_people_get_pages_for_errors_too(http: httpx.Client) -> None:
    page = http.get("/documents/none", headers=PAGE)
    assert page.status_code == 404
    assert "Not found</h1>" in page.text


@pytest.mark.parametrize(
    "span",
    ["start=5&end=2", "start=999999&end=9999999", f"start=0&end={10**30}", "", "start=0&end=1"],
)
def test_a_document_is_shown_whatever_span_is_asked_for(http: httpx.Client, span: str) -> None:
    document = ask(http)["citations"][0]["document_id"]
    page = http.get(f"/documents/{document}?{span}", headers=PAGE)
    assert page.status_code == 200
    assert "Size before the enlargement" in page.text


@pytest.mark.parametrize("path", ["/", "/v1/about", "/nowhere", "/static/style.css", "/v1/answer"])
def test_every_response_says_what_may_take_effect_in_it(http: httpx.Client, path: str) -> None:
    headers = http.get(path, headers=PAGE).headers
    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy)
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert (headers.get("cache-control") == "no-store") == (not path.startswith("/static"))


def test_a_fault_of_ours_is_a_problem_without_its_text(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    with services.index() as index:
        desk = Desk.over(services, index)
        monkeypatch.setattr(services, "catalogue", None)
        with TestClient(create_app(desk), raise_server_exceptions=False) as client:
            response = client.get("/v1/about")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.json()["detail"]
    assert "NoneType" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_about_tells_what_people_are_to_know(http: httpx.Client) -> None:
    about = http.get("/v1/about").json()
    assert "AI system" in about["notice"]
    assert about["notice"] in http.get("/").text
    assert (about["privacy_url"], about["contact"]) == (None, None)
    assert {"de", "en", "fr"} <= set(about["languages"])
    assert about["documents"] == http.get("/v1/documents").json()["total"]
    assert about["newest"] == "2026-11-25"


def test_the_schema_is_served_and_names_the_contract(http: httpx.Client) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    assert {"/v1/questions", "/v1/documents/{document_id}", "/readyz"} <= paths.keys()


def test_the_client_asks_and_explains_what_goes_wrong(address: str) -> None:
    answer = Client(address).ask(QuestionBody(question=ASKED))
    assert answer.citations[0].quote in answer.text
    secretive = address.replace("://", "://me:secret@") + "/?token=secret"
    assert Client(secretive).ask(QuestionBody(question=ASKED)).text == answer.text
    with pytest.raises(ServiceUnavailable, match="nothing at this address"):
        Client(f"{address}/nowhere").ask(QuestionBody(question=ASKED))
    with pytest.raises(ServiceUnavailable, match="does not answer"):
        Client("http://127.0.0.1:9").ask(QuestionBody(question=ASKED))
    with pytest.raises(ServiceUnavailable, match=r"at http://127\.0\.0\.1:9 does not answer"):
        Client("http://me:secret@127.0.0.1:9/?token=secret").ask(QuestionBody(question=ASKED))
    for wrong in ("me:secret@127.0.0.1", "ftp://host", "http://", "http://[::1"):
        with pytest.raises(WrongUse, match="begins with http"):
            Client(wrong)
