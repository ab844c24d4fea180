"""Keeps the dense index in step with the library, which is the truth."""

from dataclasses import dataclass

from vectorstore.chroma import ChromaIndex
from vectorstore.database import batches
from vectorstore.library import Library

_VERSIONS = 50
_VECTORS = 5_000
"""How many of them are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Mending:
    """How many vectors the dense index lacked, and how many it should not have held."""

    added: int
    removed: int


def apply_pending(library: Library, index: ChromaIndex) -> int:
    """Bring what ingest wrote into the index and let searches see it; return how many versions.

    Nothing is done once another model has become the active one: that model's index is kept by
    those who search by it. Killed at any point, it can be called again: a version is marked last, a
    vector forgotten last.
    """
    applied = 0
    if not library.is_active():
        return applied
    # Several versions at once: a call of the index takes its time, however little it writes.
    for keys in batches(library.pending(), _VERSIONS):
        made = {document_pk: library.vectors_of(document_pk) for document_pk in keys}
        index.write(
            [one for ids, _ in made.values() for one in ids],
            [one for _, vectors in made.values() for one in vectors],
        )
        refused = [document_pk for document_pk in keys if not library.mark_indexed(document_pk)]
        applied += len(keys) - len(refused)
        if refused:
            # Somebody marked them meanwhile, or wrote newer ones: then their vectors are stale.
            ids = {one for document_pk in refused for one in made[document_pk][0]}
            index.delete(sorted(ids - library.known_ids()))
    gone = library.stale()
    if gone:
        index.delete(gone)
        library.forget_stale(gone)
    if applied:
        library.refresh_statistics()
    return applied


def mend(library: Library, index: ChromaIndex) -> Mending:
    """Make the index hold exactly the library's vectors; nothing is embedded for it."""
    held = index.ids()
    # Read after the index: what another process has written there stands in the library by now.
    surplus = sorted(held - library.known_ids())
    missing = sorted(library.indexed_ids() - held)
    for ids in batches(missing, _VECTORS):
        index.write(*library.vectors(ids))
    index.delete(surplus)
    apply_pending(library, index)
    library.refresh_statistics()
    return Mending(added=len(missing), removed=len(surplus))


def rebuild(library: Library, index: ChromaIndex) -> Mending:
    """Build the index again from the library."""
    index.clear()
    return mend(library, index)
