"""Who sees what the widget keeps: another person in the same tab sees nothing of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeServices
from fakes import folder_of, serving, take_in
from playwright.sync_api import Page, Route, expect
from widget_browser import answered, ask, last_turn
from widget_stage import LOADED, QUOTE, Stage, page

from assistant.bootstrap import Services
from assistant.bootstrap.entrance import gate

INLINE = '<euif-assistant mode="inline"></euif-assistant>'
KEPT = "JSON.stringify(sessionStorage)"


@pytest.fixture
def closed(tmp_path: Path, make_services: MakeServices) -> Iterator[Services]:
    services = make_services(tmp_path / "data", auth="token")
    closed = "---\naccess: [police]\ntitle: Closed\n---\nThe secret word is heliotrope."
    take_in(services, folder_of(tmp_path / "in", closed=closed))
    yield services
    services.close()


def sign_in(tab: Page, key: str) -> None:
    tab.get_by_label("Your key").fill(key)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_text("You could ask")).to_be_visible()


def test_the_next_person_in_a_tab_reads_nothing_of_the_last_one(
    tab: Page, closed: Services
) -> None:
    police = closed.keys.create("police", ["ask"], ["police"])
    with serving(closed) as address:
        tab.goto(address)
        sign_in(tab, police)
        ask(tab, "What is the secret word?")
        expect(answered(tab)).to_contain_text("heliotrope")
        tab.reload()
        answered(tab).get_by_role("button", name="Closed").last.click()
        expect(tab.locator("mark")).to_contain_text("heliotrope")
        # The session ends elsewhere, so that this tab is told nothing of it.
        tab.context.clear_cookies()
        tab.reload()
        for key in (closed.keys.create("other", ["ask"]), police):
            sign_in(tab, key)
            expect(tab.get_by_role("article")).to_have_count(0)
            expect(tab.locator("mark")).to_have_count(0)
            assert "heliotrope" not in tab.evaluate(KEPT)
            ask(tab, "What is the secret word?")
            answered(tab)
            tab.get_by_role("button", name="Sign out").click()
            expect(tab.get_by_label("Your key")).to_be_visible()
            assert tab.evaluate(KEPT) == "{}"


def test_a_tag_is_of_one_session_and_tells_nothing(closed: Services) -> None:
    own, key = gate(closed), closed.keys.create("police", ["ask"])
    caller = own.bearer(key)
    tags = {own.tag(caller, session) for session in (None, "one", "two")}
    assert len(tags) == 3
    assert own.tag(caller, None) in tags
    assert not [tag for tag in tags if tag and ("police" in tag or len(tag) != 64)]


def test_a_page_that_changes_its_user_begins_anew(tab: Page, stage: Stage) -> None:
    stage.about["caller"] = "one"
    stage.html = page(INLINE, LOADED)
    tab.goto(stage.address)
    ask(tab)
    answered(tab)
    tab.reload()
    expect(tab.get_by_role("article")).to_have_count(1)
    stage.about["caller"] = "two"
    ask(tab, "And who led?")
    expect(tab.get_by_text("And who led?")).to_be_visible()
    answered(tab)
    expect(tab.get_by_role("article")).to_have_count(1)
    asked = stage.asked()[-1]
    assert (asked["history"], asked["conversation_id"]) == ([], None)
    stage.about["caller"] = "three"
    tab.evaluate("document.querySelector('euif-assistant').getToken = () => 'of the third'")
    expect(tab.get_by_role("article")).to_have_count(0)
    expect(tab.get_by_text(QUOTE)).to_have_count(0)
    assert QUOTE not in tab.evaluate(KEPT)


def test_a_token_that_was_set_before_the_script_ran_is_sent_at_once(
    tab: Page, stage: Stage
) -> None:
    early = "<script>document.querySelector('euif-assistant').getToken = () => 'early'</script>"
    stage.html = page(INLINE + early + LOADED)
    tab.goto(stage.address)
    expect(tab.get_by_role("link", name="Privacy")).to_be_visible()
    shown = [headers.get("authorization") for _, path, headers, _ in stage.seen if "about" in path]
    assert shown == ["Bearer early"]


def test_what_the_service_could_not_tell_at_first_is_asked_for_again(
    tab: Page, stage: Stage
) -> None:
    stage.about_status = 503
    stage.html = page(INLINE, LOADED)
    tab.goto(stage.address)
    expect(tab.get_by_text("You could ask")).to_be_visible()
    expect(tab.get_by_role("link", name="Privacy")).to_have_count(0)
    stage.about_status = 200
    ask(tab)
    answered(tab)
    expect(tab.get_by_role("link", name="Privacy")).to_be_visible()


def test_what_was_said_goes_when_the_session_runs_out(tab: Page, stage: Stage) -> None:
    stage.about["caller"] = "one"
    stage.html = page(INLINE, LOADED)
    tab.goto(stage.address)
    ask(tab)
    answered(tab)
    stage.about_status = 401
    ask(tab, "And who led?")
    expect(last_turn(tab)).to_contain_text("You are not signed in any more.")
    expect(tab.get_by_text(QUOTE)).to_have_count(0)
    assert QUOTE not in tab.evaluate(KEPT)


def test_a_question_that_failed_before_the_person_was_known_is_kept(
    tab: Page, stage: Stage
) -> None:
    waiting: list[Route] = []
    stage.html = page(INLINE, LOADED)
    tab.route("**/v1/about", lambda route: waiting.append(route), times=1)
    tab.goto(stage.address)
    tab.context.set_offline(True)
    ask(tab)
    expect(last_turn(tab)).to_contain_text("You are offline. Your question is kept")
    tab.context.set_offline(False)
    waiting[0].continue_()
    expect(tab.get_by_role("link", name="Privacy")).to_be_visible()
    expect(last_turn(tab)).to_contain_text("You are offline. Your question is kept")
