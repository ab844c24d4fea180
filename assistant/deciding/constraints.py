"""What a question holds a sentence to, read without a model in the 24 official EU languages. Pure.

The embedding model's states hardly tell one ordinal, date or name from another, least of all across
languages; words do.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.understanding.asking import (
    Wanted,
    apart,
    counts_people,
    has_question_word,
    wanted,
)
from assistant.wording.dated import dates_of
from assistant.wording.facts import Facts, facts, ordinals_asked_for
from assistant.wording.facts.counted import MEMBERS, Counted, counted
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.facts.lexicon import says
from assistant.wording.facts.numbers import Number, clash
from assistant.wording.facts.relations import meets_any
from assistant.wording.held import Held, held_in
from assistant.wording.names import Name, listed, names, plain_form
from assistant.wording.places import each_place, places
from assistant.wording.subject import SUBJECT, is_of_the_forum
from vectorstore.dates import Date, Day
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.language import is_stop_word, words
from vectorstore.passages import Candidate, Document, Hit, context, embedded_text

_KINDS: frozenset[Wanted] = frozenset({"person", "time", "place", "amount"})
"""Kinds of things that can be seen in a sentence."""

_SENTENCE_END = re.compile(r"(?:(?<=[?!;])|(?<=[^\W\d_]{2}\.))\s")
"""Not after "3." or "m."."""

_MOST_NAMES = 4

_TELLING = 2
"""So many words of a longer name tell which it is."""

_NOUN = 2
"""Of so many words is what is counted: "How many digital companies"."""

_SERIES = 3
"""So many documents on the first, the second, the third of something make a series."""


class Constraints:
    """A question's ordinals and dates, whom it names and what kind of thing it asks for."""

    def __init__(self, question: str, language: str, hits: Sequence[Hit] = ()) -> None:
        """`hits` are what was found for the question."""
        self._hits = hits
        self._language = language
        self._held = Held(f"{question}\n{SUBJECT}", language)
        self._facts = facts(question, language)
        self._ordinals = ordinals_asked_for(question, language)
        self._kinds = _asked_for(question, language)
        self._counted = counted_in(question, language) if "amount" in self._kinds else None
        self._places = places(question, language)
        self._words = {word.casefold() for word in words(question)}
        self._besides: dict[str, int] = {}
        self._shared: dict[tuple[str, str], bool] = {}

    def is_on_other_ordinals(self, said: Candidate) -> bool:
        """Tell whether sentence, title and headings have ordinals, and none of those asked for."""
        if not self._ordinals:  # then no facts need to be read
            return False
        around = facts(context(said.hit.document, said.hit.passage.headings), said.language)
        return clash(self._ordinals, _stated(said).ordinals + around.ordinals)

    def is_on_other_dates(self, said: Candidate) -> bool:
        """Tell whether the sentence names dates, and none of those that are asked for: where only
        other documents that were found have a day in full, its month is none."""
        if not self._facts.dates:
            return False
        here = dates_of(said)
        return bool(here) and not any(
            meets_any(self._asked_as(date, said.hit.document), date) for date in here
        )

    def days_after_or_before(self, said: Candidate) -> list[Day]:
        """Return the dates, with a year, that the sentence names after or before one of the
        question's."""
        bounds = [date for date in self._facts.dates if date.relation]
        named = (date for date in dates_of(said) if date.year)
        return [one.known for one in named if meets_any(bounds, one)]

    def names_besides(self, document: Document) -> int:
        """Return how many names, up to four, a document's title has that neither the question nor
        the Forum has, in any language, nor most of what was found: it may be about somebody whom
        nobody asked about. Of a name of several words the question need not have all."""
        if document.id not in self._besides:
            whole = self._named_whole(document.title, document.language)
            besides = {
                name.word
                for name in self._held.lacks(document.title, document.language)
                if name.start not in whole
                and self._is_one(name, document.language)
                and not self._is_shared(name.word, document.language)
            }
            self._besides[document.id] = min(_MOST_NAMES, len(besides))
        return self._besides[document.id]

    def _named_whole(self, title: str, language: str) -> set[int]:
        """Return where the words of names in a title begin that follow so many which the question
        has, as tell which they are: "Knowledge Hub on Prevention of Radicalisation". What stands
        before these tells it from another one: the "Baltic Knowledge Hub"."""
        phrases: list[list[Name]] = []
        end = 0
        for name in names(title, language):
            if phrases and _joins(title[end : name.start], language):
                phrases[-1].append(name)
            else:
                phrases.append([name])
            end = name.end
        whole: set[int] = set()
        for phrase in phrases:
            told = [
                one.start
                for one in phrase
                if self._held.holds(one.word, language) and not is_of_the_forum(one.word, language)
            ]
            if len(told) >= _TELLING:
                whole.update(one.start for one in phrase if one.start > told[_TELLING - 1])
        return whole

    def kind_is_missing(self, said: Candidate) -> bool:
        """Tell whether the sentence has nothing of the kind that is asked for, beside what the
        question has itself."""
        told = []
        if "time" in self._kinds:
            told += [
                not any(date.within(one) for one in self._facts.dates) for date in dates_of(said)
            ]
        if "amount" in self._kinds:
            told += [
                not any(number.values & one.values for one in self._facts.numbers)
                for number in _stated(said).numbers
                if number.unit != "ordinal" and self._may_count(number, said)
            ]
            told += [
                bool(number.values & self._last_of_series) for number in _stated(said).ordinals
            ]
            told.append(self.lists_them(said))
        if "place" in self._kinds:
            told.append(bool(places(said.wording, said.language) - self._places))
            told.append(says("remotely", said.wording, said.language))  # by video is a place, too
        if "person" in self._kinds:
            told += [
                name.sure and name.word.casefold() not in self._words
                for name in names(said.wording, said.language)
            ]
        if any(told):
            return False
        if "person" in self._kinds and counts_people(said.wording, said.language):
            return False
        return bool(self._kinds)

    def _may_count(self, number: Number, said: Candidate) -> bool:
        """Tell whether a number counts no others than are asked for: "21 Member States" says
        nothing of how many companies there are."""
        told = counted(said.wording, said.language, number.start)
        return None in (self._counted, told) or told == self._counted

    def lists_them(self, said: Candidate) -> bool:
        """Tell whether the sentence lists, by name, any of those who are to be counted, beside
        those whom the question names: states, or what are none."""
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

    def _asked_as(self, date: Date, of: Document) -> list[Date]:
        """Return the dates that are asked for and that a document's date may be, as it is named."""
        if date.day:
            return self._facts.dates
        return [
            one
            for one in self._facts.dates
            if not (told := self._told_on[one.known]) or of.id in told
        ]

    @cached_property
    def _told_on(self) -> dict[Day, set[str]]:
        """The documents found that name in full a day on which something is asked for, by the day;
        no other dates that are asked for have any."""
        told = {one.known: set[str]() for one in self._facts.dates}
        days = {one.known for one in self._facts.dates if one.day and not one.relation}
        for hit in self._hits if days else ():
            text = embedded_text(hit.document, hit.passage)
            for date in facts(text, hit.document.language).dates:
                if date.known in days:
                    told[date.known].add(hit.document.id)
        return told

    @cached_property
    def _last_of_series(self) -> frozenset[float]:
        """The greatest ordinal in the titles of what was found, if these are on several of what is
        counted and the question on none: the tenth meeting tells how many there were."""
        if self._counted or self._ordinals or self._facts.dates:
            return frozenset()
        titles = {hit.document.title: hit.document.language for hit in self._hits}
        counted = {
            frozenset(number.values)
            for title, language in titles.items()
            for number in facts(title, language).ordinals
        }
        return max(counted, key=max) if len(counted) >= _SERIES else frozenset()

    def _is_shared(self, word: str, language: str) -> bool:
        """Tell whether more than half of the documents that were found hold a name: they are all
        about it, so that it tells none of them from the others."""
        key = word, language
        if key not in self._shared:
            documents = {hit.document.id for hit in self._hits}
            holding = {hit.document.id for hit in self._hits if held_in(hit).holds(word, language)}
            self._shared[key] = 2 * len(holding) > len(documents)
        return self._shared[key]

    def _is_one(self, name: Name, language: str) -> bool:
        """Tell whether it is a name that the question would have. One that is a word ("Crisis
        Response Framework") is another word in another language; in German, every noun is written
        like a name."""
        if language == self._language and language not in ALL_NOUNS:
            return name.sure
        return (name.sure or language in ALL_NOUNS) and not is_word(name.word, language)


def _asked_for(question: str, language: str) -> frozenset[Wanted]:
    """Return the kinds of things that a question asks for; a follow-up is asked last, after what it
    leaves unsaid ("And in 2024?")."""
    for sentence in reversed(_SENTENCE_END.split(question)):
        told = wanted(sentence, language) & {*_KINDS, "reason"}
        if told or has_question_word(sentence, language):
            return told & _KINDS
    return frozenset()


def counted_in(question: str, language: str) -> Counted | None:
    """Return of whom a question asks how many there are."""
    *before, after = apart("amount", question, language)
    between = [text for text in before[1:][-1:] if len(text.split()) == 1]  # "wie viele … sind"
    told = (counted(" ".join(text.split()[:_NOUN]), language) for text in (*between, after))
    return next(filter(None, told), None)


def _joins(between: str, language: str) -> bool:
    """Tell whether what stands between two words of a title makes one name of them: nothing, or
    small words, but no "and"."""
    small = re.sub(rf"\b(?:{ands_and_ors(language)})\b", "+", between, flags=re.IGNORECASE)
    joining = [word for word in small.split() if word.strip("-’'")]
    return all(is_stop_word(word, language) for word in joining)


def _stated(said: Candidate) -> Facts:
    return facts(said.wording, said.language)
