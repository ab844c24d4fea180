"""What Slack is told of the app: paste it where Slack asks for a manifest."""

from typing import Any

from assistant.slack.words import words_in

# Each scope, and what needs it.
_SCOPES = [
    "app_mentions:read",  # to be mentioned
    "assistant:write",  # the tab: suggested prompts, status, title
    "channels:history",  # follow-ups in threads of public channels
    "chat:write",  # answers
    "commands",  # /euif
    "groups:history",  # follow-ups in threads of private channels
    "im:history",  # direct messages, and the tab
]
_EVENTS = [
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
]


def manifest(events_url: str | None = None) -> dict[str, Any]:
    """Return the manifest: for Socket Mode, or for events sent to an address."""
    words = words_in("en")
    prompts = [{"title": one, "message": one} for one in words.suggestions]
    where = {"url": events_url} if events_url else {}
    sent = {"request_url": events_url} if events_url else {}
    command = {
        "command": "/euif",
        "description": "Ask about the EU Internet Forum; only you see the answer",
        "usage_hint": "question",
        "should_escape": True,
        **where,
    }
    return {
        "display_information": {
            "name": "EUIF assistant",
            "description": "Answers questions about the EU Internet Forum, and shows where it "
            "stands.",
        },
        "features": {
            "agent_view": {
                "agent_description": words.say("welcome"),
                "suggested_prompts": prompts,
            },
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "EUIF assistant", "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": _SCOPES}},
        "settings": {
            "event_subscriptions": {"bot_events": _EVENTS, **sent},
            "interactivity": {"is_enabled": True, **sent},
            "org_deploy_enabled": False,
            "socket_mode_enabled": events_url is None,
            "token_rotation_enabled": False,
        },
    }
