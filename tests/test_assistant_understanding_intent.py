"""How likely a question is on another subject, whatever else it sounds like."""

import numpy as np
import pytest

from assistant import calibration
from assistant.understanding.intent import intents, likely_other
from vectorstore.findings import Wording

FITTED = calibration.read(calibration.SHIPPED).intents
TEXT = Wording("?", np.eye(1, FITTED.hidden.shape[1], dtype=np.float32)[0], None)


def test_it_is_told_among_what_is_harmless() -> None:
    likely = intents(TEXT, FITTED)
    assert likely_other(TEXT, FITTED) == pytest.approx(likely["other"] / (1 - likely["unsafe"]))


def test_it_is_told_too_of_what_sounds_surely_unsafe() -> None:
    bias = FITTED.out_bias + 200 * np.array([name == "unsafe" for name in FITTED.names])
    sure = FITTED.model_copy(update={"out_bias": bias.astype(np.float32)})
    assert intents(TEXT, sure)["unsafe"] == 1
    assert likely_other(TEXT, sure) == pytest.approx(likely_other(TEXT, FITTED), rel=1e-3)
