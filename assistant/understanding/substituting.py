"""Finds what a follow-up names anew ("And in 2020?"), and puts it where another one was named.

Pure functions.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, get_args

from assistant.understanding.asking import (
    CERTAIN,
    has_question_word,
    wanted,
    without,
    without_opening,
)
from assistant.understanding.language import WORD
from assistant.wording.facts.enumeration import conjunctions, disjunctions
from assistant.wording.facts.lexicon import known
from assistant.wording.facts.numerals import is_ambiguous, ordinal
from assistant.wording.places import each_city, each_country
from assistant.wording.subject import is_of_the_forum, is_the_union
from vectorstore.dates import dates, is_month
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.terms import terms

SHORT = 2
"""A follow-up of no more telling words, beside names and numbers, asks the same of another one."""

_Kind = Literal["time", "ordinal", "number", "code", "name"]
"""What a word names: a "code" has figures, as "Q2"."""

_CERTAIN = CERTAIN - {"latest"}

_BEFORE_SENTENCE = re.compile(r"[?!.;:]\s+[¿¡]?$")
_NEXT_TO = re.compile(r"\W*(?:\w{1,2}\W+)?")
"""What stands between the words of one date: nothing, or "de"."""
_LAST_WORD = re.compile(r"\w+\W*$")
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
    more = _telling(question, named, language)
    return (surely, _telling(question, surely, language)) if more else (named, more)


def asks_the_same(question: str, instead: str, language: str) -> bool:
    """Tell whether a follow-up only names another one, and what is asked `instead` has that."""
    named, more = named_anew(question, language)
    return bool(named) and len(more) <= SHORT and named <= set(WORD.findall(instead))


def names_a_count(question: str, language: str) -> bool:
    """Tell whether a question names a time, or one of what is counted ("And the fifth?")."""
    named, _ = named_anew(question, language)
    return any(_kind(word, language, counting=True) != "name" for word in named)


def without_counts(text: str, language: str) -> str:
    """Return a text without the dates and the ordinals that it names: "Fifth meeting, May 2019"."""
    return without_ordinals(without_dates(text, language), language)


def without_dates(text: str, language: str) -> str:
    """Return a text without the dates that it names, nor what joins one to it at the end of a
    sentence: "Who joined?" of "Who joined in June 2024?"."""
    # "16 and 17 March" are two dates, and one place.
    for start, end in sorted({(one.start, one.end) for one in dates(text, language)}, reverse=True):
        before, rest = text[:start], text[end:].lstrip()
        if not rest or not rest[0].isalnum():
            joining = _LAST_WORD.search(before)
            if joining and not terms(joining[0], language):
                before = before[: joining.start()]
            text = f"{before.rstrip(' ,')}{rest}"
        else:
            text = f"{before} {rest}"
    return " ".join(text.split())


def without_ordinals(text: str, language: str) -> str:
    """Return a text without the ordinals that it names."""
    counted = (one for one in WORD.finditer(text) if _kind(one[0], language) == "ordinal")
    return _cut(text, list(counted))


def with_anew(standing: str, named: set[str], question: str, language: str) -> str:
    """Return the standing question with what the follow-up names anew: times for times, ordinals
    for ordinals; where the same is asked, numbers for numbers and names but the Forum's for names.
    The last place takes it all, the others go.

    One that asks something of its own ("And who voted against in the Council?") names nobody
    instead of anybody. If it does not, a time takes the place of an ordinal as well, and the
    reverse: the ninth meeting was in no other year.
    """
    joining = {*conjunctions(language), *disjunctions(language)}
    counting = not named_anew(question, language)[1]
    surely = any(_kind(word, language) == "ordinal" for word in words_named(standing, language))
    is_alike = _asks_alike(question, named, standing, language)
    kinds = [
        kind
        for kind in get_args(_Kind)
        if kind in ("time", "ordinal") or (is_alike and not has_pronoun(question, language))
    ]
    times, times_before = _in_dates(question, language), _in_dates(standing, language)
    for kind in kinds:
        anew = [
            word
            for word in WORD.findall(question)
            if word in named and _kind(word, language, times, counting=counting) == kind
        ]
        before = {
            word
            for word in words_named(standing, language, counting=counting and not surely)
            if _kind(word, language, times_before, counting=counting and not surely) == kind
            and not is_of_the_forum(word, language)
        }
        if is_alike and _names_one_count(kind, question, named, language):
            others = _counts_beside(kind, standing, language)
            if before:
                standing = _cut(standing, others)
            else:
                before = {word[0] for word in others}
        if kind == "name":
            before = _of_the_kind(before, standing, anew, question, language)
        if anew and before:
            found = [match for match in WORD.finditer(standing) if match[0] in before]
            place = _last_run(found, standing)
            places = [one for one in WORD.finditer(question) if one[0] in anew]
            said = _last_run(places, question)
            between = WORD.findall(question[places[0].end() : said[-1].start()])
            if any(word.casefold() in joining for word in between):
                said = places  # "the sixth and the seventh"
            together = len(said) == len(anew)
            instead = question[said[0].start() : said[-1].end()] if together else " ".join(anew)
            standing = standing[: place[0].start()] + instead + standing[place[-1].end() :]
            standing = _cut(standing, found[: -len(place)])
    return " ".join(standing.split())


def _of_the_kind(
    before: set[str], standing: str, anew: Sequence[str], question: str, language: str
) -> set[str]:
    """Return the names whose place others take: a country takes that of a country, a city that of a
    city, and neither any other's as long as there are some of the kind."""
    if _within(each_country(question, language), question).issuperset(anew):
        return before & _within(each_country(standing, language), standing) or before
    others = before - _within(each_country(standing, language), standing)
    if _within(each_city(question, language), question).issuperset(anew):
        return others & _within(each_city(standing, language), standing) or others or before
    return others or before


