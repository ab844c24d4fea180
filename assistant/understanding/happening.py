"""Tells when whatever happened at a time, or of late, is asked for: "What happened in 2019?", and
"What's new?". Pure functions.

happening.json holds, for each language, what asks for whatever "happens", with what stands beside a
year, what asks for "news", and what says that something still "exists".
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from assistant.understanding.asking import POINTING_BACK, Wanted, said_beside, wanted
from assistant.understanding.phrases import beside_told_again, plain_sentences
from assistant.wording.facts import facts
from assistant.wording.facts.lexicon import blanked
from assistant.wording.facts.relations import relating_words
from assistant.wording.subject import is_of_the_forum, own_words
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD, terms

_OF_A_TIME: frozenset[Wanted] = frozenset({*POINTING_BACK, "timeline", "membership", "sooner"})
"""What a question may ask for that asks what happened: "in the Forum" may also say who belongs."""
_YEARS = 5
"""So many years are looked for beside the one that a question names."""
_OF_LATE = 3
"""So many years are looked for if it asks for news."""


def asks_what_happened(question: str, language: str) -> bool:
    """Tell whether a question asks what happened at a time, or of late, and says nothing else but
    that it is on the Forum: "What happened in October 2019?"."""
    told = facts(question, language)
    if not told.dates:
        return asks_for_news(question, language)
    if wanted(question, language) - _OF_A_TIME:
        return False
    rest = blanked(question, [(date.start, date.end) for date in told.dates])
    telling = _telling((), rest, language) - _stems(relating_words(known(language)), language)
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


def is_on_nothing_else(text: str, language: str) -> bool:
    """Tell whether a text asks what happened, or has nothing but the Forum's name beside the words
    that ask, or that are polite: "Give me a timeline of the Forum"."""
    asks = wanted(text, language)
    plain = beside_told_again(known(language)).sub(" ", plain_sentences(text, known(language)))
    telling = _telling(asks, text, language) & _telling(asks, plain, language)
    return asks_what_happened(text, language) or not telling


def _telling(kinds: Iterable[Wanted], text: str, language: str) -> set[str]:
    """Return the telling words of a text, stemmed, beside those that ask for kinds of things and
    the Forum's name."""
    words = list(WORD.finditer(text))
    own = own_words(words, text, language)
    of_the_forum = (
        word[0]
        for place, word in enumerate(words)
        if place in own or is_of_the_forum(word[0], language)
    )
    return {*said_beside(kinds, text, language)} - _stems(of_the_forum, language)


def with_each_year(question: str, language: str, today: date) -> str:
    """Return a question for what happened of late, since a year, or before one, with the years that
    it means added, up to today's and the nearest ones: what happened then names one of them, and
    not the year that is asked about."""
    if not asks_what_happened(question, language):
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
    return _stems(read_data(__package__, "happening.json")[known(language)][kind], language)


def _stems(words: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(terms(" ".join(words), language))
