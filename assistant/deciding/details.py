"""Tells which sentences lack the detail that a question asks for: a person, a time, a place
or an amount. Read without a model in the 24 official EU languages. Pure."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from assistant.understanding.phrases.asking import (
    Wanted,
    apart,
    counts_people,
    last_asking,
    wanted,
)
from assistant.wording.dated import dates_of
from assistant.wording.facts import facts, facts_of, ordinals_asked_for
from assistant.wording.facts.attributes import asks_price, attributes_asked, speaks_of
from assistant.wording.facts.counted import MEMBERS, Counted, counted, is_of
from assistant.wording.facts.lengths import asks_deadline, tells_length, tells_which_day
from assistant.wording.facts.lexicon import says
from assistant.wording.facts.lexicon import words as lexicon
from assistant.wording.facts.numbers import Number
from assistant.wording.names import is_written_as_one, listed, names, plain_form
from assistant.wording.places import each_place, places
from assistant.wording.subject import is_of_the_forum
from vectorstore.acronyms import alternatives
from vectorstore.dates import Date, Relation
from vectorstore.findings import Candidate, Hit
from vectorstore.language import known
from vectorstore.terms import WORD, fold, is_stop_word, terms, words

_LASTING: frozenset[Relation] = frozenset({"since", "until", "by"})
"""How what is said lies to a date that tells how long it lasts."""

_KINDS: frozenset[Wanted] = frozenset({"person", "time", "place", "amount"})
"""Details that can be seen in a sentence."""

_ACT = re.compile(r"(?<!\w)(?P<number>\d+/\d+)(?:/\w+)?\)?(?P<between>[^\d,;:.()]*)$")
"""What stands before the date of an act, from its number on."""

_COUNTED = 2
"""How many words after "how many" may say what is counted: "digital companies"."""

_SERIES = 3
"""How many titles with different ordinals ("first meeting", "second meeting") make a series."""


class Details:
    """The details that a question asks for."""

    def __init__(self, question: str, language: str, hits: Sequence[Hit] = ()) -> None:
        """`hits` are what was found for the question."""
        self._hits = hits
        self._question = question
        self._language = language
        self._facts = facts(question, language)
        self._ordinals = ordinals_asked_for(question, language)
        asking = last_asking(question, language)
        self._kinds = wanted(asking, language) & _KINDS
        self._asks_how_long = "lasting" in attributes_asked(asking, language)
        # Money, and no share of it: what rises by 4 % has no price by that.
        self._asks_price = asks_price(asking, language)
        self._may_be_length = self._asks_how_long or asks_deadline(asking, language)
        self._counted = counted_in(question, language) if "amount" in self._kinds else None
        self._places = places(question, language)
        self._acronyms = {code for codes in alternatives(question).values() for code in codes}
        self._words = {word.casefold() for word in words(question)}
        self._terms = set(terms(question, language))

    def are_missing(self, said: Candidate) -> bool:
        """Tell whether the sentence lacks the kind of thing that is asked for: a person, a time, a
        place or an amount that the question does not have itself."""
        tells: dict[Wanted, Callable[[Candidate], bool]] = {
            "time": self._tells_time,
            "amount": self._tells_amount,
            "place": self._tells_place,
            "person": self._tells_person,
        }
        return bool(self._kinds) and not any(tells[kind](said) for kind in self._kinds)

    def _tells_time(self, said: Candidate) -> bool:
        """Tell whether the sentence has a time. A date alone is not how long something lasts; a
        deadline may be either."""
        return (
            any(self._is_new(date, said) for date in dates_of(said))
            or (self._may_be_length and tells_length(said.wording, said.language))
            or (not self._asks_how_long and tells_which_day(said.wording, said.language))
        )

    def _is_new(self, date: Date, said: Candidate) -> bool:
        return (
            (not self._asks_how_long or date.relation in _LASTING)
            and not any(date.within(one) for one in self._facts.dates)
            and not self._tells_which_act(date, said)
        )

    def _tells_amount(self, said: Candidate) -> bool:
        """Tell whether the sentence has a number of what is counted, or lists it."""
        stated = facts_of(said)
        return (
            any(
                not (self._asks_price and number.unit == "%") and self._may_count(number, said)
                for number in stated.counts
                if not any(number.values & one.values for one in self._facts.numbers)
            )
            or any(one.values & self._last_of_series for one in stated.ordinals)
            or self.lists_them(said)
        )

    def _tells_place(self, said: Candidate) -> bool:
        """Tell whether the sentence has a place; by video is one, too."""
        return (
            not places(said.wording, said.language) <= self._places
            or speaks_of("building", said.wording, said.language)
            or says("remotely", said.wording, said.language)
        )

    def _tells_person(self, said: Candidate) -> bool:
        """Tell whether the sentence has a sure name, or says how many people there are."""
        own = self._words_of_its_acronyms(said.wording)
        return counts_people(said.wording, said.language) or any(
            name.sure and name.word not in own and not self._has_word(name.word, said.language)
            for name in names(said.wording, said.language)
        )

    def place_or_amount_is_missing(self, said: Candidate) -> bool:
        """Tell whether the sentence surely lacks a place or an amount that is asked for, and
        nothing else is. An ordinal may tell how many of a series there are, and a name that nobody
        knows where something was."""
        return (
            self._kinds <= {"place", "amount"}
            and self.are_missing(said)
            and not ("amount" in self._kinds and facts_of(said).ordinals)
            and not ("place" in self._kinds and self._may_say_where(said))
        )

    def _may_say_where(self, said: Candidate) -> bool:
        """Tell whether the sentence has a name that the question has not right after a word for
        where, or one before it ("in Graz", "at the Corn Exchange"); in a language that says where
        by endings, whether it has such a name at all."""
        where = {fold(word) for word in lexicon(known(said.language))["where"]}
        return any(
            not where or any(fold(word.casefold()) in where for word in WORD.findall(before)[-2:])
            for name in names(said.wording, said.language)
            if is_written_as_one(name, said.language)
            and not is_of_the_forum(name.word, said.language)
            and not self._has_word(name.word, said.language)
            for before in [said.wording[: name.start]]
        )

    def _has_word(self, word: str, language: str) -> bool:
        """Tell whether the question has a word, in whatever form: "The Chair" does not say who
        "chaired"."""
        if word.casefold() in self._words:
            return True
        stems = set(terms(word, language)) if language == self._language else set()
        return bool(stems) and stems <= self._terms

    def _words_of_its_acronyms(self, text: str) -> frozenset[str]:
        """Return the words of a text that spell out an acronym which the question has."""
        if not self._acronyms:
            return frozenset()
        return frozenset(
            word
            for word, codes in alternatives(text).items()
            if not self._acronyms.isdisjoint(codes)
        )

    def _tells_which_act(self, date: Date, said: Candidate) -> bool:
        """Tell whether a date is a part of an act's name, "Regulation (EU) 2021/784 of the Council
        of 29 April 2021", and the question does not ask about that number."""
        named = _ACT.search(said.wording[: date.start])
        if not named or named["number"] in self._question:
            return False
        between = WORD.findall(named["between"])
        return bool(between) and all(
            is_stop_word(word, said.language) or word[0].isupper() for word in between
        )

    def _may_count(self, number: Number, said: Candidate) -> bool:
        """Tell whether a number counts no others than are asked for: "21 Member States" says
        nothing of how many companies there are."""
        return is_of(self._counted, counted(said.wording, said.language, number.start))

    def lists_them(self, said: Candidate) -> bool:
        """Tell whether the sentence lists by name some of those who are to be counted: states, or
        members that are no states. A list with anybody whom the question names is none of them."""
        if self._counted not in MEMBERS:
            return False
        states = {
            plain_form("".join(said.wording[start:end].split()))
            for _, start, end in each_place(said.wording, said.language)
        }
        asked = {plain_form(word) for word in self._words}
        return any(
            (len(one & states) > 1) == (self._counted == "states") and not one & asked
            for one in listed(said.wording, said.language)
        )

    @cached_property
    def _last_of_series(self) -> frozenset[float]:
        """The greatest ordinal in the titles of what was found, if at least three differ and the
        question has neither an ordinal nor a date: that there was a tenth meeting tells how many
        there were."""
        if self._counted or self._ordinals or self._facts.dates:
            return frozenset()
        titles = {hit.document.title: hit.document.language for hit in self._hits}
        counted = {
            frozenset(number.values)
            for title, language in titles.items()
            for number in facts(title, language).ordinals
        }
        return max(counted, key=max) if len(counted) >= _SERIES else frozenset()


def counted_in(question: str, language: str) -> Counted | None:
    """Return whose number a question asks for, such as states or companies; None if it asks for no
    number, or for that of other things."""
    *before, after = apart("amount", question, language)
    between = [text for text in before[1:][-1:] if len(text.split()) == 1]  # "wie viele … sind"
    told = (counted(" ".join(text.split()[:_COUNTED]), language) for text in (*between, after))
    return next(filter(None, told), None)
