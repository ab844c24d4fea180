"""Footnotes: what they say, that they come off again, and that no markup gets through."""

from datetime import date
from typing import Any

import pytest
from fakes import answer_to
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.conversation import Question
from assistant.wire.answers import AnswerBody, CitationBody
from assistant.wire.footnotes import defused, footnotes, with_footnotes, without_footnotes


def citation(**values: Any) -> CitationBody:
    answer = AnswerBody.of(answer_to(Question("Who?", "c")))
    return answer.citations[0].model_copy(update=values)


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({}, "[1] A"),
        ({"number": 12, "kind": "note"}, "[12] note: A"),
        ({"kind": "note", "summarises": ["https://a.example", "https://b.example"]},
         "[1] note: A; rests on https://a.example, https://b.example"),
        ({"url": "https://a.example"}, "[1] A, https://a.example"),
        (
            {"publisher": "Council", "published_on": date(2024, 6, 4), "url": "https://a.example",
             "view": "https://b.example/documents/a?start=0&end=14"},
            "[1] A, Council, 2024-06-04, https://b.example/documents/a?start=0&end=14",
        ),
        ({"title": "Of\n\n[7]  [all](https://evil.example)"},
         "[1] Of [7] [all]\\(https://evil.example)"),
    ],
)  # fmt: skip
def test_a_footnote_says_what_is_cited(values: dict[str, Any], note: str) -> None:
    assert footnotes([citation(**values)]) == f"\n\n{note}"


def test_what_is_shown_comes_back_without_footnotes() -> None:
    answer = AnswerBody.of(answer_to(Question("Who?", "c")))
    several = answer.model_copy(
        update={"text": "It is. [1]\n\nIt was. [2]", "citations": [citation(), citation(number=2)]}
    )
    shown = with_footnotes(several)
    assert shown == "It is. [1]\n\nIt was. [2]\n\n[1] A\n\n[2] A"
    assert without_footnotes(shown) == without_footnotes(shown + "\n") == several.text
    assert without_footnotes("[1] stands here.\n\nIt is. [1]") == "[1] stands here.\n\nIt is. [1]"
    assert without_footnotes("[1] is all it says") == "[1] is all it says"


HOSTILE = [
    "See ![it](https://evil.example/a.png).",
    "See [it](https://evil.example).",
    "See ![it][1].\n\n[1]: https://evil.example/a.png",
    "See <img src=https://evil.example/a.png> and <https://evil.example>.",
    "<script>alert(1)</script>",
    r"\\<img src=a>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_takes_effect(text: str) -> None:
    assert any(sign in MarkdownIt().render(text) for sign in ("<img", "<a", "<script"))
    _is_text_only(text)


@given(st.text(alphabet="![]()<>:/a1 \n\\'\"=", max_size=40))
def test_no_text_becomes_an_element(text: str) -> None:
    _is_text_only(text)


def test_what_is_escaped_stays_so() -> None:
    assert defused(r"a \< b \\< c") == r"a \< b \\\< c"


def _is_text_only(text: str) -> None:
    rendered = MarkdownIt().render(defused(text))
    assert not any(sign in rendered for sign in ("<img", "<a ", "<script"))
