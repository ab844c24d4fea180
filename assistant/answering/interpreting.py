"""From a message to the things that it asks, each as it is looked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from assistant.calibration import Detector, Intents
from assistant.conversation import Question, answers, last_answer, last_with_sources, questions
from assistant.sentences import is_said
from assistant.understanding.follow_ups.ellipsis import contrasted
from assistant.understanding.follow_ups.restating import asks_otherwise
from assistant.understanding.follow_ups.sequel import asks_what_followed
from assistant.understanding.follow_ups.substituting import without_counts, without_dates
from assistant.understanding.kinds.happening import PLANNED, asks_for_plans
from assistant.understanding.kinds.introduction import introduction
from assistant.understanding.kinds.membership import (
    BELONGING_TO,
    checks_to_what_it_belongs,
    membership,
)
from assistant.understanding.kinds.stating import as_stated
from assistant.understanding.message.capitals import with_capitals
from assistant.understanding.message.courtesies import plain
from assistant.understanding.message.spelling import mended
from assistant.understanding.parts.asides import with_statements, without_asides
from assistant.understanding.parts.comparing import asked_of_each, spoken_of
from assistant.understanding.parts.dividing import MOST, parts
from assistant.understanding.parts.listing import with_items_on_lines
from assistant.understanding.parts.part import FollowUp, Part
from assistant.understanding.phrases.asking import only_asks_when, wanted, without_opening
from assistant.understanding.phrases.framing import without_purpose
from assistant.understanding.phrases.named import WORD, names_a_count, words_named
from assistant.understanding.turns.retelling import asked_of_documents, without_manner
from assistant.understanding.turns.returning import followed
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.deictic import dated
from assistant.wording.facts.numbers import clash
from assistant.wording.subject import is_of_the_forum, names_another
from vectorstore.acronyms import short_forms
from vectorstore.findings import Hit
from vectorstore.passages import Document
from vectorstore.quoting import NO_ANSWER, Quoting
from vectorstore.search import Search

_SPOKEN = 3
"""In so many of the last answers what was just spoken of is looked for."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a question asks."""

    readings: tuple[str, ...]
    """The ways to read all of it; of one that asks one thing, those of that."""
    parts: list[Part]
    """The things that it asks. Of several, each is yet to be read after what the one before it
    finds."""
    cited: Quoting
    """The answer that it follows up; all that were, if more is asked for; empty if it follows
    none."""
    left: list[Part] = field(default_factory=list)
    """The things that it asks beyond as many as are answered at a time."""


def what_is_asked(
    search: Search, question: Question, language: str, aside: Detector, wants: Intents, today: date
) -> Question:
    """Return a question as it is looked for, with the history that it follows.

    In the question, spelling and capitals of names are mended; courtesies, asides, what the answer
    is wanted for and how it is to be told are dropped; lists get a line for each item, and "last
    year" becomes a date. From the history go turns about the assistant itself, and those after the
    one that the question goes back to ("Back to the protocol: who backs it?"); a statement in it is
    marked with its subject (`Turn.on`).
    """
    question = replace(question, history=asked_of_documents(question.history, language))
    question = _reworded(question, lambda text: without_manner(text, language))
    vocabulary, groups = search.vocabulary, question.groups
    question = _reworded(question, lambda text: mended(text, language, vocabulary, groups))
    question = _reworded(question, lambda text: with_capitals(text, language, vocabulary, groups))
    text, history = followed(question.text, question.history)
    question = plain(replace(question, text=text, history=history), language)
    question = replace(question, text=with_items_on_lines(question.text, language))
    question = replace(question, text=without_purpose(question.text, language))
    question = _reworded(question, lambda text: dated(text, today, language))
    history = tuple(with_statements(question.history, search, aside))
    question = replace(question, history=history)
    return without_asides(question, language, search, aside, wants)


def _reworded(question: Question, reword: Callable[[str], str]) -> Question:
    """Return a question and those before it in other words."""
    history = tuple(
        replace(turn, text=reword(turn.text)) if turn.role == "user" else turn
        for turn in question.history
    )
    return replace(question, text=reword(question.text), history=history)


def interpret(search: Search, question: Question, restated: str, language: str) -> Interpretation:
    """Return the things that a question asks, each with the ways to read it, given what was just
    spoken of.

    `restated` is the question as it would be asked without its history.
    """
    topic = _topic(search, question, restated, language)
    asked = parts(question.text, language, question.history, topic)
    if len(asked) == 1:
        asked = _compared(search, question, language) or asked
    cited = last_answer(question.history) if restated != question.text else NO_ANSWER
    if len(asked) > 1:
        whole = (as_stated(restated, language),)
        return Interpretation(whole, asked[:MOST], cited, asked[MOST:])
    if asked[0].is_more:  # of all that was told
        cited = _all_of(answers(question.history))
    read = (restated, *asked[0].readings[1:])
    part = _as_stated(replace(asked[0], readings=read), language)
    told = last_answer(question.history) if topic else NO_ANSWER
    part = replace(part, follow_up=_follow_up(part, question, restated, cited, told, language))
    return Interpretation(part.readings, [part], cited)


def read_after(part: Part, before: Sequence[Hit], language: str) -> Part:
    """Return one of several things that are asked, with its readings completed by what was found
    for the one before it. In "Who leads the Knowledge Hub, and what is its budget?" the second is
    also read on the document that was found for the first."""
    stands_alone = part.instead or part.readings == (part.wording,)
    if before and not (stands_alone or part.has_several_readings):
        on_it = f"{before[0].document.title}. {part.wording}"
        part = replace(part, readings=(part.alone, on_it))
    return _as_stated(part, language)


