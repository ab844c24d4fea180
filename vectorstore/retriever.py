"""The search as a LangChain retriever, and the model as its embeddings, for chains of people's
own. Beside the rest, as importing LangChain takes a sixth of a command's start."""

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from vectorstore.embedding import Embedder
from vectorstore.findings import Findings, Hit
from vectorstore.language import detect
from vectorstore.query import Query

Find = Callable[[Query], Findings]
"""`Search.find`."""


class PassageRetriever(BaseRetriever):
    """Returns the passages that answer a question best, for an asker who is in some groups.

    A document's `page_content` is the passage's text; its metadata tells the passage, the document,
    the span in it, and the score. The address is given where the document has one.
    """

    find: Find
    groups: tuple[str, ...] = ()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 (LangChain gives it by name)
    ) -> list[Document]:
        found = self.find(Query(query, detect(query), self.groups))
        return [_document(hit) for hit in found.hits]


class PassageEmbeddings(Embeddings):
    """Embeds as the library does."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each passage or sentence."""
        return [vector.tolist() for vector in self._embedder.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self._embedder.question(text).vector.tolist()  # type: ignore[no-any-return]


def _document(hit: Hit) -> Document:
    passage, document = hit.passage, hit.document
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            **{"passage_id": passage.id, "document_id": document.id, "title": document.title},
            **{"url": document.url, "kind": document.kind, "language": document.language},
            **{"start": passage.start, "end": passage.end, "score": hit.score},
        },
    )
