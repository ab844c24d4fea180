"""The names of the months, as CLDR has them and as people write them, in the 24 official EU
languages. Pure functions."""

from functools import cache, lru_cache
from typing import Literal

from babel.dates import get_month_names

from vectorstore.dictionaries import is_word
from vectorstore.language import LANGUAGES
from vectorstore.terms import fold

_TELLING_LETTERS = 4
_ENDING, _LONGEST_ENDING = 2, 5
_INFLECTING = frozenset(
    {"bg", "cs", "el", "et", "fi", "ga", "hr", "hu", "lt", "lv", "pl", "sk", "sl"}
)
"""Languages in which the names of months have endings."""

_IRISH = "ga"
"""The names of some months are two words in it."""
_SHORT_FORMS = {
    "el": {"μάιο": 5},
    "lt": {"kovą": 3},
    "pl": {"maju": 5},
    "sk": {"máji": 5, "máju": 5, "júni": 6, "júnu": 6, "júli": 7, "júlu": 7},
    "sl": {"maja": 5, "maju": 5},
}
"""Months of so few letters, with an ending, as CLDR does not have them, and their numbers."""
_CONTEXTS: tuple[Literal["stand-alone"], Literal["format"]] = ("stand-alone", "format")


def month_of(word: str, following: str, language: str) -> int:
    """Return the number of the month that a word, or it and the one after it, names; 0 if it is
    none."""
    known = _names(language)
    if language == _IRISH and following:
        both = fold((word + following).casefold())
        if both in known:
            return known[both]
    if not is_month(word, language):
        return 0
    return known.get(fold(word.casefold()), 0) or known[fold(word.casefold())[:_TELLING_LETTERS]]


def is_in_full(word: str, language: str) -> bool:
    """Tell whether a word is the name of a month as it is written in full, accents and all."""
    return word.casefold() in _written(language, "wide")


@lru_cache(maxsize=1 << 13)
def is_month(word: str, language: str) -> bool:
    """Tell whether a word is the name of a month, also in short, with an ending or mistyped."""
    known, as_written, word = _names(language), word.casefold(), fold(word.casefold())
    if len(word) <= _TELLING_LETTERS:
        if len(word) == _TELLING_LETTERS and word not in _short_names():
            return False  # the Slovenian "nove" is "new"
        # Of the Polish "się" and "mają" none is a month, but many leave accents out.
        is_plain = word == as_written and len(word) == _TELLING_LETTERS
        return word in known and (is_plain or as_written in _all_written(language))
    if word in known:
        return True
    # The Spanish "mayor" and the French "septième" begin like months, and are other words.
    return word[:_TELLING_LETTERS] in known and (
        _has_an_ending(word, language) or not is_word(as_written, language)
    )


def _has_an_ending(word: str, language: str) -> bool:
    """Tell whether a word is a month's longer name but for its ending, where months have several:
    "września"."""
    return language in _INFLECTING and any(
        word.startswith(name[: max(_TELLING_LETTERS, len(name) - _ENDING)])
        and len(word) <= len(name) + _LONGEST_ENDING
        for name in map(fold, _written(language, "wide"))
        if len(name) > _TELLING_LETTERS
    )


def month_beginnings(language: str) -> list[str]:
    """Return letters, folded, with which the names of months and hardly any other words begin."""
    return sorted(
        name[:_TELLING_LETTERS] for name in _names(language) if len(name) >= _TELLING_LETTERS
    )


@cache
def _written(language: str, width: Literal["wide", "abbreviated"]) -> frozenset[str]:
    """Return the names of months as they are written, accents and all."""
    return frozenset(
        name.casefold().rstrip(".")
        for context in _CONTEXTS
        for name in get_month_names(width, context, language).values()
    )


def _all_written(language: str) -> frozenset[str]:
    short = _SHORT_FORMS.get(language, {})
    return _written(language, "wide") | _written(language, "abbreviated") | short.keys()


@cache
def _names(language: str) -> dict[str, int]:
    """Return the numbers of the months by their names, in full and in short, and by the letters
    that they begin with where no other month begins so."""
    names = {
        fold(name.casefold()): (number, name)
        for width in ("abbreviated", "wide")
        for context in _CONTEXTS
        for number, name in get_month_names(width, context, language).items()
    }
    by_beginning: dict[str, set[int]] = {}
    for key, (number, name) in names.items():
        if " " not in name:  # the Irish for October begins with "end"
            by_beginning.setdefault(key[:_TELLING_LETTERS], set()).add(number)
    beginnings = {key: min(held) for key, held in by_beginning.items() if len(held) == 1}
    short = {fold(form): number for form, number in _SHORT_FORMS.get(language, {}).items()}
    return beginnings | short | {key: number for key, (number, _) in names.items()}


@cache
def _short_names() -> frozenset[str]:
    """Return the names of months, in full or in short, that have four letters in any language:
    "sept" is written in more than CLDR has it for."""
    return frozenset(
        short
        for language in LANGUAGES
        for name in _all_written(language)
        if len(short := fold(name)) == _TELLING_LETTERS
    )
