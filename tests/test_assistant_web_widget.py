"""The widget in a real browser, against the real service and against one that misbehaves."""

import re
import threading
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
from fakes import serving
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect
from widget_browser import (
    answered,
    ask,
    asked,
    assert_accessible,
    focused,
    last_turn,
    listen,
    open_chat,
)
from widget_stage import (
    LOADED,
    QUOTE,
    TEXT,
    Refused,
    Send,
    Stage,
    answer,
    citation,
    document,
    page,
)

from assistant.bootstrap import Services
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.desk import Desk
from ingest.readers.pdf import read_pdf

ASKED = "Who joined the EU Internet Forum in June 2024?"
MEMBERS = "Amazon, SoundCloud, Mistral AI and DailyMotion"
MEMBERS_NOTE = "New members of the EU Internet Forum, 4 June 2024"
AGAIN = "Ask again"


@pytest.fixture(scope="module")
def service(browser: Browser, forum: Services, open_stage: Stage) -> Iterator[str]:
    """Yield the address of the real service over the bundled notes; the stage may call it."""

    def allow(desk: Desk) -> FastAPI:
        services = copy(desk.services)
        allowed = {"allowed_origins": (open_stage.address,)}
        services.settings = services.settings.model_copy(update=allowed)
        return create_app(replace(desk, services=services))

    with serving(forum, allow) as address:
        yield address


# With the real service


def test_a_question_is_answered_cited_and_opened_at_its_quote(tab: Page, service: str) -> None:
    tab.goto(service)
    assert_accessible(tab)
    ask(tab, ASKED)
    turn = answered(tab)
    expect(turn).to_contain_text(MEMBERS)
    marker = turn.get_by_role("button", name="Citation 1").first
    marker.click()
    expect(marker).to_have_attribute("aria-expanded", "true")
    card = turn.get_by_role("group", name="Citation 1")
    expect(card.get_by_role("blockquote")).to_contain_text(MEMBERS)
    expect(card).to_contain_text("not the wording of the pages it rests on")
    expect(card.get_by_role("link", name="home-affairs.ec.europa.eu").first).to_be_visible()
    card.get_by_role("button", name="Show in the document").click()
    source = tab.get_by_role("complementary", name="Document")
    expect(source.locator("mark")).to_contain_text(MEMBERS)
    expect(source.locator("mark")).to_be_in_viewport()
    assert_accessible(tab)
    with tab.expect_popup() as opened:
        source.get_by_role("link", name="Open as a page").click()
    expect(opened.value.locator("mark")).to_contain_text(MEMBERS)
    expect(opened.value.locator("mark")).to_be_in_viewport()


def test_it_says_what_programs_are_told_with_the_same_numbers(tab: Page, service: str) -> None:
    asked = f"{ASKED.removesuffix('?')}, and when was the EU Internet Forum launched?"
    told = tab.request.post(f"{service}/v1/questions", data={"question": asked}).json()
    tab.goto(service)
    ask(tab, asked)
    turn = answered(tab)
    markers = turn.get_by_role("button", name=re.compile(r"^Citation \d+:")).all()
    shown = [str(marker.get_attribute("aria-label")).partition(":")[0] for marker in markers]
    numbers = re.findall(r"\[(\d+)\]", told["text"])
    assert len(set(numbers)) > 1
    assert shown == [f"Citation {number}" for number in numbers]
    for sentence in re.split(r" \[\d+\]|\n", told["text"]):
        expect(turn).to_contain_text(sentence)
    sources = turn.get_by_role("list", name="Sources").inner_text()
    places = [sources.index(citation["title"]) for citation in told["citations"]]
    assert places == sorted(places)


