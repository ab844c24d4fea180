"""Joins a follow-up to what it is on, and tells what a conversation is about then. Pure.

What the follow-up names anew (a year, a company) takes the place of what was named there.
"""

from assistant.understanding.follow_ups.ellipsis import (
    ANSWERED,
    asks_by_a_noun_of_another,
    contrasted,
    stands_alone,
    turns_to,
)
from assistant.understanding.follow_ups.substituting import (
    with_anew,
    with_what_is_counted,
    without_countries,
    without_counts,
)
from assistant.understanding.phrases.asking import has_question_word, wanted
from assistant.understanding.phrases.named import (
    SHORT,
    has_pronoun,
    leaves_open,
    named_anew,
    words_named,
)
from vectorstore.terms import terms


def subject_after(standing: str, question: str, language: str) -> str:
    """Return what the conversation is about after a question.

    A follow-up that names nothing of its own ("When was that?") leaves the subject as it was, and
    so does one that checks whether somebody belongs to it ("Is Ada one of them?"). One that only
    names somebody, in nobody's place ("And what about GIFCT?"), begins a subject.
    """
    if not standing or stands_alone(question, language):
        return question
    if contrasted(question, language):
        return joined(standing, question, language)
    if not words_named(question, language) or leaves_open(question, language):
        return standing
    subject = joined(standing, question, language)
    is_beside = subject == _one_after_another(standing, question, language)
    if is_beside and turns_to(question, language):
        return question
    return standing if is_beside and _checks(question, language) else subject


def _checks(question: str, language: str) -> bool:
    """Tell whether a follow-up checks something, of what was spoken of or of a country."""
    return not has_question_word(question, language) and (
        has_pronoun(question, language)
        or not words_named(without_countries(question, language), language)
    )


def joined(standing: str, question: str, language: str) -> str:
    """Return a question with what it leaves unsaid, or what it is on, in front of it."""
    if stands_alone(question, language):
        return question
    if "latest" in wanted(question, language) and not has_pronoun(question, language):
        standing = without_counts(standing, language)
    named, more = named_anew(question, language)
    if not named or len(more) > SHORT or leaves_open(question, language):
        return _one_after_another(standing, question, language)
    anew = with_anew(standing, named, question, language)
    asks_otherwise = (wanted(question, language) - wanted(standing, language)) & ANSWERED
    is_same = more.issubset(terms(standing, language)) and not asks_otherwise
    is_whole = anew != standing and is_same
    if is_whole or asks_by_a_noun_of_another(question, language):
        return anew if is_whole else question
    if not is_same and has_question_word(question, language):
        whole = with_what_is_counted(question, standing, language)
        if whole != question:
            return whole
    return _one_after_another(anew, question, language)


def _one_after_another(standing: str, question: str, language: str) -> str:
    """Return a question after another one, which ends before it: what is asked last tells what kind
    of thing is asked for."""
    is_asked = has_question_word(standing, language) or "overview" in wanted(standing, language)
    asks = standing[-1:].isalnum() and is_asked
    return f"{standing}{'?' * asks} {question}"
