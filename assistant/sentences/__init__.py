"""What the assistant says of itself: a JSON file of fixed sentences for each language."""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from string import Template

from babel import Locale
from babel.dates import format_date

from vectorstore.language import LANGUAGES

# To CLDR, plain English and Portuguese are those of America.
_EUROPEAN = {"en": "en_IE", "pt": "pt_PT"}


def say(language: str, key: str, /, **values: str) -> str:
    """Return a fixed sentence in one of LANGUAGES; for any other language, in English."""
    return Template(template(language, key)).substitute(values)


def is_said(key: str, text: str) -> bool:
    """Tell whether a text begins with a fixed sentence that has no places, in any language."""
    return text.startswith(tuple(template(language, key) for language in LANGUAGES))


def keys() -> list[str]:
    """Return the keys that every language has a sentence for."""
    return sorted(_load("en"))


def template(language: str, key: str) -> str:
    """Return a fixed sentence with its places left open, as `$name`."""
    return _load(_spoken(language))[key]


def language_name(of: str, in_language: str) -> str:
    """Return a language's name in one of LANGUAGES, for any other in English, as CLDR has it.

    It is the form that stands in lists; the sentence `in_language` of each language is built around
    it. Raises KeyError where CLDR has no name.
    """
    return str(_locale(in_language).languages[of])


def long_date(day: date, language: str) -> str:
    """Return a date with its month in words in one of LANGUAGES, for any other in English."""
    return format_date(day, "long", _locale(language))


def _locale(language: str) -> Locale:
    spoken = _spoken(language)
    return Locale.parse(_EUROPEAN.get(spoken, spoken))


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"


@cache
def _load(language: str) -> dict[str, str]:
    file = files(__name__) / f"{language}.json"
    sentences: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return sentences
