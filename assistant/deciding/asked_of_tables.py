"""Tells what a question says that a table may answer. Pure."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.understanding.phrases.asking import apart, asked_nouns, has_question_word, wanted
from assistant.understanding.phrases.named import has_pronoun
from assistant.wording.facts import facts
from assistant.wording.facts.enumeration import ands_and_ors, disjunctions
from assistant.wording.facts.lexicon import says
from assistant.wording.facts.relations import without_bounds
from assistant.wording.facts.tabular import (
    Extreme,
    bearings,
    extreme_asked,
    is_idle,
    is_total,
    is_until,
)
from assistant.wording.subject import named_besides
from vectorstore.dates import Date
from vectorstore.language import known
from vectorstore.terms import WORD, terms

_KIND = 3
"""So many words after "which" may say of what kind that is which is asked for."""

_BESIDE = 3
"""So many words a plain question has beside what it is on: "which", "are" and "done"."""

_REACH = 20
"""So many characters before a date may say that it is no bound alone."""


@dataclass(frozen=True)
class AskedWord:
    """A word of a question, and where it stands there."""

    word: str
    start: int
    end: int


class AskedOfTables:
    """What a question says: an extreme, dates, denials, and the words that tell anything else."""

    def __init__(self, question: str, language: str, *, asks_extreme: bool = True) -> None:
        self.question, self.language = question, language
        extreme, stated = extreme_asked(question, language), facts(question, language)
        self.extreme: Extreme | None = extreme[0] if extreme and asks_extreme else None
        self.total = is_total(question, language)
        self.dates, self.denials = stated.dates, stated.denied
        self.is_denied = bool(self.denials)
        unbound = without_bounds(question, language)  # without "before" 2021
        self.bearings = bearings(unbound, language)
        # "By 2026" may be long before, what runs until 2026 ends in that year.
        self.until = [
            one
            for one in self.dates
            if not one.day
            and (
                one.relation == "until" or (not self.bearings and is_until(one, question, language))
            )
        ]
        if self.until:
            self.bearings.add("ending")
        self._names = {one.word for one in named_besides(question, language)}
        kinds = wanted(question, language)
        self.wants_all, self.wants_person = "all" in kinds, "person" in kinds
        self.kind = " ".join(asked_nouns(question, language, _KIND)).split()
        """The words that may say of what kind that is which is asked for: "large companies"."""
        said = {*WORD.findall(unbound)}
        away = [(one.start, one.end) for one in self.dates] + ([extreme[1:]] if extreme else [])
        words = [
            AskedWord(found[0], *found.span())
            for found in WORD.finditer(question)
            if not any(start <= found.start() < end for start, end in away)
            and found[0] in said
            and self._tells(found[0])
        ]
        self.idle = [one for one in words if self._is_idle(one.word)]
        """What tells which rows are meant only if a cell says just that: "done"."""
        self.words = [one for one in words if one not in self.idle]
        on = [one for one in self.words if one.word in self.kind]
        most = len(on) + len(self.denials) + _BESIDE
        self.is_plain = bool(on) and len(WORD.findall(question)) <= most
        """Whether it hardly says more than which are so: "Which actions are done?", but not "Which
        actions are to be done?"."""
        *_, after = apart("amount", question, language)
        counted = len(question) - len(after) if after != question else math.inf
        self.counted = next((said for said in self.words if said.start >= counted), None)
        """What is counted: "tenders" of "How many tenders were there?"."""

    def _tells(self, word: str) -> bool:
        return (
            bool(terms(word, self.language))
            and not says("not", word, self.language)
            and not has_question_word(word, self.language)
            and not has_pronoun(word, self.language)
            and not is_total(word, self.language)
        )

    def _is_idle(self, word: str) -> bool:
        return is_idle(word, self.language) and word not in self._names

    def is_name(self, said: AskedWord) -> bool:
        """Tell whether a word is a name or a figure, which are the same in all languages."""
        return said.word in self._names or any(map(str.isdigit, said.word))

    def adjoins(self, one: AskedWord, other: AskedWord) -> bool:
        """Tell whether two words are no items of a list: neither a comma nor "and" or "or" parts
        them."""
        parting = _parting(known(self.language))
        return not parting.search(self.question[one.end : other.start])

    def follows(self, said: AskedWord, other: AskedWord) -> bool:
        """Tell whether a word stands right after another one: the "2" of "lot 2"."""
        return not self.question[other.end : said.start].strip()

    def is_left_open(self, date: Date) -> bool:
        """Tell whether a date is a bound beside something else: "in or before 2025"."""
        before = self.question[max(0, date.start - _REACH) : date.start]
        is_bound = date.relation in ("before", "after")
        parted = rf"(?<!\w)(?:{'|'.join(disjunctions(self.language))})(?!\w)"
        return is_bound and bool(re.search(parted, before, re.IGNORECASE))

    def denies(self, words: Sequence[AskedWord], others: Sequence[AskedWord]) -> bool:
        """Tell whether it denies these words and not others: none of those, and no date, stands
        between a denial and the next of these words or, if none follows, after the last."""
        return all(self._denies(place, words, others) for place in self.denials)

    def _denies(self, place: int, words: Sequence[AskedWord], others: Sequence[AskedWord]) -> bool:
        next_one = min((one.start for one in words if one.start >= place), default=None)
        last = max((one.end for one in words if one.end <= place), default=place)
        start, end = (last, len(self.question)) if next_one is None else (place, next_one)
        places = [one.start for one in others] + [one.start for one in self.dates]
        return not any(start <= one < end for one in places)


@cache
def _parting(language: str) -> re.Pattern[str]:
    """Return what finds what parts the items of a list."""
    return re.compile(rf",|(?<!\w)(?:{ands_and_ors(language)})(?!\w)", re.IGNORECASE)
