"""From a question to what bears on it: each thing that it asks is looked for and weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, zip_longest

from assistant.calibration import Calibration, Detector, Intents
from assistant.conversation import Question, answers, last_answer, questions
from assistant.deciding.answerability import Evidence, Reads, answerable, ranked, weigh
from assistant.understanding.about import without_turns_on_itself
from assistant.understanding.anew import names_a_count, without_counts, without_dates, words_named
from assistant.understanding.asides import without_asides
from assistant.understanding.asking import only_asks_when, wanted
from assistant.understanding.comparing import asked_of_each, spoken_of
from assistant.understanding.courtesies import plain
from assistant.understanding.introduction import introduction
from assistant.understanding.membership import membership
from assistant.understanding.parts import FollowUp, Part, parts
from assistant.understanding.restating import asks_otherwise
from assistant.understanding.returning import followed
from assistant.understanding.sequel import asks_what_followed
from assistant.understanding.stating import as_stated
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.subject import is_of_the_forum, names_another, presumed
from vectorstore.passages import Document, Findings, Hit
from vectorstore.search import Search

FOUND = 8
"""How many passages an answer is made from, that is no timeline."""

_OVER_TIME = 24
"""So many are found for a timeline: what happened when is told in many documents."""

_SPOKEN = 3
"""In so many of the last answers what was just spoken of is looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a whole question, and for each thing that it asks."""

    whole: Findings
    parts: list[tuple[Part, Findings]]
    otherwise: dict[Part, Findings] = field(default_factory=dict)
    """The same for how else they may be meant."""

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


def what_is_asked(
    search: Search, question: Question, language: str, aside: Detector, wants: Intents
) -> Question:
    """Return a question without the courtesies and the asides around it, after the turns that it
    follows: none that were on the assistant itself, or that it goes back over."""
    text, history = followed(question.text, tuple(without_turns_on_itself(question.history)))
    question = replace(question, text=text, history=history)
    return without_asides(plain(question, language), language, search, aside, wants)


def look_for(
    search: Search, question: Question, restated: str, language: str, limit: int = FOUND
) -> Found:
    """Return what is found for a question: for each thing that it asks up to `limit` passages, or
    more if one is a timeline, and those beside the ones that lead: a question names what one
    section is about, and the next one answers it.

    `restated` is the question as it would be asked without its history.
    """
    topic = _topic(search, question, restated, language)
    asked = parts(question.text, language, question.history, topic)
    if len(asked) == 1:
        asked = _compared(search, question, language) or asked
    if any("timeline" in wanted(one.asking, language) for one in asked):
        limit = max(limit, _OVER_TIME)

    def find(readings: Sequence[str], cited: str = "") -> Findings:
        alone, *others = readings
        return search.find(
            alone,
            language,
            question.groups,
            question.filters,
            cited,
            about=lambda reading: presumed(reading, language),
            limit=limit,
            beside=True,
            readings=others,
        )

    cited = last_answer(question.history) if restated != question.text else ""
    if asked[0].is_more:  # of all that was told
        cited = "\n".join(answers(question.history))
    if len(asked) == 1:
        read = (restated, *asked[0].readings[1:])
        part = _as_stated(replace(asked[0], readings=read), language)
        part = replace(part, follow_up=_follow_up(part, question, restated, cited, language))
        whole = find(part.readings, cited)
        return Found(whole, [(part, whole)])
    several: list[tuple[Part, Findings]] = []
    for part in asked:
        part = _as_stated(_on_what_was_found(part, several), language)
        several.append((part, find(part.readings)))
    return Found(
        find([as_stated(restated, language)], cited),
        several,
        {part: find([part.otherwise]) for part, _ in several if part.otherwise},
    )


def _follow_up(
    part: Part, question: Question, restated: str, cited: str, language: str
) -> FollowUp:
    anew = _named_anew(question, language) if cited else frozenset()
    last = last_answer(question.history)
    if asks_otherwise(question.text, question.history):
        is_when = only_asks_when(question.text, language)
        return FollowUp(anew=anew, dated_by=last if is_when else "")
    leans = len(part.readings) > 1 and _leans(question.text, restated, language)
    return FollowUp(cited, anew, leans_on=last if leans else "")


def _named_anew(question: Question, language: str) -> frozenset[str]:
    """Return the words that a question names, and neither the Forum nor a question before does."""
    asked = {
        word for before in questions(question.history) for word in words_named(before, language)
    }
    named = words_named(question.text, language) - asked
    return frozenset(word for word in named if not is_of_the_forum(word, language))


def _compared(search: Search, question: Question, language: str) -> list[Part]:
    """Return the parts of a question that compares two things spoken of, one for each; none if it
    compares none."""
    asked, found = asked_of_each(question.text, language), []
    for about, history in spoken_of(question.text, question.history, language):
        then = replace(question, history=history)
        topic = _topic(search, then, about, language)
        on_it = [f"{about} {asked}"]
        if topic:
            # When a thing was is no question on what was asked of it ("How many states ...?").
            on_it = [*(on_it if asked == question.text else []), f"{topic}. {asked}"]
        found.append(Part(question.text, tuple(on_it), instead=asked))
    return found


def _leans(question: str, restated: str, language: str) -> bool:
    """Tell whether a later question is on what was just told: it names nobody, and no date or
    ordinal either, unless it has to be restated ("And in 2020?"), and asks for nothing that came
    after or before that."""
    told = facts(question, language)
    is_dated = restated == question and bool(told.dates or told.ordinals)
    is_elsewhere = asks_what_followed(question, language)
    return not is_dated and not is_elsewhere and not names_another(question, language)


def _on_what_was_found(part: Part, before: Sequence[tuple[Part, Findings]]) -> Part:
    """Return a part that leans on the part before it, read on what that found as well: "Who leads
    the Knowledge Hub, and what is its budget?"."""
    hits = before[-1][1].hits if before else ()
    stands_alone = part.instead or part.readings == (part.wording,)
    if not hits or stands_alone or len(part.readings) > 1:
        return part
    return replace(part, readings=(part.alone, f"{hits[0].document.title}. {part.wording}"))


