"""Fetching: polite to servers, and never where it must not go."""

import gzip
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest
from site_server import Page, Site, site

from ingest.fetching import Fetcher, Manners
from ingest.guarding import is_public
from ingest.sources import Gone, Unopened

HERE = Manners(delay=0, private_hosts=("127.0.0.1",))


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def fetcher(naps: list[float]) -> Iterator[Fetcher]:
    fetcher = Fetcher("tester/1 (someone@example.org)", largest=10_000, sleep=naps.append)
    yield fetcher
    fetcher.close()


def test_says_who_it_is_and_brings_the_page(fetcher: Fetcher, served: Site) -> None:
    served.html("/a", "Amazon joined.", **{"Content-Type": "text/html; charset=iso-8859-7"})
    content = fetcher.fetch(f"{served.address}/a", HERE)
    assert content
    assert b"Amazon joined." in content.data
    assert (content.suffix, content.encoding) == (".html", "iso-8859-7")
    assert content.locator == f"{served.address}/a"
    assert served.requests[-1][1]["User-Agent"] == "tester/1 (someone@example.org)"
    assert served.requests[-1][1]["Host"] == served.address.removeprefix("http://")


def test_a_page_that_has_not_changed_is_not_sent_again(fetcher: Fetcher, served: Site) -> None:
    served.html("/a", "Amazon joined.", ETag='"1"')
    content = fetcher.fetch(f"{served.address}/a", HERE)
    assert content
    assert fetcher.fetch(f"{served.address}/a", HERE, content.stamp) is None
    served.html("/a", "Yubo joined.", ETag='"2"')
    assert fetcher.fetch(f"{served.address}/a", HERE, content.stamp)


def test_robots_txt_is_obeyed_with_its_delay(
    fetcher: Fetcher, served: Site, naps: list[float]
) -> None:
    rules = "User-agent: tester\nCrawl-delay: 20\nDisallow: /private/\n"
    served.pages["/robots.txt"] = Page(rules)
    served.html("/a", "Amazon joined.")
    served.html("/private/b", "Hush.")
    fetcher.fetch(f"{served.address}/a", HERE)
    with pytest.raises(Unopened, match=r"robots\.txt") as refused:
        fetcher.fetch(f"{served.address}/private/b", HERE)
    assert not refused.value.transient
    assert served.asked() == ["/a"]
    assert naps == pytest.approx([20], abs=15)  # less what asking itself took


def test_without_an_answer_about_robots_txt_nothing_is_fetched(
    fetcher: Fetcher, served: Site
) -> None:
    served.pages["/robots.txt"] = Page(status=503)
    served.html("/a", "Amazon joined.")
    with pytest.raises(Unopened) as refused:
        fetcher.fetch(f"{served.address}/a", HERE)
    assert refused.value.transient
    assert served.asked() == []


def test_leaves_a_host_alone_between_two_requests(
    fetcher: Fetcher, served: Site, naps: list[float]
) -> None:
    served.html("/a", "Amazon joined.")
    polite = Manners(delay=50, private_hosts=HERE.private_hosts)
    fetcher.fetch(f"{served.address}/a", polite)  # /robots.txt comes first
    fetcher.fetch(f"{served.address}/a", polite)
    assert naps == pytest.approx([50, 50], abs=30)  # less what asking itself took


@pytest.mark.parametrize(("header", "pause"), [({"Retry-After": "3"}, 3), ({}, 2)])
def test_waits_as_long_as_a_busy_server_asks(
    fetcher: Fetcher, served: Site, naps: list[float], header: dict[str, str], pause: int
) -> None:
    served.pages["/a"] = Page(status=429, headers=header)

    def recover(seconds: float) -> None:
        naps.append(seconds)
        served.html("/a", "Amazon joined.")

    fetcher._sleep = recover
    assert fetcher.fetch(f"{served.address}/a", HERE)
    assert naps == [pause]


def test_gives_up_on_a_server_that_stays_busy(
    fetcher: Fetcher, served: Site, naps: list[float]
) -> None:
    served.pages["/a"] = Page(status=500)
    with pytest.raises(Unopened, match="500") as refused:
        fetcher.fetch(f"{served.address}/a", HERE)
    assert refused.value.transient
    assert served.asked() == ["/a"] * 4
    assert naps == [2, 4, 8]


