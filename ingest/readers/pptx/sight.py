"""What of a slide's text nobody sees, who looks at the slide."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.readers.pptx.order import Box
from ingest.readers.pptx.parts import is_on, number_of
from ingest.readers.pptx.shapes import Shape, drawn, shapes_of
from ingest.readers.pptx.template import Template, placeholder_of

_TINY = 200
"""Hundredths of points: nobody reads smaller letters."""
_ALIKE = 8
"""So far at most the red, green and blue of two colours are apart that nobody tells from each
other."""
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


class Sight:
    """Tells what is seen of the shapes of a slide, outside of whose size, if any, nothing is."""

    def __init__(self, template: Template, shapes: Sequence[Shape], size: Box | None) -> None:
        self._template = template
        self._shapes = shapes
        self._size = size

    def hides_shape(self, shape: Shape) -> str | None:
        """Return why nobody sees a shape, or None."""
        named = shape.element.find("./*/{*}cNvPr")
        if named is not None and is_on(named, "hidden"):
            return "hidden text"
        is_outside = self._size is not None and not shape.box.meets(self._size)
        return "text outside the slide" if is_outside else None

    def hides_text(self, looks: Sequence[Any], shape: Shape) -> str | None:
        """Return why nobody sees a run of text, or None. `looks` state what it looks like, the
        nearest first."""
        sizes = (number_of(one, "sz") for one in looks if one.get("sz"))
        if next(sizes, _TINY) < _TINY:
            return "tiny text"
        fill = next(_fills(looks), None)
        if fill is None:
            return None
        if fill.tag.endswith("}noFill") or any(
            one.get("val") in {"0", "0%"} for one in fill.iterfind("*/{*}alpha")
        ):
            return "invisible text"
        colour = self._template.colour(fill) if fill.tag.endswith("}solidFill") else None
        if colour and _are_alike(colour, self._behind(shape)):
            return "text in the colour of its background"
        return None

    def _behind(self, shape: Shape) -> str | None:
        """Return the one colour behind a shape's text, or None if there is no one, or none told."""
        if not shape.element.tag.endswith("}sp"):
            return None  # the style of a table colours its cells
        own = self._fill(shape.element)
        if own is not None and not own.tag.endswith("}noFill"):
            return self._template.colour(own) if own.tag.endswith("}solidFill") else None
        below = (
            other
            for other in self._all_shapes()
            if other.element is not shape.element and other.box.meets(shape.box)
        )
        return None if any(map(self._covers, below)) else self._template.background()

    def _all_shapes(self) -> Iterator[Shape]:
        """Yield what is drawn on the slide, by itself or by its layout and its master."""
        yield from drawn(self._shapes)
        for root in self._template.roots[1:]:
            for one in drawn(shapes_of(root, self._template)):
                if placeholder_of(one.element) is None:
                    yield one

    def _covers(self, shape: Shape) -> bool:
        """Tell whether a shape covers what is below it: with a fill or a picture."""
        fill = self._fill(shape.element)
        is_filled = fill is not None and not fill.tag.endswith("}noFill")
        return is_filled or not shape.element.tag.endswith(("}sp", "}cxnSp"))

    def _fill(self, element: Any) -> Any:
        """Return the fill of a shape, or of the placeholder that it takes after, or None."""
        looks = (one.find("{*}spPr") for one in [element, *self._template.above(element)])
        style = element.find("{*}style/{*}fillRef[@idx]")
        by_style = style is not None and style.get("idx") not in {"0", "1000"}
        return next(_fills(look for look in looks if look is not None), style if by_style else None)


def _fills(looks: Iterable[Any]) -> Iterator[Any]:
    for look in looks:
        yield from look.iterchildren(*(f"{{*}}{name}" for name in _FILLS))


def _are_alike(colour: str, other: str | None) -> bool:
    """Tell whether two colours, each as six hexadecimal digits, can hardly be told apart."""
    if not other:
        return False
    try:
        return all(
            abs(int(colour[place : place + 2], 16) - int(other[place : place + 2], 16)) <= _ALIKE
            for place in (0, 2, 4)
        )
    except ValueError:
        return False
