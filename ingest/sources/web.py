"""Addresses on the web: a page and those it links to, a sitemap, a feed.

Which of these an address is tells what stands there. Sitemaps: https://www.sitemaps.org/protocol.
"""

import gzip
import io
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from lxml import etree

from ingest.fetching import POLITE, Fetcher, Manners
from ingest.readers import ReadingFailed
from ingest.readers.worker import ReadingProcess
from ingest.sources import (
    EVERYTHING,
    UNSAID,
    WEB,
    Choice,
    Content,
    Defaults,
    Gone,
    Item,
    NoAddress,
    Remark,
    SourceUnusable,
    Unopened,
    Unreadable,
    normalized,
)

MOST_PAGES = 2_000
"""A walk through links ends here: a site's calendar alone can go on for ever."""
_MOST_SITEMAPS = 200
_LARGEST_SITEMAP = 50_000_000
"""Bytes, unpacked: the protocol's own limit."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page on the web with those it links to on its host, or the pages of a sitemap or a feed."""

    name: str
    fetcher: Fetcher = field(repr=False)
    reading: ReadingProcess = field(repr=False)
    depth: int = 0
    """How many links deep: 0 is the page alone."""
    manners: Manners = POLITE
    choice: Choice = EVERYTHING
    defaults: Defaults = UNSAID
    sheet: str | None = None

    def list(self, stamps: Mapping[str, str]) -> "Walk":
        """Return a walk from this address. Raises SourceUnusable if it cannot be fetched."""
        return Walk(self, stamps)

    def fetch(self, address: str, stamp: str | None = None) -> Content | None:
        """Return what stands at an address; None if it bears the stamp. Raises Unopened."""
        return self.fetcher.fetch(address, self.manners, stamp)


class Walk:
    """The pages that an address leads to, in the order in which they are met."""

    def __init__(self, source: Address, stamps: Mapping[str, str]) -> None:
        self.total: int | None = None
        self.complete = True
        self.skipped: list[Remark] = []
        self._source = source
        self._stamps = stamps
        try:
            self._start = normalized(source.name)
            # A page whose links are not followed need not be sent again if it has not changed.
            stamp = stamps.get(self._start) if source.depth == 0 else None
            self._first = source.fetch(self._start, stamp)
        except Unopened as error:
            raise SourceUnusable(
                f"{source.name} cannot be read. {error} Nothing was changed."
            ) from error

    def __iter__(self) -> Iterator[Item]:
        first = self._first
        if first is None or first.suffix not in (".xml", ".gz"):
            yield from self._pages(first)
            return
        root = _root(first)
        kind = None if root is None else etree.QName(root).localname
        if kind in _SITEMAPS:
            yield from self._listed(list(self._sitemap(root)))
        elif kind in _FEEDS:
            # A feed shows the newest of its entries: what it shows no more has not vanished.
            self.complete = False
            yield from self._listed(list(_entries(root)))
        else:
            raise SourceUnusable(
                f"{first.locator} is XML, but no sitemap and no feed. Nothing was changed."
            )

    def _pages(self, first: Content | None) -> Iterator[Item]:
        """Yield the first page and those it leads to on its host, near ones first."""
        met = {self._start}
        ahead = deque([(self._start, 0)])
        while ahead:
            address, depth = ahead.popleft()
            is_deepest = depth == self._source.depth
            if address == self._start:
                content = first
            elif is_deepest:
                yield self._item(address)
                continue
            else:
                try:
                    content = self._source.fetch(address)
                except Unopened as error:
                    if not isinstance(error, Gone | Unreadable):
                        self._unknown(address)
                    yield Item(address, partial(_again, error))
                    continue
            if is_deepest or self._source.choice.takes(address):
                yield Item(address, partial(_same, content))
            if content and not is_deepest:
                ahead.extend((link, depth + 1) for link in self._ahead(content, met))

    def _ahead(self, page: Content, met: set[str]) -> Iterator[str]:
        """Yield where a page leads to that was not `met` before, as long as more are followed."""
        for link in self._links(page):
            if link in met or not self._wanted(link):
                continue
            if len(met) == MOST_PAGES:
                self._cut_short(f"Only the first {MOST_PAGES:,} pages were followed.")
                return
            met.add(link)
            yield link

    def _links(self, page: Content) -> Iterator[str]:
        """Yield where a page links to on the web; what is no address leads nowhere."""
        if page.suffix not in (".html", ".htm"):
            return
        try:
            found = self._source.reading.links(page.data, page.locator, page.encoding)
        except ReadingFailed:
            self._unknown(page.locator)
            return
        for one in found:
            if one.startswith(WEB):
                with suppress(NoAddress):
                    yield normalized(one)

    def _unknown(self, address: str) -> None:
        self._cut_short(f"What {address} links to is not known, so nothing counts as vanished.")

    def _wanted(self, link: str) -> bool:
        start = self._first.locator if self._first else self._start
        same_host = urlsplit(link).netloc == urlsplit(start).netloc
        return same_host and self._source.choice.takes(link)

    def _listed(self, addresses: list[str]) -> Iterator[Item]:
        chosen = [one for one in dict.fromkeys(addresses) if self._source.choice.takes(one)]
        self.total = len(chosen)
        yield from map(self._item, chosen)

    def _item(self, address: str) -> Item:
        return Item(address, partial(self._source.fetch, address, self._stamps.get(address)))

    def _sitemap(self, root: etree._Element) -> Iterator[str]:
        """Yield the pages of a sitemap, or of the sitemaps that an index lists."""
        ahead, met = deque([root]), 1
        while ahead:
            root = ahead.popleft()
            for address in _locations(root):
                if etree.QName(root).localname == "urlset":
                    yield address
                    continue
                if met == _MOST_SITEMAPS:
                    self._cut_short(f"Only the first {_MOST_SITEMAPS} sitemaps were read.")
                    return
                met += 1
                try:
                    content = self._source.fetch(address)
                except Unopened as error:
                    self._cut_short(f"The sitemap {address} is missing. {error}")
                    continue
                assert content is not None, "it is fetched without conditions"
                below = _root(content)
                if below is None or etree.QName(below).localname not in _SITEMAPS:
                    self._cut_short(f"{address} is no sitemap.")
                    continue
                ahead.append(below)

    def _cut_short(self, why: str) -> None:
        self.complete = False
        self.skipped.append(Remark(self._source.name, why))


