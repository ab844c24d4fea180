"""Finds what a message lists: "Please confirm (1) the date, (2) the budget". Pure functions.

Mails, and questions that members of parliaments put, list what they ask, by numbers or letters that
may stand in a line, or in lines that each begin with the same sign.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.wording.facts.enumeration import ands_and_ors
from vectorstore.points import is_item
from vectorstore.splitting import split_sentences
from vectorstore.terms import terms

_MARK = "- "
"""What an item begins with, once it has a line of its own."""

_ORDERS = tuple(
    tuple(order.split())
    for order in (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "a b c d e f g h i j k l",
        "i ii iii iv v vi vii viii ix x",
        "α β γ δ ε στ ζ η θ",
        "а б в г д е ж з и",
    )
)
"""What items are counted by."""

_COUNTED = re.compile(
    r"(?:(?<!\d[ \t])|(?<=\d{4}[ \t]))(?<!\S)\((?P<bracketed>\d{1,2}|[^\W\d_]{1,4})\)(?=\s*\w)"
    r"|(?<!\S)(?P<closed>\d{1,2}|[^\W\d_]{1,4})\)(?=\s*\w)"
    r"|(?:(?<=[?!.:;]\s)|(?<=\n)|^)[ \t]*(?P<dotted>\d{1,2}|[a-zα-ωа-я])[.:](?=\s+[^\W\d_])",
    re.IGNORECASE,
)
"""A full stop makes a mark only where a line, or a sentence, begins: "das 2. Treffen"; two brackets
make none after a number that is no year: "Article 5 (1)"."""
_BULLET = re.compile(r"^[ \t]*(?P<sign>[-–—•·*‣▪])[ \t]+(?=\S)", re.MULTILINE)
_BESIDE = " \t\n,;"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int


def with_items_on_lines(text: str, language: str) -> str:
    """Return a text in which each item of a list has a line of its own; as it is if it lists
    nothing. What follows the sentence, or the line, of the last item is none."""
    marks = _counted(text) or _bullets(text)
    if len(marks) < 2:
        return text
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    said = [text[mark.end : end] for mark, end in zip(marks, ends, strict=True)]
    last, rest = _first_sentence(said[-1], language)
    items = [_trimmed(item, language) for item in (*said[:-1], last)]
    if not all(terms(item, language) for item in items):  # "Article 5 (1) and (2)"
        return text
    listed = [f"{_MARK}{item}" for item in items]
    return "\n".join(filter(None, (text[: marks[0].start].strip(), *listed, rest.strip())))


def items(text: str, language: str) -> tuple[str, list[str]]:
    """Return what stands before the items of a list, and the items with the sentences that follow
    them; no items if a text lists nothing."""
    lines = text.splitlines()
    first = next((place for place, line in enumerate(lines) if is_item(line)), len(lines))
    listed = [line for line in lines[first:] if line.strip()]
    if sum(map(is_item, listed)) < 2:
        return text, []
    return "\n".join(lines[:first]).strip(), list(_without_marks(listed, language))


def _without_marks(lines: Sequence[str], language: str) -> Iterator[str]:
    for line in lines:
        if is_item(line):
            yield line.removeprefix(_MARK)
        else:
            yield from (line[start:end] for start, end in split_sentences(line, language))


def _counted(text: str) -> list[_Mark]:
    """Return the marks of what a text counts, from the first of an order on, each the next."""
    found = [(match, match[match.lastgroup or 0].casefold()) for match in _COUNTED.finditer(text)]
    counted: list[_Mark] = []
    for order in _ORDERS:
        marks: list[_Mark] = []
        for match, count in found:
            if len(marks) < len(order) and count == order[len(marks)]:
                marks.append(_Mark(match.start(), match.end()))
        counted = max(counted, marks, key=len)
    return counted if len(counted) > 1 else []


def _bullets(text: str) -> list[_Mark]:
    found = list(_BULLET.finditer(text))
    return [_Mark(one.start(), one.end()) for one in found if one["sign"] == found[0]["sign"]]


def _first_sentence(text: str, language: str) -> tuple[str, str]:
    text = text.strip()
    _, end = next(iter(split_sentences(text, language)), (0, 0))
    return text[:end], text[end:]


def _trimmed(item: str, language: str) -> str:
    """Return an item on one line, without what joins it to the next."""
    item = " ".join(item.split())
    return re.sub(rf"[{_BESIDE}]+(?:{ands_and_ors(language)})?$", "", item, flags=re.IGNORECASE)
