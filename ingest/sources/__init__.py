"""Sources: where documents come from. A folder, a file, a web page, a sitemap, a feed; or a sheet
(`sources.toml`) that lists any of these.

A source lists items. An item is opened only when its turn comes, and what bears the stamp that it
bore when it was last read is not opened at all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

from courlan import normalize_url

from vectorstore.errors import EuifError

BUNDLED = "bundled:"
"""The name of the source of the notes that come with the project."""


class SourceUnusable(EuifError):
    """A source cannot be listed; the text says why and what to do. Nothing was changed."""


class Unopened(EuifError):
    """An item could not be opened; `transient` tells whether trying again may help."""

    def __init__(self, text: str, *, transient: bool) -> None:
        super().__init__(text)
        self.transient = transient


class Gone(Unopened):
    """What stood at this address is there no more, so its document goes, too."""

    def __init__(self, text: str) -> None:
        super().__init__(text, transient=False)


class Unreadable(Unopened):
    """What stands at this address is not to be read: of no known kind, or forbidden by its site."""

    def __init__(self, text: str) -> None:
        super().__init__(text, transient=False)


class NoAddress(Unopened):
    """What is given as an address is none (`http://[x/`), so that nothing can stand there."""

    def __init__(self, text: str = "It is no address of a page.") -> None:
        super().__init__(text, transient=False)


WEB = ("https://", "http://")
"""What the addresses of pages begin with, and not those of files or bundled notes."""


def normalized(address: str, base: str = "") -> str:
    """Return the address by which a page is known: whole, without fragment and trackers.

    Raises NoAddress.
    """
    try:
        whole = str(normalize_url(urldefrag(urljoin(base, address.strip())).url))
        whole.encode()  # half a character can be neither sent nor stored
        return whole if urlsplit(whole).path else f"{whole}/"
    except ValueError as error:
        raise NoAddress from error


def too_large(size: int, most: int) -> str:
    """Return why something of so many bytes is not read."""
    return (
        f"It has {size / 1e6:.1f} MB, and files over {most / 1e6:.0f} MB are not read. Split it, "
        "or raise EUIF_LARGEST_FILE."
    )


@dataclass(frozen=True, slots=True)
class Content:
    """What stands at an address."""

    locator: str
    """Where it was read in the end, redirects followed."""
    data: bytes
    suffix: str
    """Its format, as a file name's ending: `.html`."""
    stamp: str | None
    """What tells without reading whether it has changed since."""
    encoding: str | None = None
    """Of its text, where its sender says so."""


@dataclass(frozen=True, slots=True)
class Item:
    """An address that a source lists."""

    address: str
    open: Callable[[], Content | None]
    """Returns None for what still bears the stamp that is known of it. Raises Unopened."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one item, in a sentence."""

    file: str
    text: str
    transient: bool = False
    """Whether it may go away by itself."""


class Listing(Protocol):
    """What a source lists; a walk through the web goes on while it is iterated."""

    @property
    def total(self) -> int | None:
        """How many items there are; None as long as nobody knows."""

    @property
    def complete(self) -> bool:
        """Whether everything was listed, so that what is missing has vanished; told at the end."""

    @property
    def skipped(self) -> list[Remark]:
        """What was met and not listed, or why not everything could be; told at the end."""

    def __iter__(self) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for those documents of a source that do not say it themselves."""

    publisher: str | None = None
    language: str | None = None
    access: tuple[str, ...] = ()


UNSAID = Defaults()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the items that it meets a source lists: shell patterns over their addresses."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, address: str) -> bool:
        """Return whether an item is wanted; without patterns, everything is."""

        def fits(patterns: tuple[str, ...]) -> bool:
            return any(fnmatchcase(address, pattern) for pattern in patterns)

        return (not self.include or fits(self.include)) and not fits(self.exclude)


EVERYTHING = Choice()


class Source(Protocol):
    """Lists documents."""

    @property
    def name(self) -> str:
        """What the library and the command line call it."""

    @property
    def sheet(self) -> str | None:
        """The sheet that lists it, which is remembered in its place."""

    @property
    def defaults(self) -> Defaults:
        """What holds for its documents."""

    def list(self, stamps: Mapping[str, str]) -> Listing:
        """Return the items; `stamps` are known by address. Raises SourceUnusable."""
