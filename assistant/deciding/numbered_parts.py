"""Finds the parts of a paper that are called what a question asks for: "What are the options?" of
"Option 1: guidance" and "Option 2: a shared filter". Pure.

No sentence in them says that it is one. The first one of each says what it is about, and stands
right below its heading.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.understanding.phrases.asking import CERTAIN, said_beside, wanted
from assistant.understanding.phrases.persons import without_persons
from assistant.wording.facts import facts
from assistant.wording.facts.numerals import cardinal
from assistant.wording.facts.tabular import is_idle
from assistant.wording.held import held_by
from vectorstore.findings import AnyCandidate, Candidate
from vectorstore.terms import WORD, terms

_NUMBERED = re.compile(r"\W*([^\W\d_]{3,})\s+(\d{1,2}|[A-H]|[IVX]{1,4})\b")
"""The beginning of a heading that calls and numbers a part."""
_LEAST = 2
"""So many parts there are at least."""


def numbered_parts(
    question: str, language: str, found: Sequence[AnyCandidate]
) -> list[AnyCandidate]:
    """Return the first sentence of each part that is called as a question calls all that it asks
    for, in their order; nothing if it asks for anything closer, or several documents have such
    parts. What else the question says has to stand in the title or above the parts."""
    kinds = wanted(question, language)
    stated = facts(question, language)
    if "all" not in kinds or kinds & CERTAIN or stated.denied or stated.dates:
        return []
    kept = without_persons(said_beside(kinds & {"all"}, question, language), language)
    rest = [word for word in WORD.findall(question) if kept.intersection(terms(word, language))]
    parts: dict[str, dict[str, AnyCandidate]] = defaultdict(dict)
    for one in found:
        number = _number(one, question, language)
        if number and _is_on(one, rest, question, language):
            own = parts[one.hit.document.id]
            own[number] = min(own.get(number, one), one, key=lambda each: each.sentence.start)
    several = [own for own in parts.values() if len(own) >= _LEAST]
    if len(several) != 1:
        return []
    return sorted(several[0].values(), key=lambda one: one.sentence.start)


def _number(one: Candidate, question: str, language: str) -> str:
    """Return the number of the part that a sentence stands in, or whose line it begins ("Option A:
    a new call."); empty if it stands in none that is called so in the question."""
    passage, start = one.hit.passage, one.sentence.start
    begins = start == passage.start or passage.begins_line(start)
    labels = [*passage.headings, *([one.wording] if begins else [])]
    for label in filter(None, map(_NUMBERED.match, labels)):
        called = set(terms(label[1], one.language))
        if one.language == language and called and called <= set(terms(question, language)):
            return label[2]
    return ""


def _is_on(one: Candidate, words: Sequence[str], question: str, language: str) -> bool:
    """Tell whether what is above a sentence has these words of the question, but for how many parts
    it asks for, and what tells nothing."""
    above = held_by(one.hit.context, one.language)
    return all(
        above.holds_in(question, word, language)
        or cardinal(word, language)
        or is_idle(word, language)
        for word in words
    )
