"""Reads how what a sentence says lies to a date: before, after, since, until or by it. Pure.

It is the temporal relation between an event and a time, a TLINK of TimeML (ISO 24617-1).
"""

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile
from typing import Literal, get_args

from assistant.wording.facts.enumeration import ands
from assistant.wording.facts.lexicon import words
from vectorstore.dates import Date, Day, Relation, dates
from vectorstore.language import known
from vectorstore.terms import WORD

_Compared = Literal["compared"]
_RELATIONS: tuple[Relation, ...] = tuple(kind for kind in get_args(Relation) if kind)
_CARRIES: dict[Relation, frozenset[Relation]] = {
    "": frozenset({"", "since", "until", "by"}),
    "before": frozenset({"before"}),
    "after": frozenset({"after"}),
    "since": frozenset({"", "since"}),
    "until": frozenset({"until", "by"}),
    "by": frozenset({"", "before", "until", "by"}),
}
"""For how a sentence lies to a date, how a text may: who joined in 2021 is a member since then."""
_LIES: dict[Relation, Callable[[list[int], list[int]], bool]] = {
    "before": operator.lt,
    "until": operator.le,
    "by": operator.le,
    "since": operator.ge,
    "after": operator.gt,
}
_SIDES: tuple[frozenset[Relation], ...] = (
    frozenset({"before", "until", "by"}),
    frozenset({"after", "since"}),
)
"""Relations of which what lies so to two dates may be the same."""
_TOTALS: frozenset[Relation] = frozenset({"until", "by"})
"""Relations of a sum to the date that it was reached at."""
_RANGE = 12
"""So many characters at most lie between the dates of a range: "2015 r. do 2020"."""
_DASHES = frozenset("-‐‑‒–—")
_BEGINS = re.compile(r"(?:^|[.!?]\s+)([^.!?,;:]{0,60})$")
"""Finds the beginning of a sentence."""
_WINTER = frozenset({1, 12})
_REACH = 60
"""So many characters at most before or after a date tell how something lies to it."""


def related(when: Sequence[Date], text: str, language: str) -> list[Date]:
    """Return the dates of a text with how what is said lies to them; of a range ("2017-2020",
    "between March and June") since the first, and by the last."""
    placed: list[Date] = []
    for date in when:
        last = max((other.end for other in when if other.end <= date.start), default=-_REACH)
        kinds = _relations(text[max(last, 0) : date.start], text[date.end :], language)
        if "until" in kinds and date.start - last <= _RANGE:
            kinds = {"by"}
        elif {"until", "by"} <= kinds:
            # One word is both in most languages: "bis". Of a day it is read as "until".
            kinds.remove("by" if date.day else "until")
        elif not kinds and _is_before_event(text[: date.start], text[date.end :], language):
            kinds = {"before"}
        first: Relation = next((kind for kind in _RELATIONS if kind in kinds), "")
        placed.append(replace(date, relation=first))
        if len(placed) > 1 and _is_range(placed[-2], date, text, language):
            placed[-2:] = [replace(placed[-2], relation="since"), replace(date, relation="by")]
    return placed


def without_bounds(text: str, language: str) -> str:
    """Return a text without the dates before or after which, by its words, something lies, and
    without these words."""
    language = known(language)
    for date in reversed(dates(text, language)):
        before = max(0, date.start - _REACH)
        for first, last in _relating(language).values():
            if found := first.search(_plain(text[before : date.start])):
                text = f"{text[: before + found.start()]}{text[date.end :]}"
                break
            if found := last.match(_plain(text[date.end :][:_REACH])):
                text = f"{text[: date.start]}{text[date.end + found.end() :]}"
                break
    return " ".join(text.split())


def is_compared_with(date: Date, text: str, language: str) -> bool:
    """Tell whether a text only compares with a date what it says: "twice as many as in 2024"."""
    first, last = _around("compared", known(language))
    before = text[max(0, date.start - _REACH) : date.start]
    return bool(first.search(_plain(before)) or last.match(_plain(text[date.end :][:_REACH])))


def agrees(date: Date, other: Date) -> bool:
    """Tell whether what lies to a date as the other says may lie to it as the first says."""
    return other.relation in _CARRIES[date.relation]


def meets(asked: Date, date: Date) -> bool:
    """Tell whether a date may be one that is asked for: on, before or after the other, as that one
    has it, as far as both name year, month and day ("on 7 November" may be in November 2024). What
    was before a date was not on it; what lasted until one was before it; what there was by one is
    no more than what there was by a later one."""
    both = [pair for pair in zip(asked.known, date.known, strict=True) if all(pair)]
    if not asked.relation or {asked.relation, date.relation} <= _TOTALS:
        months = asked.some_months, date.some_months
        is_apart = all(months) and months[0].isdisjoint(months[1])
        is_same = bool(both) and all(one == other for one, other in both) and not is_apart
        return is_same and not (date.relation == "before" and date.within(asked))
    if any({asked.relation, date.relation} <= side for side in _SIDES):
        return True
    bound_at = min if asked.relation in ("before", "since") else max
    lies_at = max if asked.relation in ("since", "after") else min
    ends = zip(_at(asked, bound_at), _at(date, lies_at), strict=True)
    known = list(takewhile(all, ends))
    bound, lies = [one for one, _ in known], [other for _, other in known]
    return not known or _LIES[asked.relation](lies, bound)


