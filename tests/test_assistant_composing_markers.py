"""What a model writes is read alike however it is cut, and only as text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.composing.markers import (
    MISSING,
    NONE,
    StructuredReply,
    TextReply,
    WrittenSentence,
    plain,
    read,
)

REPLY = f"""<think>It may be [9]. Or not.</think>
**The Forum** was launched on 3 December 2015. [1] It has 17 members [2, 3]. See [here](http://x.y/z)
now 【1†source】.

- Amazon (source 2)
- SoundCloud [^3][1-3]

{MISSING} who pays"""
READ = [
    WrittenSentence("The Forum was launched on 3 December 2015.", (1,), " "),
    WrittenSentence("It has 17 members.", (2, 3), " "),
    WrittenSentence("See here", (), " "),
    WrittenSentence("now.", (1,), "\n"),
    WrittenSentence("- Amazon", (2,), "\n\n"),
    WrittenSentence("- SoundCloud", (3, 1, 2), "\n"),
]


def in_pieces(cuts: list[int]) -> tuple[TextReply, list[WrittenSentence]]:
    reply, said = TextReply("en"), []
    bounds = sorted({0, len(REPLY), *cuts})
    for start, end in pairwise(bounds):
        said += reply.feed(REPLY[start:end])
    return reply, said + reply.end()


@given(some.lists(some.integers(0, len(REPLY))))
def test_it_does_not_matter_where_tokens_are_cut(cuts: list[int]) -> None:
    reply, said = in_pieces(cuts)
    assert said == READ
    assert (reply.completeness, reply.missing) == ("partial", "who pays")


@given(some.text())
def test_nothing_that_is_fed_breaks_it_or_leaves_markup(text: str) -> None:
    reply = TextReply("en")
    for one in [*reply.feed(text), *reply.end()]:
        assert "<" not in one.text
        assert any(character.isalnum() for character in one.text)


def test_a_sentence_waits_for_its_marker_and_no_longer() -> None:
    reply = TextReply("en")
    assert reply.feed("It was launched in 2015. ") == []
    assert reply.feed("[") == []
    assert reply.feed("1") == []
    assert reply.feed("] ") == []
    assert reply.feed("The") == [WrittenSentence("It was launched in 2015.", (1,), " ")]
    assert reply.feed(f" end. [2]\n{NONE[:5]}") == [WrittenSentence("The end.", (2,), " ")]
    assert reply.feed(NONE[5:]) == reply.end() == []
    assert reply.completeness == "none"


@pytest.mark.parametrize(
    ("written", "text", "numbers"),
    [
        ("It has 17 [2024].", "It has 17.", (2024,)),
        ("Article 14(5) of COM(2024) 64 [1]", "Article 14(5) of COM(2024) 64", (1,)),
        ("The **bold** `code` [1](http://x.y)", "The bold code", (1,)),
        ("![alt](http://x.y/z.png) Seen [1]", "Seen", (1,)),
        ("a<script>alert(1)</script>b [1]", "ab", (1,)),
        ("&lt;b&gt;bold&lt;/b&gt; [1]", "bold", (1,)),
        ("javascript:alert(1) go [1]", "go", (1,)),
        ("1. First point [1;2]", "- First point", (1, 2)),
        ("(Quelle 2) und (siehe Anhang 3)", "und (siehe Anhang 3)", (2,)),
    ],
)
def test_markers_are_told_from_text_and_markup_is_dropped(
    written: str, text: str, numbers: tuple[int, ...]
) -> None:
    said = read(written, " ")
    assert said is not None
    assert (said.text, said.numbers) == (text, numbers)


def test_nothing_is_left_of_markers_alone() -> None:
    assert read("[1] **", " ") is None
    assert plain("## Who [1] **joined**?") == "Who joined?"


def test_a_structured_reply_is_read_as_it_grows() -> None:
    reply = StructuredReply("en")
    first, second = {"text": "One. Two.", "passages": [1]}, {"text": "Three [2].", "passages": []}
    assert reply.feed({"sentences": [first]}) == []
    assert [one.text for one in reply.feed({"sentences": [first, {"text": "Thr"}]})] == [
        "One.",
        "Two.",
    ]
    whole = {"sentences": [first, second], "completeness": "partial", "missing": "x"}
    assert reply.feed(whole) == [WrittenSentence("Three.", (2,), " ")]
    assert reply.end() == []
    assert (reply.completeness, reply.missing) == ("partial", "x")


def test_a_structured_reply_may_begin_with_how_complete_it_is() -> None:
    reply = StructuredReply("en")
    assert reply.feed({"completeness": "complete", "sentences": [{"text": "The Forum was"}]}) == []
    whole = [{"text": "The Forum was launched.", "passages": [1, True]}]
    assert reply.feed({"completeness": "complete", "sentences": whole}) == []
    assert reply.end() == [WrittenSentence("The Forum was launched.", (1,), " ")]


@pytest.mark.parametrize(
    "garbage", [None, [], "x", {"sentences": 1}, {"sentences": [1, {"text": 2}], "missing": 3}]
)
def test_a_garbled_structure_says_nothing(garbage: object) -> None:
    reply = StructuredReply("en")
    assert reply.feed(garbage) == reply.end() == []
    assert reply.missing == ""
