"""The search as a retriever in a LangChain chain."""

from langchain_core.runnables import RunnableLambda

from assistant.bootstrap import Services
from vectorstore.retriever import PassageRetriever


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
