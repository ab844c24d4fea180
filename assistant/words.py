"""The words of the widget in one language, for every door that shows them to people."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from assistant.sentences import language_name, long_date

_FOLDER = Path(__file__).parent / "web" / "widget"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Words:
    """The words of one language; what it lacks is said in English. `more` are a door's own."""

    def __init__(self, language: str, more: Mapping[str, Any] = _NOTHING) -> None:
        self.language = language
        self._table = {**_load("en"), **_load(language), **more}
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

    @property
    def suggestions(self) -> list[str]:
        """Questions to begin with."""
        return list(self._table["suggestions"])

    def day(self, day: date) -> str:
        """Return a date with its month in words."""
        return long_date(day, self.language)

    def language_name(self, of: str) -> str:
        """Return a language's name."""
        return language_name(of, self.language)


@cache
def _load(language: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return table
