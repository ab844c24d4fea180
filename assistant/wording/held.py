"""Tells whether a text holds the names of another one, in whatever language. Pure.

A name is the same word in most languages, up to its ending and its script. Others are known from
data: the acronyms of the field, the countries and cities of CLDR, and, in institutions.json,
the words that names of institutions are made of, as the beginnings of words, folded, by language.
endings.json holds, by language, endings that names take and that are long beside a short name, or
melt with its last letter in the spelling that languages share: "Discordista", "Yubou".
"""

from collections import defaultdict
from functools import lru_cache

from assistant.wording.names import Name, has_article, names, plain_form
from assistant.wording.places import begins, each_place, places
from vectorstore.acronyms import alternatives, short_forms
from vectorstore.data import read_data
from vectorstore.dictionaries import is_word
from vectorstore.findings import Hit
from vectorstore.language import LANGUAGES
from vectorstore.terms import WORD, fold, terms

_LONGEST_ENDING = 4
_NAME_LETTERS = 3
_BODIES = ("commission", "council", "parliament", "court", "ombudsman")


class Held:
    """The names that a text holds, ready to be looked up."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._words = frozenset(plain_form(word) for word in WORD.findall(text))
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._alike[_beginning(word)].append(word)
        self._folded = frozenset(fold(word.casefold()) for word in WORD.findall(text))
        self._stems = frozenset(terms(text, language)) if language in LANGUAGES else frozenset()
        self._acronyms = {*short_forms(text), *WORD.findall(text)}
        self._places = places(text, language)

    def lacks(self, text: str, language: str) -> list[Name]:
        """Return the names of another text that this text does not hold.

        Where a capital tells nothing, at the beginning of a sentence and in German, a name is what
        no dictionary has, a place, or a body of the Union.
        """
        acronyms, named = alternatives(text), each_place(text, language)
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
                or is_body(name.word, language)
                or not is_word(name.word, language)
            ):
                lacking.append(name)
        return lacking

    def _is_translated(self, name: Name, text: str, language: str) -> bool:
        """Tell whether a word may be a part of a name that was put into another language."""
        return language != self._language and has_article(name, text, language)

    def holds_in(self, question: str, word: str, language: str) -> bool:
        """Tell whether the text holds a word of a question, or the acronym that it is a part of."""
        return self.holds(word, language) or self.spells_out(question, word)

    def spells_out(self, question: str, word: str) -> bool:
        """Tell whether the text holds the acronym that a word of a question is, or is a part of the
        name of, or that name."""
        return bool(self._acronyms.intersection(alternatives(question).get(word, ())))

    def holds(self, word: str, language: str) -> bool:
        """Tell whether the text holds a word: in another spelling, with another ending, or, of a
        place or an institution's name, in another language."""
        form, folded = plain_form(word), fold(word.casefold())
        return (
            form in self._words
            or not self._words.isdisjoint(_without_endings(word, language))
            or not self._places.isdisjoint(places(word, language))
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
                begins(other, beginning)
                for beginning in _meant(folded, language, self._language)
                for other in self._folded
            )
        )


@lru_cache(maxsize=1 << 10)
def held_by(text: str, language: str) -> Held:
    """Return the names that a text holds, kept for a while."""
    return Held(text, language)


def held_in(hit: Hit) -> Held:
    """Return the names that a passage holds, its title and headings included."""
    return held_by(hit.in_context, hit.document.language)


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


def _without_endings(word: str, language: str) -> set[str]:
    """Return what a word may be a form of, in the spelling that languages share: "Discord", of
    "Discordista" in Finnish."""
    endings = read_data(__package__, "endings.json").get(language, ())
    bases = (word.removesuffix(one) for one in endings if word.endswith(one))
    return {plain_form(base) for base in bases if len(base) > _NAME_LETTERS}


def _lexicon() -> dict[str, dict[str, list[str]]]:
    lexicon: dict[str, dict[str, list[str]]] = read_data(__package__, "institutions.json")
    return lexicon


@lru_cache(maxsize=1 << 14)
def _meant(folded: str, language: str, other: str) -> tuple[str, ...]:
    """Return the beginnings in another language of words that mean what a folded word does."""
    return tuple(
        beginning
        for forms in _lexicon().values()
        if any(begins(folded, mine) for mine in forms.get(language, ()))
        for beginning in forms.get(other, ())
    )


def is_body(word: str, language: str) -> bool:
    """Tell whether a word is what a body of the Union is called by: "Commission"."""
    folded = fold(word.casefold())
    return any(
        begins(folded, beginning)
        for body in _BODIES
        for beginning in _lexicon()[body].get(language, ())
    )
