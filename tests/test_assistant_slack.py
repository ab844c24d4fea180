"""The bot as people in Slack meet it: a real service, Bolt, and a small Slack on loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from conftest import MakeServices
from fakes import answer_to, running, serving
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_limits import shown
from slack_server import CHANNEL, DIRECT, OTHER, TEAM, USER, Payload, Slack, slack_server

from assistant.access.seen import Seen
from assistant.bootstrap import Services
from assistant.conversation import Question
from assistant.settings import Settings
from assistant.slack.app import Places
from assistant.slack.bot import Bot
from assistant.slack.reference import Reference, reference_in
from assistant.slack.running import app_of, bot_of
from assistant.wire.answers import AnswerBody

JUNE = "Who joined the EU Internet Forum in June 2024?"
ROOT = Path(__file__).parents[1]
ANSWER = AnswerBody.of(answer_to(Question("Who joined?", "c")))
PUBLIC = "https://assistant.example.eu"
AWAY = "http://127.0.0.1:9"
"""Where no service is."""


@pytest.fixture(scope="module")
def service(forum: Services, make_services: MakeServices) -> Iterator[Services]:
    """Yield services over the bundled notes whose askers need not count their questions."""
    services = make_services(forum.settings.data_dir, questions_per_minute=10_000)
    yield services
    services.close()


@pytest.fixture(scope="module")
def address(service: Services) -> Iterator[str]:
    """Yield the address of a running service."""
    with serving(service) as address:
        yield address


@dataclass
class Stage:
    """A bot that is connected to a Slack."""

    slack: Slack
    bot: Bot

    async def settled(self) -> None:
        """Wait until the bot has nothing to do."""
        async with asyncio.timeout(60):
            while self.bot._working:
                await asyncio.wait(self.bot._working)

    async def asked(self, text: str = f"<@U0BOT> {JUNE}", **more: Any) -> Payload:
        """Let somebody mention the bot, wait, and return what they wrote."""
        message = self.slack.write(text, **more)
        await self.slack.mention(message)
        await self.settled()
        return message


@asynccontextmanager
async def bot_in(slack: Slack, address: str, **settings: Any) -> AsyncIterator[Stage]:
    """Connect a bot for the length of a `with`."""
    known = Settings(
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        slack_api_url=slack.api,
        **{"public_url": PUBLIC, **settings},
    )
    bot = bot_of(known, address, Seen())
    handler = AsyncSocketModeHandler(app_of(known, bot), "xapp-1")
    await handler.connect_async()  # type: ignore[no-untyped-call]
    stage = Stage(slack, bot)
    try:
        yield stage
    finally:
        await stage.settled()
        await handler.close_async()  # type: ignore[no-untyped-call]
        await bot.finish(20)


def play(address: str, scene: Callable[[Stage], Awaitable[None]], **settings: Any) -> None:
    """Play a scene between a Slack and a bot."""

    async def played() -> None:
        async with slack_server() as slack, bot_in(slack, address, **settings) as stage:
            await scene(stage)

    asyncio.run(played())


def answer_of(address: str, question: str, **more: Any) -> Payload:
    """Return what the service answers over HTTP."""
    asked = {"question": question, **more}
    response = httpx.post(f"{address}/v1/questions", json=asked, timeout=60)
    body: Payload = response.json()
    return body


def buttons_of(message: Payload) -> dict[str, Payload]:
    """Return a message's buttons by their actions, as a click sends them."""
    return {
        one["action_id"]: one
        for block in message["blocks"]
        for one in block.get("elements", ())
        if "action_id" in one
    }


def verdict(message: Payload, which: str) -> Payload:
    """Return the click on one of the two feedback buttons."""
    element = buttons_of(message)["feedback"]
    return {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "value": element[f"{which}_button"]["value"],
    }


