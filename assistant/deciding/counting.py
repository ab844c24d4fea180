"""Tells whether a sentence counts what a question asks the number of. Pure functions.

Any number looks like an answer to how many staff a unit has.
"""

import re
from collections.abc import Sequence, Set

from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked
from assistant.deciding.details import counted_in
from assistant.understanding.phrases.asking import (
    apart,
    asked_nouns,
    has_question_word,
    says_who_belongs,
)
from assistant.understanding.phrases.verbs import verbs
from assistant.wording.akin import shared
from assistant.wording.facts import facts, facts_of
from assistant.wording.facts.attributes import asks_price
from assistant.wording.facts.counted import MEMBERS, Counted, counted, is_of, speaks_of
from assistant.wording.facts.numbers import MEASURED, MONEY, Number, Unit
from assistant.wording.leaning import in_full
from assistant.wording.names import listed
from vectorstore.points import is_listed
from vectorstore.terms import may_be_acronym, terms

_HOW_MANY, _THING = 2, 2
"""How many words "how many" has at most, and what is to be counted after it ("removed items")."""
_LISTING = re.compile(r":|,[^,]+,")
"""What tells a list, also one that is no list of names: a colon, or two commas."""


def counts_others(asked: Asked, first: Evidence) -> bool:
    """Tell whether a number is asked for, and a sentence counts other things."""
    if "amount" not in asked.wanted or has_unit(first, units_of(asked)):
        return False
    if kind := counted_in(asked.part.asking, asked.language):
        return not _tells_how_many(kind, asked, first)
    if first.language != asked.language:  # whose word for it may be any
        return False
    things = to_count(asked.part.asking, asked.language)
    return bool(things) and not shared(things, in_full(first), first.language)


def _tells_how_many(kind: Counted, asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence may say how many of `kind` there are.

    A list of names without a number does not, if the question is how many belong to something at
    all: some that are named need not be all.
    """
    numbers = facts_of(first).counts
    if kind == "people":
        told = (counted(first.wording, first.language, one.start) for one in numbers)
        return any(is_of(kind, one) for one in told)
    of_all = says_who_belongs(asked.part.asking, asked.language)
    if not numbers and of_all and not (asked.dated or asked.counts):
        return False
    belongs = kind in MEMBERS and says_who_belongs(first.wording, first.language)
    spoken_of = speaks_of(kind, in_full(first), first.language)
    return spoken_of or belongs or asked.details.lists_them(first)


def units_of(asked: Asked) -> Set[Unit]:
    """Return the units of what is asked for: of an amount of money that, and no share."""
    is_price = "amount" in asked.wanted and asks_price(asked.part.asking, asked.language)
    return MONEY if is_price else MEASURED


def has_unit(one: Evidence, units: Set[Unit]) -> bool:
    """Tell whether a sentence says how much money it is, or what share."""
    return any(number.unit in units for number in facts_of(one).numbers)


def to_count(question: str, language: str) -> list[str]:
    """Return the terms of what is to be counted, right after "how many"; none if that is an acronym
    ("MS"), which the sentence may spell out."""
    *_, after = apart("amount", question, language)
    asking = " ".join(question.removesuffix(after).split()[-_HOW_MANY:])
    first, *further = after.split()[:_THING] or [""]
    if not has_question_word(asking, language) or not terms(first, language):
        return []
    if may_be_acronym(first):
        return []
    if first.casefold() in verbs(language):  # "how often will"
        return []
    told = (word for word in further if word.casefold() not in verbs(language))
    return terms(" ".join((first, *told)), language)


def only_counts_them(asked: Asked, first: Evidence) -> bool:
    """Tell whether a sentence repeats the number in a question like "Which 21 states took part?",
    or says how many there are of what "Which states ...?" asks for, and does not name them."""
    if "amount" in asked.wanted:
        return False
    known, told = (
        [one for one in facts(text, language).numbers if one.unit == ""]
        for text, language in (
            (asked.part.asking, asked.language),
            (first.wording, first.language),
        )
    )
    has_it = any(number.equals(one) for number in known for one in told)
    is_number = has_it and bool(asked.wanted & {"person", "all", "overview"})
    return (is_number or _counts_which(asked, first, told)) and not (
        is_listed(first.wording)
        or _LISTING.search(first.wording)
        or listed(first.wording, first.language)
    )


def _counts_which(asked: Asked, first: Evidence, told: Sequence[Number]) -> bool:
    """Tell whether a sentence in the same language has a number before what the question asks
    which it is: "Which languages?" of "in 8 languages"."""
    if first.language != asked.language or "time" in asked.wanted:  # "Which year?"
        return False
    nouns = terms(" ".join(asked_nouns(asked.part.asking, asked.language)), asked.language)
    after = (first.wording[one.start :].split()[1:2] for one in told)
    return any(shared(nouns, " ".join(word), first.language) for word in after)
