"""How much weight a sentence may lack to the weightiest one and still count. Pure."""

from collections.abc import Sequence

from assistant.deciding.answerability import Evidence

MARGIN = 1.4
"""How much weight (log-odds) a further sentence may lack to the weightiest and still be part of the
answer."""

NARROW_MARGIN = 0.65
"""The same where a single value is asked for."""

WIDE_MARGIN = 2.1
"""The same where several things are asked for."""

LATEST_MARGIN = 2.6
"""The same where the latest is asked for: of what bears on it, what is newest counts."""

OWN_MARGIN = 3.0
"""The same where an overview is asked for, of what else the document says that it is given of."""

RIVAL_MARGIN = 2.75
"""The same for a sentence that gives another value than the weightiest one."""


def about_as_weighty(evidence: Sequence[Evidence], margin: float) -> list[Evidence]:
    """Return the sentences that lack no more weight than a margin to the first of them."""
    least = evidence[0].weight - margin
    return [one for one in evidence if one.weight >= least]
