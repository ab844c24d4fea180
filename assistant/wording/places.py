"""Finds the countries and cities in a text, as CLDR has them. Pure."""

from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale

from vectorstore.language import LANGUAGES, WORD, fold

_LONGEST_ENDING, _SHORTEST = 4, 3
"""So many letters an ending has at most, and a name without it at least."""


def places(text: str, language: str) -> frozenset[str]:
    """Return the codes of the countries and cities that a text names, as CLDR has them."""
    return frozenset(code for code, _, _ in each_place(text, language))


def is_adjective_of_a_place(word: str, language: str) -> bool:
    """Tell whether a word names a country or city, but not as CLDR calls it: "German"."""
    return bool(places(word, language)) and fold(word.casefold()) not in _called(language)


@lru_cache(maxsize=1 << 10)
def each_place(text: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """Return the code of each country and city that a text names, and from where to where it stands
    there, in characters."""
    known = _places(language if language in LANGUAGES else "en")
    return tuple(_finding_places(text, known))


def _finding_places(text: str, known: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    words = list(WORD.finditer(text))
    for first, word in enumerate(words):
        if not word[0][0].isupper():
            continue
        joined = ""
        for last in words[first : first + 4]:
            joined += fold(last[0].casefold())
            endings = range(min(_LONGEST_ENDING, max(1, len(joined) - _SHORTEST)))
            code = next(
                (known[key] for cut in endings if (key := joined[: len(joined) - cut]) in known),
                None,
            )
            if code:
                yield code, word.start(), last.end()


@cache
def _places(language: str) -> dict[str, str]:
    """Return the codes of countries and cities by the folded words of their names, and by these
    without the last letter, which an ending takes the place of: "Bruksela", "w Brukseli"."""
    known = _called(language)
    return {name[:-1]: code for name, code in known.items() if len(name) > _SHORTEST + 1} | known


@cache
def _called(language: str) -> dict[str, str]:
    """Return the codes of countries and cities by their names' folded words, as CLDR has them."""
    locale = Locale.parse(language)
    named = {code: name for code, name in locale.territories.items() if len(code) == 2}
    cities = {
        zone: zone_names["city"]
        for zone, zone_names in locale.time_zones.items()
        if zone_names.get("city")
    }
    english = {zone: zone.rpartition("/")[2].replace("_", " ") for zone in _zones()}
    return {
        "".join(fold(word.casefold()) for word in WORD.findall(name)): code
        for code, name in [*english.items(), *cities.items(), *named.items()]
    }


@cache
def _zones() -> frozenset[str]:
    return frozenset(Locale.parse("de").time_zones) | frozenset(Locale.parse("pl").time_zones)
