"""Tells which section of a document a question asks for: the decisions, those who were there.

Minutes, reports and briefings are made alike everywhere: "What was decided in Vienna?" is answered
by all that stands under "Decisions". `phrases/patterns.py` tells how its headings begin and how it
is asked for.
"""

from typing import Literal, NamedTuple, get_args

from assistant.understanding.phrases.asking import cut
from assistant.understanding.phrases.patterns import (
    asks_section,
    beside_section,
    plain_sentences,
    section_asked,
    section_heading,
)
from assistant.wording.facts import facts
from vectorstore.language import known
from vectorstore.terms import WORD

SectionKind = Literal[
    "attendance",
    "absence",
    "chair",
    "minutes",
    "decisions",
    "actions",
    "agenda",
    "messages",
    "recommendations",
    "lessons",
    "conclusions",
]

IN_A_LINE: frozenset[SectionKind] = frozenset({"chair", "minutes"})
"""Kinds of sections that are one line, with no more than a label before what they tell: "Chair: Ada
Novak". What stands below "Minutes of the fifth meeting" is anything."""

_LONGEST_LABEL = 4
"""So many words a label has at most."""


class AskedSection(NamedTuple):
    """A kind of section, and what the question says beside asking for it."""

    kind: SectionKind
    rest: str


def asked_section(question: str, language: str) -> AskedSection | None:
    """Return the kind of section that a question asks for; None if it asks for none. Of several it
    is the one that comes first: the action points "that were decided on"."""
    language = known(language)
    found = []
    for kind in get_args(SectionKind):
        before, *pieces = cut(section_asked(kind, language), question, language)
        if pieces:
            asking, *after = pieces
            said = (word for word in WORD.findall(asking) if not asks_section(word, kind, language))
            rest = " ".join([before, *said, *after])
            rest = "".join(cut(beside_section(language), rest, language)[::2])
            found.append((len(before), AskedSection(kind, rest)))
    return min(found)[1] if found else None


def is_headed(kind: SectionKind, heading: str, language: str) -> bool:
    """Tell whether a heading is one of a kind of section; a label may say no more than that. Who
    has taken part "since 2019" was at no meeting."""
    if kind == "attendance" and any(
        one.relation == "since" for one in facts(heading, language).dates
    ):
        return False
    said = plain_sentences(heading.lstrip("0123456789.) "), known(language))
    found = section_heading(kind, known(language)).match(said)
    return found is not None and (kind not in IN_A_LINE or said[found.end() :] == ". ")


def is_labelled(kind: SectionKind, wording: str, language: str) -> bool:
    """Tell whether a sentence is a section by itself: "Apologies: Bulgaria and Nestify."."""
    label, colon, _ = wording.removeprefix("- ").partition(":")
    words = len(WORD.findall(label))
    return bool(colon) and words <= _LONGEST_LABEL and is_headed(kind, label, language)
