"""Restates a follow-up with what it leaves unsaid, without a model. Pure functions.

A question stands alone, and drops the subject before it, unless its words point back or it says too
little to be searched ("What is GIFCT?" says enough, "GIFCT?" does not). Else the question that it
follows is put in front of it; what the follow-up names anew (a year, a company) takes the place of
what was named there.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from assistant.conversation import Turn, questions
from assistant.understanding.asking import (
    POINTING_BACK,
    Detail,
    Wanted,
    has_question_word,
    kinds_named,
    last_asking,
    said_beside,
    wanted,
    without,
    without_opening,
)
from assistant.understanding.language import WORD, language_of, language_of_last
from assistant.understanding.sequel import asks_what_followed, dated
from assistant.understanding.substituting import (
    SHORT,
    has_pronoun,
    leaves_open,
    named_anew,
    names_a_count,
    names_a_subject,
    names_somebody,
    with_anew,
    without_another_one,
    without_countries,
    without_counts,
    without_numbers,
    words_named,
)
from assistant.understanding.verbs import verbs
from assistant.wording.facts.reckoning import reckoned
from vectorstore.passages import MARKER
from vectorstore.terms import terms

_TELLING = 3
"""A question of so many telling words says itself what it is about."""
_ASKING = 2
"""So many other words ("what is") ask something of a name."""
_LONGEST = 2_000
"""So many characters of what was asked before are gone back to."""

_FRONTED = re.compile(r"([^,:;?!–—]+)(?:[,:]| [–—]) ")
"""What stands before a comma or a colon."""

_ANSWERED: frozenset[Wanted] = frozenset(get_args(Detail))
"""Kinds of things that a sentence gives."""

_SAYING_NOTHING: frozenset[Wanted] = _ANSWERED.union(POINTING_BACK)
"""Words that ask for one of these, or point back, say nothing else."""

_BESIDE_THE_POINT: frozenset[Wanted] = frozenset({"amount", "latest", "both"})
"""Words that ask for one of these are telling words in some languages, and do not say on what."""


def restate(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would be asked without its history."""
    return readings(question, history)[0]


def readings(question: str, history: Sequence[Turn], topic: str = "") -> tuple[str, ...]:
    """Return the ways to read a question in a conversation, the restated one first.

    What it leaves unsaid may be the question before, nothing, or the `topic`: what was just spoken
    of, as its document's title has it. None of these is right always ("What was the vote?" stands
    alone by its words, and asks about the law spoken of). What asks the question before, whole, of
    another one is read in one way: "What does article 7 say?", "What does article 8 say?".
    """
    *asked, now = _asked([*history, Turn("user", question)])
    before = next((one for one in reversed(asked) if not one.is_sequel), _Asked())
    apart = now.wording
    if contrasted(apart, now.language):
        return tuple(dict.fromkeys((now.alone, apart)))
    is_another = _asks_again(now, before) or _asks_the_same_of(now)
    if not topic or is_another or fronts_another(apart, now.language):
        return (now.alone,)
    if before.alone != before.subject and _names_another(apart, now.language):
        apart = f"{before.wording} {apart}"  # without what the conversation began with
    return tuple(dict.fromkeys((now.alone, apart, f"{topic}. {now.wording}")))


def contrasted(question: str, language: str) -> set[str]:
    """Return the telling words of a follow-up that only says of what else it asks what was asked
    last: "And right-wing?", "What about the final one?"; none of any other."""
    said = without_opening(question, language)
    if said == question or has_question_word(said, language) or has_pronoun(said, language):
        return set()
    asks = wanted(question, language) - {"latest", "back", "opening"}
    is_named = names_somebody(question, language) or bool(kinds_named(said, language))
    telling = set(terms(without_another_one(without_numbers(said, language)), language))
    named = words_named(said, language, counting=True)
    more = telling - {*terms(" ".join(named), language)}
    is_now = not said_beside(("latest",), without_another_one(said), language)  # "And now?"
    if asks or is_named or is_now or not more or len(more) > SHORT or more & verbs(language):
        return set()
    return more | {*terms(" ".join(filter(str.isdigit, named)), language)}  # "and for lot 3?"


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
        _names_another(now.wording, now.language)
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
        _subject(before.subject, wording, language)[-_LONGEST:],
        alone,
        wording,
        language,
        said=alone if _says_more(wording, language) or not before.said else before.said,
        of_whom=alone if _asks_for_somebody(alone, language) else before.of_whom,
    )


