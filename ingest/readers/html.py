"""HTML: the main content of a page, found by trafilatura, and of a legal act by its classes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.htmlprocessing import convert_to_html
from trafilatura.settings import use_config
from trafilatura.xpaths import BODY_XPATH

from ingest.readers import Reading, ReadingFailed
from ingest.readers.blocks import ARRANGING, blocks_of, make_paragraphs, prepare
from ingest.readers.decoding import decode
from ingest.readers.eurlex import is_act, read_act
from ingest.readers.styles import drop_hidden

_STRUCTURE = (
    (".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6", ".//head"),
    (".//li[not(.//a)] | .//dl", ".//list"),
    (".//table//td[not(*)]", ".//table"),
)
"""What a page may hold beside paragraphs, and what trafilatura makes of it."""
_HOWEVER_SHORT = use_config()
_HOWEVER_SHORT.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
"""Of shorter pages trafilatura would take all words, menus too, for one paragraph."""
_LOOSE = " | ".join(["./text()", *(f".//{tag}/text()" for tag in ARRANGING)])
_SAMPLE = 16
"""About so many of the texts that were found tell where the main content is."""
_MOST_FRAMES = 100
_FRAMES = ("div", "section", "main", "article", "form", "center")
_PARTING = re.compile(r"\s+[|–—·»-]\s+")
"""What stands between a page's own title and the names of its site."""
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
    found = _extracted(page)
    # Where it knows no frame, trafilatura gathers paragraphs, or asks others that do: headings,
    # lists and words that stand in no paragraph would be lost.
    frame = _frame(page, found)
    if frame is not None and (found is None or _lacks_structure(found.body, frame)):
        _name(frame)
        whole = _extracted(page, fast=True, config=_HOWEVER_SHORT)
        found = whole if whole and (found is None or _replaces(whole.body, found.body)) else found
    if found is None:
        raise ReadingFailed("No main content was found in this page.")
    blocks = tuple(blocks_of(convert_to_html(found.body)))
    title = found.title or next((block.text for block in blocks if block.level), None)
    whole, site = _named(page, title or "")
    return Reading(
        blocks,
        title=whole or title,
        url=found.url if re.match(r"https?://", found.url or "") else None,
        publisher=found.sitename or site,
        published_on=date.fromisoformat(found.date[:10]) if found.date else None,
    )


def _named(page: Any, title: str) -> tuple[str | None, str | None]:
    """Return what `<title>` calls a page whose title is known, and its site: often nothing else on
    a page says whose "Transparency report 2026" it is, as its author only says "we"."""
    stated = [" ".join(part.split()) for part in _PARTING.split(page.findtext(".//title") or "")]
    words = f" {' '.join(title.split())} ".casefold()
    own = next((part for part in stated if words in f" {part} ".casefold()), None)
    site = next((part for part in reversed(stated) if part != own), None)
    return (own, site) if own and words.strip() else (None, None)


def _extracted(page: Any, **options: Any) -> Any:
    """Return what trafilatura takes for a page's main content; None if it finds none."""
    content: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_links=False,
        with_metadata=True,
        # Only a date that the page states as its own; any date in its text would be invention.
        date_extraction_params={"extensive_search": False},
        **options,
    )
    return content if content is not None and content.body is not None else None


def _frame(page: Any, found: Any) -> Any:
    """Return the smallest part of a page that holds what was found; None if it is a frameset."""
    texts = _texts(found.body) if found is not None else []
    sample = texts[:: len(texts) // _SAMPLE + 1]
    frame = page.find(".//body")
    if frame is None or not sample:
        return frame
    while inner := [part for part in frame.iterchildren(*_FRAMES) if _has(part, sample)]:
        frame = inner[0]
    return frame


def _lacks_structure(body: Any, frame: Any) -> bool:
    """Tell whether nothing is left of a frame's headings, its lists that lead nowhere else, or its
    tables, or not all words that it has beside links."""
    if any(frame.xpath(held) and not body.xpath(kept) for held, kept in _STRUCTURE):
        return True
    loose = [_squeezed(text) for text in frame.xpath(_LOOSE)]
    return not _has(body, [text for text in loose if text])


def _name(frame: Any) -> None:
    """Put what is in a part of a page, all words in paragraphs, into an element with a name by
    which trafilatura knows a frame; none in it has another such name."""
    make_paragraphs(frame)
    for known in BODY_XPATH:
        left = _MOST_FRAMES
        while left and (others := known(frame)):  # one of them, or one in each part
            left -= 1
            for other in others:
                other.tag = "div"
                other.attrib.clear()
    named = etree.Element("div", id="content")
    named.text, frame.text = frame.text, None
    named.extend(list(frame))
    frame.append(named)


def _replaces(whole: Any, body: Any) -> bool:
    """Tell whether an extraction holds all of another, or that took the page for one paragraph."""
    texts = _texts(body)
    return len(texts) == 1 or _has(whole, texts)


def _has(part: Any, texts: Sequence[str]) -> bool:
    own = set(_texts(part))
    others = [text for text in texts if text not in own]  # few, as each is looked for in all of it
    held = _squeezed("".join(part.itertext())) if others else ""
    return all(text in held for text in others)


def _texts(element: Any) -> list[str]:
    return [text for text in map(_squeezed, element.itertext()) if text]


def _squeezed(text: str) -> str:
    """Return a text without white space: each step on the way keeps as much of it as it likes."""
    return "".join(text.split())


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
