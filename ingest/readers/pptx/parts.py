"""The parts of an archive in Open XML, and how they refer to each other."""

from contextlib import suppress
from posixpath import dirname, join, normpath, split
from typing import Any
from zipfile import ZipFile

from ingest.readers.archive import xml_of


class Parts:
    """The XML parts of an archive, by their names; the name of the archive itself is empty."""

    def __init__(self, opened: ZipFile) -> None:
        self._opened = opened
        self._names = frozenset(opened.namelist())

    def root(self, name: str) -> Any:
        """Return the root of a part. Raises ReadingFailed if it is missing or no plain XML."""
        return xml_of(self._opened, name)

    def related(self, name: str, kind: str) -> list[str]:
        """Return the names of the parts that a part refers to as one kind: `slideLayout`."""
        return [target for of_kind, target in self._relations(name).values() if of_kind == kind]

    def target(self, name: str, reference: str | None) -> str | None:
        """Return the name of the part that a part refers to by an id, if it is in the archive."""
        return self._relations(name).get(reference or "", ("", None))[1]

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the kinds and names of what a part refers to in the archive, by their ids."""
        folder, own = split(name)
        listed = join(folder, "_rels", f"{own}.rels")
        if listed not in self._names:
            return {}
        # The kind is an address, which differs between the two editions of the standard.
        found = {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                normpath(join("/", dirname(name), one.get("Target", ""))).lstrip("/"),
            )
            for one in self.root(listed).iterchildren("{*}Relationship")
        }
        return {key: value for key, value in found.items() if value[1] in self._names}


def reference_of(element: Any, name: str) -> str | None:
    """Return the id by which an element refers to a part (`r:id`, `r:dm`), in either edition."""
    for key, value in element.attrib.items():
        if key.startswith("{") and key.endswith(f"elationships}}{name}"):
            return str(value)
    return None


def number_of(element: Any, name: str, unsaid: int = 0) -> int:
    """Return a number that an element states."""
    with suppress(ValueError):
        return int(element.get(name, unsaid))
    return unsaid


def is_on(element: Any, name: str, unsaid: bool = False) -> bool:
    """Tell whether an attribute that is true or false is true."""
    return bool(element.get(name, "1" if unsaid else "0") in {"1", "true"})
