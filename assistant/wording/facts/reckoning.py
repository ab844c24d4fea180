"""Reckons what a follow-up names by what was spoken of: "and a year later?", "and the one before?".
Pure.

reckoning.json holds, for each of the 24 official EU languages, phrases for so many years "later"
and "earlier", in which # is a number, for one year ("next", "last"), and the words for one; for the
"one before" and the "one after" of several that are counted; and under "mul" the words after which
a phrase may go on to something else ("a year after the launch"), and those that may have a noun
after them ("a year after that promise").
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from typing import NamedTuple

from babel.dates import format_date, format_skeleton

from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import words
from assistant.wording.facts.numerals import cardinal, is_ambiguous, ordinal, ordinal_word
from vectorstore.data import read_data
from vectorstore.dates import Date, Day, Relation, dates
from vectorstore.language import detect, known
from vectorstore.terms import folded

_MOST_YEARS = 20
"""Larger numbers are written in figures."""
_ENDING = r"(?=\s*(?:[^\w\s]|$))"


class _Phrase(NamedTuple):
    pattern: re.Pattern[str]
    sign: int
    same_month: bool


class _Neighbour(NamedTuple):
    """A phrase for the one before or after; a word that follows is in the group "next"."""

    pattern: re.Pattern[str]
    step: int


def reckoned(question: str, spoken: Sequence[str], language: str) -> str:
    """Return the question with years, with the month if that stays, or an ordinal in place of such
    phrases.

    They are reckoned from what the question says before, or else the first of the texts that names
    one year, or one ordinal, and no other.
    """
    in_time = _in_time(question, spoken, language)
    return in_time if in_time != question else _counted(question, spoken, language)


def counts_years(question: str, language: str) -> bool:
    """Tell whether a question says how many years later or earlier: "a year before that"."""
    return next(_found(question, language), None) is not None


def related_to_told(relation: Relation, told: Sequence[str], language: str) -> str:
    """Return a date that lies so, "before" or "after", to all that the first of the texts which
    says in which year something was: "after 8 December 2016". Empty if none does."""
    first = next(filter(None, map(_times, told)), None)
    if not first:
        return ""
    year, month, day = max(first) if relation == "after" else min(first)
    return with_relation(relation, written(year, month, language, day), language)


def with_relation(relation: Relation, when: str, language: str) -> str:
    """Return a time after the word for how something lies to it: "after 8 December 2016"."""
    word: str = words(known(language))[relation][0]
    return word.replace("*", when) if "*" in word else f"{word} {when}"


def _times(text: str) -> list[Day]:
    """Return the dates, with a year, on which a text says that something was, rather than until
    which."""
    when = facts(text, detect(text)).dates
    told = [one for one in when if one.year and one.relation in ("", "since")]
    return [
        one.known
        for one in told
        if not any(one.known != other.known and one.within(other) for other in told)
    ]


def _in_time(question: str, spoken: Sequence[str], language: str) -> str:
    found = list(_found(question, language))
    if not found:
        return question
    start, end, years, same_month = max(found, key=lambda one: (-one[0], one[1]))
    since = next(filter(None, map(_time, [question[:start], *spoken])), None)
    if since is None or not MINYEAR <= since.year + years <= MAXYEAR:
        return question
    time = written(since.year + years, since.month if same_month else 0, language)
    return f"{question[:start]}{time}{question[end:]}"


def _counted(question: str, spoken: Sequence[str], language: str) -> str:
    """Return the question with an ordinal in place of "the one before" or "the one after"."""
    language, text = known(language), folded(question)
    likely = [one for one in _neighbours(language) if one.pattern.search(text)]
    since = next(filter(None, map(_ordinal, spoken)), 0) if likely else 0
    if not since:
        return question
    named = tuple(re.findall(r"\w+", folded(" ".join(spoken))))
    for neighbour in likely:
        word = ordinal_word(since + neighbour.step, language)
        for found in neighbour.pattern.finditer(text):
            if word and (not found["next"] or found["next"].startswith(named)):
                return f"{question[: found.start()]}{word}{question[found.end() :]}"
    return question


def _ordinal(text: str) -> int:
    """Return the only ordinal that a text names; 0 if there is none, or another."""
    language = detect(text)
    values = {ordinal(word, language) for word in re.findall(r"\w+", text)}
    counted = {value for value in values if value and not is_ambiguous(value, language)}
    return counted.pop() if len(counted) == 1 else 0


@cache
def _neighbours(language: str) -> list[_Neighbour]:
    """Return the phrases for the one before and the one after, longer ones first."""
    listed = [
        (phrase, step)
        for kind, step in (("one before", -1), ("one after", 1))
        for phrase in _data()[language][kind]
    ]
    listed.sort(key=lambda one: -len(one[0]))
    return [
        _Neighbour(re.compile(rf"(?<!\w){_spaced(phrase)}(?:{_ENDING}|(?=\s+(?P<next>\w+)))"), step)
        for phrase, step in listed
    ]


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(re.escape, folded(phrase).split()))


def _time(text: str) -> Date | None:
    named = [date for date in dates(text, detect(text)) if date.year]
    one_year = len({date.year for date in named}) == 1
    return max(named, key=lambda date: date.known) if one_year else None


def _found(question: str, language: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield each phrase's start and end, how many years it means, and whether months stay."""
    language, text = known(language), folded(question)
    for phrase in _phrases(language):
        for match in phrase.pattern.finditer(text):
            years = value(next(filter(None, match.groups()), "1"), language)
            yield match.start(), match.end(), phrase.sign * years, phrase.same_month


def value(number: str, language: str) -> int:
    """Return what a number, in figures or words, is worth; 1 if it is a word for one."""
    return int(number) if number.isdecimal() else cardinal(number, language) or 1


def written(year: int, month: int, language: str, day: int = 0) -> str:
    """Return a date in the words of a language; month and day are 0 where they are left open."""
    if not month:
        return str(year)
    if day and day <= monthrange(year, month)[1]:  # a text may name 31 April
        return format_date(date(year, month, day), "long", known(language))
    return str(format_skeleton("yMMMM", date(year, month, 1), locale=known(language)))


@cache
def _phrases(language: str) -> list[_Phrase]:
    listed, number = _data()[language], number_of_years(language)
    return [
        _Phrase(re.compile(rf"(?<!\w){_regex(phrase, number)}(?!\w)"), sign, "#" in phrase)
        for kind, sign in (("later", 1), ("next", 1), ("earlier", -1), ("last", -1))
        for phrase in listed[kind]
    ]


@cache
def number_of_years(language: str) -> str:
    """Return what matches a number, in figures or words, of a folded text, in a group."""
    numerals = [
        word for word, value in words(language)["cardinals"].items() if value <= _MOST_YEARS
    ]
    number = "|".join(re.escape(folded(word)) for word in [*numerals, *_data()[language]["one"]])
    return rf"(\d{{1,2}}|{number})"


def _regex(phrase: str, number: str) -> str:
    pattern = r"\s+".join(
        number if word == "#" else re.escape(folded(word)) for word in phrase.split()
    )
    last = phrase.split()[-1]
    if last in _data()["mul"]["that"]:
        pattern += rf"(?:\s+\w+{_ENDING})?"
    return pattern + (_ENDING if last in _data()["mul"]["open"] else "")


def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = read_data(__package__, "reckoning.json")
    return data
