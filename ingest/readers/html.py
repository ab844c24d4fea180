"""HTML: the main content of a page, found by trafilatura, and of a legal act by its classes."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.htmlprocessing import convert_to_html

from ingest.readers import Reading, ReadingFailed
from ingest.readers.blocks import blocks_of, prepare
from ingest.readers.eurlex import is_act, read_act
from ingest.readers.styles import drop_hidden
from ingest.readers.text import decode

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_html(data: bytes, encoding: str | None = None) -> Reading:
    """Read a page's main content, title, date, language, canonical address and translations.

    `encoding` is what the server said; else the page's own word counts. Raises ReadingFailed if
    the page has no main content.
    """
    text, warnings = decode(data, encoding or _declared_encoding(data))
    page = parse(text)
    dropped = drop_hidden(page)
    language = _language(page)
    if is_act(page):
        found = read_act(page, language)
    else:
        prepare(page)
        found = _main_content(page)
    return Reading(
        found.blocks,
        title=found.title,
        url=_canonical(page) or found.url,
        publisher=found.publisher,
        published_on=found.published_on,
        language=found.language or language,
        warnings=warnings,
        translations=_translations(page),
        dropped=dropped,
    )


def parse(text: str) -> Any:
    """Return a page's tree. Raises ReadingFailed if there is nothing in it."""
    # The encoding is told: what the page says of itself held for its bytes, not for this text.
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadingFailed("No main content was found in this page.") from error
    for element in page.iter():
        # The parser lets control characters in, and the tree refuses them when it is changed.
        element.text = _CONTROLS.sub("", element.text) if element.text else None
        element.tail = _CONTROLS.sub("", element.tail) if element.tail else None
    return page


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares, in its `<meta>` or its XML declaration."""
    found = re.search(
        rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""",
        data[:4096],
        re.IGNORECASE,
    )
    return found[1].decode("ascii", "replace") if found else None


def _main_content(page: Any) -> Reading:
    content: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_links=False,
        with_metadata=True,
        # Only a date that the page states as its own; any date in its text would be invention.
        date_extraction_params={"extensive_search": False},
    )
    if content is None or content.body is None:
        raise ReadingFailed("No main content was found in this page.")
    blocks = tuple(blocks_of(convert_to_html(content.body)))
    return Reading(
        blocks,
        title=content.title or next((block.text for block in blocks if block.level), None),
        url=content.url if re.match(r"https?://", content.url or "") else None,
        publisher=content.sitename,
        published_on=date.fromisoformat(content.date[:10]) if content.date else None,
    )


def _canonical(page: Any) -> str | None:
    """Return the address that a page calls its own, as it stands there: it may be relative."""
    stated = [
        *(link.get("href", "") for link in _links(page, "canonical")),
        *page.xpath("//meta[@property='og:url']/@content"),
    ]
    return next((address.strip() for address in stated if _is_address(address)), None)


def _translations(page: Any) -> tuple[str, ...]:
    """Return the addresses of the page's other language versions, as they stand there."""
    own = _canonical(page)
    stated = [
        link.get("href", "").strip()
        for link in _links(page, "alternate")
        if link.get("hreflang") and _is_address(link.get("href", ""))
    ]
    return tuple(address for address in dict.fromkeys(stated) if address != own)


def _links(page: Any, relation: str) -> Iterator[Any]:
    for link in page.iter("link"):
        if relation in link.get("rel", "").lower().split():
            yield link


def _is_address(text: str) -> bool:
    """Tell whether a text is an http or https address, or one relative to such."""
    return bool(re.match(r"\s*(https?://|(?![\w.+-]+:)[^\s#])", text, re.IGNORECASE))


def _language(page: Any) -> str | None:
    """Return the two letters of the language that a page declares."""
    stated = [
        page.get("lang"),
        page.get("xml:lang"),
        page.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *page.xpath("//body/@lang"),
        *(
            meta.get("content")
            for meta in page.iter("meta")
            if "content-language" in (meta.get("http-equiv", "").lower(), meta.get("name"))
            or (meta.get("name") or "").lower() in {"language", "dc.language", "dcterms.language"}
        ),
    ]
    return next(
        (found[:2].lower() for found in stated if re.match(r"[A-Za-z]{2}", found or "")), None
    )
