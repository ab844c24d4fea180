"""What something or somebody is, in the words of what is about it."""

from assistant.composing.composed import Composed
from assistant.composing.disagreeing import reports
from assistant.composing.recency import oldest_first
from assistant.composing.spans import quoted
from assistant.composing.ways.given import Given
from assistant.deciding.definitions import Person
from assistant.wording.fragments import is_addressed

_SENTENCES = 3
"""Of so many sentences consists an answer on what something is."""


def introduction(given: Given) -> Composed | None:
    """Return the sentences that introduce the thing or person, if a definition is asked for.

    Of a thing the oldest come first, because how it came about says what it is; of a person what
    says for whom they work, and then the weightiest.
    """
    definition = given.asked.definition
    if not definition:
        return None
    about = list(filter(definition.is_named, given.evidence))
    about = about or list(filter(definition.is_mentioned, given.evidence))
    if not about:
        spelled_out = given.told_once(list(filter(definition.spells_out, given.evidence))[:1])
        return Composed(quoted(spelled_out)) if spelled_out else None
    about = [one for one in about if not reports(one)] or about
    # A title that says more may only lead up to it: "Steps before the regulation".
    alone = list(filter(definition.is_alone, about))
    about = given.told_once(alone or list(filter(definition.is_spoken_of, about)) or about)
    if isinstance(definition, Person):
        telling = [one for one in about if not is_addressed(one.wording)] or about
        ordered = sorted(telling, key=definition.is_placed, reverse=True)
    else:
        ordered = list(oldest_first(about, given.today))
    most = min(given.asked.sentences or _SENTENCES, _SENTENCES)
    return Composed(quoted(ordered[:most]))
