"""`euif slack` as people run it: a process of its own, between a Slack and a service."""

import asyncio
import json
import os
import signal
from pathlib import Path

import pytest
from commands import EUIF
from slack_server import BOT_USER, Slack, slack_server

from assistant.bootstrap import Services
from assistant.slack.reference import reference_in

JUNE = "Who joined the EU Internet Forum in June 2024?"
TOKENS = {"EUIF_SLACK_BOT_TOKEN": "xoxb-1", "EUIF_SLACK_APP_TOKEN": "xapp-1"}


async def euif(*arguments: str, **settings: str) -> asyncio.subprocess.Process:
    """Start the command."""
    return await asyncio.create_subprocess_exec(
        EUIF,
        *arguments,
        env={**os.environ, "COLUMNS": "200", **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


def ran(*arguments: str, **settings: str) -> tuple[int | None, str, str]:
    """Run the command to its end; return its code and what it printed."""

    async def running() -> tuple[int | None, str, str]:
        process = await euif(*arguments, **settings)
        out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode()

    return asyncio.run(running())


def test_it_answers_until_it_is_stopped_and_drops_nothing(
    address: str, forum: Services, tmp_path: Path
) -> None:
    """Without EUIF_URL it asks the service on its data folder."""

    async def scene(slack: Slack, process: asyncio.subprocess.Process) -> None:
        assert process.stderr
        started = await process.stderr.readline()
        assert started.decode() == f"@euif answers in Slack, asking {address}\n"
        slack.held = asyncio.Event()
        await slack.mention(slack.write(f"<@{BOT_USER}> {JUNE}"))
        await slack.holding.wait()
        process.send_signal(signal.SIGTERM)
        await slack.gone.wait()
        slack.held.set()
        _, told = await process.communicate()
        assert (process.returncode, told) == (0, b"")
        (answer,) = slack.said()
        assert reference_in(answer)

    async def played() -> None:
        folder = str(forum.settings.data_dir)
        async with slack_server() as slack:
            process = await euif(
                "slack", **TOKENS, EUIF_DATA_DIR=folder, EUIF_SLACK_API_URL=slack.api
            )
            try:
                async with asyncio.timeout(120):
                    await scene(slack, process)
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()

    asyncio.run(played())


@pytest.mark.parametrize(
    ("method", "why"),
    [("auth.test", "invalid_auth"), ("apps.connections.open", "not_allowed_token_type")],
)
def test_tokens_that_slack_does_not_take_are_told(tmp_path: Path, method: str, why: str) -> None:
    async def played() -> tuple[int | None, str]:
        async with slack_server() as slack:
            slack.refusals = {method: [why]}
            process = await euif(
                "slack",
                **TOKENS,
                EUIF_DATA_DIR=str(tmp_path),
                EUIF_URL="http://127.0.0.1:9",
                EUIF_SLACK_API_URL=slack.api,
            )
            _, err = await process.communicate()
            return process.returncode, err.decode()

    assert asyncio.run(played()) == (
        2,
        f"Slack does not take the tokens ({why}). Look after EUIF_SLACK_BOT_TOKEN and "
        "EUIF_SLACK_APP_TOKEN.\n",
    )


def test_a_slack_that_is_away_is_told(tmp_path: Path) -> None:
    away = "http://127.0.0.1:9/api/"
    settings = {"EUIF_URL": "http://127.0.0.1:9", "EUIF_SLACK_API_URL": away}
    code, _, err = ran("slack", **TOKENS, **settings, EUIF_DATA_DIR=str(tmp_path))
    assert (code, err.startswith(f"Slack cannot be reached at {away} (")) == (1, True)
    assert len(err.strip().split("\n")) == 1


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    folder = str(tmp_path)
    code, _, err = ran("slack", EUIF_DATA_DIR=folder)
    assert (code, "EUIF_SLACK_BOT_TOKEN and EUIF_SLACK_APP_TOKEN" in err) == (2, True)
    code, _, err = ran("slack", **TOKENS, EUIF_DATA_DIR=folder)
    assert (code, "EUIF_URL" in err) == (2, True)
    code, _, err = ran("slack", "manifest", "--http", EUIF_DATA_DIR=folder)
    assert (code, "EUIF_PUBLIC_URL" in err) == (2, True)
    assert not list(tmp_path.glob("library*"))  # it opens no store


def test_the_manifest_asks_for_what_is_used_and_no_more(tmp_path: Path) -> None:
    code, out, _ = ran("slack", "manifest", EUIF_DATA_DIR=str(tmp_path))
    socket = json.loads(out)
    assert code == 0
    assert socket["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in out
    assert set(socket["oauth_config"]["scopes"]["bot"]) == {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "chat:write",
        "commands",
        "groups:history",
        "im:history",
    }
    assert socket["features"]["agent_view"]["suggested_prompts"][0]["message"] == JUNE
    assert len(socket["display_information"]["description"]) <= 140
    assert len(socket["features"]["agent_view"]["agent_description"]) <= 300
    url = "https://assistant.example.eu"
    code, out, _ = ran("slack", "manifest", "--http", EUIF_PUBLIC_URL=url)
    http = json.loads(out)
    where = f"{url}/slack/events"
    assert http["settings"]["socket_mode_enabled"] is False
    assert http["settings"]["event_subscriptions"]["request_url"] == where
    assert http["settings"]["interactivity"]["request_url"] == where
    assert http["features"]["slash_commands"][0]["url"] == where
