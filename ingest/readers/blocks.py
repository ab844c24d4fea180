"""Blocks of an HTML tree: for web pages, books and legal acts alike.

`prepare` writes into the tree what its tags say (the number of a list's item, the labels of a
table's cell), so that it survives whatever picks out the main content; `blocks_of` then only
gathers words.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.readers import Block
from ingest.readers.grids import Cell, headed, labelled
from ingest.readers.labels import BREAK, lines_of, states_nothing

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "hi", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
ARRANGING = ("div", "section", "article", "main")
"""Elements that only arrange others: words that stand in them stand in no paragraph."""
_NO_TEXT = {"script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe"}
_OPENERS = "//button[ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4 or ancestor::h5]"
_OPENERS += " | //button[contains(normalize-space(), ' ') and following-sibling::*[1][.//p]]"
_OPENERS += " | //details/summary"
_HEADINGS_ABOVE = "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
_LISTS = frozenset({"ul", "ol", "dl"})
_WIDEST = 1000
"""Wider or deeper spans of a cell than this are a mistake or an attack."""


def prepare(page: Any) -> None:
    """Write the marks of list items and the labels of table cells into a page's tree."""
    for reference in page.xpath(
        "//sup[.//a[starts-with(@href, '#')]] | //a[starts-with(@href, '#')]/sup"
    ):
        drop_reference(reference)
    for link in page.xpath("//a[starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')]"):
        link.drop_tag()  # whom to write to is no way to another page
    for opener in page.xpath(_OPENERS):
        _head(opener)
    in_bold = set(filter(_is_bold_line, page.xpath("//p[b or strong]")))
    for line in in_bold:
        below = line.getnext()
        if below is not None and below not in in_bold:
            _head(line)
    for listing in page.iter("ul", "ol"):
        _mark(listing)
    for term in page.xpath("//dl//dt"):
        _define(term)
    for table in page.xpath("//table"):
        if not _is_layout(table):
            _label(table)


def _head(opener: Any) -> None:
    """Make a heading, one level below that above, of what shows the paragraphs beside it when it is
    clicked, or of a line in bold; if it stands in a heading, this is one."""
    if opener.xpath("ancestor::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"):
        opener.drop_tag()
        return
    others = [one for one in opener.xpath(_HEADINGS_ABOVE) if not one.get("opens")]
    above = others[-1] if others else None
    level = 2 if above is None else min(6, 1 + int(above.tag[1]))
    opener.tag = f"h{level}"
    opener.set("opens", "yes")


def make_paragraphs(element: Any) -> None:
    """Make paragraphs of the words of a tree, and of the elements among them, that stand in an
    element which only arranges others."""
    for part in [element, *element.iterdescendants(*ARRANGING)]:
        words, part.text = [part.text or ""], None
        for child in list(part):
            if child.tag in _INLINE or child.tag in ("br", "img"):
                words.append(child)
            else:
                _wrap(words, part, before=child)
                words, child.tail = [child.tail or ""], None
        _wrap(words, part, before=None)


def _wrap(words: list[Any], part: Any, before: Any) -> None:
    """Put words, a text and the elements in line after it, into a paragraph before a child, or at
    the end."""
    text, *inline = words
    said = text + "".join("".join(one.itertext()) + (one.tail or "") for one in inline)
    paragraph = etree.Element("p")
    paragraph.text = text
    for one in inline:
        paragraph.append(one)  # with its tail
    if said.strip() or inline:
        part.insert(len(part) if before is None else part.index(before), paragraph)


def drop_reference(reference: Any) -> None:
    """Remove the number of a footnote, which would become part of the word before it."""
    before, parent = reference.getprevious(), reference.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip()
    else:
        parent.text = (parent.text or "").rstrip()
    if (reference.tail or "")[:1].isalnum():
        reference.tail = f" {reference.tail}"
    reference.drop_tree()


def blocks_of(element: Any) -> Iterator[Block]:
    """Yield the blocks of a prepared tree, in order; none of them is empty."""
    words: list[str] = []
    for part in _parts(element):
        if isinstance(part, str):
            words.append(part)
            continue
        if text := lines_of("".join(words)):
            yield Block(text)
        words = []
        yield from (block for block in _blocks(part) if block.text)
    if text := lines_of("".join(words)):
        yield Block(text)


def words_of(element: Any, without: frozenset[str] = frozenset()) -> str:
    """Return the words of an element; what breaks a line in it separates words."""
    return re.sub(r"\s+", " ", "".join(_words(element, without))).strip()


def rows_of(table: Any) -> list[str]:
    """Return a table's caption and rows as lines, each cell with the labels of its column."""
    captions = [words_of(caption) for caption in table.iterchildren("caption")]
    return [*filter(None, captions), *labelled(_grid(table))]


