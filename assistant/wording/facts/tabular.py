"""Tells by which words a question asks for rows of a table, and what a cell says. Pure.

tabular.json holds, for each of the 24 official EU languages, words for what is the "greatest" or
the "least" of something, and the "first" or the "last" in time; what says that something is a
"total"; what a cell says "yes" and "no" with; what tells where something is "starting" or "ending";
and what is "idle": it tells nothing of which rows are meant. "*" stands for any letters.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from assistant.wording.facts.lexicon import any_of, known
from vectorstore.language import folded

Extreme = Literal["first", "last", "greatest", "least"]
Bearing = Literal["starting", "ending"]
"""At which end of something a date lies."""

_EXTREMES: tuple[Extreme, ...] = get_args(Extreme)
_BEARINGS: tuple[Bearing, ...] = get_args(Bearing)
_NOTHING = re.compile(r"[\s\-‐‑‒–—./]*")
_CROSS, _TICK = frozenset("xX×✗✘☐"), frozenset("✓✔☑")


def extreme_asked(question: str, language: str) -> tuple[Extreme, int, int] | None:
    """Return which extreme of something a question asks for, and where its words say so: the first
    of them and, as "most recent" has "most", the longest there."""
    said = folded(question)
    found = ((kind, _finding(kind, known(language)).search(said)) for kind in _EXTREMES)
    spans = [(kind, *match.span()) for kind, match in found if match]
    return min(spans, key=lambda one: (one[1], -one[2]), default=None)


def is_total(text: str, language: str) -> bool:
    """Tell whether a text speaks of a sum, or of a mean."""
    return bool(_finding("total", known(language)).search(folded(text)))


def bearings(text: str, language: str) -> set[Bearing]:
    """Return whether a text speaks of the beginning or the end of something."""
    said = folded(text)
    return {kind for kind in _BEARINGS if _finding(kind, known(language)).search(said)}


def is_idle(word: str, language: str) -> bool:
    """Tell whether a word of a question tells nothing of which rows it means."""
    return bool(_finding("idle", known(language)).fullmatch(folded(word)))


def says_yes(cell: str, language: str) -> bool:
    """Tell whether a cell says no more than yes."""
    return cell.strip() in _TICK or _says("yes", cell, language)


def says_no(cell: str, language: str) -> bool:
    """Tell whether a cell is empty, or begins with a no: "no", "not yet", "–"."""
    is_blank = bool(_NOTHING.fullmatch(cell)) or cell.strip() in _CROSS
    return is_blank or bool(_finding("no", known(language)).match(folded(cell.strip())))


def _says(kind: str, cell: str, language: str) -> bool:
    return bool(_finding(kind, known(language)).fullmatch(folded(cell.strip(" .!"))))


@cache
def _finding(kind: str, language: str) -> re.Pattern[str]:
    return any_of(_data()[language][kind])


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("tabular.json").read_text(encoding="utf-8")
    data: dict[str, dict[str, list[str]]] = json.loads(text)
    return data
