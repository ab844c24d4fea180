"""Opens the embedded index, also a damaged one, and brings an index in step with the library."""

import shutil
from collections.abc import Callable
from pathlib import Path

from vectorstore import upkeep
from vectorstore.chroma import ChromaIndex, IndexDamaged
from vectorstore.errors import IndexUnavailable
from vectorstore.library import Library
from vectorstore.passages import Model

Report = Callable[[str], None]
"""Is told of long work in plain lines."""


def embedded(folder: Path, library_id: str, model: Model, report: Report) -> ChromaIndex:
    """Open the index in its folder; a damaged one is put aside, and an empty one opened.

    Raises IndexUnavailable and StorageFull.
    """
    try:
        return ChromaIndex.embedded(folder, library_id, model)
    except IndexDamaged as damage:
        report(f"The index is damaged ({damage}); building it again from the library.")
        aside = folder.with_name("chroma.damaged")
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
    try:
        return ChromaIndex.embedded(folder, library_id, model)
    except IndexDamaged as damage:
        raise IndexUnavailable(
            f"The index in {folder} cannot be made ({damage}). Look after the disk, or keep "
            "the data elsewhere with EUIF_DATA_DIR."
        ) from damage


def in_step(index: ChromaIndex, library: Library, report: Report) -> ChromaIndex:
    """Return an index that holds what the library has."""
    mended = upkeep.mend(library, index)
    if mended.added or mended.removed:
        report(
            f"The index was brought in step with the library: {mended.added} vectors added, "
            f"{mended.removed} removed."
        )
    return index
