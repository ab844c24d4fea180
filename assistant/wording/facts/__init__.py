"""Reads what a sentence states in figures: numbers, shares, amounts, dates and negations. Pure.

Where a model errs it errs in these. Each file reads one thing; `lexicon` holds the words for all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.wording.facts.enumeration import conjunctions, disjunctions
from assistant.wording.facts.lexicon import blanked, pattern
from assistant.wording.facts.numbers import Number, numbers_in
from assistant.wording.facts.numerals import is_ambiguous
from assistant.wording.facts.periods import with_months
from assistant.wording.facts.quantifiers import amounts_in
from assistant.wording.facts.relations import related
from vectorstore.dates import Date, dates
from vectorstore.findings import Candidate
from vectorstore.language import known
from vectorstore.terms import folded

_SPELLED_DAY = re.compile(r"[^\W\d_]+\s+(?:of\s+)?")
"""An ordinal, and what may stand between it and its month."""
_CODE = re.compile(r"\b\d+(?:/\d+)+\b")
_BESIDE = 4
"""So many words at most stand between ordinals that are asked about alike."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states in figures."""

    numbers: list[Number] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    codes: frozenset[str] = frozenset()
    """Numbers of laws and papers: "2021/784"."""
    denied: list[int] = field(default_factory=list)
    """Where words stand that deny something."""
    only: bool = False
    """Whether all others are left out: "only Discord"."""
    amounts: frozenset[str] = frozenset()
    """The vague ones: "most", "dozens"."""

    @property
    def ordinals(self) -> list[Number]:
        """The numbers that are ordinals."""
        return [number for number in self.numbers if number.unit == "ordinal"]

    @property
    def counts(self) -> list[Number]:
        """The others."""
        return [number for number in self.numbers if number.unit != "ordinal"]


@lru_cache(maxsize=1 << 12)
def facts(text: str, language: str) -> Facts:
    """Return what a text states in figures; a language that is not known is read as English."""
    language = known(language)
    codes = list(_CODE.finditer(text))
    plain = blanked(text, [match.span() for match in codes])
    when = dates(plain, language)
    numbers = numbers_in(blanked(plain, [(date.start, date.end) for date in when]), language)
    when, numbers = _with_days(when, numbers, text)
    bare = folded(text)
    return Facts(
        numbers,
        _related(when, text, language),
        frozenset(match[0] for match in codes),
        [match.start() for match in pattern("not", language).finditer(bare)],
        bool(pattern("only", language).search(bare)),
        amounts_in(bare, language, numbers),
    )


def facts_of(said: Candidate) -> Facts:
    """Return what a sentence that was found states in figures."""
    return facts(said.wording, said.language)


def _related(when: Sequence[Date], text: str, language: str) -> list[Date]:
    """Return dates with the months that are meant and how what is said lies to them. "Since" stands
    before all of "spring 2026"; but their spans stay, as of "Q2 2026" a table may have a column
    "Q2"."""
    placed = related(with_months(when, text, language), text, language)
    pairs = zip(placed, when, strict=True)
    return [replace(one, start=own.start, end=own.end) for one, own in pairs]


def _with_days(
    when: Sequence[Date], numbers: Sequence[Number], text: str
) -> tuple[list[Date], list[Number]]:
    """Return dates with the days that are spelled out ("den femte december"), and the other
    numbers."""
    spelled = {
        match.end(): number
        for number in numbers
        if number.unit == "ordinal" and (match := _SPELLED_DAY.match(text, number.start))
    }
    dated = {
        date: spelled[date.start]
        for date in when
        if date.month and not date.day and date.start in spelled
    }
    days = [
        replace(date, day=int(min(dated[date].values)), start=dated[date].start)
        if date in dated
        else date
        for date in when
    ]
    return days, [number for number in numbers if number not in dated.values()]


def ordinals_asked_for(question: str, language: str) -> list[Number]:
    """Return the ordinals that a question names, but those whose words as often mean another thing,
    unless one that does not stands beside: "the first and the second meeting"."""
    named = facts(question, language).ordinals
    sure = [one for one in named if not any(is_ambiguous(each, language) for each in one.values)]
    return [
        one
        for one in named
        if one in sure or any(_are_beside(one, other, question, language) for other in sure)
    ]


def _are_beside(one: Number, other: Number, text: str, language: str) -> bool:
    """Tell whether "and", "or" or a comma joins two ordinals, with few words between them."""
    start, end = sorted((one.start, other.start))
    between = text[start:end].casefold().split()[1:]
    joining = {*conjunctions(language), *disjunctions(language), "&", "vs"}
    is_near = len(between) <= _BESIDE and not re.search(r"[.?!;:]", text[start:end])
    is_joined = text[start:end].rstrip().endswith(",") or not joining.isdisjoint(between)
    return is_near and is_joined
