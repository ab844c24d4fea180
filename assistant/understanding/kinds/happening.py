"""Tells when whatever happened at a time, of late, or to any avail is asked for, or whatever is to
come: "What happened in 2019?", "What's new?", "What has the Forum achieved?", "What is planned?".
Pure functions.

happening.json holds, for each language, what asks for whatever "happens", what stands beside a
"year", what asks for "news", what says that something still "exists", what asks for what was
"achieved", what says that something is "planned", and what else asks for what lies "ahead".
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from assistant.understanding.phrases.asking import (
    POINTING_BACK,
    Wanted,
    has_question_word,
    said_beside,
    wanted,
)
from assistant.understanding.phrases.patterns import beside_told_again, plain_sentences
from assistant.wording.facts import facts
from assistant.wording.facts.hours import hours_asked, without_hours
from assistant.wording.facts.lexicon import blanked
from assistant.wording.facts.relations import relating_words
from assistant.wording.subject import is_of_the_forum, names_another, names_the_forum, own_words
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, terms, terms_of

PLANNED = "What is planned?"
"""How a question for whatever is to come is read: what is planned need not name the Forum."""

_OF_A_TIME: frozenset[Wanted] = frozenset({*POINTING_BACK, "timeline", "membership", "sooner"})
"""What a question may ask for that asks what happened: "in the Forum" may also say who belongs."""
_OF_ALL: frozenset[Wanted] = frozenset({*POINTING_BACK, "all", "latest"})
"""What a question may ask for that asks for all that was achieved, or that is planned."""
_YEARS = 5
"""So many years are looked for beside the one that a question names."""
_OF_LATE = 3
"""So many years are looked for if it asks for news."""


def asks_what_happened(question: str, language: str) -> bool:
    """Tell whether a question asks what happened at a time, of late, or to any avail, and says
    nothing else but that it is on the Forum: "What happened in October 2019?"."""
    told = facts(question, language)
    if not told.dates and not hours_asked(question):
        return asks_for_news(question, language) or asks_for_results(question, language)
    if wanted(question, language) - _OF_A_TIME:
        return False
    rest = without_hours(blanked(question, [(date.start, date.end) for date in told.dates]))
    telling = _telling((), rest, language) - terms_of(relating_words(known(language)), language)
    telling -= _stems_of("year", language)  # "And in the year 2019?" leaves open what is asked
    return bool(telling) and telling <= _either(language)


def asks_for_news(question: str, language: str) -> bool:
    """Tell whether a question asks what happened of late, or whether there is still anything, and
    says nothing else but that it is on the Forum: "What are the latest developments?", "What's
    new?", "Is the Forum still active?"."""
    asks = wanted(question, language)
    if asks - _OF_A_TIME - {"latest", "all"}:
        return False
    telling = _telling(("latest",), question, language)
    if "latest" in asks:
        return bool(telling) and telling <= _either(language) | _stems_of("exists", language)
    return not _stems_of("news", language).isdisjoint(telling) and telling <= _either(language)


def asks_for_results(question: str, language: str) -> bool:
    """Tell whether a question asks what all came of the Forum, and says nothing else: "What has the
    Forum achieved?". "What were the results?" may be on anything."""
    if wanted(question, language) - _OF_ALL:
        return False
    telling, achieved = _telling(("latest",), question, language), _stems_of("achieved", language)
    is_of_it = names_the_forum(question, language)
    return is_of_it and not achieved.isdisjoint(telling) and telling <= achieved | _either(language)


def asks_for_plans(question: str, language: str) -> bool:
    """Tell whether a question asks what is to come, and says nothing else but that it is on the
    Forum: "What is planned?", "What are the next steps?"."""
    if facts(question, language).dates or wanted(question, language) - _OF_ALL - {"next"}:
        return False
    telling = _telling(("next", "latest"), question, language)
    planned, ahead = _stems_of("planned", language), _stems_of("ahead", language)
    asks = planned | ahead
    is_on_them = "next" in wanted(question, language) or not asks.isdisjoint(telling)
    return is_on_them and telling <= asks | _either(language)


def says_of_plans(text: str, language: str) -> bool:
    """Tell whether a text says that something is planned."""
    return not _stems_of("planned", language).isdisjoint(terms(text, language))


def is_on_nothing_else(text: str, language: str) -> bool:
    """Tell whether a text asks what happened, names the Forum and nobody else ("When was the Forum
    launched?"), or has nothing but words that ask, or that are polite: "Give me a timeline"."""
    asks = wanted(text, language)
    plain = beside_told_again(known(language)).sub(" ", plain_sentences(text, known(language)))
    telling = _telling(asks, text, language) & _telling(asks, plain, language)
    is_on_it = names_the_forum(text, language) and not names_another_one(text, language)
    return is_on_it or not telling or asks_what_happened(text, language)


def names_another_one(text: str, language: str) -> bool:
    """Tell whether a text names anybody but the Forum, or one of several: "the fourth meeting"."""
    return names_another(text, language) or bool(facts(text, language).ordinals)


def _telling(kinds: Iterable[Wanted], text: str, language: str) -> set[str]:
    """Return the telling words of a text, stemmed, beside the Forum's name and those that ask, be
    it for kinds of things."""
    words = list(WORD.finditer(text))
    own = own_words(words, text, language)
    idle = (
        word[0]
        for place, word in enumerate(words)
        if place in own
        or is_of_the_forum(word[0], language)
        or has_question_word(word[0], language)
    )
    return {*said_beside(kinds, text, language)} - terms_of(idle, language)


def with_each_year(question: str, language: str, today: date) -> str:
    """Return a question for what happened of late, since a year, or before one, with the years that
    it means added, up to today's and the nearest ones: what happened then names one of them, and
    not the year that is asked about."""
    if not asks_what_happened(question, language) or asks_for_results(question, language):
        return question
    first, last = [*facts(question, language).dates, None, None][:2]
    if first is None:
        meant = range(today.year, today.year - _OF_LATE, -1)
    elif not first.relation or not first.year:
        return question
    elif first.relation in ("since", "after"):
        until = last.year if last and last.year else today.year
        meant = range(first.year + 1, until + 1)[:_YEARS]
    else:
        meant = range(first.year - 1, first.year - 1 - _YEARS, -1)
    return " ".join([question, *map(str, meant)])


def _either(language: str) -> frozenset[str]:
    """Return what asks for whatever happens, or for news, stemmed."""
    return _stems_of("happens", language) | _stems_of("news", language)


@cache
def _stems_of(kind: str, language: str) -> frozenset[str]:
    return terms_of(read_data(__package__, "happening.json")[known(language)][kind], language)
