"""What the styles of a Word file say of a paragraph: its level, its number, how it looks."""

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from ingest.readers.archive import parse_xml
from ingest.readers.blocks import numeral

_FORMATS = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_DEEPEST_STYLE = 20
_NO_COLOUR = {None, "auto", "FFFFFF", "ffffff"}


def on(switch: Any) -> bool:
    """Tell whether an element such as `<w:b/>` is there and not switched off."""
    return switch is not None and switch.get(qn("w:val"), "1") not in {"0", "false", "off", "none"}


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            None,
        )

    def name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in lower case; built-in ones are English."""
        style = next(self._chain(_value(paragraph, "w:pPr/w:pStyle") or self._default), None)
        return (_value(style, "w:name") or "").lower() if style is not None else ""

    def level(self, paragraph: Any) -> int:
        """Return the level of a heading, 1 to 6, or 0."""
        stated = self.stated(paragraph, "w:outlineLvl")
        if stated is not None:
            level = stated.get(qn("w:val"), "9")
            return int(level) + 1 if level in set("012345") else 0
        named = re.fullmatch(r"heading ([1-6])|title", self.name(paragraph))
        return int(named[1] or 1) if named else 0

    def stated(self, paragraph: Any, what: str) -> Any:
        """Return what a paragraph's own properties or its styles state, the nearest first."""
        chain = self._chain(_value(paragraph, "w:pPr/w:pStyle") or self._default)
        for holder in (paragraph, *chain):
            found = holder.find(f"{qn('w:pPr')}/{qn(what)}")
            if found is not None:
                return found
        return None

    def style_id(self, paragraph: Any) -> str | None:
        """Return the id of a paragraph's style."""
        return _value(paragraph, "w:pPr/w:pStyle")

    def looks(self, run: Any, paragraph: Any) -> dict[str, Any]:
        """Return the properties of a run by their names, its own before those of its styles."""
        looks: dict[str, Any] = {}
        character = self._chain(_value(run, "w:rPr/w:rStyle"))
        styles = self._chain(_value(paragraph, "w:pPr/w:pStyle") or self._default)
        for holder in (run, *character, *styles):
            for look in holder.iterfind(f"{qn('w:rPr')}/*"):
                looks.setdefault(look.tag.rpartition("}")[2], look)
        return looks

    def is_shaded(self, run: Any) -> bool:
        """Tell whether something may stand behind a run's text that is not white."""
        holders = [run, *run.iterancestors(qn("w:p"), qn("w:tc"), qn("w:tbl"))]
        tables = [holder for holder in holders if holder.tag == qn("w:tbl")]
        holders += [
            style for one in tables for style in self._chain(_value(one, "w:tblPr/w:tblStyle"))
        ]
        return any(
            mark.get(qn("w:fill")) not in _NO_COLOUR or mark.tag == qn("w:highlight")
            for holder in holders
            for mark in _marks(holder)
        )

    def heads_table(self, table: Any) -> bool:
        """Tell whether a table's style sets its first row apart, and the table wants that."""
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        if look is None or not (
            look.get(qn("w:firstRow")) == "1" or int(look.get(qn("w:val"), "0"), 16) & 0x20
        ):
            return False
        return any(
            part.get(qn("w:type")) == "firstRow"
            for style in self._chain(_value(table, "w:tblPr/w:tblStyle"))
            for part in style.iter(qn("w:tblStylePr"))
        )

    def _chain(self, key: str | None) -> Iterator[Any]:
        """Yield a style and those it is based on."""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = _value(style, "w:basedOn")


class Numbering:
    """The numbers of lists and headings, which Word counts up when it shows a document."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                self._read(parse_xml(relation.target_part.blob))

    def _read(self, root: Any) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            self._abstract[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): level for level in abstract.iter(qn("w:lvl"))
            }
        for listing in root.iter(qn("w:num")):
            starts = {
                int(override.get(qn("w:ilvl"))): int(start)
                for override in listing.iter(qn("w:lvlOverride"))
                if (start := _value(override, "w:startOverride")) is not None
            }
            key = listing.get(qn("w:numId"))
            self._lists[key] = (_value(listing, "w:abstractNumId") or "", starts)

    def mark(self, paragraph: Any) -> str | None:
        """Count up and return a paragraph's mark (`2.`, `(a)`, `-`); None if it has none."""
        stated = self._styles.stated(paragraph, "w:numPr")
        key = None if stated is None else _value(stated, "w:numId")
        if key not in self._lists:
            return None
        abstract, starts = self._lists.pop(key)
        self._lists[key] = (abstract, {})  # a start of its own holds once
        levels = self._abstract.get(abstract, {})
        depth = int(_value(stated, "w:ilvl") or self._depth(paragraph, levels))
        if depth not in levels:
            return None
        counts = self._counts.setdefault(abstract, {})
        counts.update(dict.fromkeys(starts, 0))
        counts.update({level: start - 1 for level, start in starts.items()})
        counts[depth] = counts.get(depth, _start(levels[depth]) - 1) + 1
        for deeper in [level for level in counts if level > depth and level not in starts]:
            del counts[deeper]
        return self._shown(levels, depth, counts)

    def _depth(self, paragraph: Any, levels: dict[int, Any]) -> int:
        """Return the level that is tied to a paragraph's style."""
        style = self._styles.style_id(paragraph)
        tied = (depth for depth, level in levels.items() if _value(level, "w:pStyle") == style)
        return next(tied, 0) if style else 0

    def _shown(self, levels: dict[int, Any], depth: int, counts: dict[int, int]) -> str:
        if _value(levels[depth], "w:numFmt") == "bullet":
            return "-"

        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            if level not in levels:
                return ""
            count = counts.setdefault(level, _start(levels[level]))
            return numeral(count, _FORMATS.get(_value(levels[level], "w:numFmt") or "", "1"))

        return re.sub(r"%(\d)", number, _value(levels[depth], "w:lvlText") or "").strip()


def _start(level: Any) -> int:
    return int(_value(level, "w:start") or 1)


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(map(qn, path.split("/"))))
    value: str | None = None if found is None else found.get(qn("w:val"))
    return value


def _marks(holder: Any) -> Iterator[Any]:
    """Yield the shadings and highlights of a run, paragraph, cell, table or style itself."""
    kinds = (qn("w:shd"), qn("w:highlight"))
    if holder.tag == qn("w:style"):
        yield from holder.iter(*kinds)
        return
    for properties in holder:
        if properties.tag.endswith("Pr"):
            yield from properties.iterchildren(*kinds)
