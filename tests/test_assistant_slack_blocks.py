"""What Slack shows of an answer: inert, within Slack's limits, with the service's numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fakes import answer_to
from hypothesis import given
from hypothesis import strategies as st
from slack_limits import require_blocks, shown

from assistant.conversation import Question
from assistant.slack.blocks import (
    SHOWN_LENGTH,
    Shown,
    answer_blocks,
    comment_view,
    message_text,
    streamed,
    whole_view,
)
from assistant.slack.reference import Reference, reference_in
from assistant.slack.threads import plain
from assistant.slack.words import _own, words_in
from assistant.wire.answers import AnswerBody
from vectorstore.language import LANGUAGES

ABOUT = Reference("a" * 32, "c" * 32, "T0123456789.U0123456789", "1764082800.000100", "en")
HERE = Shown("https://assistant.example.eu/")
EVIL = (
    "Hi <!channel> <@U1> <https://evil.example|home> *bold* `x` &amp; [site](http://evil.example)"
)


def body(**more: Any) -> AnswerBody:
    """Return an answer with one citation."""
    made = AnswerBody.of(answer_to(Question("Who joined?", "c")))
    citation = made.citations[0].model_copy(update=more.pop("citation", {}))
    return made.model_copy(update={"citations": [citation], **more})


def blocks_of(answer: AnswerBody, about: Shown = HERE, **more: Any) -> list[dict[str, Any]]:
    blocks = answer_blocks(answer, ABOUT, words_in(answer.language), about, **more)
    require_blocks(blocks, 50)
    return blocks


def test_documents_that_are_offered_besides_are_called_so() -> None:
    for status, said in (("answered", 1), ("clarification", 0)):
        blocks = blocks_of(body(status=status, suggestions=["Minutes of May"]))
        assert shown(blocks).count("You could also ask") == said
        assert shown(blocks).count("Minutes of May") == 1


def test_what_people_and_documents_wrote_is_shown_as_it_is() -> None:
    answer = body(
        text=f"{EVIL} [1]",
        question=EVIL,
        citation={"title": EVIL, "publisher": EVIL, "quote": EVIL},
        suggestions=[EVIL],
    )
    blocks = blocks_of(answer, asked_by="U1")
    assert shown(blocks).count(EVIL) == 5
    links = {one["url"] for one in links_in(blocks)}
    assert links == {f"https://assistant.example.eu{answer.citations[0].view}"}
    markup = [block for block in blocks if "mrkdwn" in repr(block)]
    assert [block["type"] for block in markup] == ["context"]
    assert "evil" not in repr(markup)


def links_in(block: Any) -> list[dict[str, Any]]:
    """Return all links in blocks."""
    if isinstance(block, list):
        return [one for part in block for one in links_in(part)]
    own = [block] if block.get("type") == "link" else []
    return own + links_in(block.get("elements", []))


@given(st.text(max_size=8_000))
def test_any_text_stays_itself_and_within_the_limits(text: str) -> None:
    blocks = blocks_of(body(text=text, suggestions=[], citation={"quote": text, "title": text}))
    require_blocks(whole_view(body(text=text), words_in("en"), HERE)["blocks"], 100)
    assert len(message_text(text)) <= 4_000
    assert len(streamed(text)) <= 12_000
    assert reference_in({"blocks": blocks}) == ABOUT


def test_notifications_and_streams_mention_nobody() -> None:
    assert message_text("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert streamed("<!here> [1] *a* http://x") == (r"&lt;\!here&gt; \[1\] \*a\* http\://x")
    assert plain(message_text("<b> & more")) == "<b> & more"
    assert message_text("a" * 3_900) == "a" * 3_900
    assert len(message_text("&" * 3_900)) == 3_900 - 5 * 2 + 2
    assert len(streamed("[" * 7_000)) == 12_000


def test_lists_are_lists_and_paragraphs_stay_apart() -> None:
    blocks = blocks_of(body(text="Who joined:\n- Amazon [1]\n- Mistral\n\nLater, others did. [7]"))
    kinds = [part["type"] for part in blocks[0]["elements"]]
    assert kinds == ["rich_text_section", "rich_text_list", "rich_text_section"]
    lines = shown(blocks).split("\n")
    assert lines[:4] == ["Who joined:", "- Amazon [1]", "- Mistral", "Later, others did. [7]"]
    # A marker that cites nothing leads nowhere.
    assert [one["text"] for one in links_in(blocks[:1])] == ["[1]"]


def test_a_citation_tells_what_it_is_and_opens_where_it_can_be_read() -> None:
    cited = {
        "publisher": "Commission",
        "published_on": date(2024, 6, 5),
        "url": "https://a.example",
    }
    answer = body(citation=cited)
    assert "[1] A (Commission, 5 June 2024)\n> Amazon joined." in shown(blocks_of(answer))
    assert "(Note, Commission, 5 June" in shown(blocks_of(body(citation={**cited, "kind": "note"})))
    assert "(no date)" in shown(blocks_of(body()))
    away = blocks_of(answer, Shown(None))
    assert {one["url"] for one in links_in(away)} == {"https://a.example"}
    assert links_in(blocks_of(body(), Shown(None))) == []


def test_a_long_answer_is_cut_between_words_and_can_be_opened_whole() -> None:
    long = "\n\n".join(f"Paragraph {place} says a thing. [1]" for place in range(600))
    blocks = blocks_of(body(text=long))
    assert sum(len(line) for line in shown(blocks[:3]).split("\n")) < SHOWN_LENGTH
    assert shown(blocks).split("\n[1] ")[0].endswith("[1] …")
    assert "[ Whole answer ]" in shown(blocks)
    view = whole_view(body(text=long), words_in("en"), HERE)
    assert "Paragraph 599 says a thing. [1]" in shown(view["blocks"])
    assert "[ Sources ]" in shown(blocks_of(body()))


def test_many_citations_are_shown_as_far_as_slack_can() -> None:
    one = body().citations[0]
    many = [one.model_copy(update={"number": n, "quote": "word " * 999}) for n in range(1, 90)]
    blocks = blocks_of(body(citations=many))
    assert "[15] " in shown(blocks)
    assert "[16] " not in shown(blocks)
    view = whole_view(body(citations=many), words_in("en"), HERE)
    require_blocks(view["blocks"], 100)
    assert "[89] " in shown(view["blocks"])


def test_what_is_not_kept_cannot_be_rated() -> None:
    for status, rated in {
        "answered": True,
        "unanswerable_no_passages": True,
        "refused_personal_data": False,
        "error_timeout": False,
    }.items():
        assert ("Helpful" in shown(blocks_of(body(status=status)))) == rated


def test_people_are_told_that_it_is_an_ai_and_what_is_kept() -> None:
    about = replace(
        HERE, notice='Ask <us> & others\' "aid".', privacy_url="https://p.example/privacy"
    )
    assert shown(blocks_of(body(), about)).split("\n")[-1] == (
        "You are talking to an AI system. Check what matters in the sources. Ask &lt;us&gt; &amp; "
        'others\' "aid". <https://p.example/privacy|Privacy>'
    )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_words_of_every_language_fit(language: str) -> None:
    words = words_in(language)
    assert list(_own()[language]) == list(_own()["en"])
    if language != "en":
        assert not set(_own()[language].values()) & set(_own()["en"].values())
    answer = body(language=language, suggestions=["A", "B"], text="a " * SHOWN_LENGTH)
    lines = shown(blocks_of(answer, shareable=True))
    for key in ("share", "wholeAnswer", "helpful", "unhelpful", "ai"):
        assert words.say(key) in lines
    view = comment_view(ABOUT, words)
    for part in ("title", "submit", "close"):
        assert len(view[part]["text"]) <= 24
