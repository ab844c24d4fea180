"""Tells which sentences say what a question checks, and which say otherwise. Pure functions.

The reader has learned that a sentence with a question's words mostly says something else of them.
Where somebody checks something, and a sentence has every word of it, it does not: "Was Ireland
referred to the Court?". And what has every word but the date says when it was: "Was the Forum
launched in 2018?".
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property

from assistant.deciding.naming import Holds, elsewhere
from assistant.deciding.ordinals import Ordinals
from assistant.deciding.times import Times
from assistant.understanding.phrases.asking import Wanted, has_question_word, wanted
from assistant.understanding.phrases.verbs import only_names
from assistant.wording.akin import shared, shared_by
from assistant.wording.facts import facts, facts_of
from assistant.wording.facts.attributes import speaks_of
from assistant.wording.facts.lexicon import blanked, pattern, said, says
from assistant.wording.facts.numbers import Number, clash
from assistant.wording.facts.relations import meets
from assistant.wording.held import held_by
from assistant.wording.leaning import is_replied_to
from assistant.wording.names import (
    Name,
    is_written_as_one,
    listed,
    names,
    plain_form,
    side_by_side,
)
from assistant.wording.places import each_place, places
from assistant.wording.subject import is_of_the_forum, named_besides
from vectorstore.findings import Candidate
from vectorstore.language import known
from vectorstore.terms import WORD, folded, terms, terms_of, words_by_term

_OPEN: frozenset[Wanted] = frozenset(
    {"person", "time", "place", "amount", "reason", "all", "difference", "meaning", "overview"}
)
"""A question that asks for one of these checks nothing."""

_TELLING = 2
"""A question with fewer telling words checks nothing."""

_UNION = "EU"
"""Left out of places: everything here is in the Union."""


class Check:
    """What a question checks ("Was the Forum launched in 2018?"), as it stands alone.

    Its values are what may turn out otherwise: its dates and numbers, and its places if it is about
    one of what is counted ("the seventh meeting"), which takes place only once.
    """

    def __init__(self, alone: str, language: str) -> None:
        self._alone = alone
        self._language = language
        self._times = Times(alone, language)
        self._ordinals = Ordinals(alone, language)
        self._words = words_by_term(alone, language)

    @cached_property
    def kinds(self) -> frozenset[Wanted]:
        """The kinds of its values on which sources may disagree."""
        stated: dict[Wanted, object] = {
            "time": facts(self._alone, self._language).dates,
            "amount": self._counts,
        }
        return frozenset(kind for kind, values in stated.items() if values)

    def says(self, one: Candidate) -> bool:
        """Tell whether a sentence confirms what is checked: it has every telling word of the
        question, or the name that one is short for, and no other date or ordinal, and does not
        leave open whether it is so. A list of those who were there need not say that they attended.
        """
        has_them = self._has(one, self._words.keys()) or self._lists_one_there(one)
        return (
            has_them
            and not self._times.is_on_other_dates(one)
            and not leaves_open(self._words.keys(), one, self._language)
        )

    def says_otherwise(self, one: Candidate) -> bool:
        """Tell whether a sentence contradicts what is checked: it has every telling word apart from
        the values, another value in their place, and is not about somebody else; or that somebody
        else chaired it."""
        if self.says_who_chaired_instead(one):
            return True
        rest = terms_of(self._rest, self._language)
        return (
            len(rest) >= _TELLING
            and self.gives_another_value(one)
            and self._has(one, rest)
            and not self._elsewhere(one)
        )

    def says_who_chaired_instead(self, one: Candidate) -> bool:
        """Tell whether a sentence, in whatever language, names another one as the chair of the very
        meeting that somebody is asked to have chaired: it has the same ordinal or date. One person
        chairs, as a rule, and whoever else is named shared the chair."""
        is_told = self._asks_who_chaired and says("chairing", one.wording, one.language)
        if not is_told or not self._is_on_the_very_one(one):
            return False
        told = held_by(one.wording, one.language)
        asked = [
            name
            for name in names(self._alone, self._language)
            if is_written_as_one(name, self._language)
            and not is_of_the_forum(name.word, self._language)
        ]
        return (
            bool(asked)
            and not any(told.holds_in(self._alone, name.word, self._language) for name in asked)
            and self._names_others(one)
        )

    def gives_another_value(self, one: Candidate) -> bool:
        """Tell whether a sentence has another date, number or place than the question. One that is
        about another ordinal ("the fourth meeting") has not: its values are of something else."""
        if self._ordinals.is_on_other_ordinals(one):
            return False
        units = {count.unit for count in self._counts}
        numbers = [each for each in facts_of(one).counts if each.unit in units]
        there = places(one.wording, one.language)
        is_told = there or says("remotely", one.wording, one.language)  # by video is a place, too
        return (
            self._times.is_on_other_dates(one)
            or clash(self._counts, numbers)
            or bool(self._places and is_told and not self._places & there)
        )

    def names_another(self, one: Candidate) -> bool:
        """Tell whether a sentence has every telling word of the question except one name, and
        another name instead of that."""
        told = held_by(one.wording, one.language)
        return self._names_others(one) and any(
            not all(told.holds_in(self._alone, name.word, self._language) for name in named)
            and self._has(one, self._besides(named))
            for named in side_by_side(named_besides(self._alone, self._language), self._alone)
        )

    def _names_others(self, one: Candidate) -> bool:
        """Tell whether a sentence has a name, the Forum aside, that the question has not."""
        mine = held_by(self._alone, self._language)
        named = named_besides(one.wording, one.language)
        return not all(mine.holds(name.word, one.language) for name in named)

    def says_besides(self, one: Candidate, first: Candidate | None = None) -> set[str]:
        """Return the index terms of what a sentence says beyond the question: its telling words
        without dates, numbers and the Forum's name, and without those that the sentence `first` has
        as well."""
        heard = set(self._words if one.language == self._language else ())
        if first and one.language == first.language:
            heard.update(terms(first.wording, first.language))
        said = words_by_term(" ".join(_without_values(one.wording, one.language)), one.language)
        return {
            stem for stem in said.keys() - heard if not is_of_the_forum(said[stem], one.language)
        }

    def _lists_one_there(self, one: Candidate) -> bool:
        """Tell whether somebody is asked to have attended something, and a sentence lists them with
        others and has all else that is asked."""
        attending = " ".join(said("attending", self._alone, self._language))
        rest = self._words.keys() - set(terms(attending, self._language))
        if len(self._words) == len(rest) or len(rest) < _TELLING or not self._has(one, rest):
            return False
        asked = {plain_form(name.word) for name in names(self._alone, self._language)}
        return any(asked & items for items in listed(one.wording, one.language))

    @cached_property
    def _asks_who_chaired(self) -> bool:
        """Whether somebody is asked to have chaired or led something."""
        question, language = self._alone, self._language
        return says("chairing", question, language) or speaks_of("leading", question, language)

    def _is_on_the_very_one(self, one: Candidate) -> bool:
        """Tell whether a sentence has an ordinal or a day or month of the question, and no other
        ordinal."""
        asked, told = facts(self._alone, self._language), facts_of(one)
        return not self._ordinals.is_on_other_ordinals(one) and (
            any(mine.equals(each) for mine in asked.ordinals for each in told.ordinals)
            or any(mine.month and meets(mine, each) for mine in asked.dates for each in told.dates)
        )

    @cached_property
    def _rest(self) -> list[str]:
        """The question's words without those of the values."""
        placed = [
            (start, end)
            for code, start, end in each_place(self._alone, self._language)
            if code in self._places
        ]
        return list(_without_values(self._alone, self._language, placed))

    @cached_property
    def _elsewhere(self) -> Holds:
        return elsewhere(" ".join(self._rest), self._language)

    def _besides(self, named: Iterable[Name]) -> Set[str]:
        words = {name.word for name in named}
        return {stem for stem, word in self._words.items() if word not in words}

    @cached_property
    def _counts(self) -> list[Number]:
        return _counts(self._alone, self._language)

    @cached_property
    def _places(self) -> frozenset[str]:
        counted = facts(self._alone, self._language).ordinals
        return places(self._alone, self._language) - {_UNION} if counted else frozenset()

    def _has(self, one: Candidate, asked: Set[str]) -> bool:
        """Tell whether a sentence has all of some telling words, and is about no other ordinal."""
        if one.language != self._language or self._ordinals.is_on_other_ordinals(one):
            return False
        lacking = asked - set(terms(one.wording, one.language))
        return all(
            held_by(one.wording, one.language).spells_out(self._alone, self._words.get(stem, ""))
            for stem in lacking
        )


