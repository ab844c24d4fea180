"""Asks what came next: "And then?" asks of the time after what was just told. Pure functions."""

from collections.abc import Sequence

from assistant.understanding.phrases.asking import CERTAIN, Wanted, said_beside, wanted
from assistant.wording.facts import facts
from assistant.wording.facts.reckoning import counts_years, related_to_told
from assistant.wording.subject import named_besides
from vectorstore.dates import Relation

_FOLLOWING: dict[Wanted, Relation] = {"afterwards": "after", "beforehand": "before"}
"""How what is asked for lies to what was told."""
_SAID_ALONG = 2
"""So many telling words may stand beside those that ask what came next."""


def asks_what_followed(question: str, language: str) -> bool:
    """Tell whether a question asks what came after or before what was told, and hardly anything
    else: "What happened then?", but not "Who came after that?", "What did the Council do after
    that?" or "And after the fifth?"."""
    asks = wanted(question, language)
    if not asks & _FOLLOWING.keys() or asks & CERTAIN or counts_years(question, language):
        return False
    said = facts(question, language)
    if said.dates or said.ordinals or named_besides(question, language):
        return False
    return len(said_beside(_FOLLOWING, question, language)) <= _SAID_ALONG


def time_of(question: str, told: Sequence[str], language: str) -> str:
    """Return the time that a question which asks what came next is of ("after 8 December 2016"), if
    what was told has one. `told` are the sentences that were quoted, the first one first."""
    kind = next(kind for kind in _FOLLOWING if kind in wanted(question, language))
    return related_to_told(_FOLLOWING[kind], told, language)