def _asks_for_somebody(alone: str, language: str) -> bool:
    return "person" in wanted(last_asking(alone, language), language)


def _sequel(text: str, before: _Asked, answer: str, language: str) -> _Asked:
    """Return what asks what came next: of what was asked last, at another time."""
    wording = dated(text, _told(answer), language)
    of_any_time = without_counts(before.alone, language) if wording != text else before.alone
    alone = f"{of_any_time} {wording}".strip()
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
    return bool((wanted(question, language) - wanted(before, language)) & _ANSWERED)


def _subject(standing: str, question: str, language: str) -> str:
    """Return what the conversation is about after a question.

    A follow-up that names nothing of its own ("When was that?") leaves the subject as it was, and
    so does one that checks whether somebody belongs to it ("Is Ada one of them?"). One that only
    names somebody, in nobody's place ("And what about GIFCT?"), begins a subject.
    """
    if standing and not stands_alone(question, language):
        if contrasted(question, language):
            return _joined(standing, question, language)
        if not words_named(question, language) or leaves_open(question, language):
            return standing
        is_of_a_country = not words_named(without_countries(question, language), language)
        checks = not has_question_word(question, language) and (
            has_pronoun(question, language) or is_of_a_country
        )
        joined = _joined(standing, question, language)
        is_beside = joined == _one_after_another(standing, question, language)
        if is_beside and _turns_to(question, language):
            return question
        return standing if checks and is_beside else joined
    return question


def _turns_to(question: str, language: str) -> bool:
    """Tell whether a follow-up only names somebody: "And what about GIFCT?", "And the Christchurch
    Call?"."""
    named = without_opening(question, language)
    _, more = named_anew(question, language)
    return (
        names_somebody(question, language)
        and not names_a_count(question, language)
        and len(more) <= SHORT
        and (not more or named != question)
        and not wanted(question, language) & _ANSWERED
        and not has_question_word(named, language)
    )


def _after(before: _Asked, question: str, language: str) -> str:
    """Return a question with what it leaves unsaid: what the conversation is about or, if it only
    names another one ("And the sixth?"), all that was asked last ("Who chaired it?") but why, or if
    it is bare ("By whom?"), what was asked before it that is not ("When was it adopted?")."""
    unsaid = before.subject
    if _is_bare(question, language):
        asks = wanted(without_opening(question, language), language)
        unsaid = before.of_whom if {"person", "back"} <= asks and before.of_whom else before.said
    elif _names_another(question, language) or contrasted(question, language):
        asks_why = _is_bare(before.wording, language) and "reason" in wanted(
            before.wording, language
        )
        unsaid = before.said if asks_why else before.alone
    elif has_pronoun(question, language) and _says_of_what(before.wording, language):
        unsaid = before.alone
    return _joined(unsaid, question, language) if unsaid else question


def _is_bare(question: str, language: str) -> bool:
    """Tell whether a question says nothing but what kind of thing it asks for: "By whom?", "And as
    of when?"."""
    asked = without_opening(question, language)
    asks = wanted(asked, language)
    is_asking = has_question_word(asked, language) and "back" not in asks
    return "bare" in asks or (is_asking and not _says_more(asked, language))


def _says_more(question: str, language: str) -> bool:
    """Tell whether a question says more than what kind of thing it asks for, and points back."""
    said = said_beside(_SAYING_NOTHING, question, language)
    return bool(said or words_named(question, language))


