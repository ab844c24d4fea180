"""Reads numerals, the words for numbers: what "fifth", "Mio" or "einundzwanzig" is worth. Pure."""

from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.wording.facts.enumeration import conjunctions
from assistant.wording.facts.lexicon import words
from vectorstore.language import known
from vectorstore.terms import WORD, fold

LARGE = 1000
"""A numeral from here on multiplies all that stands before it, figures too: "10 million"."""
_OPENING = 3
"""Among so many first words is the one that tells which point it is: "För det första"."""


def cardinal(word: str, language: str) -> int:
    """Return the value of a number word, also of one that is put together; 0 if it is none."""
    known, word = _cardinals(language), _plain(word)
    if word in known:
        return known[word]
    if word in _one():
        return 1
    if len(word) < 7 or language in ("en", "fr", "pl", "ga"):
        return 0
    values, rest = [], word
    while rest:
        part = next((part for part in _longest_first(language) if rest.startswith(part)), "")
        if not part:
            return 0
        if part in known or part in _one():
            values.append(known.get(part, 1))
        rest = rest[len(part) :]
    return combined(values) if len(values) > 1 else 0


def scale(word: str, language: str) -> int:
    """Return the value of a word such as "million" or "Mio"; 0 if it is none."""
    value = _cardinals(language).get(_plain(word), 0)
    return value if value >= LARGE else 0


@lru_cache(maxsize=1 << 13)
def ordinal(word: str, language: str) -> int:
    """Return the value of a word such as "fifth", also with another ending; 0 if it is none."""
    ranks, written, word = _ordinals(language), word.casefold(), _plain(word)
    if word in _cardinals(language):
        return 0
    if word in ranks:
        # The Greek "εκτός" is "except" and "έκτος" is "sixth"; who leaves accents out means either.
        return ranks[word] if written == word or written in _accented(language) else 0
    endings = words("mul")["endings"].get(language, ())
    return next(
        (
            value
            for other, value in ranks.items()
            if len(stem := other.rstrip("aeiouyаиое")) >= 4
            and word.startswith(stem)
            and word[len(stem) :] in endings
        ),
        0,
    )


def ordinal_word(value: int, language: str) -> str:
    """Return the word for an ordinal; "" if the language has no single word that is known."""
    ordinals: dict[str, int] = words(known(language))["ordinals"]
    return next((word for word, other in ordinals.items() if other == value), "")


def in_turn(text: str, language: str) -> int:
    """Return which point a text is that begins by telling so ("Second, ...", "Po pierwsze, ...",
    "Drittens ..."); 0 if it does not."""
    language = known(language)
    first, *others = WORD.findall(text)[:_OPENING] or [""]
    if turn := _turns(language).get(_plain(first)):
        return turn
    # "The first visit is free." is no point; "För det första" is how others say "firstly".
    said = others if not _turns(language) else []
    said = [first, *said] if text.startswith(f"{first},") else said
    return next(filter(None, (ordinal(word, language) for word in said)), 0)


def is_ambiguous(value: float, language: str) -> bool:
    """Tell whether the word for an ordinal is as often none: "When was it first announced?"; the
    Swedish "andra" is also "other"."""
    return value == 1 or (value == 2 and language in words("mul")["other"])


def combined(values: Sequence[int]) -> int:
    """Return the value of numerals that follow each other: "two", "hundred", "one" are 201."""
    total = current = 0
    for value in values:
        if value >= LARGE:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * value
        else:
            current += value
    return total + current


def _plain(word: str) -> str:
    return fold(word.casefold())


@cache
def _cardinals(language: str) -> dict[str, int]:
    return {_plain(word): value for word, value in words(language)["cardinals"].items()}


@cache
def _turns(language: str) -> dict[str, int]:
    return {_plain(word): nth for nth, word in enumerate(words(language)["in_turn"], 1)}


@cache
def _ordinals(language: str) -> dict[str, int]:
    return {_plain(word): value for word, value in words(language)["ordinals"].items()}


@cache
def _accented(language: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words(language)["ordinals"])


@cache
def _one() -> frozenset[str]:
    """Return the words for one in all languages; only parts of numbers, they are articles too."""
    return frozenset(words("mul")["one"])


@cache
def _longest_first(language: str) -> list[str]:
    joiners = {fold(word) for word in conjunctions(language)}
    return sorted({*_cardinals(language), *joiners, *_one()}, key=len, reverse=True)
