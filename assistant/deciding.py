"""Decides which of the things that are asked what was found can answer. Pure functions."""

import math
from collections.abc import Sequence

from assistant.answerability import Evidence
from assistant.composing.naming import is_introduced
from assistant.parts import Part
from assistant.unheard import unheard_of


def certainty(part: Part, language: str, evidence: Sequence[Evidence]) -> float:
    """Return how certain it is that evidence, ordered, the weightiest first, answers what is asked.

    It is the weight of the weightiest (log-odds); but what is not likelier than not to answer is
    no answer if nothing that was found speaks of whom the question names, and a document about
    nothing but what the question names says what that is, however little its sentences weigh.
    """
    if is_introduced(part.wording, part.alone, language, evidence):
        return math.inf
    if not evidence:
        return -math.inf
    weight = evidence[0].weight
    hits = list({one.hit.passage.id: one.hit for one in evidence}.values())
    return -math.inf if weight < 0 and any(unheard_of(part.wording, language, hits)) else weight
