"""HTML: the main content of a page, found by trafilatura."""

import re
from datetime import date
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from ingest.readers import Block, Reading, ReadingFailed
from ingest.readers.text import decode


def read_html(data: bytes) -> Reading:
    """Read a page's main content, title, date, language and canonical address.

    Raises ReadingFailed if the page has no main content.
    """
    text, warnings = decode(data)
    page: Any = trafilatura.bare_extraction(
        text, include_comments=False, include_links=False, with_metadata=True
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
            return [Block("\n".join(f"- {_words(item)}" for item in element.iter("item")))]
        case "table":
            return [Block("\n".join(_rows(element)))]
        case "p" | "quote" | "code":
            return [Block(_words(element))]
    return [block for child in element for block in _blocks(child)]


def _rows(table: etree._Element) -> list[str]:
    """Return a table's rows, each cell with its column's label: a row is read on its own."""
    rows = [[_words(cell) for cell in row.iter("cell")] for row in table.iter("row")]
    if not rows:
        return []
    labels, *values = rows
    return [
        "; ".join(f"{label}: {cell}" for label, cell in zip(labels, row, strict=False) if cell)
        for row in values
    ]


def _words(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _language(text: str) -> str | None:
    try:
        declared = lxml_html.fromstring(text).get("lang")
    except (etree.ParserError, ValueError):
        return None
    return declared[:2].lower() if declared else None
