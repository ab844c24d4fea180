"""Recognises copies and translations of one page.

Copies by MinHash (Broder, 1997, "On the resemblance and containment of documents"), translations by
what the pages say of each other (`hreflang`).
"""

import re
from collections.abc import Iterable

import numpy as np

from vectorstore.kinship import Kinship, Relation, Sketch
from vectorstore.origins import Origins
from vectorstore.passages import DocumentText

COPY = 0.8
"""From this share of common words in a row on, two documents are one page twice."""
_PLACES = 128
"""Of a sketch: the share is told to about 0.03 then, one standard error."""
_IN_A_ROW = 3
_MOST_COPIES = 10
"""A document is linked to so many when it is placed, the likest: where a site has a thousand pages
of one form, half a million links would tell nobody anything."""


class Likeness:
    """Finds a document's relatives among all documents; it keeps their sketches in memory."""

    def __init__(self, kinship: Kinship, origins: Origins) -> None:
        self._kinship = kinship
        self._origins = origins
        known = kinship.sketches()
        self._document_ids = list(known)
        self._rows = {document_id: row for row, document_id in enumerate(known)}
        # Twice as many rows as are in use, so that not every new document copies them all.
        self._sketches = np.zeros((2 * len(known) + 1, _PLACES), dtype=np.uint32)
        self._sketches[: len(known)] = list(known.values()) or np.zeros((0, _PLACES))

    def place(self, content: DocumentText, translations: Iterable[str]) -> dict[str, Relation]:
        """Keep what a document is like, and return its relatives; `translations` are addresses."""
        document_id, sketch = content.document.id, sketch_of(content.text)
        shares = (self._sketches[: len(self._rows)] == sketch).mean(axis=1)
        own = self._rows.get(document_id)
        copies = [row for row in np.flatnonzero(shares >= COPY).tolist() if row != own]
        copies.sort(key=lambda row: -shares[row])
        found: dict[str, Relation] = {
            self._document_ids[row]: "copy" for row in copies[:_MOST_COPIES]
        }
        elsewhere = (self._origins.document_at(address) for address in translations)
        found |= {other: "translation" for other in elsewhere if other}
        found.pop(document_id, None)
        self._kinship.note(document_id, sketch, found)
        self._remember(document_id, sketch)
        return found

    def _remember(self, document_id: str, sketch: Sketch) -> None:
        row = self._rows.setdefault(document_id, len(self._rows))
        if row == len(self._document_ids):
            self._document_ids.append(document_id)
        if row == len(self._sketches):
            self._sketches = np.concatenate([self._sketches, np.zeros_like(self._sketches)])
        self._sketches[row] = sketch


def sketch_of(text: str) -> Sketch:
    """Return the sketch of a text, over every three of its words in a row."""
    from datasketch import MinHash  # a second, which no command needs but ingest

    words = re.findall(r"\w+", text.casefold())
    rows = {
        " ".join(words[start : start + _IN_A_ROW]).encode()
        for start in range(max(1, len(words) - _IN_A_ROW + 1))
    }
    made = MinHash(num_perm=_PLACES)
    made.update_batch(rows)
    sketch: Sketch = made.hashvalues.astype(np.uint32)
    return sketch
