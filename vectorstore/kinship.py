"""Kinship: which documents are copies or translations of each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, delete, insert, or_, select

from vectorstore.database import for_writing
from vectorstore.schema import documents, kin, sketches

Relation = Literal["copy", "translation"]

Sketch = NDArray[np.uint32]
"""What stands for a document's words when it is compared: the share of equal places in two sketches
is the share of words in a row that the documents have in common."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A document that is the same page as another, elsewhere or in another language."""

    document_id: str
    title: str
    language: str
    locator: str
    relation: Relation


class Kinship:
    """Keeps sketches and what was found by them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = for_writing(engine)

    def sketches(self) -> dict[str, Sketch]:
        """Return all sketches, by document."""
        with self._engine.connect() as connection:
            return {
                row.document_id: np.frombuffer(row.sketch, dtype="<u4")
                for row in connection.execute(select(sketches))
            }

    def note(self, document_id: str, sketch: Sketch, found: Mapping[str, Relation]) -> None:
        """Keep a document's sketch, and its relatives in place of those it had."""
        with self._writing.begin() as connection:
            connection.execute(delete(sketches).where(sketches.c.document_id == document_id))
            connection.execute(
                insert(sketches).values(
                    document_id=document_id, sketch=sketch.astype("<u4").tobytes()
                )
            )
            connection.execute(
                delete(kin).where(
                    or_(kin.c.document_id == document_id, kin.c.other_id == document_id)
                )
            )
            rows = [
                {"document_id": one, "other_id": two, "relation": relation}
                for other, relation in found.items()
                for one, two in ((document_id, other), (other, document_id))
            ]
            if rows:
                connection.execute(insert(kin), rows)

    def of(self, document_id: str) -> list[Relative]:
        """Return a document's relatives, by title, also those that not everybody may see."""
        query = (
            select(
                documents.c.id,
                documents.c.title,
                documents.c.language,
                documents.c.locator,
                kin.c.relation,
            )
            .join_from(kin, documents, kin.c.other_id == documents.c.id)
            .where(kin.c.document_id == document_id)
            .distinct()
            .order_by(documents.c.title)
        )
        with self._engine.connect() as connection:
            return [Relative(*row) for row in connection.execute(query)]
