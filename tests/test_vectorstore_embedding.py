"""The embedder: the bundled model, a folder, or a name, all through one door."""

from pathlib import Path

import numpy as np
import pytest

from vectorstore import embedding
from vectorstore.bundled_model import BUNDLED_MODEL
from vectorstore.embedding import Embedder
from vectorstore.errors import ModelUnavailable


def test_a_folder_is_a_model_like_the_bundled_one(
    embedder: Embedder, model_folder: Path, tmp_path: Path
) -> None:
    of_folder = Embedder(str(model_folder), tmp_path)
    # The bundled one's layers are packed.
    assert of_folder.question("Who joined?").vector == pytest.approx(
        embedder.question("Who joined?").vector, abs=1e-6
    )
    assert of_folder.question("Who joined?").tokens is None  # its axes are not known
    assert of_folder.identity != embedder.identity
    assert of_folder.identity.name == str(model_folder)
    assert list(tmp_path.iterdir()) == []


def test_another_content_is_another_model(tmp_path: Path) -> None:
    def digest(content: str) -> str:
        (tmp_path / "model").mkdir(exist_ok=True)
        (tmp_path / "model" / "config.json").write_text(content)
        return Embedder(str(tmp_path / "model"), tmp_path).identity.digest

    assert digest("one") == digest("one") != digest("two")


def test_a_model_that_cannot_be_had_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=rf"EUIF_EMBEDDING_MODEL.*{BUNDLED_MODEL}"):
        Embedder("nobody/no-such-model", tmp_path).load()


def test_a_few_questions_are_embedded_like_many(embedder: Embedder) -> None:
    texts = [f"Who joined the Forum in {year}?" for year in range(2015, 2021)]
    few = [one for start in range(0, 6, 2) for one in embedder.questions(texts[start : start + 2])]
    for one, other in zip(few, embedder.questions(texts), strict=True):
        assert np.allclose(one.vector, other.vector, atol=1e-5)
        assert one.tokens is not None
        assert other.tokens is not None
        assert np.allclose(one.tokens, other.tokens, atol=1)


def test_many_sentences_are_embedded_a_few_at_a_time(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Member {number} joined the Forum." for number in range(5)]
    together = embedder.sentences(texts)
    monkeypatch.setattr(embedding, "_AT_ONCE", 2)
    for one, among in zip(embedder.sentences(texts), together, strict=True):
        assert np.allclose(one.vector, among.vector, atol=1e-5)
        assert one.tokens is not None
        assert among.tokens is not None
        assert np.allclose(one.tokens, among.tokens, atol=1)
