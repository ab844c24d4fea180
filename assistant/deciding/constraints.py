"""What a question holds a sentence to, read without a model in the 24 official EU languages. Pure.

The embedding model's states hardly tell one ordinal, date or name from another, least of all across
languages; words do.
"""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import dropwhile, takewhile

from assistant.understanding.asking import (
    Wanted,
    apart,
    counts_people,
    has_question_word,
    wanted,
)
from assistant.understanding.occurring import names_meeting
from assistant.wording.dated import dates_of, days_over
from assistant.wording.facts import Facts, facts, ordinals_asked_for
from assistant.wording.facts.attributes import asks_price, attributes_asked
from assistant.wording.facts.counted import MEMBERS, Counted, counted
from assistant.wording.facts.enumeration import ands_and_ors
from assistant.wording.facts.lengths import asks_deadline, tells_length
from assistant.wording.facts.lexicon import says
from assistant.wording.facts.numbers import Number, clash
from assistant.wording.facts.relations import meets_any
from assistant.wording.held import Held, held_in
from assistant.wording.names import Name, is_title_case, listed, names, plain_form
from assistant.wording.places import each_place, places
from assistant.wording.subject import SUBJECT, is_of_the_forum
from vectorstore.dates import Date, Day, Relation
from vectorstore.dictionaries import ALL_NOUNS, is_word
from vectorstore.passages import Candidate, Document, Hit, context, embedded_text
from vectorstore.terms import WORD, is_stop_word, terms, words

_LASTING: frozenset[Relation] = frozenset({"since", "until", "by"})
"""How what is said lies to a date that tells how long it lasts."""

_KINDS: frozenset[Wanted] = frozenset({"person", "time", "place", "amount"})
"""Kinds of things that can be seen in a sentence."""

_SENTENCE_END = re.compile(r"(?:(?<=[?!;])|(?<=[^\W\d_]{2}\.))\s")
"""Not after "3." or "m."."""

_MOST_NAMES = 4
_MOST_IN_TITLE_CASE = 1
"""How many names of a title count that writes all its words like names."""

_TELLING = 2
"""How many words of a longer name are enough to tell which it is."""

_NOUN = 2
"""How many words after "how many", or an ordinal, may say what is counted: "digital companies"."""

_MEETING = "(meeting)"
"""A meeting in any language; no word has brackets."""

_SERIES = 3
"""How many titles with different ordinals ("first meeting", "second meeting") make a series."""


