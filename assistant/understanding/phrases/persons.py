"""Tells who a question speaks of: whoever asks it, or whoever is asked. Pure.

persons.json holds, for each of the 24 official EU languages, the pronouns for the "asker" ("I",
"our") and for the one who is "asked" ("you", "your").
"""

from collections.abc import Iterable

from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, terms_of


def asks_for_oneself(question: str, language: str) -> bool:
    """Tell whether a question speaks of whoever asks it, and not to whoever is asked: "How do I
    apply?"."""
    said = {word.lower() for word in WORD.findall(question)}
    persons = read_data(__package__, "persons.json")[known(language)]
    return not said.isdisjoint(persons["asker"]) and said.isdisjoint(persons["asked"])


def without_persons(stems: Iterable[str], language: str) -> frozenset[str]:
    """Return index terms without those of whoever asks or is asked."""
    asker, asked = read_data(__package__, "persons.json")[known(language)].values()
    return frozenset(stems) - terms_of([*asker, *asked], language)
