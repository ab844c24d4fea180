"""All that a paper has of a kind stand under headings that call and number them."""

import math

import pytest
from fakes import TODAY, evidence_in

from assistant.composing.quote import compose
from assistant.deciding.asked import Asked
from assistant.deciding.decision import certainty
from assistant.understanding.parts.part import Part

OPTIONS = """# Note on voice chat in games

Nobody moderates it.

## Option 1: guidance

The Forum publishes advice. It binds nobody.

## Option 2: a shared filter

The Forum supports a filter. It takes 18 months.

### Cost

It costs 300,000 euros.

## Recommendation

We recommend the second.
"""
PHASEN = """# Vermerk zum Vorhaben

## Phase I – Vorbereitung

Die Länder benennen Ansprechpartner. Das dauert.

## Phase II

Der Filter wird erprobt.
"""
ADVICE, FILTER = "The Forum publishes advice.", "The Forum supports a filter."


def answered(question: str, language: str, *papers: str) -> list[str]:
    """Return what is quoted for what is told as certain; nothing if nothing is."""
    asked = Asked(Part(question, (question,)), language)
    found = [one for name, paper in enumerate(papers) for one in evidence_in(paper, name=f"{name}")]
    if certainty(asked, found) < math.inf:
        return []
    composed = compose(found, asked, 0.0, TODAY)
    return [quote.wording for quote in composed.quotes]


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("What are the options?", "en", [ADVICE, FILTER]),
        ("Which options are there?", "en", [ADVICE, FILTER]),
        ("List our two options", "en", [ADVICE, FILTER]),
        ("What are the options on voice chat?", "en", [ADVICE, FILTER]),
        ("What are the options on live streams?", "en", []),
        ("What are the filters?", "en", []),
        ("When are the options due?", "en", []),
        ("Which options were not adopted?", "en", []),
        (
            "Welche Phasen gibt es?",
            "de",
            ["Die Länder benennen Ansprechpartner.", "Der Filter wird erprobt."],
        ),
    ],
)
def test_the_first_sentence_of_each_tells_what_they_are(
    question: str, language: str, told: list[str]
) -> None:
    assert answered(question, language, PHASEN if language == "de" else OPTIONS) == told


def test_of_two_papers_neither_is_taken_unless_the_question_names_it() -> None:
    other = OPTIONS.replace("voice chat in games", "live streams").replace("filter", "desk")
    assert answered("What are the options?", "en", OPTIONS, other) == []
    told = answered("What are the options on voice chat?", "en", OPTIONS, other)
    assert told == [ADVICE, FILTER]


def test_what_tells_nothing_calls_no_part() -> None:
    paper = "# Note\n\n## From 1 to 2\n\nIt grows.\n\n## From 2 to 3\n\nIt shrinks.\n"
    assert answered("What are the notes?", "en", paper) == []


def test_parts_may_be_called_and_numbered_in_the_lines_that_begin_them() -> None:
    paper = (
        "# Note\n\n## Options\n\nOption A: Europol takes over. It needs staff.\n\n"
        "Option B: a new call. It takes months.\n\n## Advice\n\nWe like option A: it is cheap.\n"
    )
    told = ["Option A: Europol takes over.", "Option B: a new call."]
    assert answered("What are the options?", "en", paper) == told
