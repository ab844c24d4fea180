"""An entailment model is read by its labels."""

from pathlib import Path

import pytest

from vectorstore.entailment import Entailment
from vectorstore.errors import ModelUnavailable


def made(folder: Path, labels: tuple[str, ...]) -> Path:
    """Return a folder with a cross-encoder of few words and random weights: what it says means
    nothing, but it is always the same."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "launched", "began", "in", "2015", "."]
    tokenizer = BertTokenizerFast(vocab={word: place for place, word in enumerate(words)})
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=dict(enumerate(labels)),
        label2id={label: place for place, label in enumerate(labels)},
        initializer_range=1.0,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_the_probability_of_the_entailing_label_is_returned(tmp_path: Path) -> None:
    pair = ("It was launched in 2015.", "It began in 2015.")
    names = ("contradiction", "entailment", "neutral")
    shares = []
    for place in range(3):
        labels = tuple(names[(number - place + 1) % 3] for number in range(3))
        folder = made(tmp_path / str(place), labels)
        assert labels[place] == "entailment"
        shares.append(Entailment(str(folder)).probability(*pair))
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert all(0 <= share <= 1 for share in shares)
    assert len({round(share, 4) for share in shares}) > 1


def test_a_model_that_cannot_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "other", ("good", "bad"))
    with pytest.raises(ModelUnavailable, match=r"cannot tell entailment .*good, bad"):
        Entailment(str(folder)).probability("a", "b")
    with pytest.raises(ModelUnavailable, match="EUIF_ENTAILMENT_MODEL"):
        Entailment(str(tmp_path / "absent")).probability("a", "b")
