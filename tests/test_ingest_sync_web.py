"""Sync with pages on the web: addresses, copies and translations of one page."""

from pathlib import Path

import pytest
from fakes import TODAY
from site_server import Page, Site

from assistant.bootstrap import Services
from ingest.run import Report
from ingest.sync import Removing


@pytest.fixture
def sheet(tmp_path: Path, served: Site) -> Path:
    """Return a sheet of the site's sitemap, which may be asked without pauses."""
    path = tmp_path / "sources.toml"
    path.write_text(
        f'[[source]]\nlocation = "{served.address}/sitemap.xml"\ndelay = 0\n'
        'private_hosts = ["127.0.0.1"]\n'
    )
    return path


def listing(served: Site, *paths: str) -> None:
    entries = "".join(f"<url><loc>{served.address}{path}</loc></url>" for path in paths)
    served.pages["/sitemap.xml"] = Page(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>',
        headers={"Content-Type": "text/xml"},
    )


def run(services: Services, sheet: Path, removing: Removing = "vanished") -> Report:
    with services.index() as index:
        (source,) = services.opener.open(str(sheet))
        sync = services.sync(index, lambda done, total, title: None)
        return sync.run(source, TODAY, removing)


def titles(services: Services) -> set[str]:
    return {document.locator.rsplit("/", 1)[1] for document in services.catalogue.list_documents()}


JOINED = "Amazon and SoundCloud joined the EU Internet Forum in June 2024, and others followed."


def test_pages_are_read_once_and_again_when_they_change(
    services: Services, served: Site, sheet: Path
) -> None:
    listing(served, "/a", "/b")
    served.html("/a", JOINED, ETag='"1"')
    served.html("/b", "The Crisis Protocol was adopted in October 2019 by the ministers.")
    first = run(services, sheet)
    assert (first.counts["created"], first.failed) == (2, [])
    (document,) = [d for d in services.catalogue.list_documents() if d.locator.endswith("/a")]
    assert document.url == f"{served.address}/a"
    second = run(services, sheet)
    assert second.counts["unchanged"] == 2
    assert second.passages == 0
    served.html("/a", JOINED.replace("June", "July"), ETag='"2"')
    assert [at.rsplit("/", 1)[1] for at in run(services, sheet).updated] == ["a"]


def test_a_page_that_vanishes_goes_and_one_that_fails_stays(
    services: Services, served: Site, sheet: Path
) -> None:
    listing(served, "/a", "/b", "/c", "/d")
    for path in "abcd":
        served.html(f"/{path}", f"{JOINED} This is page {path}.")
    run(services, sheet)
    listing(served, "/a", "/b", "/c")  # d is not listed any more
    served.pages["/b"] = Page(status=410)
    served.pages["/c"] = Page(status=403)
    report = run(services, sheet)
    assert {at.rsplit("/", 1)[1] for at in report.deleted} == {"b", "d"}
    assert [(remark.text, remark.transient) for remark in report.failed] == [
        ("The server answers 403 Forbidden.", False)
    ]
    assert titles(services) == {"a", "c"}


def test_a_line_that_is_no_address_fails_alone(
    services: Services, served: Site, sheet: Path
) -> None:
    listing(served, "/a", "/b")
    sitemap = served.pages["/sitemap.xml"]
    assert isinstance(sitemap.body, str)
    wrong = ["http://[bad/", f"http://{'a' * 64}.org/", "http://a..b/"]
    lines = "".join(f"<url><loc>{one}</loc></url>" for one in wrong)
    sitemap.body = sitemap.body.replace("<url>", f"{lines}<url>", 1)
    served.html("/a", JOINED, '<link rel="canonical" href="http://[x/">')
    served.html("/b", f"{JOINED} This is page b.")
    report = run(services, sheet)
    assert {at.rsplit("/", 1)[1] for at in report.created} == {"a", "b"}
    assert [remark.file.rstrip("/") for remark in report.failed] == [w.rstrip("/") for w in wrong]
    assert not any(remark.transient for remark in report.failed)
    assert run(services, sheet).deleted == []


def test_nothing_is_removed_when_a_whole_site_is_gone(
    services: Services, served: Site, sheet: Path
) -> None:
    listing(served, "/a")
    served.html("/a", JOINED)
    run(services, sheet)
    served.pages["/a"] = Page(status=404)
    assert run(services, sheet).deleted == []
    del served.pages["/sitemap.xml"]
    assert run(services, sheet).failed[0].transient
    assert titles(services) == {"a"}
    served.pages.clear()
    listing(served, "/a")
    assert len(run(services, sheet, "missing").deleted) == 1


def test_keep_removes_nothing_and_prune_what_a_feed_shows_no_more(
    services: Services, served: Site, sheet: Path
) -> None:
    def feed(*paths: str) -> None:
        items = "".join(f"<item><link>{served.address}{path}</link></item>" for path in paths)
        served.pages["/sitemap.xml"] = Page(
            f'<rss version="2.0"><channel>{items}</channel></rss>',
            headers={"Content-Type": "application/rss+xml"},
        )

    for path in "abc":
        served.html(f"/{path}", f"{JOINED} This is page {path}.")
    feed("/a", "/b", "/c")
    run(services, sheet)
    feed("/a", "/b")
    assert run(services, sheet).deleted == []
    assert len(run(services, sheet, "missing").deleted) == 1
    served.pages["/b"] = Page(status=404)
    assert run(services, sheet, "nothing").deleted == []
    assert titles(services) == {"a", "b"}


