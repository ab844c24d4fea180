"""What deciding and composing look for in one thing that is asked."""

from collections.abc import Sequence
from functools import cached_property

from assistant.deciding.answerability import Evidence
from assistant.deciding.checks import Check, check
from assistant.deciding.definitions import Definition, definition, is_introduced
from assistant.deciding.details import Details
from assistant.deciding.following import documents_quoted
from assistant.deciding.headed import lacks_part, under_heading
from assistant.deciding.naming import Holds, elsewhere, named, several
from assistant.deciding.numbered_parts import numbered_parts
from assistant.deciding.ordinals import Ordinals, of_the_last
from assistant.deciding.rows import Rows, all_to_compare, rows_asked_for
from assistant.deciding.spoken import asks_of_somebody, is_told_in_prose
from assistant.deciding.times import Times
from assistant.deciding.titles import Titles
from assistant.understanding.follow_ups.sequel import asks_what_followed
from assistant.understanding.kinds.happening import (
    PLANNED,
    asks_for_news,
    asks_what_happened,
)
from assistant.understanding.kinds.occurring import asks_remote
from assistant.understanding.kinds.sections import asked_section
from assistant.understanding.parts.part import Part
from assistant.understanding.phrases.asking import Wanted, has_question_word, said_beside, wanted
from assistant.understanding.phrases.framing import points_wanted, sentences_wanted
from assistant.wording.akin import shared_by
from assistant.wording.facts import facts
from assistant.wording.facts.hours import hours_asked
from assistant.wording.held import held_by
from assistant.wording.subject import is_of_the_forum, named_besides
from assistant.wording.superseded import asks_what_changed
from vectorstore.dates import Day
from vectorstore.terms import WORD, terms


