"""Sources: what folders, pages, sitemaps, feeds and sheets list."""

import gzip
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from fakes import folder_of
from site_server import Page, Site

from ingest.fetching import Fetcher, Manners
from ingest.readers.worker import ReadingProcess
from ingest.sources import (
    BUNDLED,
    Choice,
    NoAddress,
    Source,
    SourceUnusable,
    Unopened,
    normalized,
    web,
)
from ingest.sources.folder import Folder, is_gone
from ingest.sources.opening import Opener
from ingest.sources.sheet import FORUM
from ingest.sources.web import Address, Walk

HERE = Manners(delay=0, private_hosts=("127.0.0.1",))
XML = {"Content-Type": "application/xml"}


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as reading:
        yield reading


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    fetcher = Fetcher("tester", largest=1_000_000, sleep=lambda seconds: None)
    yield fetcher
    fetcher.close()


@pytest.fixture
def opener(reading: ReadingProcess) -> Iterator[Opener]:
    opener = Opener("tester", largest=1_000_000, reading=reading)
    yield opener
    opener.close()


def paths(walk: Walk) -> list[str]:
    """Return the paths that a walk meets, each of them opened."""
    met = []
    for item in walk:
        met.append("/" + item.address.split("/", 3)[3])
        try:
            item.open()
        except Unopened:
            met[-1] += " not opened"
    return met


def linking(served: Site, path: str, *links: str) -> None:
    served.html(path, " ".join(f'<a href="{link}">{link}</a>' for link in links))