def test_slack_shows_the_text_and_the_numbers_of_http(address: str) -> None:
    async def scene(stage: Stage) -> None:
        message = await stage.asked()
        (answer,) = stage.slack.said()
        assert answer["thread_ts"] == message["ts"]
        over_http = answer_of(address, JUNE)
        lines = shown(answer["blocks"])
        assert lines.startswith(f"{over_http['text']}\n[1] ")
        for citation in over_http["citations"]:
            number, view = citation["number"], PUBLIC + citation["view"]
            link = {"type": "link", "url": view, "text": f"[{number}]"}
            assert link in answer["blocks"][0]["elements"][0]["elements"]
            assert f"[{number}] {citation['title']} (Note, euif-assistant, " in lines
            assert f"> {citation['quote'][:80]}" in lines
        assert "You are talking to an AI system." in lines
        # What was streamed is the same text, and was replaced by blocks.
        (start,) = stage.slack.called("chat.startStream")
        assert (start["recipient_team_id"], start["recipient_user_id"]) == (TEAM, USER)
        (update,) = stage.slack.called("chat.update")
        assert update["text"] == over_http["text"]
        page = (ROOT / "docs/slack.md").read_text(encoding="utf-8")
        assert lines.replace("\n\n", "\n") in page.replace("\n\n", "\n")
        (status,) = stage.slack.called("assistant.threads.setStatus")
        assert status["status"] in status["loading_messages"]

    play(address, scene)


def test_a_follow_up_needs_no_mention_and_has_its_history(address: str) -> None:
    async def scene(stage: Stage) -> None:
        root = await stage.asked()
        follow = stage.slack.write("And in December 2021?", OTHER, thread=root["ts"])
        await stage.slack.message(follow)
        await stage.settled()
        first, second = stage.slack.said()
        history = [
            {"role": "user", "text": JUNE},
            {"role": "assistant", "text": " ".join(first["text"].split())},
        ]
        assert second["text"] == answer_of(address, follow["text"], history=history)["text"]
        assert second["text"] != answer_of(address, follow["text"])["text"]

    play(address, scene)


