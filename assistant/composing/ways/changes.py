"""What changed from one version of a document to the next."""

from collections.abc import Sequence

from assistant.composing.composed import Composed
from assistant.composing.spans import LONGEST_LIST, quoted
from assistant.composing.ways.given import Given
from assistant.deciding.answerability import Evidence
from vectorstore.passages import Document


def changes(given: Given) -> Composed | None:
    """Return what bears on the question and stands in one of the two newest versions of a document
    alone, the older wording before the newer, if it is asked what changed: each under its heading,
    and of more than a list has the headings that weigh most."""
    both = _versions(given) if given.asked.what_changed else []
    if len(both) < 2:
        return None
    older, newer = ([one for one in given.possible if one.hit.document.id == id_] for id_ in both)
    if not _are_headed_alike(older, newer):
        return None
    said = [*_alone(older, newer), *_alone(newer, older)]
    heads = {one.hit.passage.headings: one.weight for one in reversed(given.possible)}
    under = [
        [one for one in said if one.hit.passage.headings == head]
        for head in sorted(heads, key=lambda head: -heads[head])
    ]
    told: list[Evidence] = []
    for group in under:
        if len(told) + len(group) <= LONGEST_LIST:
            told += group
    return Composed(quoted(told, most=LONGEST_LIST, as_given=True), gathered=True) if told else None


def _versions(given: Given) -> list[str]:
    """Return the ids of the two newest of the documents that have the title of the one which leads,
    and each a day, the older first."""
    title = given.evidence[0].hit.document.title
    found: dict[str, Document] = {
        one.hit.document.id: one.hit.document
        for one in given.possible
        if one.hit.document.title == title and one.hit.document.published_on
    }
    dated = sorted(found, key=lambda id_: (str(found[id_].published_on), id_))
    return dated[-2:] if len({found[id_].published_on for id_ in dated[-2:]}) == 2 else []


def _are_headed_alike(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Tell whether more than half of the headings over the sentences of either text stand in the
    other, too: what bears on it in the minutes of two meetings does not."""
    heads, others = ({each.hit.passage.headings[-1:] for each in those} for those in (one, other))
    return 2 * len(heads & others) > min(len(heads), len(others))


def _alone(mine: Sequence[Evidence], other: Sequence[Evidence]) -> list[Evidence]:
    """Return, in their order, the sentences of one version that the other has not."""
    told = {one.wording for one in other}
    return sorted(
        (one for one in mine if one.wording not in told), key=lambda one: one.sentence.start
    )
