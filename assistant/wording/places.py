"""Finds the countries and cities in a text, as CLDR has them, and member states by their codes.
Pure.

What belongs to a country ("Swedish") is known from nationalities.json: the beginnings of words,
folded, by country and language; "$" ends a whole word.
"""

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from operator import itemgetter

from babel import Locale
from babel.core import get_global

from assistant.wording.states import each_state, written
from vectorstore.data import read_data
from vectorstore.dictionaries import is_small_word
from vectorstore.language import known
from vectorstore.terms import WORD, fold, is_stop_word

SEAT = "BE"
"""Brussels stands for the Union, which all is about."""

_UNIONS = frozenset({"EU", "EZ", "UN"})
_CODE = 2
"""So many letters the code of a country has; that of a city is a zone's name."""

_BEFORE, _AFTER = re.compile(r"[^\W_][-‐‑]$"), re.compile(r"[-‐‑][^\W_]")
"""What joins a word to another with a hyphen."""
_LONGEST_ENDING, _SHORTEST = 4, 3
"""So many letters an ending has at most, and a name without it at least."""


def places(text: str, language: str) -> frozenset[str]:
    """Return the codes of the countries and cities that a text names, as CLDR has them."""
    return frozenset(code for code, _, _ in each_place(text, language))


def countries(text: str, language: str) -> frozenset[str]:
    """Return the codes of the countries that a text names, or one of their cities, or what belongs
    to them, with capitals or without ("mail thread lisbon"); of the Union as such it names none."""
    zones = get_global("zone_territories")
    small = {code for code, words in _typed_small_in(text, language) if words[0][0].islower()}
    named = {zones.get(code, code) for code in places(text, language) | small}
    words = {fold(word.casefold()) for word in WORD.findall(text)}
    return frozenset(named - _UNIONS) | {
        code for word in words for code in _of_nationality(word, language)
    }


def words_naming(codes: Container[str], text: str, language: str) -> set[str]:
    """Return the words of a text that name countries with some codes, or what belongs to them."""
    named = [text[start:end] for code, start, end in each_place(text, language) if code in codes]
    own = {word for name in named for word in WORD.findall(name)}
    return own | {
        word
        for word in WORD.findall(text)
        if any(code in codes for code in _of_nationality(fold(word.casefold()), language))
    }


def with_codes(text: str, language: str) -> str:
    """Return a text with member states as notes of meetings write them: "DE" for "Germany"."""
    for code, start, end in reversed(each_place(text, language)):
        text = f"{text[:start]}{written(code)}{text[end:]}" if written(code) else text
    return text


