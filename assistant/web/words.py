"""The words of pages for people: those of the widget, in the language that a browser asks for."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from fastapi import Request

from assistant.sentences import language_name, long_date
from vectorstore.language import LANGUAGES

_FOLDER = Path(__file__).parent / "widget"


class Words:
    """The words of one language; what it lacks is said in English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = {**_load("en"), **_load(language)}
        self._locale = Locale.parse(language)

    def say(self, key: str, /, **values: str | int) -> str:
        """Return a text with its `{places}` filled; `count` chooses among plural forms."""
        text = self._table[key]
        if isinstance(text, dict):
            text = text.get(self._locale.plural_form(float(values["count"])), text["other"])
        shown = {
            name: format_decimal(value, locale=self._locale) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return str(text.format(**shown))

    def day(self, day: date) -> str:
        """Return a date with its month in words."""
        return long_date(day, self.language)

    def language_name(self, of: str) -> str:
        """Return a language's name."""
        return language_name(of, self.language)


def words_for(request: Request) -> Words:
    """Return the words of the language that the browser would rather have than our others."""
    ranges: list[tuple[float, int, str]] = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, quality = part.strip().lower().partition(";q=")
        language = tag.split("-")[0]
        if language in LANGUAGES:
            ranges.append((-_number(quality), len(ranges), language))
    return Words(min(ranges)[2] if ranges else "en")


def _number(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0


@cache
def _load(language: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return table
