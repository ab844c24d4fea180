"""Blocks of an HTML tree: for web pages, books and legal acts alike.

`prepare` writes into the tree what its tags say (the number of a list's item, the labels of a
table's cell), so that it survives whatever picks out the main content; `blocks_of` then only
gathers words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from lxml import etree

from ingest.readers import Block, table_rows

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "hi", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
ARRANGING = ("div", "section", "article", "main")
"""Elements that only arrange others: words that stand in them stand in no paragraph."""
_NO_TEXT = {"script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe"}
_LISTS = frozenset({"ul", "ol", "dl"})
_FEW_LABELS = 2
"""So many cells without a figure above others are as likely a row like these."""
_SHORT_LABEL = 3
"""So many words a label has at most that is surely no cell."""
_MANY = 3
_NAME_OF_ROW = re.compile(r"[^\W\d_](?:.{0,78}[^\s.!?;,])?")
_SAYS = re.compile(r"[^\W_]")
"""A dash stands where there is nothing to say."""
_PAIR = 2
"""Columns, of which the left one may say what stands in the right one."""
_WIDEST = 1000
"""Wider or deeper spans of a cell than this are a mistake or an attack."""


class Cell(NamedTuple):
    """A field of a table's grid."""

    text: str
    head: bool
    """It is a label."""
    own: bool = True
    """False where a cell that began further left reaches into a column."""


def prepare(page: Any) -> None:
    """Write the marks of list items and the labels of table cells into a page's tree."""
    for reference in page.xpath(
        "//sup[.//a[starts-with(@href, '#')]] | //a[starts-with(@href, '#')]/sup"
    ):
        drop_reference(reference)
    for link in page.xpath("//a[starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')]"):
        link.drop_tag()  # whom to write to is no way to another page
    for listing in page.iter("ul", "ol"):
        _mark(listing)
    for term in page.xpath("//dl//dt"):
        _define(term)
    for table in page.xpath("//table"):
        if not _is_layout(table):
            _label(table)


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
        if text := _joined(words):
            yield Block(text)
        words = []
        yield from (block for block in _blocks(part) if block.text)
    if text := _joined(words):
        yield Block(text)


def words_of(element: Any, without: frozenset[str] = frozenset()) -> str:
    """Return the words of an element; what breaks a line in it separates words."""
    return _joined(_words(element, without))


def lines_of(table: Any) -> list[str]:
    """Return a table's caption and rows as lines, each cell with the labels of its column."""
    captions = [words_of(caption) for caption in table.iterchildren("caption")]
    return [*filter(None, captions), *labelled(_grid(table))]


def labelled(grid: Iterable[Sequence[Cell]]) -> list[str]:
    """Return the rows of a grid as lines, each cell with the labels above it, or to its left."""
    rows = [row for row in grid if any(cell.text for cell in row)]
    lines: list[str] = []
    head: list[str] = []
    below_head = False
    named = names_rows(rows) or all(
        len(row) > 1 and row[0].head and not row[1].head for row in rows
    )
    for row in rows:
        own = [cell.text if cell.own else "" for cell in row]
        if not all(cell.head for cell in row if cell.text):
            named_row = table_rows(own[:1], [own[1:]]) or own[0]
            lines.append(named_row if named else table_rows(head, [own]))
            below_head = False
        elif len(row) > 1 and sum(map(bool, own)) == 1:
            lines.append("".join(own))  # a heading over the table's whole width
        else:
            labels = [cell.text for cell in row]
            head = _joined_labels(head, labels) if below_head else labels
            below_head = True
    if below_head:  # labels of nothing
        lines.append("; ".join(filter(None, head)))
    return [line for line in lines if line]


