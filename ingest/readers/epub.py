"""Books (EPUB): archives of HTML pages in a stated order."""

from collections import Counter
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from ingest.readers import Block, Reading, ReadingFailed
from ingest.readers.archive import archive, day, properties, xml_of
from ingest.readers.blocks import blocks_of, prepare
from ingest.readers.decoding import decode
from ingest.readers.html import parse
from ingest.readers.styles import drop_hidden

_PAGES = {"application/xhtml+xml", "text/html"}


def read_epub(data: bytes) -> Reading:
    """Read a book's pages in order, and what its package says of it. Raises ReadingFailed."""
    blocks: list[Block] = []
    dropped: Counter[str] = Counter()
    with archive(data) as opened:
        if "META-INF/encryption.xml" in opened.namelist():
            raise ReadingFailed("It is protected against copying and cannot be read.")
        place = xml_of(opened, "META-INF/container.xml").xpath("string(//@full-path)")
        package = xml_of(opened, place)
        said = properties(package)
        for address in _pages(package):
            page = parse(decode(_member(opened, place, address))[0])
            styles = [
                decode(_member(opened, join(dirname(place), address), link.get("href", "")))[0]
                for link in page.iter("link")
                if link.get("rel", "").lower() == "stylesheet"
            ]
            dropped += drop_hidden(page, styles)
            prepare(page)
            blocks += blocks_of(page)
    return Reading(
        tuple(blocks),
        title=said.get("title"),
        publisher=said.get("publisher"),
        published_on=day(said, "date"),
        language=said.get("language", "")[:2].lower() or None,
        dropped=dropped,
    )


def _member(opened: ZipFile, beside: str, address: str) -> bytes:
    """Return the file at an address that stands in the file `beside` it."""
    name = normpath(join(dirname(beside), unquote(address)))
    if name not in opened.namelist():
        raise ReadingFailed(f"It is damaged: {name} is missing in it.")
    return opened.read(name)


def _pages(package: Any) -> list[str]:
    """Return the addresses of a book's pages in the order of reading."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    ordered = [items.get(reference.get("idref")) for reference in package.iter("{*}itemref")]
    return [
        item.get("href", "")
        for item in ordered
        if item is not None
        and item.get("media-type") in _PAGES
        and "nav" not in item.get("properties", "").split()
    ]
