"""Composes without a model: the sentences that answer, verbatim."""

from assistant.answerability import Evidence
from assistant.conversation import Quote

MOST_SENTENCES = 4
MARGIN = 0.01
"""How much weight a further sentence may lack to the weightiest and still be part of the answer."""


def compose(evidence: list[Evidence]) -> list[Quote]:
    """Return one to four sentences, the weightiest document's first, each document's in order.

    `evidence` is ordered, weightiest first, and not empty. A sentence that says what a chosen one
    says already (a copy in another document) is left out.
    """
    enough = evidence[0].weight - MARGIN
    chosen: list[Evidence] = []
    for one in evidence:
        if one.weight >= enough and not any(_same(one, other) for other in chosen):
            chosen.append(one)
    return [_quote(one) for one in _in_reading_order(chosen[:MOST_SENTENCES])]


def _same(one: Evidence, other: Evidence) -> bool:
    return one.wording.casefold() == other.wording.casefold()


def _in_reading_order(chosen: list[Evidence]) -> list[Evidence]:
    documents = list(dict.fromkeys(one.hit.document.id for one in chosen))
    return sorted(
        chosen, key=lambda one: (documents.index(one.hit.document.id), one.sentence.start)
    )


def _quote(one: Evidence) -> Quote:
    return Quote(one.hit.passage, one.hit.document, one.sentence.start, one.sentence.end)
