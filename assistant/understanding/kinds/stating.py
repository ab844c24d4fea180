"""States what a sentence can answer of a question. Pure functions."""

import re

from assistant.understanding.kinds.happening import asks_for_news
from assistant.understanding.kinds.occurring import names_meeting
from assistant.understanding.phrases.asking import has_question_word, said_beside, wanted, without
from assistant.understanding.phrases.patterns import question_words, when
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.facts import facts, ordinals_asked_for
from assistant.wording.facts.enumeration import ands
from assistant.wording.facts.numerals import ordinal_word
from assistant.wording.facts.relations import without_bounds
from assistant.wording.names import whole_names
from assistant.wording.subject import is_of_the_forum
from vectorstore.acronyms import words_of_terms
from vectorstore.dates import Date
from vectorstore.terms import WORD, terms

_STATED = 2
"""So many telling words ("when the Forum began") ask something by themselves."""
_SENTENCE_END = re.compile(r"[?!.;:]\s+")
_ORDINAL = re.compile(r"\d+[-.:]?[^\W\d_]*|\w+")
_MARKS = " ?;.!\u037e"


def as_stated(question: str, language: str) -> str:
    """Return what a sentence can answer of a question: none says whether it is the latest, or
    whether others agree with it, or sums up, or is a timeline. That is told from several, when they
    are put together.
    """
    asks = wanted(question, language)
    if asks_for_news(question, language):  # "latest" is all that it says
        return question
    subject = question
    for kind in ("timeline", "overview"):
        subject = without(kind, subject, language) if kind in asks else subject
    if subject != question:
        if not terms(subject, language):
            return question
        if "latest" not in asks:
            return subject
        question = subject
    stated = without("latest", _compared(question, language), language)
    if {"latest"} <= asks <= {"latest", "sooner", "time"} and _asks_which(question, language):
        return stated if "time" in asks else f"{stated.rstrip(_MARKS)}. {when(language)}"
    return stated if len(terms(stated, language)) >= _STATED else question


def _asks_which(question: str, language: str) -> bool:
    """Tell whether a question for the latest, or what is no sentence, asks which one of a kind it
    was and nothing else ("Which is the latest meeting?", "latest meeting"): that is told by when it
    was."""
    meetings = (word for word in WORD.findall(question) if names_meeting(word, language))
    kind = words_of_terms(question).union(meetings)
    known = {
        stem
        for word in WORD.findall(question)
        if word in kind
        or word.casefold() in verbs(language)
        or has_question_word(word, language)
        or is_of_the_forum(word, language)
        for stem in terms(word, language)
    }
    return bool(kind) and known.issuperset(said_beside(("latest",), question, language))


def held_to(question: str, language: str) -> list[Date]:
    """Return the times to which a question for several things holds them ("before 2020"); none if
    it asks for nothing of the kind."""
    times = facts(question, language).dates if "all" in wanted(question, language) else []
    return times if any(one.relation for one in times) else []


def of_any_time(question: str, language: str) -> str:
    """Return a question for several things without the time to which it holds them: no sentence on
    one of them says that it was before 2020."""
    if not held_to(question, language):
        return question
    stated = without_bounds(question, language)
    return stated if len(terms(stated, language)) >= _STATED else question


def with_english_ordinals(question: str, language: str) -> str:
    """Return a question with its ordinals as English words: the embedding model does not know that
    "neuvième" and "9th" are "ninth"."""
    for number in reversed(ordinals_asked_for(question, language)):
        english = ordinal_word(int(min(number.values)), "en")
        if english and (said := _ORDINAL.match(question, number.start)):
            question = f"{question[: number.start]}{english}{question[said.end() :]}"
    return question


def _compared(question: str, language: str) -> str:
    """Return what sources are compared about, if a question asks that and goes on to say it in a
    clause of its own ("Do the sources agree on when it was founded?"), else the question.

    What else is compared ("How does CSEP differ from what was before?") is named before it.
    """
    if "difference" not in wanted(question, language):
        return question
    for word in re.finditer(rf"\b(?:{question_words(language)})\b", question, re.IGNORECASE):
        clause = question[word.start() :]
        before = _SENTENCE_END.split(question[: word.start()])[-1]
        joined = re.search(rf"\b(?:{ands(language)})\s+$", before, re.IGNORECASE)
        if (
            "difference" in wanted(before, language)
            and len(terms(clause, language)) >= _STATED
            and not joined
            and not whole_names(before, language)
        ):
            return question[: word.start() - len(before)] + clause
    return question
