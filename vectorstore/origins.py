"""Origins: at which addresses each source finds which document."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, exists, insert, select

from vectorstore.database import batches, for_writing
from vectorstore.schema import documents, origins


@dataclass(frozen=True, slots=True)
class Origin:
    """Which document stands at an address, and the stamp it bore there when it was read whole."""

    document_id: str
    stamp: str | None


class Origins:
    """Keeps them; a document that no source finds anywhere any more has lost all of its origins."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = for_writing(engine)

    def stamped(self, source: str) -> dict[str, Origin]:
        """Return the documents of the library that a source finds, by address."""
        here = exists().where(documents.c.id == origins.c.document_id)
        query = select(origins).where(origins.c.source == source, here)
        with self._engine.connect() as connection:
            return {
                row.address: Origin(row.document_id, row.stamp) for row in connection.execute(query)
            }

    def addresses(self, source: str) -> dict[str, str]:
        """Return where a source found documents when it was last read, with their ids."""
        query = select(origins.c.address, origins.c.document_id).where(origins.c.source == source)
        with self._engine.connect() as connection:
            return {row.address: row.document_id for row in connection.execute(query)}

    def document_at(self, address: str) -> str | None:
        """Return the id of the document that stands at an address, whichever source found it."""
        query = select(origins.c.document_id).where(origins.c.address == address).limit(1)
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def note(
        self, source: str, addresses: Iterable[str], document_id: str, stamp: str | None = None
    ) -> None:
        """Note that a source finds a document at addresses, and the stamp it bears there."""
        rows = [
            {"source": source, "address": address, "document_id": document_id, "stamp": stamp}
            for address in sorted(set(addresses))
        ]
        with self._writing.begin() as connection:
            for row in rows:
                connection.execute(
                    delete(origins).where(
                        origins.c.source == source, origins.c.address == row["address"]
                    )
                )
            connection.execute(insert(origins), rows)

    def of_documents(self, document_ids: Collection[str]) -> dict[str, set[tuple[str, str]]]:
        """Return the sources and addresses at which documents are found, by their ids."""
        found: dict[str, set[tuple[str, str]]] = {}
        with self._engine.connect() as connection:
            for batch in batches(sorted(document_ids)):
                for row in connection.execute(
                    select(origins).where(origins.c.document_id.in_(batch))
                ):
                    found.setdefault(row.document_id, set()).add((row.source, row.address))
        return found

    def forget(self, found: Iterable[tuple[str, str]]) -> None:
        """Forget what sources found at addresses."""
        by_source: dict[str, list[str]] = {}
        for source, address in found:
            by_source.setdefault(source, []).append(address)
        with self._writing.begin() as connection:
            for source, addresses in by_source.items():
                for batch in batches(addresses):
                    connection.execute(
                        delete(origins).where(
                            origins.c.source == source, origins.c.address.in_(batch)
                        )
                    )