class Constraints:
    """A question's ordinals and dates, whom it names and what kind of thing it asks for."""

    def __init__(
        self,
        question: str,
        language: str,
        hits: Sequence[Hit] = (),
        widespread: Set[str] = frozenset(),
    ) -> None:
        """`hits` are what was found for the question, and `widespread` the words of their titles
        that much of the library holds."""
        self._hits = hits
        self._question = question
        self._widespread = widespread
        self._language = language
        self._held = Held(f"{question}\n{SUBJECT}", language)
        self._facts = facts(question, language)
        self._ordinals = ordinals_asked_for(question, language)
        self._ordinal_of = {} if self._ordinals else _ordinal_of(question, language)
        asking = _asking(question, language)
        self._kinds = wanted(asking, language) & _KINDS
        self._asks_how_long = "lasting" in attributes_asked(asking, language)
        # Money, and no share of it: what rises by 4 % has no price by that.
        self._asks_price = asks_price(asking, language)
        self._may_be_length = self._asks_how_long or asks_deadline(asking, language)
        self._counted = counted_in(question, language) if "amount" in self._kinds else None
        self._places = places(question, language)
        self._words = {word.casefold() for word in words(question)}
        self._terms = set(terms(question, language))
        self._besides: dict[str, int] = {}
        self._shared: dict[tuple[str, str], bool] = {}

    def is_on_other_ordinals(self, said: Candidate) -> bool:
        """Tell whether sentence, title and headings have ordinals, and none of those asked for; by
        a word that may be no ordinal, one of the same things is asked for: "The sixth meeting
        spoke of the first report" is not on the first meeting. Across languages, meetings are the
        same thing."""
        around = context(said.hit.document, said.hit.passage.headings)
        if self._ordinals:
            told = _stated(said).ordinals + facts(around, said.language).ordinals
            return clash(self._ordinals, told)
        if self._ordinal_of:
            there = f"{around}\n{said.wording}"
            told_of = _ordinals_of(there, said.language)
            return any(
                clash([one], told_of[thing])
                for thing, one in self._ordinal_of.items()
                if thing == _MEETING or said.language == self._language
            )
        return False

    def is_on_other_dates(self, said: Candidate) -> bool:
        """Tell whether the sentence names dates, and none of those that are asked for, nor stands
        below such a day alone: "To be sent by 30 April" in "Minutes of 22 January 2026".

        A bare month does not meet a day in that month, if other documents that were found have the
        day in full and the sentence's own document has not.
        """
        if not self._facts.dates:
            return False
        here = dates_of(said)
        over = _own_days(said) or days_over(said)
        alone = over if len(over) == 1 else []
        return bool(here) and not any(
            meets_any(self._asked_as(date, said.hit.document), date) for date in (*here, *alone)
        )

    def is_of_another_day(self, said: Candidate) -> bool:
        """Tell whether the sentence names no dates and stands below a day ("Minutes of 13 May
        2025") that is none of those asked for."""
        if not self._facts.dates or dates_of(said):
            return False
        over = _own_days(said) or days_over(said)
        return bool(over) and not any(meets_any(self._facts.dates, day) for day in over)

    def lacks_ordinal(self, said: Candidate, found: Sequence[Candidate]) -> bool:
        """Tell whether a meeting is asked for by an ordinal that nothing found of the sentence's
        document has: "Delegations were asked to name their heads" is on no ninth meeting because it
        stands below "Preparation of the meeting". "Third countries" are no third ones."""
        if not any(one in self._ordinals for one in self._meetings):
            return False
        own = {
            one.hit.passage.id: one.hit
            for one in found
            if one.hit.document.id == said.hit.document.id
        }
        told = (
            number
            for hit in own.values()
            for number in facts(embedded_text(hit.document, hit.passage), said.language).ordinals
        )
        return not any(one.equals(number) for number in told for one in self._ordinals)

    @cached_property
    def _meetings(self) -> list[Number]:
        return _ordinals_of(self._question, self._language)[_MEETING]

    def days_after_or_before(self, said: Candidate) -> list[Day]:
        """Return the dates, with a year, that the sentence names after or before one of the
        question's."""
        bounds = [date for date in self._facts.dates if date.relation]
        named = (date for date in dates_of(said) if date.year)
        return [one.known for one in named if meets_any(bounds, one)]

    def names_besides(self, document: Document) -> int:
        """Return how many names in a document's title are new, each of however many words, four at
        most: they stand neither in the question nor in the Forum's name, in any language, nor in
        most of what was found, nor in much of the library. The document may then be about somebody
        whom nobody asked about. Of a title in Title Case one counts at most.
        """
        if document.id not in self._besides:
            title, language = document.title, document.language
            lacking = {name.start for name in self._held.lacks(title, language)}
            besides = (
                any(
                    name.start in lacking
                    and self._is_one(name, language)
                    and not self._is_shared(name.word, language)
                    for name in self._unnamed(together, title, language)
                )
                for together in _together(title, language)
            )
            most = _MOST_IN_TITLE_CASE if is_title_case(title, language) else _MOST_NAMES
            self._besides[document.id] = min(most, sum(besides))
        return self._besides[document.id]

    def _unnamed(self, together: Sequence[Name], title: str, language: str) -> Sequence[Name]:
        """Return the words of a name without those that follow so many which the question has, as
        tell whose it is: "Knowledge Hub on Prevention of Radicalisation". What stands before these
        tells it from another one: the "Baltic Knowledge Hub". An acronym in brackets after it tells
        by itself whose it is."""
        if any(_is_in_brackets(one, title) and self._is_known(one, language) for one in together):
            return []
        told = [
            place
            for place, one in enumerate(together)
            if self._held.holds(one.word, language) and not is_of_the_forum(one.word, language)
        ]
        return together[: told[_TELLING - 1]] if len(told) >= _TELLING else together

    def kind_is_missing(self, said: Candidate) -> bool:
        """Tell whether the sentence lacks the kind of thing that is asked for: a person, a time, a
        place or an amount that the question does not have itself. A date alone is not how long
        something lasts; a deadline may be either."""
        told = []
        if "time" in self._kinds:
            told += [
                not any(date.within(one) for one in self._facts.dates)
                for date in dates_of(said)
                if not self._asks_how_long or date.relation in _LASTING
            ]
            told.append(self._may_be_length and tells_length(said.wording, said.language))
        if "amount" in self._kinds:
            told += [
                not any(number.values & one.values for one in self._facts.numbers)
                for number in _stated(said).numbers
                if number.unit != "ordinal"
                and not (self._asks_price and number.unit == "%")
                and self._may_count(number, said)
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
                name.sure and not self._has_word(name.word, said.language)
                for name in names(said.wording, said.language)
            ]
        if any(told):
            return False
        if "person" in self._kinds and counts_people(said.wording, said.language):
            return False
        return bool(self._kinds)

    def _has_word(self, word: str, language: str) -> bool:
        """Tell whether the question has a word, in whatever form: "The Chair" does not say who
        "chaired"."""
        if word.casefold() in self._words:
            return True
        stems = set(terms(word, language)) if language == self._language else set()
        return bool(stems) and stems <= self._terms

    def _may_count(self, number: Number, said: Candidate) -> bool:
        """Tell whether a number counts no others than are asked for: "21 Member States" says
        nothing of how many companies there are."""
        told = counted(said.wording, said.language, number.start)
        return None in (self._counted, told) or told == self._counted

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

    def _asked_as(self, date: Date, of: Document) -> list[Date]:
        """Return the dates of the question that a date in a document may mean. A date without a day
        may not mean one that only other documents have in full."""
        if date.day:
            return self._facts.dates
        return [
            one
            for one in self._facts.dates
            if not (told := self._told_on[one.known]) or of.id in told
        ]

    @cached_property
    def _told_on(self) -> dict[Day, set[str]]:
        """For each date of the question the ids of the documents found that name that very day;
        empty for a date that is no single day."""
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

    def _is_known(self, acronym: Name, language: str) -> bool:
        """Tell whether the question or much of the library has an acronym, and not as the Forum has
        "EU" in its name."""
        word = acronym.word
        has_it = self._held.holds(word, language) or self._is_shared(word, language)
        return has_it and not is_of_the_forum(word, language)

    def _is_shared(self, word: str, language: str) -> bool:
        """Tell whether more than half of the documents that were found hold a name, or much of the
        library: they are all about it, so that it tells none of them from the others."""
        if word.casefold() in self._widespread:
            return True
        key = word, language
        if key not in self._shared:
            documents = {hit.document.id for hit in self._hits}
            holding = {hit.document.id for hit in self._hits if held_in(hit).holds(word, language)}
            self._shared[key] = 2 * len(holding) > len(documents)
        return self._shared[key]

    def _is_one(self, name: Name, language: str) -> bool:
        """Tell whether a name in a title would stand in a question about it in the same form.

        One made of common words ("Crisis Response Framework") would be translated, so that it
        counts only in the question's own language; in German, where every noun is written like a
        name, not even there.
        """
        if language == self._language and language not in ALL_NOUNS:
            return name.sure
        return (name.sure or language in ALL_NOUNS) and not is_word(name.word, language)