def check(wording: str, alone: str, language: str) -> Check | None:
    """Return what a question checks; None if it checks nothing ("latest figure for referrals").

    `wording` tells whether it checks anything, and `alone`, the question without its history, what.
    """
    kinds = wanted(wording, language)
    is_open = has_question_word(wording, language) or kinds & _OPEN
    is_named = "latest" in kinds and only_names(wording, language)
    if is_open or is_named or len(terms(alone, language)) < _TELLING:
        return None
    return Check(alone, language)


def leaves_open(asked: Set[str], one: Candidate, language: str) -> bool:
    """Tell whether a sentence has all that it has of what is asked, terms of a language, after a
    word that leaves open whether it is so, and is not replied to: "They ask whether portals are
    obliged to check advertisers."."""
    left = pattern("whether", known(one.language)).search(folded(one.wording))
    if left is None:
        return False
    after = shared(asked, one.wording[left.end() :], one.language)
    is_all = 0 < after == shared_by(asked, one, language)
    return is_all and not is_replied_to(one.hit.passage, one.place)


def _without_values(
    text: str, language: str, besides: Sequence[tuple[int, int]] = ()
) -> Iterator[str]:
    """Yield the words of a text without its dates and what it counts, nor what stands in other
    spans."""
    dated = [(date.start, date.end) for date in facts(text, language).dates]
    counted = {count.start for count in _counts(text, language)}
    for word in WORD.finditer(blanked(text, [*dated, *besides])):
        if word.start() not in counted:
            yield word[0]


def _counts(text: str, language: str) -> list[Number]:
    """Return the numbers that tell how much or many something is: none right after a telling word,
    which it numbers ("Article 7")."""
    return [
        number
        for number in facts(text, language).counts
        if number.unit or not terms(" ".join(WORD.findall(text[: number.start])[-1:]), language)
    ]
