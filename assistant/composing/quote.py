"""Composes without a model: the sentences that answer, verbatim."""

import re

from assistant.answerability import Evidence
from assistant.conversation import Quote
from vectorstore.passages import cosine

MOST_SENTENCES = 4
MARGIN = 0.01
"""How much weight a further sentence may lack to the weightiest and still be part of the answer."""

COPY = 0.93
"""Cosine from which two sentences with the same numbers say the same, also in two languages."""


def compose(evidence: list[Evidence], language: str) -> list[Quote]:
    """Return one to four sentences, the weightiest document's first, each document's in order.

    `evidence` is ordered, weightiest first, and not empty. Of sentences that say the same, one is
    taken: if possible in `language`, the asker's.
    """
    enough = evidence[0].weight - MARGIN
    chosen: list[Evidence] = []
    for one in (one for one in evidence if one.weight >= enough):
        copy = next((other for other in chosen if _same(one, other)), None)
        if copy is None:
            chosen.append(one)
        elif _language(one) == language != _language(copy):
            chosen[chosen.index(copy)] = one
    return [_quote(one) for one in _in_reading_order(chosen[:MOST_SENTENCES])]


def _same(one: Evidence, other: Evidence) -> bool:
    assert other.sentence.vector is not None, "what a search finds carries its vectors"
    return cosine(one.sentence.vector, other.sentence.vector) >= COPY and re.findall(
        r"\d+", one.wording
    ) == re.findall(r"\d+", other.wording)


def _language(one: Evidence) -> str:
    return one.hit.document.language


def _in_reading_order(chosen: list[Evidence]) -> list[Evidence]:
    documents = list(dict.fromkeys(one.hit.document.id for one in chosen))
    return sorted(
        chosen, key=lambda one: (documents.index(one.hit.document.id), one.sentence.start)
    )


def _quote(one: Evidence) -> Quote:
    return Quote(one.hit.passage, one.hit.document, one.sentence.start, one.sentence.end)
