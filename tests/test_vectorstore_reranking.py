"""A cross-encoder reorders what was found, and decides nothing else."""

import asyncio
from pathlib import Path

import pytest
from fakes import folder_of, take_in

from assistant.bootstrap import Services, build
from assistant.conversation import Question
from vectorstore.errors import ModelUnavailable
from vectorstore.passages import embedded_text
from vectorstore.query import Query
from vectorstore.reranking import Reranker

QUESTION = "What did the Crocus Committee discuss?"
NAMES = ("Crocus", "Tulip", "Daffodil", "Narcissus")


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Path:
    """Return the folder of a small cross-encoder with random weights: its order means nothing,
    but it is always the same."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(model_folder)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=1,
        initializer_range=1.0,
    )
    folder = tmp_path_factory.mktemp("cross-encoder")
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def reranking(tmp_path: Path, services: Services, cross_encoder: Path) -> Services:
    """Return services with a reranker, over the library of `services`."""
    texts = {name: f"The {name} Committee met in May to discuss rules." for name in NAMES}
    take_in(services, folder_of(tmp_path / "in", **texts))
    settings = services.settings.model_copy(update={"reranker_model": str(cross_encoder)})
    return build(settings, lambda line: None, services.embedder)


def test_hits_stand_in_the_reranker_s_order(reranking: Services, cross_encoder: Path) -> None:
    with reranking.index() as index:
        hits = reranking.search(index).find(Query(QUESTION, "en")).hits
        plain = replace_reranker(reranking, None).search(index).find(Query(QUESTION, "en")).hits
    scores = Reranker(str(cross_encoder)).scores(
        QUESTION, [embedded_text(hit.document, hit.passage) for hit in hits]
    )
    assert scores == sorted(scores, reverse=True)
    assert [hit.score for hit in hits] == pytest.approx(scores, abs=1e-4)
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in plain}
    assert [hit.passage.id for hit in hits] != [hit.passage.id for hit in plain]
    reranking.close()


def replace_reranker(services: Services, reranker: Reranker | None) -> Services:
    services.reranker = reranker
    return services


def test_what_cannot_be_answered_is_refused_with_a_reranker_too(reranking: Services) -> None:
    question = Question("How do I bake sourdough bread?", "conversation")
    with reranking.index() as index:
        with_reranker = asyncio.run(reranking.assistant(index).ask(question))
        plain = asyncio.run(replace_reranker(reranking, None).assistant(index).ask(question))
    assert with_reranker.status == plain.status == "refused_out_of_scope"
    assert with_reranker.trace.answerability == pytest.approx(plain.trace.answerability, abs=1e-3)
    reranking.close()


def test_nothing_is_scored_without_texts(cross_encoder: Path) -> None:
    assert Reranker(str(cross_encoder)).scores(QUESTION, []) == []


def test_a_model_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="EUIF_RERANKER_MODEL"):
        Reranker(str(tmp_path / "none")).load()
