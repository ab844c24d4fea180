"""Tells what of a page states nothing: a title, a button, a label, a question. Pure."""

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

_ENDS, _ASKS = frozenset(".!…;:"), frozenset("?\u037e")
"""Whatever follows the mark: a closing quote, the number of a footnote."""
_LISTED = re.compile(r"\W|\(?\w{1,3}[.)]\s")
"""An item of a list, or a point of an act: "- ", "(a) ", "2. "."""
_PLACED = re.compile(r"(?=.*\d)[^,]+,[^,]+,[^,]")
"""What tells several things beside each other: "Lisbon, 10 September 2031, Hotel Miradouro"."""
_LABELLED = re.compile(r"[:;]\s")
"""A cell of a table with its label, or a row of cells: "Chair: A. Novak"."""
_BETWEEN = re.compile(r",\s|\s[|\u2013\u2014-]\s|\t")
"""What stands between the things that a line of a list tells: "Jane Roe, Sweden, Customs"."""
_PAGE = re.compile(r"\d{1,3}")
"""A figure by itself, as that of a page or a chapter."""
_LINES = 3
"""So many lines of one shape in a row make a list."""


def statements(lines: Sequence[str]) -> list[bool]:
    """Tell of each of the texts that follow each other whether it states something: it is no
    fragment, or one of a list such as that of who was there, whose lines all have one shape."""
    shapes = [_shape(line) if is_fragment(line) else 0 for line in lines]
    told: list[bool] = []
    for shape, run in groupby(zip(shapes, lines, strict=True), key=lambda each: each[0]):
        each = list(run)
        is_list = shape > 1 and len(each) >= _LINES
        told += [is_list or not is_fragment(line) for _, line in each]
    return told


def _shape(line: str) -> int:
    """Return how many things a line tells beside each other, all of them written as names or
    figures are and the first a name of several words or a time; 0 if it is no such line, as those
    of a menu and of a table of contents, the labels of a list and questions are none."""
    parts = _BETWEEN.split(line)
    first, *others = parts[0].split() or [""]
    is_list = first[:1].isdigit() or (bool(others) and others[-1][:1].isupper())
    is_told = all(part[:1].isupper() or part[:1].isdigit() for part in parts)
    is_page = any(map(_PAGE.fullmatch, parts))
    return len(parts) if is_list and is_told and not is_page and not _is_asked(line) else 0


def is_fragment(wording: str) -> bool:
    """Tell whether a text is neither a statement nor an item of a list or a row of a table, nor
    tells where and when something is.

    A sentence ends with a mark, in all of the languages of the Union; a question answers none, and
    neither does a single word ("Yes.") to whom does not see the question.
    """
    if _is_asked(wording):
        return True
    ended = not _ENDS.isdisjoint(_ending(wording))
    if ended and len(wording.split()) == 1:
        return True
    is_told = _LISTED.match(wording) or _LABELLED.search(wording) or _PLACED.match(wording)
    return not (ended or is_told)


def _is_asked(wording: str) -> bool:
    return not _ASKS.isdisjoint(_ending(wording))


def _ending(wording: str) -> list[str]:
    return list(takewhile(lambda sign: not sign.isalpha(), reversed(wording)))
