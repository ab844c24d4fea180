"""An answer as Slack shows it. Pure: in goes what the service said, out come blocks.

Everything that people or documents wrote stands in rich text elements, which Slack shows as they
are: there is no markup in them, so nothing in them can become a link, a mention or a format.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assistant.slack.reference import Reference
from assistant.wire.answers import AnswerBody, CitationBody
from assistant.wire.texts import COMMENT_LENGTH
from assistant.words import Words
from vectorstore.quoting import MARKER

Block = dict[str, Any]
Element = dict[str, Any]

# https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/reference/methods/chat.update
MOST_IN_MODAL = 100
BLOCK_LENGTH = 3_000
LABEL_LENGTH = 75
VALUE_LENGTH = 2_000
TEXT_LENGTH = 3_900
"""Of a message's text, which stands in notifications and is cut by Slack after 4,000."""
STREAMED_LENGTH = 12_000

SHOWN_LENGTH = 3 * BLOCK_LENGTH
"""Of an answer; what is longer can be opened whole."""
_QUOTE_LENGTH = 200
_CITATIONS = 15
_SUGGESTIONS = 5
_SHARED_QUESTION = 500

_MARKDOWN = re.compile(r"([\\`*_~\[\]()#:|!])")


@dataclass(frozen=True, slots=True)
class Shown:
    """What every answer of a bot is shown with."""

    public_url: str | None
    """Where people reach the pages of the service; without it citations open the originals."""
    notice: str | None = None
    """What an organisation tells people besides."""
    privacy_url: str | None = None

    def view(self, citation: CitationBody) -> str | None:
        """Return where a citation can be read in its document."""
        if self.public_url:
            return self.public_url.rstrip("/") + citation.view
        return citation.url


def answer_blocks(
    answer: AnswerBody,
    reference: Reference,
    words: Words,
    shown: Shown,
    asked_by: str | None = None,
    shareable: bool = False,
) -> list[Block]:
    """Return a message that shows an answer.

    `asked_by` is the Slack user whose question is shown before it, where no message shows it.
    """
    text, cut = _cut(answer.text, SHOWN_LENGTH)
    cited = answer.citations[:_CITATIONS]
    blocks: list[Block] = [_asked(asked_by, answer.question)] if asked_by else []
    blocks += _text_blocks(text, answer.citations, shown)
    blocks += [_citation_block(one, words, shown, _QUOTE_LENGTH) for one in cited]
    blocks += _buttons(answer, reference, words, cut=cut, shareable=shareable)
    if not answer.status.startswith(("error_", "refused_personal_data")):
        blocks.append(_feedback(reference, words))
    blocks.append({**_notice(words, shown), "block_id": reference.block_id})
    return blocks


def whole_view(answer: AnswerBody, words: Words, shown: Shown) -> Block:
    """Return a dialog with the whole answer and every quote."""
    blocks = list(_text_blocks(answer.text, answer.citations, shown))
    blocks += [_citation_block(one, words, shown, BLOCK_LENGTH - 500) for one in answer.citations]
    return _sources_view(blocks[:MOST_IN_MODAL], words)


def comment_view(reference: Reference, words: Words) -> Block:
    """Return a dialog that asks what was wrong with an answer."""
    entry = {
        "type": "plain_text_input",
        "action_id": "comment",
        "multiline": True,
        "max_length": COMMENT_LENGTH,
    }
    label = _plain(words.say("comment"), 2_000)
    return {
        "type": "modal",
        "callback_id": "comment",
        "private_metadata": str(reference),
        "title": _plain(words.say("unhelpful"), 24),
        "submit": _plain(words.say("commentSend"), 24),
        "close": _plain(words.say("close"), 24),
        "blocks": [{"type": "input", "block_id": "comment", "label": label, "element": entry}],
    }


def missing_view(sentence: str, words: Words) -> Block:
    """Return a dialog that says why there is nothing to show."""
    return _sources_view([_rich(_section([_text(sentence)]))], words)


def _sources_view(blocks: list[Block], words: Words) -> Block:
    title, close = _plain(words.say("sources"), 24), _plain(words.say("close"), 24)
    return {"type": "modal", "title": title, "close": close, "blocks": blocks}


