"""What one slide says: its title, and the blocks below it in the order of reading."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ingest.readers import Block, table_rows
from ingest.readers.pptx.graphics import read_frame
from ingest.readers.pptx.order import Box, Run
from ingest.readers.pptx.parts import Parts
from ingest.readers.pptx.shapes import Shape, drawn, read_in_order, shapes_of
from ingest.readers.pptx.sight import Sight
from ingest.readers.pptx.template import Template
from ingest.readers.pptx.text import Paragraph, Text, blocks_of

_LONGEST_TITLE = 16
"""So many words a text box has at most that stands for a title."""
_LONGEST_LABEL = 6
"""So many words stand over a column or before a row."""


class _Said(NamedTuple):
    """What a shape says."""

    paragraphs: list[Paragraph]
    blocks: list[Block]
    """Of a table, a chart, a SmartArt graphic."""

    @property
    def label(self) -> str | None:
        """Its words, if they are but a label."""
        if self.blocks or len(self.paragraphs) != 1 or self.paragraphs[0].mark is not None:
            return None
        words = self.paragraphs[0].words.split()
        is_label = len(words) <= _LONGEST_LABEL and words[-1][-1] not in ".!?;,"
        return " ".join(words).rstrip(" :") if is_label else None


class SlideReader:
    """Reads a slide of a size, or a page of notes without one; what is hidden on it is counted in
    `dropped`."""

    def __init__(
        self, parts: Parts, name: str, template: Template, size: Box | None, dropped: Counter[str]
    ) -> None:
        shapes = shapes_of(template.roots[0], template)
        self._dropped = dropped
        self._sight = Sight(template, shapes, size)
        self._shapes = self._shown(shapes)
        text = Text(template, self._sight, dropped)
        self._said = {
            one.element: _Said(
                text.paragraphs(one, one.element.find("{*}txBody")),
                [*read_frame(one, text, parts, name)],
            )
            for one in drawn(self._shapes)
        }
        self._titles = [one for one in drawn(self._shapes) if one.kind == "title"]
        if not any(self._said[one.element].paragraphs for one in self._titles):
            self._titles = self._title_in_a_box()

    def title(self) -> str | None:
        """Return the title of the slide, on one line."""
        said = (line.words for one in self._titles for line in self._said[one.element].paragraphs)
        return " ".join(" ".join(said).split()) or None

    def blocks(self, level: int) -> Iterator[Block]:
        """Yield what stands below the title; headings of a part of it have this level."""
        below = _without(self._shapes, self._titles)
        runs = [*read_in_order(below)]
        for run in runs:
            yield from self._labelled(run, level, is_last=run is runs[-1]) or self._plain(
                run, level
            )

    def notes(self, level: int) -> Iterator[Block]:
        """Yield what stands on a page of notes but the slide."""
        for shape in self._shapes:
            if shape.kind == "body":
                yield from self._plain([[shape]], level)

    def _plain(self, run: Run[Shape], level: int) -> Iterator[Block]:
        for part in run:
            for shape in part:
                said = self._said[shape.element]
                yield from blocks_of(said.paragraphs, level)
                yield from said.blocks

    def _labelled(self, run: Run[Shape], level: int, *, is_last: bool) -> list[Block]:
        """Return what several columns or rows say, each with the label that it begins with: as
        rows of a table where that is but one paragraph, else below it; nothing if they have none.
        What else the slide says would be below the last label, too."""
        labels = [self._said[part[0].element].label or "" for part in run if len(part) > 1]
        if len(run) == 1 or len(labels) < len(run) or not all(labels):
            return []
        below = [[self._said[shape.element] for shape in part[1:]] for part in run]
        if all(len(rest) == 1 and _is_one_paragraph(rest[0]) for rest in below):
            texts = [" ".join(rest[0].paragraphs[0].words.split()) for rest in below]
            return [_rows(labels, texts)]
        if not is_last:
            return []
        return [
            block
            for label, part in zip(labels, run, strict=True)
            for block in (Block(label, level), *self._plain([part[1:]], level + 1))
        ]

    def _title_in_a_box(self) -> list[Shape]:
        """Return the highest of the text boxes if it holds a short line in larger letters than all
        others: many a slide has its title there."""
        boxes = [one for one in drawn(self._shapes) if self._said[one.element].paragraphs]
        highest = min(boxes, key=lambda one: one.box.top, default=None)
        if highest is None:
            return []
        title, *more = self._said[highest.element].paragraphs
        sizes = [
            line.size
            for one in boxes
            if one is not highest
            for line in self._said[one.element].paragraphs
        ]
        is_short = not more and len(title.words.split()) <= _LONGEST_TITLE
        return [highest] if is_short and sizes and title.size > max(sizes) else []

    def _shown(self, shapes: Sequence[Shape]) -> list[Shape]:
        """Return the shapes that have words which people see; the others' words are counted."""
        shown = []
        for shape in shapes:
            if hidden := self._sight.hides_shape(shape):
                self._dropped[hidden] += length_of(shape.element)
            elif shape.inside:
                inside = tuple(self._shown(shape.inside))
                shown += [replace(shape, inside=inside)] if inside else []
            elif shape.element.tag.endswith("}graphicFrame") or length_of(shape.element):
                shown.append(shape)
        return shown


def length_of(element: Any) -> int:
    """Return how many characters of text there are in an element."""
    return sum(len(part.text or "") for part in element.iter("{*}t", "{*}text"))


def _is_one_paragraph(said: _Said) -> bool:
    return not said.blocks and len(said.paragraphs) == 1 and said.paragraphs[0].mark is None


def _rows(labels: Sequence[str], texts: Sequence[str]) -> Block:
    """Return what stands beside each of several labels as a table, or as a list if these count."""
    pairs = zip(labels, texts, strict=True)
    if [label.lstrip("0") for label in labels] == [*map(str, range(1, len(labels) + 1))]:
        return Block("\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1)))
    return Block("\n".join(table_rows([label], [[text]]) for label, text in pairs), is_table=True)


def _without(shapes: Sequence[Shape], others: Sequence[Shape]) -> list[Shape]:
    """Return shapes without some others, which may be in groups."""
    left = [
        replace(one, inside=tuple(_without(one.inside, others))) if one.inside else one
        for one in shapes
        if one not in others
    ]
    return [one for one in left if one.inside or not one.element.tag.endswith("}grpSp")]
