"""The bot's words in every language: the widget's, and the few that only Slack needs."""

import json
from functools import cache
from importlib.resources import files

from assistant.words import Words


def words_in(language: str) -> Words:
    """Return the words of an official language; what it lacks is said in English."""
    return Words(language, {**_own()["en"], **_own().get(language, {})})


@cache
def _own() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(
        (files(__package__) / "words.json").read_text(encoding="utf-8")
    )
    return table