_SITEMAPS = ("urlset", "sitemapindex")
_FEEDS = ("rss", "RDF", "feed")


def _again(error: Unopened) -> Content | None:
    raise error


def _same(content: Content | None) -> Content | None:
    return content


def _root(content: Content) -> etree._Element | None:
    """Return the root of an XML document; no entity in it is resolved, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(_unpacked(content), parser, base_url=content.locator)


def _unpacked(content: Content) -> bytes:
    if content.data[:2] != b"\x1f\x8b":
        return content.data
    try:
        with gzip.open(io.BytesIO(content.data)) as packed:
            return packed.read(_LARGEST_SITEMAP)
    except (OSError, EOFError):
        return b""


def _locations(root: etree._Element) -> Iterator[str]:
    """Yield the addresses that a sitemap or an index of sitemaps lists."""
    for entry in root.iterchildren("{*}url", "{*}sitemap"):
        location = entry.findtext("{*}loc")
        if location and location.strip():
            yield _known_as(location)


def _entries(root: etree._Element) -> Iterator[str]:
    """Yield the pages that an RSS or Atom feed links to."""
    base = root.base or ""
    for entry in root.iter("{*}item", "{*}entry"):
        links = [
            link.get("href") or link.text
            for link in entry.iterchildren("{*}link")
            if link.get("rel", "alternate") == "alternate"
        ]
        links += [
            one.text for one in entry.iterchildren("guid") if one.get("isPermaLink") != "false"
        ]
        if address := next(filter(None, links), "").strip():
            yield _known_as(address, base)


def _known_as(address: str, base: str = "") -> str:
    """Return the address by which a listed page is known; what is none stays, to fail in its turn,
    so that it is reported."""
    try:
        return normalized(address, base)
    except NoAddress:
        return address.strip()
