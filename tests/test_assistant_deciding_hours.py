"""What has the hour, or the day, on which it is asked what happened."""

import math

import pytest
from fakes import evidence_in

from assistant.calibration import SHIPPED, read
from assistant.deciding.decision import decide
from assistant.understanding.kinds.happening import asks_what_happened
from assistant.understanding.parts.part import Part
from assistant.wording.facts.hours import hours

LOG = """# Incident log

- 19 August 2026, 14:05: A stream appears on Plink.
- 14:32: Europol triggers the protocol.
- 20 August, 9.00: Vidora reports 1,150 uploads.
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("at 14:32", {(14, 32)}),
        ("- 09:05: it begins", {(9, 5)}),
        ("um 9.30 Uhr, à 9h30", {(9, 30)}),
        ("from 9:00 to 17:00", {(9, 0), (17, 0)}),
        ("25:00, 14:60, 14:5, 1:30:15", set()),
        ("1.10.2026 and 12.05.26", set()),
        ("version 1.10.2 of 2,400", set()),
    ],
)
def test_the_hours_of_a_text(text: str, told: set[tuple[int, int]]) -> None:
    assert hours(text) == told


@pytest.mark.parametrize(
    ("question", "language", "asks"),
    [
        ("What happened at 14:32?", "en", True),
        ("Was geschah um 14:32 Uhr?", "de", True),
        ("Cosa è successo alle 14:32?", "it", True),
        ("Hvad skete der kl. 14.32?", "da", True),
        ("Who spoke at 14:32?", "en", False),
        ("What happened?", "en", False),
        ("Was geschah am 12.05.?", "de", False),  # a day
        ("Was geschah um 12.05 Uhr?", "de", True),
    ],
)
def test_what_happened_may_be_asked_for_by_the_hour(
    question: str, language: str, asks: bool
) -> None:
    assert asks_what_happened(question, language) is asks


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened at 14:32?", ["- 14:32: Europol triggers the protocol."]),
        ("What happened at 9:00?", ["- 20 August, 9.00: Vidora reports 1,150 uploads."]),
        ("What happened at 17:00?", []),
        (
            "What happened on 20 August 2026?",
            ["- 20 August, 9.00: Vidora reports 1,150 uploads."],
        ),
    ],
)
def test_only_that_is_told_which_has_it(question: str, told: list[str]) -> None:
    fitted = read(SHIPPED)
    other = evidence_in("Copyright is not covered.", weight=fitted.answerable + 0.1)
    found = [*other, *evidence_in(LOG, weight=fitted.answerable - 1)]
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    assert [one.wording for _, evidence in decision.answered for one in evidence] == told
    assert not decision.unsure


def test_an_hour_beside_something_else_only_says_what_comes_first() -> None:
    fitted, question = read(SHIPPED), "Who triggered it at 14:32?"
    found = evidence_in(LOG, weight=fitted.answerable + 0.1)
    decision = decide([(Part(question, (question,)), found)], "en", fitted)
    ((_, evidence),) = decision.answered
    assert [one.wording for one in evidence] == ["- 14:32: Europol triggers the protocol."]
    assert evidence[0].weight < math.inf
    assert decision.unsure


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What happened at 14:32?", "en", True),
        ("Was geschah um 14:32 Uhr?", "de", True),
        ("What happened on 20 August 2026?", "en", False),
        ("What happened at 14:32 on 3 March 2026?", "en", False),  # the hour may be of any day
        ("What happened at 9:00 on 3 March 2026?", "en", False),
        ("What happened at 9:00 on 20 August 2026?", "en", True),
        ("Who triggered it at 14:32?", "en", False),
    ],
)
def test_only_what_happened_at_an_hour_is_told_however_little_it_weighs(
    question: str, language: str, *, told: bool
) -> None:
    decision = decide([(Part(question, (question,)), evidence_in(LOG))], language, read(SHIPPED))
    assert bool(decision.answered) is told
    assert not decision.unsure
