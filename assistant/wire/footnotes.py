"""An answer as one text with its sources below, for clients that show nothing but text. Pure.

Such clients take text for Markdown. What a document says must not become an image, HTML or a link
under other words there: an image alone would tell its host who has asked what.
"""

import re
from collections.abc import Sequence

from assistant.wire.answers import AnswerBody, CitationBody
from vectorstore.quoting import MARKER

_MARKUP = re.compile(r"(?<=\])(?=[(\[:])|(?<!\\)(?:\\\\)*(?=<)")
"""Where Markdown's links, images and definitions go on after a bracket, and where HTML begins; a
`<` after an odd number of backslashes has one of its own."""
_FOOTNOTE = re.compile(rf"{MARKER.pattern} [^\n]+")


def with_footnotes(answer: AnswerBody) -> str:
    """Return an answer's text, and a footnote for each of its citations."""
    return defused(answer.text) + footnotes(answer.citations)


def footnotes(citations: Sequence[CitationBody]) -> str:
    """Return what stands below the text: a paragraph for each citation, as Markdown knows them."""
    return "".join(f"\n\n{_footnote(citation)}" for citation in citations)


def without_footnotes(text: str) -> str:
    """Return the text of an answer that a client sends back as it was shown."""
    # Paragraph by paragraph: one expression over a whole text that anybody may send is slow.
    said, below, last = text.rstrip().rpartition("\n\n")
    while below and _FOOTNOTE.fullmatch(last):
        text = said
        said, below, last = text.rpartition("\n\n")
    return text


def defused(text: str) -> str:
    r"""Return a text with a `\` in front of what would be more than text in Markdown."""
    return _MARKUP.sub(r"\g<0>\\", text)


def _footnote(citation: CitationBody) -> str:
    title = f"note: {citation.title}" if citation.kind == "note" else citation.title
    told = (title, citation.publisher, citation.published_on)
    about = defused(" ".join(", ".join(str(part) for part in told if part).split()))
    # Where no service runs there is no page to open.
    link = citation.view if "://" in citation.view else citation.url
    rests = f"; rests on {', '.join(citation.summarises)}" if citation.summarises else ""
    return f"[{citation.number}] {about}" + (f", {link}" if link else "") + rests
