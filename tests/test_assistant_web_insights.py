"""The pages for administrators: what they show, to whom, and that everybody can read them."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from conftest import MakeServices
from fakes import answer_to, folder_of, serving, take_in
from playwright.sync_api import Page, expect
from sqlalchemy import update
from widget_browser import assert_accessible

from assistant.bootstrap import Services
from assistant.conversation import Answer, Citation, Question
from assistant.history import answers
from assistant.insights import Count
from assistant.web.insights import Bar, Period, _as_text, bars
from assistant.wire.answers import FeedbackBody
from vectorstore.findings import Hit

CHAIR = "Who chairs the Crocus Committee?"
CHAIRS = "Maria Example chairs the Crocus Committee."
SECRET = "Ole Sample chairs the Heliotrope Committee."
CLOSED = "Who chairs the Heliotrope Committee?"
LACKING = {"status": "unanswerable_not_supported", "citations": ()}


def citing(services: Services, title: str, question: str) -> Answer:
    """Return an answer that quotes the whole of the document with this title."""
    listed = services.catalogue.list_documents(None)
    (document,) = (one for one in listed if one.title == title)
    (passage,) = services.catalogue.passages_of(document.id)
    made = answer_to(
        Question(question, title),
        id=title.replace(" ", "-"),
        text=f"{passage.text} [1]",
        citations=(Citation(1, passage, document, passage.text, passage.start, passage.end, None),),
    )
    steps = {"find": 3, "verify": 1, "total": 5}
    hits = (Hit(passage, document, 0.9, 0.8, None),)
    return replace(made, trace=replace(made.trace, hits=hits, milliseconds=steps))


@pytest.fixture(scope="module")
def kept(
    tmp_path_factory: pytest.TempPathFactory, make_services: MakeServices
) -> Iterator[Services]:
    """Yield services over a few documents, one of them restricted, with a little history."""
    folder = tmp_path_factory.mktemp("insights")
    services = make_services(folder / "data", auth="token")
    take_in(
        services,
        folder_of(
            folder / "in",
            chair=f"---\ntitle: Chairs\npublished_on: 2019-05-01\n---\n{CHAIRS}",
            closed=f"---\ntitle: Closed file\naccess: [police]\n---\n{SECRET}",
            other="---\ntitle: <b>Other</b> file\n---\nNothing happened.",
        ),
    )
    history = services.history
    for number, question in enumerate(
        ["What of Malta?", "=HYPERLINK(A1)", "What of Malta?", "@all, who leads?"]
    ):
        asked = Question(question, f"c{number}", person="ada-lovelace")
        history.keep(answer_to(asked, id=f"a{number}", **LACKING))
    secret = Question("", "private")
    history.keep(answer_to(secret, id="private", status="refused_personal_data", citations=()))
    history.keep(answer_to(Question("Long ago?", "old"), id="old"))
    for title, question in (("Chairs", CHAIR), ("Closed file", CLOSED)):
        cited = citing(services, title, question)
        history.keep(cited)
        said = FeedbackBody(verdict="unhelpful", comment="It is <i>wrong</i>.")
        history.rate(cited.id, said, None)
    with history._writing.begin() as connection:
        long_ago = datetime.now(UTC) - timedelta(days=20)
        connection.execute(
            update(answers).where(answers.c.id == "old").values(answered_at=long_ago)
        )
    yield services
    services.close()


@pytest.fixture(scope="module")
def address(kept: Services) -> Iterator[str]:
    """Yield the address of a service."""
    with serving(kept) as address:
        yield address


@pytest.fixture(scope="module")
def http(kept: Services, address: str) -> Iterator[httpx.Client]:
    """Yield a client that is an administrator of no group."""
    key = kept.keys.create("operator", ["admin", "ask"])
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        yield client


def section(page: httpx.Response, name: str) -> str:
    """Return the part of a page under a heading."""
    assert page.status_code == 200, page.text
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', page.text, re.S)
    assert found, name
    return found[1]


def test_the_page_tells_what_was_asked_and_how_it_ended(http: httpx.Client) -> None:
    page = http.get("/insights?days=7")
    assert "7 questions since" in page.text
    statuses = dict(
        re.findall(r"<code>(\w+)</code></th><td class=\"number\">(\d+)<", section(page, "statuses"))
    )
    assert statuses == {
        "unanswerable_not_supported": "4",
        "answered": "2",
        "refused_personal_data": "1",
    }
    today = datetime.now(UTC).date()
    rows = re.findall(
        r'<time>([\d-]+)</time></th><td class="number">(\d+)</td><td class="number">(\d+)',
        section(page, "questions"),
    )
    assert rows[-1] == (str(today), "7", "2")
    assert rows[:-1] == [(str(today - timedelta(days=back)), "0", "0") for back in range(6, 0, -1)]
    assert "4 questions had no answer" in section(page, "lacking")
    slowest = section(page, "slowest")
    assert "left out: it held personal data" in slowest
    assert "/insights/cases/private" not in slowest
    assert "ada-lovelace" not in page.text


def test_a_longer_period_reaches_further_back(http: httpx.Client) -> None:
    assert "8 questions since" in http.get("/insights").text
    assert "Questions a week" in http.get("/insights?days=365").text
    assert http.get("/insights?days=0").status_code == 422


def test_unhelpful_answers_stand_with_their_trace(http: httpx.Client) -> None:
    unhelpful = section(http.get("/insights"), "unhelpful")
    assert CHAIR in unhelpful
    assert "It is &lt;i&gt;wrong&lt;/i&gt;." in unhelpful
    assert f"{CHAIRS} [1]" in unhelpful
    assert re.search(r"<dd>find 3, verify 1, total 5</dd>", unhelpful)
    assert "chair.md</a>" in unhelpful


def test_restricted_documents_stay_with_their_groups(kept: Services, http: httpx.Client) -> None:
    page = http.get("/insights")
    assert CLOSED in page.text
    assert "cites documents that you may not see" in page.text
    for hidden in ("Ole Sample", "Closed file", "closed.md"):
        assert hidden not in page.text
    key = kept.keys.create("chief of police", ["admin", "ask"], ["police"])
    theirs = http.get("/insights", headers={"Authorization": f"Bearer {key}"})
    assert SECRET in theirs.text
    assert "Closed file" in section(theirs, "cited")


def test_documents_are_told_by_how_often_they_are_cited(http: httpx.Client) -> None:
    page = http.get("/insights")
    assert re.search(r"Chairs</a></th><td class=\"number\">1<", section(page, "cited"))
    assert "&lt;b&gt;Other&lt;/b&gt; file" in section(page, "never")
    assert "Chairs" not in section(page, "never")
    assert "1 documents were cited by no answer" in section(page, "never")
    old = section(page, "old")
    assert re.search(r"Chairs</a></th><td><time>2019-05-01</time></td><td class=\"number\">1<", old)
    assert "Other" not in old


def test_questions_without_an_answer_stand_together(http: httpx.Client) -> None:
    page = http.get("/insights/unanswered?days=7")
    assert page.status_code == 200
    groups = re.findall(r'<section class="group">(.*?)</section>', page.text, re.S)
    assert "What of Malta?" in groups[0]
    assert "asked 2 times" in groups[0]
    assert "/insights/cases/a2" in groups[0]
    assert len(groups) == 3
    assert "are looked at" not in page.text
    assert "Malta" not in http.get("/insights?days=7").text.partition("Found unhelpful")[0]


def test_more_than_can_be_grouped_is_told(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.insights._GROUPED", 2)
    page = http.get("/insights/unanswered?days=7").text
    assert "Only the newest 2 are looked at" in page
    assert "HYPERLINK" not in page
    assert "in other words" not in page
    monkeypatch.setattr("assistant.web.insights._SHORT", 0)
    page = http.get("/insights/unanswered?days=7").text
    assert "1 more, asked in other words" in page
    assert "What of Malta?" in page


def test_a_table_of_all_answers_holds_no_formula_and_no_person(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.insights._PIECE", 100)
    response = http.get("/insights.csv?days=7")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.search(
        r'filename="answers-[\d-]+-7-days\.csv"', response.headers["content-disposition"]
    )
    rows = list(csv.DictReader(io.StringIO(response.text)))
    questions = [row["question"] for row in rows]
    assert questions == [
        *("What of Malta?", "'=HYPERLINK(A1)", "What of Malta?", "'@all, who leads?"),
        *("", CHAIR, CLOSED),
    ]
    assert (rows[5]["status"], rows[5]["documents"], rows[5]["unhelpful"]) == ("answered", "1", "1")
    assert datetime.fromisoformat(rows[0]["answered_at"]).tzinfo == UTC
    assert "ada-lovelace" not in response.text


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@A", " =1", "＝1", "\u200b=1"])
def test_what_a_spreadsheet_would_reckon_is_made_text(start: str) -> None:
    assert _as_text(start) == f"'{start}"
    assert _as_text(f"a{start}") == f"a{start}"
    for parting in (";", ",", "\t", "\r", "\n"):
        assert _as_text(f"a{parting}{start}") == f"a{parting}'{start}"


def test_a_question_downloads_as_a_draft_of_a_case(http: httpx.Client) -> None:
    response = http.get("/insights/cases/a0")
    assert response.headers["content-disposition"] == 'attachment; filename="case-a0.jsonl"'
    assert response.json()["question"] == "What of Malta?"
    for missing in ("nothing", "private"):
        response = http.get(f"/insights/cases/{missing}")
        assert (response.status_code, response.json()["title"]) == (404, "Not found")


def test_the_first_page_leads_administrators_there(kept: Services, http: httpx.Client) -> None:
    assert 'href="/insights"' in http.get("/").text
    key = kept.keys.create("asker", ["ask"])
    asker = http.get("/", headers={"Authorization": f"Bearer {key}"})
    assert "/insights" not in asker.text


def test_where_nothing_was_asked_the_pages_say_so(
    tmp_path_factory: pytest.TempPathFactory, services: Services
) -> None:
    with serving(services) as address, httpx.Client(base_url=address, timeout=60) as http:
        page = http.get("/insights")
        assert "Nothing was asked in this time" in page.text
        assert "Every document was cited" in page.text
        assert "There are none." in http.get("/insights/unanswered").text
        assert len(http.get("/insights.csv").text.splitlines()) == 1


def test_a_long_period_is_drawn_by_weeks() -> None:
    period = Period(101)
    first = period.first
    counts = [
        Count(first, "answered", 2),
        Count(first + timedelta(days=6), "clarification", 3),
        Count(first + timedelta(days=7), "answered", 5),
        Count(first + timedelta(days=100), "answered", 1),
    ]
    drawn = bars(counts, period)
    assert len(drawn) == 15
    assert drawn[:2] == [Bar(first, 5, 2), Bar(first + timedelta(days=7), 5, 5)]
    assert drawn[-1] == Bar(first + timedelta(days=98), 1, 1)
    by_day = bars([Count(Period(100).first, "answered", 1)], Period(100))
    assert (len(by_day), by_day[0].questions, by_day[1].questions) == (100, 1, 0)
    assert Period(1).first == datetime.now(UTC).date()
    assert isinstance(first, date)


@pytest.mark.parametrize(
    "path", ["/insights?days=30", "/insights?days=365", "/insights/unanswered"]
)
def test_the_pages_are_accessible(http: httpx.Client, tab: Page, path: str) -> None:
    tab.set_extra_http_headers({"Authorization": http.headers["Authorization"]})
    tab.goto(f"{http.base_url}{path}")
    for summary in tab.locator("summary").all():
        summary.click()
    assert_accessible(tab)
    tab.set_viewport_size({"width": 360, "height": 700})
    assert_accessible(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


BROKEN = """area => [...document.querySelectorAll(area)].flatMap(one => {
    const found = []
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/\\d+-\\d+-\\d+|[\\p{L}\\p{N}_]+/gu)) {
            const range = document.createRange()
            range.setStart(texts.currentNode, word.index)
            range.setEnd(texts.currentNode, word.index + word[0].length)
            if (range.getClientRects().length > 1) found.push(word[0])
        }
    }
    return found
})"""
"""Returns the words inside of what a selector matches that stand on more than one line."""


@pytest.fixture
def phone(http: httpx.Client, address: str, tab: Page) -> Page:
    """Return a tab as narrow as WCAG 1.4.10 has it, of an administrator who is signed in."""
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(f"{address}/signin")
    tab.get_by_label("Your key").fill(http.headers["Authorization"].split()[1])
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
    return tab


@pytest.mark.parametrize("language", ["en", "fi", "fr", "hu"])
def test_on_a_phone_the_header_breaks_between_its_links(
    address: str, phone: Page, language: str
) -> None:
    phone.set_extra_http_headers({"Accept-Language": language})
    phone.goto(address)
    assert phone.get_by_role("link", name="Insights").is_visible()
    assert phone.evaluate(BROKEN, "header a, header button") == []
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "path", ["/insights?days=30", "/insights?days=365", "/insights/unanswered"]
)
def test_on_a_phone_tables_scroll_and_the_page_does_not(
    address: str, phone: Page, path: str
) -> None:
    phone.goto(f"{address}{path}")
    for summary in phone.locator("summary").all():
        summary.click()
    assert phone.evaluate(BROKEN, "body") == []
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert phone.locator("table").count() == phone.locator(".across > table").count()


def test_on_a_phone_a_word_is_broken_where_it_fits_no_line(address: str, phone: Page) -> None:
    phone.goto(f"{address}/insights")
    question = phone.locator("[aria-labelledby=slowest] q").first
    question.evaluate("it => { it.textContent = 'x'.repeat(400) }")
    assert question.evaluate("it => it.getBoundingClientRect().width") <= 320
    phone.locator(".lead").evaluate("it => { it.textContent = 'x'.repeat(400) }")
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 320
