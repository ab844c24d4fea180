"""Holds quotes against the library: what it does not store word for word is not shown."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.composing.composed import Composed
from assistant.conversation import Quote
from assistant.verifying import verified
from vectorstore.catalogue import Catalogue


def as_stored(answer: Composed, catalogue: Catalogue) -> Composed:
    """Return an answer without those quotes that are not stored word for word.

    If one that answers is dropped, the sources are no longer said to disagree: the other value may
    have been in it.
    """
    quotes, besides = stored(answer.quotes, catalogue), stored(answer.besides, catalogue)
    differ = answer.differ and len(quotes) == len(answer.quotes)
    return replace(answer, quotes=quotes, besides=besides, differ=differ)


def stored(quotes: Sequence[Quote], catalogue: Catalogue) -> list[Quote]:
    """Return those of the quotes that are stored word for word."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes:
        spans.setdefault(quote.document.id, []).append((quote.start, quote.end))
    texts = {
        (key, span): text
        for key, asked in spans.items()
        for span, text in zip(asked, catalogue.wordings(key, asked), strict=True)
    }
    return verified(quotes, [texts[q.document.id, (q.start, q.end)] for q in quotes])
