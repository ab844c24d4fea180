"""Tells what of a page states nothing: a title, a button, a label, a question. Pure."""

import re
from itertools import takewhile

_ENDS, _ASKS = frozenset(".!…;:"), frozenset("?\u037e")
"""Whatever follows the mark: a closing quote, the number of a footnote."""
_LISTED = re.compile(r"\W|\(?\w{1,3}[.)]\s")
"""An item of a list, or a point of an act: "- ", "(a) ", "2. "."""
_PLACED = re.compile(r"(?=.*\d)[^,]+,[^,]+,[^,]")
"""What tells several things beside each other: "Lisbon, 10 September 2031, Hotel Miradouro"."""
_LABELLED = re.compile(r"[:;]\s")
"""A cell of a table with its label, or a row of cells: "Chair: A. Novak"."""


def is_fragment(wording: str) -> bool:
    """Tell whether a text is neither a statement nor an item of a list or a row of a table, nor
    tells where and when something is.

    A sentence ends with a mark, in all of the languages of the Union; a question answers none, and
    neither does a single word ("Yes.") to whom does not see the question.
    """
    ending = list(takewhile(lambda sign: not sign.isalpha(), reversed(wording)))
    if not _ASKS.isdisjoint(ending):
        return True
    ended = not _ENDS.isdisjoint(ending)
    if ended and len(wording.split()) == 1:
        return True
    is_told = _LISTED.match(wording) or _LABELLED.search(wording) or _PLACED.match(wording)
    return not (ended or is_told)
