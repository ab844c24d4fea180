"""The words of a text, and its index terms: words stemmed and folded, without stop words. Pure.

stop_words.json holds, for each of the 24 official EU languages, question words, and the commonest
words without a meaning of their own; no word that could be asked for. Where the language has a
stemmer, a word stands for all forms with its stem.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

from vectorstore.data import read_data

WORD = re.compile(r"[^\W_]+")
"""A word or a number: letters and digits, without what may join two."""
LETTERS = re.compile(r"[^\W\d_]+")
"""A word without figures."""
LONGEST_WORD = 64
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ı": "i"}
)
_ACRONYM_LETTERS = 6

# Snowball has no stemmer for bg, lv, mt, sk and sl. Its Serbian one also reads Croatian: it takes
# Latin letters and the ijekavian forms.
# fmt: off
_ALGORITHMS = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hr": "serbian", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}
# fmt: on


def terms(text: str, language: str) -> list[str]:
    """Return a text's index terms in its order: words stemmed, folded, without stop words.

    A term holds lower-case letters without accents and digits, nothing else. Raises KeyError for a
    language that is not in LANGUAGES. Stemmers: https://snowballstem.org/algorithms/
    """
    return [term for word in words(text) if (term := _term(word, language))]


def terms_of(listed: Iterable[str], language: str) -> frozenset[str]:
    """Return the index terms of words and phrases."""
    return frozenset(terms(" ".join(listed), language))


def words_by_term(text: str, language: str) -> dict[str, str]:
    """Return the words of a text, as it writes them, by their index terms."""
    return {term: word for word in WORD.findall(text) for term in terms(word, language)}


def words(text: str) -> list[str]:
    """Return a text's words in its order, casefolded; numbers are words too.

    A longer word than any is cut: what is known of words is kept.
    """
    # Casefold takes some letters apart again, so they are put together a second time.
    text = unicodedata.normalize("NFC", text).replace("\xad", "").casefold()
    return [word[:LONGEST_WORD] for word in WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """Return the word without accents; whatever is neither letter nor digit goes with them."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_UNDECOMPOSED))
    return "".join(character for character in decomposed if character.isalnum())


@lru_cache(maxsize=1 << 12)
def folded(text: str) -> str:
    """Return a text without accents and capitals, letter for letter, so that places stay the same:
    of two letters that one is folded to, the first."""
    return "".join((fold(letter.casefold()) or letter)[:1] for letter in text)


def is_stop_word(word: str, language: str) -> bool:
    """Tell whether a word is one that tells nothing of what a text is about."""
    return word.casefold() in stop_words(language)


def may_be_acronym(word: str) -> bool:
    """Tell whether a word in capitals is short enough for an acronym: "MONEYWISE" is a name."""
    return word.isupper() and 1 < len(word) <= _ACRONYM_LETTERS


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words that tell nothing of what a text is about, casefolded: a Greek word's last ς
    becomes σ."""
    return frozenset(map(str.casefold, read_data(__package__, "stop_words.json")[language]))


@lru_cache(maxsize=1 << 16)
def _term(word: str, language: str) -> str:
    stem = _stem(word, language)
    return "" if stem in _stop_stems(language) else fold(stem)


@cache
def _stop_stems(language: str) -> frozenset[str]:
    return frozenset(_stem(word, language) for word in words(" ".join(stop_words(language))))


def _stem(word: str, language: str) -> str:
    if not (algorithm := _ALGORITHMS.get(language)):
        return word
    # Threads must not share a stemmer, and a new one costs only 0.3 microseconds.
    stem = str(Stemmer.Stemmer(algorithm, 0).stemWord(word))
    return stem if len(stem) > 1 else word  # the Serbian one leaves an "e" of "EU"
