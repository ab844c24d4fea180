"""What an answer quotes: that to a part of a question, a shorter one, or that to all parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.composing.spans import MOST_SENTENCES, lacking, understandable
from assistant.conversation import Quote
from assistant.deciding.answerability import Evidence
from assistant.deciding.asked import Asked


@dataclass(frozen=True, slots=True)
class Composed:
    """What an answer quotes."""

    quotes: list[Quote]
    besides: Sequence[Quote] = ()
    """What may bear on it as well, but is less likely to be what answers."""
    differ: bool = False
    """Whether its sources give different values for the same thing."""
    gathered: bool = False
    """Whether it is a list that no document gives as one, of which others may be missing."""
    left_out: int = 0
    """How many further rows of a table are asked for, beside as many as are quoted at most."""


def shortened(composed: Composed, evidence: Sequence[Evidence], asked: Asked) -> Composed:
    """Return a shorter answer: one sentence, with what it cannot be understood without.

    It is the first one of an overview or a definition, else the weightiest of the document that
    leads. What happened over time is told by the weightiest few. Where sources differ, or another
    list was gathered, only what is told besides is dropped.
    """
    if composed.gathered and (asked.what_happened or "timeline" in asked.wanted):
        return replace(composed, quotes=_weightiest(composed.quotes, evidence), besides=())
    first = composed.quotes[0]
    own = [quote for quote in composed.quotes if quote.document.id == first.document.id]
    told = (understandable(one) for one in evidence)
    told = (quotes for quotes in told if not lacking(quotes, own))
    if asked.definition or "overview" in asked.wanted:
        told = (quotes for quotes in told if quotes[0] == first)
    short = next(told, None)
    if composed.differ or composed.gathered or short is None:
        return replace(composed, besides=())
    return Composed(short)


def _weightiest(quotes: Sequence[Quote], evidence: Sequence[Evidence]) -> list[Quote]:
    """Return a few of the quotes, in their order: those of the weightiest sentences; all if none
    of these is quoted as it stands."""
    told = (understandable(one) for one in evidence)
    few = list(islice((each for each in told if not lacking(each, quotes)), MOST_SENTENCES))
    told_of = [one for one in quotes if any(not lacking([one], each) for each in few)]
    return told_of or list(quotes)


def together(composed: Sequence[Composed]) -> Composed:
    """Return one answer from those to the parts of a question. What two of them quote stands only
    where it comes first."""
    quotes: list[Quote] = []
    besides: list[Quote] = []
    for one in composed:
        quotes += lacking(one.quotes, quotes)
    for one in composed:
        besides += lacking(one.besides, [*quotes, *besides])
    return Composed(
        quotes,
        besides,
        differ=any(one.differ for one in composed),
        gathered=any(one.gathered for one in composed),
        left_out=sum(one.left_out for one in composed),
    )
