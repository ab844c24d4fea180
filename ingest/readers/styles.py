"""Removes from an HTML page what its own styles keep from people's eyes.

What stands in the page counts (`<style>` and `style=`), and what came with it in a book. Other
style sheets are not fetched, and nothing is laid out, so text that only they, a script or its place
among others hide is still read.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tinycss2
import tinycss2.color4
from cssselect import SelectorError, parse
from lxml import etree
from lxml.cssselect import CSSSelector

Declared = dict[str, str]
"""The declarations that hold for an element: property to value."""

_STRUCK = {"del", "s", "strike"}
"""What is struck out is said no more."""
_NEVER_SHOWN = {"template", "datalist"}
_NO_TEXT = {"script", "style", "noscript", "head", "title", "meta", "link"}
_PROPERTIES = {
    "display",
    "visibility",
    "opacity",
    "color",
    "background",
    "background-color",
    "font-size",
    "content-visibility",
    "text-indent",
    "left",
    "top",
}
_COLOUR_IN = {"body": "text", "font": "color"}
"""Where old pages say in which colour they write."""
_TINY = 2.0
"""Pixels: nobody reads smaller letters."""
_FAINT = 0.1
_FAR_OUTSIDE = re.compile(r"-\d{4,}(\.\d+)?(px|pt|r?em|%)")
_UNITS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of an element looks: colours as red, green, blue and alpha, of 0 to 1."""

    colour: tuple[float, ...] | None = None
    """None where the page does not say: a style sheet that we do not have may."""
    background: tuple[float, ...] | None = (1.0, 1.0, 1.0, 1.0)
    """None behind a picture: its colours are not known."""
    size: float = 16.0


def drop_hidden(page: Any, sheets: Sequence[str] = ()) -> Counter[str]:
    """Remove hidden text from a page; return how many characters of each kind were removed.

    `sheets` are the style sheets that came with the page, without those in it.
    """
    dropped: Counter[str] = Counter()
    for comment in [*page.iter(etree.Comment, etree.ProcessingInstruction)]:
        if isinstance(comment, etree._Comment):
            dropped["comments"] += len((comment.text or "").strip())
        _remove(comment)
    body = page.find(".//body")
    _drop(page if body is None else body, _Look(), _declarations(page, sheets), dropped)
    return +dropped


def _drop(element: Any, look: _Look, declared: dict[Any, Declared], dropped: Counter[str]) -> None:
    """Remove what is hidden in an element, whose parent looks like `look`."""
    if element.tag in _NO_TEXT:
        return
    style = declared.get(element, {})
    kind = _hides(element, style)
    if kind:
        dropped[kind] += _length("".join(element.itertext()))
        _remove(element)
        return
    look = _seen(look, element, style)
    unseen = _unseen(look)
    if unseen:
        dropped[unseen] += _length(element.text)
        element.text = None
    for child in list(element):
        if unseen:
            dropped[unseen] += _length(child.tail)
            child.tail = " "
        _drop(child, look, declared, dropped)


def _hides(element: Any, style: Declared) -> str | None:
    """Return how an element and all in it are kept from being drawn, or None."""
    if element.tag in _NEVER_SHOWN or element.get("hidden") is not None:
        return "hidden elements"
    if element.tag in _STRUCK:
        return "struck-out text"
    if style.get("display") == "none":
        return "display:none"
    if style.get("visibility") in {"hidden", "collapse"}:
        return "visibility:hidden"
    if style.get("content-visibility") == "hidden":
        return "content-visibility:hidden"
    opacity = re.fullmatch(r"(\d+\.?\d*|\.\d+)(%?)", style.get("opacity", ""))
    if opacity and float(opacity[1]) / (100 if opacity[2] else 1) < _FAINT:
        return "transparent text"
    if any(_FAR_OUTSIDE.fullmatch(style.get(side, "")) for side in ("text-indent", "left", "top")):
        return "text outside of the page"
    return None


def _seen(look: _Look, element: Any, style: Declared) -> _Look:
    """Return how an element looks inside one that looks like `look`."""
    attribute = _COLOUR_IN.get(element.tag)
    colour = _colour(style.get("color") or (element.get(attribute) if attribute else None))
    if colour:
        look = replace(look, colour=colour)
    behind = style.get("background-color") or style.get("background") or element.get("bgcolor")
    if behind and ("url(" in behind or "gradient(" in behind):
        look = replace(look, background=None)
    elif behind:
        stated = next(filter(None, map(_colour, [behind, *behind.split()])), None)
        if stated and stated[3] > 0:
            look = replace(look, background=stated)
    size = re.fullmatch(r"(\d+\.?\d*|\.\d+)(px|pt|r?em|%)?", style.get("font-size", ""))
    if size and (size[2] or not float(size[1])):
        unit = look.size / 16 if size[2] in {"em", "%"} else 1
        look = replace(look, size=float(size[1]) * _UNITS.get(size[2], 1) * unit)
    return look


