"""Tells whether a text says that people meet by video, which is where they do. Pure."""

import re
from functools import cache

from assistant.wording.facts.lexicon import any_of, known, words
from vectorstore.language import folded


def is_by_video(text: str, language: str) -> bool:
    """Tell whether a text says so; a language that is not known is read as English."""
    return bool(_by_video(known(language)).search(folded(text)))


@cache
def _by_video(language: str) -> re.Pattern[str]:
    return any_of(words(language)["remotely"])
