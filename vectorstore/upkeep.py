"""Keeps the dense index in step with the library, which is the truth."""

from dataclasses import dataclass

from vectorstore.chroma import ChromaIndex
from vectorstore.library import Library


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
    for document_pk in library.pending():
        ids, vectors = library.vectors_of(document_pk)
        index.write(ids, vectors)
        if library.mark_indexed(document_pk):
            applied += 1
        else:
            # Somebody marked it meanwhile, or wrote a newer version: then its vectors are stale.
            index.delete(sorted(set(ids) - library.known_ids()))
    gone = library.stale()
    if gone:
        index.delete(gone)
        library.forget_stale(gone)
    return applied


def mend(library: Library, index: ChromaIndex) -> Mending:
    """Make the index hold exactly the library's vectors; nothing is embedded for it."""
    held = index.ids()
    # Read after the index: what another process has written there stands in the library by now.
    surplus = sorted(held - library.known_ids())
    ids, vectors = library.vectors(sorted(library.indexed_ids() - held))
    index.write(ids, vectors)
    index.delete(surplus)
    apply_pending(library, index)
    return Mending(added=len(ids), removed=len(surplus))


def rebuild(library: Library, index: ChromaIndex) -> Mending:
    """Build the index again from the library."""
    index.clear()
    return mend(library, index)
