"""Tells what frames a text that is asked for: its subject, its form, its length, what it is for.

Pure functions.
"""

from assistant.understanding.phrases.asking import cut, wanted, without
from assistant.understanding.phrases.patterns import (
    SENTENCE_END,
    asking_for,
    items,
    joining,
    plain_sentences,
    purpose,
    told_again,
)
from assistant.wording.facts.lexicon import blanked
from assistant.wording.facts.numbers import numbers_in
from vectorstore.dates import dates
from vectorstore.language import known
from vectorstore.terms import terms


def without_purpose(question: str, language: str) -> str:
    """Return a question for an overview without what that is for ("for the minister, please"), any
    other as it is."""
    if "overview" not in wanted(question, language):
        return question
    rest = without_purposes(question, language).rstrip(" ,")
    # In Bulgarian what a text is for, and what it is on, are joined by one word.
    return rest if terms(without("overview", rest, language), language) else question


def without_purposes(text: str, language: str) -> str:
    """Return a text without what its sentences say at their ends that they are for."""
    return "".join(cut(purpose(known(language)), text, language)[::2])


def sentences_wanted(question: str, language: str) -> int | None:
    """Return how many sentences an overview is asked for in ("three bullets on", "in a line"); None
    if the question leaves that open."""
    language = known(language)
    for framing in _framings(question, language):
        said = plain_sentences(framing, language)
        counted = [one for one in numbers_in(framing, language) if one.unit == ""]
        if counted and items("items", language).search(said):
            return int(max(max(one.values) for one in counted))
        if items("item", language).search(said):
            return 1
    return None


def points_wanted(question: str, language: str) -> bool:
    """Tell whether an overview is asked for as a list of points ("in bullets")."""
    pattern = told_again(known(language))
    told = (
        pattern.finditer(plain_sentences(one, language)) for one in _framings(question, language)
    )
    return any(match["bullets"] for matches in told for match in matches)


def _framings(question: str, language: str) -> list[str]:
    return cut(asking_for("overview", known(language)), question, language)[1::2]


def told_on(text: str, language: str) -> str:
    """Return what a text says that it is on, if it does: "I have a meeting about GIFCT"."""
    language = known(language)
    _, *rest = cut(joining(language), text, language)
    for place in range(1, len(rest), 2):
        subject = SENTENCE_END.split("".join(rest[place:]))[0]
        subject = without_purposes(subject, language).strip(" ,.")
        days = [(one.start, one.end) for one in dates(subject, language)]
        if terms(blanked(subject, days), language):  # "on Monday" says when
            return subject
    return ""
