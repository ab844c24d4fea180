"""Slack's requests to the service itself: signed HTTP, on real sockets."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
import pytest
from conftest import MakeServices
from fakes import serving
from fastapi import FastAPI
from slack_server import BOT_USER, OTHER, TEAM, USER, Payload, Slack, form_of, signed, slack_server

from assistant.bootstrap import Services
from assistant.cli.serving import _app, _slack
from assistant.errors import SettingsWrong
from assistant.slack.reference import reference_in
from assistant.web.desk import Desk

JUNE = "Who joined the EU Internet Forum in June 2024?"
SECRETS = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "a signing secret"}


@dataclass
class Service:
    """A service that answers a Slack."""

    slack: Slack
    services: Services
    http: httpx.AsyncClient
    running: ExitStack

    async def stop(self) -> None:
        """Stop the service; it finishes what is under way."""
        await asyncio.to_thread(self.running.close)

    async def take(self, payload: Payload, **more: Any) -> httpx.Response:
        """Send an event to the service as Slack does."""
        body = json.dumps(payload)
        headers = {**signed(body, **more.pop("signed", {})), **more}
        return await self.http.post("/slack/events", content=body, headers=headers)

    async def mention(self, message: Payload, **more: Any) -> httpx.Response:
        """Tell the service that a message mentions the bot."""
        event = {**message, "type": "app_mention"}
        payload = {"type": "event_callback", "team_id": TEAM, "event": event}
        return await self.take(payload, **more)

    async def answers(self, count: int) -> list[Payload]:
        """Wait until there are so many of the bot's messages, and return them."""
        async with asyncio.timeout(60):
            while (
                len(self.slack.called("chat.update") + self.slack.called("chat.postMessage"))
                < count
            ):
                await self.slack.changed()
        return self.slack.said()


@contextmanager
def answering(make: MakeServices, forum: Services, slack: Slack, **settings: Any) -> Iterator[Any]:
    """Yield services and the address where they also answer Slack."""
    folder, api = forum.settings.data_dir, slack.api
    services = make(folder, auth="token", slack_api_url=api, **SECRETS)
    key = services.keys.create(f"slack {slack.now()} {api}", ["ask"])
    services.close()
    known = {**SECRETS, "auth": "token", "api_key": key, "slack_api_url": api, **settings}
    services = make(folder, **known)

    def app(desk: Desk) -> FastAPI:
        owner = services.owner()
        assert owner
        assert owner.address
        return _app(services, desk.index, owner.address, lambda: None)

    with serving(services, app) as address:
        yield services, address
    services.close()


@asynccontextmanager
async def service_of(
    make: MakeServices, forum: Services, **settings: Any
) -> AsyncIterator[Service]:
    """Run a service and a Slack for the length of a `with`."""
    async with slack_server() as slack:
        running = ExitStack()
        entered = partial(running.enter_context, answering(make, forum, slack, **settings))
        services, address = await asyncio.to_thread(entered)
        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            service = Service(slack, services, http, running)
            try:
                yield service
            finally:
                await service.stop()


@pytest.fixture
def play(forum: Services, make_services: MakeServices) -> Callable[..., None]:
    """Return what plays a scene between a Slack and a service."""

    def played(scene: Callable[[Service], Awaitable[None]], **settings: Any) -> None:
        async def playing() -> None:
            async with service_of(make_services, forum, **settings) as service:
                await scene(service)

        asyncio.run(playing())

    return played


