"""Tells which section of a document a question asks for: the decisions, those who were there.

Minutes, reports and briefings are made alike everywhere: "What was decided in Vienna?" is answered
by all that stands under "Decisions". sections.json holds, for each language and kind of section,
how it is "asked" for and how "headings" of it begin; in what words actions are asked for by "whose"
they are; what "texts" have an author (that of an attack signed nothing); and what may stand
"beside" these words and tells nothing of which document is meant. `phrases/patterns.py` tells what
the signs in them say.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from assistant.understanding.kinds.statuses import Status, status_asked
from assistant.understanding.phrases.asking import cut
from assistant.understanding.phrases.patterns import (
    any_phrase,
    any_word,
    plain_sentences,
    plain_words,
)
from assistant.wording.facts import facts
from vectorstore.data import read_data
from vectorstore.language import known
from vectorstore.terms import WORD

SectionKind = Literal[
    "attendance",
    "absence",
    "chair",
    "minutes",
    "author",
    "decisions",
    "actions",
    "agenda",
    "messages",
    "recommendations",
    "lessons",
    "conclusions",
]

IN_A_LINE: frozenset[SectionKind] = frozenset({"chair", "minutes", "author"})
"""Kinds of sections that are one line, with no more than a label before what they tell: "Chair: Ada
Novak". What stands below "Minutes of the fifth meeting" is anything."""

_GAP = "… … …"
_LONGEST_LABEL = 4
"""So many words a label has at most."""


class AskedSection(NamedTuple):
    """A kind of section, and what the question says beside asking for it."""

    kind: SectionKind
    rest: str
    is_of_one: bool = False
    """Whether it asks for what is somebody's of it: "What does Nestify have to do?"."""
    status: Status | None = None
    """Which of it is asked for: "Which actions are still open?"."""


def asked_section(question: str, language: str) -> AskedSection | None:
    """Return the kind of section that a question asks for; None if it asks for none. Of several it
    is the one that comes first, the action points "that were decided on", or else says most: who
    wrote "the minutes"."""
    language = known(language)
    is_of_one = _asks_whose(question, language)
    if not is_of_one and (of_status := status_asked(question, language, _actions(language))):
        status, rest = of_status
        return AskedSection("actions", without_words_beside(rest, language), status=status)
    found = []
    for kind in get_args(SectionKind):
        before, *pieces = cut(_asking_for(kind, language), question, language)
        if pieces:
            asking, *after = pieces
            own = _own_words(kind, language)
            said = (
                word
                for word in WORD.findall(asking)
                if not own.fullmatch(plain_words(word, language))
            )
            rest = without_words_beside(" ".join([before, *said, *after]), language)
            if kind == "author" and not _names_text(rest, language):
                continue
            asked = AskedSection(kind, rest, is_of_one and kind == "actions")
            found.append((len(before), len(rest), asked))
    return min(found)[2] if found else None


def without_words_beside(text: str, language: str) -> str:
    """Return a text without the words that tell nothing of which document is meant: "about"."""
    return "".join(cut(_beside(known(language)), text, language)[::2])


def is_headed(kind: SectionKind, heading: str, language: str) -> bool:
    """Tell whether a heading is one of a kind of section; a label may say no more than that. Who
    has taken part "since 2019" was at no meeting."""
    if kind == "attendance" and any(
        one.relation == "since" for one in facts(heading, language).dates
    ):
        return False
    said = plain_sentences(heading.lstrip("0123456789.) "), known(language))
    found = _heading(kind, known(language)).match(said)
    return found is not None and (kind not in IN_A_LINE or said[found.end() :] == ". ")


def is_labelled(kind: SectionKind, wording: str, language: str) -> bool:
    """Tell whether a sentence is a section by itself: "Apologies: Bulgaria and Nestify."."""
    label, colon, _ = wording.removeprefix("- ").partition(":")
    words = len(WORD.findall(label))
    return bool(colon) and words <= _LONGEST_LABEL and is_headed(kind, label, language)


def _asks_whose(question: str, language: str) -> bool:
    """Tell whether a question asks for somebody's actions."""
    return len(cut(_asking_whose(language), question, language)) > 1


def _names_text(rest: str, language: str) -> bool:
    """Tell whether the rest of a question has a word for what is written: "letter"."""
    words = (plain_words(word, language) for word in WORD.findall(rest))
    return any(map(_text(language).fullmatch, words))


@cache
def _text(language: str) -> re.Pattern[str]:
    """Return what matches a word for something written."""
    return any_word({*_listed(language)["author"]["texts"]}, language)


@cache
def _asking_for(kind: SectionKind, language: str) -> re.Pattern[str]:
    """Return what finds words that ask for a kind of section."""
    return _finding(_phrases(kind, language), language)


@cache
def _asking_whose(language: str) -> re.Pattern[str]:
    """Return what finds words that ask for somebody's actions."""
    return _finding(_listed(language)["actions"]["whose"], language)


def _finding(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    # Whose section it is may take more words: "what did the mission to Tallinn recommend".
    longer = (phrase.replace(_GAP, f"{_GAP} {_GAP}") for phrase in phrases)
    return re.compile(f"(?<= )({any_phrase(longer, language)})")


def _phrases(kind: SectionKind, language: str) -> list[str]:
    """Return the phrases that ask for a kind of section, or for what is somebody's of it."""
    listed = _listed(language)[kind]
    return [*listed["asked"], *listed.get("whose", ())]


@cache
def _actions(language: str) -> str:
    """Return what matches what actions may be called: what is above them."""
    return any_phrase(_listed(language)["actions"]["headings"], language)


@cache
def _own_words(kind: SectionKind, language: str) -> re.Pattern[str]:
    """Return what matches a word of the phrases that ask for a kind of section."""
    phrases = _phrases(kind, language)
    return any_word({word for one in phrases for word in re.split(r"[\s'’-]+", one)}, language)


@cache
def _beside(language: str) -> re.Pattern[str]:
    """Return what finds words that tell nothing of which document a section is asked of."""
    return re.compile(f"(?<= )({any_phrase(_listed(language)['beside'], language)})")


@cache
def _heading(kind: SectionKind, language: str) -> re.Pattern[str]:
    """Return what matches the beginning of a heading of a kind of section."""
    return re.compile(rf" \. {any_phrase(_listed(language)[kind]['headings'], language)}")


def _listed(language: str) -> dict[str, Any]:
    held: dict[str, Any] = read_data(__package__, "sections.json")[language]
    return held
