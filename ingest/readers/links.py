"""The links of a page."""

from contextlib import suppress
from urllib.parse import urljoin

from lxml import etree, html


def links(data: bytes, address: str, encoding: str | None = None) -> list[str]:
    """Return the addresses that a page links to and does not ask not to follow, in order."""
    try:
        parser = html.HTMLParser(encoding=encoding)
        root = html.document_fromstring(data, base_url=address, parser=parser)
    except (etree.ParserError, LookupError, ValueError):
        return []
    found = []
    for anchor in root.iter("a"):
        if anchor.get("href") and "nofollow" not in (anchor.get("rel") or "").split():
            with suppress(ValueError):  # what is no address leads nowhere
                found.append(urljoin(root.base or address, anchor.get("href")))
    return found