def test_a_signed_mention_is_answered_once_by_the_services_own_key(
    play: Callable[..., None],
) -> None:
    async def scene(service: Service) -> None:
        message = service.slack.write(f"<@{BOT_USER}> {JUNE}")
        first = await service.mention(message)
        again = await service.mention(
            message, **{"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        )
        assert (first.status_code, again.status_code) == (200, 200)
        (answer,) = await service.answers(1)
        reference = reference_in(answer)
        assert reference
        kept = service.services.history.overview(_person(service))
        assert reference.conversation in {one.id for one in kept}
        # A click brings a message that may be longer than what others may send.
        element = answer["blocks"][-2]["elements"][0]
        click = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": USER, "team_id": TEAM},
            "channel": {"id": answer["channel"]},
            "container": {"channel_id": answer["channel"], "message_ts": answer["ts"]},
            "actions": [
                {
                    "type": "feedback_buttons",
                    "action_id": "feedback",
                    "value": element["positive_button"]["value"],
                    "action_ts": "1.1",
                }
            ],
            "message": {**answer, "text": "a" * 100_000},
            "response_url": f"{service.slack.address}/respond",
        }
        body = form_of(click)
        headers = {**signed(body), "Content-Type": "application/x-www-form-urlencoded"}
        clicked = await service.http.post("/slack/events", content=body, headers=headers)
        assert clicked.status_code == 200
        async with asyncio.timeout(60):
            while not service.slack.whispered:
                await service.slack.changed()
        assert service.slack.whispered[0]["text"] == "Thank you for your feedback."

    play(scene)


def _person(service: Service) -> str:
    (name,) = {one.name for one in service.services.keys.list() if service.slack.api in one.name}
    return f"{name}/{TEAM}.{USER}"


def test_what_slack_did_not_sign_just_now_is_refused(play: Callable[..., None]) -> None:
    async def scene(service: Service) -> None:
        message = service.slack.write(f"<@{BOT_USER}> {JUNE}")
        for wrong in ({"secret": "another"}, {"age": 301}):
            assert (await service.mention(message, signed=wrong)).status_code == 401
        bare = await service.http.post("/slack/events", json={"type": "event_callback"})
        assert bare.status_code == 401
        hello = await service.take({"type": "url_verification", "challenge": "abc"})
        assert hello.json() == {"challenge": "abc"}
        assert service.slack.said() == []

    play(scene)


def test_people_are_limited_each_for_themselves_and_told(play: Callable[..., None]) -> None:
    async def scene(service: Service) -> None:
        texts = []
        for count, user in enumerate([USER, USER, OTHER], 1):
            await service.mention(service.slack.write(f"<@{BOT_USER}> {JUNE}", user))
            said = await service.answers(count)
            texts.append(said[-1]["text"].split(".")[0])
        assert texts[1] == "Too many questions in a short time"
        assert texts[0] == texts[2] != texts[1]

    play(scene, questions_per_minute=1)


def test_a_switched_off_service_and_a_worthless_key_are_told(play: Callable[..., None]) -> None:
    async def scene(service: Service) -> None:
        away = "The assistant is not available at the moment. Please ask again later."
        switch = service.services.switch
        switch.turn(False, "a test", "the tests")
        try:
            await service.mention(service.slack.write(f"<@{BOT_USER}> {JUNE}"))
            (told,) = await service.answers(1)
            assert told["text"] == away
        finally:
            switch.turn(True, "a test", "the tests")
        service.services.keys.revoke(_person(service).split("/T1")[0])
        await service.mention(service.slack.write(f"<@{BOT_USER}> {JUNE}"))
        _, told = await service.answers(2)
        assert told["text"] == away

    play(scene)


def test_a_service_that_stops_finishes_what_it_says_in_slack(
    forum: Services, make_services: MakeServices
) -> None:
    async def played() -> None:
        async with service_of(make_services, forum) as service:
            slack = service.slack
            slack.held = asyncio.Event()
            await service.mention(slack.write(f"<@{BOT_USER}> {JUNE}"))
            await slack.holding.wait()
            stopping = asyncio.create_task(service.stop())
            with suppress(httpx.TransportError):
                while True:  # until it takes no more requests
                    await service.http.get("/healthz")
            slack.held.set()
            await stopping
        (answer,) = slack.said()
        assert reference_in(answer)

    asyncio.run(played())


@pytest.mark.parametrize("missing", ["slack_bot_token", "api_key"])
def test_half_a_set_of_secrets_is_refused_at_the_start(
    make_services: MakeServices, tmp_path: Any, missing: str
) -> None:
    known = {**SECRETS, "auth": "token", "api_key": "euif_x", missing: None}
    services = make_services(tmp_path, **known)
    with pytest.raises(SettingsWrong, match=r"docs/slack\.md"):
        _slack(services, "http://127.0.0.1:1")
    services.close()
