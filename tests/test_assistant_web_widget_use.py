"""The widget in everybody's hands: keyboard, zoom, small screens, hostile pages, languages."""

import threading

import pytest
from playwright.sync_api import Page, expect
from widget_browser import answered, ask, asked, assert_accessible, focused, last_turn, open_chat
from widget_stage import LOADED, QUOTE, Stage, answer, citation, page


def test_a_question_that_is_empty_or_too_long_is_told_at_its_field(tab: Page, stage: Stage) -> None:
    open_chat(tab, stage)
    box = tab.get_by_role("textbox", name="Your question")
    send = tab.get_by_role("button", name="Send")
    expect(send).to_have_attribute("aria-disabled", "true")
    send.click(force=True)
    expect(box).to_have_accessible_description("Please type a question.")
    box.fill("🙂" + "x" * 2_000)
    expect(box).to_have_accessible_description("The question is 1 character too long.")
    expect(box).to_have_attribute("aria-invalid", "true")
    tab.keyboard.press("Enter")
    assert stage.asked() == []
    assert_accessible(tab)
    box.fill("x" * 2_000)
    expect(box).not_to_have_attribute("aria-invalid", "true")
    tab.keyboard.press("Enter")
    answered(tab)


def test_all_is_done_by_keyboard(tab: Page, stage: Stage) -> None:
    tab.goto(stage.address)
    tab.get_by_role("button", name="Ask the assistant").wait_for()
    assert_accessible(tab)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog")).to_be_visible()
    assert focused(tab) == "question"
    tab.keyboard.type("Who followed?")
    tab.keyboard.press("Enter")
    answered(tab)
    tab.keyboard.press("Shift+Tab")
    assert focused(tab) == "turn-1"
    tab.keyboard.press("ArrowDown")
    assert focused(tab) == "Citation 1: Minutes"
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowRight")
    assert focused(tab) == "Show in the document"
    tab.keyboard.press("Shift+Tab")
    assert focused(tab) == "Close"
    tab.keyboard.press("Tab")
    assert focused(tab) == "Show in the document"
    tab.keyboard.press("Enter")
    expect(tab.locator("mark")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("mark")).to_have_count(0)
    assert focused(tab) == "Show in the document"
    tab.keyboard.press("End")
    assert focused(tab) == "Not helpful"
    tab.keyboard.press("Home")
    assert focused(tab) == "turn-1"
    tab.keyboard.press("Escape")
    assert focused(tab) == "question"
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    assert focused(tab) == "Ask the assistant"


def test_the_focus_stays_in_a_chat_that_covers_the_page(tab: Page, stage: Stage) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    stage.html = page('<a href="#">Behind</a><euif-assistant></euif-assistant>', LOADED)
    open_chat(tab, stage)
    for key in ("Tab", "Shift+Tab"):
        seen = set()
        for _ in range(9):
            tab.keyboard.press(key)
            assert tab.evaluate("document.activeElement.localName") == "euif-assistant"
            seen.add(focused(tab))
        assert {"question", "Close", "Send"} <= seen


def test_a_reader_who_scrolled_up_is_not_moved(tab: Page, stage: Stage) -> None:
    long = "\n\n".join(f"{QUOTE} [1]" for _ in range(40))
    stage.answering = lambda send: send("answer", answer(text=long))
    asked(tab, stage)
    go_on = threading.Event()
    stage.answering = lambda send: (
        send("passages", {}),
        go_on.wait(60),
        send("answer", answer(text=long)),
    )[-1]
    ask(tab, "And then?")
    expect(last_turn(tab)).to_contain_text("Reading")
    expect(last_turn(tab).get_by_text("And then?")).to_be_in_viewport()
    transcript = tab.locator(".transcript")
    transcript.evaluate("it => it.scrollTo({ top: 0, behavior: 'instant' })")
    go_on.set()
    expect(last_turn(tab).get_by_role("button", name="Helpful", exact=True)).to_have_count(1)
    newest = tab.get_by_role("button", name="Go to the new answer")
    expect(newest).to_be_visible()
    assert transcript.evaluate("it => it.scrollTop") == 0
    newest.click()
    expect(last_turn(tab).get_by_text("And then?")).to_be_in_viewport()
    expect(newest).to_have_count(0)


def test_what_a_click_opens_is_in_sight_and_the_focus_stays(tab: Page, stage: Stage) -> None:
    long = "\n\n".join(f"{QUOTE} [1]" for _ in range(30))
    stage.answering = lambda send: send("answer", answer(text=long))
    turn = asked(tab, stage)
    marker = turn.get_by_role("button", name="Citation 1").nth(20)
    marker.evaluate("it => it.scrollIntoView({ block: 'end', behavior: 'instant' })")
    marker.click()
    expect(turn.get_by_role("group", name="Citation 1")).to_be_in_viewport(ratio=1)
    assert focused(tab) == "Citation 1: Minutes"
    helpful = turn.get_by_role("button", name="Helpful", exact=True)
    helpful.evaluate("it => it.scrollIntoView({ block: 'end', behavior: 'instant' })")
    helpful.click()
    expect(turn.get_by_role("button", name="Send comment")).to_be_in_viewport(ratio=1)
    assert focused(tab) == "Helpful"


