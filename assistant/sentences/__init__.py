"""The fixed sentences that the assistant says of itself, a JSON file for each language."""

import json
from functools import cache
from importlib.resources import files
from string import Template

FALLBACK = "en"


def say(language: str, key: str, **values: str) -> str:
    """Return a fixed sentence in a language, or in English where there is no translation yet."""
    known = _load(language) or _load(FALLBACK)
    return Template(known[key]).substitute(values)


@cache
def _load(language: str) -> dict[str, str]:
    file = files(__name__) / f"{language}.json"
    if not file.is_file():
        return {}
    sentences: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return sentences
