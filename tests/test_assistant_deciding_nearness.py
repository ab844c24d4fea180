"""Which sentences of what was found may answer."""

import pytest
from fakes import evidence_in, vector_of

from assistant.deciding.nearness import candidates
from vectorstore.findings import Findings, QuestionReading, Wording


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


@pytest.mark.parametrize(
    ("heading", "told"),
    [("Open questions", True), ("Questions", False), ("Questions to ports", False)],
)
def test_questions_are_told_whose_heading_is_asked_for(heading: str, *, told: bool) -> None:
    (one,) = evidence_in(f"# Note\n\n## {heading}\n\nWho would pay?")
    question = "What are the open questions?"
    asked = QuestionReading((Wording(question, vector_of(question), None),))
    found = candidates(Findings((one.hit,), "en", (asked,)))
    assert [each.wording for each in found] == (["Who would pay?"] if told else [])
