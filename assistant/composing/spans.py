"""Finds the stretch of a passage that is quoted for one of its sentences. Pure functions."""

from assistant.wording.leaning import understood
from vectorstore.passages import Passage, cosine

LONGEST_LIST = 12
"""A list of more items is not quoted whole, but the item that answers and what introduces it."""

_ALIKE = 0.98
"""Cosine from which sentences beside each other say the same of several things or times."""


def spans(passage: Passage, place: int, language: str) -> list[tuple[int, int]]:
    """Return what a sentence is quoted with, itself among it: what it leans on, or the list that it
    is an item of or introduces."""
    items = _items(passage, place)
    sentences = passage.sentences
    if items and _introduces(passage, items.start - 1):
        whole = (sentences[items.start - 1].start, sentences[items.stop - 1].end)
        introduction = (whole[0], sentences[items.start - 1].end)
        alone = [introduction, (sentences[place].start, sentences[place].end)]
        return [whole] if len(items) <= LONGEST_LIST else alone
    return [(said.start, said.end) for said in understood(passage, place, language)]


def series(passage: Passage, place: int) -> list[tuple[int, int]]:
    """Return the sentences that say the same of several things or times, a sentence among them: the
    size of something year after year. None if they are more than a list that is quoted whole."""
    first, last = place, place + 1
    while first and _alike(passage, first - 1):
        first -= 1
    while last < len(passage.sentences) and _alike(passage, last - 1):
        last += 1
    said = passage.sentences[first:last]
    return [(one.start, one.end) for one in said] if len(said) <= LONGEST_LIST else []


def _alike(passage: Passage, place: int) -> bool:
    """Tell whether a sentence and the next one are alike."""
    one, other = passage.sentences[place : place + 2]
    assert other.vector is not None, "what a search finds carries its vectors"
    return cosine(one.vector, other.vector) >= _ALIKE


def _items(passage: Passage, place: int) -> range:
    """Return the items of the list that a sentence is an item of, or introduces."""
    first = last = place + _introduces(passage, place)
    while first and _is_item(passage, first - 1) and _is_item(passage, first):
        first -= 1
    while last < len(passage.sentences) and _is_item(passage, last):
        last += 1
    return range(first, last)


def _is_item(passage: Passage, place: int) -> bool:
    return passage.wording(passage.sentences[place]).startswith("- ")


def _introduces(passage: Passage, place: int) -> bool:
    """Tell whether a sentence is followed by the items of a list that it introduces."""
    return (
        0 <= place < len(passage.sentences) - 1
        and passage.wording(passage.sentences[place]).rstrip().endswith(":")
        and _is_item(passage, place + 1)
    )