def names_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the left of two columns without labels says what stands on the right: "Place",
    "Brussels". Words that differ from row to row do, and neither figures nor sentences."""
    if any(len(row) != _PAIR or any(cell.head for cell in row) for row in rows):
        return False
    names = [left.text for left, right in rows if right.own and right.text]
    differ = len(set(names)) == len(names) > 1
    return differ and all(map(_NAME_OF_ROW.fullmatch, names))


def headed(grid: list[list[Cell]], *, is_bold: bool = False) -> list[list[Cell]]:
    """Return a grid whose first row holds its labels, if none is declared, and it alone `is_bold`
    or looks like them."""
    declared = any(cell.head for row in grid for cell in row)
    if len(grid) > 1 and not declared and (is_bold or begins_with_labels(grid)):
        return [[cell._replace(head=True) for cell in grid[0]], *grid[1:]]
    return grid


def begins_with_labels(grid: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row of a table that declares no labels looks like them: more than two
    cells, all filled, none with a figure but years of figures, and one of them above nothing but
    figures, or hardly anything else if all of them are short; or after the first one years, above
    rows of which none begins with a figure or has a year."""
    first, *others = ([cell.text for cell in row] for row in grid)
    if _are_years(first[1:]) and not any(
        _is_year(text) or _is_figure(row[0]) for row in others for text in row
    ):
        return True
    if len(first) <= _FEW_LABELS or not all(first) or _is_figure(first[0]):
        return False
    columns = [[*filter(_SAYS.search, column)] for column in zip(*others, strict=False)]
    below = [*columns, *([[]] * len(first))]
    if any(
        _is_figure(label) and not _is_year_of(label, column)
        for label, column in zip(first, below, strict=False)
    ):
        return False
    are_short = all(len(label.split()) <= _SHORT_LABEL for label in first)
    return any(_are_figures(column, others=int(are_short)) for column in columns)


def _is_year_of(label: str, column: Sequence[str]) -> bool:
    """Tell whether a label is a year of figures below it, of which none is a year: "2025 (EUR)"."""
    is_year = re.match(r"(19|20)\d\d(?!\w|[.,/-]?\d)", label)
    is_of_figures = bool(column) and all(map(_is_figure, column))
    return bool(is_year) and is_of_figures and not any(map(_is_year, column))


def _are_figures(texts: Sequence[str], others: int) -> bool:
    """Tell whether texts are figures; beside at least three there may be so many others."""
    count = sum(map(_is_figure, texts))
    return 0 < count == len(texts) or (count >= _MANY and len(texts) - count <= others)


def _are_years(texts: Sequence[str]) -> bool:
    """Tell whether texts are different years, at least two."""
    return 1 < len(set(filter(_is_year, texts))) == len(texts)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d", text))


def _is_figure(text: str) -> bool:
    return bool(re.match(r"[+−–(~≈<>€$£-]?\d", text))


def _joined_labels(above: list[str], below: list[str]) -> list[str]:
    return [
        " ".join(dict.fromkeys(filter(None, pair)))
        for pair in zip_longest(above, below, fillvalue="")
    ]


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


def _is_bold(row: Any) -> bool:
    """Tell whether all words of a row are bold: it is a head that its author did not declare."""
    bold = "".join(row.xpath(".//b//text() | .//strong//text()"))
    return bool(bold.strip()) and bold.split() == "".join(row.itertext()).split()


def _is_layout(table: Any) -> bool:
    """Tell whether a table only arranges what is in it."""
    return bool(
        table.get("role") in {"presentation", "none"}
        or table.xpath("boolean(.//table | .//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6)")
        or not table.xpath("boolean((./tr | ./*/tr)[2])")
    )


def _label(table: Any) -> None:
    """Put in place of a table's cells one cell for each row, with the labels in its text."""
    lines = lines_of(table)
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
            yield Block("\n".join(lines_of(element)), is_table=True)
        case "p" | "blockquote" | "pre" | "caption" | "figcaption":
            yield Block(words_of(element))
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
            yield " "
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


def _joined(words: Iterable[str]) -> str:
    return re.sub(r"\s+", " ", "".join(words)).strip()
