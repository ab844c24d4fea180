"""Tells which sentences are on another ordinal ("the fourth meeting") than a question asks for, in
the 24 official EU languages. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.understanding.kinds.occurring import names_meeting
from assistant.wording.facts import facts, facts_of, ordinals_asked_for
from assistant.wording.facts.numbers import Number, clash
from assistant.wording.held import held_by
from vectorstore.dates import Month, months
from vectorstore.findings import AnyCandidate, Candidate, hits_of
from vectorstore.passages import Document
from vectorstore.terms import WORD, terms

_AFTER = 2
"""How many words after an ordinal may say what is counted: "digital companies"."""

_NEVER: Month = (0, 0)

_MEETING = "(meeting)"
"""A meeting in any language; no word has brackets."""


class Ordinals:
    """The ordinals of a question."""

    def __init__(self, question: str, language: str) -> None:
        self._question = question
        self._language = language
        self._ordinals = ordinals_asked_for(question, language)
        self._ordinal_of = {} if self._ordinals else _ordinal_of(question, language)

    def is_on_other_ordinals(self, said: Candidate) -> bool:
        """Tell whether sentence, title and headings have ordinals, and none of those asked for; by
        a word that may be no ordinal, one of the same things is asked for: "The sixth meeting
        spoke of the first report" is not on the first meeting. Across languages, meetings are the
        same thing."""
        around = said.hit.context
        if self._ordinals:
            told = facts_of(said).ordinals + facts(around, said.language).ordinals
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

    def lacks_ordinal(self, said: Candidate, found: Sequence[Candidate]) -> bool:
        """Tell whether a meeting is asked for by an ordinal that nothing found of the sentence's
        document has: "Delegations were asked to name their heads" is on no ninth meeting because it
        stands below "Preparation of the meeting". "Third countries" are no third ones."""
        if not any(one in self._ordinals for one in self._meetings):
            return False
        own = hits_of(one for one in found if one.hit.document.id == said.hit.document.id)
        told = (each for hit in own for each in facts(hit.in_context, said.language).ordinals)
        return not any(one.equals(number) for number in told for one in self._ordinals)

    def is_on_its_meeting(self, said: Candidate) -> bool:
        """Tell whether a meeting is asked for by an ordinal, and sentence, title or headings name
        one with that ordinal, in whatever language."""
        told = _ordinals_of(said.in_context, said.language)[_MEETING]
        return any(one.equals(number) for one in self._meetings for number in told)

    @cached_property
    def _meetings(self) -> list[Number]:
        return _ordinals_of(self._question, self._language)[_MEETING]


def _ordinal_of(question: str, language: str) -> dict[str, Number]:
    """Return the last ordinal that a question has of each thing."""
    return {thing: of_it[-1] for thing, of_it in _ordinals_of(question, language).items()}


def _ordinals_of(text: str, language: str) -> defaultdict[str, list[Number]]:
    """Return the ordinals of a text by the term of the word that each stands in front of, and those
    of meetings, perhaps "ministerial" ones, by one name for all languages."""
    found: defaultdict[str, list[Number]] = defaultdict(list)
    for number in facts(text, language).ordinals:
        _, *after = text[number.start :].split(maxsplit=_AFTER + 1)[: _AFTER + 1]
        things = terms(after[0], language) if after else []
        if names_meeting(" ".join(after), language):
            things = [*things, _MEETING]
        for thing in things:
            found[thing].append(number)
    return found


class _Titled(NamedTuple):
    """What a document's title has: an ordinal, if any, and words of the question; and the latest
    month that it or what was found below it names, if any."""

    counted: frozenset[float]
    said: frozenset[str]
    month: Month

    def comes_before(self, other: "_Titled") -> bool:
        """Tell whether another document is on a later one of the same: a meeting without a number
        is earlier by when it was."""
        if not self.said or not self.said <= other.said or not other.counted:
            return False
        if self.counted:
            return max(self.counted) < min(other.counted)
        return _NEVER < self.month < other.month


def of_the_last(
    question: str, language: str, there: Sequence[AnyCandidate], found: Sequence[Candidate]
) -> list[AnyCandidate]:
    """Return what stands in no document that another found one comes after: one with a greater
    ordinal in its title, and with all words of the question that this one's has. Who asks about the
    last meeting does not ask about the second, where a tenth was found."""
    words = {word for word in WORD.findall(question) if terms(word, language)}

    def titled(document: Document) -> _Titled:
        title, spoken = document.title, document.language
        first = facts(title, spoken).ordinals[:1]
        held = held_by(title, spoken)
        said = frozenset(word for word in words if held.holds_in(question, word, language))
        told = (one.wording for one in found if one.hit.document.id == document.id)
        named = months(title, spoken) or [each for text in told for each in months(text, spoken)]
        counted = next((number.values for number in first), frozenset())
        return _Titled(counted, said, max(named, default=_NEVER))

    documents = {one.hit.document.id: one.hit.document for one in found}
    known = {name: titled(document) for name, document in documents.items()}
    passed = {name for name, one in known.items() if any(map(one.comes_before, known.values()))}
    return [one for one in there if one.hit.document.id not in passed]
