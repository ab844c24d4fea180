"""The small networks that are fitted to written examples."""

import numpy as np
import pytest

from assistant.calibration import Detector, described
from assistant.evaluation.fitting.examples import _detector
from assistant.evaluation.fitting.networks import Classifier
from vectorstore.findings import Wording
from vectorstore.passages import TOKEN_SIZE

SIZE = 8


@pytest.fixture(scope="module")
def corners() -> tuple[np.ndarray, np.ndarray]:
    """Return examples whose first two features lie in the corners of a square, and whether these
    corners lie opposite each other: what no linear rule tells."""
    chance = np.random.default_rng(0)
    features = chance.normal(3, 0.3, (2_000, SIZE)).astype(np.float32)
    signs = chance.choice([-1, 1], (2_000, 2))
    features[:, :2] += 2 * signs
    return features, signs.prod(1) > 0


def test_what_no_linear_rule_tells_is_learned(corners: tuple[np.ndarray, np.ndarray]) -> None:
    features, told = corners
    learned = Classifier().fit(features[:1_500], told[:1_500])
    assert np.mean(learned.predict(features[1_500:]) == told[1_500:]) > 0.95
    shares = np.exp(learned.predict_log_proba(features[1_500:]))
    assert shares.sum(1) == pytest.approx(1, abs=1e-5)


def test_the_same_examples_teach_the_same(corners: tuple[np.ndarray, np.ndarray]) -> None:
    features, told = corners
    one, other = (Classifier().fit(features[:300], told[:300]).weights for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_a_detector_tells_by_what_it_keeps_what_was_learned(
    corners: tuple[np.ndarray, np.ndarray],
) -> None:
    features, told = corners
    learned = Classifier().fit(features, told)
    kept = Detector.model_validate_json(_detector(learned, least=1.5).model_dump_json())
    outputs = learned.decision_function(features[:50])
    log_odds = [kept.log_odds(Wording("", one, None)) for one in features[:50]]
    assert log_odds == pytest.approx(outputs[:, 1] - outputs[:, 0] - 1.5, abs=0.05)  # 16 bits


def test_a_text_is_described_by_its_vector_and_its_tokens() -> None:
    vector = np.ones(SIZE, dtype=np.float32)
    tokens = np.array([[0, 127] * (TOKEN_SIZE // 2), [-127, 0] * (TOKEN_SIZE // 2)], np.int8)
    told = described(Wording("Who?", vector, tokens))
    assert told.tolist() == [1] * SIZE + [-0.5, 0.5] * (TOKEN_SIZE // 2) + [0, 1] * (
        TOKEN_SIZE // 2
    )
    assert described(Wording("", vector, tokens[:0])).shape == told.shape
    assert described(Wording("Who?", vector, None)) is vector
