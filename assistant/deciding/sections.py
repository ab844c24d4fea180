"""Finds what stands in the sections that a question asks for, of the documents that it means. Pure.

"What was decided at the sixth meeting?": no decision says that it is one, or which meeting's. Which
document is meant is told by what stands at its top: its title, its date, and its first lines
("Place: Vienna").
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import get_args

from assistant.deciding.duties import is_due, people
from assistant.deciding.meant import Meant, Top, is_asked_of, joined, without_words
from assistant.understanding.kinds.sections import (
    IN_A_LINE,
    SectionKind,
    asked_section,
    is_headed,
    is_labelled,
)
from assistant.understanding.kinds.statuses import Status, status_of
from assistant.understanding.phrases.asking import CERTAIN, Wanted, wanted
from assistant.wording.facts import facts
from assistant.wording.facts.relations import without_bounds
from assistant.wording.fragments import is_signature
from assistant.wording.names import names
from assistant.wording.places import places
from assistant.wording.speakers import whole_line
from vectorstore.findings import AnyCandidate, Candidate, opening_of
from vectorstore.passages import Document, Passage

_CLOSER: frozenset[Wanted] = CERTAIN - {"latest"}
"""Who asks for one of these asks for something of what stands in a section ("When are they due?").
"""


def in_section(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the sentences in sections of the kind that a question asks for, of the documents that
    it means; nothing if it asks for no section, or for something closer."""
    asked = asked_section(question, language)
    if asked is None or wanted(asked.rest, language) & _CLOSER:
        return []
    if facts(asked.rest, language).denied:
        return []
    there = [one for one in found if _stands_in(one, asked.kind)]
    if asked.status:
        there = _of_status(asked.status, there)
        names_one = any(people(one, asked.rest, language) for one in there)
    if asked.is_of_one or (asked.status and names_one):
        return _of_one(question, there, asked.rest, language, found)
    meant = Meant(asked.rest, language)
    if asked.kind in IN_A_LINE and ("latest" in wanted(question, language) or not meant.is_one):
        return []
    tops = {one.hit.document.id: _top(one.hit.document, found, asked.kind) for one in there}
    return [one for one in there if meant.by(tops[one.hit.document.id], _around(one))]


def _of_one(
    question: str,
    there: Sequence[AnyCandidate],
    rest: str,
    language: str,
    found: Sequence[AnyCandidate],
) -> list[AnyCandidate]:
    """Return those of the actions in sections that are somebody's whom a question's rest names, due
    by when it says, of the documents that it means."""
    due = [date for date in facts(rest, language).dates if date.relation]
    rest = without_bounds(rest, language)
    named = [people(one, rest, language) for one in there]
    everyone = set().union(*named)

    def is_theirs(one: AnyCandidate, whose: set[str]) -> bool:
        along = joined(whose, everyone, rest, language)
        if not whose or not is_asked_of(along, question, language) or not is_due(one, due):
            return False
        top = _top(one.hit.document, found, "actions")
        return Meant(without_words(rest, along), language).by(top, _around(one))

    return [one for one, whose in zip(there, named, strict=True) if is_theirs(one, whose)]


def _of_status(status: Status, there: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the actions that have a status, in documents that say of any which it has. What a list
    leaves unmarked is open if it only marks what is done; so is all, if no list marks any."""
    told = [
        (one, status_of(whole_line(one.hit.passage, one.sentence), one.language)) for one in there
    ]
    marks: dict[str, set[Status]] = defaultdict(set)
    for one, own in told:
        marks[one.hit.document.id] |= {own} if own else set()
    has_marks = any(marks.values())

    def has_it(one: AnyCandidate, own: Status | None) -> bool:
        used = marks[one.hit.document.id]
        is_left = own is None and "open" not in used and bool(used) == has_marks
        return own == status or (is_left and status == "open")

    return [one for one, own in told if has_it(one, own)]


def has_actions_of_others(question: str, language: str, found: Sequence[Candidate]) -> bool:
    """Tell whether a question asks what somebody has to do, and the document of what was found
    first has actions, and that is none of them."""
    asked = asked_section(question, language)
    if asked is None or not asked.is_of_one or _stands_in(found[0], asked.kind):
        return False
    own = (one for one in found if one.hit.document.id == found[0].hit.document.id)
    return any(_stands_in(one, asked.kind) for one in own)


def in_a_line(question: str, language: str, found: Sequence[AnyCandidate]) -> list[AnyCandidate]:
    """Return the same of a section that is one line: who chaired or wrote something."""
    asked = asked_section(question, language)
    return in_section(question, language, found) if asked and asked.kind in IN_A_LINE else []


def _stands_in(one: Candidate, kind: SectionKind) -> bool:
    labels = [
        label for label in get_args(SectionKind) if is_labelled(label, one.wording, one.language)
    ]
    if kind == "author" and not _names_author(one):
        return is_signature(one.wording)
    if labels or kind in IN_A_LINE:  # "Apologies: Italy." among those who were present
        return kind in labels
    return _is_under(kind, one.hit.passage, one.language)


def _around(one: Candidate) -> str:
    """Return a sentence below the heading that it stands under."""
    return "\n".join([*one.hit.passage.headings[-1:], one.wording])


def _names_author(one: Candidate) -> bool:
    """Tell whether what a line says after a label may be somebody: neither a time nor a place, and
    no cell of a table, as in "From: Riga; To: Tallinn"."""
    _, _, value = one.wording.partition(":")
    stated = facts(value, one.language).dates or places(value, one.language)
    return bool(names(value, one.language)) and not stated and ";" not in value


def _is_under(kind: SectionKind, passage: Passage, language: str) -> bool:
    return bool(passage.headings) and is_headed(kind, passage.headings[-1], language)


def _top(document: Document, found: Iterable[Candidate], kind: SectionKind) -> Top:
    """Return what stands at the top of a document, as far as that was found, above a section of a
    kind."""
    return Top(document, _above(kind, opening_of(document, found), document.language))


def _above(kind: SectionKind, opening: Passage | None, language: str) -> str:
    """Return what the first passage of a document has above a section of a kind."""
    if opening is None:
        return ""
    is_of_it = _is_under(kind, opening, language)
    return "\n".join(opening.headings[:-1] if is_of_it else [*opening.headings, opening.text])