class Asked:
    """One thing that is asked, as it is worded and as it stands alone; what it looks for is read
    when that is first of use."""

    def __init__(self, part: Part, language: str) -> None:
        self.part = part
        self.language = language
        self._rows: dict[object, Rows | None] = {}

    @cached_property
    def wanted(self) -> frozenset[Wanted]:
        """The kinds of things that it asks for; if only more is asked for, an overview."""
        if self.part.is_more:
            return frozenset({"overview"})
        return wanted(self.part.asking, self.language)

    @cached_property
    def has_question_word(self) -> bool:
        """Whether it has a question word; one that has none ("Was it in 2015?") checks something,
        as a rule: see `check`."""
        return has_question_word(self.part.asking, self.language)

    @cached_property
    def remote(self) -> bool:
        """Whether it is on meetings that took place online."""
        return asks_remote(self.part.asking, self.language)

    @cached_property
    def sentences(self) -> int | None:
        """How many sentences it asks an overview in, if it says so."""
        return sentences_wanted(self.part.asking, self.language)

    @cached_property
    def in_points(self) -> bool:
        """Whether it asks an overview in points."""
        return points_wanted(self.part.asking, self.language)

    @cached_property
    def definition(self) -> Definition | None:
        """The one thing, or the person, that it asks the definition of."""
        return definition(self.part.asking, self.part.alone, self.language)

    @cached_property
    def check(self) -> Check | None:
        """What it checks, if it asks for nothing else."""
        return check(self.part.asking, self.part.alone, self.language)

    @cached_property
    def several(self) -> Sequence[Holds]:
        """A test for each thing of a kind of which it names several ("2021 and 2024")."""
        return several(self.part.alone, self.language)

    @cached_property
    def names(self) -> Sequence[Holds]:
        """A test for each name in it."""
        return named(self.part.alone, self.language)

    @cached_property
    def counts(self) -> bool:
        """Whether it has an ordinal: "the third meeting"."""
        return bool(facts(self.part.alone, self.language).ordinals)

    @cached_property
    def dated(self) -> bool:
        """Whether it has a date."""
        return bool(facts(self.part.alone, self.language).dates)

    @cached_property
    def names_day(self) -> bool:
        """Whether it has a date with its day."""
        return any(date.day for date in facts(self.part.alone, self.language).dates)

    @cached_property
    def is_on_last(self) -> bool:
        """Whether it is on the last of its kind, and on one: no overview, and not on the last one
        before a date."""
        return "latest" in self.wanted and not (
            "overview" in self.wanted or self.dated or self.counts
        )

    @cached_property
    def what_happened(self) -> bool:
        """Whether it asks for whatever happened at a time, or of late."""
        return asks_what_happened(self.part.alone, self.language)

    @cached_property
    def news(self) -> bool:
        """Whether it asks for whatever happened of late."""
        return self.what_happened and asks_for_news(self.part.alone, self.language)

    @cached_property
    def plans(self) -> bool:
        """Whether it asks for whatever is to come."""
        return self.part.alone == PLANNED

    @cached_property
    def what_changed(self) -> bool:
        """Whether it asks what changed."""
        return asks_what_changed(self.part.asking, self.language)

    @cached_property
    def times(self) -> Times:
        """The times that it asks about."""
        return Times(self.part.alone, self.language, of_events=self.what_happened)

    @cached_property
    def hours(self) -> set[tuple[int, int]]:
        """The hours in it: "at 14:32"."""
        return hours_asked(self.part.alone)

    @cached_property
    def ordinals(self) -> Ordinals:
        """The ordinals in it."""
        return Ordinals(self.part.alone, self.language)

    @cached_property
    def details(self) -> Details:
        """The details that an answer to it gives."""
        return Details(self.part.alone, self.language)

    @cached_property
    def elsewhere(self) -> Holds:
        """A test for whether a sentence is on somebody else."""
        return elsewhere(self.part.alone, self.language)

    @cached_property
    def is_of_somebody(self) -> bool:
        """Whether it asks what somebody said or has to do."""
        return asks_of_somebody(self.part.alone, self.language)

    @cached_property
    def is_for_status(self) -> bool:
        """Whether it asks which actions are open, or done."""
        section = asked_section(self.part.alone, self.language)
        return section is not None and section.status is not None

    def under_heading(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return what stands under the heading that it asks for, as it stands alone or, of a
        follow-up, as it is read on what was spoken of, in a document that it is on. Plans are asked
        for in the words of a heading ("Next steps"), however they are read."""
        on = documents_quoted(evidence, self.part.follow_up.stays_with)
        told = [one for one in evidence if not on or one.hit.document.id in on]
        readings = self.part.readings
        read = (self.part.wording,) if self.plans else (*readings, self.part.wording)
        found = (under_heading(one, self.language, told, self.part.asking) for one in read)
        there = next(filter(None, found), [])
        if there and self.is_of_somebody and is_told_in_prose(evidence[0], there):
            return []
        if there and self.is_on_last:
            return of_the_last(self.part.alone, self.language, there, evidence)
        return there

    def numbered_parts(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the first sentence of each part of a paper, if it asks for all that are called so:
        "Option 1"."""
        return numbered_parts(self.part.alone, self.language, evidence)

    def rows(self, evidence: Sequence[Evidence]) -> Rows | None:
        """Return the rows of a table that it asks for, as far as the evidence has them. What sounds
        like a definition ("What is the status of action 2?") asks for none that are not certain."""
        if self.check or not evidence:
            return None
        found = tuple((one.hit.passage.id, one.sentence.start, one.weight) for one in evidence)
        if found not in self._rows:
            self._rows[found] = self._rows_in(evidence)
        rows = self._rows[found]
        return rows if rows and (rows.is_certain or not self.definition) else None

    def rows_to_compare(self, evidence: Sequence[Evidence]) -> Rows | None:
        """Return all rows of a table, if one of them is asked for by what it has most or least of,
        and it is not known which."""
        return all_to_compare(self.part.alone, self.language, evidence)

    def _rows_in(self, evidence: Sequence[Evidence]) -> Rows | None:
        alone, wording = self.part.alone, self.part.wording
        said = {*WORD.findall(wording)}
        # What stands alone may be without "last". A membership is read in words of its own.
        needed = (one.word for one in named_besides(alone, self.language))
        is_whole = {*(needed if self.part.membership else WORD.findall(alone))} <= said
        return rows_asked_for(wording if is_whole else alone, self.language, evidence)

    def lacks_part(self, one: Evidence) -> bool:
        """Tell whether it asks what a part with a number says, and a sentence is not on that."""
        return self.has_question_word and lacks_part(self.part.alone, self.language, one)

    def next_days(self, one: Evidence) -> list[Day]:
        """Return the dates in a sentence that lie after (or before) what was told; none if it does
        not ask what came next (or before)."""
        return self.times.days_after_or_before(one) if self._is_sequel else []

    def in_time(self, one: Evidence) -> bool:
        """Tell whether a sentence names no dates, or at least one that it asks about."""
        return not self.times.is_on_other_dates(one)

    def counted(self, one: Evidence) -> bool:
        """Tell whether a sentence is on no other ordinal ("the fourth meeting")."""
        return not self.ordinals.is_on_other_ordinals(one)

    def words_in(self, one: Evidence) -> int:
        """Return how many of its telling words a sentence in its language has; 0 in another one."""
        return shared_by(self.telling, one, self.language)

    def has_its_words(self, one: Evidence) -> bool:
        """Tell whether a sentence in its language has each of its telling words."""
        return 0 < len(self.telling) == self.words_in(one)

    def is_title_of(self, one: Evidence) -> bool:
        """Tell whether the title of a sentence's document has each of its telling words or, where
        all of them ask ("the briefing"), each of these."""
        called = self.telling or set(terms(self.part.alone, self.language))
        told = set(terms(one.hit.document.title, one.language))
        return one.language == self.language and bool(called) and called <= told

    @cached_property
    def telling(self) -> set[str]:
        """Its words beside those that ask."""
        return set(said_beside(self.wanted, self.part.alone, self.language))

    def names_any(self, text: str, language: str) -> bool:
        """Tell whether it has any telling word of a text, the Forum's name aside, in whatever
        language."""
        held = held_by(self.part.alone, self.language)
        return any(
            held.holds_in(text, word, language)
            for word in WORD.findall(text)
            if terms(word, language) and not is_of_the_forum(word, language)
        )

    def introduced(self, evidence: Sequence[Evidence]) -> bool:
        """Tell whether it asks for a definition, and anything found gives it, however little that
        weighs."""
        titles = Titles(self.part.alone, self.language)
        return self.definition is not None and is_introduced(self.definition, titles, evidence)

    @cached_property
    def _is_sequel(self) -> bool:
        return asks_what_followed(self.part.asking, self.language)
