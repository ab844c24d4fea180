"""Restates a follow-up with what it leaves unsaid, without a model. Pure functions.

A question that stands alone drops the subject before it; in front of any other, the question that
it follows is put.
"""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.conversation import Turn, questions
from assistant.understanding.follow_ups.ellipsis import (
    ANSWERED,
    asks_for_somebody,
    contrasted,
    fronts_another,
    is_bare,
    names_another,
    says_more,
    says_of_what,
)
from assistant.understanding.follow_ups.joining import joined, subject_after
from assistant.understanding.follow_ups.sequel import asks_what_followed, time_of
from assistant.understanding.follow_ups.substituting import without_counts
from assistant.understanding.kinds.happening import (
    asks_for_plans,
    asks_what_happened,
    is_on_nothing_else,
    names_another_one,
)
from assistant.understanding.message.language import language_of, language_of_last
from assistant.understanding.phrases.asking import wanted, without_opening
from assistant.understanding.phrases.named import (
    has_pronoun,
    named_anew,
    names_a_count,
    names_somebody,
)
from assistant.wording.facts.hours import hours_asked
from assistant.wording.facts.reckoning import reckoned
from vectorstore.quoting import MARKER

_LONGEST = 2_000
"""So many characters of what was asked before are gone back to."""


def restate(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would be asked without its history."""
    return readings(question, history)[0]


def readings(question: str, history: Sequence[Turn], topic: str = "") -> tuple[str, ...]:
    """Return the ways to read a question in a conversation, the restated one first.

    What it leaves unsaid may be the question before, nothing, or the `topic`: what was just spoken
    of, as its document's title has it. None of these is right always ("What was the vote?" stands
    alone by its words, and asks about the law spoken of). What asks the question before, whole, of
    another one is read in one way: "What does article 7 say?", "What does article 8 say?". So is
    what asks for all that happened, or is to come.
    """
    *asked, now = _asked([*history, Turn("user", question)])
    before = next((one for one in reversed(asked) if not one.is_sequel), _Asked())
    apart = now.wording
    if contrasted(apart, now.language):
        return tuple(dict.fromkeys((now.alone, apart)))
    is_whole = now.alone == now.wording and _asks_of_all(now.alone, now.language)
    is_another = is_whole or _asks_again(now, before) or _asks_the_same_of(now)
    if not topic or is_another or fronts_another(apart, now.language):
        return (now.alone,)
    if before.alone != before.subject and names_another(apart, now.language):
        apart = f"{before.wording} {apart}"  # without what the conversation began with
    return tuple(dict.fromkeys((now.alone, apart, f"{topic}. {now.wording}")))


def subjects(history: Sequence[Turn]) -> list[str]:
    """Return what the conversation was about after each of its questions."""
    return [one.subject for one in _asked(history)]


class _Asked(NamedTuple):
    """What was asked up to a question: what the conversation is about, and the last question, as it
    would be asked alone and as it was put."""

    subject: str = ""
    alone: str = ""
    wording: str = ""
    language: str = ""
    is_sequel: bool = False
    """Whether it asks what came next, of what was asked before it."""
    said: str = ""
    """The last question, as it would be asked alone, that has more than a word that asks."""
    of_whom: str = ""
    """The last question, as it would be asked alone, that asks for somebody: "And who else?"."""


def _asks_of_all(question: str, language: str) -> bool:
    """Tell whether a question asks for whatever happened, or is to come."""
    return asks_what_happened(question, language) or asks_for_plans(question, language)


def _asks_again(now: _Asked, before: _Asked) -> bool:
    """Tell whether a question is the one before in the same words, but for what it names."""
    if now.alone != now.wording:
        return False
    (named, more), (_, more_before) = (
        named_anew(one.wording, one.language) for one in (now, before)
    )
    return bool(named and more) and more == more_before


def _asks_the_same_of(now: _Asked) -> bool:
    """Tell whether a question is the one before, whole, with another name in its place: "And
    GIFCT?". What was told of the other one says nothing of it."""
    return (
        names_another(now.wording, now.language)
        and names_somebody(now.wording, now.language)
        and not names_a_count(now.wording, now.language)
        and not now.alone.endswith(now.wording)
    )


