"""Points of lists in a PDF: by their marks, or by lines that end though there was room for more."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.readers.pdf.layout import Line
from ingest.readers.pdf.typography import Typography

_MARK = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[A-Z])\)|\d{1,3}\.|[a-z]\.|[•▪●◦·–—-])\s+(?=\S)"
)
_TIME = re.compile(r"\d{1,2}[.:h]\d\d(?: ?[–—-] ?\d{1,2}[.:h]\d\d)? +\S")
_FEW_LINES = 2
_SHORT = 0.75
"""Part of the longest line in letters of its size: a shorter one is hardly broken."""


def is_point(text: str) -> bool:
    """Tell whether a text begins with the mark of a point of a list."""
    return bool(_MARK.match(text))


def is_timed(text: str) -> bool:
    """Tell whether a text begins with a time, as a point of an agenda does."""
    return bool(_TIME.match(text))


def is_marked(text: str) -> bool:
    """Tell whether a text begins as a point of a list, or of an agenda."""
    return is_point(text) or is_timed(text)


def set_apart(lines: list[Line], usual: Typography) -> dict[int, str]:
    """Return the ids of the lines before which a line ends that had room for their first word, as
    in a list without marks, or in verse; and the mark that they lack.

    How far lines reach, those set alike around them tell. If all of these begin with a capital or a
    digit, and any is so short, all are points of a list, the longest too unless it is as long as
    lines that are broken; if they are set in, its marks are drawn.
    """
    widest: dict[float, float] = {}
    for line in lines:
        widest[line.size] = max(widest.get(line.size, 0), _width(line))
    apart: dict[int, str] = {}
    for alike in _set_alike(lines, usual):
        apart |= _set_apart(alike, widest)
    return apart


def _set_apart(alike: list[Line], widest: dict[float, float]) -> dict[int, str]:
    right = max(line.box.right for line in alike)
    with_room = {
        id(line)
        for above, line in pairwise(alike)
        if above.box.right + 1.2 * _first_word(line) < right
    }
    is_list = len(alike) > _FEW_LINES and bool(with_room) and all(map(_begins_anew, alike))
    first = alike[0]
    is_set_in = first.box.left - first.column.left > 0.8 * first.size
    mark = "- " if is_list and is_set_in and not is_marked(first.text) else ""
    apart = {id(first): mark} if mark else {}
    for above, line in pairwise(alike):
        is_short = above.box.right < right or _width(above) < _SHORT * widest[above.size]
        if _begins_anew(line) and (id(line) in with_room or (is_list and is_short)):
            apart[id(line)] = mark
    return apart


def _set_alike(lines: list[Line], usual: Typography) -> Iterator[list[Line]]:
    """Yield the runs of lines that begin at the same place, in letters of one kind, one step below
    each other."""
    alike = lines[:1]
    for above, line in pairwise(lines):
        if not _is_set_alike(above, line, usual):
            yield alike
            alike = []
        alike.append(line)
    if alike:
        yield alike


def _is_set_alike(above: Line, line: Line, usual: Typography) -> bool:
    return (
        (line.page, line.column, line.bold) == (above.page, above.column, above.bold)
        and abs(line.size - above.size) < 0.6
        and abs(line.box.left - above.box.left) < 2
        and 0 < above.baseline - line.baseline <= usual.longest_step(line.size)
    )


def _begins_anew(line: Line) -> bool:
    """Tell whether a line begins with a capital or a digit."""
    return line.text[0].isupper() or line.text[0].isdigit()


def _width(line: Line) -> float:
    return line.box.right - line.box.left


def _first_word(line: Line) -> float:
    """Return about how wide the first word of a line is."""
    return _width(line) * len(line.text.split()[0]) / len(line.text)