def each_country(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where the names of countries stand in a text, and what belongs to them,
    but not those of their cities."""
    for code, start, end in each_place(text, language):
        if len(code) == _CODE and code not in _UNIONS:
            yield start, end
    for code, words in _typed_small_in(text, language):
        if len(code) == _CODE and code not in _UNIONS:
            yield words[0].start(), words[-1].end()
    for word in WORD.finditer(text):
        if any(_of_nationality(fold(word[0].casefold()), language)):
            yield word.span()


def each_city(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where the names of cities stand in a text, as far as CLDR has them."""
    for code, start, end in each_place(text, language):
        if len(code) != _CODE:
            yield start, end


def _of_nationality(word: str, language: str) -> Iterator[str]:
    """Yield the codes of the countries to which what a folded word says belongs."""
    for code, forms in _nationalities().items():
        if any(begins(word, form) for form in forms.get(language, ())):
            yield code


def begins(word: str, beginning: str) -> bool:
    """Tell whether a word begins like that, or is that if it ends in "$"."""
    whole = beginning.removesuffix("$")
    return word == whole if whole != beginning else word.startswith(beginning)


def is_adjective_of_a_place(word: str, language: str) -> bool:
    """Tell whether a word names a country or city, but not as CLDR calls it: "German"."""
    return bool(places(word, language)) and fold(word.casefold()) not in _called(language)


def places_typed_small(text: str, language: str) -> Iterator[int]:
    """Yield where words of the names of countries and cities begin that a text has without
    capitals. A name that is a word, too, is none ("Réunion"), but of a country whose nationality
    is known."""
    for _, stretch in _typed_small_in(text, language):
        yield from (w.start() for w in stretch if not is_stop_word(w[0], language))


def _typed_small_in(text: str, language: str) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """Yield the code of each country and city that a text names, with capitals or without, if that
    name is no other word, and its words."""
    words = list(WORD.finditer(text))
    names = _typed_small(known(language))
    for first in range(len(words)):
        for last in range(first + 4, first, -1):
            stretch = words[first:last]
            if code := names.get("".join(fold(word[0].casefold()) for word in stretch)):
                yield code, stretch
                break


@cache
def _typed_small(language: str) -> dict[str, str]:
    """Return the codes by the folded words of the names of countries and cities that are no other
    words; of cities those in Europe: all have so many that some would be ("Nome")."""
    return {
        name: code
        for name, (code, called) in _spelled(language).items()
        if code in _nationalities()
        or (
            (len(code) == _CODE or code.startswith("Europe/"))
            and not all(is_small_word(word, language) for word in WORD.findall(called))
        )
    }


@lru_cache(maxsize=1 << 10)
def each_place(text: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """Return the code of each country and city that a text names, and from where to where it stands
    there, in characters. A member state is named by its code, too, where that is one."""
    found = dict.fromkeys([*_finding_places(text, known(language)), *each_state(text)])
    return tuple(sorted(found, key=itemgetter(1)))


def _finding_places(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    words = list(WORD.finditer(text))
    for first, word in enumerate(words):
        if not word[0][0].isupper():
            continue
        is_acronym = word[0].isupper()  # and has no endings: "FARO" is not the Faroe Islands
        names = _called(language) if is_acronym else _places(language)
        joined = ""
        for last in words[first : first + 4]:
            own = fold(last[0].casefold())
            joined += own
            most = min(_LONGEST_ENDING, max(1, len(joined) - _SHORTEST), len(own))
            longest = 1 if is_acronym else most
            code = next(
                (
                    names[key]
                    for cut in range(longest)
                    if (key := joined[: len(joined) - cut]) in names
                ),
                None,
            )
            if code and not _is_part_of_acronym(text, word.start(), last.end()):
                yield code, word.start(), last.end()


def _is_part_of_acronym(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text is a part of what is written in capitals with a hyphen:
    "ROMA-NET"."""
    parts = _BEFORE.search(text, 0, start), _AFTER.match(text, end)
    return text[start:end].isupper() and any(parts)


@cache
def _places(language: str) -> dict[str, str]:
    """Return the codes of countries and cities by the folded words of their names, and by these
    without the last letter, which an ending takes the place of: "Bruksela", "w Brukseli"."""
    names = _called(language)
    return {name[:-1]: code for name, code in names.items() if len(name) > _SHORTEST + 1} | names


@cache
def _called(language: str) -> dict[str, str]:
    return {name: code for name, (code, _) in _spelled(language).items()}


@cache
def _spelled(language: str) -> dict[str, tuple[str, str]]:
    """Return the codes of countries and cities and their names, as CLDR has them, by the names'
    folded words."""
    locale = Locale.parse(language)
    named = {code: name for code, name in locale.territories.items() if len(code) == _CODE}
    cities = {
        zone: zone_names["city"]
        for zone, zone_names in locale.time_zones.items()
        if zone_names.get("city")
    }
    english = {zone: zone.rpartition("/")[2].replace("_", " ") for zone in _zones()}
    return {
        "".join(fold(word.casefold()) for word in WORD.findall(name)): (code, name)
        for code, name in [*english.items(), *cities.items(), *named.items()]
    }


def _nationalities() -> dict[str, dict[str, list[str]]]:
    """Return the beginnings of words for what belongs to a country, by its code and the language:
    of the member states of the Union and two more."""
    listed: dict[str, dict[str, list[str]]] = read_data(__package__, "nationalities.json")
    return listed


@cache
def _zones() -> frozenset[str]:
    """Return the zones whose cities are known by their English names: all in Europe, and elsewhere
    those that German or Polish calls otherwise."""
    called_otherwise = (Locale.parse(language).time_zones for language in ("de", "pl"))
    european = (one for one in get_global("zone_territories") if one.startswith("Europe/"))
    return frozenset(european).union(*called_otherwise)