def test_one_page_at_several_addresses_is_one_document(
    services: Services, served: Site, sheet: Path
) -> None:
    listing(served, "/old", "/print", "/new", "/other")
    served.pages["/old"] = Page(status=301, headers={"Location": "/new"})
    canonical = f'<link rel="canonical" href="{served.address}/new">'
    served.html("/print", JOINED, canonical)
    served.html("/new", JOINED, canonical)
    served.html("/other", "Elsewhere.", '<link rel="canonical" href="https://example.org/x">')
    report = run(services, sheet)
    assert titles(services) == {"new", "other"}
    assert report.counts["repeated"] == 2
    listing(served, "/print", "/other")
    served.pages["/new"] = Page(status=404)
    assert run(services, sheet).deleted == []
    assert titles(services) == {"new", "other"}


def test_a_page_that_moves_keeps_its_document(
    services: Services, served: Site, sheet: Path
) -> None:
    listing(served, "/a", "/b")
    served.html("/a", JOINED)
    served.html("/b", "The Crisis Protocol was adopted in October 2019 by the ministers.")
    run(services, sheet)
    before = {document.id for document in services.catalogue.list_documents()}
    served.pages["/a"] = Page(status=301, headers={"Location": "/moved"})
    served.html("/moved", JOINED)
    report = run(services, sheet)
    assert report.counts["updated"] + report.counts["moved"] == 1
    assert {document.id for document in services.catalogue.list_documents()} == before
    assert titles(services) == {"moved", "b"}
    # A page that comes back to the old address is a page of its own, whichever comes first.
    listing(served, "/moved", "/a", "/b")
    served.html("/a", "Twitch joined later, and so did many other companies of that kind.")
    run(services, sheet)
    assert titles(services) == {"moved", "a", "b"}
    assert before < {document.id for document in services.catalogue.list_documents()}


def test_links_to_what_is_not_to_be_read_are_skipped_and_hide_nothing(
    services: Services, served: Site, sheet: Path
) -> None:
    sheet.write_text(sheet.read_text().replace("/sitemap.xml", "/") + "depth = 2\n")
    served.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /private\n")
    served.pages["/photo"] = Page(b"\x89PNG", headers={"Content-Type": "image/png"})
    odd = "<a href=/photo>photo</a> <a href=/private>private</a>"
    served.html("/", f"{JOINED} {odd} <a href=/b>b</a>")
    served.html("/b", "The Crisis Protocol was adopted in October 2019 by the ministers.")
    report = run(services, sheet)
    skipped = {remark.file.rsplit("/", 1)[1] for remark in report.skipped}
    assert (report.failed, skipped, titles(services)) == ([], {"photo", "private"}, {"", "b"})
    served.html("/", f"{JOINED} {odd}")
    assert [where.rsplit("/", 1)[1] for where in run(services, sheet).deleted] == ["b"]


def test_copies_and_translations_are_linked(services: Services, served: Site, sheet: Path) -> None:
    long = " ".join(f"Company number {number} joined the Forum." for number in range(40))
    german = " ".join(f"Firma Nummer {number} trat dem Forum bei." for number in range(40))
    listing(served, "/en", "/copy", "/de", "/other")
    served.html("/en", long)
    served.html("/copy", long.replace("Company number 7 ", "Company no. 7 "))
    alternate = f'<link rel="alternate" hreflang="en" href="{served.address}/en">'
    served.html("/de", german, alternate)
    served.html("/other", "Something else altogether is said on this page of the site.")
    report = run(services, sheet)
    by_name = {d.locator.rsplit("/", 1)[1]: d for d in services.catalogue.list_documents()}
    kin = {
        (relative.locator.rsplit("/", 1)[1], relative.relation)
        for relative in services.kinship.of(by_name["en"].id)
    }
    assert kin == {("copy", "copy"), ("de", "translation")}
    assert services.kinship.of(by_name["other"].id) == []
    assert len(report.related) == 2
    served.pages["/copy"] = Page(status=404)
    run(services, sheet)
    assert [one.relation for one in services.kinship.of(by_name["en"].id)] == ["translation"]


def test_of_many_copies_the_likest_are_linked(
    services: Services, served: Site, sheet: Path
) -> None:
    paths = [f"/{number}" for number in range(13)]
    listing(served, *paths)
    for number, path in enumerate(paths):
        said = " ".join(f"Company number {other} joined the Forum." for other in range(40))
        served.html(path, said.replace("Company", "Firm", 0 if number > 1 else 4))
    report = run(services, sheet)
    assert len(report.related) == sum(range(11)) + 10 + 10
    newest = next(d.id for d in services.catalogue.list_documents() if d.locator.endswith("/12"))
    linked = {relative.locator.rsplit("/", 1)[1] for relative in services.kinship.of(newest)}
    assert linked == {str(number) for number in range(2, 12)}


def test_a_change_of_access_alone_is_read_again_but_embeds_nothing(
    services: Services, served: Site, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing(served, "/a")
    served.html("/a", JOINED, ETag='"1"')
    run(services, sheet)
    sheet.write_text(sheet.read_text() + 'access = ["d4"]\n')
    embedded: list[str] = []
    monkeypatch.setattr(services.embedder, "passages", lambda texts: embedded.extend(texts) or [])
    monkeypatch.setattr(services.embedder, "sentences", lambda texts: embedded.extend(texts) or [])
    assert run(services, sheet).counts["updated"] == 1
    assert embedded == []
    assert services.catalogue.list_documents() == []  # to those who are in no group
    assert [d.access for d in services.catalogue.list_documents(None)] == [("d4",)]