def test_does_not_wait_for_an_hour(fetcher: Fetcher, served: Site, naps: list[float]) -> None:
    served.pages["/a"] = Page(status=503, headers={"Retry-After": "3600"})
    with pytest.raises(Unopened) as refused:
        fetcher.fetch(f"{served.address}/a", HERE)
    assert refused.value.transient
    assert naps == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_told_apart_from_one_that_is_forbidden(
    fetcher: Fetcher, served: Site, status: int
) -> None:
    served.pages |= {"/gone": Page(status=status), "/forbidden": Page(status=403)}
    with pytest.raises(Gone):
        fetcher.fetch(f"{served.address}/gone", HERE)
    with pytest.raises(Unopened) as refused:
        fetcher.fetch(f"{served.address}/forbidden", HERE)
    assert type(refused.value) is Unopened
    assert not refused.value.transient


def test_follows_redirects_but_not_for_ever(fetcher: Fetcher, served: Site) -> None:
    served.pages["/old"] = Page(status=301, headers={"Location": "/new#part"})
    served.html("/new", "Amazon joined.")
    content = fetcher.fetch(f"{served.address}/old", HERE)
    assert content
    assert content.locator == f"{served.address}/new"
    served.pages["/loop"] = Page(status=302, headers={"Location": "/loop"})
    with pytest.raises(Unopened, match="10 times"):
        fetcher.fetch(f"{served.address}/loop", HERE)


@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/b", "http://[::1]:{port}/b", "http://2130706433:{port}/b"]
)
def test_no_redirect_leads_to_a_private_address(
    fetcher: Fetcher, served: Site, target: str
) -> None:
    location = target.format(port=served.address.rsplit(":", 1)[1])
    served.pages["/a"] = Page(status=302, headers={"Location": location})
    served.html("/b", "Secret.")
    with pytest.raises(Unopened, match="private address"):
        fetcher.fetch(f"{served.address}/a", HERE)
    assert served.asked() == ["/a"]


@pytest.mark.parametrize(
    "location", ["//[", "http://a:b/", "http://xn--a.org/", "http://\u2100.org/", "http://a..b/"]
)
def test_a_redirect_to_what_is_no_address_is_refused(
    fetcher: Fetcher, served: Site, naps: list[float], location: str
) -> None:
    served.pages["/a"] = Page(status=302, headers={"Location": location.encode().decode("latin-1")})
    with pytest.raises(Unopened, match=r"no address|name of a host") as refused:
        fetcher.fetch(f"{served.address}/a", HERE)
    assert not refused.value.transient
    assert naps == []


def test_a_redirect_of_robots_txt_to_what_is_no_address_forbids_nothing(
    fetcher: Fetcher, served: Site
) -> None:
    served.pages["/robots.txt"] = Page(status=302, headers={"Location": "//["})
    served.html("/a", "Amazon joined.")
    assert fetcher.fetch(f"{served.address}/a", HERE)


@pytest.mark.parametrize(
    "address",
    [f"http://{'a' * 64}.org/", "http://a..b/", "http://[x/", "http://a:b/", "http://xn--a.org/"],
)
def test_what_is_no_address_is_refused_at_once(
    fetcher: Fetcher, naps: list[float], address: str
) -> None:
    with pytest.raises(Unopened, match=r"no address|name of a host") as refused:
        fetcher.fetch(address, HERE)
    assert not refused.value.transient
    assert naps == []


def test_a_page_whose_stamp_is_not_ascii_is_fetched_again(fetcher: Fetcher, served: Site) -> None:
    served.html("/a", "Amazon joined.", ETag='"\xe9"')
    content = fetcher.fetch(f"{served.address}/a", HERE)
    assert content
    assert fetcher.fetch(f"{served.address}/a", HERE, content.stamp)


def test_a_private_address_is_refused_unless_its_host_is_named(
    fetcher: Fetcher, served: Site
) -> None:
    with pytest.raises(Unopened, match="`private_hosts`"):
        fetcher.fetch(f"{served.address}/a", Manners(delay=0))
    assert served.requests == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a", "http:///a"])