def test_two_widgets_on_one_page_keep_apart(tab: Page, stage: Stage) -> None:
    two = '<euif-assistant mode="inline" heading="{}"></euif-assistant>'
    stage.html = page(two.format("One") + two.format("Two"), LOADED)
    tab.goto(stage.address)
    second = tab.get_by_role("region", name="Two")
    second.get_by_role("textbox", name="Your question").fill("Who followed?")
    tab.keyboard.press("Enter")
    expect(second.get_by_role("button", name="Copy with sources")).to_be_visible()
    tab.reload()
    expect(second.get_by_role("article")).to_have_count(1)
    expect(tab.get_by_role("region", name="One").get_by_role("article")).to_have_count(0)


# No page wider than the window: the screenshots of headless Chromium would be empty then.
HOSTILE = """<style>
  body, body * { all: unset; font: italic 40px/3 serif !important; color: red !important;
      text-transform: uppercase !important; letter-spacing: 1em !important; float: left !important;
      transform: scale(.5) !important; position: static !important; opacity: .1 !important;
      direction: rtl !important; visibility: hidden !important }
  button, textarea, p { background: red !important; display: none !important }
  html { font-size: 3px !important }
</style>"""


def test_a_hostile_page_changes_nothing(tab: Page, stage: Stage) -> None:
    looks = []
    for head in (LOADED, LOADED + HOSTILE):
        stage.html = page(head=head)
        tab.goto(stage.address)
        launcher = tab.locator(".launcher")
        expect(launcher).to_be_visible()
        boxes = [launcher.bounding_box()]
        launcher.click()
        ask(tab)
        answered(tab)
        tab.evaluate("document.querySelector('euif-assistant').shadowRoot.activeElement.blur()")
        boxes += [tab.locator(name).bounding_box() for name in (".panel", ".question", ".marker")]
        looks.append((boxes, tab.locator(".chat").screenshot()))
        tab.evaluate("sessionStorage.clear()")
    assert looks[0] == looks[1]


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (360, 740)])
def test_it_is_usable_on_a_small_screen_and_at_400_percent(
    tab: Page, stage: Stage, width: int, height: int
) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    stage.answering = lambda send: send("answer", answer(citations=[citation(title="x" * 90)]))
    turn = asked(tab, stage)
    for name in ("Citation 1", "Show in the document"):
        control = turn.get_by_role("button", name=name)
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=1)
        control.click()
    expect(tab.locator("mark")).to_be_in_viewport()
    assert_accessible(tab)
    tab.get_by_role("complementary").get_by_role("button", name="Close").click()
    box = tab.get_by_role("textbox", name="Your question")
    box.scroll_into_view_if_needed()
    expect(box).to_be_in_viewport(ratio=1)
    overflowing = tab.evaluate(
        """() => [...document.querySelector("euif-assistant").shadowRoot.querySelectorAll("*")]
            .filter((it) => !it.closest(".hidden") && it.getBoundingClientRect().right > innerWidth)
            .map((it) => it.className)"""
    )
    assert overflowing == []


def test_every_target_is_large_enough(tab: Page, stage: Stage) -> None:
    stage.answering = lambda send: send("answer", answer(suggestions=["Who led?"]))
    open_chat(tab, stage)
    ask(tab)
    answered(tab).get_by_role("button", name="Citation 1").click()
    for target in tab.get_by_role("button").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, target.inner_text()


def test_what_people_prefer_is_honoured(tab: Page, stage: Stage) -> None:
    stage.answering = lambda send: send("passages", {})
    open_chat(tab, stage)
    tab.emulate_media(reduced_motion="reduce", forced_colors="active")
    styled = tab.locator(".send").evaluate("it => getComputedStyle(it).borderTopColor")
    assert styled != "rgba(0, 0, 0, 0)"
    behaviour = tab.locator(".transcript").evaluate("it => getComputedStyle(it).scrollBehavior")
    assert behaviour == "auto"


@pytest.mark.parametrize(
    ("markup", "label"),
    [
        ('<euif-assistant mode="inline" lang="de-AT"></euif-assistant>', "Ihre Frage"),
        ('<div lang="fr"><euif-assistant mode="inline"></euif-assistant></div>', "Votre question"),
        ('<div lang="ja"><euif-assistant mode="inline"></euif-assistant></div>', "Your question"),
    ],
)
def test_it_speaks_the_language_of_its_place(
    tab: Page, stage: Stage, markup: str, label: str
) -> None:
    stage.html = page(markup, LOADED)
    tab.goto(stage.address)
    expect(tab.get_by_label(label)).to_be_visible()


def test_its_attributes_are_followed(tab: Page, stage: Stage) -> None:
    stage.html = page(
        '<euif-assistant mode="inline" theme="dark" heading="Help" suggestions="One? | Two?">'
        "</euif-assistant>",
        LOADED,
    )
    tab.goto(stage.address)
    expect(tab.get_by_role("heading", name="Help")).to_be_visible()
    expect(tab.locator(".offer")).to_have_text(["One?", "Two?"])
    ground = "it => getComputedStyle(it).backgroundColor"
    assert tab.locator(".panel").evaluate(ground) == "rgb(21, 24, 29)"
    widget = tab.locator("euif-assistant")
    widget.evaluate("it => { it.theme = 'light'; it.lang = 'de'; it.suggestions = '' }")
    expect(tab.get_by_label("Ihre Frage")).to_be_visible()
    assert tab.locator(".panel").evaluate(ground) == "rgb(255, 255, 255)"
    expect(tab.locator(".offer")).to_have_count(0)
