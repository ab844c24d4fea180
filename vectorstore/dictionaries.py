"""Tells whether a word is in a language's dictionary, and so no name. Pure."""

from collections.abc import Mapping
from functools import cache, lru_cache

from simplemma.strategies import StreamDictionaryFactory

from vectorstore.language import LANGUAGES

ALL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital."""

_COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "nl", "sv"})
_DICTIONARIES = {"hr": "hbs"}
_WITHOUT_DICTIONARY = frozenset({"mt"})
_NOUN_ENDINGS = ("en", "er", "el", "ung", "heit", "keit", "schaft", "ion", "mus", "tät", "chen")
_LINKS = ("", "s", "n", "en", "es", "e")
"""What joins the parts of a compound."""
_SHORTEST_FIRST, _SHORTEST_LAST = 3, 5
"""So many letters the first and the last part of a compound have at least."""


@lru_cache(maxsize=1 << 14)
def is_word(word: str, language: str) -> bool:
    """Tell whether a word is in its language's dictionary, or put together of such words; where
    there is no dictionary, True.

    Read when it is first needed, which takes up to seconds.
    """
    if language in _WITHOUT_DICTIONARY or language not in LANGUAGES:
        return True
    known = _dictionary(_DICTIONARIES.get(language, language))

    def is_known(part: str) -> bool:
        return any(form in known for form in (part.lower(), part.capitalize(), part))

    if is_known(word):
        return language not in ALL_NOUNS or _is_noun(word, known)
    is_camel = word[1:] != word[1:].lower() and not word.isupper()  # "SoundCloud"
    return (not is_camel and language in _COMPOUNDING) and any(
        is_known(word[cut:]) and any(is_known(word[:cut].removesuffix(end)) for end in _LINKS)
        for cut in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1)
    )


@lru_cache(maxsize=1 << 14)
def is_small_word(word: str, language: str) -> bool:
    """Tell whether a language's dictionary has a word that is written without a capital; False
    where there is no dictionary."""
    if language in _WITHOUT_DICTIONARY or language not in LANGUAGES:
        return False
    return word.lower() in _dictionary(_DICTIONARIES.get(language, language))


def _is_noun(word: str, known: Mapping[str, str]) -> bool:
    """Tell a German noun from a name that a dictionary has too: it is declined as names are not."""
    return (
        word.lower() in known
        or word.endswith(_NOUN_ENDINGS)
        or known.get(word, word) != word
        or any(word + ending in known for ending in ("e", "n", "en", "er", "es", "se", "nen"))
    )


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    # The dictionary that simplemma keeps whole in memory would take ten times as much of it.
    return StreamDictionaryFactory().get_dictionary(language)
