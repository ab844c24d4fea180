"""Tells by a question's own words what it leaves unsaid: all, what it is on, or nothing. Pure.

A question stands alone unless its words point back or it says too little to be searched ("What is
GIFCT?" says enough, "GIFCT?" does not).
"""

import re
from typing import get_args

from assistant.understanding.follow_ups.substituting import without_countries, without_numbers
from assistant.understanding.phrases.asking import (
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
from assistant.understanding.phrases.named import (
    SHORT,
    WORD,
    has_pronoun,
    leaves_open,
    named_anew,
    names_a_count,
    names_a_subject,
    names_somebody,
    without_another_one,
    words_named,
)
from assistant.understanding.phrases.verbs import verbs
from vectorstore.terms import terms, terms_of

_TELLING = 3
"""A question of so many telling words says itself what it is about."""
_ASKING = 2
"""So many other words ("what is") ask something of a name."""

_FRONTED = re.compile(r"([^,:;?!–—]+)(?:[,:]| [–—]) ")
"""What stands before a comma or a colon."""

ANSWERED: frozenset[Wanted] = frozenset(get_args(Detail))
"""Kinds of things that a sentence gives."""

_SAYING_NOTHING: frozenset[Wanted] = ANSWERED.union(POINTING_BACK)
"""Words that ask for one of these, or point back, say nothing else."""

_BESIDE_THE_POINT: frozenset[Wanted] = frozenset({"amount", "latest", "both"})
"""Words that ask for one of these are telling words in some languages, and do not say on what."""


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
        and not asks & ANSWERED
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
        and (says_more(asked, language) or has_pronoun(asked, language))
        and names_a_subject(head[1], language)
    )


def _asking_words(question: str, language: str) -> int:
    """Return how many words of a question tell nothing of what it is about."""
    return len(WORD.findall(question)) - len(terms(question, language))


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
    more = telling - terms_of(named, language)
    is_now = not said_beside(("latest",), without_another_one(said), language)  # "And now?"
    if asks or is_named or is_now or not more or len(more) > SHORT or more & verbs(language):
        return set()
    return more | terms_of(filter(str.isdigit, named), language)  # "and for lot 3?"


def names_another(question: str, language: str) -> bool:
    """Tell whether a follow-up only names another one, and asks nothing by itself."""
    named, more = named_anew(question, language)
    return bool(named) and not more and not wanted(question, language) & ANSWERED


def turns_to(question: str, language: str) -> bool:
    """Tell whether a follow-up only names somebody: "And what about GIFCT?", "And the Christchurch
    Call?"."""
    named = without_opening(question, language)
    _, more = named_anew(question, language)
    return (
        names_somebody(question, language)
        and not names_a_count(question, language)
        and len(more) <= SHORT
        and (not more or named != question)
        and not wanted(question, language) & ANSWERED
        and not has_question_word(named, language)
    )


def is_bare(question: str, language: str) -> bool:
    """Tell whether a question says nothing but what kind of thing it asks for: "By whom?", "And as
    of when?"."""
    asked = without_opening(question, language)
    asks = wanted(asked, language)
    is_asking = has_question_word(asked, language) and "back" not in asks
    return "bare" in asks or (is_asking and not says_more(asked, language))


def says_more(question: str, language: str) -> bool:
    """Tell whether a question says more than what kind of thing it asks for, and points back."""
    said = said_beside(_SAYING_NOTHING, question, language)
    return bool(said or words_named(question, language))


def says_of_what(question: str, language: str) -> bool:
    """Tell whether a question asks for somebody and says of what, so that a pronoun after it points
    at that: "Who leads the delegation?", "Who stands in for her?"."""
    asked = without_opening(question, language)
    return (
        "person" in wanted(asked, language)
        and not has_pronoun(asked, language)
        and says_more(asked, language)
    )


def asks_for_somebody(alone: str, language: str) -> bool:
    """Tell whether what is asked last asks for somebody."""
    return "person" in wanted(last_asking(alone, language), language)


def asks_by_a_noun_of_another(question: str, language: str) -> bool:
    """Tell whether a question asks by a noun for something of whom it names: "And the budget of
    Europol?"."""
    asked = without_opening(question, language)
    return (
        names_a_subject(question, language)
        and "back" not in wanted(asked, language)
        and bool(kinds_named(asked, language))
    )