def test_a_conversation_survives_a_reload_and_can_be_deleted(tab: Page, service: str) -> None:
    tab.goto(service)
    ask(tab, ASKED)
    turn = answered(tab)
    turn.get_by_role("button", name=f"{MEMBERS_NOTE} Note").click()
    expect(tab.locator("mark")).to_be_visible()
    tab.reload()
    expect(last_turn(tab)).to_contain_text(MEMBERS)
    expect(tab.locator("mark")).to_be_in_viewport()
    last_turn(tab).get_by_role("button", name="Helpful", exact=True).click()
    last_turn(tab).get_by_role("textbox").fill("To the point.")
    last_turn(tab).get_by_role("button", name="Send comment").click()
    expect(last_turn(tab).get_by_role("textbox")).to_have_count(0)
    tab.get_by_role("button", name="Delete conversation").click()
    assert focused(tab) == "Keep"
    assert_accessible(tab)
    kept = tab.evaluate(
        "JSON.parse(Object.values(sessionStorage).find((it) => it.includes('turns')))"
    )
    address = f"{service}/v1/conversations/{kept['id']}"
    conversation = tab.request.get(address).json()
    assert conversation["channel"] == "web"
    assert conversation["answers"][0]["feedback"][0]["comment"] == "To the point."
    tab.get_by_role("button", name="Delete", exact=True).click()
    expect(tab.get_by_role("article")).to_have_count(0)
    assert tab.request.get(address).status == 404
    expect(tab.locator("mark")).to_have_count(0)
    tab.reload()
    expect(tab.get_by_text("You could ask")).to_be_visible()
    expect(tab.get_by_role("article")).to_have_count(0)


def test_a_follow_up_is_asked_with_what_was_said_before(tab: Page, service: str) -> None:
    tab.goto(service)
    ask(tab, ASKED)
    answered(tab)
    ask(tab, "And in December 2021?")
    expect(tab.get_by_role("article")).to_have_count(2)
    expect(answered(tab).get_by_role("button", name="Citation 1").first).to_be_visible()


def test_a_conversation_that_the_service_forgot_goes_on(tab: Page, service: str) -> None:
    tab.goto(service)
    ask(tab, ASKED)
    answered(tab)
    kept = tab.evaluate(
        "JSON.parse(Object.values(sessionStorage).find((it) => it.includes('turns')))"
    )
    assert tab.request.delete(f"{service}/v1/conversations/{kept['id']}").status == 204
    ask(tab, "And in December 2021?")
    expect(tab.get_by_role("article")).to_have_count(2)
    expect(answered(tab).get_by_role("button", name="Citation 1").first).to_be_visible()


def test_it_works_on_another_site_under_a_strict_policy(
    tab: Page, stage: Stage, service: str
) -> None:
    stage.html = page(
        '<euif-assistant mode="inline" lang="fr"></euif-assistant>',
        f'<script src="{service}/widget.js"></script>',
    )
    stage.headers = {
        "Content-Security-Policy": f"default-src 'none'; script-src {service}; "
        f"connect-src {service}; require-trusted-types-for 'script'; trusted-types lit-html"
    }
    tab.goto(stage.address)
    tab.get_by_role("button", name="juin 2024").click()
    expect(tab.get_by_role("button", name="Copier avec les sources")).to_be_visible()
    turn = last_turn(tab)
    turn.get_by_role("button", name="Citation 1").first.click()
    expect(turn.get_by_role("blockquote")).to_be_visible()
    assert_accessible(tab)