def _asks_alike(question: str, named: set[str], standing: str, language: str) -> bool:
    """Tell whether a follow-up asks nothing but what the standing question asks."""
    asks = wanted(question, language) & _CERTAIN
    telling = _telling(question, named, language)
    return asks <= wanted(standing, language) and telling <= set(terms(standing, language))


def _names_one_count(kind: _Kind, question: str, named: set[str], language: str) -> bool:
    """Tell whether a follow-up names a date and no ordinal, or surely an ordinal and no date."""
    is_dated = bool(dates(question, language))
    is_counted = any(_kind(word, language) == "ordinal" for word in named)
    return is_dated != is_counted and kind == ("time" if is_dated else "ordinal")


def _counts_beside(kind: _Kind, text: str, language: str) -> list[re.Match[str]]:
    """Return the words of the dates in a text beside its ordinals, or the reverse."""
    days = [(one.start, one.end) for one in dates(text, language)]
    return [
        word
        for word in WORD.finditer(text)
        if (
            _kind(word[0], language) == "ordinal"
            if kind == "time"
            else any(start <= word.start() and word.end() <= end for start, end in days)
        )
    ]


def without_numbers(text: str, language: str) -> str:
    """Return a text without the figures that say how many there are of something ("the 13 states"):
    those that follow a telling word say which ("article 7")."""
    times, said = _in_dates(text, language), list(WORD.finditer(text))
    counting = (
        word
        for before, word in pairwise(said)
        if _kind(word[0], language, times) == "number" and not terms(before[0], language)
    )
    return _cut(text, list(counting))


def without_countries(text: str, language: str) -> str:
    """Return a text without the countries that it names."""
    countries = _within(each_country(text, language), text)
    return _cut(text, [one for one in WORD.finditer(text) if one[0] in countries])


def words_named(text: str, language: str, *, counting: bool = False) -> set[str]:
    """Return the words of a text that are numbers, ordinals or months, or names by their capitals;
    where every noun has one, if no dictionary has them, or they are countries, or the nouns of such
    names. `counting` is as `_kind` has it."""
    found = list(WORD.finditer(text))
    words = [one[0] for one in found]
    named = {
        one[0]
        for one in found[1:]
        if one[0][0].isupper() and not _BEFORE_SENTENCE.search(text[: one.start()])
    }
    if language in ALL_NOUNS:
        told = _within(each_country(text, language), text)
        named = {word for word in named if word in told or not is_word(word, language)}
        named |= {noun for name, noun in _WITH_ARTICLE.findall(text) if name in named}
    return named | {
        word
        for word in words
        if _is_code(word) or _kind(word, language, counting=counting) != "name"
    }


def names_somebody(question: str, language: str) -> bool:
    """Tell whether a question has a name, of a person or a thing."""
    kinds = {_kind(word, language) for word in words_named(question, language)}
    return not kinds.isdisjoint(("name", "code"))


def names_a_subject(question: str, language: str) -> bool:
    """Tell whether a question names anybody but countries and the EU, which take part in
    everything."""
    countries = _within(each_country(question, language), question)
    return any(
        _kind(word, language) in ("name", "code")
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


def _telling(question: str, named: set[str], language: str) -> set[str]:
    """Return the telling words of a question beside what it names, what points back and what only
    places it ("during", "beim")."""
    rest = without("back", without_opening(question, language), language)
    placing = _placing(language)
    said = WORD.findall(rest)
    left = (
        word for word in said if word not in named and word.casefold().rstrip("'’") not in placing
    )
    return set(terms(" ".join(left), language))


def _is_code(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


@cache
def _placing(language: str) -> frozenset[str]:
    """Return the words, no stop words, that say of one thing that another was at it, in it or while
    it lasted."""
    data = json.loads(files("assistant.understanding").joinpath("placing.json").read_text("utf-8"))
    return frozenset(data[known(language)])


def _in_dates(text: str, language: str) -> frozenset[str]:
    """Return the words of the dates in a text."""
    return _within(((one.start, one.end) for one in dates(text, language)), text)


def _within(spans: Iterable[tuple[int, int]], text: str) -> frozenset[str]:
    """Return the words of a text that stand, in whole or in part, from one place to another."""
    spans = list(spans)
    return frozenset(
        word[0]
        for word in WORD.finditer(text)
        if any(start < word.end() and word.start() < end for start, end in spans)
    )


def _kind(
    word: str, language: str, times: frozenset[str] = frozenset(), *, counting: bool = False
) -> _Kind:
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


def _last_run(matches: Sequence[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the last words and those right before them: "junio de 2019"."""
    run = [matches[-1]]
    for match in reversed(matches[:-1]):
        if not _NEXT_TO.fullmatch(text[match.end() : run[0].start()]):
            break
        run.insert(0, match)
    return run


def _cut(text: str, matches: Sequence[re.Match[str]]) -> str:
    for match in reversed(matches):
        text = text[: match.start()] + text[match.end() :]
    return " ".join(text.split())
