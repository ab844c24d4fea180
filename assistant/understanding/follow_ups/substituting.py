"""Finds what a follow-up names anew ("And in 2020?"), and puts it where another one was named.

Pure functions.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import get_args

from assistant.understanding.phrases.asking import CERTAIN, wanted, who_is_asked_for
from assistant.understanding.phrases.named import (
    SHORT,
    WORD,
    Kind,
    has_pronoun,
    in_dates,
    kind_of,
    named_anew,
    telling_beside,
    within,
    words_named,
)
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.facts.enumeration import conjunctions, disjunctions
from assistant.wording.places import each_city, each_country
from assistant.wording.subject import is_of_the_forum
from vectorstore.dates import dates
from vectorstore.terms import terms

_CERTAIN = CERTAIN - {"latest"}

_NEXT_TO = re.compile(r"\W*(?:\w{1,2}\W+)?")
"""What stands between the words of one date: nothing, or "de"."""
_LAST_WORD = re.compile(r"\w+\W*$")


def asks_the_same(question: str, instead: str, language: str) -> bool:
    """Tell whether a follow-up only names another one, and what is asked `instead` has that. One
    with a verb asks something of it: "Is Ada a partner then?"."""
    named, more = named_anew(question, language)
    said = {word.casefold() for word in WORD.findall(question)}
    if more and not said.isdisjoint(verbs(language)):
        return False
    return bool(named) and len(more) <= SHORT and named <= set(WORD.findall(instead))


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
    counted = (one for one in WORD.finditer(text) if kind_of(one[0], language) == "ordinal")
    return _cut(text, list(counted))


def with_anew(standing: str, named: set[str], question: str, language: str) -> str:
    """Return the standing question with what the follow-up names anew: times for times, ordinals
    for ordinals; where the same is asked, numbers for numbers and names but the Forum's for names.
    The last place takes it all, the others go.

    One that asks something of its own ("And who voted against in the Council?") names nobody
    instead of anybody. If it does not, a time takes the place of an ordinal as well, and the
    reverse: the ninth meeting was in no other year.
    """
    counting = not named_anew(question, language)[1]
    surely = any(kind_of(word, language) == "ordinal" for word in words_named(standing, language))
    is_alike = _asks_alike(question, named, standing, language)
    kinds = [
        kind
        for kind in get_args(Kind)
        if kind in ("time", "ordinal") or (is_alike and not has_pronoun(question, language))
    ]
    times, times_before = in_dates(question, language), in_dates(standing, language)
    for kind in kinds:
        anew = [
            word
            for word in WORD.findall(question)
            if word in named and kind_of(word, language, times, counting=counting) == kind
        ]
        before = {
            word
            for word in words_named(standing, language, counting=counting and not surely)
            if kind_of(word, language, times_before, counting=counting and not surely) == kind
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
            standing = _instead_of(before, standing, anew, question, language)
    return " ".join(standing.split())


def with_what_is_counted(question: str, standing: str, language: str) -> str:
    """Return a question that ends with an ordinal with what the standing one counts by another:
    "When was the tenth meeting?" of "When was the tenth?", after "Who chaired the ninth meeting?".
    As it is if the standing question has no ordinal, or several."""
    asked, said = (list(WORD.finditer(text)) for text in (question, standing))
    counted = [word for word in said if kind_of(word[0], language) == "ordinal"]
    if not asked or kind_of(asked[-1][0], language) != "ordinal" or len(counted) != 1:
        return question
    after = (word for word in said if word.start() > counted[0].end())
    of_it = takewhile(lambda word: word[0].casefold() not in verbs(language), after)
    end = max((word.end() for word in of_it), default=counted[0].end())
    what = standing[counted[0].end() : end]
    return f"{question[: asked[-1].end()]}{what}{question[asked[-1].end() :]}"


def _instead_of(
    before: set[str], standing: str, anew: Sequence[str], question: str, language: str
) -> str:
    """Return the standing question with words of the follow-up in the last place that the words
    `before` have, and without the others of these."""
    joining = {*conjunctions(language), *disjunctions(language)}
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
    return _cut(standing, found[: -len(place)])


def _of_the_kind(
    before: set[str], standing: str, anew: Sequence[str], question: str, language: str
) -> set[str]:
    """Return the names whose place others take: a country takes that of a country, a city that of a
    city, and neither any other's as long as there are some of the kind. Where it is asked which
    states, a country is one of them and takes nobody's: "Which states were sued? And Malta?"."""
    if within(each_country(question, language), question).issuperset(anew):
        there = before & within(each_country(standing, language), standing)
        return there if there or "states" in who_is_asked_for(standing, language) else before
    others = before - within(each_country(standing, language), standing)
    if within(each_city(question, language), question).issuperset(anew):
        return others & within(each_city(standing, language), standing) or others or before
    return others or before


def _asks_alike(question: str, named: set[str], standing: str, language: str) -> bool:
    """Tell whether a follow-up asks nothing but what the standing question asks."""
    asks = wanted(question, language) & _CERTAIN
    telling = telling_beside(question, named, language)
    return asks <= wanted(standing, language) and telling <= set(terms(standing, language))


def _names_one_count(kind: Kind, question: str, named: set[str], language: str) -> bool:
    """Tell whether a follow-up names a date and no ordinal, or surely an ordinal and no date."""
    is_dated = bool(dates(question, language))
    is_counted = any(kind_of(word, language) == "ordinal" for word in named)
    return is_dated != is_counted and kind == ("time" if is_dated else "ordinal")


def _counts_beside(kind: Kind, text: str, language: str) -> list[re.Match[str]]:
    """Return the words of the dates in a text beside its ordinals, or the reverse."""
    days = [(one.start, one.end) for one in dates(text, language)]
    return [
        word
        for word in WORD.finditer(text)
        if (
            kind_of(word[0], language) == "ordinal"
            if kind == "time"
            else any(start <= word.start() and word.end() <= end for start, end in days)
        )
    ]


def without_numbers(text: str, language: str) -> str:
    """Return a text without the figures that say how many there are of something ("the 13 states"):
    those that follow a telling word say which ("article 7")."""
    times, said = in_dates(text, language), list(WORD.finditer(text))
    counting = (
        word
        for before, word in pairwise(said)
        if kind_of(word[0], language, times) == "number" and not terms(before[0], language)
    )
    return _cut(text, list(counting))


def without_countries(text: str, language: str) -> str:
    """Return a text without the countries that it names."""
    countries = within(each_country(text, language), text)
    return _cut(text, [one for one in WORD.finditer(text) if one[0] in countries])


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