def _unseen(look: _Look) -> str | None:
    if look.size < _TINY:
        return "tiny text"
    if look.colour and look.colour[3] == 0:
        return "transparent text"
    if (
        look.colour
        and look.background
        and all(
            abs(ours - theirs) < 0.05
            for ours, theirs in zip(look.colour[:3], look.background[:3], strict=True)
        )
    ):
        return "text in the colour of its background"
    return None


def _colour(value: str | None) -> tuple[float, ...] | None:
    try:
        colour = tinycss2.color4.parse_color(value or "")
    except ValueError:
        return None
    if colour is None or isinstance(colour, str):  # currentcolor
        return None
    red, green, blue, alpha = colour.to("srgb")
    return (red, green, blue, alpha)


def _declarations(page: Any, sheets: Sequence[str]) -> dict[Any, Declared]:
    """Return for each element that has any the declarations that win, as CSS weighs them."""
    weighed: dict[Any, list[tuple[Any, str, str]]] = {}
    for order, (selector, content) in enumerate(_rules(page, sheets)):
        declared = list(_declared(content))
        for element in selector(page) if declared else []:
            weighed.setdefault(element, []).extend(
                ((important, False, selector.specificity, order), name, value)
                for name, value, important in declared
            )
    for element in page.xpath("//*[@style]"):
        for name, value, important in _declared(element.get("style")):
            weight = (important, True, (0, 0, 0), 0)
            weighed.setdefault(element, []).append((weight, name, value))
    return {
        element: {name: value for _, name, value in sorted(found, key=lambda one: one[0])}
        for element, found in weighed.items()
    }


def _rules(page: Any, sheets: Sequence[str]) -> Iterator[tuple[CSSSelector, list[Any]]]:
    """Yield the selectors of the page's own style rules, each with its rule's content.

    Left out are rules that hold on some screens alone (`@media (width < 600px)`), and those for a
    state (`:hover`).
    """
    names = {
        name
        for element in page.iter(etree.Element)
        for name in f"{element.get('class', '')} {element.get('id', '')}".split()
    }
    for sheet in [*sheets, *(style.text or "" for style in page.iter("style"))]:
        for selectors, content in _flat(tinycss2.parse_stylesheet(sheet, True, True)):
            for selector in selectors:
                # Most rules of a site are not for this page, and asking each of them is slow.
                if ":" in selector or not names.issuperset(re.findall(r"[.#]([\w-]+)", selector)):
                    continue
                try:
                    yield _Selector(selector), content
                except (SelectorError, etree.XPathError):
                    continue


def _flat(rules: list[Any], above: Sequence[str] = ()) -> Iterator[tuple[Sequence[str], list[Any]]]:
    """Yield selectors and content of a sheet's style rules, also of those within others."""
    for rule in rules:
        if rule.type not in {"qualified-rule", "at-rule"} or rule.content is None:
            continue
        said = tinycss2.serialize(rule.prelude)
        selectors = above
        if rule.type == "qualified-rule":
            selectors = [one.strip() for one in said.split(",")]
            if above:
                selectors = [
                    one.replace("&", over) if "&" in one else f"{over} {one}"
                    for over in above
                    for one in selectors
                ]
        elif not _holds(rule.lower_at_keyword, said.strip().lower()):
            continue
        if selectors:
            yield selectors, rule.content
        if rule.type == "at-rule" or any(one.type == "{} block" for one in rule.content):
            inner = tinycss2.parse_blocks_contents(rule.content, True, True)
            yield from _flat(inner, selectors)


def _holds(keyword: str, condition: str) -> bool:
    """Return whether the rules inside an at-rule hold on every screen."""
    if keyword == "media":
        return condition in {"", "all", "screen", "only screen", "screen, print", "print, screen"}
    return keyword == "layer" or (keyword == "supports" and not condition.startswith("not"))


class _Selector(CSSSelector):  # type: ignore[misc]
    """A selector that knows its specificity."""

    def __init__(self, selector: str) -> None:
        super().__init__(selector, translator="html")
        self.specificity = parse(selector)[0].specificity()


def _declared(content: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield name, value and importance of the declarations that can hide text."""
    for found in tinycss2.parse_blocks_contents(content, True, True):
        if found.type == "declaration" and found.lower_name in _PROPERTIES:
            yield found.lower_name, tinycss2.serialize(found.value).strip().lower(), found.important


def _length(text: str | None) -> int:
    return len(" ".join((text or "").split()))


def _remove(node: Any) -> None:
    """Remove a node; the text after it stays."""
    parent, tail = node.getparent(), node.tail or ""
    if parent is None:
        return
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)