def _grid(table: Any) -> list[list[Cell]]:
    """Return a table's rows; a cell stands in each row and column that it reaches over."""
    grid = []
    reaching: dict[int, tuple[int, Cell]] = {}  # column: rows below it still reaches into
    for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        line: list[Cell] = []
        for cell in row.iterchildren("td", "th"):
            _reach_down(line, reaching)
            head = cell.tag == "th" or row.getparent().tag == "thead"
            made = Cell(words_of(cell), head)
            for column in range(_span(cell, "colspan")):
                one = made._replace(own=not column)
                if (rows := _span(cell, "rowspan")) > 1:
                    reaching[len(line)] = (rows - 1, one)
                line.append(one)
        _reach_down(line, reaching)
        grid.append(line)
    rows = table.xpath("(./tr | ./thead/tr | ./tbody/tr)[position() < 3]")
    return headed(grid, is_bold=[*map(_is_bold, rows)] == [True, False])


def _reach_down(line: list[Cell], reaching: dict[int, tuple[int, Cell]]) -> None:
    while len(line) in reaching:
        rows, cell = reaching.pop(len(line))
        if rows > 1:
            reaching[len(line)] = (rows - 1, cell)
        line.append(cell)


def _span(cell: Any, name: str) -> int:
    stated = cell.get(name, "").strip()
    return max(1, min(int(stated), _WIDEST)) if re.fullmatch(r"\d{1,9}", stated) else 1


def _is_bold_line(paragraph: Any) -> bool:
    """Tell whether a paragraph is a short line in bold that states nothing."""
    return _is_bold(paragraph) and states_nothing(words_of(paragraph))


def _is_bold(element: Any) -> bool:
    """Tell whether all words of an element are bold: a row of such words is a head that its author
    did not declare."""
    bold = "".join(element.xpath(".//b//text() | .//strong//text()"))
    return bool(bold.strip()) and bold.split() == "".join(element.itertext()).split()


def _is_layout(table: Any) -> bool:
    """Tell whether a table only arranges what is in it."""
    return bool(
        table.get("role") in {"presentation", "none"}
        or table.xpath("boolean(.//table | .//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6)")
        or not table.xpath("boolean((./tr | ./*/tr)[2])")
    )


def _label(table: Any) -> None:
    """Put in place of a table's cells one cell for each row, with the labels in its text."""
    lines = rows_of(table)
    table[:] = []
    for line in lines:
        etree.SubElement(etree.SubElement(table, "tr"), "td").text = line


def _mark(listing: Any) -> None:
    """Write before each item of a list its number or a dash."""
    number = int(listing.get("start")) if _is_number(listing.get("start")) else 1
    for item in listing.iterchildren("li"):
        words = words_of(item, without=_LISTS)
        if not words:
            continue
        if _is_number(item.get("value")):
            number = int(item.get("value"))
        if listing.tag == "ol":
            _prepend(item, f"{numeral(number, listing.get('type', '1'))}.")
        elif not re.match(
            r"\(?(\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]\s|[•–—-]\s", words
        ):  # it brings its own
            _prepend(item, "-")
        number += 1


def _define(term: Any) -> None:
    """Put a term before what it means, as a label: by itself neither says anything."""
    meaning, words = term.getnext(), words_of(term).rstrip(" :")
    if not words or meaning is None or meaning.tag not in ("dt", "dd"):
        return
    if meaning.tag == "dt":  # another word for the same
        meaning.text = f"{words}, {(meaning.text or '').lstrip()}"
    else:
        _prepend(meaning, words + (" " if words[-1] in ".?!" else ": "))
    term.drop_tree()


def _is_number(text: str | None) -> bool:
    return bool(re.fullmatch(r"-?\d{1,9}", text or ""))


def _prepend(item: Any, mark: str) -> None:
    first = item
    while not (first.text or "").strip() and len(first) and first[0].tag not in _LISTS:
        first = first[0]
    first.text = f"{mark} {(first.text or '').lstrip()}"


def numeral(number: int, kind: str) -> str:
    """Return a number as `1`, `a`, `A`, `i` or `I` say that it is written."""
    if kind in {"a", "A"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "a" else letter.upper()
    if kind in {"i", "I"} and 0 < number < 4000:
        roman = ""
        for value, digits in _ROMAN:
            roman += digits * (number // value)
            number %= value
        return roman if kind == "i" else roman.upper()
    return str(number)


_ROMAN = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
]  # fmt: skip


def _blocks(element: Any) -> Iterator[Block]:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield Block(words_of(element), level=int(element.tag[1]))
        case "ul" | "ol" | "dl":
            yield Block("\n".join(_items(element)))
        case "table" if not _is_layout(element):
            yield Block("\n".join(rows_of(element)), is_table=True)
        case "p" | "blockquote" | "pre" | "caption" | "figcaption":
            yield Block(lines_of("".join(_words(element, frozenset()))))
        case _:
            yield from blocks_of(element)


def _items(listing: Any) -> Iterator[str]:
    for item in listing.iterchildren("li", "dt", "dd"):
        if words := words_of(item, without=_LISTS):
            yield words
        for nested in item.iterchildren(*_LISTS):
            yield from _items(nested)


def _parts(element: Any) -> Iterator[Any]:
    """Yield what is in an element: its words, with those of what stands in line, and its blocks."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield BREAK
        elif child.tag in _INLINE:
            yield from _parts(child)
        elif isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            yield child
        yield child.tail or ""


def _words(element: Any, without: frozenset[str]) -> Iterator[str]:
    for part in _parts(element):
        if isinstance(part, str):
            yield part
        elif part.tag not in without:
            yield " "
            yield from _words(part, without)
            yield " "
