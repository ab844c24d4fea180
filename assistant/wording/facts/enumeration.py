"""Reads lists: what joins their items, and how many there are. Pure."""

import re

from assistant.wording.facts.lexicon import blanked, words
from vectorstore.dates import dates
from vectorstore.language import known


def conjunctions(language: str) -> list[str]:
    """Return the words for "and"; in a language that is not known, those of English."""
    joined: list[str] = words(known(language))["and"]
    return joined


def disjunctions(language: str) -> list[str]:
    """Return the words for "or"; in a language that is not known, those of English."""
    parted: list[str] = words(known(language))["or"]
    return parted


def ands(language: str) -> str:
    """Return what matches a word for "and"."""
    return "|".join(conjunctions(language))


def ands_and_ors(language: str) -> str:
    """Return what matches a word for "and" or "or"."""
    return "|".join((*conjunctions(language), *disjunctions(language)))


def enumerated(text: str, language: str) -> set[int]:
    """Return how many names the lists in a text have: "Amazon, Google and Meta" are three."""
    language = known(language)
    joined = ands(language)
    text = blanked(text, [(date.start, date.end) for date in dates(text, language)])
    item = r"[^\W\d_][^,;:()\d\x00]{1,50}?"
    runs = re.finditer(
        rf"(?=([^\W\d_][\w.]*)){item}(?:, {item})+(?:,? (?:{joined}) )(?=(\w))", text
    )
    return {
        run[0].count(", ") + 2 - bool(re.search(rf", (?:{joined}) $", run[0]))
        for run in runs
        if all(part.strip()[:1].isupper() for part in [*run[0].split(", ")[1:-1], run[2]])
    }
