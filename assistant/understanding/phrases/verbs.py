"""Tells what says or asks something from what only names it. Pure functions.

verbs.json holds, for each of the 24 official EU languages, the commonest verbs (to be, to have,
those that help others) and the words that ask whether.
"""

from functools import cache

from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import words

_MARKS = {"el": "?;\u037e"}
"""What ends a question where it is not "?" alone."""


def only_names(text: str, language: str) -> bool:
    """Tell whether a text may only name something ("GIFCT members", "latest figure"): it asks by no
    mark, and has no common verb."""
    return not has_mark(text, language) and verbs(language).isdisjoint(words(text))


def has_mark(text: str, language: str) -> bool:
    """Tell whether a text has a mark that ends a question."""
    return any(mark in text for mark in _MARKS.get(language, "?"))


@cache
def verbs(language: str) -> frozenset[str]:
    """Return the commonest verbs, and words that ask whether, of a language; of English for one
    that is not known."""
    listed: dict[str, list[str]] = read_data(__package__, "verbs.json")
    return frozenset(listed[known(language)])
