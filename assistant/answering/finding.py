"""From a question to what bears on it: each thing that it asks is looked for and weighed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain, zip_longest

from assistant.answering.interpreting import Interpretation, read_after
from assistant.calibration import Calibration
from assistant.conversation import Question
from assistant.deciding.answerability import Evidence, answerable, ranked, weigh
from assistant.deciding.features import Reads
from assistant.deciding.following import following_up
from assistant.deciding.rows import may_ask_for_rows
from assistant.deciding.spoken import asks_of_somebody
from assistant.understanding.kinds.happening import asks_what_happened, with_each_year
from assistant.understanding.kinds.occurring import with_what_was_agreed
from assistant.understanding.kinds.sections import asked_section, is_headed
from assistant.understanding.kinds.stating import of_any_time, with_english_ordinals
from assistant.understanding.parts.part import Part
from assistant.understanding.phrases.asking import wanted
from assistant.wording.places import with_codes
from assistant.wording.subject import presumed
from assistant.wording.tables import has_rows, is_row
from vectorstore.findings import Findings, Hit
from vectorstore.query import Query
from vectorstore.quoting import NO_ANSWER, Quoting
from vectorstore.search import Search

FOUND = 8
"""How many passages an answer is made from, that is no timeline."""

_OVER_TIME = 24
"""So many are found for a timeline: what happened when is told in many documents."""

_OTHER_TIME = 30
"""What is taken (log-odds) from the weight of a row that is not of the time that is asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a whole question, and for each thing that it asks."""

    whole: Findings
    parts: list[tuple[Part, Findings]]
    otherwise: dict[Part, Findings] = field(default_factory=dict)
    """What was found for `Part.otherwise`, of the parts that have another meaning."""
    left: Sequence[Part] = ()
    """Further things, for which nothing was looked for: only so many are answered at a time."""

    def __iter__(self) -> Iterator[Findings]:
        yield self.whole
        yield from (each for _, each in self.parts)
        yield from self.otherwise.values()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What bears on each thing that is asked, the weightiest first, and all passages in order."""

    parts: list[tuple[Part, list[Evidence]]]
    hits: tuple[Hit, ...]

    @property
    def answerability(self) -> float | None:
        """The weight of the weightiest evidence, if there is any."""
        return max((each[0].weight for _, each in self.parts if each), default=None)


def texts_of(asked: Interpretation, language: str, today: date) -> list[str]:
    """Return the texts that are embedded when what a question asks is looked for, as far as they
    are known before anything is found."""
    each = [asked.readings, *(part.readings for part in asked.parts)]
    return [text for one in each for text in chain(*_query(one, language, today).readings)]


def look_for(
    search: Search,
    asked: Interpretation,
    question: Question,
    language: str,
    today: date,
    limit: int = FOUND,
) -> Found:
    """Return what is found for a question and for each thing that it asks: up to `limit` passages
    each, or more for a timeline, and the neighbours of the best ones. A question often names what
    one section is about, and the next section answers it.
    """
    if any(_is_over_time(part, language) for part in asked.parts):
        limit = max(limit, _OVER_TIME)

    def find(readings: Sequence[str], cited: Quoting = NO_ANSWER) -> Findings:
        query = replace(
            _query(readings, language, today),
            groups=question.groups,
            filters=question.filters,
            cited=cited,
            about=lambda reading: presumed(reading, language),
            headed=_headed(readings, language),
            goes_on=has_rows if may_ask_for_rows(readings[0], language) else None,
        )
        return search.find(query, limit, beside=True)

    if len(asked.parts) == 1:
        whole = find(asked.readings, asked.cited)
        return Found(whole, [(asked.parts[0], whole)])
    several: list[tuple[Part, Findings]] = []
    before: tuple[Hit, ...] = ()
    for part in asked.parts:
        part = read_after(part, before, language)
        found = find(part.readings)
        several.append((part, found))
        before = found.hits
    return Found(
        find(asked.readings, asked.cited),
        several,
        {part: find([part.otherwise]) for part, _ in several if part.otherwise},
        asked.left,
    )


def _is_over_time(part: Part, language: str) -> bool:
    return "timeline" in wanted(part.asking, language) or asks_what_happened(part.alone, language)


def _query(readings: Sequence[str], language: str, today: date) -> Query:
    alone, *others = readings

    def worded(reading: str) -> str:
        dated = with_each_year(of_any_time(reading, language), language, today)
        if asks_of_somebody(reading, language):  # notes of meetings have codes of states
            dated = with_codes(dated, language)
        return with_what_was_agreed(with_english_ordinals(dated, language), language)

    return Query(alone, language, others=others, worded=worded)


def weigh_all(found: Found, reader: Reads | None, calibration: Calibration, today: date) -> Weighed:
    """Return the evidence for each thing that is asked, and all passages in one order: the first of
    each thing, then the second of each, and so on.

    A thing that finds no answer, and that can be meant otherwise, is weighed by its other meaning.
    """
    weighed: list[tuple[Part, list[Evidence]]] = []
    hits: list[list[Hit]] = []
    for part, each in found.parts:
        evidence: list[Evidence] = []
        untold: list[Evidence] = []
        weighty = weigh(each, reader, calibration, part.follow_up)
        for one in following_up(weighty, part.follow_up, calibration):
            if part.is_more and one.is_quoted(part.follow_up.cited):
                continue
            if part.may_be_told_by(one, today):
                evidence.append(one)
            elif part.held_to and is_row(one.wording):  # a table is read as a whole
                untold.append(replace(one, weight=one.weight - _OTHER_TIME))
        evidence += untold
        if part in found.otherwise and not answerable(evidence, calibration):
            other = weigh(found.otherwise[part], reader, calibration)
            anew = _untold(other, weighed, calibration)
            if answerable(anew, calibration):
                each, evidence = found.otherwise[part], anew
        weighed.append((part, evidence))
        hits.append(ranked(each.hits, evidence))
    in_turn = chain.from_iterable(zip_longest(*hits))
    return Weighed(weighed, tuple({hit.passage.id: hit for hit in in_turn if hit}.values()))


def _headed(readings: Sequence[str], language: str) -> Callable[[str, str], bool] | None:
    """Return what tells whether a heading is of the section that a question asks for, if any."""
    asked = next(filter(None, (asked_section(one, language) for one in readings)), None)
    return asked and partial(is_headed, asked.kind)


def _untold(
    evidence: Sequence[Evidence],
    before: Sequence[tuple[Part, list[Evidence]]],
    calibration: Calibration,
) -> list[Evidence]:
    """Return the evidence without the sentences that already answer one of the parts before."""
    told = {
        (each[0].hit.passage.id, each[0].sentence)
        for _, each in before
        if answerable(each, calibration)
    }
    return [one for one in evidence if (one.hit.passage.id, one.sentence) not in told]
