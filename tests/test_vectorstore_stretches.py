"""What stands under the heading of a passage is found, up to a limit."""

from dataclasses import replace

from fakes import document, passage_of

from vectorstore.findings import Hit
from vectorstore.stretches import stretch_of, stretches

OUTLINE = [("a", "One"), ("b", "Two"), ("c", "Two"), ("d", "Two"), ("e", "One")]


def hit(place: int) -> Hit:
    content = document("harbour", "Port: Alma")
    passage = replace(passage_of(content), ordinal=place)
    return Hit(passage, content.document, 1.0, 0.9, None)


def test_the_passages_around_under_one_heading_are_a_stretch() -> None:
    (found,) = stretches([hit(2), hit(1)], {"harbour": OUTLINE})
    assert (found.first, found.last, found.near) == (1, 3, ["b", "c", "d"])
    assert stretch_of(hit(3), [found]) == (1, 3)
    assert stretch_of(hit(4), [found]) is None


def test_of_a_long_one_those_near_are_found() -> None:
    outline = [(str(place), "One") for place in range(100)]
    (found,) = stretches([hit(50)], {"harbour": outline})
    assert (found.first, found.last) == (0, 99)
    assert len(found.near) == 16
    assert "50" in found.near
    (last,) = stretches([hit(99)], {"harbour": outline})
    assert last.near[-1] == "99"
    assert len(last.near) == 16


def test_a_document_without_an_outline_has_none() -> None:
    assert stretches([hit(0)], {}) == []