def _topic(search: Search, question: Question, restated: str, language: str) -> str:
    """Return what was just spoken of: the title of the document that the last answer which quotes
    any, of three, quotes first; of an earlier one than the last nothing, if that is on another
    ordinal than the one that is asked about."""
    for place, answer in enumerate(answers(question.history)[:_SPOKEN]):
        if documents := search.quoted(answer, question.groups, question.filters):
            first = documents[0]
            if place and _is_on_another(first, restated, language):
                return ""
            asks = wanted(question.text, language)
            is_another = "latest" in asks or asks_what_followed(question.text, language)
            if is_another or names_a_count(question.text, language):  # "And the fifth?"
                return without_counts(first.title, first.language)
            if "time" in asks:  # or it would be known already
                return without_dates(first.title, first.language)
            return first.title
    return ""


def _is_on_another(document: Document, question: str, language: str) -> bool:
    asked = ordinals_asked_for(question, language)
    told = facts(document.title, document.language).ordinals
    return bool(asked and told) and not any(one.equals(each) for one in asked for each in told)


def _as_stated(part: Part, language: str) -> Part:
    before = part.alone.removesuffix(part.wording)
    if checked := membership(part.asking, language, before):
        return replace(part, readings=(checked.wording,), membership=checked)
    introduced = introduction(part.wording, language)
    if introduced and part.alone == part.wording:
        return replace(part, readings=(introduced,))
    stated = dict.fromkeys(as_stated(reading, language) for reading in part.readings)
    return replace(part, readings=tuple(stated))


def weigh_all(found: Found, reader: Reads | None, calibration: Calibration, today: date) -> Weighed:
    """Return what was found, weighed; the passages for several things are theirs in turn."""
    weighed: list[tuple[Part, list[Evidence]]] = []
    hits: list[list[Hit]] = []
    for part, each in found.parts:
        evidence = [
            one
            for one in weigh(each, reader, calibration, part.follow_up)
            if part.may_be_told_by(one.hit, one.sentence, today)
            and not (part.is_more and one.hit.passage.is_quoted(one.sentence, part.follow_up.cited))
        ]
        if part in found.otherwise and not answerable(evidence, calibration):
            other = weigh(found.otherwise[part], reader, calibration)
            untold = _untold(other, weighed, calibration)
            if answerable(untold, calibration):
                each, evidence = found.otherwise[part], untold
        weighed.append((part, evidence))
        hits.append(ranked(each.hits, evidence))
    in_turn = chain.from_iterable(zip_longest(*hits))
    return Weighed(weighed, tuple({hit.passage.id: hit for hit in in_turn if hit}.values()))


def _untold(
    evidence: Sequence[Evidence],
    before: Sequence[tuple[Part, list[Evidence]]],
    calibration: Calibration,
) -> list[Evidence]:
    """Return the evidence without what answers the parts before."""
    told = {
        (each[0].hit.passage.id, each[0].sentence)
        for _, each in before
        if answerable(each, calibration)
    }
    return [one for one in evidence if (one.hit.passage.id, one.sentence) not in told]
