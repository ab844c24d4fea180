"""Tells which attribute of something a question asks for, and whether a text speaks of it. Pure.

A sentence may be on the very thing that is asked about, and say nothing of what is asked about it:
its budget, who leads it, in which languages it works. attributes.json holds words for such
attributes in each of the 24 official EU languages: those that ask for one, which speak of it as
well, "but" some among them do not ("how long" is no length in "for how long has it existed?"), and
others that do no more than speak of it; "*" stands for any letters.
"""

import re
from functools import cache
from typing import Literal, get_args

from babel import Locale

from assistant.wording.facts.lengths import tells_length
from assistant.wording.facts.lexicon import any_of, blanked
from vectorstore.data import read_data
from vectorstore.language import LANGUAGES, known
from vectorstore.terms import folded

Attribute = Literal[
    "leading",
    "deputy",
    "commissioner",
    "drafting",
    "language",
    "fine",
    "exception",
    "rate",
    "mandate",
    "pay",
    "vote",
    "evaluation",
    "ending",
    "leaving",
    "keeping",
    "beginning",
    "predecessor",
    "scenario",
    "building",
    "weakness",
    "criticism",
    "funding",
    "contact",
    "obligation",
    "often",
    "lasting",
    "representing",
    "seat",
    "power",
    "deadline",
    "priority",
    "basis",
]

OF_PEOPLE: frozenset[Attribute] = frozenset(
    {"leading", "deputy", "commissioner", "drafting", "representing"}
)
"""These are asked for by who asks for somebody: "what did the commissioner say?" does not."""
OF_PLACES: frozenset[Attribute] = frozenset({"seat"})
"""These by who asks for a place, and for nobody: "on what is it based?" does not, nor "who met at
its seat?"."""
OF_TIMES: frozenset[Attribute] = frozenset({"ending"})
"""These by who asks for a time, or by no word that asks: "how did it end?" asks what came of it."""
OF_NO_AMOUNT: frozenset[Attribute] = frozenset({"keeping"})
"""These by who asks for no amount: "how many are stored?" asks how many there are."""

_SEVERAL = 2
_REACHED_BY = re.compile(r"(?<![\w/])(?:\+\d|\(?0\d)(?:[ ()/.-]{0,2}\d){6,13}(?!\w)|\w@\w+[.-]\w")


def attributes_asked(text: str, language: str) -> frozenset[Attribute]:
    """Return the attributes that a question has words for."""
    said = folded(text)
    return frozenset(
        attribute
        for attribute in get_args(Attribute)
        if any(match[1] for match in _asking(attribute, known(language)).finditer(said))
    )


def asks_price(text: str, language: str) -> bool:
    """Tell whether a question asks for an amount of money, and for no share of one."""
    return "funding" in attributes_asked(text, language) and not speaks_of("rate", text, language)


def speaks_of(attribute: Attribute, text: str, language: str) -> bool:
    """Tell whether a text has a word for an attribute; a telephone number or an address by e-mail
    is one for how to reach somebody, a number with a unit one for how long something lasts or may
    take, and what languages are called one for these."""
    if attribute == "contact" and _REACHED_BY.search(text):
        return True
    if attribute in ("lasting", "deadline") and tells_length(text, language):
        return True
    if attribute == "language" and _names_languages(text, language):
        return True
    return bool(_speaking(attribute, known(language)).search(folded(text)))


def _names_languages(text: str, language: str) -> bool:
    """Tell whether a text names several languages: one word alone may be for a nationality."""
    named = {
        one for word in re.findall(r"\w+", folded(text)) if (one := _called(language).get(word))
    }
    return len(named) >= _SEVERAL


@cache
def _called(language: str) -> dict[str, str]:
    """Return the codes of the official languages of the Union by what they are called in one."""
    names = Locale.parse(known(language)).languages
    return {folded(names[code]): code for code in LANGUAGES if code in names}


def without_deputies(text: str, language: str) -> str:
    """Return a folded text without its words for deputies, and the office that follows one:
    "vice-president", "deputy head"."""
    said = folded(text)
    deputy = _speaking("deputy", known(language)).pattern
    return blanked(said, [one.span() for one in re.finditer(rf"{deputy}(?:[ ‑-]\w+)?", said)])


@cache
def _asking(attribute: Attribute, language: str) -> re.Pattern[str]:
    """Return what finds words that ask for an attribute, in group 1, or seem to."""
    words = read_data(__package__, "attributes.json")[language][attribute]
    asking = f"({any_of(words['asks']).pattern})"
    return re.compile("|".join([*(any_of([one]).pattern for one in words.get("but", ())), asking]))


@cache
def _speaking(attribute: Attribute, language: str) -> re.Pattern[str]:
    words = read_data(__package__, "attributes.json")[language][attribute]
    return any_of([*words["asks"], *words.get("tells", ())])
