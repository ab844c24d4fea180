"""Opens sources by the names that people give them."""

from functools import cached_property
from importlib.resources import files
from pathlib import Path

from ingest.fetching import Fetcher
from ingest.readers.characters import whole
from ingest.readers.worker import ReadingProcess
from ingest.sources import BUNDLED, WEB, Source, SourceUnusable
from ingest.sources.folder import Folder
from ingest.sources.sheet import FORUM, Entry, read_sheet
from ingest.sources.web import Address

_SHEET = ".toml"


class Opener:
    """Makes sources of names. `agent` is what web servers are told; `largest` is in bytes.

    `reading` finds the links of pages; its owner passes it.
    """

    def __init__(self, agent: str, largest: int, reading: ReadingProcess) -> None:
        self._agent = agent
        self._reading = reading
        self._largest = largest

    def open(self, name: str) -> list[Source]:
        """Return the source of this name, or those of a sheet. Raises SourceUnusable."""
        name = full_name(name)
        if whole(name) != name:
            raise SourceUnusable(f"The name of {whole(name)} is not UTF-8. Give it another.")
        if name == FORUM:
            return self._sheet(FORUM, Path(str(files("ingest") / "forum.toml")))
        if name.endswith(_SHEET):
            return self._sheet(name, Path(name))
        if "://" in name and not name.startswith(WEB):
            raise SourceUnusable(f"{name} cannot be read: only http and https addresses can.")
        if not name.startswith((*WEB, BUNDLED)) and not Path(name).exists():
            raise SourceUnusable(f"There is no file or folder {name}. Check the spelling.")
        return [self._source(Entry(location=name), Path(), sheet=None)]

    def _sheet(self, name: str, path: Path) -> list[Source]:
        return [self._source(entry, path.parent, name) for entry in read_sheet(path)]

    def _source(self, entry: Entry, folder: Path, sheet: str | None) -> Source:
        if entry.location.startswith(WEB):
            return Address(
                entry.location,
                self._fetcher,
                self._reading,
                entry.depth,
                entry.manners,
                entry.choice,
                entry.defaults,
                sheet,
            )
        if entry.location == BUNDLED:
            notes = Path(str(files("ingest") / "corpus"))
            return Folder(BUNDLED, notes, self._largest, prefix=BUNDLED, sheet=sheet)
        path = (folder / Path(entry.location).expanduser()).resolve()
        return Folder(
            str(path),
            path,
            self._largest,
            choice=entry.choice,
            defaults=entry.defaults,
            sheet=sheet,
        )

    @cached_property
    def _fetcher(self) -> Fetcher:
        return Fetcher(self._agent, self._largest)

    def close(self) -> None:
        """Let go of the connections."""
        if "_fetcher" in self.__dict__:
            self._fetcher.close()


def full_name(name: str) -> str:
    """Return the name under which a source is remembered, wherever it is called from."""
    if name in (BUNDLED, FORUM) or "://" in name:
        return name
    return str(Path(name).expanduser().resolve())
