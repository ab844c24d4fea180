"""What answers, quoted as it is asked for: whole or shorter, in paragraphs or points, with its
sources, or by these alone. Pure functions."""

from collections.abc import Set
from dataclasses import replace
from datetime import date

from assistant import sentences
from assistant.citing import cite, doubts, lacks, leaves, write, write_sources
from assistant.composing.quote import Composed, compose, shortened, together
from assistant.conversation import Citation, Question, answers
from assistant.deciding.asked import Asked
from assistant.deciding.decision import Decision
from assistant.understanding.again import Again, Way
from vectorstore.passages import MARKER


def composed(decision: Decision, least: float, today: date, ways: Set[Way]) -> Composed:
    """Return what answers the parts of a question; what may answer weighs `least` at least."""
    each = []
    for asked, evidence in decision.answered:
        one = compose(evidence, asked, least, today)
        one = shortened(one, evidence, asked) if "shorter" in ways else one
        # What may be no answer tells of no disagreement on what is asked.
        is_sure = asked.part not in decision.unsure
        each.append(replace(one, differ=one.differ and is_sure))
    return together(each)


def told(
    decision: Decision, answer: Composed, language: str, ways: Set[Way]
) -> tuple[tuple[Citation, ...], list[str]]:
    """Return the citations of an answer and the pieces of its text, which is in a language but for
    what it quotes."""
    citations = cite([*answer.quotes, *answer.besides])
    openings, remarks = _reservations(decision, language)
    if "sources" in ways:
        return citations, write_sources(citations, language, openings, remarks)
    if answer.differ:
        openings.append(sentences.say(language, "sources_differ"))
    if answer.gathered:
        remarks.append(sentences.say(language, "gathered"))
    elif any(_wants_all(asked) for asked, _ in decision.answered):
        remarks.append(sentences.say(language, "incomplete"))
    # Where nothing may be an answer, nothing is found besides one.
    besides = 0 if decision.is_unsure else len(answer.besides)
    listed = "bullets" in ways or any(asked.in_points for asked, _ in decision.answered)
    sourced = "grounds" in ways
    pieces = write(citations, language, openings, remarks, besides, listed=listed, sourced=sourced)
    return citations, pieces


def _wants_all(asked: Asked) -> bool:
    """Tell whether it asks for all there are of something, at no time and no occasion that would
    bound them: nobody has said that the documents name each."""
    return "all" in asked.wanted and not (asked.dated or asked.counts or asked.check)


def is_told_otherwise(
    again: Again, text: str, citations: tuple[Citation, ...], question: Question
) -> bool:
    """Tell whether a text is another one than the last answer that cites, however clients keep its
    lines, and, if it is to be in another language, quotes any in that: nothing is translated. What
    it rests on is told as often as that is asked."""
    if "grounds" in again.ways:
        return True
    before = next(filter(MARKER.search, answers(question.history)))
    languages = {None, *(citation.document.language for citation in citations)}
    return text.split() != before.split() and again.language in languages


def _reservations(decision: Decision, language: str) -> tuple[list[str], list[str]]:
    """Return what is said before and after the quotes of what is not answered, or perhaps not."""
    lacking = [lacks(part.wording, language) for part in decision.lacking]
    if decision.left:
        lacking.append(leaves([part.wording for part in decision.left], language))
    if decision.is_unsure:
        return [sentences.say(language, "unsure")], list(dict.fromkeys(lacking))
    doubted = [doubts(part.wording, language) for part in decision.unsure]
    return [], list(dict.fromkeys([*doubted, *lacking]))
