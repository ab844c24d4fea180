"""Puts the bot together from the settings, and runs it in Socket Mode."""

import asyncio
from collections.abc import Callable

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from assistant.access.seen import Seen
from assistant.client import StreamingClient
from assistant.errors import ServiceUnavailable, SettingsWrong
from assistant.settings import Settings
from assistant.slack.app import Places, build_slack_app, slack_client
from assistant.slack.blocks import Shown
from assistant.slack.bot import Bot

GRACE = 10.0
"""Seconds that the last answer may take to reach Slack, beyond those of making it."""


def bot_of(settings: Settings, address: str, seen: Seen) -> Bot:
    """Return a bot that asks the service at an address. It needs a running event loop."""
    assert settings.slack_bot_token
    return Bot(
        slack_client(settings.slack_bot_token.get_secret_value(), str(settings.slack_api_url)),
        StreamingClient(address, settings.shown_key, settings.answer_seconds),
        seen,
        Shown(
            str(settings.public_url) if settings.public_url else None,
            settings.own_notice,
            str(settings.privacy_url) if settings.privacy_url else None,
        ),
    )


def app_of(settings: Settings, bot: Bot) -> AsyncApp:
    """Return the app around a bot."""
    secret = settings.slack_signing_secret
    places = Places(
        settings.slack_workspaces, settings.slack_channels, settings.slack_shared_channels
    )
    return build_slack_app(bot, places, secret.get_secret_value() if secret else "")


async def run(
    settings: Settings,
    address: str,
    seen: Seen,
    stopping: asyncio.Event,
    started: Callable[[str], None],
) -> None:
    """Answer in Slack until it is time to stop, and then finish the answers under way.

    `started` is told the bot's name. Raises SettingsWrong for tokens that Slack does not take, and
    ServiceUnavailable if it cannot be reached.
    """
    assert settings.slack_app_token
    token = settings.slack_app_token.get_secret_value()
    bot = bot_of(settings, address, seen)
    try:
        name = await _introduced(bot, token, settings)
        handler = AsyncSocketModeHandler(app_of(settings, bot), token)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        started(name)
        await stopping.wait()
        await handler.close_async()  # type: ignore[no-untyped-call]
    finally:
        await bot.finish(settings.answer_seconds + GRACE)


async def _introduced(bot: Bot, token: str, settings: Settings) -> str:
    """Return the bot's name; a connection would be tried for ever with tokens that are no good."""
    try:
        name: str = (await bot.client.auth_test())["user"]
        await bot.client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        raise SettingsWrong(
            f"Slack does not take the tokens ({error.response['error']}). Look after "
            "EUIF_SLACK_BOT_TOKEN and EUIF_SLACK_APP_TOKEN."
        ) from error
    except (ClientError, TimeoutError) as error:
        raise ServiceUnavailable(
            f"Slack cannot be reached at {settings.slack_api_url} ({error}). Look after the "
            "network, and start again."
        ) from error
    return name