def _asked(turns: Sequence[Turn]) -> list[_Asked]:
    """Return what was asked up to each of the questions."""
    texts: list[str] = []
    asked: list[_Asked] = []
    before, answer = _Asked(), ""
    for turn in turns:
        if turn.role == "assistant":
            answer = turn.text
            continue
        texts.append(turn.text)
        language = language_of_last(texts)
        if turn.on is not None:  # and leaves what was asked before it alone, if it is on nothing
            before = _following(turn.on, _Asked(), language) if turn.on else before
            asked.append(before)
            continue
        text = turn.text[:_LONGEST]
        wording = reckoned(text, [before.subject, *_told(answer)], language)
        # Of what is counted, the one before has a number, and all that was before has none.
        if before.alone and wording == text and asks_what_followed(text, language):
            now = _sequel(text, before, answer, language)
        else:
            now = before = _following(wording, before, language)
        asked.append(now)
    return asked


def _following(wording: str, before: _Asked, language: str) -> _Asked:
    if contrasted(wording, language) and contrasted(before.wording, language):  # and in its place
        was = before.wording
        alone, subject = (one.removesuffix(was).strip() for one in (before.alone, before.subject))
        before = before._replace(alone=alone, subject=subject)
    alone = _after(before, wording, language)[-_LONGEST:]
    return _Asked(
        subject_after(before.subject, wording, language)[-_LONGEST:],
        alone,
        wording,
        language,
        said=alone if says_more(wording, language) or not before.said else before.said,
        of_whom=alone if asks_for_somebody(alone, language) else before.of_whom,
    )


def _after(before: _Asked, question: str, language: str) -> str:
    """Return a question with what it leaves unsaid: what the conversation is about or, if it only
    names another one ("And the sixth?"), all that was asked last ("Who chaired it?") but why, or if
    it is bare ("By whom?"), what was asked before it that is not ("When was it adopted?")."""
    if _asks_of_all(question, language) and _stands_alone(before, question, language):
        return question
    unsaid = before.subject
    if is_bare(question, language):
        asks = wanted(without_opening(question, language), language)
        unsaid = before.of_whom if {"person", "back"} <= asks and before.of_whom else before.said
    elif names_another(question, language) or contrasted(question, language):
        asks_why = is_bare(before.wording, language) and "reason" in wanted(
            before.wording, language
        )
        unsaid = before.said if asks_why else before.alone
    elif has_pronoun(question, language) and says_of_what(before.wording, language):
        unsaid = before.alone
    return joined(unsaid, question, language) if unsaid else question


def _stands_alone(before: _Asked, question: str, language: str) -> bool:
    """Tell whether what asks for all that happened, or is to come, asks it of the Forum: what
    happened, after what was on nothing else, or at an hour, which tells enough; what is to come,
    after what named nobody else. "What's new in it?" does not, nor does "And what is planned?"."""
    asks = wanted(question, language)
    if "back" in asks:
        return False
    if hours_asked(question):
        return True
    spoken = {before.language or language, language}
    if asks_for_plans(question, language) and "opening" not in asks:
        return not any(names_another_one(before.subject, one) for one in spoken)
    return any(is_on_nothing_else(before.subject, one) for one in spoken)


def _sequel(text: str, before: _Asked, answer: str, language: str) -> _Asked:
    """Return what asks what came next: of what was asked last, at another time; what happened then,
    if that was whatever happened."""
    when = time_of(text, _told(answer), language)
    wording = f"{text.rstrip(' ?.!;')}? ({when})" if when else text
    of_what = before.said if is_bare(before.wording, language) and before.said else before.alone
    of_any_time = without_counts(of_what, language) if when else of_what
    is_same = when and asks_what_happened(before.alone, language)
    alone = f"{of_any_time} ({when})" if is_same else f"{of_any_time} {wording}".strip()
    return _Asked(before.subject, alone[-_LONGEST:], wording, language, is_sequel=True)


def _told(answer: str) -> list[str]:
    """Return what an answer quotes; it ends with a paragraph on its sources' dates."""
    said, _, _ = answer.rpartition("\n\n")
    paragraphs = (said or answer).split("\n\n")
    return [quote for paragraph in paragraphs for quote in MARKER.split(paragraph)[::2]]


def asks_otherwise(question: str, history: Sequence[Turn]) -> bool:
    """Tell whether a question asks for a kind of thing that the question before did not ask for:
    what was quoted to that one may answer it ("Who was sued?", "When?")."""
    *_, before = ("", *questions(history))
    language = language_of(question, history)
    return bool((wanted(question, language) - wanted(before, language)) & ANSWERED)
