"""Numbers the quotes of an answer and writes its text. Pure functions."""

import re
from collections.abc import Sequence

from assistant.conversation import Citation, Quote


def cite(quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    """Return a citation for each quote, numbered from 1 in the order of the text."""
    return tuple(
        Citation(number, quote.passage, quote.document, quote.wording, quote.start, quote.end)
        for number, quote in enumerate(quotes, 1)
    )


def write(citations: Sequence[Citation]) -> list[str]:
    """Return the pieces of the answer's text: a quote each, with its marker.

    Joined they are the text. Quotes of one passage follow each other; another passage begins a
    new paragraph, and an item of a list a new line.
    """
    pieces = []
    for before, citation in zip((None, *citations), citations, strict=False):
        pieces.append(_gap(before, citation) + f"{_plain(citation.quote)} [{citation.number}]")
    return pieces


def _gap(before: Citation | None, citation: Citation) -> str:
    if before is None:
        return ""
    if before.passage.id != citation.passage.id:
        return "\n\n"
    return "\n" if citation.quote.startswith("- ") else " "


def _plain(quote: str) -> str:
    """Return a quote on one line, with no numbers in brackets that would pass for our markers."""
    return re.sub(r"\[(\d+)\]", r"(\1)", re.sub(r"\s+", " ", quote))