def _names_another(question: str, language: str) -> bool:
    """Tell whether a follow-up only names another one, and asks nothing by itself."""
    named, more = named_anew(question, language)
    return bool(named) and not more and not wanted(question, language) & _ANSWERED


def _says_of_what(question: str, language: str) -> bool:
    """Tell whether a question asks for somebody and says of what, so that a pronoun after it points
    at that: "Who leads the delegation?", "Who stands in for her?"."""
    asked = without_opening(question, language)
    return (
        "person" in wanted(asked, language)
        and not has_pronoun(asked, language)
        and _says_more(asked, language)
    )


def _joined(standing: str, question: str, language: str) -> str:
    if stands_alone(question, language):
        return question
    if "latest" in wanted(question, language) and not has_pronoun(question, language):
        standing = without_counts(standing, language)
    named, more = named_anew(question, language)
    if not named or len(more) > SHORT or leaves_open(question, language):
        return _one_after_another(standing, question, language)
    anew = with_anew(standing, named, question, language)
    is_whole = anew != standing and more.issubset(terms(standing, language))
    if is_whole or _asks_by_a_noun_of_another(question, language):
        return anew if is_whole else question
    return _one_after_another(anew, question, language)


def _asks_by_a_noun_of_another(question: str, language: str) -> bool:
    """Tell whether a question asks by a noun for something of whom it names: "And the budget of
    Europol?"."""
    asked = without_opening(question, language)
    return (
        names_a_subject(question, language)
        and "back" not in wanted(asked, language)
        and bool(kinds_named(asked, language))
    )


def _one_after_another(standing: str, question: str, language: str) -> str:
    """Return a question after another one, which ends before it: what is asked last tells what kind
    of thing is asked for."""
    asks = standing[-1:].isalnum() and has_question_word(standing, language)
    return f"{standing}{'?' * asks} {question}"


def stands_alone(question: str, language: str) -> bool:
    """Tell whether a question says what it is about."""
    asks = wanted(question, language)
    if leaves_open(question, language):
        return False
    if fronts_another(question, language):
        return True
    if not asks.isdisjoint(POINTING_BACK):
        return _asks_what_another_is(question, asks, language)
    is_named = names_a_subject(question, language)
    if "more" in asks and not is_named:
        question = without("more", question, language)
    said = without_numbers(question, language)
    if not has_question_word(question, language):  # "Did Ireland comply since?"
        said = without_countries(said, language)
    telling = said_beside(asks & _BESIDE_THE_POINT, said, language)
    asking = _asking_words(question, language)
    return len(telling) >= _TELLING or (is_named and asking >= _ASKING)


def _asks_what_another_is(question: str, asks: frozenset[Wanted], language: str) -> bool:
    """Tell whether a question that begins like a follow-up asks what something is, and nothing
    else: "And what is TCAP?"."""
    _, more = named_anew(question, language)
    rest = without_opening(question, language)
    return (
        names_somebody(question, language)
        and not more
        and not asks & _ANSWERED
        and "back" not in wanted(rest, language)
        and has_question_word(rest, language)
        and _asking_words(rest, language) >= _ASKING
    )


def fronts_another(question: str, language: str) -> bool:
    """Tell whether a question says first on whom it is, and then asks: "Now the Call: when was it
    adopted?", "And Ada, how much money has it?". A country said so narrows what was spoken of."""
    head = _FRONTED.match(question)
    if not head:
        return False
    asked = question[head.end() :]
    _, more = named_anew(head[1], language)
    return (
        len(more) <= SHORT
        and not has_question_word(head[1], language)
        and not has_pronoun(head[1], language)
        and has_question_word(asked, language)
        and _says_more(asked, language)
        and names_a_subject(head[1], language)
    )


def _asking_words(question: str, language: str) -> int:
    """Return how many words of a question tell nothing of what it is about."""
    return len(WORD.findall(question)) - len(terms(question, language))
