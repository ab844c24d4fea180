"""Which sentences of what was found may answer."""

import pytest
from fakes import evidence_in

from assistant.deciding.nearness import candidates
from vectorstore.findings import Findings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("How many do you employ?\n\nWe employ twelve.", ["We employ twelve."]),
        ("How many do you employ?\n\nHow long does it take?", []),
        ("Twelve moderators", ["Twelve moderators"]),
    ],
)
def test_a_question_answers_none(text: str, told: list[str]) -> None:
    hit = evidence_in(text)[0].hit
    assert [one.wording for one in candidates(Findings((hit,), "en", ()))] == told