def _topic(search: Search, question: Question, restated: str, language: str) -> str:
    """Return what was just spoken of, or an empty text.

    It is the title of the first document on what the question names that is quoted by the latest
    answer which quotes any, else of the first; one in doubt counts if it quotes such a document.
    Three such answers back are looked at. A title with another ordinal than the question's ("third
    meeting") is no topic, unless the question asks for another one of the same kind ("And the
    fourth?"): then it is the title without its ordinal. If a question asks when, it is the title
    without its dates.
    """
    asks = wanted(question.text, language)
    is_another = "latest" in asks or asks_what_followed(question.text, language)
    is_another = is_another or names_a_count(question.text, language)  # "And the fifth?"
    for place, first in enumerate(
        islice(_spoken_of(search, question, restated, language), _SPOKEN)
    ):
        if first is None:
            continue
        if (place or not is_another) and _is_on_another(first, restated, language):
            return ""
        if is_another:
            return without_counts(first.title, first.language)
        if "time" in asks:  # or it would be known already
            return without_dates(first.title, first.language)
        return first.title
    return ""


def _spoken_of(
    search: Search, question: Question, restated: str, language: str
) -> Iterator[Document | None]:
    """Yield for each answer so far, the last first, the document that it is on, if it quotes any;
    nothing for one in doubt that quotes none on whom or what is named, or that is further back."""
    undated = without_dates(restated, language)
    for place, answer in enumerate(answers(question.history)):
        in_doubt = is_said("unsure", answer.text)
        if in_doubt and place >= _SPOKEN:
            continue
        on = undated if in_doubt else restated
        documents = search.quoted(answer, question.groups, question.filters)
        named = next((one for one in documents if _names_it(one, on, language)), None)
        if named or not in_doubt:
            yield named or next(iter(documents), None)


def _names_it(document: Document, question: str, language: str) -> bool:
    """Tell whether a document's title has a name, but the Forum's, that the question has."""
    named = words_named(question, language) & set(WORD.findall(document.title))
    return any(not is_of_the_forum(word, language) for word in named)


def _is_on_another(document: Document, question: str, language: str) -> bool:
    asked = ordinals_asked_for(question, language)
    return clash(asked, facts(document.title, document.language).ordinals)


def _compared(search: Search, question: Question, language: str) -> list[Part]:
    """Return two parts, one for each of the two things that a question compares and that were
    spoken of before ("Which was first?"); no parts if it compares none."""
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


def _as_stated(part: Part, language: str) -> Part:
    before = part.alone.removesuffix(part.wording)
    if checked := membership(part.asking, language, before):
        return replace(part, readings=(checked.wording,), membership=checked)
    if part.alone == part.wording and (known := _known(part.wording, language)):
        return replace(part, readings=(known,))
    stated = dict.fromkeys(as_stated(reading, language) for reading in part.readings)
    return replace(part, readings=tuple(stated))


def _known(question: str, language: str) -> str:
    """Return how a question is read that no sentence answers in its words; empty if it is no
    such question."""
    if asks_for_plans(question, language):
        return PLANNED
    if checks_to_what_it_belongs(question, language):
        return BELONGING_TO
    return introduction(question, language)


def _follow_up(
    part: Part, question: Question, restated: str, cited: Quoting, told: Quoting, language: str
) -> FollowUp:
    """Return how a question follows up the answer before it, `cited`. `told` is the last answer if
    the question is about what that quotes, else empty."""
    anew = _named_anew(question, language) if cited else frozenset()
    if contrast := contrasted(question.text, language) if cited else None:
        codes = frozenset(short_forms(without_opening(question.text, language)))
        return FollowUp(cited, anew, contrasted=frozenset(contrast), codes=codes)
    leans = _leans(question.text, restated, language)
    is_on_it = cited and leans and not anew and "latest" not in wanted(question.text, language)
    # What is refused leaves the conversation on what was quoted before it.
    stays = last_with_sources(question.history) if is_on_it else NO_ANSWER
    if asks_otherwise(question.text, question.history):
        is_when = only_asks_when(question.text, language)
        return FollowUp(anew=anew, dated_by=told if is_when else NO_ANSWER, stays_with=stays)
    leans = leans and part.has_several_readings
    return FollowUp(cited, anew, leans_on=told if leans else NO_ANSWER, stays_with=stays)


def _all_of(told: Sequence[Quoting]) -> Quoting:
    """Return answers as one; which documents it cites is known if it is of each."""
    cited = [one.cited for one in told if one.cited is not None]
    whole = frozenset().union(*cited) if len(cited) == len(told) else None
    return Quoting("\n".join(one.text for one in told), whole)


def _named_anew(question: Question, language: str) -> frozenset[str]:
    """Return the names, numbers and months in a question that neither an earlier question nor the
    Forum's name has."""
    asked = {
        word for before in questions(question.history) for word in words_named(before, language)
    }
    named = words_named(question.text, language) - asked
    return frozenset(word for word in named if not is_of_the_forum(word, language))


def _leans(question: str, restated: str, language: str) -> bool:
    """Tell whether a follow-up can only be about what was just told.

    It then names nobody, does not ask what came before or after, and has no date or ordinal of its
    own, except in a fragment like "And in 2020?".
    """
    told = facts(question, language)
    is_dated = restated == question and bool(told.dates or told.ordinals)
    is_elsewhere = asks_what_followed(question, language)
    return not is_dated and not is_elsewhere and not names_another(question, language)