def _own_days(said: Candidate) -> list[Date]:
    """Return the days of the meeting in the title of a sentence's document, if a heading over it is
    on another meeting: what is said below "Follow-up to the meeting of 18 September" was said at
    that of the title."""
    language, title = said.language, said.hit.document.title
    is_below_another = any(_is_on_meeting(one, language) for one in said.hit.passage.headings)
    if not (is_below_another and names_meeting(title, language)):
        return []
    return [date for date in facts(title, language).dates if all(date.known)]


def _is_on_meeting(heading: str, language: str) -> bool:
    """Tell whether a heading says what of a meeting it is on ("Preparation of the meeting"), and is
    not that of the meeting itself: a small word joins the two."""
    said = list(takewhile(lambda word: not names_meeting(word, language), WORD.findall(heading)))
    telling = list(dropwhile(lambda word: word.isdigit() or is_stop_word(word, language), said))
    joins = any(is_stop_word(word, language) for word in telling)
    return joins and names_meeting(heading, language)


def _asking(question: str, language: str) -> str:
    """Return the last sentence which asks anything: a restated follow-up comes after the sentences
    that it leans on."""
    for sentence in reversed(_SENTENCE_END.split(question)):
        if wanted(sentence, language) & {*_KINDS, "reason"} or has_question_word(
            sentence, language
        ):
            return sentence
    return ""


