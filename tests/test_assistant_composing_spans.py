"""What a sentence is quoted with: what it says too little without, and no more."""

import pytest
from fakes import TODAY

from assistant.composing.spans import spans
from ingest.chunking import cut
from ingest.documents import build
from ingest.readers import Block, Reading, read
from vectorstore.quoting import printed


@pytest.mark.parametrize(
    ("text", "place", "quoted"),
    [
        (
            ["A register of buoys was proposed in Riga.", "The group agreed.", "Coffee was had."],
            1,
            slice(0, 2),
        ),
        (
            ["Mr Reis asked whether observers may speak.", "No.", "They write to the chair."],
            0,
            slice(0, 2),
        ),
        (
            ["Mr Reis asked whether observers may speak.", "No.", "They write to the chair."],
            2,
            slice(0, 3),
        ),
        (
            ["It ends in May 2026.", "That was extended to June 2026.", "It was extended to 2027."],
            0,
            slice(0, 3),
        ),
        (["Fees rise.", "The tool works.", "Logs are kept.", "Access is free."], 3, slice(3, 4)),
        (["Who decides?", "Data are encrypted."], 1, slice(1, 2)),
        (["Is it binding?", "Not yet.", "Members may leave."], 1, slice(0, 2)),
        (["Is it binding?", "Not yet.", "Members may leave."], 2, slice(0, 3)),
    ],
)
def test_a_sentence_is_quoted_with_what_it_says_too_little_without(
    text: list[str], place: int, quoted: slice
) -> None:
    reading = read(f"# T\n\n{' '.join(text)}".encode(), ".md")
    content = build("file:///t.md", "folder", reading, TODAY)
    (passage,) = cut(content, lambda texts: [len(one.split()) for one in texts])
    assert [passage.wording(one) for one in passage.sentences] == text
    said = [content.text[start:end] for start, end in spans(passage, place, "en")]
    assert said == text[quoted]


LIST = """A signal is confirmed:
(a) within an hour, by large services;
(b) within four hours, by small ones.
Three things are recommended:
1. Deputies are named.
2. Numbers are tested.
3. Schools take part.
"""


@pytest.mark.parametrize(
    ("place", "quoted"),
    [
        (0, slice(0, 3)),
        (2, slice(0, 3)),  # it goes on with what introduces the list
        (3, slice(3, 7)),
        (5, slice(5, 6)),  # it is a sentence of its own
    ],
)
def test_a_list_with_numbers_or_letters_is_quoted_with_what_introduces_it(
    place: int, quoted: slice
) -> None:
    content = build("file:///t.pdf", "folder", Reading((Block(LIST),), language="en"), TODAY)
    (passage,) = cut(content, lambda texts: [len(one.split()) for one in texts])
    (span,) = spans(passage, place, "en")
    told = passage.sentences[quoted]
    assert span == (told[0].start, told[-1].end)


def test_points_with_numbers_or_letters_stay_on_lines_of_their_own() -> None:
    points = LIST[: LIST.index("\nThree")]
    assert printed(points) == points
    assert printed("They met on\n(3 May) in Riga.") == "They met on (3 May) in Riga."
