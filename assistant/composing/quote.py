"""Composes without a model: the sentences that answer, verbatim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answerability import Evidence, numbers
from assistant.asking import Wanted
from assistant.composing.spans import spans
from assistant.conversation import Quote
from assistant.dates import months
from vectorstore.passages import cosine

MOST_SENTENCES = 4
"""With what they lean on; a list counts as one."""

MARGIN = 1.0
"""How much weight (log-odds) a further sentence may lack to the weightiest and still be part of the
answer."""

NARROW_MARGIN, WIDE_MARGIN = 0.5, 1.5
"""The same where a single value is asked for, and where several things are."""

COPY = 0.93
"""Cosine from which two sentences with the same numbers say the same, also in two languages."""

SAME_THING = 0.96
"""Cosine from which two sentences speak of the same thing. It is high, because "the sources do not
agree" is a statement, too, and must be true."""

_SINGLE: frozenset[Wanted] = frozenset({"time", "place", "amount"})
_SEVERAL: frozenset[Wanted] = frozenset({"all", "difference", "latest"})


@dataclass(frozen=True, slots=True)
class Composed:
    """What an answer quotes, and whether its sources give different values for the same thing."""

    quotes: list[Quote]
    differ: bool


def compose(evidence: Sequence[Evidence], wanted: frozenset[Wanted], language: str) -> Composed:
    """Return one to four sentences, the weightiest document's first, each document's in order.

    `evidence` is ordered, weightiest first, and not empty. Of sentences that say the same, one is
    taken: if possible in `language`, the asker's. What asks for the latest gets the newest. With a
    sentence comes what it cannot be understood without.
    """
    enough = evidence[0].weight - _margin(wanted)
    near = _without_copies([one for one in evidence if one.weight >= enough], language)
    chosen = _newest_first(near) if "latest" in wanted else near
    chosen = chosen[:MOST_SENTENCES]
    return Composed(
        _quotes(chosen),
        differ=any(
            _differ(one, other, wanted)
            for number, one in enumerate(chosen)
            for other in chosen[:number]
        ),
    )


def together(composed: Sequence[Composed]) -> Composed:
    """Return what answers the parts of a question as one answer; what two of them quote is quoted
    where it comes first."""
    quotes: list[Quote] = []
    for one in composed:
        quotes += [quote for quote in one.quotes if not any(_holds(q, quote) for q in quotes)]
    return Composed(quotes, any(one.differ for one in composed))


def _margin(wanted: frozenset[Wanted]) -> float:
    if wanted & _SEVERAL:
        return WIDE_MARGIN
    return NARROW_MARGIN if wanted & _SINGLE else MARGIN


def _without_copies(evidence: Sequence[Evidence], language: str) -> list[Evidence]:
    kept: list[Evidence] = []
    for one in evidence:
        copy = next((other for other in kept if _same(one, other)), None)
        if copy is None:
            kept.append(one)
        elif _language(one) == language != _language(copy):
            kept[kept.index(copy)] = one
    return kept


def _same(one: Evidence, other: Evidence) -> bool:
    return _alike(one, other) >= COPY and re.findall(r"\d+", one.wording) == re.findall(
        r"\d+", other.wording
    )


def _alike(one: Evidence, other: Evidence) -> float:
    assert other.sentence.vector is not None, "what a search finds carries its vectors"
    return cosine(one.sentence.vector, other.sentence.vector)


def _language(one: Evidence) -> str:
    return one.hit.document.language


def _newest_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences on what happened last, and the weightiest one."""
    newest = max(_month(one) for one in evidence)
    return [one for one in evidence if _month(one) == newest or one is evidence[0]]


def _month(one: Evidence) -> tuple[int, int]:
    """Return the latest month that a sentence names, else its headings, else that of its document.

    A note's date says when it was written, not when anything happened.
    """
    document = one.hit.document
    for text in (one.wording, " ".join(one.hit.passage.headings), document.title):
        if named := months(text, document.language):
            return max(named)
    published = document.published_on if document.kind == "document" else None
    return (published.year, published.month) if published else (0, 0)


def _differ(one: Evidence, other: Evidence, wanted: frozenset[Wanted]) -> bool:
    """Tell whether two documents give different values for what is asked for."""
    if one.hit.document.id == other.hit.document.id or _alike(one, other) < SAME_THING:
        return False
    mine, theirs = (months(each.wording, _language(each)) for each in (one, other))
    if "time" in wanted:
        return bool(mine and theirs) and not mine & theirs
    if "amount" in wanted and mine == theirs:
        values, others = (numbers(each.wording) for each in (one, other))
        return bool(values and others) and not (values <= others or others <= values)
    return False


def _quotes(chosen: Sequence[Evidence]) -> list[Quote]:
    """Return what is quoted for these sentences, nothing twice; each document's quotes in order."""
    quotes: list[Quote] = []
    for one in chosen:
        needed = [quote for quote in _needed(one) if not any(_holds(q, quote) for q in quotes)]
        if quotes and len(quotes) + len(needed) > MOST_SENTENCES:
            break
        quotes += needed
    documents = list(dict.fromkeys(quote.document.id for quote in quotes))
    return sorted(quotes, key=lambda quote: (documents.index(quote.document.id), quote.start))


def _holds(quote: Quote, other: Quote) -> bool:
    return quote.passage.id == other.passage.id and quote.start <= other.start < quote.end


def _needed(one: Evidence) -> list[Quote]:
    """Return a sentence as it is quoted: after what it leans on, or in the list that it is an item
    of or introduces."""
    passage, document = one.hit.passage, one.hit.document
    place = passage.sentences.index(one.sentence)
    return [
        Quote(passage, document, start, end)
        for start, end in spans(passage, place, document.language)
    ]
