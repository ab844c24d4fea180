"""The widget in a real browser: fixtures and the steps that its tests share."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from widget_stage import Stage, staged

_CHROMIUM = Path("/usr/bin/chromium")
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield Debian's Chromium, without a window."""
    if not _CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_stage() -> Iterator[Stage]:
    """Yield a stage that many tests play on, one after the other."""
    with staged() as stage:
        yield stage


@pytest.fixture
def stage(open_stage: Stage) -> Stage:
    """Return a host page and a service that the test plays."""
    open_stage.clear()
    return open_stage


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a browser that remembers nothing of others."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """Yield a tab, and see that no script failed and that no policy had to step in."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if re.search("Content.Security.Policy|Trusted", message.text)
            else None
        ),
    )
    yield page
    assert faults == []


def open_chat(tab: Page, stage: Stage) -> None:
    """Open the stage's page and the launcher on it."""
    tab.goto(stage.address)
    tab.get_by_role("button", name="Ask the assistant").click()


def ask(tab: Page, question: str = "Who followed?") -> None:
    """Type a question and send it."""
    tab.get_by_role("textbox", name="Your question").fill(question)
    tab.keyboard.press("Enter")


def asked(tab: Page, stage: Stage, question: str = "Who followed?") -> Locator:
    """Open the stage's page, ask, wait for the answer and return its turn."""
    open_chat(tab, stage)
    ask(tab, question)
    return answered(tab)


def last_turn(tab: Page) -> Locator:
    """Return the newest turn."""
    return tab.get_by_role("article").last


def answered(tab: Page) -> Locator:
    """Wait for the answer and return its turn."""
    expect(last_turn(tab).get_by_role("button", name="Copy with sources")).to_be_visible()
    return last_turn(tab)


def focused(tab: Page) -> str:
    """Return the name of what has the focus inside the widget."""
    return str(
        tab.evaluate(
            """() => {
                const root = document.querySelector("euif-assistant").shadowRoot
                const it = root.activeElement
                return it?.id || it?.getAttribute("aria-label") || it?.innerText.trim() || ""
            }"""
        )
    )


def listen(tab: Page) -> None:
    """Note from now on what the live region says."""
    tab.evaluate(
        """() => {
            const root = document.querySelector("euif-assistant").shadowRoot
            const region = root.querySelector('[aria-live="polite"]')
            window.said = []
            new MutationObserver(() => window.said.push(region.textContent.trim()))
              .observe(region, { subtree: true, childList: true, characterData: true })
        }"""
    )


def assert_accessible(tab: Page) -> None:
    """See that axe-core finds nothing, in both themes."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(tab, options={"runOnly": tags}).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
