"""Finds the names in a sentence and tells whether a text holds them, in whatever language. Pure.

A name is the same word in most languages, up to its ending and its script. Others are known from
data: the acronyms of the field, the countries and cities of CLDR, and, in names.json, the words
that names of institutions are made of, as the beginnings of words, folded, by language.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from babel import Locale
from simplemma.strategies import StreamDictionaryFactory

from assistant.dates import is_month
from assistant.facts.enumeration import conjunctions
from vectorstore.acronyms import alternatives, short_forms
from vectorstore.language import LANGUAGES, fold, terms
from vectorstore.passages import Hit, embedded_text

_WORD = re.compile(r"[^\W_]+")
_BEGINNING = re.compile(r"(?:^|[.!?:;…]\s+|[\"“„«»(‘'¿¡>-]\s*|\n)$")
_LONGEST_ENDING = 4
_NAME_LETTERS = 3
_SHOUTED = 4
"""So many words in capitals are no row of acronyms."""
ALL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital."""

_SCRIPT = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхц", "abvgdeziiklmnoprstufhc", strict=True)),
        **{"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "", "ю": "iu", "я": "ia"},
        **dict(zip("αβγδεζηικλμνξοπρστυφχω", "avgdeziiklmnxoprstyfho", strict=True)),
        **{"θ": "th", "ψ": "ps", "ς": "s"},
    }
)
_SPELLINGS = (
    ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("c", "k"), ("x", "ks"), ("w", "v"), ("y", "i"),
    ("j", "i"), ("z", "s"), ("ou", "u"), ("eu", "ev"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A word that is, or with `sure` False may be, a name or a part of one."""

    word: str
    sure: bool
    start: int
    end: int


_COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "nl", "sv"})
_DICTIONARIES = {"hr": "hbs"}
_WITHOUT_DICTIONARY = frozenset({"mt"})
_NOUN_ENDINGS = ("en", "er", "el", "ung", "heit", "keit", "schaft", "ion", "mus", "tät", "chen")
_ARTICLE = re.compile(
    r"\b(?:the|an?|el|las?|los|un|una|le|les|une|l['’]|des|du|del|al|della|dell['’]|il|lo|gli|i|de|het|een|o|os|"
    r"as|uma?|do|da|das|dos|na|ο|η|το|οι|τα|του|της|των|a|az)\s*$",
    re.IGNORECASE,
)
"""Finds an article, or a preposition that holds one, right before a name."""
_BODIES = ("commission", "council", "parliament", "court", "ombudsman")
_LINKS = ("", "s", "n", "en", "es", "e")
"""What joins the parts of a compound."""


def names(text: str, language: str) -> list[Name]:
    """Return the words of a text that are written like names, months and numbers left out."""
    shouted = _shouted(text)
    return [
        Name(
            match[0],
            match.start() not in shouted and _is_sure(match, text, language),
            match.start(),
            match.end(),
        )
        for match in _WORD.finditer(text)
        if any(letter.isupper() for letter in match[0])
        and (len(match[0]) > 1 or match[0].isdigit())
        and not is_month(match[0], language)
    ]


def listed(text: str, language: str) -> list[frozenset[str]]:
    """Return the lists of names in a text, each in its plain form: "Ask.fm, Google and X"."""
    joined = "|".join(conjunctions(language))
    between = re.compile(rf"(?:\.\w+)?(?:,\s+(?:(?:{joined})\s+)?|\s+(?:{joined})\s+)")
    lists: list[list[str]] = []
    end = 0
    for name in names(text, language):
        gap = text[end : name.start] if lists else ""
        if gap and between.fullmatch(gap):
            lists[-1].append(plain_form(name.word))
        elif gap.strip(" -") or not gap:
            lists.append([plain_form(name.word)])
        else:
            lists[-1][-1] += plain_form(name.word)  # "Mistral AI"
        end = name.end
    return [frozenset(items) for items in lists if len(items) > 1]


def places(text: str, language: str) -> frozenset[str]:
    """Return the codes of the countries and cities that a text names, as CLDR has them."""
    return frozenset(code for code, _, _ in _each_place(text, language))


def is_adjective_of_a_place(word: str, language: str) -> bool:
    """Tell whether a word names a country or city, but not as CLDR calls it: "German"."""
    return bool(places(word, language)) and fold(word.casefold()) not in _called(language)


def has_article(name: Name, text: str, language: str) -> bool:
    """Tell whether a word of a text is in the dictionary and has an article before it, which no
    company or person has."""
    return (
        bool(_ARTICLE.search(text[: name.start]))
        and name.word[1:].islower()
        and is_word(name.word, language)
    )


class Held:
    """The names that a text holds, ready to be looked up."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._words = frozenset(plain_form(word) for word in _WORD.findall(text))
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._alike[_beginning(word)].append(word)
        self._folded = frozenset(fold(word.casefold()) for word in _WORD.findall(text))
        self._stems = frozenset(terms(text, language)) if language in LANGUAGES else frozenset()
        self._acronyms = {*short_forms(text), *_WORD.findall(text)}
        self._places = places(text, language)

    def lacks(self, text: str, language: str) -> list[Name]:
        """Return the names of another text that this text does not hold.

        Where a capital tells nothing, at the beginning of a sentence and in German, a name is what
        no dictionary has, a place, or a body of the Union.
        """
        acronyms, named = alternatives(text), _each_place(text, language)
        lacking = []
        for name in names(text, language):
            codes = {code for code, start, end in named if start <= name.start and name.end <= end}
            held = (
                self._places & codes
                or self._acronyms.intersection(acronyms.get(name.word, ()))
                or self.holds(name.word, language)
            )
            if not held and (
                (name.sure and not self._is_translated(name, text, language))
                or codes
                or _is_body(name.word, language)
                or not is_word(name.word, language)
            ):
                lacking.append(name)
        return lacking

    def _is_translated(self, name: Name, text: str, language: str) -> bool:
        """Tell whether a word may be a part of a name that was put into another language."""
        return language != self._language and has_article(name, text, language)

    def holds(self, word: str, language: str) -> bool:
        """Tell whether the text holds a word: in another spelling, with another ending, or, of an
        institution's name, in another language."""
        form, folded = plain_form(word), fold(word.casefold())
        return (
            form in self._words
            or f"{form}s" in self._words
            or form.removesuffix("s") in self._words
            or (
                language == self._language and bool(self._stems.intersection(terms(word, language)))
            )
            or any(
                _inflected(form, other)
                for other in self._alike.get(_beginning(form), ())
                # "OpenAI" is no form of "open".
                if len(other) > len(form) or word.isupper() or word[1:].islower()
            )
            or any(
                _begins(other, beginning)
                for mine, theirs in _meanings(language, self._language)
                if _begins(folded, mine)
                for beginning in theirs
                for other in self._folded
            )
        )


@lru_cache(maxsize=1 << 10)
def held_by(text: str, language: str) -> Held:
    """Return the names that a text holds, kept for a while."""
    return Held(text, language)


def held_in(hit: Hit) -> Held:
    """Return the names that a passage holds, its title and headings included."""
    return held_by(embedded_text(hit.document, hit.passage), hit.document.language)


@lru_cache(maxsize=1 << 14)
def plain_form(word: str) -> str:
    """Return a word in Latin letters, without accents, in the spelling that languages share."""
    folded = fold(unicodedata.normalize("NFC", word).casefold()).translate(_SCRIPT)
    for written, shared in _SPELLINGS:
        folded = folded.replace(written, shared)
    return re.sub(r"(.)\1", r"\1", folded)


def _beginning(word: str) -> str:
    """Return what two words have in common at least if they differ by an ending only."""
    return word[: _NAME_LETTERS + 1]


def _inflected(one: str, other: str) -> bool:
    """Tell whether two words differ by an ending only: "Europol", "Europolu"."""
    short, long = sorted((one, other), key=len)
    if len(short) <= _NAME_LETTERS or any(letter.isdigit() for letter in long):
        return False
    if long.startswith(short):
        # "Euro" is no form of "Europol".
        return len(long) - len(short) <= min(_LONGEST_ENDING, len(short) // 2)
    stem = short[:-1]
    rest = len(long) - len(stem)
    return (
        len(stem) > _NAME_LETTERS and long.startswith(stem) and short[-1] in "aeiou" and rest <= 3
    )


def _begins(word: str, beginning: str) -> bool:
    whole = beginning.removesuffix("$")
    return word == whole if whole != beginning else word.startswith(beginning)


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
    return language in _COMPOUNDING and any(
        is_known(word[cut:]) and any(is_known(word[:cut].removesuffix(end)) for end in _LINKS)
        for cut in range(_NAME_LETTERS, len(word) - _LONGEST_ENDING)
    )


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


def _shouted(text: str) -> set[int]:
    """Return where the words begin that are written in capitals like all around them, as titles of
    acts are: there, a capital tells nothing."""
    spoken = (match for match in _WORD.finditer(text) if not match[0].isdigit())
    shouted: set[int] = set()
    for capitals, run in groupby(spoken, key=lambda match: match[0].isupper()):
        begins = [match.start() for match in run]
        if capitals and len(begins) >= _SHOUTED:
            shouted.update(begins)
    return shouted


def _is_sure(match: re.Match[str], text: str, language: str) -> bool:
    if any(letter.isupper() for letter in match[0][1:]):
        return True
    listed = _is_listed(match, text, language)
    if language in ALL_NOUNS:
        return listed
    return listed or not _BEGINNING.search(text[: match.start()])


def _is_listed(match: re.Match[str], text: str, language: str) -> bool:
    """Tell whether a word is an item of a list of names: "Apple, Google and others"."""
    joined = "|".join(conjunctions(language))
    after = re.match(rf"(?:,|,? (?:{joined})) ([^\W\d_]\w+)", text[match.end() :])
    if not after or not after[1][0].isupper():
        return False
    if language not in ALL_NOUNS:
        return True
    before = re.search(r"(\w+), $", text[: match.start()])
    return before is not None and not any(is_word(one, language) for one in (before[1], after[1]))


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    text = files("assistant").joinpath("names.json").read_text(encoding="utf-8")
    lexicon: dict[str, dict[str, list[str]]] = json.loads(text)
    return lexicon


@cache
def _meanings(language: str, other: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return for each beginning of a word in one language those of its meaning in another."""
    return [
        (beginning, tuple(forms[other]))
        for forms in _lexicon().values()
        if language in forms and other in forms
        for beginning in forms[language]
    ]


def _is_body(word: str, language: str) -> bool:
    folded = fold(word.casefold())
    return any(
        _begins(folded, beginning)
        for body in _BODIES
        for beginning in _lexicon()[body].get(language, ())
    )


@cache
def _places(language: str) -> dict[str, str]:
    """Return the codes of countries and cities by the folded words of their names, and by these
    without the last letter, which an ending takes the place of: "Bruksela", "w Brukseli"."""
    known = _called(language)
    return {
        name[:-1]: code for name, code in known.items() if len(name) > _NAME_LETTERS + 1
    } | known


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
        "".join(fold(word.casefold()) for word in _WORD.findall(name)): code
        for code, name in [*english.items(), *cities.items(), *named.items()]
    }


@cache
def _zones() -> frozenset[str]:
    return frozenset(Locale.parse("de").time_zones) | frozenset(Locale.parse("pl").time_zones)


@lru_cache(maxsize=1 << 10)
def _each_place(text: str, language: str) -> tuple[tuple[str, int, int], ...]:
    known = _places(language if language in LANGUAGES else "en")
    return tuple(_finding_places(text, known))


def _finding_places(text: str, known: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    words = list(_WORD.finditer(text))
    for first, word in enumerate(words):
        if not word[0][0].isupper():
            continue
        joined = ""
        for last in words[first : first + 4]:
            joined += fold(last[0].casefold())
            endings = range(min(_LONGEST_ENDING, max(1, len(joined) - _NAME_LETTERS)))
            code = next(
                (known[key] for cut in endings if (key := joined[: len(joined) - cut]) in known),
                None,
            )
            if code:
                yield code, word.start(), last.end()
