"""Text documents of LibreOffice and others (ODT): one XML file in an archive."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.readers import Block, Reading
from ingest.readers.archive import archive, day, properties, xml_of
from ingest.readers.blocks import numeral
from ingest.readers.grids import Cell, headed, labelled
from ingest.readers.labels import BREAK, lines_of

_NAMES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
    }.items()
}
_TINY = 2.0
"""Points: nobody reads smaller letters."""
_DEEPEST_STYLE = 20
_WIDEST = 100


def read_odt(data: bytes) -> Reading:
    """Read headings, paragraphs, lists, tables and footnotes. Raises ReadingFailed."""
    with archive(data) as opened:
        content = xml_of(opened, "content.xml")
        roots = [xml_of(opened, "styles.xml"), content]
        said = properties(xml_of(opened, "meta.xml")) if "meta.xml" in opened.namelist() else {}
    words = _Words(roots)
    body = content.find("office:body/office:text", _NAMES)
    blocks = tuple(block for block in words.blocks(body) if block.text) if body is not None else ()
    return Reading(
        blocks,
        title=said.get("title") or next((block.text for block in blocks if block.level), None),
        saved_on=day(said, "date", "creation-date"),
        language=said.get("language", "")[:2].lower() or None,
        dropped=+words.dropped,
    )


class _Words:
    """Reads the parts of a document's body one after the other: lists count up on the way."""

    def __init__(self, roots: list[Any]) -> None:
        self.dropped: Counter[str] = Counter()
        self._styles = {
            (style.get(_name("style:family")), style.get(_name("style:name"))): style
            for root in roots
            for style in root.iter(_name("style:style"))
        }
        self._lists = {
            style.get(_name("style:name")): style
            for root in roots
            for style in root.iter(_name("text:list-style"))
        }
        self._counts: dict[int, int] = {}
        self._notes: list[str] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield the blocks in an element, in order, footnotes after what they hang on."""
        for child in parent.iterchildren(etree.Element):
            match etree.QName(child).localname:
                case "h":
                    level = int(child.get(_name("text:outline-level"), "1"))
                    yield Block(self._words(child), min(level, 6))
                case "p":
                    yield Block(self._words(child))
                case "list":
                    yield Block("\n".join(self._items(child, 1, None)))
                case "table":
                    rows = labelled(headed([*self._grid(child)]))
                    yield Block("\n".join(rows), is_table=True)
                case "tracked-changes":
                    self._drop("tracked deletions", child)
                case "section" if child.get(_name("text:display")) == "none":
                    self._drop("hidden text", child)
                case "section" | "index-body" | "numbered-paragraph" | "bibliography":
                    yield from self.blocks(child)
            yield from map(Block, self._notes)
            self._notes = []

    def _items(self, listing: Any, depth: int, style: str | None) -> Iterator[str]:
        style = listing.get(_name("text:style-name"), style)
        if listing.get(_name("text:continue-numbering")) != "true":
            self._counts[depth] = self._start(style, depth) - 1
        for item in listing.iterchildren(_name("text:list-item"), _name("text:list-header")):
            self._counts[depth] = int(item.get(_name("text:start-value"), self._counts[depth] + 1))
            mark = self._mark(style, depth) if item.tag == _name("text:list-item") else ""
            for part in item.iterchildren(etree.Element):
                if part.tag == _name("text:list"):
                    yield from self._items(part, depth + 1, style)
                elif words := self._words(part):
                    yield f"{mark} {words}".strip()
                    mark = ""  # further paragraphs of the item have none

    def _mark(self, style: str | None, depth: int) -> str:
        level = self._level(style, depth)
        if level is None or not (kind := level.get(_name("style:num-format"))):
            return "-"
        shown = int(level.get(_name("text:display-levels"), "1"))
        numbers = [
            numeral(self._counts.get(outer, 1), kind)
            for outer in range(depth - shown + 1, depth + 1)
        ]
        before, after = (
            level.get(_name("style:num-prefix"), ""),
            level.get(_name("style:num-suffix"), ""),
        )
        return f"{before}{'.'.join(numbers)}{after}"

    def _start(self, style: str | None, depth: int) -> int:
        level = self._level(style, depth)
        return 1 if level is None else int(level.get(_name("text:start-value"), "1"))

    def _level(self, style: str | None, depth: int) -> Any:
        for level in self._lists.get(style, []) if style else []:
            if level.get(_name("text:level")) == str(depth):
                return level
        return None

    def _grid(self, table: Any) -> Iterator[list[Cell]]:
        reaching: dict[int, tuple[int, str]] = {}  # column: rows below that a cell reaches into
        for row in table.iter(_name("table:table-row")):
            head = row.getparent().tag == _name("table:table-header-rows")
            line: list[Cell] = []
            for cell in row.iterchildren(
                _name("table:table-cell"), _name("table:covered-table-cell")
            ):
                text = " ".join(" ".join(block.text for block in self.blocks(cell)).split())
                rows, above = reaching.pop(len(line), (0, ""))
                if rows and not text:
                    text = above
                deep = int(cell.get(_name("table:number-rows-spanned"), "1"))
                if max(deep, rows) > 1:
                    reaching[len(line)] = (max(deep, rows) - 1, text)
                count = int(cell.get(_name("table:number-columns-repeated"), "1"))
                line += [Cell(text, head)] * min(count, _WIDEST)
            yield line

    def _words(self, element: Any) -> str:
        return lines_of("".join(self._parts(element)))

    def _parts(self, element: Any) -> Iterator[str]:
        """Yield the words in an element that people see; the others are counted."""
        hidden = self._hidden(element)
        if hidden:
            self._drop(hidden, element)
            return
        yield element.text or ""
        for child in element.iterchildren(etree.Element):
            match etree.QName(child).localname:
                case "s" | "tab":
                    yield " "
                case "line-break":
                    yield BREAK
                case "annotation":
                    self._drop("comments", child)
                case "hidden-text" | "hidden-paragraph":
                    self._drop("hidden text", child)
                case "note":
                    number = child.findtext("text:note-citation", "", _NAMES)
                    self._notes.append(
                        f"{number} {self._words(child.find('text:note-body', _NAMES))}".strip()
                    )
                case "frame" | "custom-shape":
                    boxes = child.iter(_name("text:p"), _name("text:h"))
                    self._notes += [self._words(part) for part in boxes]
                case "ruby-text" | "annotation-end" | "bookmark":
                    pass
                case "p" | "h":
                    yield f" {self._words(child)} "
                case _:
                    yield from self._parts(child)
            yield child.tail or ""

    def _drop(self, kind: str, element: Any) -> None:
        self.dropped[kind] += len(" ".join("".join(element.itertext()).split()))

    def _hidden(self, element: Any) -> str | None:
        """Return why nobody sees the text of a span or paragraph, or None."""
        looks = self._looks(element)
        if looks.get(_name("text:display")) == "none":
            return "hidden text"
        size = re.fullmatch(r"([\d.]+)pt", looks.get(_name("fo:font-size"), ""))
        if size and float(size[1]) < _TINY:
            return "tiny text"
        white = looks.get(_name("fo:color"), "").lower() == "#ffffff"
        if white and not self._is_shaded(element, looks):
            return "text in the colour of its background"
        return None

    def _is_shaded(self, element: Any, looks: dict[str, str]) -> bool:
        """Tell whether something stands behind an element's text that is not white."""
        around = [self._looks(outer) for outer in element.iterancestors()]
        return any(
            style.get(_name("fo:background-color"), "transparent").lower()
            not in {"transparent", "#ffffff"}
            for style in [looks, *around]
        )

    def _looks(self, element: Any) -> dict[str, str]:
        """Return the formatting that an element's style states, with what that is based on."""
        looks: dict[str, str] = {}
        kind = etree.QName(element)
        family = {"span": "text", "p": "paragraph", "h": "paragraph"}.get(
            kind.localname, kind.localname
        )
        prefix = "table" if family.startswith("table") else "text"
        key = element.get(_name(f"{prefix}:style-name"))
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get((family, key))
            if style is None:
                break
            for properties_ in style.iterchildren(etree.Element):
                for name, value in properties_.attrib.items():
                    looks.setdefault(name, value)
            key = style.get(_name("style:parent-style-name"))
        return looks


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{_NAMES[prefix]}}}{name}"
