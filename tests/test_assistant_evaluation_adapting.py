"""The map that moves questions nearer to what answers them."""

import numpy as np

from assistant import calibration
from assistant.evaluation.fitting.adapting import fit_adapter
from assistant.evaluation.fitting.training import as_asked, context_of, written_documents
from vectorstore.embedding import Embedder
from vectorstore.question_vectors import as_questions

AXES = calibration.read(calibration.SHIPPED).language_axes


def test_the_same_map_is_learned_every_time_and_brings_questions_nearer(embedder: Embedder) -> None:
    documents = written_documents()[:12]
    told: list[str] = []
    learned = fit_adapter(embedder, AXES, documents, lambda done, total, what: told.append(what))
    again = fit_adapter(embedder, AXES, documents, lambda done, total, what: None)
    assert np.array_equal(learned, again)
    assert set(told) == {"embedding the examples", "training the adapter"}
    none = np.eye(len(learned), dtype=np.float32)
    assert lead(embedder, learned, documents) > lead(embedder, none, documents)


def lead(embedder: Embedder, adapter: np.ndarray, documents: list) -> float:
    """Return by how much what answers a question is nearer to it than the nearest other sentence of
    its document, in the mean (cosine)."""
    leads = []
    for document in documents:
        said = [f"{context_of(document)}\n{one}" for one in document["sentences"]]
        vectors = np.stack(embedder.passages(said))
        for question in (one for one in document["questions"] if one["answered_by"]):
            asked = adapter @ as_questions(embedder, AXES, [as_asked(question)])[0].vector
            near = vectors @ (asked / np.linalg.norm(asked))
            answering = np.isin(np.arange(len(said)), question["answered_by"])
            if not answering.all():
                leads.append(near[answering].max() - near[~answering].max())
    return float(np.mean(leads))


def test_what_is_shipped_has_one() -> None:
    shipped = calibration.read(calibration.SHIPPED).adapter
    assert shipped is not None
    assert shipped.shape == (AXES.shape[1], AXES.shape[1])
    assert not np.allclose(shipped, np.eye(len(shipped)), atol=1e-3)