def test_the_page_asks_by_a_form_where_no_scripts_run(browser: Browser, service: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    tab = context.new_page()
    tab.goto(service)
    tab.get_by_label("Ihre Frage").fill(ASKED)
    tab.get_by_role("button", name="Senden").click()
    expect(tab.get_by_role("heading", name="Antwort")).to_be_visible()
    tab.get_by_role("listitem").get_by_role("link", name="New members of").click()
    for _ in range(2):
        expect(tab.locator("mark")).to_contain_text(MEMBERS)
        expect(tab.locator("mark")).to_be_in_viewport()
        tab.reload()
    context.close()


def test_a_source_page_reads_well_on_screen_and_on_paper(tab: Page, service: str) -> None:
    tab.goto(service)
    ask(tab, ASKED)
    answered(tab).get_by_role("button", name=f"{MEMBERS_NOTE} Note").click()
    tab.goto(str(tab.get_by_role("link", name="Open as a page").get_attribute("href")))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("New members")
    expect(tab.get_by_role("heading", level=2).first).to_have_text("Who joined")
    expect(tab.locator(".near")).to_contain_text(MEMBERS)
    assert_accessible(tab)
    tab.emulate_media(media="print")
    expect(tab.locator("mark")).to_be_visible()
    expect(tab.get_by_role("contentinfo")).to_be_hidden()


# With a service that the test plays


def test_an_answer_comes_about_in_the_open_and_is_read_out_once(tab: Page, stage: Stage) -> None:
    found, said, ready = threading.Event(), threading.Event(), threading.Event()

    def slowly(send: Send) -> None:
        assert found.wait(60)
        send("passages", {"hits": []})
        assert said.wait(60)
        send("delta", {"text": "SoundCloud followed. [1]"})
        assert ready.wait(60)
        send("answer", answer(text=f"{QUOTE} [1]\n\n- An item. [1]"))

    stage.answering = slowly
    open_chat(tab, stage)
    assert_accessible(tab)
    listen(tab)
    ask(tab)
    expect(last_turn(tab)).to_contain_text("Searching the documents")
    found.set()
    expect(last_turn(tab)).to_contain_text("Reading what was found")
    said.set()
    expect(last_turn(tab)).to_contain_text("Checking every sentence")
    expect(last_turn(tab)).to_contain_text("SoundCloud followed.")
    assert_accessible(tab)
    ready.set()
    answered(tab)
    spoken = [text for text in tab.evaluate("window.said") if "SoundCloud" in text]
    assert spoken == ["SoundCloud followed.\n\nAn item."]
    assert focused(tab) == "question"


def test_stopping_keeps_what_was_said_and_the_question(tab: Page, stage: Stage) -> None:
    stopped = threading.Event()

    def endless(send: Send) -> None:
        send("passages", {"hits": []})
        send("delta", {"text": "So far."})
        stopped.wait(60)

    stage.answering = endless
    open_chat(tab, stage)
    ask(tab)
    expect(last_turn(tab)).to_contain_text("So far.")
    tab.get_by_role("button", name="Stop").click()
    expect(last_turn(tab)).to_contain_text("You stopped this answer.")
    expect(last_turn(tab)).to_contain_text("So far.")
    assert_accessible(tab)
    stopped.set()
    stage.clear()
    tab.get_by_role("button", name=AGAIN).click()
    expect(answered(tab)).to_contain_text(QUOTE)
    expect(tab.get_by_role("article")).to_have_count(1)
    assert [body["question"] for body in stage.asked()] == ["Who followed?"]


def refuse(status: int, **headers: str) -> Any:
    def answering(send: Send) -> None:
        raise Refused(status, headers)

    return answering


def cut(send: Send) -> None:
    send("passages", {"hits": []})
    send("delta", {"text": "Half of it."})


FAULTS = {
    "429": (refuse(429, **{"Retry-After": "7"}), "Please ask again in 7 seconds."),
    "429 bare": (refuse(429), "Please ask again in 60 seconds."),
    "429 one": (refuse(429, **{"Retry-After": "1"}), "Please ask again in 1 second."),
    "401": (refuse(401), "You are not signed in any more."),
    "403": (refuse(403), "You may not use this assistant."),
    "404": (refuse(404), "The assistant was not found at its address."),
    "422": (refuse(422), "Please put it in other words."),
    "500": (refuse(500), "Something went wrong on our side."),
    "503": (refuse(503), "The assistant is not available at the moment."),
    "cut": (cut, "The connection broke before the answer was complete."),
    "silent": (lambda send: None, "The assistant cannot be reached."),
    "error": (lambda send: send("error", {}), "Something went wrong on our side."),
}


@pytest.mark.parametrize(("answering", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_says_what_to_do_and_keeps_the_question(
    tab: Page, stage: Stage, answering: Any, message: str
) -> None:
    stage.answering = answering
    open_chat(tab, stage)
    listen(tab)
    ask(tab)
    expect(last_turn(tab)).to_contain_text(message)
    expect(last_turn(tab)).to_contain_text("Who followed?")
    assert [text for text in tab.evaluate("window.said") if message in text]
    assert focused(tab) == "question"
    if answering is cut:
        expect(last_turn(tab)).to_contain_text("Half of it.")
        assert_accessible(tab)
    stage.clear()
    tab.get_by_role("button", name=AGAIN).click()
    expect(answered(tab)).to_contain_text(QUOTE)
    assert [body["question"] for body in stage.asked()] == ["Who followed?"]


def test_who_is_offline_keeps_the_question_and_is_told_when_back(
    tab: Page, context: BrowserContext, stage: Stage
) -> None:
    open_chat(tab, stage)
    listen(tab)
    context.set_offline(True)
    ask(tab)
    expect(last_turn(tab)).to_contain_text("You are offline. Your question is kept")
    assert_accessible(tab)
    context.set_offline(False)
    tab.wait_for_function("window.said.includes('You are back online.')")
    tab.get_by_role("button", name=AGAIN).click()
    expect(answered(tab)).to_contain_text(QUOTE)


def test_a_slow_answer_is_called_slow_and_a_dead_stream_ends(tab: Page, stage: Stage) -> None:
    over = threading.Event()
    stage.answering = lambda send: (send("passages", {}), over.wait(60), None)[-1]
    tab.clock.install()
    open_chat(tab, stage)
    ask(tab)
    expect(last_turn(tab)).to_contain_text("Reading what was found")
    tab.clock.fast_forward(9_000)
    expect(last_turn(tab)).to_contain_text("longer than usual")
    tab.clock.fast_forward(60_000)
    expect(last_turn(tab)).to_contain_text("The connection broke")
    over.set()


def test_a_reload_in_the_middle_of_an_answer_keeps_the_question(tab: Page, stage: Stage) -> None:
    over = threading.Event()
    stage.answering = lambda send: (send("passages", {}), over.wait(60), None)[-1]
    open_chat(tab, stage)
    ask(tab)
    expect(last_turn(tab)).to_contain_text("Reading what was found")
    tab.reload()
    expect(last_turn(tab)).to_contain_text("Who followed?")
    over.set()
    stage.clear()
    tab.get_by_role("button", name=AGAIN).click()
    expect(answered(tab)).to_contain_text(QUOTE)


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("unanswerable_not_supported", "Not in the documents"),
        ("refused_out_of_scope", "Not answered"),
        ("error_unexpected", "Something went wrong"),
    ],
)
def test_what_is_not_answered_is_told_apart(
    tab: Page, stage: Stage, status: str, label: str
) -> None:
    text = "Nothing of it. Turn to help@example.eu."
    stage.answering = lambda send: send("answer", answer(status=status, text=text, citations=[]))
    turn = asked(tab, stage)
    expect(turn.get_by_text(label)).to_be_visible()
    expect(turn).to_contain_text(text)
    expect(turn.get_by_role("button", name=AGAIN)).to_have_count(int(status == "error_unexpected"))
    assert_accessible(tab)


def test_a_question_with_personal_data_is_kept_nowhere(tab: Page, stage: Stage) -> None:
    refusal = answer(status="refused_personal_data", question="", text="Without.", citations=[])
    stage.answering = lambda send: send("answer", refusal)
    open_chat(tab, stage)
    ask(tab, "Call +32 470 12 34 56?")
    expect(answered(tab)).to_contain_text("it seemed to contain personal data")
    kept = tab.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert "470" not in kept
    assert "470" not in tab.locator("euif-assistant").inner_text()
    assert_accessible(tab)


def test_choices_and_suggestions_are_buttons_that_ask(tab: Page, stage: Stage) -> None:
    choices = ["Minutes of June", "Minutes of May"]
    text = "I need to know more.\n- Minutes of June\n- Minutes of May"
    stage.answering = lambda send: send(
        "answer", answer(status="clarification", text=text, citations=[], suggestions=choices)
    )
    turn = asked(tab, stage, "Tell me?")
    expect(turn.get_by_role("list", name="Which of these do you mean?")).to_be_visible()
    expect(turn.get_by_text("Minutes of June")).to_have_count(1)
    assert_accessible(tab)
    stage.answering = lambda send: send("answer", answer(suggestions=["Who led?"]))
    turn.get_by_role("button", name="Minutes of June").click()
    expect(tab.get_by_role("article")).to_have_count(2)
    assert focused(tab) == "turn-2"
    expect(answered(tab).get_by_role("button", name="Who led?")).to_be_visible()
    assert [body["question"] for body in stage.asked()] == ["Tell me?", "Minutes of June"]
    assert stage.asked()[1]["conversation_id"] == "c1"
    assert [turn["role"] for turn in stage.asked()[1]["history"]] == ["user", "assistant"]


def test_sources_that_differ_are_shown_as_differing(tab: Page, stage: Stage) -> None:
    other = citation(
        2, document_id="d2", title="Press", published_on=None, language="de", page=None
    )
    text = f"The sources do not agree:\n\n{QUOTE} [1]\n\nSoundCloud folgte. [2]"
    stage.answering = lambda send: send("answer", answer(text=text, citations=[citation(), other]))
    turn = asked(tab, stage)
    expect(turn.locator(".opening")).to_have_text("The sources do not agree:")
    assert turn.locator(".whose").all_inner_texts() == ["Minutes", "Press"]
    expect(turn.get_by_role("listitem").first).to_contain_text("5 June 2024 · page 3")
    expect(turn.get_by_role("listitem").last).to_contain_text("no date · in German")
    assert_accessible(tab)


def test_what_may_be_no_answer_is_shown_as_doubtful(tab: Page, stage: Stage) -> None:
    text = f"It may be none:\n\nThe sources do not agree:\n\n{QUOTE} [1]"
    stage.answering = lambda send: send("answer", answer(text=text, trace={"unsure": True}))
    turn = asked(tab, stage)
    expect(turn.locator(".opening")).to_have_text(["It may be none:", "The sources do not agree:"])
    assert turn.locator(".whose").all_inner_texts() == ["Minutes"]
    assert_accessible(tab)


def test_feedback_is_sent_with_a_comment(tab: Page, stage: Stage) -> None:
    turn = asked(tab, stage)
    turn.get_by_role("button", name="Not helpful").click()
    expect(turn.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    turn.get_by_role("textbox").fill("Too short.")
    assert_accessible(tab)
    turn.get_by_role("button", name="Send comment").click()
    expect(turn.get_by_role("textbox")).to_have_count(0)
    sent = [body for _, path, _, body in stage.seen if path == "/v1/answers/a1/feedback"]
    assert sent == [
        {"verdict": "unhelpful", "comment": None},
        {"verdict": "unhelpful", "comment": "Too short."},
    ]
    tab.reload()
    expect(last_turn(tab).get_by_role("button", name="Not helpful")).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.parametrize(
    ("status", "message"),
    [(404, "Feedback is not collected here."), (500, "could not be saved")],
)
def test_feedback_that_is_not_taken_says_so(
    tab: Page, stage: Stage, status: int, message: str
) -> None:
    def other(method: str, path: str) -> None:
        raise Refused(status)

    stage.other = other
    turn = asked(tab, stage)
    turn.get_by_role("button", name="Helpful", exact=True).click()
    expect(turn).to_contain_text(message)
    expect(turn.get_by_role("button", name="Helpful", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )


def test_a_comment_that_is_refused_is_not_lost(tab: Page, stage: Stage) -> None:
    turn = asked(tab, stage)
    turn.get_by_role("button", name="Helpful", exact=True).click()
    turn.get_by_role("textbox").fill("Call +32 470 12 34 56.")

    def other(method: str, path: str) -> None:
        raise Refused(422)

    stage.other = other
    turn.get_by_role("button", name="Send comment").click()
    expect(turn).to_contain_text("Please leave out personal data")
    expect(turn.get_by_role("textbox")).to_have_value("Call +32 470 12 34 56.")


def test_a_conversation_that_cannot_be_deleted_stays(tab: Page, stage: Stage) -> None:
    def other(method: str, path: str) -> None:
        raise Refused(500)

    stage.other = other
    asked(tab, stage)
    tab.get_by_role("button", name="Delete conversation").click()
    tab.get_by_role("button", name="Delete", exact=True).click()
    expect(tab.get_by_text("could not be deleted").first).to_be_visible()
    expect(tab.get_by_role("article")).to_have_count(1)
    tab.get_by_role("button", name="New conversation").click()
    expect(tab.get_by_role("article")).to_have_count(0)
    assert focused(tab) == "question"


def test_an_answer_is_copied_with_its_sources(
    tab: Page, context: BrowserContext, stage: Stage
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_chat(tab, stage)
    ask(tab)
    answered(tab).get_by_role("button", name="Copy with sources").click()
    expect(last_turn(tab)).to_contain_text("were copied")
    assert tab.evaluate("navigator.clipboard.readText()") == (
        "SoundCloud followed. [1]\n\nSources\n"
        "[1] Minutes (Council, 5 June 2024, in English, page 3) https://example.eu/minutes\n"
    )
    rests = ["https://example.eu/a", "https://example.eu/b"]
    noted = citation(kind="note", url=None, summarises=rests)
    stage.answering = lambda send: send("answer", answer(citations=[noted]))
    ask(tab)
    answered(tab).get_by_role("button", name="Copy with sources").click()
    expect(last_turn(tab)).to_contain_text("were copied")
    assert tab.evaluate("navigator.clipboard.readText()").endswith(
        "[1] Note: Minutes (Council, 5 June 2024, in English, page 3) "
        f"{stage.address}{noted['view']}\n"
        "    It rests on: https://example.eu/a\n    https://example.eu/b\n"
    )


@pytest.mark.parametrize("read", [False, True], ids=["answer alone", "a source beside it"])
def test_an_answer_is_whole_on_paper(tab: Page, stage: Stage, read: bool) -> None:
    stage.html = page('<euif-assistant mode="inline" theme="dark"></euif-assistant>', LOADED)
    long = "\n\n".join(f"Sentence {number} of them. [1]" for number in range(100))
    offered = answer(text=long, suggestions=["Another question"])
    stage.answering = lambda send: send("answer", offered)
    tab.goto(stage.address)
    ask(tab)
    answered(tab)
    if read:
        last_turn(tab).get_by_role("listitem").get_by_role("button", name="Minutes").click()
        expect(tab.locator("mark")).to_be_visible()
    blocks = read_pdf(tab.pdf()).blocks
    printed = " ".join(" ".join(block.text for block in blocks).split())
    assert [n for n in range(100) if f"Sentence {n} of them." not in printed] == []
    assert "https://example.eu/minutes" in printed
    assert ("Meetings are yearly." in printed) == read
    for button in ("Helpful", "Copy with sources", "Another question", "Your question"):
        assert button not in printed
    tab.emulate_media(media="print")
    colour = "it => getComputedStyle(it).color"
    assert last_turn(tab).evaluate(colour) == "rgb(27, 30, 36)"


def test_a_quote_behind_an_emoji_is_marked_where_it_stands(tab: Page, stage: Stage) -> None:
    assert "🙂" in TEXT
    open_chat(tab, stage)
    ask(tab)
    answered(tab).get_by_role("listitem").get_by_role("button").click()
    source = tab.get_by_role("complementary", name="Document")
    expect(source.locator("mark")).to_have_text(QUOTE)
    expect(source.locator(".head")).to_have_text("Members")
    expect(source.locator(".item")).to_have_text("Meetings are yearly.")
    assert focused(tab) == "Document"
    tab.keyboard.press("Escape")
    expect(source).to_have_count(0)
    assert focused(tab).startswith("[1]")


def test_a_document_that_is_gone_says_so(tab: Page, stage: Stage) -> None:
    stage.documents = {}
    open_chat(tab, stage)
    ask(tab)
    answered(tab).get_by_role("listitem").get_by_role("button").click()
    expect(tab.get_by_text("This document cannot be shown.")).to_be_visible()
    assert_accessible(tab)


def test_a_document_that_cannot_be_fetched_now_is_not_called_removed(
    tab: Page, context: BrowserContext, stage: Stage
) -> None:
    open_chat(tab, stage)
    ask(tab)
    entry = answered(tab).get_by_role("listitem").get_by_role("button")
    source = tab.get_by_role("complementary", name="Document")
    tab.route("**/v1/documents/*", lambda route: route.fulfill(status=503))
    entry.click()
    expect(source).to_contain_text("The assistant is not available at the moment.")
    assert_accessible(tab)
    tab.unroute("**/v1/documents/*")
    source.get_by_role("button", name="Show in the document").click()
    expect(source.locator("mark")).to_have_text(QUOTE)
    context.set_offline(True)
    entry.click()
    expect(source).to_contain_text("You are offline.")
    context.set_offline(False)
    expect(source.locator("mark")).to_have_text(QUOTE)


ATTACK = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def test_nothing_that_is_shown_is_ever_run(tab: Page, stage: Stage) -> None:
    evil = citation(
        title=ATTACK,
        url="javascript:window.hacked=1",
        publisher=ATTACK,
        headings=[ATTACK],
        quote=ATTACK,
        summarises=["javascript:window.hacked=1", "https://example.eu/a"],
        kind="note",
        language='en" onclick="window.hacked=1',
        view="https://evil.example/",
    )
    stage.documents = {"d1": document(title=ATTACK, text=ATTACK, url="javascript:window.hacked=1")}
    stage.about = {**stage.about, "contact": ATTACK, "privacy_url": "javascript:window.hacked=1"}
    stage.answering = lambda send: send(
        "answer", answer(text=f"{ATTACK} [1]", citations=[evil], suggestions=[ATTACK])
    )
    turn = asked(tab, stage, ATTACK)
    expect(turn.get_by_text(ATTACK).first).to_be_visible()
    turn.get_by_role("button", name="Citation 1").click()
    turn.get_by_role("button", name="Show in the document").click()
    expect(tab.locator(".source .title")).to_have_text(ATTACK)
    for link in tab.get_by_role("link").all():
        assert str(link.get_attribute("href")).startswith("https://example.eu/")
    assert tab.locator("euif-assistant img, euif-assistant script").count() == 0
    assert tab.evaluate("window.hacked") is None


def test_the_notice_the_privacy_link_and_the_contact_are_always_there(
    tab: Page, stage: Stage
) -> None:
    open_chat(tab, stage)
    expect(tab.get_by_text("Enter nothing secret.")).to_be_visible()
    for _ in range(2):
        expect(tab.get_by_text("You are talking to an AI system.")).to_be_in_viewport()
        expect(tab.get_by_role("link", name="Privacy")).to_have_attribute(
            "href", "https://example.eu/privacy"
        )
        expect(tab.get_by_role("link", name="help@example.eu")).to_be_in_viewport()
        ask(tab)
        answered(tab)


def test_a_notice_that_nobody_set_is_said_in_the_readers_language_alone(
    tab: Page, stage: Stage
) -> None:
    stage.about["notice"] = Settings().notice
    stage.html = page('<euif-assistant mode="inline" lang="de"></euif-assistant>', LOADED)
    tab.goto(stage.address)
    expect(tab.get_by_text("Sie sprechen mit einem KI-System.")).to_be_visible()
    expect(tab.get_by_text("You are talking to an AI system.")).to_have_count(0)


def test_a_token_is_shown_and_asked_for_each_time(tab: Page, stage: Stage) -> None:
    stage.html = page('<euif-assistant mode="inline" token="first"></euif-assistant>', LOADED)
    tab.goto(stage.address)
    ask(tab)
    answered(tab)
    tab.evaluate(
        "document.querySelector('euif-assistant').getToken = () => Promise.resolve('second')"
    )
    ask(tab)
    expect(tab.get_by_role("article")).to_have_count(2)
    answered(tab)
    shown = [seen[2].get("authorization") for seen in stage.seen if seen[1] == "/v1/questions"]
    assert shown == ["Bearer first", "Bearer second"]