def _at(date: Date, which: Callable[[Iterable[int]], int]) -> Day:
    """Return year, month and day, of the months that are meant the first or the last one; no month
    of a winter, which has them of two years."""
    is_one_year = date.months and not date.months.issuperset(_WINTER)
    return date.year, date.month or (which(date.months) if is_one_year else 0), date.day


def meets_any(asked: Sequence[Date], date: Date) -> bool:
    """Tell whether a date may be one of those that are asked for; of a range it lies within."""
    ranges = [
        pair for pair in pairwise(asked) if (pair[0].relation, pair[1].relation) == ("since", "by")
    ]
    ends = [end for pair in ranges for end in pair]
    return any(meets(one, date) for one in asked if one not in ends) or any(
        meets(first, date) and meets(last, date) for first, last in ranges
    )


def _is_range(first: Date, last: Date, text: str, language: str) -> bool:
    """Tell whether two dates are the ends of a range: a dash parts them, or "and", with a word for
    "between" before the first of them or after the last ("vuosien 2017 ja 2020 välillä")."""
    parting = text[first.end : last.start].strip()
    if parting in _DASHES:
        return True
    listed = words(language)["between"]
    before = "|".join(re.escape(word) for word in listed if word[0] != "*") or r"(?!)"
    after = "|".join(re.escape(word[2:]) for word in listed if word[0] == "*") or r"(?!)"
    around = re.search(rf"\b(?:{before})\W[^,;:]{{0,30}}$", text[: first.start], re.IGNORECASE)
    around = around or re.match(rf"\W{{1,2}}(?:{after})\b", text[last.end :], re.IGNORECASE)
    joined = re.match(rf"(?:{ands(language)})\b", parting, re.IGNORECASE)
    return bool(around and joined)


def _is_before_event(before: str, after: str, language: str) -> bool:
    """Tell whether a sentence begins with what is before something of a date: "Before the
    enlargement of June 2024". Farther inside, what stands so may be before a court."""
    first, last = _before_event(language)
    begins = _BEGINS.search(before)
    return bool(begins and (first.fullmatch(_plain(begins[1])) or last.match(_plain(after))))


@cache
def _before_event(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    first, last = _either_side("before", language)
    word = r"[^\W\d_][\w'-]*\s+"
    return re.compile(rf"(?:{first})(?:\s+|')(?:{word}){{1,4}}"), re.compile(
        rf"\s{word}(?:{last})\b"
    )


@cache
def relating_words(language: str) -> frozenset[str]:
    """Return the words that tell how something lies to a date, each in small letters: "since"."""
    kinds = (*_RELATIONS, "between")
    phrases = (phrase for kind in kinds for phrase in words(language)[kind])
    return frozenset(word.casefold() for phrase in phrases for word in WORD.findall(phrase))


def _relations(before: str, after: str, language: str) -> set[Relation]:
    before, after = _plain(before[-_REACH:]), _plain(after[:_REACH])
    return {
        kind
        for kind, (first, last) in _relating(language).items()
        if first.search(before) or last.match(after)
    }


def _plain(text: str) -> str:
    """Return a text without capitals, letter for letter. Accents count here: the Dutch "vóór" is
    "before", "voor" is also "for"."""
    return "".join(letter.casefold()[:1] for letter in text).replace("’", "'")


@cache
def _relating(language: str) -> dict[Relation, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return, for each relation, what finds its words before a date and those after one."""
    return {kind: _around(kind, language) for kind in _RELATIONS}


@cache
def _around(kind: Relation | _Compared, language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds words before a date, and after one.

    Between them and the date there may be articles and parts of time: "by the end of 2024". No
    other words, be they as short: "by the EU in 2024".
    """
    articles, parts = (
        "|".join(word.casefold() for word in words("mul")[key]) for key in ("the", "period")
    )
    # A day stands there where its month is in a form that is not known.
    day = r"\d{1,2}(?!\d)\.?\w{0,2}(?:\s[^\W\d_]+)?"
    between = rf"(?:[\s'-]+(?:(?:{articles})\b|(?:{parts})\w*\.?|{day})){{0,4}}[\s'-]*$"
    first, last = _either_side(kind, language)
    return (
        re.compile(rf"(?<!\w)(?:{first})\b{between}"),
        re.compile(rf"(?:-\w{{1,3}})?\W{{1,2}}(?:{last})\b"),
    )


def _either_side(kind: Relation | _Compared, language: str) -> tuple[str, str]:
    """Return what matches the words for a relation that stand before a date, and after one."""
    listed = [word.casefold() for word in words(language)[kind]]
    first = "|".join(re.escape(word) for word in listed if word[0] != "*") or r"(?!)"
    last = "|".join(re.escape(word[2:]) for word in listed if word[0] == "*") or r"(?!)"
    return first, last
