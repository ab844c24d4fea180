"""The words of pages for people, in the language that a browser asks for."""

from fastapi import Request

from assistant.words import Words
from vectorstore.language import LANGUAGES


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
