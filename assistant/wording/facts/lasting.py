"""Tells whether a text says of something that it has ended, or holds still. Pure."""

import re
from functools import cache

from assistant.wording.facts.lexicon import any_of, known, words
from vectorstore.language import folded


def says_whether_it_lasts(text: str, language: str) -> bool:
    """Tell whether a text says so; a language that is not known is read as English."""
    return bool(_lasting(known(language)).search(folded(text)))


@cache
def _lasting(language: str) -> re.Pattern[str]:
    return any_of(words(language)["lasting"])
