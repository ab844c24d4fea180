"""What a slide takes from its layout and its master: places, styles of text, colours."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.pptx.parts import Parts

_TITLES = {"title", "ctrTitle"}
_OWN_KINDS = {*_TITLES, "dt", "ftr", "sldNum", "hdr", "sldImg"}
"""Placeholders of any other kind take after the body of the master."""
_CHANGES = {"lumMod", "lumOff", "tint", "shade", "satMod"}
_PLAIN_BACKGROUND = "1001"
"""The first of a theme's backgrounds is nothing but a colour."""
WHITE = "FFFFFF"


def placeholder_of(element: Any) -> Any:
    """Return the element that makes a shape a placeholder, or None."""
    return element.find("./*/{*}nvPr/{*}ph")


def kind_of(element: Any) -> str:
    """Return the kind of placeholder that a shape is: `title`, `body`; of none it is empty."""
    placeholder = placeholder_of(element)
    if placeholder is None:
        return ""
    kind = str(placeholder.get("type", "obj"))
    return "title" if kind in _TITLES else kind


class Template:
    """A slide with its layout and its master, or a page of notes with its master."""

    def __init__(self, parts: Parts, name: str, unsaid: Any) -> None:
        """`unsaid` is the style of text that the presentation has where nothing states one."""
        self._roots = [parts.root(name)]
        for kind in ("slideLayout", "slideMaster", "notesMaster"):
            for found in parts.related(name, kind)[:1]:
                self._roots.append(parts.root(found))
                name = found
        self._unsaid = unsaid
        themes = [parts.root(found) for found in parts.related(name, "theme")[:1]]
        self._colours = {
            _local(colour): _stated(colour[0], {})
            for theme in themes
            for colour in theme.iterfind(".//{*}clrScheme/*")
            if len(colour)
        }
        self._colours |= {
            token: self._colours.get(stands_for)
            for root in reversed(self._roots)
            for path in ("{*}clrMap", "{*}clrMapOvr/{*}overrideClrMapping")
            for said in root.iterfind(path)
            for token, stands_for in said.attrib.items()
        }

    @property
    def roots(self) -> list[Any]:
        """The slide, its layout and its master."""
        return self._roots

    @property
    def is_title(self) -> bool:
        """It is a slide like that with a deck's title."""
        kinds = {one.get("type") for one in self._roots[0].iterfind(".//{*}nvPr/{*}ph")}
        return "ctrTitle" in kinds or self._is_of("title")

    @property
    def is_section(self) -> bool:
        """It is a slide with the title of several others."""
        return self._is_of("secHead")

    def _is_of(self, layout: str) -> bool:
        return any(root.get("type") == layout for root in self._roots[1:2])

    def above(self, element: Any) -> list[Any]:
        """Return the placeholders of the layout and the master that a shape takes after."""
        placeholder = placeholder_of(element)
        if placeholder is None:
            return []
        kind = kind_of(element)
        found = [self._like(root, placeholder.get("idx", "0"), kind) for root in self._roots[1:-1]]
        kinds = [kind, *(kind_of(one) for one in found if one is not None)]
        general = next((one for one in kinds if one in _OWN_KINDS), "body")
        found += [self._like(root, None, general) for root in self._roots[1:][-1:]]
        return [one for one in found if one is not None]

    def _like(self, root: Any, index: str | None, kind: str) -> Any:
        """Return the placeholder of a part with an index, or else of a kind, or None."""
        shapes = [*root.iterfind("{*}cSld/{*}spTree/{*}sp")]
        for shape in shapes:
            placeholder = placeholder_of(shape)
            if index and placeholder is not None and placeholder.get("idx", "0") == index:
                return shape
        return next((shape for shape in shapes if kind_of(shape) == kind), None)

    def styles(self, element: Any, level: int) -> Iterator[Any]:
        """Yield what states how a shape's paragraphs of a level look, the nearest first."""
        for one in [element, *self.above(element)]:
            yield from one.iterfind(f"{{*}}txBody/{{*}}lstStyle/{{*}}lvl{level + 1}pPr")
        kind = kind_of(element)
        style = "titleStyle" if kind == "title" else "bodyStyle" if kind else "otherStyle"
        for root in self._roots[-1:]:
            yield from root.iterfind(f"{{*}}txStyles/{{*}}{style}/{{*}}lvl{level + 1}pPr")
            yield from root.iterfind(f"{{*}}notesStyle/{{*}}lvl{level + 1}pPr")
        if self._unsaid is not None:
            yield from self._unsaid.iterfind(f"{{*}}lvl{level + 1}pPr")

    def colour(self, fill: Any) -> str | None:
        """Return the colour of a fill as six hexadecimal digits, or None if it is not told."""
        return _stated(fill[0], self._colours) if len(fill) else None

    def background(self) -> str | None:
        """Return the colour of the slide's background, or None if it is not one, or not told."""
        for root in self._roots:
            for background in root.iterfind("{*}cSld/{*}bg/*"):
                if _local(background) == "bgRef":
                    is_plain = background.get("idx") == _PLAIN_BACKGROUND
                    return self.colour(background) if is_plain else None
                fill = background.find("{*}solidFill")
                return None if fill is None else self.colour(fill)
        return WHITE


def _stated(colour: Any, named: dict[str, str | None]) -> str | None:
    """Return the colour that an element states, if it does not change it."""
    if any(_local(change) in _CHANGES for change in colour.iterchildren("{*}*")):
        return None
    match _local(colour):
        case "srgbClr":
            return str(colour.get("val", "")).upper()
        case "sysClr":
            return str(colour.get("lastClr", "")).upper() or None
        case "schemeClr":
            return named.get(colour.get("val", ""))
        case "prstClr" if colour.get("val") == "white":
            return WHITE
    return None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
