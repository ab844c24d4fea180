"""PowerPoint files: in what order boxes of a slide are read, and which of them are labels."""

from typing import Any

from decks import COMPARISON, TITLE_ONLY, box, deck, reading_of, said, slide_of, texts, write
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches


def test_two_columns_are_read_one_after_the_other() -> None:
    new = deck()
    slide = slide_of(new, COMPARISON, "Harbours")
    write(slide.placeholders[3], "South")
    write(slide.placeholders[4], "small", "warm")
    write(slide.placeholders[1], "North")
    write(slide.placeholders[2], "large", "cold")
    assert said(new) == [
        (2, "Harbours"),
        (3, "North"),
        (0, "- large\n- cold"),
        (3, "South"),
        (0, "- small\n- warm"),
    ]


def test_columns_of_several_boxes_are_not_mixed_and_what_spans_them_stands_apart() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Harbours")
    box(slide, 0.5, 6, 9, 0.8, "All figures are of 2025.")
    for number, (left, right) in enumerate([("A1.", "B1."), ("A2.", "B2."), ("A3.", "B3.")]):
        box(slide, 5.5, 2.4 + number * 1.05, 4, 1, right)
        box(slide, 0.5, 2.4 + number * 1.05, 4, 1, left)
    box(slide, 0.5, 1.5, 9, 0.6, "They differ.")
    assert texts(new)[1:] == [
        *("They differ.", "A1.", "A2.", "A3.", "B1.", "B2.", "B3."),
        "All figures are of 2025.",
    ]


def test_labels_beside_or_above_boxes_are_read_with_them() -> None:
    new = deck()
    line = [("January 2026", "Pilot in two ports"), ("May 2026", "Eight more"), ("2027", "Audit")]
    beside = slide_of(new, TITLE_ONLY, "Timeline")
    above = slide_of(new, TITLE_ONLY, "In figures")
    for number, (label, text) in enumerate(line):
        box(beside, 0.5, 1.5 + number * 1.2, 2, 0.8, label)
        box(beside, 2.8, 1.5 + number * 1.2, 6, 0.8, text)
        box(above, 0.5 + number * 3, 1.5, 2.8, 0.6, label)
        box(above, 0.5 + number * 3, 2.2, 2.8, 2, text)
    rows = "January 2026: Pilot in two ports\nMay 2026: Eight more\n2027: Audit"
    assert texts(new) == ["Timeline", rows, "In figures", rows]


def test_numbers_beside_boxes_make_a_list() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Steps")
    for number, text in enumerate(("Log it", "Check it", "Tell the police")):
        box(slide, 0.5, 1.5 + number * 1.2, 0.6, 0.6, f"0{number + 1}")
        box(slide, 1.5, 1.5 + number * 1.2, 6, 0.8, text)
    assert texts(new) == ["Steps", "1. Log it\n2. Check it\n3. Tell the police"]


def grouped(slide: Any, left: float, *lines: str) -> None:
    """Draw a card: a group of text boxes on a rectangle."""
    group = slide.shapes.add_group_shape()
    group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, (left, 1.6, 2.8, 3)))
    for number, line in reversed([*enumerate(lines)]):
        box(group, left, 1.7 + number * 0.9, 2.6, 0.7, line)


def test_groups_are_read_together_under_what_they_begin_with() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Working groups")
    for number, name in [(2, "Care"), (0, "Law"), (1, "Radar")]:
        grouped(slide, 0.3 + number * 3.1, name, f"Chair: {name} A.", "It meets monthly.")
    assert said(new)[1:] == [
        block
        for name in ("Law", "Radar", "Care")
        for block in [(3, name), (0, f"Chair: {name} A."), (0, "It meets monthly.")]
    ]


def test_what_comes_after_cards_is_not_put_under_the_last_one() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Working groups")
    for number, name in [(0, "Law"), (1, "Radar")]:
        grouped(slide, 0.3 + number * 3.1, name, "One.", "Two.")
    box(slide, 0.3, 6, 9, 0.6, "All of them meet in Riga.")
    assert [level for level, _ in said(new)] == [2, 0, 0, 0, 0, 0, 0, 0]


def test_a_group_is_where_it_was_moved_and_scaled_to() -> None:
    new = deck()
    slide = slide_of(new, TITLE_ONLY, "Two")
    box(slide, 0.5, 3, 3, 1, "Left.")
    group = slide.shapes.add_group_shape()
    for number, line in enumerate(("Above.", "Below.")):
        box(group, 0, number, 2, 0.5, line)
    group.left, group.top, group.width, group.height = map(Inches, (6, 3, 1, 1))
    assert texts(new)[1:] == ["Left.", "Above.", "Below."]
    group.left = Inches(20)
    reading = reading_of(new)
    assert [block.text for block in reading.blocks] == ["Two", "Left."]
    assert reading.dropped == {"text outside the slide": len("Above.Below.")}


def test_a_line_in_bold_heads_what_follows() -> None:
    new = deck()
    lines = box(slide_of(new, TITLE_ONLY, "Staff"), 1, 2, 5, 3, "Who", "Nine people.", "Who else")
    for place in (0, 2):
        lines.text_frame.paragraphs[place].runs[0].font.bold = True
    assert said(new)[1:] == [(3, "Who"), (0, "Nine people."), (0, "Who else")]
