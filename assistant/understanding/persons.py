"""Tells who a question speaks of: whoever asks it, or whoever is asked. Pure.

persons.json holds, for each of the 24 official EU languages, the pronouns for the "asker" ("I",
"our") and for the one who is "asked" ("you", "your").
"""

from collections.abc import Iterable
from functools import cache

from vectorstore.data import read_data
from vectorstore.terms import WORD, terms


def asks_for_oneself(question: str, language: str) -> bool:
    """Tell whether a question speaks of whoever asks it, and not to whoever is asked: "How do I
    apply?"."""
    said = {word.casefold() for word in WORD.findall(question)}
    persons = _persons().get(language, {})
    return not said.isdisjoint(persons.get("asker", ())) and said.isdisjoint(
        persons.get("asked", ())
    )


def without_persons(stems: Iterable[str], language: str) -> frozenset[str]:
    """Return index terms without those of whoever asks or is asked."""
    told = " ".join(word for words in _persons().get(language, {}).values() for word in words)
    return frozenset(stems) - {*terms(told, language)}


@cache
def _persons() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = read_data(__package__, "persons.json")
    return data
