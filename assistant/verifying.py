"""Checks that what an answer says stands in the documents. Pure functions."""

from collections.abc import Sequence

from assistant.conversation import Quote


def verified(quotes: Sequence[Quote], stored: Sequence[str]) -> list[Quote]:
    """Return the quotes whose wording is the stored text at their span, letter for letter.

    `stored` holds, for each quote, what the library has there now: a document may have changed
    or gone between the search and this moment.
    """
    return [
        quote for quote, text in zip(quotes, stored, strict=True) if text and text == quote.wording
    ]
