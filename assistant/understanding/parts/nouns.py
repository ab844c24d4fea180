"""Takes apart what nouns ask: "budget and number of projects of the Hub". Pure functions."""

import re
from dataclasses import dataclass

from assistant.understanding.follow_ups.substituting import without_dates
from assistant.understanding.phrases.asking import (
    CERTAIN,
    Wanted,
    has_question_word,
    kinds_named,
    wanted,
)
from assistant.understanding.phrases.named import WORD, words_named
from assistant.wording.facts.enumeration import ands
from vectorstore.terms import terms

_FIRST = 4
"""Among so many words stands what a further noun asks for: "the total annual budget"."""
_BESIDE = 3
"""So many words may follow a noun that are no name: "number of young experts"."""
_TOLD_TOGETHER: frozenset[Wanted] = frozenset({"time", "place"})
"""One sentence says when and where something was."""
_FIGURE = re.compile(r"\b\d{1,3}\b(?!\.)")


@dataclass(frozen=True, slots=True)
class _Noun:
    """What asks for kinds of things, and what stands before and after it."""

    lead: str
    wording: str
    rest: str
    kinds: frozenset[Wanted]


def asked_by_nouns(question: str, language: str, most: int, *, follows: bool) -> list[str]:
    """Return each of up to `most` things for which nouns ask, of what they are on; none if they ask
    for one, or for when and where something was.

    What they are on has a name, and follows the last of them or the first ("start date of the
    Hub"), or stands before them all ("csep budget"). If nothing has a name but of a time, what
    `follows` a question is on what that was on; else all follows each.
    """
    nouns = _nouns(question.rstrip(" ?"), language, most)
    named = words_named(without_dates(question, language), language)
    if not nouns or not all(_is_its(one.rest, named, language) for one in nouns[:-1]):
        return []
    first, last = nouns[0], nouns[-1]
    on = next(filter(None, (_named(one.rest, named, language) for one in (last, first))), "")
    is_led = bool(named.intersection(WORD.findall(first.lead))) or (
        not on and bool(terms(first.lead, language))
    )
    if not on and not is_led and not follows:
        on = last.rest.strip()
        if not on:
            return []
    each = []
    for one in nouns:
        lead = first.lead if is_led or one is first else ""
        is_said = bool(_named(one.rest, named, language)) or one.rest.endswith(on)
        said = f"{lead}{one.wording}{one.rest}"
        each.append(said if is_said else f"{said.rstrip()} {on}")
    return each


def _nouns(question: str, language: str, most: int) -> list[_Noun]:
    """Return the nouns that "and" joins in a question and that ask; none if anything else does."""
    joined = rf",\s+|,?\s+(?:{ands(language)}|&)\s+"
    pieces = re.split(joined, question, flags=re.IGNORECASE)
    if not 1 < len(pieces) <= most:
        return []
    found = [_noun(piece, language, is_first=not place) for place, piece in enumerate(pieces)]
    nouns = [one for one in found if one]
    kinds = frozenset[Wanted]().union(*(one.kinds for one in nouns))
    if len(nouns) < len(found) or kinds <= _TOLD_TOGETHER or not _asks_for(nouns[0], language):
        return []
    return nouns


def _noun(piece: str, language: str, *, is_first: bool) -> _Noun | None:
    """Return what asks in a piece of a question: in the first one the last noun that does, in
    others the first."""
    words = list(WORD.finditer(piece))
    for place in reversed(range(len(words))) if is_first else range(min(1, len(words))):
        start = words[place].start()
        for end in words[place : place + _FIRST]:
            if kinds := kinds_named(piece[start : end.end()], language):
                wording, rest = piece[start : end.end()], piece[end.end() :]
                if has_question_word(rest, language):  # "the reason why Twitter left"
                    return None
                return _Noun(piece[:start], wording, rest, kinds)
    return None


def _asks_for(first: _Noun, language: str) -> bool:
    """Tell whether what stands before the first noun asks for nothing else, and checks nothing:
    "When was the budget ...?", "Is the budget ...?"."""
    lead = first.lead
    is_check = len(WORD.findall(lead)) > 1 and not (
        terms(lead, language) or has_question_word(lead, language)
    )
    return not is_check and wanted(lead, language) & CERTAIN <= first.kinds


def _is_its(rest: str, named: set[str], language: str) -> bool:
    """Tell whether what follows a noun may belong to it, and tells nothing of it."""
    said = WORD.findall(rest)
    first = next((word for word in said if terms(word, language)), "")
    return (len(said) <= _BESIDE or first in named) and not _FIGURE.search(rest)


def _named(rest: str, named: set[str], language: str) -> str:
    """Return what follows a noun from its first name on, with the words that join it."""
    words = list(WORD.finditer(rest))
    place = next((place for place, word in enumerate(words) if word[0] in named), None)
    if place is None:
        return ""
    while place and not terms(words[place - 1][0], language):
        place -= 1
    return rest[words[place].start() :]
