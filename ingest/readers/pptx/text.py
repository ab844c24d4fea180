"""The paragraphs of a shape: their words that people see, and the marks of those in lists."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from ingest.readers import Block
from ingest.readers.blocks import numeral
from ingest.readers.labels import BREAK, lines_of, states_nothing
from ingest.readers.pptx.parts import is_on, number_of
from ingest.readers.pptx.shapes import Shape, unwrapped
from ingest.readers.pptx.sight import Sight
from ingest.readers.pptx.template import Template

_DEEPEST = 8
_USUAL_SIZE = 1_800
"""Hundredths of points, where nothing states a size."""
_TYPED = re.compile(
    r"([-–—•▪■●◦○►▸➢➤✓✔*\uf0b7\uf0a7\uf0d8\uf0fc])\s+(?=\S)|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s"
)
"""The mark of a point that its author typed: a bullet, or what counts."""
_COUNTING = re.compile(r"(arabic|alpha|roman)(Lc|Uc)?(Period|ParenR|ParenBoth)?")
_KINDS = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_AROUND = {"ParenR": "{})", "ParenBoth": "({})"}
_CHANGING = re.compile(r"slidenum|datetime", re.IGNORECASE)
"""Fields that are not what the author said: they differ from slide to slide and day to day."""


class Paragraph(NamedTuple):
    """A paragraph that says something."""

    words: str
    mark: str | None
    """Of a point of a list: `-` or its number; `""` if it brings its own; else None."""
    level: int
    """From 0, for points that stand below others."""
    size: int
    """Of its first letters, in hundredths of points."""
    is_bold: bool
    """All of it."""


class Text:
    """Reads the text of the shapes of one slide, and counts what nobody sees of it."""

    def __init__(self, template: Template, sight: Sight, dropped: Counter[str]) -> None:
        self._template = template
        self._sight = sight
        self._dropped = dropped

    def paragraphs(self, shape: Shape, body: Any) -> list[Paragraph]:
        """Return the paragraphs of a shape's text that say something."""
        counts: dict[int, tuple[str, int]] = {}
        found = []
        for element in body.iterchildren("{*}p") if body is not None else ():
            own = element.find("{*}pPr")
            level = min(number_of(own, "lvl"), _DEEPEST) if own is not None else 0
            styles = [*self._template.styles(shape.element, level)]
            words = self._words(element, shape, styles)
            if words:
                said = [one for one in [own] if one is not None] + styles
                mark = _mark(said, level, counts)
                found.append(_paragraph(words, mark, level, element, styles))
        return found

    def _words(self, paragraph: Any, shape: Shape, styles: Sequence[Any]) -> str:
        """Return the words of a paragraph that people see; the others are counted."""
        words = []
        for run in unwrapped(paragraph):
            kind = run.tag.rpartition("}")[2]
            if kind == "br":
                words.append(BREAK)
            elif kind == "r" or (kind == "fld" and not _CHANGING.match(run.get("type", ""))):
                text = run.findtext("{*}t") or ""
                hidden = self._sight.hides_text(_looks(run, styles), shape)
                if hidden:
                    self._dropped[hidden] += len(text)
                else:
                    words.append(text)
        return lines_of("".join(words))


def blocks_of(paragraphs: Sequence[Paragraph], level: int) -> Iterator[Block]:
    """Yield paragraphs as blocks; points of a list that follow each other make one, but those that
    introduce points below them, and a line in bold that states nothing is a heading of a level."""
    points: list[str] = []
    for paragraph, below in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.mark is None or _introduces(paragraph, below):
            if points:
                yield Block("\n".join(points))
            points = []
            heads = below and _may_head(paragraph) and not _may_head(below)
            yield Block(paragraph.words, level if heads else 0)
        else:
            points.append(f"{paragraph.mark} {paragraph.words}".strip())
    if points:
        yield Block("\n".join(points))


def _introduces(paragraph: Paragraph, below: Paragraph | None) -> bool:
    """Tell whether a point introduces deeper ones: it is quoted with these, and they with it."""
    is_deeper = below is not None and below.mark is not None and below.level > paragraph.level
    return paragraph.mark == "-" and paragraph.words.endswith(":") and is_deeper


def _may_head(paragraph: Paragraph) -> bool:
    return paragraph.is_bold and paragraph.mark is None and states_nothing(paragraph.words)


def _paragraph(
    words: str, mark: str | None, level: int, element: Any, styles: Sequence[Any]
) -> Paragraph:
    """Return a paragraph with its mark, or the one that its author typed."""
    runs = [one for one in element.iterchildren("{*}r") if (one.findtext("{*}t") or "").strip()]
    sizes = (number_of(one, "sz") for run in runs for one in _looks(run, styles) if one.get("sz"))
    size = next(sizes, _USUAL_SIZE)
    weights = (next((one for one in _looks(run, styles) if one.get("b")), run) for run in runs)
    is_bold = all(is_on(one, "b") for one in weights)
    typed = _TYPED.match(words)
    if typed and typed[1]:
        return Paragraph(words[typed.end() :], mark or "-", level, size, is_bold)
    return Paragraph(words, "" if typed else mark, level, size, is_bold)


def _mark(said: Sequence[Any], level: int, counts: dict[int, tuple[str, int]]) -> str | None:
    """Return what a paragraph of a level shows as its mark, or None; the nearest says first.
    `counts` holds the numbering of each level and how far it has come."""
    for deeper in [one for one in counts if one > level]:
        del counts[deeper]
    bullets = (one for about in said for one in about.iterchildren() if _is_bullet(one))
    bullet = next(bullets, None)
    if bullet is None or bullet.tag.endswith("}buNone"):
        counts.pop(level, None)
        return None
    if not bullet.tag.endswith("}buAutoNum"):
        counts.pop(level, None)
        return "-"
    numbering = bullet.get("type", "")
    before, number = counts.get(level, ("", 0))
    number = number + 1 if before == numbering else number_of(bullet, "startAt", 1)
    counts[level] = numbering, number
    found = _COUNTING.match(numbering)
    kind = _KINDS.get(f"{found[1]}{found[2] or ''}", "1") if found else "1"
    return _AROUND.get(found[3] or "" if found else "", "{}.").format(numeral(number, kind))


def _is_bullet(element: Any) -> bool:
    return str(element.tag).endswith(("}buNone", "}buChar", "}buAutoNum", "}buBlip"))


def _looks(run: Any, styles: Sequence[Any]) -> list[Any]:
    """Return what states how a run of text looks, the nearest first."""
    said = [run.find("{*}rPr"), *(style.find("{*}defRPr") for style in styles)]
    return [one for one in said if one is not None]
