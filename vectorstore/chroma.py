"""The dense index: passages' vectors under their ids, in Chroma. The only importer of chromadb.

What Chroma was seen to do (1.5) and what is done about it here: its default embedding function
reaches for the network, so none is ever given; telemetry is switched off; a call takes a bounded
number of records, so writes go in batches; `add` ignores an id that it has, so writes are
`upsert`s without metadata; a damaged folder makes every call fail, so it is tried when opened.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import numpy as np

from vectorstore.errors import IndexUnavailable, StorageFull
from vectorstore.passages import Model, Vector

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_PAGE = 5_000
_TOO_LITTLE = 1_000_000
"""Bytes: with less left on the disk, a failed write is the disk's fault."""
_HNSW = {"space": "cosine", "ef_search": 200}


class IndexDamaged(Exception):
    """The index on disk cannot be read; the library holds all that is needed to build it again."""


class ChromaIndex:
    """The vectors that one model made of one library. Open it with `embedded` or `served`."""

    def __init__(
        self, client: Any, library_id: str, model: Model, folder: Path | None = None
    ) -> None:
        self._client = client
        self._library_id = library_id
        self._folder = folder
        self._name = self._name_for(model)
        self._collection: Collection = self._open()
        self._most = min(client.get_max_batch_size(), _PAGE)

    @classmethod
    def embedded(cls, folder: Path, library_id: str, model: Model) -> Self:
        """Open the index in a folder that no other process has open. Raises IndexDamaged."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient

        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnavailable(
                f"The folder {folder} cannot be made or used ({error.strerror}). Move what stands "
                "in its place; the index is built again from the library."
            ) from error
        client: Any = None
        try:
            client = chromadb.PersistentClient(str(folder), settings=_settings())
            index = cls(client, library_id, model, folder)
            index._try()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # Damage surfaces as errors of many kinds, and as panics of Chroma's Rust core, which
            # derive from BaseException.
            if client is not None:
                client.close()
            # Chroma keeps a half-opened folder in mind and would hand it out again.
            SharedSystemClient.clear_system_cache()
            if shutil.disk_usage(folder).free < _TOO_LITTLE:
                raise StorageFull(_full(folder)) from error
            raise IndexDamaged(str(error)) from error
        return index

    @classmethod
    def served(cls, url: str, library_id: str, model: Model) -> Self:
        """Open the index on a Chroma server. Raises IndexUnavailable."""
        import chromadb

        address = urlsplit(url)
        secure = address.scheme == "https"
        port = address.port or (443 if secure else 80)
        try:
            client = chromadb.HttpClient(
                host=address.hostname or "",
                port=port,
                ssl=secure,
                settings=_settings(),
            )
            return cls(client, library_id, model)
        except Exception as error:
            raise IndexUnavailable(
                f"The Chroma server at {address.hostname}:{port} does not answer. Start it, "
                "correct EUIF_CHROMA_URL, or leave that out to keep the index in the data folder."
            ) from error

    def beside(self, model: Model) -> Self:
        """Open another model's index through the same client; closing this one closes both."""
        return type(self)(self._client, self._library_id, model, self._folder)

    def keep_only(self, models: Iterable[Model]) -> None:
        """Drop what the library has here of other models than these."""
        kept = {self._name, *(self._name_for(model) for model in models)}
        for collection in self._client.list_collections():
            if collection.name.startswith(self._prefix) and collection.name not in kept:
                self._client.delete_collection(collection.name)

    @property
    def _prefix(self) -> str:
        # The library's id is part of the name, so that libraries can share a server.
        return f"passages-{self._library_id}"

    def _name_for(self, model: Model) -> str:
        return f"{self._prefix}-{model.digest[:12]}"

    def _open(self) -> "Collection":
        collection: Collection = self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": _HNSW}
        )
        return collection

    def _try(self) -> None:
        """Read what a search would read, so that damage shows now and not in a question."""
        some = self._collection.get(limit=1, include=["embeddings"])
        if some["ids"]:
            self._collection.query(query_embeddings=np.asarray(some["embeddings"]), n_results=1)

    def write(self, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Put vectors under their ids; an id that is there gets the new vector."""
        with self._full_disk_explained():
            for start in range(0, len(ids), self._most):
                self._collection.upsert(
                    ids=list(ids[start : start + self._most]),
                    embeddings=np.asarray(vectors[start : start + self._most]),
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Take vectors away; ids that are not there are no error."""
        with self._full_disk_explained():
            for start in range(0, len(ids), self._most):
                self._collection.delete(ids=list(ids[start : start + self._most]))

    def nearest(
        self, vector: Vector, limit: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (id, cosine) of the nearest vectors, nearest first; only `among` ids if given.

        Of those none is missed, as an approximate index does where many vectors are alike.
        """
        if among is None:
            return self._query(vector, limit)
        try:
            found = self._query(vector, limit, ids=list(among))
        except Exception:
            # Chroma fails on an id that it has not, and one may have gone a moment ago.
            found = []
        is_whole = len(found) >= min(limit, len(among))
        return found if is_whole else self._exactly(vector, among)[:limit]

    def _exactly(self, vector: Vector, among: Sequence[str]) -> list[tuple[str, float]]:
        """Return (id, cosine) of all of the ids that there are, nearest first."""
        held: Any = self._collection.get(ids=list(among), include=["embeddings"])
        cosines = np.asarray(held["embeddings"]).reshape(-1, len(vector)) @ vector
        return sorted(zip(held["ids"], cosines.tolist(), strict=True), key=lambda one: -one[1])

    def _query(self, vector: Vector, limit: int, **narrowed: list[str]) -> list[tuple[str, float]]:
        if narrowed.get("ids") == []:
            return []  # to Chroma no ids would mean all of them
        found: Any = self._collection.query(
            query_embeddings=np.asarray([vector]),
            n_results=limit,
            include=["distances"],
            **narrowed,  # type: ignore[arg-type]
        )
        return [
            (passage_id, 1.0 - distance)
            for passage_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def ids(self) -> set[str]:
        """Return all ids."""
        held: set[str] = set()
        for offset in range(0, self.count(), _PAGE):
            held.update(self._collection.get(include=[], limit=_PAGE, offset=offset)["ids"])
        return held

    def count(self) -> int:
        """Return how many vectors there are."""
        return self._collection.count()

    def clear(self) -> None:
        """Take all vectors away; in a folder also the structure built over them.

        On a server the collection stays: other processes hold on to it.
        """
        if self._folder is None:
            self.delete(sorted(self.ids()))
            return
        self._client.delete_collection(self._name)
        self._collection = self._open()

    @contextmanager
    def _full_disk_explained(self) -> Iterator[None]:
        """Raise StorageFull for a failure on a full disk, of which Chroma's errors may not tell."""
        try:
            yield
        except Exception as error:
            if self._folder and shutil.disk_usage(self._folder).free < _TOO_LITTLE:
                raise StorageFull(_full(self._folder)) from error
            raise

    def close(self) -> None:
        """Let go of the folder or the connection."""
        self._client.close()


def _full(folder: Path) -> str:
    return (
        f"The disk that holds {folder} is full. Free some space and run the command again; the "
        "index is then brought in step with the library."
    )


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