def test_only_http_and_https_are_fetched(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(Unopened, match="Only http and https"):
        fetcher.fetch(address, HERE)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_tells_public_addresses_from_others(address: str, public: bool) -> None:
    assert is_public(address) == public


def test_a_page_that_is_too_large_is_not_read_to_its_end(fetcher: Fetcher, served: Site) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(2_000):
            sent += 100_000
            yield b"a" * 100_000

    html = {"Content-Type": "text/html"}
    served.pages["/endless"] = Page(headers=html, pieces=endless)
    with pytest.raises(Unopened, match="EUIF_LARGEST_FILE"):
        fetcher.fetch(f"{served.address}/endless", HERE)
    assert sent < 100_000_000
    served.pages["/announced"] = Page(b"a" * 20_000, headers=html)
    with pytest.raises(Unopened, match="EUIF_LARGEST_FILE"):
        fetcher.fetch(f"{served.address}/announced", HERE)


def test_a_page_that_unpacks_to_too_much_is_refused(fetcher: Fetcher, served: Site) -> None:
    served.pages["/bomb"] = Page(
        gzip.compress(b"a" * 50_000_000),
        headers={"Content-Type": "text/html", "Content-Encoding": "gzip"},
    )
    fetcher._largest = 100_000  # more than what is sent
    with pytest.raises(Unopened, match="EUIF_LARGEST_FILE"):
        fetcher.fetch(f"{served.address}/bomb", HERE)


def test_a_page_that_dawdles_is_given_up(served: Site, naps: list[float]) -> None:
    served.pages["/slow"] = Page(
        headers={"Content-Type": "text/html"}, pieces=lambda: itertools.repeat(b"a", 9_000)
    )
    hasty = Fetcher("tester", largest=10_000, seconds=0, sleep=naps.append)
    with pytest.raises(Unopened, match="seconds") as refused:
        hasty.fetch(f"{served.address}/slow", HERE)
    hasty.close()
    assert refused.value.transient


class _Dripping(BaseRequestHandler):
    """Sends the beginning of an answer at once, and the rest of it a little at a time."""

    beginning = b""
    drop = b""

    def handle(self) -> None:
        with suppress(ConnectionError):
            self.request.recv(10_000)
            self.request.sendall(b"HTTP/1.1 200 OK\r\n" + self.beginning)
            for _ in range(100):
                self.request.sendall(self.drop)
                time.sleep(0.05)


@pytest.mark.parametrize(
    ("beginning", "drop"),
    [(b"", b"X-Mas: tree\r\n"), (b"Content-Type: text/plain\r\n\r\n", b"drop")],
    ids=["headers", "body"],
)
def test_a_server_that_drips_is_hung_up_on(beginning: bytes, drop: bytes) -> None:
    handler = type("Handler", (_Dripping,), {"beginning": beginning, "drop": drop})
    with ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        hasty = Fetcher("tester", largest=10_000, seconds=0.3, sleep=lambda seconds: None)
        began = time.monotonic()
        with pytest.raises(Unopened, match=r"not there after 0\.3 seconds") as refused:
            hasty.fetch(f"http://127.0.0.1:{server.server_address[1]}/a.txt", HERE)
        hasty.close()
        server.shutdown()
    assert refused.value.transient
    assert time.monotonic() - began < 4


def test_a_server_that_is_not_there_may_come_back(fetcher: Fetcher) -> None:
    with site() as served:
        address = served.address
    with pytest.raises(Unopened, match="cannot be reached") as refused:
        fetcher.fetch(f"{address}/a", HERE)
    assert refused.value.transient


@pytest.mark.parametrize(
    ("path", "media_type", "suffix"),
    [
        ("/a", "text/html; charset=utf-8", ".html"),
        ("/a.md", "text/plain", ".md"),
        ("/a.txt", "", ".txt"),
        ("/feed", "application/rss+xml", ".xml"),
        ("/sitemap.xml.gz", "application/gzip", ".gz"),
    ],
)
def test_what_is_sent_tells_its_format(
    fetcher: Fetcher, served: Site, path: str, media_type: str, suffix: str
) -> None:
    served.pages[path] = Page("Text.", headers={"Content-Type": media_type} if media_type else {})
    content = fetcher.fetch(served.address + path, HERE)
    assert content
    assert content.suffix == suffix


def test_what_nobody_can_read_is_refused(fetcher: Fetcher, served: Site) -> None:
    served.pages["/photo"] = Page(b"\x89PNG", headers={"Content-Type": "image/png"})
    with pytest.raises(Unopened, match="image/png"):
        fetcher.fetch(f"{served.address}/photo", HERE)
