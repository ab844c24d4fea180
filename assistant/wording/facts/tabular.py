"""Tells by which words a question asks for rows of a table, and what a cell says. Pure.

tabular.json holds, for each of the 24 official EU languages, words for what is the "greatest" or
the "least" of something, and the "first" or the "last" in time; what says that something is a
"total"; what a cell says "yes" and "no" with; what tells where something is "starting" or "ending",
prepositions apart ("from", "until"; with "* " before it, one that comes after), or when it is
"due"; what leaves some out ("except"); and what is "idle": it tells nothing of which rows are
meant. "*" stands for any letters.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, get_args

from assistant.wording.facts import facts
from assistant.wording.facts.attributes import attributes_asked
from assistant.wording.facts.lexicon import any_of, words
from assistant.wording.facts.numerals import cardinal
from assistant.wording.facts.relations import without_bounds
from vectorstore.data import read_data
from vectorstore.dates import Date
from vectorstore.language import known
from vectorstore.terms import WORD, folded, is_stop_word

Extreme = Literal["first", "last", "greatest", "least"]
Bearing = Literal["starting", "ending", "due"]
"""What a date is to something: where it starts, where it ends, or by when it has to be done."""

_EXTREMES: tuple[Extreme, ...] = get_args(Extreme)
_BEARINGS: tuple[Bearing, ...] = get_args(Bearing)
_NOTHING = re.compile(r"[\s\-‐‑‒–—./]*")
_NO_TICK, _TICK = frozenset("✗✘☐"), frozenset("✓✔☑☒")
_CROSS = frozenset("xX×")
"""What ticks, or strikes out."""
_GOES_ON = re.compile(r"[,;(–—]| [^\W\d_]")
"""What may follow a no that a cell begins with."""
_BOUNDS: tuple[Literal["more", "less"], ...] = ("more", "less")


def extreme_asked(question: str, language: str) -> tuple[Extreme, int, int] | None:
    """Return which extreme of something a question asks for, and where its words say so: the first
    of them and, as "most recent" has "most", the longest there. One of a date is none: "senest
    2026" is by then. In "how long does it last" the last word is none either, nor is what begins a
    name: "First Steps"."""
    said, unbound = folded(question), folded(without_bounds(question, language))
    found = (
        (kind, match)
        for kind in _EXTREMES
        if (finding := _finding(kind, known(language))).search(unbound)
        for match in finding.finditer(said)
        if not _begins_name(question, match)
    )
    asks_how_long = "lasting" in attributes_asked(question, language)
    spans = [
        (kind, *match.span())
        for kind, match in found
        if not (asks_how_long and is_idle(match[0], language))
    ]
    return min(spans, key=lambda one: (one[1], -one[2]), default=None)


def _begins_name(text: str, found: re.Match[str]) -> bool:
    """Tell whether words are written like the beginning of a name, within a sentence."""
    before, after = text[: found.start()].rstrip(" \"'“„«"), text[found.end() :].lstrip()
    within = bool(before) and before[-1] not in ".?!:;" and not text.isupper()
    return within and text[found.start()].isupper() and after[:1].isupper()


def is_bounded(question: str, language: str) -> bool:
    """Tell whether a question bounds an amount ("at least 5", "over 3 million"), or has an extreme
    of several ("the first three")."""
    language, said = known(language), folded(question)
    stated = facts(question, language)
    starts = {one.start for one in stated.counts}
    ends = [match.end() for kind in _EXTREMES for match in _finding(kind, language).finditer(said)]
    bounds = [match.end() for match in _bounding(language).finditer(said)]
    following = [
        word
        for end in (*ends, *bounds)
        if (
            word := next(
                (one for one in WORD.finditer(question, end) if _tells(one[0], language)), None
            )
        )
    ]
    return (
        any(one.bound for one in stated.numbers)
        or any(not WORD.search(question, end) for end in bounds)  # "4 partners at least?"
        or any(word.start() in starts or cardinal(word[0], language) for word in following)
    )


def is_total(text: str, language: str) -> bool:
    """Tell whether a text speaks of a sum, or of a mean."""
    return bool(_finding("total", known(language)).search(folded(text)))


def is_sum(cell: str, language: str) -> bool:
    """Tell whether a cell says no more than that its row has a sum, or a mean."""
    return _says("total", cell, language)


def bearings(text: str, language: str) -> set[Bearing]:
    """Return whether a text speaks of the beginning or the end of something, or a deadline."""
    said = folded(text)
    return {kind for kind in _BEARINGS if _finding(kind, known(language)).search(said)}


def label_bearings(label: str, language: str) -> set[Bearing]:
    """Return whether a label is for the beginning or the end of something: "End", "Until"."""
    alone: dict[str, Bearing] = {"from": "starting", "until": "ending"}
    return bearings(label, language) | {
        bearing for kind, bearing in alone.items() if _says(kind, label, language)
    }


def is_until(date: Date, question: str, language: str) -> bool:
    """Tell whether a question asks, right before a date or after it, for what lasts until then."""
    before, after = _until(known(language))
    said = folded(question)
    return bool(before.search(said[: date.start]) or after.match(said[date.end :]))


def leaves_out(question: str, language: str) -> bool:
    """Tell whether a question leaves some out: "except those in Belgium"."""
    return bool(_finding("except", known(language)).search(folded(question)))


def is_idle(word: str, language: str) -> bool:
    """Tell whether a word of a question tells nothing of which rows it means."""
    return bool(_finding("idle", known(language)).fullmatch(folded(word)))


def yes_and_no(cells: Sequence[str], language: str) -> tuple[set[str], set[str]]:
    """Return which cells of a column say yes and which no. A cross is a yes where all others are
    empty, and a no beside another yes, as is "NO" there."""
    yes = {cell for cell in cells if says_yes(cell, language)}
    no = {cell for cell in cells if says_no(cell, language)}
    crosses = {cell for cell in cells if cell.strip() in _CROSS}
    if all(cell in crosses or _NOTHING.fullmatch(cell) for cell in cells):
        return crosses, no
    alone = {cell for cell in cells if _says("no", cell, language)}
    return yes, no | crosses | alone if yes else no


def says_yes(cell: str, language: str) -> bool:
    """Tell whether a cell says no more than yes."""
    return cell.strip() in _TICK or _says("yes", cell, language)


def says_no(cell: str, language: str) -> bool:
    """Tell whether a cell is empty, or begins with a no: "no", "not yet", "–". What has a capital
    after it is a name ("No Hate Speech Network"), and "NO" is Norway."""
    cell = cell.strip()
    if _NOTHING.fullmatch(cell) or cell in _NO_TICK:
        return True
    found = _finding("no", known(language)).match(folded(cell))
    if not found or (found[0] == folded(cell) and cell.isupper() and len(cell) > 1):
        return False
    rest = cell[found.end() :]
    return not rest.strip(" .!") or bool(_GOES_ON.match(rest) and not rest[1:2].isupper())


def _says(kind: str, cell: str, language: str) -> bool:
    return bool(_finding(kind, known(language)).fullmatch(folded(cell.strip(" .:!*"))))


def _tells(word: str, language: str) -> bool:
    return bool(cardinal(word, language)) or not is_stop_word(word, language)


@cache
def _bounding(language: str) -> re.Pattern[str]:
    """Return what finds the words that bound an amount."""
    return any_of([word for kind in _BOUNDS for word in words(language)[kind]])


@cache
def _until(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds what says "until" at the end of what is before a date, and what is said
    after one."""
    listed = read_data(__package__, "tabular.json")[language]["until"]
    first = any_of([word for word in listed if word[:2] != "* "] or ["until"]).pattern
    last = any_of([word[2:] for word in listed if word[:2] == "* "] or ["until"]).pattern
    between = "|".join(folded(word) for kind in ("the", "period") for word in words("mul")[kind])
    return (
        re.compile(rf"{first}(?:\W+(?:{between})\w*){{0,4}}\W*$"),
        re.compile(rf"[\s-]*{last}"),
    )


@cache
def _finding(kind: str, language: str) -> re.Pattern[str]:
    return any_of(read_data(__package__, "tabular.json")[language][kind])
