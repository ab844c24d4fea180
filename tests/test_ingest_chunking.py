"""Cutting: whole sentences, bounded, exact, never across a heading, the same every time."""

from dataclasses import replace

import pytest
from fakes import document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.chunking import PASSAGE_TOKENS, cut
from vectorstore.embedding import Embedder
from vectorstore.passages import DocumentText, Passage, Section

TEXT = st.text(
    st.sampled_from("aä Б9.!?\n-,;:()€\u00a0\u2003") | st.characters(codec="utf-8"), max_size=400
)


def check(content: DocumentText, passages: list[Passage], embedder: Embedder) -> None:
    """Hold what is true of every cut document."""
    text = content.text
    covered = [False] * len(text)
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        assert any(s.start <= passage.start and passage.end <= s.end for s in content.sections)
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        for sentence in passage.sentences:
            assert passage.wording(sentence) == text[sentence.start : sentence.end] != ""
            covered[sentence.start : sentence.end] = [True] * (sentence.end - sentence.start)
    assert not any(
        not done and not letter.isspace() for done, letter in zip(covered, text, strict=True)
    )
    # Sentences are counted one by one; together they may be a few tokens more.
    lengths = embedder.count_tokens([passage.text for passage in passages])
    assert all(length <= 1.1 * PASSAGE_TOKENS for length in lengths)
    assert [p.ordinal for p in passages] == list(range(len(passages)))
    assert len({p.id for p in passages}) == len(passages)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXT, repeat=st.integers(1, 40))
def test_any_text_is_cut_exactly(text: str, repeat: int, embedder: Embedder) -> None:
    content = document("a", text * repeat)
    check(content, cut(content, embedder.count_tokens), embedder)


@pytest.mark.parametrize(
    "text",
    [
        "The Forum met in Brussels. " * 300,
        "no stop anywhere " * 2_000,
        "x" * 20_000,
        "- item of a list\n" * 400,
    ],
    ids=["sentences", "no stops", "no blanks", "list"],
)
def test_long_texts_fill_their_passages(text: str, embedder: Embedder) -> None:
    content = document("a", text)
    passages = cut(content, embedder.count_tokens)
    check(content, passages, embedder)
    lengths = embedder.count_tokens([passage.text for passage in passages])
    assert all(length > PASSAGE_TOKENS / 2 for length in lengths[:-1])


def test_no_passage_crosses_a_heading(embedder: Embedder) -> None:
    text = "Intro.\n\nMembers\n\nTen companies. And more.\n\nDates\n\nIn June."
    sections = (
        Section((), 0, 6),
        Section(("Members",), 17, 41),
        Section(("Dates",), 50, 58),
    )
    content = replace(document("a", text), sections=sections)
    passages = cut(content, embedder.count_tokens)
    assert [(p.headings, p.text) for p in passages] == [
        ((), "Intro."),
        (("Members",), "Ten companies. And more."),
        (("Dates",), "In June."),
    ]
    assert [len(p.sentences) for p in passages] == [1, 2, 1]


def test_ids_are_those_of_the_version(embedder: Embedder) -> None:
    def ids(content: DocumentText) -> list[str]:
        return [passage.id for passage in cut(content, embedder.count_tokens)]

    assert ids(document("a", "Text.")) == ids(document("a", "Text."))
    assert ids(document("a", "Text.")) != ids(document("a", "Text.", title="Other"))
    assert ids(document("a", "Text.")) != ids(document("b", "Text."))
