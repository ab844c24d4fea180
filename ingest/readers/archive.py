"""Documents that are ZIP archives of XML, opened so that a small file cannot fill the memory."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from lxml import etree

from ingest.readers import ReadingFailed

_MOST_MEMBERS = 10_000
_LARGEST = 200_000_000
"""Bytes of all members together, unpacked."""


@contextmanager
def archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive. Raises ReadingFailed if it is damaged, encrypted or too large unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            members = opened.infolist()
            if len(members) > _MOST_MEMBERS:
                raise ReadingFailed(f"It holds more than {_MOST_MEMBERS:,} files.")
            # Reading a member never gives more than it states here, so the sum is a bound.
            if sum(member.file_size for member in members) > _LARGEST:
                raise ReadingFailed(f"Unpacked it has more than {_LARGEST / 1e6:.0f} MB. Split it.")
            if any(member.flag_bits & 1 for member in members):
                raise ReadingFailed("It is encrypted. Save it without a password.")
            yield opened
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise ReadingFailed("It is damaged or cut short. Save or fetch it again.") from error


def xml_of(opened: zipfile.ZipFile, name: str) -> Any:
    """Return the root of an XML member. Raises ReadingFailed if it is missing or no plain XML."""
    try:
        return parse_xml(opened.read(name))
    except KeyError as error:
        raise ReadingFailed(f"It is damaged: {name} is missing in it.") from error


def parse_xml(data: bytes) -> Any:
    """Return the root of XML; entities are not expanded and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadingFailed(f"It holds XML that cannot be read: {error.msg}.") from error
    if any(True for _ in root.iter(etree.Entity)):
        raise ReadingFailed("It holds XML entities of its own, which are not read.")
    return root


def properties(root: Any) -> dict[str, str]:
    """Return what a document's properties say: the names of their elements, and their texts."""
    return {
        etree.QName(element).localname: element.text.strip()
        for element in reversed(list(root.iter(etree.Element)))  # of several, the first
        if element.text and element.text.strip()
    }


def day(said: dict[str, str], *names: str) -> date | None:
    """Return the first of these properties that is a date (`2024-03-05T09:00:00Z`)."""
    for name in names:
        with suppress(ValueError):
            return date.fromisoformat(said.get(name, "")[:10])
    return None