def test_a_page_alone_is_fetched_once_and_asked_after_by_its_stamp(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    served.html("/a", "Amazon joined. <a href=/b>b</a>", ETag='"1"')
    source = Address(f"{served.address}/a", fetcher, reading, manners=HERE)
    walk = source.list({})
    (item,) = walk
    content = item.open()
    assert content
    assert content.stamp
    assert walk.complete
    (again,) = source.list({f"{served.address}/a": content.stamp})
    assert again.open() is None
    assert served.asked() == ["/a", "/a"]


def test_links_are_followed_as_deep_as_wanted_on_the_same_host(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    linking(served, "/", "/a", "b#part", "https://elsewhere.example/", "mailto:x@example.org", "/")
    linking(served, "/a", "/c", "/b", "/missing")
    linking(served, "/b")
    linking(served, "/c", "/d")
    one = Address(served.address, fetcher, reading, depth=1, manners=HERE).list({})
    assert paths(one) == ["/", "/a", "/b"]
    two = Address(served.address, fetcher, reading, depth=2, manners=HERE).list({})
    assert paths(two) == ["/", "/a", "/b", "/c", "/missing not opened"]
    assert two.complete
    choice = Choice(include=("*/a", "*/c"), exclude=("*/c",))
    chosen = Address(served.address, fetcher, reading, depth=2, manners=HERE, choice=choice).list(
        {}
    )
    assert paths(chosen) == ["/a"]


def test_a_walk_that_could_not_read_a_page_of_links_is_incomplete(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    linking(served, "/", "/a", "/gone")
    served.pages["/a"] = Page(status=500)
    walk = Address(served.address, fetcher, reading, depth=2, manners=HERE).list({})
    assert paths(walk) == ["/", "/a not opened", "/gone not opened"]
    assert not walk.complete
    assert [f"{served.address}/a links to" in one.text for one in walk.skipped] == [True]


def test_a_page_whose_links_take_too_long_holds_nothing_up(fetcher: Fetcher, served: Site) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(60_000))
    linking(served, "/", "/a", "http://[no-address", "/b")
    served.html("/a", f"<a {attributes} href=/c>c</a>")
    linking(served, "/b", "/d")
    with ReadingProcess(seconds=2) as hasty:
        walk = Address(served.address, fetcher, hasty, depth=2, manners=HERE).list({})
        assert paths(walk) == ["/", "/a", "/b", "/d not opened"]
    assert not walk.complete
    assert [f"{served.address}/a links to" in one.text for one in walk.skipped] == [True]


def test_a_walk_ends_even_where_links_do_not(
    fetcher: Fetcher, reading: ReadingProcess, served: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_PAGES", 5)
    for number in range(10):
        linking(served, f"/{number}", f"/{number + 1}")
    walk = Address(f"{served.address}/0", fetcher, reading, depth=99, manners=HERE).list({})
    assert paths(walk) == ["/0", "/1", "/2", "/3", "/4"]
    assert not walk.complete
    assert "first 5 pages" in walk.skipped[0].text


def sitemap(served: Site, *paths: str) -> str:
    entries = "".join(f"<url><loc> {served.address}{path} </loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def test_a_sitemap_lists_pages_and_other_sitemaps(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    served.pages["/sitemap.xml"] = Page(
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{served.address}/one.xml</loc></sitemap>"
        f"<sitemap><loc>{served.address}/two.xml.gz</loc></sitemap></sitemapindex>",
        headers=XML,
    )
    served.pages["/one.xml"] = Page(sitemap(served, "/a", "/b"), headers=XML)
    packed = gzip.compress(sitemap(served, "/b", "/c").encode())
    served.pages["/two.xml.gz"] = Page(packed, headers={"Content-Type": "application/gzip"})
    for path in ("/a", "/b", "/c"):
        served.html(path, "Text.")
    walk = Address(f"{served.address}/sitemap.xml", fetcher, reading, manners=HERE).list({})
    assert paths(walk) == ["/a", "/b", "/c"]
    assert (walk.total, walk.complete) == (3, True)
    del served.pages["/one.xml"]
    short = Address(f"{served.address}/sitemap.xml", fetcher, reading, manners=HERE).list({})
    assert paths(short) == ["/b", "/c"]
    assert not short.complete
    assert "one.xml is missing" in short.skipped[0].text


BOMB = (
    "<!DOCTYPE x ["
    '<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{("&" + before + ";") * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize("kind", ["urlset", "rss"])
def test_an_xml_bomb_does_not_go_off(
    fetcher: Fetcher, reading: ReadingProcess, served: Site, kind: str
) -> None:
    body = {
        "urlset": f"{BOMB}<urlset><url><loc>{served.address}/&i;</loc></url></urlset>",
        "rss": f'{BOMB}<rss version="2.0"><channel><item><link>&i;</link></item></channel></rss>',
    }[kind]
    served.pages["/a.xml"] = Page(body, headers=XML)
    walk = Address(f"{served.address}/a.xml", fetcher, reading, manners=HERE).list({})
    assert sum(len(item.address) for item in walk) < 1_000


FEEDS = {
    "rss": '<rss version="2.0"><channel><title>News</title>'
    "<item><link>{0}/a</link></item><item><link>/b?utm_source=feed</link></item></channel></rss>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>'
    '<entry><link href="{0}/a"/></entry><entry><link rel="alternate" href="/b"/></entry></feed>',
}


@pytest.mark.parametrize("kind", FEEDS)
def test_a_feed_lists_its_entries_and_never_everything(
    fetcher: Fetcher, reading: ReadingProcess, served: Site, kind: str
) -> None:
    served.pages["/feed"] = Page(FEEDS[kind].format(served.address), headers=XML)
    served.html("/a", "Text.")
    served.html("/b", "Text.")
    walk = Address(f"{served.address}/feed", fetcher, reading, manners=HERE).list({})
    assert paths(walk) == ["/a", "/b"]
    assert not walk.complete


def test_a_feed_with_odd_entries_lists_those_that_lead_somewhere(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    body = (
        f'<rss xmlns:atom="http://www.w3.org/2005/Atom" xml:base="{served.address}/news/"><channel>'
        '<item><atom:link rel="self" href="/feed"/><link> a </link></item>'
        f"<item><guid>{served.address}/b</guid></item>"
        '<item><guid isPermaLink="false">12</guid></item></channel></rss>'
    )
    served.pages["/feed"] = Page(body, headers=XML)
    walk = Address(f"{served.address}/feed", fetcher, reading, manners=HERE).list({})
    assert paths(walk) == ["/news/a not opened", "/b not opened"]


ITEM = "<item><link>/a</link></item>"


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE x [" + '\n<!ENTITY a "b">' * 40_000 + f"]><rss>{ITEM}</rss>",
        "<!DOCTYPE x [" + '\n<!ENTITY a "b"' * 20_000 + f"]><rss>{ITEM}</rss>",
        "<rss " + " ".join(f"a{number}='b'" for number in range(40_000)) + f">{ITEM}</rss>",
    ],
    ids=["entities", "unclosed entities", "attributes"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_hostile_feed_holds_nobody_up(
    fetcher: Fetcher, reading: ReadingProcess, served: Site, body: str, encoding: str
) -> None:
    fetcher._largest = 2_000_000
    served.pages["/feed"] = Page(body.encode(encoding), headers=XML)
    began = time.monotonic()
    with suppress(SourceUnusable):
        list(Address(f"{served.address}/feed", fetcher, reading, manners=HERE).list({}))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_is_a_path_reads_no_file(
    fetcher: Fetcher, reading: ReadingProcess, served: Site, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "feed").write_text(FEEDS["rss"].format(served.address))
    served.pages["/feed"] = Page(str(tmp_path / "feed").encode(encoding), headers=XML)
    with pytest.raises(SourceUnusable, match="no sitemap and no feed"):
        list(Address(f"{served.address}/feed", fetcher, reading, manners=HERE).list({}))


def test_xml_of_another_kind_is_no_source(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    served.pages["/a.xml"] = Page("<minutes>Amazon joined.</minutes>", headers=XML)
    with pytest.raises(SourceUnusable, match="no sitemap and no feed"):
        list(Address(f"{served.address}/a.xml", fetcher, reading, manners=HERE).list({}))


def test_an_address_that_cannot_be_read_is_no_source(
    fetcher: Fetcher, reading: ReadingProcess, served: Site
) -> None:
    with pytest.raises(SourceUnusable, match="404"):
        Address(f"{served.address}/missing", fetcher, reading, manners=HERE).list({})


def test_an_address_that_is_none_is_no_source(opener: Opener) -> None:
    (source,) = opener.open("http://[x/")
    with pytest.raises(SourceUnusable, match="no address"):
        source.list({})


@pytest.mark.parametrize(
    ("address", "known_as"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.org/a?utm_medium=mail&b=1#part", "https://example.org/a?b=1"),
        (" https://example.org/minutes of may ", "https://example.org/minutes%20of%20may"),
    ],
)
def test_one_page_has_one_address(address: str, known_as: str) -> None:
    assert normalized(address) == known_as


@pytest.mark.parametrize(
    "address",
    ["http://[x/", "http://\u2100.org/", "https://a.example/\ud800", "http://\ud800.org/"],
)
def test_what_is_no_address_is_told_apart(address: str) -> None:
    with pytest.raises(NoAddress):
        normalized(address)
    with pytest.raises(NoAddress):
        normalized(address, "https://example.org/")


def test_a_name_need_not_be_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9.md"))
    path.write_text("Amazon joined.")
    assert not is_gone(path.as_uri())
    path.unlink()
    assert is_gone(path.as_uri())


def test_what_is_said_of_a_name_that_is_not_utf8_can_be_printed(
    opener: Opener, tmp_path: Path
) -> None:
    root = Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9"))
    folder_of(root, a="Amazon joined.")
    with pytest.raises(SourceUnusable, match="caf\ufffd is not UTF-8"):
        opener.open(str(root))
    (root / os.fsdecode(b"a.\xe9")).touch()
    (skipped,) = Folder("in", root, largest_file=1_000).list({}).skipped
    assert "Files with .\ufffd cannot be read" in skipped.text


def test_a_folder_reads_files_of_its_own_alone(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "in", a="Amazon joined.")
    (root / "endless.md").symlink_to("/dev/zero")
    (root / "outside.md").symlink_to(folder_of(tmp_path / "out", b="Secret.") / "b.md")
    (root / "loop.md").symlink_to(root / "loop.md")
    (root / "again.md").symlink_to(root / "a.md")
    os.mkfifo(root / ".pipe")
    (root / "pipe.md").symlink_to(root / ".pipe")
    listed = Folder(str(root), root, largest_file=1_000).list({})
    skipped = {remark.file.rsplit("/", 1)[1]: remark.text for remark in listed.skipped}
    assert skipped.keys() == {"endless.md", "outside.md"}
    assert "leads out" in skipped["outside.md"]
    read = {}
    for item in listed:
        with suppress(Unopened):
            content = item.open()
            read[item.address.rsplit("/", 1)[1]] = content and content.data
    assert read == {"a.md": b"Amazon joined.", "again.md": b"Amazon joined."}


def locations(sources: list[Source]) -> list[str]:
    return [source.name for source in sources]


def test_a_sheet_lists_sources_with_what_holds_for_them(opener: Opener, tmp_path: Path) -> None:
    folder_of(tmp_path / "minutes", a="Amazon joined.", draft="Not yet.")
    (tmp_path / "sources.toml").write_text(
        '[defaults]\npublisher = "Unit D4"\n\n'
        '[[source]]\nlocation = "minutes"\naccess = ["d4"]\nexclude = ["draft*"]\n\n'
        '[[source]]\nlocation = "https://example.org/sitemap.xml"\npublisher = "Them"\ndelay = 3\n'
    )
    folder, address = opener.open(str(tmp_path / "sources.toml"))
    assert isinstance(folder, Folder)
    assert folder.name == str(tmp_path / "minutes")
    assert (folder.defaults.publisher, folder.defaults.access) == ("Unit D4", ("d4",))
    assert [item.address.rsplit("/", 1)[1] for item in folder.list({})] == ["a.md"]
    assert isinstance(address, Address)
    assert (address.defaults.publisher, address.manners.delay) == ("Them", 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[source]]\nlocation = 'x'\npublsher = 'y'\n", "did you mean `publisher`"),
        ("[[source]]\npublisher = 'y'\n", "`location`"),
        ("[[source]]\nlocation = 'x'\nlanguage = 'xx'\n", "xx is none of"),
        ("[[source]]\nlocation = 'x'\ndepth = -1\n", "`depth`"),
        ("location = 'x'\n", "but no `location`"),
        ("[[sources]]\nlocation = 'x'\n", "but no `sources`"),
        ("", "must hold"),
        ("[[source]\n", "not TOML"),
    ],
)
def test_a_wrong_sheet_says_what_is_wrong(
    opener: Opener, tmp_path: Path, text: str, said: str
) -> None:
    sheet = tmp_path / "sources.toml"
    sheet.write_text(text)
    with pytest.raises(SourceUnusable, match=said):
        opener.open(str(sheet))


@pytest.mark.parametrize("name", ["/no/such/folder", "ftp://example.org/a", "/no/sheet.toml"])
def test_what_is_no_source_is_refused(opener: Opener, name: str) -> None:
    with pytest.raises(SourceUnusable):
        opener.open(name)


def test_the_sheet_that_comes_with_the_project_can_be_used(opener: Opener) -> None:
    sources = opener.open(FORUM)
    assert len(sources) >= 5
    assert all(name.startswith("https://") for name in locations(sources))
    assert all(source.defaults.publisher for source in sources)


def test_the_bundled_notes_are_a_source(opener: Opener) -> None:
    (notes,) = opener.open(BUNDLED)
    listed = notes.list({})
    assert listed.total
    assert all(item.address.startswith(BUNDLED) for item in listed)
