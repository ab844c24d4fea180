"""The search as a retriever in a LangChain chain, and the model as its embeddings."""

import numpy as np
from langchain_core.runnables import RunnableLambda

from assistant.bootstrap import Services
from vectorstore.embedding import Embedder
from vectorstore.retriever import PassageEmbeddings, PassageRetriever


def test_a_chain_gets_passages_with_where_they_stand(forum: Services) -> None:
    with forum.index() as index:
        search = forum.search(index)
        chain = PassageRetriever(find=search.find) | RunnableLambda(lambda found: found[0])
        first = chain.invoke("Who joined the EU Internet Forum in June 2024?")
    assert "SoundCloud" in first.page_content
    content = forum.catalogue.document(first.metadata["document_id"])
    assert content is not None
    span = slice(first.metadata["start"], first.metadata["end"])
    assert content.text[span] == first.page_content
    assert first.metadata["title"] == content.document.title


def test_speaks_langchains_language(embedder: Embedder) -> None:
    embeddings = PassageEmbeddings(embedder)
    (vector,) = embeddings.embed_documents(["The Forum met."])
    assert np.allclose(vector, embedder.passages(["The Forum met."])[0])
    assert np.allclose(embeddings.embed_query("Who met?"), embedder.question("Who met?").vector)
