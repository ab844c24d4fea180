"""The shapes of a slide: what stands on it, where, and in what order it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ingest.readers.pptx.order import Box, Run, in_reading_order
from ingest.readers.pptx.parts import number_of
from ingest.readers.pptx.template import Template, kind_of

_ON_EVERY_SLIDE = {"dt", "ftr", "sldNum", "hdr", "sldImg"}
"""Placeholders of dates, footers and numbers, and the picture of the slide over its notes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape or a group of them."""

    element: Any
    kind: str
    """Of a placeholder: `title`, `body`."""
    box: Box
    inside: tuple["Shape", ...] = ()
    """What a group holds."""


@dataclass(frozen=True, slots=True)
class _Space:
    """How the coordinates of a group's shapes are turned into those of its slide."""

    left: float = 0
    top: float = 0
    across: float = 1
    down: float = 1

    def box(self, left: int, top: int, width: int, height: int) -> Box:
        x, y = self.left + left * self.across, self.top + top * self.down
        return Box(int(x), int(y), int(x + width * self.across), int(y + height * self.down))


def shapes_of(root: Any, template: Template) -> list[Shape]:
    """Return the shapes of a slide, in the order in which they are drawn."""
    tree = root.find("{*}cSld/{*}spTree")
    return [] if tree is None else [*_shapes(tree, template, _Space())]


def read_in_order(shapes: Sequence[Shape]) -> Iterator[Run[Shape]]:
    """Yield shapes in the order of reading, those of a group together."""
    for run in in_reading_order(shapes):
        if len(run) > 1:
            yield [[*_leaves(part)] for part in run]
        elif run[0][0].inside:
            yield from read_in_order(run[0][0].inside)
        else:
            yield run


def _leaves(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield shapes, and of groups what they hold, in the order of reading."""
    for shape in shapes:
        if shape.inside:
            for run in read_in_order(shape.inside):
                yield from chain.from_iterable(run)
        else:
            yield shape


def drawn(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield shapes in the order in which they are drawn, those in groups too."""
    for shape in shapes:
        yield from drawn(shape.inside) if shape.inside else [shape]


def unwrapped(parent: Any) -> Iterator[Any]:
    """Yield the elements in one; of what is there in several ways the newest: it has its text."""
    for child in parent.iterchildren("{*}*"):
        if child.tag.endswith("}AlternateContent"):
            for choice in [*child.iterchildren("{*}Choice")][:1]:
                yield from unwrapped(choice)
        else:
            yield child


def _shapes(parent: Any, template: Template, space: _Space) -> Iterator[Shape]:
    for element in unwrapped(parent):
        kind = kind_of(element)
        if kind in _ON_EVERY_SLIDE:
            continue
        place = _place([element, *template.above(element)])
        left, top, width, height = _numbers(place, "off", "ext")
        box = space.box(left, top, width, height)
        if element.tag.endswith("}grpSp"):
            inside = _shapes(element, template, _inner(space, box, place))
            yield Shape(element, kind, box, tuple(inside))
        elif element.tag.rpartition("}")[2] in {"sp", "graphicFrame", "pic", "cxnSp"}:
            yield Shape(element, kind, box)


def _inner(space: _Space, box: Box, place: Any) -> _Space:
    """Return the space of a group's shapes; those of one without a size have its own."""
    left, top, width, height = _numbers(place, "chOff", "chExt")
    if not (width and height):
        return space
    across, down = (box.right - box.left) / width, (box.bottom - box.top) / height
    return _Space(box.left - left * across, box.top - top * down, across, down)


def _place(elements: Sequence[Any]) -> Any:
    """Return the first statement of where an element, or what it takes after, stands; or None."""
    for element in elements:
        for path in ("{*}xfrm", "{*}spPr/{*}xfrm", "{*}grpSpPr/{*}xfrm"):
            place = element.find(path)
            if place is not None:
                return place
    return None


def _numbers(place: Any, corner: str, size: str) -> tuple[int, int, int, int]:
    at = place.find(f"{{*}}{corner}") if place is not None else None
    of = place.find(f"{{*}}{size}") if place is not None else None
    left, top = (0 if at is None else number_of(at, name) for name in ("x", "y"))
    width, height = (0 if of is None else number_of(of, name) for name in ("cx", "cy"))
    return left, top, width, height
