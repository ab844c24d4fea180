"""Tells what a question names: times, what is counted, numbers, codes and names. Pure functions."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from assistant.understanding.phrases.asking import (
    has_question_word,
    wanted,
    without,
    without_opening,
)
from assistant.wording.facts.enumeration import disjunctions
from assistant.wording.facts.numerals import is_ambiguous, ordinal
from assistant.wording.places import each_country
from assistant.wording.subject import is_the_union
from vectorstore.data import read_data
from vectorstore.dates import dates
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.language import known
from vectorstore.month_names import is_month
from vectorstore.terms import terms_of

WORD = re.compile(
    r"\d{1,2}\.(?=\s+[^\W\d_]|\W*$)|(?![A-Z])[^\W\d_]{1,5}['’](?=[^\W\d_]{2})|\w+(?:['’.,/-]\w+)*"
)
"""What is elided before a word ("l'UE", but not "O'Brien") stands by itself."""
SHORT = 2
"""A follow-up of no more telling words, beside names and numbers, asks the same of another one."""
Kind = Literal["time", "ordinal", "number", "code", "name"]
"""What a word names: a "code" has figures, as "Q2"."""
_BEFORE_SENTENCE = re.compile(r"[?!.;:]\s+[¿¡]?$")
_WITH_ARTICLE = re.compile(
    r"\b(?:der|die|das|dem|den|des|zum|zur|vom|beim)\s+([A-Z][a-zäöüß]+)\s+([A-Z]\w+)"
)
"""Finds two words with a capital and an article before them, where every noun has a capital: a noun
belongs to the name before it ("der Knowledge Hub", but not "wurde Discord Mitglied")."""
_ANOTHER_ONE = re.compile(r"\bthe ((?:[\w-]+ ){1,2})ones?\b", re.IGNORECASE)
"""As in "the latest one"; the English word is like no pronoun of another language."""
_ORDINAL_FIGURES = re.compile(
    r"\d{1,2}(?:\.|(?!(?:[ap]m|k[gm]|[gm]b)$)[^\W\d_]{2,3}|[^\W\d_A-Zhkms])"
)
"""As in "4th", "4e" and "4.", but not in "5G" and "24h"."""


def named_anew(question: str, language: str) -> tuple[set[str], set[str]]:
    """Return what a follow-up names, and its telling words beside that. If it has none, a word
    counts that is as often no ordinal: "And the second?"."""
    surely = words_named(question, language)
    named = words_named(question, language, counting=not has_question_word(question, language))
    more = telling_beside(question, named, language)
    return (surely, telling_beside(question, surely, language)) if more else (named, more)


def names_a_count(question: str, language: str) -> bool:
    """Tell whether a question names a time, or one of what is counted ("And the fifth?")."""
    named, _ = named_anew(question, language)
    return any(kind_of(word, language, counting=True) != "name" for word in named)


def words_named(text: str, language: str, *, counting: bool = False) -> set[str]:
    """Return the words of a text that are numbers, ordinals or months, or names by their capitals;
    where every noun has one, if no dictionary has them, or they are countries, or the nouns of such
    names. `counting` is as `kind_of` has it."""
    found = list(WORD.finditer(text))
    words = [one[0] for one in found]
    named = {
        one[0]
        for one in found[1:]
        if one[0][0].isupper() and not _BEFORE_SENTENCE.search(text[: one.start()])
    }
    if language in ALL_NOUNS:
        told = within(each_country(text, language), text)
        named = {word for word in named if word in told or not is_word(word, language)}
        named |= {noun for name, noun in _WITH_ARTICLE.findall(text) if name in named}
    return named | {
        word
        for word in words
        if any(map(str.isupper, word[1:])) or kind_of(word, language, counting=counting) != "name"
    }


def names_somebody(question: str, language: str) -> bool:
    """Tell whether a question has a name, of a person or a thing."""
    kinds = {kind_of(word, language) for word in words_named(question, language)}
    return not kinds.isdisjoint(("name", "code"))


def names_a_subject(question: str, language: str) -> bool:
    """Tell whether a question names anybody but countries and the EU, which take part in
    everything."""
    countries = within(each_country(question, language), question)
    return any(
        kind_of(word, language) in ("name", "code")
        for word in words_named(question, language) - countries
        if not is_the_union(word, language)
    )


def leaves_open(question: str, language: str) -> bool:
    """Tell whether a question has nothing but numbers and "or": "17 or 20?" asks which of these it
    is that was spoken of."""
    said = re.findall(r"\w+", question)
    parting = {word.casefold() for word in said if not word[0].isdigit()}
    numbers = sum(word[0].isdigit() for word in said)
    return numbers > 1 and bool(parting) and parting <= set(disjunctions(language))


def has_pronoun(question: str, language: str) -> bool:
    """Tell whether a question points back, however it opens ("And ..."), at one thing and not at a
    kind of things."""
    said = _ANOTHER_ONE.sub("", without_opening(question, language))
    return "back" in wanted(said, language)


def without_another_one(question: str) -> str:
    """Return a question with what it says of another one alone: "the final one"."""
    return _ANOTHER_ONE.sub(r"\1", question)


def telling_beside(question: str, named: set[str], language: str) -> set[str]:
    """Return the telling words of a question beside what it names, what points back and what only
    places it ("during", "beim")."""
    rest = without("back", without_opening(question, language), language)
    placing = _placing(language)
    said = (word for word in WORD.findall(rest) if word not in named)
    return set(
        terms_of((one for one in said if one.casefold().rstrip("'’") not in placing), language)
    )


@cache
def _placing(language: str) -> frozenset[str]:
    """Return the words, no stop words, that say of one thing that another was at it, in it or while
    it lasted."""
    listed: dict[str, list[str]] = read_data(__package__, "placing.json")
    return frozenset(listed[known(language)])


def in_dates(text: str, language: str) -> frozenset[str]:
    """Return the words of the dates in a text."""
    return within(((one.start, one.end) for one in dates(text, language)), text)


def within(spans: Iterable[tuple[int, int]], text: str) -> frozenset[str]:
    """Return the words of a text that stand, in whole or in part, from one place to another."""
    spans = list(spans)
    return frozenset(
        word[0]
        for word in WORD.finditer(text)
        if any(start < word.end() and word.start() < end for start, end in spans)
    )


def kind_of(
    word: str, language: str, times: frozenset[str] = frozenset(), *, counting: bool = False
) -> Kind:
    """Return what a word names, if it names anything. A figure is a number, or a time if it is one
    of the `times`; where it surely counts, a word that is as often no ordinal ("first") is one."""
    if _ORDINAL_FIGURES.fullmatch(word):
        return "ordinal"
    if word in times or is_month(word, language):
        return "time"
    if word[0].isdigit():
        return "number"
    value = ordinal(word, known(language))
    if value and (counting or not is_ambiguous(value, language)):
        return "ordinal"
    return "code" if any(letter.isdigit() for letter in word) else "name"