def test_threads_between_people_are_left_alone(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        root = slack.write("Lunch?")
        await slack.message(root)
        for text in ("At noon?", JUNE):
            await slack.message(slack.write(text, OTHER, thread=root["ts"]))
            await stage.settled()
        assert slack.said() == []
        # Asked in it, it takes part; what begins with somebody's name is for them, though.
        await stage.asked(f"<@U0BOT> {JUNE}", thread=root["ts"])
        await slack.message(slack.write("<@U2> is that so?", thread=root["ts"]))
        await stage.settled()
        assert len(slack.said()) == 1
        await slack.message(slack.write("When was it launched?", thread=root["ts"]))
        await stage.settled()
        assert len(slack.said()) == 2

    play(address, scene)


def test_a_thread_of_the_bots_is_known_after_a_restart(address: str) -> None:
    async def played() -> None:
        async with slack_server() as slack:
            async with bot_in(slack, address) as stage:
                root = await stage.asked()
            async with bot_in(slack, address) as stage:
                await slack.message(slack.write("When was it launched?", thread=root["ts"]))
                await stage.settled()
            assert len(slack.said()) == 2

    asyncio.run(played())


def test_a_direct_message_is_answered_in_a_thread_with_a_title(address: str) -> None:
    async def scene(stage: Stage) -> None:
        message = stage.slack.write(JUNE, channel=DIRECT)
        await stage.slack.message(message)
        await stage.settled()
        (answer,) = stage.slack.said(DIRECT)
        assert answer["thread_ts"] == message["ts"]
        assert answer["text"] == answer_of(address, JUNE)["text"]
        (title,) = stage.slack.called("assistant.threads.setTitle")
        assert title["title"] == JUNE
        await stage.slack.message(
            stage.slack.write("When was it launched?", channel=DIRECT, thread=message["ts"])
        )
        await stage.settled()
        assert len(stage.slack.said(DIRECT)) == 2
        assert len(stage.slack.called("assistant.threads.setTitle")) == 1

    play(address, scene)


def test_the_tab_offers_questions(address: str) -> None:
    async def scene(stage: Stage) -> None:
        for tab in ("home", "messages"):
            opened = {"type": "app_home_opened", "tab": tab, "user": USER, "channel": DIRECT}
            await stage.slack.event(opened)
        await stage.settled()
        (prompts,) = stage.slack.called("assistant.threads.setSuggestedPrompts")
        assert prompts["channel_id"] == DIRECT
        assert prompts["prompts"][0] == {"title": JUNE, "message": JUNE}

    play(address, scene)


def test_a_command_is_answered_to_one_person_who_may_share_it(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        assert (await slack.command("  "))["text"] == "Please type a question."
        assert (await slack.command(JUNE))["text"] == "Searching the documents …"
        await stage.settled()
        (answer,) = slack.whispered
        assert slack.messages == []
        assert answer["text"] == answer_of(address, JUNE)["text"]
        lines = shown(answer["blocks"])
        assert lines.startswith(f"@{USER}\n> {JUNE}\n")
        share = buttons_of(answer)["share"]
        assert share["text"]["text"] == "Share in this channel"
        await slack.click(share, None)
        await stage.settled()
        _, shared, gone = slack.whispered
        assert shared["response_type"] == "in_channel"
        assert "share" not in buttons_of(shared)
        assert shown(shared["blocks"]) == lines.replace("  [ Share in this channel ]", "")
        assert gone["delete_original"] is True

    play(address, scene)


def test_a_vague_command_offers_choices_to_the_same_person(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        await slack.command("What about it?")
        await stage.settled()
        choice = buttons_of(slack.whispered[0])["ask0"]
        await slack.click(choice, None)
        await stage.settled()
        assert slack.messages == []
        assert shown(slack.whispered[1]["blocks"]).startswith(f"@{USER}\n> {choice['value']}\n")

    play(address, scene)


@pytest.mark.parametrize("refused", [True, False])
def test_a_private_answer_whose_blocks_slack_refuses_is_said_in_plain_text(
    address: str, refused: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(stage: Stage) -> None:
        stage.slack.refusals = {"respond": [500]} if refused else {}
        await stage.slack.command(JUNE)
        await stage.settled()
        assert len(stage.slack.whispered) == 1
        (answer,) = stage.slack.whispered
        assert answer["text"] == answer_of(address, JUNE)["text"]
        assert ("blocks" in answer) is not refused
        assert ("Slack does not take what is sent" in caplog.text) is refused

    play(address, scene)


def test_an_answer_that_cannot_be_shared_stays_with_the_one_who_asked(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        await slack.command(JUNE)
        await stage.settled()
        (answer,) = slack.whispered
        slack.refusals = {"respond": [404]}
        await slack.click(buttons_of(answer)["share"], None)
        await stage.settled()
        _, told = slack.whispered
        assert told["text"].startswith("Something went wrong on our side.")
        assert (told["replace_original"], "delete_original" in told) == (False, False)

    play(address, scene)


@pytest.mark.parametrize("away", [True, False])
def test_what_cannot_be_had_is_told_where_it_was_clicked(address: str, away: bool) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        reference = str(Reference("no", "no", f"{TEAM}.{USER}", "", "en"))
        for action in ("share", "whole"):
            await slack.click({"type": "button", "action_id": action, "value": reference}, None)
        value = {"action_id": "feedback", "value": f"+{reference}"}
        await slack.click({"type": "feedback_buttons", **value}, None)
        await stage.settled()
        (view,) = slack.called("views.open")
        told = sorted(one["text"] for one in slack.whispered)
        gone = "This answer is not kept any more. Please ask again."
        unavailable = "The assistant is not available at the moment. Please ask again later."
        assert shown(view["view"]["blocks"]) == (unavailable if away else gone)
        failed = "Your feedback could not be saved. Please try again in a moment."
        assert told == ([unavailable, failed] if away else [gone, gone])
        assert all(one["replace_original"] is False for one in slack.whispered)

    play(AWAY if away else address, scene)


def test_feedback_is_kept_for_the_one_who_asked(address: str, service: Services) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        await stage.asked()
        (answer,) = slack.said()
        await slack.click(verdict(answer, "positive"), answer, OTHER)
        await stage.settled()
        assert slack.whispered[-1]["text"] == "Only the person who asked can rate this answer."
        await slack.click(verdict(answer, "positive"), answer)
        await stage.settled()
        assert slack.whispered[-1]["text"] == "Thank you for your feedback."
        assert slack.whispered[-1]["thread_ts"] == answer["thread_ts"]
        assert slack.called("views.open") == []
        assert [one.verdict for one in given(answer)] == ["helpful"]
        await slack.click(verdict(answer, "negative"), answer)
        await stage.settled()
        (opened,) = slack.called("views.open")
        refused = await slack.submit(opened["view"], "Call me: +32 470 12 34 56")
        assert refused["response_action"] == "errors"
        assert "personal data" in refused["errors"]["comment"]
        assert await slack.submit(opened["view"], "It is the wrong year.") == {}
        (kept,) = given(answer)
        assert (kept.verdict, kept.comment) == ("unhelpful", "It is the wrong year.")
        assert kept.person == f"local/{TEAM}.{USER}"

    def given(answer: Payload) -> list[Any]:
        reference = reference_in(answer)
        assert reference
        person = f"local/{TEAM}.{USER}"
        return service.history.conversation(reference.conversation, person).answers[0].feedback

    play(address, scene)


def test_the_sources_are_shown_as_long_as_they_are_kept(address: str, service: Services) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        await stage.asked()
        (answer,) = slack.said()
        await slack.click(buttons_of(answer)["whole"], answer, OTHER)
        await stage.settled()
        reference = reference_in(answer)
        assert reference
        service.history.delete(reference.conversation, f"local/{TEAM}.{USER}")
        await slack.click(buttons_of(answer)["whole"], answer)
        await slack.click(verdict(answer, "positive"), answer)
        await stage.settled()
        there, gone = (one["view"]["blocks"] for one in slack.called("views.open"))
        for citation in answer_of(address, JUNE)["citations"]:
            assert f"> {citation['quote']}" in shown(there)
        assert shown(gone) == "This answer is not kept any more. Please ask again."
        assert slack.whispered[-1]["text"] == shown(gone)

    play(address, scene)


def test_a_vague_question_is_met_with_buttons_that_ask(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        root = await stage.asked("<@U0BOT> What about it?")
        (asking,) = slack.said()
        choice = buttons_of(asking)["ask0"]
        for _ in range(2):  # a second click is not a second question
            await slack.click(choice, asking, OTHER)
        await stage.settled()
        _, answer = slack.said()
        assert answer["thread_ts"] == root["ts"]
        assert shown(answer["blocks"]).startswith(f"@{OTHER}\n> {choice['value']}\n")

    play(address, scene)


def test_what_comes_twice_is_answered_once(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        message = slack.write(f"<@U0BOT> {JUNE}")
        await asyncio.gather(slack.mention(message), slack.message(message), slack.mention(message))
        await stage.settled()
        await slack.hang_up()
        await slack.mention(message)
        await stage.settled()
        assert slack.connections == 2
        assert len(slack.said()) == 1
        own = {**slack.said()[0], "type": "message", "channel_type": "channel"}
        await slack.event(own)
        await stage.settled()
        assert len(slack.said()) == 1

    play(address, scene)


def edit_of(message: Payload, text: str, **more: Any) -> Payload:
    """Return the event of an edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": message["channel"],
        "message": {**message, "text": text, **more},
        "previous_message": message,
        "event_ts": f"{message['ts']}9",
        "ts": f"{message['ts']}9",
    }


def test_an_edited_question_is_answered_in_the_place_of_the_first(
    address: str, service: Services
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        message = await stage.asked()
        (before,) = (dict(one) for one in slack.said())
        await slack.event(edit_of(message, message["text"]))  # a link was unfurled
        launched = "When was the EU Internet Forum launched?"
        for _ in range(2):
            await slack.event(edit_of(message, f"<@U0BOT> {launched}"))
        await stage.settled()
        (after,) = slack.said()
        assert after["ts"] == before["ts"]
        assert after["text"] == answer_of(address, launched)["text"]
        assert len(slack.called("chat.update")) == 2
        kept = {one.id for one in service.history.overview(f"local/{TEAM}.{USER}")}
        was, now = reference_in(before), reference_in(after)
        assert was
        assert now
        assert was.conversation not in kept
        assert now.conversation in kept
        # What is said in place of an answer has nothing of it.
        await slack.event({**edit_of(message, "<@U0BOT>"), "event_ts": slack.now()})
        await stage.settled()
        (empty,) = slack.said()
        assert (empty["text"], empty["blocks"]) == ("Please type a question.", [])
        # An edit of what nobody asked is nobody's question.
        await slack.event(edit_of(slack.write("Lunch?"), "Dinner?"))
        await stage.settled()
        assert len(slack.said()) == 1

    play(address, scene)


@pytest.mark.parametrize("has_replies", [True, False])
def test_a_deleted_question_takes_its_answer_along(
    address: str, service: Services, has_replies: bool
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        message = await stage.asked()
        (answer,) = slack.said()
        deleted = {
            "type": "message",
            "subtype": "message_deleted",
            "channel": CHANNEL,
            "deleted_ts": message["ts"],
            "previous_message": message,
            "ts": slack.now(),
        }
        tombstone = edit_of(message, "This message was deleted.", subtype="tombstone")
        await slack.event(tombstone if has_replies else deleted)
        await stage.settled()
        assert slack.said() == []
        reference = reference_in(answer)
        assert reference
        kept = service.history.overview(f"local/{TEAM}.{USER}")
        assert reference.conversation not in {one.id for one in kept}

    play(address, scene)


def test_an_answer_goes_with_its_question_also_while_the_service_is_away(address: str) -> None:
    async def scene(stage: Stage) -> None:
        message = await stage.asked()
        stage.bot.service._address = AWAY
        await stage.slack.event(edit_of(message, "", subtype="tombstone"))
        await stage.settled()
        assert stage.slack.said() == []

    play(address, scene)


def test_a_question_deleted_while_it_is_answered_leaves_nothing(
    address: str, service: Services
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        before = service.history.overview(f"local/{TEAM}.{USER}")
        slack.held = asyncio.Event()
        message = slack.write(f"<@U0BOT> {JUNE}")
        await slack.mention(message)
        await slack.holding.wait()
        assert len(slack.said()) == 1
        await slack.event(edit_of(message, "", subtype="tombstone"))
        slack.held.set()
        await stage.settled()
        assert slack.said() == []
        assert service.history.overview(f"local/{TEAM}.{USER}") == before

    play(address, scene)


def test_a_question_deleted_when_it_is_all_but_answered_is_not_kept(
    address: str, service: Services
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        before = service.history.overview(f"local/{TEAM}.{USER}")
        slack.held, slack.holds = asyncio.Event(), "chat.stopStream"
        message = slack.write(f"<@U0BOT> {JUNE}")
        await slack.mention(message)
        await slack.holding.wait()
        assert len(service.history.overview(f"local/{TEAM}.{USER}")) == len(before) + 1
        await slack.event(edit_of(message, "", subtype="tombstone"))
        slack.held.set()
        await stage.settled()
        assert slack.said() == []
        assert service.history.overview(f"local/{TEAM}.{USER}") == before

    play(address, scene)


def test_a_question_deleted_while_the_service_works_is_not_kept() -> None:
    deleted: list[str] = []

    async def scene(stage: Stage, going_on: asyncio.Event) -> None:
        slack = stage.slack
        message = slack.write(f"<@U0BOT> {JUNE}")
        await slack.mention(message)
        while not slack.called("chat.startStream"):
            await slack.changed()
        await slack.event(edit_of(message, "", subtype="tombstone"))
        async with asyncio.timeout(60):
            while not all(making.taken_back for making in stage.bot._answering.values()):
                await asyncio.sleep(0)
        assert deleted == []
        going_on.set()
        await stage.settled()
        assert slack.said() == []
        assert len(slack.called("chat.appendStream") + slack.called("chat.startStream")) == 1
        assert deleted == [ANSWER.conversation_id]

    async def played() -> None:
        going_on = asyncio.Event()

        async def answer(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            delta = b'event: delta\ndata: {"text": "Amazon joined."}\n\n'
            await response.write(delta)
            await going_on.wait()
            last = f"event: answer\ndata: {ANSWER.model_dump_json()}\n\n"
            await response.write(delta + last.encode())
            return response

        async def delete(request: web.Request) -> web.Response:
            deleted.append(request.match_info["id"])
            return web.Response(status=204)

        app = web.Application()
        app.router.add_post("/v1/questions", answer)
        app.router.add_delete("/v1/conversations/{id}", delete)
        async with running(app) as own, slack_server() as slack, bot_in(slack, own) as stage:
            await scene(stage, going_on)

    asyncio.run(played())


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("ends", ["edited", "deleted"])
def test_edits_close_together_leave_one_answer_at_most(
    address: str, service: Services, answered: bool, ends: str
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        before = {one.id for one in service.history.overview(f"local/{TEAM}.{USER}")}
        message = slack.write(f"<@U0BOT> {JUNE}")
        if not answered:
            slack.held = asyncio.Event()
        await slack.mention(message)
        await (stage.settled() if answered else slack.holding.wait())
        first = edit_of(message, "<@U0BOT> When was the EU Internet Forum launched?")
        again = edit_of(message, "<@U0BOT> Who joined it in December 2021?")
        second = {
            "edited": {**again, "event_ts": slack.now()},
            "deleted": edit_of(message, "", subtype="tombstone"),
        }[ends]
        await slack.event(first)
        await slack.event(second)
        if slack.held:
            slack.held.set()
        await stage.settled()
        shown_now = [reference_in(one) for one in slack.said()]
        assert len(shown_now) == (ends == "edited")
        kept = {one.id for one in service.history.overview(f"local/{TEAM}.{USER}")}
        assert kept - before == {one.conversation for one in shown_now if one}
        assert not stage.bot._locks
        assert not stage.bot._answering

    play(address, scene)


def test_a_question_deleted_while_its_thread_gets_a_title_leaves_nothing(
    address: str, service: Services
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        before = service.history.overview(f"local/{TEAM}.{USER}")
        slack.held, slack.holds = asyncio.Event(), "assistant.threads.setTitle"
        message = slack.write(JUNE, channel=DIRECT)
        await slack.message(message)
        await slack.holding.wait()
        assert (DIRECT, message["ts"]) in stage.bot._answering
        await slack.event(edit_of(message, "", subtype="tombstone"))
        slack.held.set()
        await stage.settled()
        assert slack.said(DIRECT) == []
        assert service.history.overview(f"local/{TEAM}.{USER}") == before

    play(address, scene)


def test_what_is_no_question_is_not_looked_up_when_it_changes(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        for change in ({"text": "Dinner?"}, {"text": "", "subtype": "tombstone"}):
            await slack.event(edit_of(slack.write("Lunch?"), **change))
        await stage.settled()
        assert slack.called("conversations.replies") == []
        # A follow-up in a thread of the bot's names nobody, and is one.
        root = await stage.asked()
        follow = slack.write("When was it launched?", thread=root["ts"])
        await slack.message(follow)
        await stage.settled()
        assert len(slack.said()) == 2
        await slack.event(edit_of(follow, "", subtype="tombstone"))
        await stage.settled()
        assert len(slack.said()) == 1

    play(address, scene)


def test_threads_that_cannot_be_read_are_left_alone(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        slack.refusals = {"conversations.replies": ["thread_not_found"] * 3}
        mention = slack.write("<@U0BOT> Who?")
        other = slack.write("And who?", thread=slack.now())
        await slack.event(edit_of(mention, "<@U0BOT> When?"))
        await slack.event(edit_of(other, "", subtype="tombstone"))
        await slack.message(other)
        await stage.settled()
        assert slack.refusals == {"conversations.replies": []}
        assert slack.said() == []
        assert {one.name for one in caplog.records if one.levelname == "ERROR"} == {
            "assistant.slack.bot",
            "assistant.slack.messages",
        }

    play(address, scene)


def test_too_many_calls_are_waited_for_as_long_as_slack_says(address: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.slack.refusals = {"chat.startStream": [429], "chat.update": [429, 429]}
        await stage.asked()
        (answer,) = stage.slack.said()
        assert reference_in(answer)
        assert len(stage.slack.called("chat.update")) == 3

    play(address, scene)


def test_without_streams_the_answer_is_posted_and_updated(address: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.slack.refusals = {
            "chat.startStream": ["not_allowed"],
            "assistant.threads.setStatus": ["not_allowed"],
        }
        await stage.asked()
        (answer,) = stage.slack.said()
        assert answer["text"] == answer_of(address, JUNE)["text"]
        assert len(stage.slack.called("chat.startStream")) == 1
        assert stage.slack.called("chat.stopStream") == []
        (posted,) = stage.slack.called("chat.postMessage")
        assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)

    play(address, scene)


def test_a_first_sentence_that_cannot_be_posted_does_not_lose_the_answer(address: str) -> None:
    async def scene(stage: Stage) -> None:
        refused = {"chat.startStream": ["not_allowed"], "chat.postMessage": ["fatal_error"]}
        stage.slack.refusals = {method: list(words) for method, words in refused.items()}
        await stage.asked()
        (answer,) = stage.slack.said()
        assert reference_in(answer)

    play(address, scene)


def test_a_stream_that_breaks_off_is_replaced_by_the_whole_answer(address: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.slack.refusals = {
            "chat.appendStream": ["message_not_in_streaming_state"],
            "chat.stopStream": ["message_not_in_streaming_state"],
        }
        await stage.asked()
        (answer,) = stage.slack.said()
        assert answer["text"] == answer_of(address, JUNE)["text"]

    play(address, scene)


def test_a_message_that_slack_refuses_is_said_in_plain_text(address: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.slack.refusals = {"chat.update": ["msg_too_long"]}
        await stage.asked()
        (answer,) = stage.slack.said()
        assert answer["text"] == answer_of(address, JUNE)["text"]
        assert answer["blocks"] == []

    play(address, scene)


def test_a_thread_that_cannot_be_read_does_not_keep_from_answering(address: str) -> None:
    async def scene(stage: Stage) -> None:
        root = stage.slack.write("Lunch?")
        stage.slack.refusals = {"conversations.replies": ["missing_scope"]}
        await stage.asked(thread=root["ts"])
        (answer,) = stage.slack.said()
        assert answer["text"] == answer_of(address, JUNE)["text"]

    play(address, scene)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BOT>", "Please type a question."),
        ("<@U0BOT> " + "a " * 1_001 + "?", "The question is 3 characters too long."),
    ],
)
def test_what_cannot_be_asked_is_told(address: str, text: str, said: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.asked(text)
        (answer,) = stage.slack.said()
        assert answer["text"] == said

    play(address, scene)


def test_in_a_place_where_it_does_not_answer_it_refuses_in_the_language_of_the_question() -> None:
    async def scene(stage: Stage) -> None:
        refused = await stage.slack.command("Wann wurde das EU-Internetforum gegründet?")
        assert refused["text"].startswith("Hier antworte ich nicht.")

    play(AWAY, scene, slack_channels={"C2"})


def test_a_service_that_is_away_is_told_and_asked_again(service: Services, address: str) -> None:
    async def scene(stage: Stage) -> None:
        root = await stage.asked()
        (answer,) = stage.slack.said()
        assert answer["text"].startswith("The assistant is not available at the moment.")
        stage.bot.service._address = address  # it is back
        await stage.asked(thread=root["ts"])
        assert reference_in(stage.slack.said()[1])

    play(AWAY, scene)


def test_an_answer_that_is_not_understood_is_no_fault_of_the_question() -> None:
    async def respond(request: web.Request) -> web.Response:
        return web.Response(text="event: answer\ndata: {}\n\n", content_type="text/event-stream")

    async def played() -> None:
        app = web.Application()
        app.router.add_post("/v1/questions", respond)
        async with running(app) as own, slack_server() as slack, bot_in(slack, own) as stage:
            await stage.asked()
            (answer,) = slack.said()
            assert answer["text"].startswith("The assistant is not available at the moment.")

    asyncio.run(played())


def test_where_it_does_not_answer_it_says_so(address: str) -> None:
    async def scene(stage: Stage) -> None:
        slack = stage.slack
        message = slack.write(f"<@U0BOT> {JUNE}")
        await slack.mention(message)
        await slack.message(slack.write(JUNE, channel=DIRECT))
        refused = await slack.command(JUNE)
        await stage.settled()
        assert slack.said() == []
        assert len(slack.said(DIRECT)) == 1
        (told,) = slack.called("chat.postEphemeral")
        assert (told["user"], told["channel"]) == (USER, CHANNEL)
        assert told["text"] == refused["text"]
        assert told["text"] == "I do not answer here. Write me a direct message."

    play(address, scene, slack_channels={"C2"})


@pytest.mark.parametrize(
    ("settings", "more", "answered"),
    [
        ({"slack_workspaces": {"T1"}, "slack_channels": {"C1"}}, {}, True),
        ({"slack_workspaces": {"T2"}}, {}, False),
        ({}, {"is_ext_shared_channel": True}, False),
        ({"slack_shared_channels": True}, {"is_ext_shared_channel": True}, True),
    ],
)
def test_it_answers_where_it_is_allowed_to(
    address: str, settings: Payload, more: Payload, answered: bool
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.slack.mention(stage.slack.write(f"<@U0BOT> {JUNE}"), **more)
        await stage.settled()
        assert len(stage.slack.said()) == answered

    play(address, scene, **settings)


def test_direct_messages_and_dialogs_are_in_no_channel_of_a_list() -> None:
    places = Places(frozenset({"T1"}), frozenset({"C1"}))
    assert places.allow("T1", "D1", shared=False)
    assert places.allow("T1", None, shared=False)
    assert not places.allow("T1", "C2", shared=False)
    assert not places.allow("T2", "D1", shared=False)