def counted_in(question: str, language: str) -> Counted | None:
    """Return whose number a question asks for, such as states or companies; None if it asks for no
    number, or for that of other things."""
    *before, after = apart("amount", question, language)
    between = [text for text in before[1:][-1:] if len(text.split()) == 1]  # "wie viele … sind"
    told = (counted(" ".join(text.split()[:_NOUN]), language) for text in (*between, after))
    return next(filter(None, told), None)


def _together(title: str, language: str) -> list[list[Name]]:
    """Return the names of a title, each with all its words, and the acronym that follows it."""
    found: list[list[Name]] = []
    end = 0
    for name in names(title, language):
        if found and _joins(title[end : name.start].rstrip("("), language):
            found[-1].append(name)
        else:
            found.append([name])
        end = name.end
    return found


def _joins(between: str, language: str) -> bool:
    """Tell whether what stands between two words of a title makes one name of them: nothing, small
    words, or a single one without a capital ("Network against Fraud"), but no "and"."""
    small = re.sub(rf"\b(?:{ands_and_ors(language)})\b", "+", between, flags=re.IGNORECASE)
    joining = [word for word in small.split() if word.strip("-’'")]
    if len(joining) == 1 and joining[0].isalpha():
        return True
    return all(is_stop_word(word, language) for word in joining)


def _is_in_brackets(name: Name, title: str) -> bool:
    """Tell whether a word of a title is an acronym in brackets."""
    around = title[name.start - 1 : name.start] + title[name.end : name.end + 1]
    return around == "()" and name.word.isupper()


def _ordinal_of(question: str, language: str) -> dict[str, Number]:
    """Return the last ordinal that a question has of each thing."""
    return {thing: of_it[-1] for thing, of_it in _ordinals_of(question, language).items()}


def _ordinals_of(text: str, language: str) -> defaultdict[str, list[Number]]:
    """Return the ordinals of a text by the term of the word that each stands in front of, and those
    of meetings, perhaps "ministerial" ones, by one name for all languages."""
    found: defaultdict[str, list[Number]] = defaultdict(list)
    for number in facts(text, language).ordinals:
        _, *after = text[number.start :].split(maxsplit=_NOUN + 1)[: _NOUN + 1]
        things = terms(after[0], language) if after else []
        if names_meeting(" ".join(after), language):
            things = [*things, _MEETING]
        for thing in things:
            found[thing].append(number)
    return found


def _stated(said: Candidate) -> Facts:
    return facts(said.wording, said.language)
