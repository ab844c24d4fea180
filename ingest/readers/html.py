"""HTML: the main content of a page, found by trafilatura."""

import re
from datetime import date
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from ingest.readers import Block, Reading, ReadingFailed, table_rows
from ingest.readers.text import decode

_INLINE = {"hi", "ref", "del", "graphic"}


def read_html(data: bytes) -> Reading:
    """Read a page's main content, title, date, language and canonical address.

    Raises ReadingFailed if the page has no main content.
    """
    text, warnings = decode(data)
    page: Any = trafilatura.bare_extraction(
        text,
        include_comments=False,
        include_links=False,
        with_metadata=True,
        # Only a date that the page states as its own; any date in its text would be invention.
        date_extraction_params={"extensive_search": False},
    )
    if page is None or page.body is None:
        raise ReadingFailed("No main content was found in this page.")
    blocks = tuple(block for element in page.body for block in _blocks(element) if block.text)
    return Reading(
        blocks,
        title=page.title or next((block.text for block in blocks if block.level), None),
        url=page.url if re.match(r"https?://", page.url or "") else None,
        publisher=page.sitename,
        published_on=date.fromisoformat(page.date[:10]) if page.date else None,
        language=_language(text),
        warnings=warnings,
    )


def _blocks(element: etree._Element) -> list[Block]:
    match element.tag:
        case "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend", ""))
            return [Block(_words(element), level=int(level[1]) if level else 2)]
        case "list":
            return [Block("\n".join(_items(element)))]
        case "table":
            return [Block(_table(element))]
        case "p" | "quote" | "code":
            return [Block(_words(element))]
    return [block for child in element for block in _blocks(child)]


def _items(element: etree._Element) -> list[str]:
    lines = []
    for number, item in enumerate(element.iterchildren("item"), 1):
        mark = f"{number}." if element.get("rend") == "ol" else "-"
        words = _words(item, without="list")
        lines += [f"{mark} {words}"] if words else []
        lines += [line for nested in item.iterchildren("list") for line in _items(nested)]
    return lines


def _table(element: etree._Element) -> str:
    rows = [list(row.iter("cell")) for row in element.iter("row")]
    headed = len(rows) > 1 and all(cell.get("role") == "head" for cell in rows[0])
    words = [[_words(cell) for cell in row] for row in rows]
    return table_rows(words[0], words[1:]) if headed else table_rows([], words)


def _words(element: etree._Element, without: str | None = None) -> str:
    """Return the words of an element; what breaks a line in it separates words."""
    return re.sub(r"\s+", " ", _text(element, without)).strip()


def _text(element: etree._Element, without: str | None = None) -> str:
    parts = [element.text or ""]
    for child in element:
        inner = "" if child.tag == without else _text(child, without)
        parts += [inner if child.tag in _INLINE else f" {inner} ", child.tail or ""]
    return "".join(parts)


def _language(text: str) -> str | None:
    try:
        declared = lxml_html.fromstring(text).get("lang")
    except (etree.ParserError, ValueError):
        return None
    return declared[:2].lower() if declared else None
