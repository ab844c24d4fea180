"""Embeds a library by another model, from the texts that it holds, and changes to that model.

What is embedded is kept, a few passages at a time, so a run may be killed at any moment and started
again. The library is searched by the model that it has until the last passage is there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.embedding import embed
from vectorstore.embedding import Embedder
from vectorstore.library import Library
from vectorstore.models import ModelChange

_AT_ONCE = 16
"""How many passages are embedded, and lost at most by a kill."""


@dataclass(frozen=True, slots=True)
class Reembedding:
    """What a change of the model did: the passages there are, and those embedded for it."""

    passages: int
    embedded: int


def reembed(
    change: ModelChange,
    library: Library,
    embedder: Embedder,
    progress: Callable[[int, int, str], None],
) -> Reembedding:
    """Embed all passages that the model has not embedded yet, then let it be the library's model.

    `library` is that of the model. An ingest meanwhile is no harm: what it writes is embedded too.
    """
    embedded = 0
    while not change.finish():
        total, lacking = change.count()
        for document, passages in change.lacking(_AT_ONCE):
            change.add(embed(document, passages, library, embedder))
            embedded += len(passages)
            lacking -= len(passages)
            progress(max(total - lacking, 0), total, document.title)
    return Reembedding(change.count()[0], embedded)