def message_text(text: str) -> str:
    """Return a message's text for notifications, in which nothing mentions or links anything."""
    escaped = _escaped(_cut(text, TEXT_LENGTH)[0])
    if len(escaped) <= TEXT_LENGTH:
        return escaped
    return _escaped(_cut(text, TEXT_LENGTH // 5)[0])


def streamed(text: str) -> str:
    """Return a piece of an answer as Markdown that shows it as it is."""
    return _escaped(_MARKDOWN.sub(r"\\\1", text))[:STREAMED_LENGTH]


def _asked(user: str, question: str) -> Block:
    said = _cut(question, _SHARED_QUESTION)[0]
    return _rich(_section([{"type": "user", "user_id": user}]), _quote([_text(said)]))


def _text_blocks(text: str, citations: list[CitationBody], shown: Shown) -> Iterator[Block]:
    """Yield a text of paragraphs, `- ` items and markers in blocks that are not too long."""
    views = {str(one.number): shown.view(one) for one in citations}
    for piece in _pieces(text):
        parts: list[Element] = []
        for listed, run in groupby(piece.split("\n"), lambda line: line.startswith("- ")):
            if listed:
                items = [_section(_marked(line[2:], views)) for line in run]
                parts.append({"type": "rich_text_list", "style": "bullet", "elements": items})
            elif lines := "\n".join(run).strip("\n"):
                parts.append(_section(_marked(lines, views)))
        yield _rich(*parts)


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of BLOCK_LENGTH, cut between paragraphs, lines or words."""
    while len(text) > BLOCK_LENGTH:
        piece = _cut(text, BLOCK_LENGTH, "")[0]
        yield piece
        text = text[len(piece) :].lstrip()
    if text:
        yield text


def _cut(text: str, length: int, mark: str = " …") -> tuple[str, bool]:
    """Return a text of that length at most, and whether it was cut."""
    if len(text) <= length:
        return text, False
    head = text[: length - len(mark)]
    for gap in ("\n\n", "\n", " "):
        end = head.rfind(gap)
        if end > length // 2:
            return head[:end] + mark, True
    return head + mark, True


def _marked(text: str, views: dict[str, str | None]) -> list[Element]:
    """Return a text whose markers lead to what they cite."""
    elements: list[Element] = []
    end = 0
    for marker in MARKER.finditer(text):
        url = views.get(marker[1])
        if url:
            if marker.start() > end:
                elements.append(_text(text[end : marker.start()]))
            elements.append({"type": "link", "url": url, "text": marker[0]})
            end = marker.end()
    if end < len(text):
        elements.append(_text(text[end:]))
    return elements


def _citation_block(citation: CitationBody, words: Words, shown: Shown, length: int) -> Block:
    title = _cut(citation.title, 250)[0]
    url = shown.view(citation)
    named = {"type": "link", "url": url, "text": title} if url else _text(title)
    day = words.day(citation.published_on) if citation.published_on else words.say("undated")
    kind = words.say("note") if citation.kind == "note" else None
    about = ", ".join(part for part in (kind, citation.publisher, day) if part)
    line = [_text(f"[{citation.number}] "), named, _text(f" ({_cut(about, 250)[0]})")]
    return _rich(_section(line), _quote([_text(_cut(citation.quote, length)[0])]))


def _buttons(
    answer: AnswerBody, reference: Reference, words: Words, *, cut: bool, shareable: bool
) -> Iterator[Block]:
    chosen = [one for one in answer.suggestions if len(one) <= VALUE_LENGTH][:_SUGGESTIONS]
    if chosen:
        if answer.status != "clarification":  # whose text has said what they are
            yield _rich(_section([_text(words.say("next"))]))
        options = [_button(f"ask{place}", one, one) for place, one in enumerate(chosen)]
        yield {"type": "actions", "elements": options}
    buttons = []
    if cut or answer.citations:
        label = words.say("wholeAnswer" if cut else "sources")
        buttons.append(_button("whole", label, str(reference)))
    if shareable:
        buttons.append(_button("share", words.say("share"), str(reference)))
    if buttons:
        yield {"type": "actions", "elements": buttons}


def _feedback(reference: Reference, words: Words) -> Block:
    choices = {
        "positive_button": {"text": _plain(words.say("helpful")), "value": f"+{reference}"},
        "negative_button": {"text": _plain(words.say("unhelpful")), "value": f"-{reference}"},
    }
    element = {"type": "feedback_buttons", "action_id": "feedback", **choices}
    return {"type": "context_actions", "elements": [element]}


def _notice(words: Words, shown: Shown) -> Block:
    said = _escaped(" ".join(part for part in (words.say("ai"), shown.notice) if part))
    if shown.privacy_url:
        said += f" <{shown.privacy_url}|{_escaped(words.say('privacy'))}>"
    text = {"type": "mrkdwn", "text": said[:BLOCK_LENGTH], "verbatim": True}
    return {"type": "context", "elements": [text]}


def _escaped(text: str) -> str:
    """Return a text for Slack, which knows three escapes and shows any other as it is."""
    return html.escape(text, quote=False)


def _button(action: str, label: str, value: str) -> Element:
    return {"type": "button", "action_id": action, "text": _plain(label), "value": value}


def _plain(text: str, length: int = LABEL_LENGTH) -> Element:
    return {"type": "plain_text", "text": _cut(text, length, "…")[0], "emoji": False}


def _rich(*elements: Element) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def _section(elements: list[Element]) -> Element:
    return {"type": "rich_text_section", "elements": elements}


def _quote(elements: list[Element]) -> Element:
    return {"type": "rich_text_quote", "elements": elements}


def _text(text: str) -> Element:
    return {"type": "text", "text": text}
