"""Tells how an answer is to be told, and when nothing is asked but the last one once more.

Pure functions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args

from assistant.conversation import Question, Turn, exchanges, last_answer
from assistant.understanding.about import without_turns_on_itself
from assistant.understanding.phrases.asking import has_question_word, wanted
from assistant.understanding.phrases.framing import without_purposes
from assistant.understanding.phrases.patterns import (
    NOBODY,
    beside_told_again,
    checks_language,
    plain_sentences,
    told_again,
)
from assistant.wording.facts.lexicon import says
from vectorstore.language import LANGUAGES, known
from vectorstore.quoting import MARKER
from vectorstore.splitting import split_sentences
from vectorstore.terms import fold, terms, words

Way = Literal["bullets", "shorter", "grounds", "sources", "faithful"]
"""In points, shorter, with what it rests on ("According to whom?"), by its sources alone, or as it
is told anyway ("Only facts, please.", "I need it for a note.")."""

_IN_A_CLAUSE: frozenset[Way] = frozenset({"bullets", "shorter", "faithful"})
"""What a clause may say: ", in brief?". ", where does it come from?" may ask that of anything."""

_LONGEST = 100
"""A message, a sentence or a clause of more characters asks something else."""


@dataclass(frozen=True, slots=True)
class Again:
    """What was asked before, and how its answer is to be told once more: in which ways, and in
    which language if it is to be another one."""

    question: Question
    ways: frozenset[Way]
    language: str | None


def asked_again(question: Question, language: str) -> Again | None:
    """Return what is asked once more; None if something else is, or if the last answer cites
    nothing."""
    history = asked_of_documents(question.history, language)
    asked, answered = (exchanges(history) or [(0, 0)])[-1]
    if not MARKER.search(last_answer(history[asked:answered]).text):
        return None
    told = _told(question.text, language)
    if not told:
        return None
    before = replace(question, text=history[asked].text, history=history[:asked])
    ways = frozenset(way for way in get_args(Way) if way in told)
    return Again(before, ways, next(iter(told - ways), None))


def without_manner(text: str, language: str) -> str:
    """Return a message without the sentences that only say how its answer is to be told ("Bullet
    points, please."); as it is if it says nothing else."""
    rest, _ = _apart(text, language)
    return rest


def manner(text: str, language: str) -> tuple[frozenset[Way], str | None]:
    """Return the ways in which a message says, beside what it asks, that its answer is to be told,
    and the language; None if it says none, or several. Its sources are told anyway."""
    _, told = _apart(text, language)
    ways = frozenset(way for way in get_args(Way) if way in told and way != "sources")
    languages = told & LANGUAGES
    return ways, next(iter(languages)) if len(languages) == 1 else None


@lru_cache(maxsize=1 << 10)
def _apart(text: str, language: str) -> tuple[str, frozenset[str]]:
    """Return a message without the sentences, and the clause at its end, that only say how it is to
    be answered, and what they say."""

    def told_by(said: str) -> frozenset[str]:
        if len(said) > _LONGEST:
            return frozenset()
        ways = _told_in(without_purposes(said, language), known(language))
        return frozenset() if "grounds" in ways else ways  # "Who is right?" asks something

    spans = split_sentences(text, language)
    told = [told_by(text[start:end]) for start, end in spans]
    if all(told):
        return text, frozenset()
    for (start, end), ways in reversed(list(zip(spans, told, strict=True))):
        if ways:
            text = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
    asked, comma, clause = text.rpartition(",")
    ways = told_by(clause) if comma else frozenset()
    if ways and ways <= _IN_A_CLAUSE:
        text = f"{asked}{clause[len(clause.rstrip(' ?.!')) :]}"
        told.append(ways)
    return text, frozenset().union(*told)


def asked_of_documents(history: Sequence[Turn], language: str) -> tuple[Turn, ...]:
    """Return the turns of a history but those on the assistant or its answers, and what was asked
    and answered once more: what is asked next follows what was asked before that."""
    kept: list[Turn] = []
    repeats = False
    for turn in without_turns_on_itself(history):
        if turn.role == "user":
            repeats = bool(_told(turn.text, language))
        if not repeats:
            kept.append(turn)
    return tuple(kept)


@lru_cache(maxsize=1 << 10)
def _told(text: str, language: str) -> frozenset[str]:
    """Return the ways and languages that a message asks for, if it says nothing else in the one
    language or another; else none."""
    if len(text) > _LONGEST:
        return frozenset()
    if told := _told_in(text, known(language)):
        return told
    others = ((one, _told_in(text, one)) for one in sorted(LANGUAGES - {language}))
    return next((told for one, told in others if told and _may_mean(told, text, one)), frozenset())


def _may_mean(told: frozenset[str], text: str, language: str) -> bool:
    """Tell whether a message in a language that nobody has spoken so far may mean what it says
    there. A word alone names that language, or none: "lets" is no wish for Latvian because it is
    one in Dutch."""
    return told & LANGUAGES <= {language} or len(words(text)) > 1


def _told_in(text: str, language: str) -> frozenset[str]:
    pattern = told_again(language)
    told = {str(match.lastgroup) for match in pattern.finditer(plain_sentences(text, language))}
    left = set(pattern.sub("", plain_sentences(text, language)).split())
    beside = " ".join(word for word in words(text) if fold(word) in left)
    rest = beside_told_again(language).sub("", plain_sentences(beside, language))
    asks_more = terms(rest, language) or has_question_word(rest, language)
    if "sources" in told and "amount" in wanted(text, language):  # "How many URLs?"
        return frozenset()
    unsaid = NOBODY in told or len(told & LANGUAGES) > 1 or says("not", beside, language)
    if told & LANGUAGES and checks_language(language).search(plain_sentences(text, language)):
        return frozenset()  # "Is it in Italian?" asks that of what was spoken of
    return frozenset() if asks_more or unsaid else frozenset(told)
